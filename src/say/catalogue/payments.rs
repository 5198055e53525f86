//! Refunds, fees, movements of money; spellings and overlaps that can be merged or kept.

pub(super) const SENTENCES: &[(&str, &str)] = &[
    (
        "finding.refunds",
        "{column} tells what was paid back: {back=} in {n} {n:row|rows}, {share} of {all}.",
    ),
    (
        "finding.refunds.file",
        "{file} tells what was paid back: {back=} in {n} {n:row|rows}, {share} of {all}.",
    ),
    (
        "finding.refunds.subtract",
        "It is subtracted from net revenue, no more of a row than it is worth; what was paid back whole counts as returned. Booked revenue is before it.",
    ),
    (
        "finding.refunds.leave",
        "It is not subtracted, as you chose.",
    ),
    ("remedy.refunds.subtract", "Subtract what was paid back"),
    ("remedy.refunds.leave", "Do not subtract it"),
    (
        "finding.fees",
        "{column} tells what the platform kept: {fees=} of {all}, {share}.",
    ),
    (
        "finding.fees.tell",
        "Revenue here is before these fees; {left=} remains after refunds and fees.",
    ),
    (
        "finding.no_sales",
        "{n} {n:row|rows} of {file} {n:is no sale|are no sales}: {kinds}.",
    ),
    ("finding.no_sales.rows", "{n} {n:row|rows} of {kind}"),
    (
        "finding.no_sales.set_aside",
        "Set aside: money that is moved or paid to others, payments that failed, offers, drafts, tests and what is only looked at are nobody's purchases.",
    ),
    (
        "finding.no_sales.keep",
        "Kept as sales and refunds, as you chose.",
    ),
    ("remedy.no_sales.set_aside", "Set them aside"),
    ("remedy.no_sales.keep", "Count them"),
    (
        "reason.no_sales",
        "No sale: money that was moved, a payment that failed, an offer, a draft, a test or a look at the goods",
    ),
    ("remedy.ragged.set_aside", "Set them aside"),
    ("remedy.unreadable_dates.set_aside", "Set them aside"),
    ("remedy.spellings.keep", "Keep them apart"),
    ("remedy.spellings.merge", "Merge them"),
    (
        "finding.spellings.merge",
        "Merged, as you chose: each counts as its most frequent spelling, which {rarer} {rarer:row|rows} had not.",
    ),
    (
        "finding.customer_spellings",
        "Customers that differ in case, accents, spaces, punctuation or the order of first and last name alone: {columns}. The rarer spellings have {rarer} {rarer:row|rows} and {revenue} of revenue.",
    ),
    (
        "finding.customer_spellings.keep",
        "Each spelling counts as a customer of its own. If they are the same people, merge them.",
    ),
    (
        "finding.customer_spellings.merge",
        "Merged, as you chose: each spelling counts as the customer who is most often written so.",
    ),
    ("remedy.customer_spellings.keep", "Keep them apart"),
    ("remedy.customer_spellings.merge", "Merge them"),
];
