//! Tests over all analyses of products: sums stand on their rows, and the order of rows is nothing.

use proptest::prelude::*;

use crate::analysis::{ANALYSES, Frame, rows_behind};
use crate::dataset::{
    Capability, Dataset, Dimension, Measured, NO_CODE, OrderRule, RevenueDefinition, Slice, Status,
};
use crate::figure::{Cell, Grid, Section, Sectioned};
use crate::say::{Quantity, Spoken, Value, Voice};
use crate::value::{Day, Map};

/// Customer, day, cents, status, product, region; both 0 for none.
type Line = (u32, i32, i64, u8, u32, u32);

fn dimension(id: &str, count: u32, codes: impl Iterator<Item = u32>) -> Dimension {
    Dimension {
        id: id.to_owned(),
        name: id.to_owned(),
        codes: codes
            .map(|code| code.checked_sub(1).unwrap_or(NO_CODE))
            .collect(),
        values: (1..=count).map(|code| format!("{id} {code:02}")).collect(),
        names: Vec::new(),
    }
}

/// Lines of one customer and day are one order.
fn data_of(lines: &[Line]) -> Dataset {
    let names: Vec<String> = lines.iter().map(|line| format!("c{:02}", line.0)).collect();
    let days: Vec<String> = lines
        .iter()
        .map(|line| Day(17_000 + line.1).to_string())
        .collect();
    let rows: Vec<(&str, &str, &str)> = names
        .iter()
        .zip(&days)
        .map(|(name, day)| (&name[..], &day[..], "0"))
        .collect();
    let mut data = Dataset::of_orders(&rows);
    data.amount = lines.iter().map(|line| line.2).collect();
    // Nobody is known by the number zero.
    for (customer, _) in data
        .customer
        .iter_mut()
        .zip(lines)
        .filter(|(_, line)| line.0 == 0)
    {
        *customer = NO_CODE;
    }
    let mut orders: Vec<(u32, i32)> = Vec::new();
    data.order = lines
        .iter()
        .map(|line| {
            let found = orders.iter().position(|order| *order == (line.0, line.1));
            found.unwrap_or_else(|| {
                orders.push((line.0, line.1));
                orders.len() - 1
            }) as u32
        })
        .collect();
    data.orders = orders.len() as u32;
    data.order_rule = OrderRule::CustomerDay;
    let status = [
        Status::Unknown,
        Status::Delivered,
        Status::InTransit,
        Status::Returned,
    ];
    data.status = lines
        .iter()
        .map(|line| status[usize::from(line.3 % 4)])
        .collect();
    data.dimensions = vec![
        dimension("product", 25, lines.iter().map(|line| line.4)),
        dimension("region", 3, lines.iter().map(|line| line.5)),
        dimension("status", 3, lines.iter().map(|line| u32::from(line.3 % 4))),
    ];
    data.measures = vec![Measured {
        id: "units",
        values: vec![2; lines.len()].into(),
        scale: 0,
    }];
    data.capabilities
        .extend([Capability::Status, Capability::Products, Capability::Units]);
    data
}

/// 700 lines of 40 customers: the product follows the customer's taste, region 1 sends more back.
fn story() -> Vec<Line> {
    (0..700_u32)
        .map(|n| {
            let customer = n * 7 % 40;
            let region = n * n % 4;
            let back = if region == 1 { 3 } else { 5 };
            let status = if n % back == 0 { 3 } else { (n % 3) as u8 };
            let product = (customer % 4 * 6 + n * 13 % 7) % 26;
            (
                customer,
                (n * 53 % 600) as i32,
                i64::from(n * 37 % 5_000),
                status,
                product,
                region,
            )
        })
        .collect()
}

fn on<T>(data: &Dataset, definition: RevenueDefinition, check: impl Fn(&Frame) -> T) -> T {
    let slice = Slice::whole(data);
    let as_of = data.period().map_or(Day(0), |period| period.1);
    check(&Frame::new(data, &slice, as_of, definition, None))
}

fn sections(frame: &Frame) -> Vec<Sectioned> {
    let own = ANALYSES
        .iter()
        .filter(|analysis| analysis.view == "products");
    own.map(|analysis| analysis.section(frame, &Map::new()))
        .collect()
}

fn grids(section: &Section) -> impl Iterator<Item = &Grid> {
    section
        .grids
        .iter()
        .chain(section.figures.iter().map(|figure| &figure.table))
}

fn mantissa(cell: &Cell) -> i128 {
    match cell {
        Cell::Value(Value {
            quantity: Some(Quantity::Money { amount, .. }),
            ..
        }) => amount.at_scale(2).unwrap(),
        other => panic!("{other:?} is no amount"),
    }
}

fn check_sums(frame: &Frame, grid: &Grid) -> usize {
    let column = grid
        .columns
        .iter()
        .position(|column| column.label.id == "column.revenue");
    let Some(column) = column else { return 0 };
    for row in &grid.rows {
        let behind = rows_behind(frame, &row.trace, &[]);
        let sum: i128 = behind
            .iter()
            .map(|row| i128::from(frame.dataset.amount[*row as usize]))
            .sum();
        assert_eq!(
            sum,
            mantissa(&row.cells[column]),
            "{} {:?}",
            grid.id,
            row.cells[0]
        );
    }
    let parts_add_up = grid.id != "best_products";
    let (total, parts) = grid.rows.split_last().unwrap();
    let sum: i128 = parts.iter().map(|row| mantissa(&row.cells[column])).sum();
    assert!(
        !parts_add_up || sum == mantissa(&total.cells[column]),
        "{}",
        grid.id
    );
    grid.rows.len()
}

#[test]
fn sums_stand_on_their_rows_and_add_up_with_what_is_not_listed() {
    let data = data_of(&story());
    for definition in [RevenueDefinition::Booked, RevenueDefinition::NetOfReturns] {
        on(&data, definition, |frame| {
            let all = sections(frame);
            let results = all
                .iter()
                .filter_map(|sectioned| sectioned.outcome.result());
            let checked: usize = results
                .flat_map(grids)
                .map(|grid| check_sums(frame, grid))
                .sum();
            assert!(checked > 50, "{checked} sums checked");
            let returns = all
                .iter()
                .find(|sectioned| sectioned.id == "returns")
                .unwrap();
            let fact = returns
                .outcome
                .result()
                .unwrap()
                .fact("returned_revenue")
                .unwrap();
            let rows = rows_behind(frame, &fact.trace, &[]);
            let sum: i128 = rows
                .iter()
                .map(|row| i128::from(data.amount[*row as usize]))
                .sum();
            assert_eq!(sum, mantissa(&Cell::Value(fact.value.clone())));
            let rate = returns
                .outcome
                .result()
                .unwrap()
                .fact("return_rate_known")
                .unwrap();
            let mut orders: Vec<u32> = rows_behind(frame, &rate.trace, &[])
                .iter()
                .map(|row| data.order[*row as usize])
                .collect();
            orders.sort_unstable();
            orders.dedup();
            assert_eq!(orders.len() as u64, rate.n, "orders with a known status");
        });
    }
}

#[test]
fn every_sentence_of_products_has_its_words() {
    for lines in [story(), story()[..50].to_vec(), story()[..3].to_vec()] {
        let mut said = on(&data_of(&lines), RevenueDefinition::Booked, sections);
        said.speak(&Voice::of("en"));
        let json = serde_json::to_string(&said).unwrap();
        for at in json
            .match_indices("\"said\":\"")
            .map(|(at, found)| at + found.len())
        {
            let words = &json[at..at + json[at..].find('"').unwrap()];
            assert!(!words.contains('[') && !words.contains("NaN"), "{words}");
        }
    }
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (
        0..12_u32,
        0..40_i32,
        0..9_000_i64,
        0..4_u8,
        0..8_u32,
        0..4_u32,
    );
    proptest::collection::vec(line, 1..300)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_order_of_lines_changes_nothing(lines in lines(), seed in any::<u32>()) {
        let mut mixed = lines.clone();
        let mut state = seed | 1;
        for at in (1..mixed.len()).rev() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            mixed.swap(at, state as usize % (at + 1));
        }
        let [one, other] = [lines, mixed].map(|lines| {
            let data = data_of(&lines);
            on(&data, RevenueDefinition::Booked, |frame| {
                for sectioned in sections(frame) {
                    for grid in sectioned.outcome.result().into_iter().flat_map(grids) {
                        check_sums(frame, grid);
                    }
                }
                sections(frame)
            })
        });
        prop_assert_eq!(one, other);
    }
}
