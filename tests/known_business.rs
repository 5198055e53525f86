//! Business segments against the sums of another program. Files are read from the folders named by
//! CLIENTELE_DATA and CLIENTELE_REFS.

use std::collections::BTreeMap;

use clientele::analysis::{Frame, rows_behind};
use clientele::dataset::{Capability, Dataset, Grain, Measured, RevenueDefinition, Slice};
use clientele::figure::{Cell, Outcome};
use clientele::say::{Quantity, Value};
use clientele::value::{Day, Decimal};

#[path = "support/frames.rs"]
mod frames;
use frames::{dimension, file, grid, on, orders, outcome, records, rfm_orders, said, section};

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// Net invoice sales of AtliQ Hardware by month, product and customer code.
fn star() -> Option<Dataset> {
    let read = |name: &str| {
        Some(records(
            &file("CLIENTELE_DATA", &format!("atliq_star/{name}"))?,
            b',',
        ))
    };
    let by_year = |rows: Vec<Vec<String>>| -> BTreeMap<(String, String), Decimal> {
        let entry = |row: Vec<String>| ((row[0].clone(), row[1].clone()), decimal(&row[2]));
        rows.into_iter().map(entry).collect()
    };
    let prices = by_year(read("fact_gross_price.csv")?);
    let costs = by_year(read("fact_manufacturing_cost.csv")?);
    let discounts = by_year(read("fact_pre_discount.csv")?);
    let customers: BTreeMap<String, Vec<String>> = read("dim_customer.csv")?
        .into_iter()
        .map(|row| (row[0].clone(), row))
        .collect();
    let products: BTreeMap<String, Vec<String>> = read("dim_product.csv")?
        .into_iter()
        .map(|row| (row[0].clone(), row))
        .collect();
    let whole = |text: &str| text.trim_end_matches(".0").to_owned();
    let (mut sales, mut margins) = (Vec::new(), Vec::new());
    let mut columns: [Vec<String>; 5] = Default::default();
    for row in read("fact_sales_monthly.csv")? {
        let (customer, year) = (whole(&row[2]), whole(&row[4]));
        let (Some(price), Some(cost), Some(discount), Some(who)) = (
            prices.get(&(row[1].clone(), year.clone())),
            costs.get(&(row[1].clone(), year.clone())),
            discounts.get(&(customer.clone(), year.clone())),
            customers.get(&customer),
        ) else {
            continue;
        };
        let Some(quantity) = Decimal::parse(&row[3]) else {
            continue;
        };
        let quantity = quantity.normalized();
        let left = Decimal::whole(1).checked_add(Decimal::new(-discount.mantissa, discount.scale));
        let net = quantity
            .checked_mul(*price)
            .and_then(|gross| gross.checked_mul(left?))
            .unwrap();
        let cost = quantity.checked_mul(*cost).unwrap();
        let margin = net
            .checked_add(Decimal::new(-cost.mantissa, cost.scale))
            .unwrap();
        margins.push(margin.at_scale(8).unwrap() as i64);
        sales.push((customer, Day::from_iso(&row[0]).unwrap(), net));
        let category = products.get(&row[1]).map_or("", |product| &product[3]);
        let values = [
            who[2].trim(),
            who[3].trim(),
            who[6].trim(),
            category,
            &row[1],
        ];
        for (column, value) in columns.iter_mut().zip(values) {
            column.push(value.to_owned());
        }
    }
    let mut data = orders(&sales, 8);
    data.grain = Grain::Period;
    data.order = Vec::new();
    data.orders = 0;
    data.capabilities = vec![
        Capability::Revenue,
        Capability::Customers,
        Capability::Days,
        Capability::Products,
        Capability::Cost,
    ];
    data.measures = vec![Measured {
        id: "margin",
        values: margins.into(),
        scale: 8,
    }];
    let ids = ["platform", "channel", "region", "category", "product"];
    data.dimensions = ids
        .iter()
        .zip(&columns)
        .map(|(id, values)| dimension(id, values))
        .collect();
    Some(data)
}

fn number(cell: &Cell) -> f64 {
    match cell {
        Cell::Value(Value {
            quantity: Some(quantity),
            ..
        }) => match quantity {
            Quantity::Money { amount, .. } => amount.to_f64(),
            Quantity::Share { of_one } => *of_one,
            Quantity::Number { number } => *number,
            Quantity::Count { n } => *n as f64,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn name(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => match text.arg("words") {
            Some(clientele::say::Arg::Quantity(Quantity::Words { words })) => words.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn close(ours: f64, theirs: f64, what: &str) {
    assert!(
        (ours - theirs).abs() <= 1e-8 * theirs.abs().max(1.0),
        "{what}: {ours} is not {theirs}"
    );
}

#[test]
fn growth_share_and_margin_of_sixteen_segments() {
    let Some(data) = star() else { return };
    let by_segment = |path: &str| -> BTreeMap<String, Vec<String>> {
        let rows = records(&file("CLIENTELE_REFS", path).unwrap(), b',');
        rows.into_iter()
            .map(|row| (row[..3].join(" \u{b7} "), row))
            .collect()
    };
    let growth = by_segment("atliq_star_growth_by_segment.csv");
    let profit = by_segment("atliq_star_by_platform_channel_region.csv");
    // The fiscal year 2021 ends in August.
    on(&data, "2021-08-31", |frame| {
        let found = section(frame, "potential", &[]);
        let table = grid(&found, "potential");
        assert_eq!(table.rows.len(), 16);
        for row in &table.rows {
            let name = name(&row.cells[0]);
            let theirs = |column: usize| growth[&name][column].parse::<f64>().unwrap();
            close(number(&row.cells[9]), theirs(3), "customers");
            close(number(&row.cells[7]), theirs(4), "before");
            close(number(&row.cells[8]), theirs(5), "now");
            close(number(&row.cells[4]), theirs(6), "growth");
            close(number(&row.cells[6]), theirs(10), "share");
            if theirs(3) > 0.0 {
                // To the digit that the report prints of money.
                for (cell, column) in [(13, 12), (14, 13)] {
                    let apart = number(&row.cells[cell]) - theirs(column);
                    assert!(apart.abs() <= 0.005_000_1, "{name}: {apart}");
                }
                close(number(&row.cells[15]), theirs(14), "breadth");
            }
            let small = theirs(3) < 5.0 || theirs(10) < 0.01;
            assert_eq!(
                said(&row.cells[1]) == "potential.too_small",
                small,
                "{name}"
            );
        }
    });
    // The margin of each segment in that year alone.
    let [first, last] = ["2020-09-01", "2021-08-31"].map(|day| Day::from_iso(day).unwrap());
    let of_year = |row: &u32| (first..=last).contains(&data.day[*row as usize]);
    let year = Slice {
        rows: (0..data.len() as u32).filter(of_year).collect(),
        whole: false,
    };
    let frame = Frame::new(&data, &year, last, RevenueDefinition::Booked, None);
    let found = section(&frame, "business_segments", &[]);
    let table = grid(&found, "business_segments");
    assert_eq!(table.rows.len(), 16);
    for row in &table.rows {
        let theirs = growth[&name(&row.cells[0])][11].parse::<f64>();
        close(number(&row.cells[4]), theirs.unwrap(), "margin of the year");
    }
    // From September to December alone, against the year before.
    let autumn = |row: &u32| data.day[*row as usize].month().number() >= 9;
    let autumns = Slice {
        rows: (0..data.len() as u32).filter(autumn).collect(),
        whole: false,
    };
    let last = Day::from_iso("2021-12-31").unwrap();
    let frame = Frame::new(&data, &autumns, last, RevenueDefinition::Booked, None);
    let found = section(&frame, "potential", &[]);
    for row in &grid(&found, "potential").rows {
        let name = name(&row.cells[0]);
        let theirs = |column: usize| growth[&name][column].parse::<f64>().unwrap();
        close(
            number(&row.cells[7]),
            theirs(7),
            "September to December 2020",
        );
        close(
            number(&row.cells[8]),
            theirs(8),
            "September to December 2021",
        );
        close(number(&row.cells[4]), theirs(9), "growth like for like");
    }
    on(&data, "2021-12-01", |frame| {
        let found = section(frame, "business_segments", &[]);
        let table = grid(&found, "business_segments");
        assert_eq!(table.rows.len(), 16);
        for row in &table.rows {
            let theirs =
                |column: usize| profit[&name(&row.cells[0])][column].parse::<f64>().unwrap();
            close(number(&row.cells[1]), theirs(7), "net");
            close(number(&row.cells[3]), theirs(4), "customers");
            close(number(&row.cells[4]), theirs(10), "margin");
            let behind = rows_behind(frame, &row.trace, &[]);
            assert_eq!(behind.len() as f64, theirs(3), "lines");
            assert_eq!(behind.len() as u64, row.n);
        }
        assert!(
            found
                .notes
                .iter()
                .any(|note| note.id == "business.no_orders")
        );
        let by = [(
            "business_segments.by",
            "Region, channel, platform, category",
        )];
        let refused = section(frame, "business_segments", &by);
        assert!(
            refused
                .notes
                .iter()
                .any(|note| note.id == "business.refused")
        );
        let by = [("business_segments.by", "Region")];
        let one = section(frame, "business_segments", &by);
        assert_eq!(one.grids[0].rows.len(), 4);
        assert_eq!(one.grids[0].rows[0].key.as_ref().unwrap().value, "APAC");
        // "NA" is North America and no gap: 26 customers, 14.2 M.
        let regions = records(
            &file("CLIENTELE_REFS", "atliq_star_by_region.csv").unwrap(),
            b',',
        );
        for known in &regions {
            let is = |row: &&clientele::figure::Row| name(&row.cells[0]) == known[0];
            let row = one.grids[0].rows.iter().find(is).expect("a region");
            close(
                number(&row.cells[3]),
                known[2].parse().unwrap(),
                "customers",
            );
            close(number(&row.cells[1]), known[5].parse().unwrap(), "net");
        }
        assert!(
            regions
                .iter()
                .any(|known| known[0] == "NA" && known[2] == "26")
        );
    });
}

#[test]
fn without_a_dimension_or_a_year_before_there_is_no_segment_to_judge() {
    let Some(mut data) = rfm_orders() else { return };
    on(&data, "2006-12-31", |frame| {
        for id in ["business_segments", "potential"] {
            match outcome(frame, id, &[]) {
                Outcome::NotEnough { reason, .. } => assert_eq!(reason.id, "business.none"),
                other => panic!("{id}: {other:?}"),
            }
        }
    });
    let halves: Vec<String> = (0..data.len())
        .map(|row| format!("half {}", row % 2))
        .collect();
    data.dimensions = vec![dimension("region", &halves)];
    on(&data, "2002-06-30", |frame| {
        match outcome(frame, "potential", &[]) {
            Outcome::NotEnough { reason, .. } => assert_eq!(reason.id, "business.no_growth"),
            other => panic!("{other:?}"),
        }
    });
}
