//! Figures that are hard to draw: none, one, many, huge, negative, endless names.

use clientele::figure::{Color, Datum, Figure, Interval, Mark, Side, Unit};
use clientele::say::{Quantity, Spoken, Text, Voice};
use clientele::value::Month;

#[path = "picture_builders.rs"]
mod picture_builders;
pub use picture_builders::*;

const MONTH_NAMES: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A line a year over the months; the last year ends in a month that is not over.
pub fn years() -> Figure {
    let curve = |level: f64, count: usize| {
        let values: Vec<f64> = noise(level as u64)
            .take(count)
            .map(|n| level * (0.8 + 0.4 * n))
            .collect();
        row(&values)
    };
    let mut now = curve(9.3e6, 6);
    now[5].partial = true;
    now[5].y = 3.1e6;
    let line = |name, color, data| Mark::Line {
        series: series(name, color, data),
        side: Side::Left,
    };
    figure(
        "years",
        "2020 began below 2019",
        bands(&MONTH_NAMES),
        linear(rupees()),
        vec![
            line("2018", Color::Muted, curve(1.2e7, 12)),
            line("2019", Color::Category(1), curve(1.3e7, 12)),
            line("2020", Color::Category(0), now),
        ],
    )
}

/// Bars by customer, in order, with the cumulative share on the right.
pub fn pareto(count: usize) -> Figure {
    let values: Vec<f64> = (0..count)
        .map(|rank| 4.0e8 / (1.0 + rank as f64 * 1.3))
        .collect();
    let total: f64 = values.iter().sum();
    let mut sum = 0.0;
    let shares: Vec<f64> = values
        .iter()
        .map(|value| {
            sum += value;
            sum / total
        })
        .collect();
    let names: Vec<String> = (0..count)
        .map(|rank| format!("Electricalsara Stores {rank}"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let share = Mark::Line {
        series: series("Cumulative share", Color::Ink, row(&shares)),
        side: Side::Right,
    };
    let mark = Mark::Rule {
        at: 0.8,
        side: Side::Right,
        label: Text::verbatim("80 % of revenue"),
    };
    let bars = Mark::Bars(series("Revenue", Color::Category(0), row(&values)));
    let mut pareto = figure(
        if count == 38 {
            "pareto"
        } else {
            "pareto of another size"
        },
        "Three of 38 customers bring 52 %",
        bands(&names),
        linear(rupees()),
        vec![bars, share, mark],
    );
    pareto.y2 = Some(linear(Unit::Share));
    pareto.speak(&Voice::of("en"));
    pareto
}

/// Customers in order, lying bars with labels; real and endless names.
pub fn ranking() -> Figure {
    let names = [
        "Electricalsara Stores",
        "Electricalslytical",
        "Excel Stores",
        "Premium Stores",
        "Nixon",
        "A customer whose name is sixty characters long, to be precise.",
        "Straße & Söhne GmbH <Köln>",
        "Ñ",
    ];
    let values = [4.13e8, 4.97e7, 4.91e7, 4.5e7, 4.39e7, 1.2e6, 3.1e5, 0.0];
    let data = labelled(row(&values), |datum| {
        Voice::of("en").short(&clientele::say::Quantity::money(
            clientele::value::Decimal::whole(datum.y as i128),
            Some("INR"),
        ))
    });
    let bars = Mark::Bars(series("", Color::Category(0), lying(data)));
    figure(
        "ranking",
        "One customer brings 42 % of revenue",
        linear(rupees()),
        bands(&names),
        vec![bars],
    )
}

/// Segments: customers and revenue side by side.
pub fn segments() -> Figure {
    let names = [
        "Champions",
        "Loyal",
        "Potential loyalists",
        "New",
        "At risk",
        "Hibernating",
        "Lost",
    ];
    let share = |values: &[f64]| {
        labelled(lying(row(values)), |datum| {
            format!("{:.0} %", datum.x * 100.0)
        })
    };
    let customers = share(&[0.12, 0.18, 0.2, 0.05, 0.15, 0.2, 0.1]);
    let revenue = share(&[0.52, 0.21, 0.11, 0.01, 0.1, 0.04, 0.01]);
    figure(
        "segments",
        "12 % of customers bring 52 % of revenue",
        linear(Unit::Share),
        bands(&names),
        vec![
            Mark::Bars(series("Customers", Color::Category(1), customers)),
            Mark::Bars(series("Revenue", Color::Category(0), revenue)),
        ],
    )
}

/// Revenue by month with a gap and an unfinished month.
pub fn monthly() -> Figure {
    let first = Month::from_iso("2017-10").unwrap().0;
    let mut data: Vec<Datum> = noise(3)
        .take(33)
        .enumerate()
        .map(|(index, n)| at(f64::from(first + index as i32), 6.0e6 + 8.0e6 * n))
        .collect();
    data[32].partial = true;
    data[32].y = 4.0e6;
    data[11].y = f64::NAN;
    let bars = Mark::Bars(series("", Color::Category(0), data));
    figure(
        "monthly",
        "Revenue by month",
        months("2017-10", "2020-06"),
        linear(rupees()),
        vec![bars],
    )
}

/// Cells: recency against frequency.
pub fn heat() -> Figure {
    let scores = ["1", "2", "3", "4", "5"];
    let mut data = Vec::new();
    for (index, n) in noise(7).take(25).enumerate() {
        let count = (n * n * 120.0).floor();
        let cell = Datum {
            size: Some(count),
            ..at((index % 5) as f64, (index / 5) as f64)
        };
        data.push(Datum {
            label: Some(Text::verbatim(&count.to_string())),
            ..cell
        });
    }
    data[3].size = None;
    data[4].partial = true;
    figure(
        "heat",
        "Customers by recency and frequency",
        bands(&scores),
        bands(&scores),
        vec![Mark::Cells(series("", Color::Category(0), data))],
    )
}

/// Customers as dots: order value against revenue.
pub fn scatter(count: usize) -> Figure {
    let mut n = noise(11);
    let mut next = || n.next().unwrap();
    let mut data: Vec<Datum> = (0..count)
        .map(|_| {
            let (x, y) = (next() * next() * 900.0, next() * 4.0e7);
            if count <= 300 {
                Datum {
                    size: Some(next() * 1500.0),
                    ..at(x, y)
                }
            } else {
                at(x, y)
            }
        })
        .collect();
    for (index, datum) in data.iter_mut().take(8).enumerate() {
        datum.label = Some(Text::verbatim(&format!("Customer {index}")));
    }
    figure(
        if count == 60 {
            "scatter"
        } else {
            "scatter of another size"
        },
        "Spending",
        linear(Unit::Number),
        linear(rupees()),
        vec![Mark::Points(series("", Color::Category(0), data))],
    )
}

/// A triangle of cohorts: more columns than a phone can write into.
pub fn cohorts() -> Figure {
    let months: Vec<String> = (0..18).map(|month| month.to_string()).collect();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    let mut data = Vec::new();
    for (index, n) in noise(13).take(18 * 12).enumerate() {
        let (column, row) = (index % 18, index / 18);
        if column + row < 18 {
            let share = n * 0.4 / (1.0 + column as f64 * 0.3);
            let label = Some(Text::verbatim(&format!("{:.1} %", share * 100.0)));
            data.push(Datum {
                size: Some(share),
                label,
                ..at(column as f64, row as f64)
            });
        }
    }
    let mut y = bands(&MONTH_NAMES);
    y.label = Text::verbatim("Month of the first order");
    let mut x = bands(&months);
    x.label = Text::verbatim("Months since");
    let cells = Mark::Cells(series("", Color::Category(0), data));
    figure("cohorts", "One in five comes back", x, y, vec![cells])
}

/// Shares with intervals: bars by segment, dots on top of each other, a line with a band.
pub fn intervals() -> Vec<Figure> {
    let sure = |mut datum: Datum, value: f64, reach: f64| {
        let end = |by: f64| Quantity::share(value + by);
        datum.interval = Interval::between(end(-reach), end(reach), 0.95, Text::verbatim("Wilson"));
        datum
    };
    let values = [0.42, 0.31, 0.27, 0.2, 0.12];
    let data: Vec<Datum> = row(&values)
        .into_iter()
        .map(|datum| sure(datum.clone(), datum.y, 0.06))
        .collect();
    let names = bands(&["Champions", "Loyal", "New", "At risk", "Lost"]);
    let bars = |data| Mark::Bars(series("", Color::Category(0), data));
    let line = Mark::Line {
        series: series("", Color::Category(3), data.clone()),
        side: Side::Left,
    };
    let dots = Mark::Points(series("", Color::Category(2), data.clone()));
    let share = || linear(Unit::Share);
    vec![
        figure(
            "intervals",
            "Repeat rate by segment",
            names.clone(),
            share(),
            vec![bars(data.clone())],
        ),
        figure(
            "intervals lying",
            "Repeat rate by segment",
            share(),
            names.clone(),
            vec![bars(lying(data))],
        ),
        figure(
            "intervals of a line",
            "Repeat rate",
            names.clone(),
            share(),
            vec![line],
        ),
        figure(
            "intervals of dots",
            "Repeat rate",
            names,
            share(),
            vec![dots],
        ),
    ]
}
