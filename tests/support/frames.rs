//! What tests of groups share: data sets written from columns, and numbers found in a section.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::path::PathBuf;

use clientele::analysis::{ANALYSES, Frame};
use clientele::dataset::{
    Capability, Customer, Dataset, Dimension, Grain, NO_CODE, OrderRule, RevenueDefinition, RowId,
    Slice, Totals,
};
use clientele::figure::{Cell, Grid, Outcome, Section};
use clientele::say::{Quantity, Value};
use clientele::value::{Day, Decimal};

/// A file below the folder that an environment variable names; `None` (and a line) without it.
pub fn file(variable: &str, path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os(variable) else {
        eprintln!("skipped: {variable} is not set");
        return None;
    };
    let path = PathBuf::from(folder).join(path);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

pub fn records(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bytes);
    let record = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|found| record(found.expect("the file is a CSV file")))
        .collect()
}

/// `day-month-year`.
pub fn day_first(text: &str) -> Day {
    let iso = format!("{}-{}-{}", &text[6..], &text[3..5], &text[..2]);
    Day::from_iso(&iso).unwrap()
}

/// Each row an order: customer, day, amount.
pub fn orders(rows: &[(String, Day, Decimal)], scale: u8) -> Dataset {
    let mut ids: Vec<&str> = rows.iter().map(|row| row.0.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let code = |id: &str| ids.binary_search(&id).unwrap() as u32;
    Dataset {
        grain: Grain::Order,
        capabilities: vec![
            Capability::Revenue,
            Capability::Customers,
            Capability::Orders,
            Capability::Days,
            Capability::Recency,
        ],
        rows: (1..=rows.len() as u32)
            .map(|record| RowId { file: 0, record })
            .collect(),
        amount: rows
            .iter()
            .map(|row| row.2.at_scale(scale).unwrap() as i64)
            .collect(),
        scale,
        currency: None,
        day: rows.iter().map(|row| row.1).collect(),
        customer: rows.iter().map(|row| code(&row.0)).collect(),
        customers: ids
            .iter()
            .map(|id| Customer {
                id: (*id).to_owned(),
                name: None,
            })
            .collect(),
        order: (0..rows.len() as u32).collect(),
        orders: rows.len() as u32,
        order_rule: OrderRule::EachRow,
        credits: 0,
        order_alternatives: Vec::new(),
        shared_orders: None,
        status: Vec::new(),
        measures: Vec::new(),
        minute: Vec::new(),
        dimensions: Vec::new(),
        attributes: Vec::new(),
        totals: None,
        customers_on_file: None,
        fiscal_start: None,
        apart: Vec::new(),
        notes: Vec::new(),
    }
}

/// A dimension from its value in each row; the empty text is no value.
pub fn dimension(id: &str, values: &[String]) -> Dimension {
    let mut distinct: Vec<String> = values.iter().filter(|v| !v.is_empty()).cloned().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let code = |value: &String| {
        distinct
            .binary_search(value)
            .map_or(NO_CODE, |at| at as u32)
    };
    Dimension {
        id: id.to_owned(),
        name: id.to_owned(),
        codes: values.iter().map(code).collect(),
        values: distinct,
        names: Vec::new(),
    }
}

pub fn on<T>(data: &Dataset, as_of: &str, check: impl FnOnce(&Frame) -> T) -> T {
    let slice = Slice::whole(data);
    let as_of = Day::from_iso(as_of).unwrap();
    let booked = RevenueDefinition::Booked;
    let mut frame = Frame::new(data, &slice, as_of, booked, None);
    if let Some(totals) = &data.totals {
        let tables = &mut frame.tables;
        for customers in [
            &mut tables.customers,
            &mut tables.base,
            &mut tables.base_booked,
        ] {
            let customers = std::rc::Rc::make_mut(customers);
            customers.orders = totals.orders.clone();
            customers.first = totals.first.clone();
            customers.last = totals.last.clone();
            let mut revenue = vec![0; data.customers.len()];
            for (row, customer) in data.customer.iter().enumerate() {
                revenue[*customer as usize] += i128::from(data.amount[row]);
            }
            customers.revenue = revenue;
        }
    }
    check(&frame)
}

pub fn outcome(frame: &Frame, id: &str, settings: &[(&str, &str)]) -> Outcome<Section> {
    let settings = settings
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let analysis = ANALYSES.iter().find(|analysis| analysis.id == id).unwrap();
    analysis.section(frame, &settings).outcome
}

pub fn section(frame: &Frame, id: &str, settings: &[(&str, &str)]) -> Section {
    match outcome(frame, id, settings) {
        Outcome::Given { result } | Outcome::Weak { result, .. } => result,
        Outcome::NotEnough { reason, .. } => panic!("{id}: {reason:?}"),
    }
}

pub fn grid<'a>(section: &'a Section, id: &str) -> &'a Grid {
    let tables = section.figures.iter().map(|figure| &figure.table);
    let mut grids = section.grids.iter().chain(tables);
    grids.find(|grid| grid.id == id).unwrap()
}

/// A cell with all its digits.
pub fn said(cell: &Cell) -> String {
    match cell {
        Cell::Value(Value {
            quantity: Some(quantity),
            ..
        }) => match quantity {
            Quantity::Money { amount, .. } => amount.rounded(2).normalized().to_string(),
            Quantity::Count { n } => n.to_string(),
            Quantity::Share { of_one } => format!("{of_one:.4}"),
            Quantity::Number { number } => format!("{number:.6}"),
            Quantity::Exact { number } => number.normalized().to_string(),
            Quantity::Words { words } => words.clone(),
            other => panic!("{other:?}"),
        },
        Cell::Value(_) => "-".to_owned(),
        Cell::Text(text) => text.id.clone(),
    }
}

/// The cells of these columns of the rows that a click would filter by, after the value it filters.
pub fn rows(grid: &Grid, columns: &[usize]) -> Vec<String> {
    let keyed = grid.rows.iter().filter_map(|row| {
        let mut words = vec![row.key.as_ref()?.value.clone()];
        words.extend(columns.iter().map(|column| said(&row.cells[*column])));
        Some(words.join(" "))
    });
    keyed.collect()
}

pub fn fact(section: &Section, id: &str) -> String {
    let fact = section.fact(id).unwrap_or_else(|| panic!("no fact {id}"));
    said(&Cell::Value(fact.value.clone()))
}

/// The orders of the R package rfm.
pub fn rfm_orders() -> Option<Dataset> {
    let rows: Vec<_> = records(&file("CLIENTELE_REFS", "rfm_data_orders.csv")?, b',')
        .into_iter()
        .map(|fields| {
            let day = Day::from_iso(&fields[1]).unwrap();
            (fields[0].clone(), day, Decimal::parse(&fields[2]).unwrap())
        })
        .collect();
    Some(orders(&rows, 0))
}

/// Five thousand customers with their totals, one row each.
pub fn customers_with_totals() -> Option<Dataset> {
    let rows = records(&file("CLIENTELE_DATA", "amart/customers.csv")?, b',');
    let mut rows: Vec<Vec<String>> = rows.into_iter().filter(|row| !row[0].is_empty()).collect();
    rows.sort_by(|a, b| a[0].cmp(&b[0]));
    let sales: Vec<_> = rows
        .iter()
        .map(|row| {
            let amount = Decimal::parse(&row[8]).unwrap();
            (row[0].clone(), day_first(&row[13]), amount)
        })
        .collect();
    let mut data = orders(&sales, 2);
    data.grain = Grain::Customer;
    data.capabilities = vec![
        Capability::Revenue,
        Capability::Customers,
        Capability::Days,
        Capability::Recency,
        Capability::Attributes,
    ];
    data.order = Vec::new();
    data.orders = 0;
    data.totals = Some(Totals {
        orders: rows.iter().map(|row| row[7].parse().unwrap()).collect(),
        first: rows.iter().map(|row| day_first(&row[12])).collect(),
        last: rows.iter().map(|row| day_first(&row[13])).collect(),
        stated_gap: rows.iter().map(|row| row[14].parse().unwrap()).collect(),
        as_of: Day::from_iso("2021-10-25"),
        splits: Vec::new(),
    });
    let column = |at: usize| rows.iter().map(|row| row[at].clone()).collect::<Vec<_>>();
    data.dimensions = vec![
        dimension("occupation", &column(4)),
        dimension("age", &column(5)),
    ];
    // One row a customer: codes by row are codes by customer.
    data.attributes = data.dimensions.clone();
    Some(data)
}

/// The day those totals speak from.
pub const AS_OF: &str = "2021-10-25";
