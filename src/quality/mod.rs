//! Model -> Findings. One file one check; [`CHECKS`] is the list in the order in which rows are claimed.
//!
//! A check looks and tells; it never acts. Its remedy is data that the user can flip: the rows it
//! claims are set aside by the dataset, the first claim wins, so that each record is counted once.
//!
//! To add one: its file, a `mod` line and a line in [`CHECKS`] here, its words in the catalogue.

use crate::value::order;

mod accents;
mod account;
mod amounts;
mod balances;
mod beside_goods;
mod blank_below;
mod blocked_join;
mod came_back;
mod capped;
mod currencies;
mod dates;
mod dependencies;
mod discounts;
mod duplicates;
mod empty_cells;
mod evidence;
mod exact_match;
mod exported_twice;
mod fees;
mod further_rows;
mod gaps;
mod header_currency;
mod hidden;
mod key_spellings;
mod line_prices;
mod line_totals;
mod missing_ids;
mod mixed_dates;
mod no_sales;
mod nobody;
mod odd_characters;
mod order_history;
mod order_totals;
mod orphans;
mod outliers;
mod overlap;
mod personal;
mod ragged;
mod refund_rows;
mod refunds;
mod score;
mod shared_names;
mod shortened_ids;
mod signs;
mod spellings;
mod spread;
mod stray_dates;
mod subtotals;
mod surplus;
mod told_rates;
mod total_row;
mod totals_apart;
mod unused_keys;

pub(crate) use amounts::amount_column;
pub use came_back::CameBack;
pub(crate) use currencies::{Currencies, currency_of};
pub(crate) use empty_cells::filled;
pub(crate) use evidence::visible;
pub use evidence::{Evidence, Finding, Moves, Severity};
pub(crate) use further_rows::{amounts, goes_on};
pub(crate) use nobody::{GUEST, is_nobody};
pub(crate) use personal::of_one_person;
pub use personal::{Personal, masked, personal};
pub use score::{Score, unconfirmed};
pub(crate) use spellings::{main_spellings, merged_texts};
pub(crate) use told_rates::told_rates;

/// A data-quality rule.
pub struct Check {
    /// Its stable code; `finding.<code>` is its sentence, `remedy.<code>` the control of its remedy.
    pub code: &'static str,
    /// The remedies it offers, the default first; none when there is nothing to choose.
    pub remedies: &'static [&'static str],
    /// When it looks.
    pub phase: Phase,
    /// Looks at the evidence.
    pub run: fn(&Evidence) -> Option<Finding>,
}

/// When a check looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Before all others, which then do not see the rows it claims.
    Scope,
    /// Each on all rows in scope, without knowing of the others' claims.
    Rows,
    /// After all others, on the rows that nobody claimed.
    Rest,
}

/// Every check, in the order in which rows are claimed.
pub const CHECKS: &[Check] = &[
    ragged::CHECK,
    surplus::CHECK,
    balances::CHECK,
    account::CHECK,
    subtotals::CHECK,
    exact_match::CHECK,
    no_sales::CHECK,
    overlap::CHECK,
    further_rows::CHECK,
    exported_twice::CHECK,
    order_history::CHECK,
    hidden::CHECK,
    odd_characters::CHECK,
    duplicates::CHECK,
    line_prices::CHECK,
    signs::CHECK,
    order_totals::CHECK,
    refund_rows::CHECK,
    came_back::CHECK,
    beside_goods::CHECK,
    totals_apart::CHECK,
    header_currency::CHECK,
    line_totals::CHECK,
    discounts::CHECK,
    total_row::CHECK,
    amounts::CHECK,
    dates::CHECK,
    mixed_dates::CHECK,
    stray_dates::CHECK,
    currencies::CHECK,
    refunds::CHECK,
    fees::CHECK,
    blank_below::CHECK,
    missing_ids::CHECK,
    nobody::CHECK,
    nobody::GUESTS,
    shortened_ids::CHECK,
    shared_names::CHECK,
    orphans::CHECK,
    blocked_join::CHECK,
    key_spellings::CHECK,
    unused_keys::CHECK,
    dependencies::CHECK,
    empty_cells::CHECK,
    spellings::VALUES,
    spellings::CUSTOMERS,
    spellings::ADDRESSES,
    spellings::PADDED,
    outliers::CHECK,
    capped::CHECK,
    gaps::CHECK,
    personal::CHECK,
];

/// Runs all checks.
pub fn findings<'a>(
    model: &'a crate::schema::Model,
    recipe: &'a crate::recipe::Recipe,
) -> Vec<Finding> {
    let mut evidence = Evidence::new(model, recipe);
    let mut findings = Vec::new();
    for phase in [Phase::Scope, Phase::Rows, Phase::Rest] {
        if phase == Phase::Rest {
            findings
                .iter()
                .for_each(|finding: &Finding| evidence.leave_out(&finding.aside));
        }
        for check in CHECKS.iter().filter(|check| check.phase == phase) {
            evidence.begin(check);
            if let Some(finding) = (check.run)(&evidence) {
                evidence.put(&finding.amounts);
                if phase == Phase::Scope {
                    evidence.leave_out(&finding.aside);
                }
                findings.push(finding);
            }
        }
    }
    let place = |finding: &Finding| CHECKS.iter().position(|check| check.code == finding.code);
    order::sort_by_key(&mut findings, place);
    findings
}
