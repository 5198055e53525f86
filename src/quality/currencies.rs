//! Rows in a currency that has no rate: never summed in, shown apart with the question for the rate.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{Model, Role};
use crate::table::MISSING;
use crate::value::order;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "other_currencies",
    remedies: &["leave_apart"],
    phase: Phase::Rest,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let money = evidence.currencies.as_ref()?;
    let reporting = money.reporting?;
    let rated = |code: u32| {
        code == reporting
            || evidence
                .recipe
                .rates
                .contains_key(&money.names[code as usize])
    };
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| {
            let code = money.codes[*row as usize];
            code != MISSING && !rated(code)
        })
        .collect();
    let mut others: Vec<&str> = rows
        .iter()
        .map(|row| money.names[money.codes[*row as usize] as usize].as_str())
        .collect();
    order::sort(&mut others);
    others.dedup();
    let mut finding = (!rows.is_empty())
        .then(|| evidence.finding(Severity::Error, &rows, rows.clone(), money.column))?;
    finding.sentence = finding
        .sentence
        .with("currencies", others)
        .with("reporting", money.names[reporting as usize].as_str());
    Some(finding)
}

/// The currency of each fact row.
pub(crate) struct Currencies {
    /// Per fact row an index into `names`, or [`MISSING`]: then the reporting currency is assumed.
    pub codes: Vec<u32>,
    /// Codes in capitals.
    pub names: Vec<String>,
    /// The one currency of the report: the chosen one, else that of most rows.
    pub reporting: Option<u32>,
    /// The column, or 0 when it stands in another file.
    pub column: usize,
}

impl Currencies {
    /// Whether the row is in the currency of the report, or in none that is told.
    pub(crate) fn reports(&self, row: usize) -> bool {
        let code = self.codes[row];
        code == MISSING || Some(code) == self.reporting
    }

    /// The code of the report's currency.
    pub(crate) fn name(&self) -> Option<&str> {
        Some(&self.names[self.reporting? as usize])
    }

    /// `None` when no column tells a currency.
    pub(crate) fn of(model: &Model, recipe: &crate::recipe::Recipe) -> Option<Currencies> {
        let place = model.role(Role::Currency)?;
        let coded = model.column(place).coded();
        let mut names: Vec<String> = coded
            .entries
            .iter()
            .map(|entry| entry.to_ascii_uppercase())
            .collect();
        order::sort(&mut names);
        names.dedup();
        let place_of = |entry: &String| {
            names
                .binary_search(&entry.to_ascii_uppercase())
                .unwrap_or(0) as u32
        };
        let by_entry: Vec<u32> = coded.entries.iter().map(place_of).collect();
        let own: Vec<u32> = coded
            .codes
            .iter()
            .map(|c| by_entry.get(*c as usize).copied().unwrap_or(MISSING))
            .collect();
        let codes = model.lift_at(place, own, MISSING);
        let mut counts = vec![0_u64; names.len()];
        for code in codes.iter().filter(|code| **code != MISSING) {
            counts[*code as usize] += 1;
        }
        let most = (0..names.len() as u32)
            .max_by_key(|code| (counts[*code as usize], std::cmp::Reverse(*code)));
        let chosen = recipe
            .currency
            .as_ref()
            .and_then(|c| names.iter().position(|n| n == c))
            .map(|at| at as u32);
        let column = if place.0 == model.fact { place.1 } else { 0 };
        Some(Currencies {
            codes,
            names,
            reporting: chosen.or(most),
            column,
        })
    }
}
