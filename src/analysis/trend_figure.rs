//! Months -> one line a year from January to December, partial months marked.

use crate::analysis::Frame;
use crate::analysis::period::{currency_text, named, period_text};
use crate::analysis::share::share;
use crate::analysis::trend::Sold;
use crate::dataset::Capability;
use crate::figure::{
    Axis, Color, Column, Datum, Figure, Grid, Mark, Row, Scale, Series, Side, Trace, Unit,
};
use crate::say::{Quantity, Text, Value};
use crate::value::Month;

/// The latest years get colours of their own; more than these cannot be told apart.
const COLOURED_YEARS: i32 = 4;

/// The chart. The title claims the best month only where there is one.
pub(super) fn trend_figure(frame: &Frame, months: &[Sold], best: Option<&Sold>) -> Figure {
    let bands = (1..=12)
        .map(|month| named(&format!("month.{month}")))
        .collect();
    let money = Unit::Money {
        currency: frame.currency().map(str::to_owned),
    };
    let partial = months.iter().any(|sold| !sold.complete);
    Figure {
        id: "trend".to_owned(),
        title: match best {
            Some(best) => Text::new("trend.title")
                .with("month", best.month)
                .with("revenue", frame.cash(best.revenue)),
            None => Text::new("trend.title.plain"),
        },
        subtitle: Text::new("trend.subtitle")
            .with("unit", currency_text(frame))
            .with("period", period_text(frame)),
        x: Axis {
            label: Text::none(),
            scale: Scale::Bands { bands },
            unit: Unit::None,
        },
        y: Axis {
            label: Text::new("column.revenue"),
            scale: Scale::Linear { from_zero: true },
            unit: money,
        },
        y2: None,
        panels: false,
        marks: lines(frame, months),
        notes: partial
            .then(|| Text::new("trend.partial.mark"))
            .into_iter()
            .collect(),
        table: table(frame, months),
    }
}

/// The oldest year first, so that the latest lies on top.
fn lines(frame: &Frame, months: &[Sold]) -> Vec<Mark> {
    let last = months.last().map_or(0, |sold| sold.month.year());
    months
        .chunk_by(|a, b| a.month.year() == b.month.year())
        .map(|year| {
            let number = year[0].month.year();
            let color = match last - number {
                back @ 0..COLOURED_YEARS => Color::Category(back as u8),
                _ => Color::Muted,
            };
            let data = year.iter().map(|sold| datum(frame, sold, months)).collect();
            let series = Series {
                name: Text::verbatim(&number.to_string()),
                color,
                data,
            };
            Mark::Line {
                series,
                side: Side::Left,
            }
        })
        .collect()
}

fn datum(frame: &Frame, sold: &Sold, months: &[Sold]) -> Datum {
    let x = f64::from(sold.month.number() - 1);
    let y = frame.money(sold.revenue).to_f64();
    let mut datum = Datum::new(
        x,
        y,
        sold.rows,
        tip(frame, sold, months),
        Trace::counted().of(&sold.key()),
    );
    datum.partial = !sold.complete;
    datum.key = Some(sold.key());
    datum
}

fn tip(frame: &Frame, sold: &Sold, months: &[Sold]) -> Vec<Text> {
    let mut tip = vec![
        Text::new("trend.tip")
            .with("month", sold.month)
            .with("revenue", frame.cash(sold.revenue)),
    ];
    tip.extend(orders_customers(frame, sold));
    if !sold.complete {
        tip.push(Text::new("trend.tip.partial"));
        return tip;
    }
    let wanted = Month(sold.month.0 - 12);
    let before = months
        .iter()
        .find(|other| other.month == wanted && other.complete);
    let against = before.and_then(|before| {
        Some((
            before,
            share(sold.revenue - before.revenue, before.revenue)?,
        ))
    });
    tip.extend(against.map(|(before, part)| {
        Text::new("trend.tip.change")
            .with("month", before.month)
            .with("change", Quantity::share(part))
    }));
    tip
}

/// How many orders of how many customers, as far as the files tell them.
pub(super) fn orders_customers(frame: &Frame, sold: &Sold) -> Option<Text> {
    let known = frame.dataset.can(Capability::Customers);
    let text = Text::new(if known {
        "note.orders_customers"
    } else {
        "tip.orders"
    });
    frame.dataset.can(Capability::Orders).then(|| {
        text.with("orders", sold.orders)
            .with("customers", sold.customers)
    })
}

fn table(frame: &Frame, months: &[Sold]) -> Grid {
    let columns = vec![
        Column::words("column.month"),
        Column::numbers("column.revenue"),
        Column::numbers("column.orders"),
        Column::numbers("column.customers"),
        Column::numbers("column.aov"),
        Column::words("column.complete"),
    ];
    let ordered = frame.dataset.can(Capability::Orders);
    let count = |n: u64| match ordered {
        true => Value::of(n),
        false => Value::missing(Text::new("reason.no_order_ids")),
    };
    let known = frame.dataset.can(Capability::Customers);
    let row = |sold: &Sold| {
        let value = match sold.orders {
            0 => Value::missing(Text::new("reason.no_orders")),
            orders => Value::of(frame.cash_per(sold.revenue, i128::from(orders))),
        };
        let complete = Text::new(if sold.complete {
            "month.complete"
        } else {
            "month.partial"
        });
        let cells = vec![
            Value::of(sold.month).into(),
            frame.cash(sold.revenue).into(),
            count(sold.orders).into(),
            match known {
                true => count(sold.customers),
                false => Value::missing(Text::new("reason.customers_untold")),
            }
            .into(),
            value.into(),
            complete.into(),
        ];
        let mut row = Row::new(cells, sold.rows, Trace::counted().of(&sold.key()));
        row.key = Some(sold.key());
        row
    };
    Grid::new(
        "trend",
        Text::new("trend.title.plain"),
        columns,
        months.iter().map(row).collect(),
    )
}
