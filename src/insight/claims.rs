//! Headlines that claim something -> at most five of them.
//!
//! A headline is a claim where its analysis has judged it so: its id tells. Positive ones stand first;
//! what is *not* so takes the places left, and at least two where there are so many, because a belief
//! that does not hold costs more than one that was never had.

use crate::insight::Found;
use crate::insight::seen::{Seen, number, of_fact};
use crate::say::{Arg, Text};

/// More than this nobody reads.
const MOST: usize = 5;
/// So many places are kept for what is not so.
const KEPT: usize = 2;

/// A headline that claims something.
#[derive(PartialEq, Eq)]
struct Claim {
    /// The analysis.
    section: &'static str,
    /// The ids of its headline that are this claim.
    headlines: &'static [&'static str],
    /// The fact whose rows are its evidence.
    fact: &'static str,
    /// What it has passed: `insight.guard.<guard>`.
    guard: &'static str,
}

const fn claim(
    section: &'static str,
    headlines: &'static [&'static str],
    fact: &'static str,
    guard: &'static str,
) -> Claim {
    Claim {
        section,
        headlines,
        fact,
        guard,
    }
}

/// What is so, the most telling first.
#[rustfmt::skip]
const SO: &[Claim] = &[
    claim("revenue_change", &["change.headline.up", "change.headline.down"], "change", "change"),
    claim("contribution", &["contribution.headline"], "top_1_share", "count"),
    claim("overdue", &["overdue.headline"], "value_at_risk", "overdue"),
    claim("season", &["season.headline"], "repeated_peaks", "peak"),
    claim("years", &["years.headline.up", "years.headline.down"], "slope", "direction"),
    claim("returns", &["returns.headline"], "return_rate_known", "count"),
    claim("affinity", &["affinity.headline.orders", "affinity.headline.customers"], "best_lift", "pair"),
    claim("markets", &["markets.headline"], "growth_all", "markets"),
    claim("drivers", &["drivers.headline"], "second_purchase_share", "drivers"),
    claim("gross_margin", &["margin.headline"], "margin_share", "margin"),
    claim("contribution", &["contribution.headline.spread"], "customers_to_80", "count"),
    claim("segments", &["segments.headline"], "largest_segment_share", "count"),
    claim("rhythm", &["rhythm.headline.weekday", "rhythm.headline.week_of_month", "rhythm.headline.part_of_day"], "busiest_weekday", "rhythm"),
];

/// What is not so, though many would say it is.
#[rustfmt::skip]
const NOT_SO: &[Claim] = &[
    claim("returns", &["returns.headline.alike"], "return_rate_known", "alike"),
    claim("season", &["season.headline.none"], "repeated_peaks", "peak"),
    claim("affinity", &["affinity.headline.none"], "pairs_tested", "pair"),
    claim("revenue_change", &["change.headline.small", "change.headline.few", "change.headline.unsure", "change.headline.chance"], "change", "change"),
    claim("years", &["years.headline.none"], "slope", "direction"),
    claim("drivers", &["drivers.headline.none"], "second_purchase_share", "drivers"),
];

/// The claims of these sections.
pub(super) fn of(seen: &Seen) -> Vec<Found> {
    let mut so: Vec<Found> = SO.iter().filter_map(|claim| claim.found(seen)).collect();
    let not_so: Vec<Found> = NOT_SO.iter().filter_map(|c| c.found(seen)).collect();
    so.truncate(MOST - not_so.len().min(KEPT));
    so.extend(not_so);
    so.truncate(MOST);
    so
}

impl Claim {
    fn found(&self, seen: &Seen) -> Option<Found> {
        let section = seen.given(self.section)?;
        let fact = section.fact(self.fact)?;
        let told = self.headlines.contains(&claimed(&section.headline));
        // Nothing at stake, or a single thing that was judged, is no finding.
        let some = number(&fact.value) != Some(0.0) || !SO.contains(self);
        (told && some && fact.n > 1).then(|| Found {
            sentence: section.headline.clone(),
            guard: Text::new(&format!("insight.guard.{}", self.guard)),
            action: None,
            section: self.section,
            evidence: of_fact(fact),
        })
    }
}

/// The id of a headline, or of the headline inside another that limits it.
fn claimed(headline: &Text) -> &str {
    match headline.arg("headline") {
        Some(Arg::Text(inner)) => &inner.id,
        _ => &headline.id,
    }
}
