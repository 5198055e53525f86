//! A file of rates beside orders in several currencies: what one of each is worth in the currency of the report.
//!
//! It is used where its header says which way to count, as `rate_to_eur` and `value in EUR` do: of a mere `rate` nobody
//! knows whether to multiply or to divide. What a recipe says of a currency goes before it.

use crate::quality::currencies::Currencies;
use crate::recipe::Recipe;
use crate::say::{Arg, Text};
use crate::schema::{Model, Role, Source, words};
use crate::table::{Column, Kind, MISSING};
use crate::value::Decimal;

/// A longer file is none of one rate for each currency.
const MOST: u32 = 400;

/// What a file tells of the currencies that have no rate.
pub(crate) struct ToldRates {
    /// What was taken from which file.
    pub(crate) text: Text,
    /// The recipe with these rates.
    pub(crate) recipe: Recipe,
}

/// The rates of the first file that tells all that are needed.
pub(crate) fn told_rates(model: &Model, recipe: &Recipe) -> Option<ToldRates> {
    let may = |at: &usize| *at != model.fact && !model.sources[*at].is_part;
    let mut files = (0..model.sources.len()).filter(may).peekable();
    files.peek()?;
    let money = Currencies::of(model, recipe)?;
    let reporting = money.name()?;
    let open = |name: &&String| *name != reporting && !recipe.rates.contains_key(name);
    let open: Vec<&String> = money.names.iter().filter(open).collect();
    if open.is_empty() {
        return None;
    }
    files.find_map(|at| {
        let source = &model.sources[at];
        let (column, rates) = rates(source, reporting)?;
        let mut with = recipe.clone();
        let mut said: Vec<Arg> = Vec::new();
        for name in &open {
            let (_, rate) = rates.iter().find(|(own, _)| own == *name)?;
            let text = Text::new("model.rates.one").with("currency", name.as_str());
            said.push(text.with("rate", *rate).into());
            with.rates.insert((*name).clone(), *rate);
        }
        let text = Text::new("model.rates")
            .with("file", source.name())
            .with("column", &column.name)
            .with("reporting", reporting)
            .with("rates", Arg::List(said));
        Some(ToldRates { text, recipe: with })
    })
}

/// What one of each currency is worth in another, where a source tells each once.
fn rates<'a>(source: &'a Source, to: &str) -> Option<(&'a Column, Vec<(String, Decimal)>)> {
    let table = &source.table;
    let names = source.column(Role::Currency)?;
    if table.rows > MOST || names.distinct() != table.rows {
        return None;
    }
    let number = |column: &&Column| {
        let kind = column.decision.kind;
        matches!(kind, Kind::Decimal | Kind::Integer) && tells(&column.name, to)
    };
    let mut found = table.columns.iter().filter(number);
    let (column, None) = (found.next()?, found.next()) else {
        return None;
    };
    let worth = column.decimals(&column.decision.number);
    let coded = names.coded();
    let rate = |(code, value): (&u32, &i64)| {
        let name = coded.entries.get(*code as usize)?.to_ascii_uppercase();
        let rate = Decimal::new(i128::from(*value), worth.scale).normalized();
        // One of a currency is one of it.
        let sound = *value > 0 && (name != to || rate == Decimal::whole(1));
        (*code != MISSING && sound).then_some((name, rate))
    };
    let all = coded.codes.iter().zip(&worth.values).map(rate);
    Some((column, all.collect::<Option<_>>()?))
}

/// `rate_to_eur`, `value in EUR`, `EUR per unit`, `EUR`.
fn tells(header: &str, to: &str) -> bool {
    let words = words(header);
    let to = to.to_ascii_lowercase();
    let Some(at) = words.iter().position(|word| *word == to) else {
        return false;
    };
    let before = at.checked_sub(1).map(|at| words[at].as_str());
    let behind = words.get(at + 1).map(String::as_str);
    match (before, behind) {
        (Some("to" | "in" | "into"), None) => true,
        (None, Some("per")) => true,
        (before, behind) => before.is_none() && behind.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_which_way_to_count() {
        for header in [
            "rate_to_eur",
            "Value in EUR",
            "EUR",
            "EUR per unit",
            "toEUR",
        ] {
            assert!(tells(header, "EUR"), "{header}");
        }
        for header in [
            "rate",
            "EUR rate",
            "units per EUR",
            "eur_to_usd",
            "rate_to_usd",
        ] {
            assert!(!tells(header, "EUR"), "{header}");
        }
    }
}
