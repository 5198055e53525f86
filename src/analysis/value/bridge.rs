//! A change -> its parts as bars and table, and who came, left, bought more or less.

use crate::analysis::Frame;
use crate::analysis::period::{currency_text, named};
use crate::analysis::share::Whole;
use crate::analysis::value::change::{Change, PARTS, Side};
use crate::figure::{
    Axis, Cell, Color, Column, Datum, Figure, Grid, Mark, Row, Scale, Series, Unit,
};
use crate::say::{Quantity, Text, Value};

/// A part: its words, before, now, and the change it stands for.
struct Part {
    words: &'static str,
    before: Quantity,
    now: Quantity,
    change: i128,
}

fn parts(frame: &Frame, change: &Change) -> Vec<Part> {
    let (before, now) = (&change.before, &change.now);
    let frequency = |side: &Side| Quantity::number(side.orders as f64 / side.customers as f64);
    let value = |side: &Side| frame.cash_per(side.revenue, i128::from(side.orders));
    let sides = [
        [before.customers.into(), now.customers.into()],
        [frequency(before), frequency(now)],
        [value(before), value(now)],
    ];
    let mut parts: Vec<Part> = Vec::new();
    for (at, [before, now]) in sides.into_iter().enumerate() {
        let (words, change) = (PARTS[at], change.parts[at]);
        parts.push(Part {
            words,
            before,
            now,
            change,
        });
    }
    if before.unknown != 0 || now.unknown != 0 {
        parts.push(Part {
            words: "change.unknown",
            before: frame.cash(before.unknown),
            now: frame.cash(now.unknown),
            change: now.unknown - before.unknown,
        });
    }
    parts
}

/// The parts as bars, with the table of both periods.
pub(super) fn bridge_figure(frame: &Frame, change: &Change) -> Figure {
    let parts = parts(frame, change);
    let n = change.before.orders + change.now.orders;
    let datum = |(band, part): (usize, &Part)| {
        let tip = vec![
            Text::new(part.words),
            Text::new("change.tip")
                .with("before", part.before.clone())
                .with("now", part.now.clone()),
            Text::new("change.tip.part").with("change", frame.cash(part.change)),
        ];
        let mut datum = Datum::new(
            band as f64,
            frame.money(part.change).to_f64(),
            n,
            tip,
            change.trace(),
        );
        datum.color = Some(if part.change < 0 {
            Color::Bad
        } else {
            Color::Good
        });
        datum.label = Some(Text::new("plain.money").with("money", frame.cash(part.change)));
        datum
    };
    Figure {
        id: "parts".to_owned(),
        title: Text::new("change.parts.title").with("change", frame.cash(change.total())),
        subtitle: Text::new("change.parts.subtitle")
            .with("unit", currency_text(frame))
            .with("n", change.months as u64)
            .with("last", change.now.last)
            .with("before_last", change.before.last),
        x: Axis {
            label: Text::none(),
            scale: Scale::Bands {
                bands: parts.iter().map(|part| named(part.words)).collect(),
            },
            unit: Unit::None,
        },
        y: Axis {
            label: Text::new("column.change"),
            scale: Scale::Linear { from_zero: true },
            unit: Unit::Money {
                currency: frame.currency().map(str::to_owned),
            },
        },
        y2: None,
        panels: false,
        marks: vec![Mark::Bars(Series {
            name: Text::none(),
            color: Color::Good,
            data: parts.iter().enumerate().map(datum).collect(),
        })],
        notes: Vec::new(),
        table: parts_grid(frame, change, &parts),
    }
}

fn parts_grid(frame: &Frame, change: &Change, parts: &[Part]) -> Grid {
    let n = change.before.orders + change.now.orders;
    let row = |words: &str, before: Cell, now: Cell, part: i128| {
        let share = match change.total() {
            0 => Value::missing(Text::new("reason.no_change")),
            total => Value::of(Quantity::share(part as f64 / total as f64)),
        };
        let cells = vec![
            Text::new(words).into(),
            before,
            now,
            frame.cash(part).into(),
            share.into(),
        ];
        Row::new(cells, n, change.trace())
    };
    let mut rows: Vec<Row> = Vec::new();
    for part in parts {
        rows.push(row(
            part.words,
            part.before.clone().into(),
            part.now.clone().into(),
            part.change,
        ));
    }
    let total = |side: &Side| frame.cash(side.total()).into();
    let mut last = row(
        "change.revenue",
        total(&change.before),
        total(&change.now),
        change.total(),
    );
    last.summary = true;
    rows.push(last);
    let columns = vec![
        Column::words("column.part"),
        Column::numbers("column.before"),
        Column::numbers("column.now"),
        Column::numbers("column.change"),
        Column::numbers("column.share_of_change"),
    ];
    Grid::new("parts", Text::new("change.parts.table"), columns, rows)
}

/// Customers who came, left, bought more, less or as much.
const PARTIES: [&str; 5] = [
    "change.came",
    "change.left",
    "change.more",
    "change.less",
    "change.same",
];

fn party(orders: [u32; 2], revenue: [i128; 2]) -> Option<usize> {
    match orders {
        [0, 0] => None,
        [0, _] => Some(0),
        [_, 0] => Some(1),
        _ => Some(match revenue[1].cmp(&revenue[0]) {
            std::cmp::Ordering::Greater => 2,
            std::cmp::Ordering::Less => 3,
            std::cmp::Ordering::Equal => 4,
        }),
    }
}

/// The same change by what each customer did.
pub(super) fn parties_grid(frame: &Frame, change: &Change) -> Grid {
    let mut sums = [(0_u64, [0_i128; 2]); PARTIES.len()];
    for (orders, revenue) in change.orders.iter().zip(&change.by_customer) {
        if let Some(party) = party(*orders, *revenue) {
            sums[party].0 += 1;
            sums[party].1[0] += revenue[0];
            sums[party].1[1] += revenue[1];
        }
    }
    let all = sums.iter().fold((0, [0, 0]), |all, one| {
        (all.0 + one.0, [all.1[0] + one.1[0], all.1[1] + one.1[1]])
    });
    let whole = Whole::of(sums.iter().map(|(_, revenue)| revenue[1]));
    let row = |words: &str, (customers, revenue): (u64, [i128; 2]), of_now: Value| {
        let cells = vec![
            Text::new(words).into(),
            customers.into(),
            frame.cash(revenue[0]).into(),
            frame.cash(revenue[1]).into(),
            frame.cash(revenue[1] - revenue[0]).into(),
            of_now.into(),
        ];
        Row::new(cells, customers, change.trace())
    };
    let mut rows: Vec<Row> = Vec::new();
    for (words, sums) in PARTIES.iter().zip(sums) {
        rows.push(row(words, sums, whole.value(sums.1[1])));
    }
    let mut total = row("row.total", all, whole.all());
    total.summary = true;
    rows.push(total);
    let columns = vec![
        Column::words("column.party"),
        Column::numbers("column.customers"),
        Column::numbers("column.before"),
        Column::numbers("column.now"),
        Column::numbers("column.change"),
        Column::numbers("column.share_of_now"),
    ];
    Grid::new("customers", Text::new("change.parties"), columns, rows)
}

#[cfg(test)]
mod tests {
    use crate::analysis::value::change::ANALYSIS;
    use crate::analysis::{Frame, Params};
    use crate::dataset::{Dataset, RevenueDefinition, Slice};
    use crate::figure::{Cell, Grid, Outcome, Section};
    use crate::say::Quantity;

    fn outcome(orders: &[(&str, &str, &str)]) -> Outcome<Section> {
        let data = Dataset::of_orders(orders);
        let slice = Slice::whole(&data);
        let as_of = data.period().unwrap().1;
        (ANALYSIS.run)(
            &Frame::new(&data, &slice, as_of, RevenueDefinition::Booked, None),
            &Params::default(),
        )
    }

    fn mantissas(grid: &Grid, column: usize) -> Vec<i128> {
        let mantissa = |cell: &Cell| match cell {
            Cell::Value(value) => match &value.quantity {
                Some(Quantity::Money { amount, .. }) => amount.mantissa,
                other => panic!("{other:?}"),
            },
            Cell::Text(_) => panic!("no words here"),
        };
        grid.rows
            .iter()
            .map(|row| mantissa(&row.cells[column]))
            .collect()
    }

    /// January 2019: two customers, two orders, 200. January 2020: four customers, four orders, 800.
    const DOUBLED: &[(&str, &str, &str)] = &[
        ("a", "2019-01-01", "100"),
        ("b", "2019-01-20", "100"),
        ("a", "2020-01-02", "300"),
        ("c", "2020-01-03", "200"),
        ("d", "2020-01-04", "200"),
        ("e", "2020-01-31", "100"),
    ];

    #[test]
    fn twice_the_customers_at_twice_the_value_have_half_of_the_change_each() {
        // L = 600 / ln 4; customers L ln 2 = 300; frequency 0; order value 300. Frequency stays 1.
        let outcome = outcome(DOUBLED);
        let section = outcome.result().unwrap();
        assert_eq!(
            mantissas(&section.figures[0].table, 3),
            [30_000, 0, 30_000, 60_000]
        );
        // a bought more (+200), b left (-100), c, d and e came (+500).
        assert_eq!(
            mantissas(&section.grids[0], 4),
            [50_000, -10_000, 20_000, 0, 0, 60_000]
        );
        assert!(
            matches!(outcome, Outcome::Weak { .. }),
            "six orders are few"
        );
    }

    #[test]
    fn a_change_that_turns_without_one_customer_names_it() {
        let mut orders = DOUBLED.to_vec();
        orders.push(("f", "2020-01-05", "-900"));
        // 200 before, -100 now is refused; 5000 of one customer against 200 less of the others is named.
        assert!(matches!(outcome(&orders), Outcome::NotEnough { .. }));
        orders.push(("f", "2020-01-06", "5000"));
        let named = outcome(&orders);
        assert_eq!(
            named.result().unwrap().headline.id,
            "change.headline.dominated"
        );
        assert_eq!(
            mantissas(&named.result().unwrap().figures[0].table, 3).last(),
            Some(&470_000)
        );
    }

    #[test]
    fn only_months_that_are_complete_in_both_years_are_compared() {
        // February 2020 ends on the 29th, but the data end on the 28th: January alone is compared.
        let mut orders = DOUBLED.to_vec();
        orders.extend([("a", "2019-02-10", "999"), ("a", "2020-02-28", "999")]);
        assert_eq!(
            mantissas(&outcome(&orders).result().unwrap().figures[0].table, 3).last(),
            Some(&60_000)
        );
        assert!(matches!(outcome(&DOUBLED[2..]), Outcome::NotEnough { .. }));
    }
}
