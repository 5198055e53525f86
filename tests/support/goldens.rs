//! What tests of goldens share: a session of a folder under its settings, and a report whose numbers go
//! on the table of references.
#![allow(dead_code, reason = "each test uses a part of it")]

use clientele::figure::Row;
use clientele::protocol::Command;
use clientele::report::Report;
use clientele::say::{Quantity, Value};
use clientele::session::Session;

use crate::support::references::{References, Within};
use crate::support::{ask, fact, real_files, section, session_of, set};
use crate::tables::{self, grid, name};

/// The files of a folder with these settings; `None` where the folder is not at hand.
pub fn session(folder: &str, names: &[&str], settings: &[(&str, &str)]) -> Option<Session> {
    let mut session = session_of(&real_files(folder, names)?);
    ask(&mut session, Command::Report);
    for (control, value) in settings {
        set(&mut session, control, value);
    }
    Some(session)
}

/// Its report, with everything that was asked for.
pub fn told(session: &mut Session) -> Report {
    session.finish().expect("a report").clone()
}

/// The same with its report and an empty table of references.
pub fn opened(
    folder: &str,
    names: &[&str],
    settings: &[(&str, &str)],
) -> Option<(Session, Report, References)> {
    let mut session = session(folder, names, settings)?;
    let report = told(&mut session);
    Some((session, report, References::new()))
}

/// A value as a number.
pub fn number(value: &Value) -> f64 {
    match value.quantity.as_ref() {
        Some(Quantity::Money { amount, .. } | Quantity::Exact { number: amount }) => {
            amount.to_f64()
        }
        Some(Quantity::Count { n }) => *n as f64,
        Some(Quantity::Share { of_one }) => *of_one,
        Some(Quantity::Number { number }) => *number,
        Some(Quantity::Days { days }) => *days,
        other => panic!("{other:?} is no number"),
    }
}

/// A report whose numbers go on the table with one source.
pub struct Told<'a> {
    pub report: &'a Report,
    pub table: &'a mut References,
    pub source: &'static str,
}

impl<'a> Told<'a> {
    /// This report, on this table.
    pub fn of(report: &'a Report, table: &'a mut References, source: &'static str) -> Told<'a> {
        Told {
            report,
            table,
            source,
        }
    }

    /// Golden, analysis, fact, expected.
    pub fn facts(&mut self, within: Within, facts: &[(&str, &str, &str, f64)]) {
        for (golden, analysis, id, expected) in facts {
            let got = number(&fact(self.report, analysis, id).value);
            let name = format!("{golden}: {analysis}.{id}");
            self.table.check(&name, *expected, got, within, self.source);
        }
    }

    /// A column of a table, by what a row is filtered by, or by its first words.
    pub fn column(
        &mut self,
        within: Within,
        golden: &str,
        [analysis, id, column]: [&str; 3],
        expected: &[(&str, f64)],
    ) {
        let grid = grid(section(self.report, analysis), id);
        let is = |row: &Row, wanted: &str| {
            row.key.as_ref().is_some_and(|key| key.value == wanted) || name(row) == wanted
        };
        for (wanted, expected) in expected {
            let row = grid.rows.iter().find(|row| is(row, wanted));
            let row = row.unwrap_or_else(|| panic!("{analysis}.{id} has no row {wanted}"));
            let got = number(tables::cell(grid, row, column));
            let name = format!("{golden}: {analysis}.{id}, {column} of {wanted}");
            self.table.check(&name, *expected, got, within, self.source);
        }
    }

    /// Words that have to be among all that is said.
    pub fn says(&mut self, golden: &str, expected: &str, all: &str) {
        let got = if all.contains(expected) {
            expected
        } else {
            all
        };
        self.table.check_words(golden, expected, got, self.source);
    }
}

/// What a finding says.
pub fn finding(report: &Report, code: &str) -> String {
    let found = report.findings.iter().find(|finding| finding.code == code);
    found
        .unwrap_or_else(|| panic!("no finding {code}"))
        .sentence
        .said
        .clone()
}

/// Counts and sums.
pub const EXACT: Within = Within::Exactly;
/// Amounts printed to two digits.
pub const CENT: Within = Within::Absolute(0.005 + 1e-9);
/// Shares printed to two digits of a percent.
pub const BASIS: Within = Within::Absolute(0.00005 + 1e-9);

/// What a report says of concentration, against both packages.
pub fn concentration(
    report: &Report,
    table: &mut References,
    name: &str,
    known: &serde_json::Value,
) {
    let of_one = Within::Absolute(1e-12);
    let known = |field: &str| {
        known[field]
            .as_f64()
            .unwrap_or_else(|| panic!("no {field}"))
    };
    for (id, field, within) in [
        ("gini", "gini_skbio_trap", of_one),
        ("gini", "gini_inequality", of_one),
        ("hhi", "hhi_skbio_dominance", of_one),
        ("top_1_share", "top1_skbio_berger_parker", of_one),
        ("top_3_share", "cr3", of_one),
        ("top_20_percent_share", "top20pct_share", of_one),
        (
            "effective_customers",
            "effective_customers_1_over_HHI",
            Within::Relative(1e-12),
        ),
        ("customers_to_50", "customers_for_50pct", EXACT),
        ("customers_to_80", "customers_for_80pct", EXACT),
    ] {
        let got = number(&fact(report, "contribution", id).value);
        let what = format!("{name}: contribution.{id}");
        let source = "inequality 1.1.2, scikit-bio 0.7.4";
        table.check(&what, known(field), got, within, source);
    }
    let loss = ["contribution", "loss", "share_of_revenue"];
    let expected = [("5", known("cr5")), ("10", known("cr10"))];
    Told::of(report, table, "numpy").column(of_one, name, loss, &expected);
}
