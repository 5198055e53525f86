//! Rows in a currency that has no rate: never summed in, shown apart with the question for the rate.

use crate::quality::header_currency;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::recipe::Recipe;
use crate::schema::{MeasureKind, Model, Role};
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
    // Without a rate nobody knows what they are worth in the currency of the report.
    finding.moves.untold = finding.moves.rows;
    finding.sentence = finding
        .sentence
        .with("currencies", others)
        .with("reporting", money.names[reporting as usize].as_str());
    Some(finding)
}

/// The code of a currency sign, where it is not shared by several currencies; a code is its own.
pub(crate) fn currency_of(unit: &str) -> Option<&str> {
    match unit {
        "\u{20ac}" | "Euro" | "Euros" | "euro" | "euros" | "EURO" => Some("EUR"),
        "\u{5186}" => Some("JPY"),
        "z\u{142}" | "zl" => Some("PLN"),
        "R$" => Some("BRL"),
        "\u{a3}" => Some("GBP"),
        "\u{20b9}" => Some("INR"),
        _ if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) => Some(unit),
        _ => None,
    }
}

/// The dollars, by their codes.
const DOLLARS: [&str; 8] = ["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN"];

/// Where `$` stands and which dollar it is: the one that a rate is given for, where that is one alone and
/// the files name no dollar besides.
fn which_dollar(names: &[String], recipe: &Recipe) -> Option<(usize, String)> {
    let is_dollar = |name: &str| DOLLARS.contains(&name) || name.ends_with('$');
    let at = names.iter().position(|name| name == "$")?;
    let mut rated = recipe.rates.iter().filter(|(name, _)| is_dollar(name));
    let ((dollar, _), more) = (rated.next()?, rated.next());
    let alone = names.iter().filter(|name| is_dollar(name)).count() == 1 && more.is_none();
    alone.then(|| (at, dollar.clone()))
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

    /// `None` when no column tells a currency, and no amounts are written with several.
    pub(crate) fn of(model: &Model, recipe: &Recipe) -> Option<Currencies> {
        match model.role(Role::Currency) {
            Some(_) if header_currency::decides(model, recipe) => None,
            Some(place) => Some(Currencies::of_column(model, place, recipe)),
            None => Currencies::of_amounts(model, recipe),
        }
    }

    /// The currencies that stand beside the amounts.
    fn of_amounts(model: &Model, recipe: &Recipe) -> Option<Currencies> {
        let column = match model.measure.how {
            MeasureKind::Column(column) | MeasureKind::Price(column) => column,
            MeasureKind::Product { price, .. } => price,
            MeasureKind::Chain { .. } | MeasureKind::Nothing => return None,
        };
        let (codes, units) = model.facts().table.columns[column].units()?;
        let said = |unit: &str| currency_of(unit).unwrap_or(unit).to_owned();
        let mut names: Vec<String> = units.iter().map(|unit| said(unit)).collect();
        order::sort(&mut names);
        names.dedup();
        // `EUR` and its sign are one currency.
        let place = |code: &u32| {
            let unit = units.get(*code as usize)?;
            Some(names.binary_search(&said(unit)).ok()? as u32)
        };
        let codes = codes
            .iter()
            .map(|code| place(code).unwrap_or(MISSING))
            .collect();
        Some(Currencies::counted(codes, names, column, recipe))
    }

    fn of_column(model: &Model, place: (usize, usize), recipe: &Recipe) -> Currencies {
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
        let column = if place.0 == model.fact { place.1 } else { 0 };
        Currencies::counted(codes, names, column, recipe)
    }

    /// The report is in the chosen currency, else in that of most rows.
    fn counted(
        codes: Vec<u32>,
        mut names: Vec<String>,
        column: usize,
        recipe: &Recipe,
    ) -> Currencies {
        if let Some((at, dollar)) = which_dollar(&names, recipe) {
            names[at] = dollar;
        }
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
        Currencies {
            codes,
            names,
            reporting: chosen.or(most),
            column,
        }
    }
}
