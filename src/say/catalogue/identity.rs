//! What the checks have to say of ids and addresses that are written in several ways.

pub(super) const SENTENCES: &[(&str, &str)] = &[
    (
        "finding.guests",
        "{n} {n:row tells|rows tell} an e-mail address and no id of a customer, worth {revenue}.",
    ),
    (
        "finding.guests.by_address",
        "Each counts as the customer of that address; where the address stands with one id elsewhere, as the customer of that id.",
    ),
    (
        "finding.shortened_ids",
        "A spreadsheet has shortened ids to the like of 1.23E+12: {columns}.",
    ),
    (
        "finding.shortened_ids.column",
        "{cells} {cells:cell|cells} of {column} in {file}, which hold {values} different {values:value|values} now",
    ),
    (
        "finding.shortened_ids.keep",
        "What differed in the lost digits counts as one. Export the file again with this column as text.",
    ),
    (
        "finding.address_spellings",
        "E-mail addresses that differ in capital letters alone: {columns}. The rarer spellings have {rarer} {rarer:row|rows} and {revenue} of revenue.",
    ),
    (
        "finding.address_spellings.merge",
        "Each counts as one customer: mail reaches the same person however the address is written.",
    ),
    (
        "finding.address_spellings.keep",
        "Each spelling counts as a customer of its own, as you chose.",
    ),
    ("remedy.address_spellings.merge", "Count them as one"),
    ("remedy.address_spellings.keep", "Count each spelling"),
    (
        "finding.padded_ids",
        "Customers whose numbers differ in leading zeros alone: {columns}. The rarer spellings have {rarer} {rarer:row|rows} and {revenue} of revenue.",
    ),
    (
        "finding.padded_ids.keep",
        "Each spelling counts as a customer of its own. If the zeros were lost on the way, merge them.",
    ),
    (
        "finding.padded_ids.merge",
        "Merged, as you chose: each counts as the customer who is most often written so.",
    ),
    ("remedy.padded_ids.keep", "Keep them apart"),
    ("remedy.padded_ids.merge", "Merge them"),
];
