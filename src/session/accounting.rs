//! Verdicts -> what became of every record of the facts: the header of the quality room.

use crate::dataset::TOO_LARGE;
use crate::figure::{Cell, Column, Grid, Row, Trace};
use crate::quality::CHECKS;
use crate::report::Accounting;
use crate::say::{Quantity, Text, Value};
use crate::schema;
use crate::session::stations::Data;
use crate::value::Decimal;

/// What became of the records of the facts.
pub(super) fn accounting(model: &schema::Model, data: &Data) -> Accounting {
    let repeated = model.repeated();
    let records = model.rows() as u64 + repeated;
    let used = data.dataset.records() as u64;
    let measure = &model.measure;
    let mut rows = Vec::new();
    for code in CHECKS.iter().map(|check| check.code).chain([TOO_LARGE]) {
        let claimed = data.verdicts.claimed(code);
        if claimed.is_empty() {
            continue;
        }
        let amounts = claimed.iter().map(|row| measure.values[*row]);
        let untold = amounts.clone().filter(|a| *a == schema::NO_AMOUNT).count();
        let worth = Decimal::new(
            amounts.filter(|a| *a > 0).map(i128::from).sum(),
            measure.scale,
        );
        let number = Quantity::Exact { number: worth };
        let worth = match untold {
            0 => Cell::from(number),
            all if all == claimed.len() => Cell::from(Value::missing(Text::new("reason.untold"))),
            some => {
                let text = Text::new("reason.untold.partly").with("worth", number);
                Cell::from(text.with("untold", some))
            }
        };
        let cells = vec![
            Cell::from(Text::new(&format!("reason.{code}"))),
            claimed.len().into(),
            worth,
        ];
        rows.push(Row::new(cells, claimed.len() as u64, Trace::all()));
    }
    if repeated > 0 {
        let worth = Value::missing(Text::new("reason.repeated.worth"));
        let cells = vec![
            Cell::from(Text::new("reason.repeated")),
            repeated.into(),
            Cell::from(worth),
        ];
        rows.push(Row::new(cells, repeated, Trace::all()));
    }
    let columns = vec![
        Column::words("reasons.reason"),
        Column::numbers("reasons.rows"),
        Column::numbers("reasons.worth"),
    ];
    let sentence = Text::new(match (model.facts().unpivoted, used == records) {
        (true, true) => "accounting.cells.all",
        (true, false) => "accounting.cells",
        (false, true) => "accounting.all",
        (false, false) => "accounting",
    })
    .with("file", model.facts().name())
    .with("records", records)
    .with("used", used)
    .with("aside", records - used);
    Accounting {
        sentence,
        records,
        used,
        set_aside: records - used,
        elsewhere: elsewhere(model),
        reasons: Grid::new("reasons", Text::new("reasons.title"), columns, rows),
    }
}

fn elsewhere(model: &schema::Model) -> u64 {
    let sources = model.sources.iter().enumerate();
    let others = sources.filter(|(at, source)| *at != model.fact && !source.is_part);
    let flaws = others.flat_map(|(_, source)| &source.table.flaws);
    flaws.filter(|flaw| flaw.record > 0).count() as u64
}
