//! Tests over all analyses: what every section must keep, whatever the data.

use proptest::prelude::*;

use crate::analysis::{ANALYSES, Frame, assignments, rows_behind};
use crate::dataset::{Assignment, Capability, Dataset, NO_CODE, RevenueDefinition, Slice, Status};
use crate::figure::{Cell, Grid, Outcome, Section, Sectioned, Trace};
use crate::say::{Quantity, Spoken, Value, Voice};
use crate::value::{Day, Map};

/// Customer, day after 2018-01-15, cents, status.
type Sale = (u32, i32, i64, u8);

fn data_of(sales: &[Sale]) -> Dataset {
    let start = Day::from_iso("2018-01-15").unwrap();
    let names: Vec<String> = sales.iter().map(|sale| format!("c{:03}", sale.0)).collect();
    let days: Vec<String> = sales
        .iter()
        .map(|sale| Day(start.0 + sale.1).to_string())
        .collect();
    let rows: Vec<(&str, &str, &str)> = names
        .iter()
        .zip(&days)
        .map(|(name, day)| (name.as_str(), day.as_str(), "0"))
        .collect();
    let mut data = Dataset::of_orders(&rows);
    data.amount = sales.iter().map(|sale| sale.2).collect();
    data.status = sales
        .iter()
        .map(|sale| STATUSES[usize::from(sale.3 % 3)])
        .collect();
    data.capabilities.push(Capability::Status);
    data.currency = Some("INR".to_owned());
    data
}

const STATUSES: [Status; 3] = [Status::Delivered, Status::InTransit, Status::Returned];

fn on<T>(data: &Dataset, slice: &Slice, check: impl Fn(&Frame) -> T) -> T {
    let as_of = data.period().map_or(Day(0), |period| period.1);
    check(&Frame::new(
        data,
        slice,
        as_of,
        RevenueDefinition::NetOfReturns,
        None,
    ))
}

fn sections(frame: &Frame) -> Vec<Sectioned> {
    ANALYSES
        .iter()
        .map(|analysis| analysis.section(frame, &Map::new()))
        .collect()
}

/// A fixed story: 40 customers, skewed, three years, some returns, a first customer who towers.
fn story() -> Vec<Sale> {
    (0..400_u32)
        .map(|n| {
            let customer = (n * 17 + n * n / 40) % 40;
            let cents = if customer == 3 {
                900_000
            } else {
                i64::from(n * 37 % 5_000)
            };
            (
                customer,
                (n as i32 * 53) % 900,
                cents,
                u8::from(n % 11 == 0) * 2,
            )
        })
        .collect()
}

fn results(sections: &[Sectioned]) -> impl Iterator<Item = &Section> {
    sections
        .iter()
        .filter_map(|sectioned| sectioned.outcome.result())
}

#[test]
fn every_sentence_has_its_words() {
    for sales in [
        story(),
        story()[..12].to_vec(),
        vec![],
        vec![(1, 0, 500, 0)],
        vec![(1, 0, -500, 0), (2, 5, 0, 0)],
    ] {
        let data = data_of(&sales);
        let mut said = on(&data, &Slice::whole(&data), sections);
        said.speak(&Voice::of("en"));
        let json = serde_json::to_value(&said).unwrap();
        check_words(&json);
    }
}

fn check_words(json: &serde_json::Value) {
    match json {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                if let (true, Some(words)) = (
                    ["said", "short", "exact"].contains(&name.as_str()),
                    value.as_str(),
                ) {
                    assert!(!words.contains('[') && !words.contains("NaN"), "{words}");
                }
                check_words(value);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(check_words),
        _ => {}
    }
}

#[test]
fn the_data_behind_a_number_add_up_to_it() {
    let data = data_of(&story());
    let some = Slice {
        rows: (0..data.len() as u32).filter(|row| row % 3 != 1).collect(),
        whole: false,
    };
    for slice in [Slice::whole(&data), some] {
        on(&data, &slice, |frame| {
            let assigned = assignments(frame, &Map::new());
            let all = sections(frame);
            let checked: usize = results(&all)
                .map(|section| check_traces(frame, &assigned, section))
                .sum();
            assert!(checked > 150, "{checked} numbers checked");
        });
    }
}

fn check_traces(frame: &Frame, assigned: &[Assignment], section: &Section) -> usize {
    const SUMS: [&str; 6] = [
        "revenue",
        "loss_of_top",
        "below_zero",
        "largest_segment_revenue",
        "best_month",
        "latest_month",
    ];
    let mut checked = 0;
    for fact in section
        .facts
        .iter()
        .filter(|fact| SUMS.contains(&fact.id.as_str()))
    {
        assert_eq!(
            amount(&fact.value),
            Some(behind(frame, &fact.trace, assigned)),
            "{}",
            fact.id
        );
        checked += 1;
    }
    let tables = section.figures.iter().map(|figure| &figure.table);
    for grid in section.grids.iter().chain(tables) {
        checked += check_grid(frame, assigned, grid);
    }
    checked
}

fn check_grid(frame: &Frame, assigned: &[Assignment], grid: &Grid) -> usize {
    let Some(column) = grid
        .columns
        .iter()
        .position(|column| column.label.id == "column.revenue")
    else {
        return 0;
    };
    for row in &grid.rows {
        let Cell::Value(value) = &row.cells[column] else {
            panic!("revenue is a value")
        };
        assert_eq!(
            amount(value),
            Some(behind(frame, &row.trace, assigned)),
            "{} {:?}",
            grid.id,
            row.key
        );
    }
    grid.rows.len()
}

fn amount(value: &Value) -> Option<crate::value::Decimal> {
    match &value.quantity {
        Some(Quantity::Money { amount, .. }) => Some(*amount),
        _ => None,
    }
}

fn behind(frame: &Frame, trace: &Trace, assigned: &[Assignment]) -> crate::value::Decimal {
    let rows = rows_behind(frame, trace, assigned);
    frame.money(
        rows.iter()
            .map(|row| i128::from(frame.dataset.amount[*row as usize]))
            .sum(),
    )
}

#[test]
fn customers_counted_in_a_cell_are_those_behind_it() {
    let data = data_of(&story());
    on(&data, &Slice::whole(&data), |frame| {
        let assigned = assignments(frame, &Map::new());
        for (facts, id) in results(&sections(frame))
            .flat_map(|section| &section.facts)
            .filter_map(|fact| {
                let counts = [
                    "customers",
                    "active",
                    "customers_to_50",
                    "customers_scored",
                    "largest_segment_customers",
                ];
                counts
                    .iter()
                    .find(|id| **id == fact.id)
                    .map(|id| (fact.clone(), *id))
            })
        {
            let mut buyers: Vec<u32> = rows_behind(frame, &facts.trace, &assigned)
                .into_iter()
                .map(|row| data.customer[row as usize])
                .collect();
            buyers.sort_unstable();
            buyers.dedup();
            assert_eq!(
                facts.value.quantity,
                Some(Quantity::from(buyers.len())),
                "{id}"
            );
        }
    });
}

#[test]
fn few_customers_get_tiers_and_names_instead_of_claims() {
    let data = data_of(
        &story()
            .into_iter()
            .filter(|sale| sale.0 < 8)
            .collect::<Vec<_>>(),
    );
    let all = on(&data, &Slice::whole(&data), sections);
    let of = |id: &str| {
        &all.iter()
            .find(|sectioned| sectioned.id == id)
            .unwrap()
            .outcome
    };
    for id in ["contribution", "segments"] {
        assert!(matches!(of(id), Outcome::Weak { .. }), "{id}");
    }
    assert_eq!(of("segments").result().unwrap().grids[0].id, "tiers");
}

#[test]
fn without_what_it_needs_an_analysis_says_what_to_add() {
    let mut data = data_of(&story());
    data.capabilities
        .retain(|capability| !matches!(capability, Capability::Days | Capability::Recency));
    let all = on(&data, &Slice::whole(&data), sections);
    let needs_days = |id: &str| {
        let analysis = ANALYSES.iter().find(|analysis| analysis.id == id).unwrap();
        let days = [Capability::Days, Capability::Recency];
        days.iter().any(|need| analysis.needs.contains(need))
    };
    for sectioned in all.iter().filter(|sectioned| needs_days(&sectioned.id)) {
        let Outcome::NotEnough { reason, .. } = &sectioned.outcome else {
            panic!("{} has no days", sectioned.id)
        };
        assert_eq!(reason.id, "analysis.needs", "{}", sectioned.id);
    }
    assert!(needs_days("trend"));
}

fn sales() -> impl Strategy<Value = Vec<Sale>> {
    proptest::collection::vec((0..45_u32, 0..900_i32, -2_000..20_000_i64, 0..6_u8), 0..250)
}

/// The same data with its rows in another order.
fn shuffled(data: &Dataset, order: &[usize]) -> Dataset {
    let mut other = data.clone();
    other.rows = order.iter().map(|row| data.rows.at(*row)).collect();
    other.amount = order.iter().map(|row| data.amount[*row]).collect();
    other.day = order.iter().map(|row| data.day[*row]).collect();
    other.customer = order.iter().map(|row| data.customer[*row]).collect();
    other.status = order.iter().map(|row| data.status[*row]).collect();
    other
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn tiers_and_segments_partition_the_customers(sales in sales()) {
        let data = data_of(&sales);
        on(&data, &Slice::whole(&data), |frame| {
            let partitions = ["tier", "segment", "rf"];
            let all = assignments(frame, &Map::new());
            for assignment in all.iter().filter(|one| partitions.contains(&one.id)) {
                let assigned: Vec<usize> = (0..data.customers.len()).filter(|c| assignment.codes[*c] != NO_CODE).collect();
                let present: Vec<usize> = frame.base.present().collect();
                let few = assignment.id != "tier" && present.len() < 30;
                assert_eq!(assigned, if few { Vec::new() } else { present }, "{}", assignment.id);
                assert!(assigned.iter().all(|customer| assignment.value(*customer).is_some()));
            }
        });
    }

    #[test]
    fn parts_add_up_to_their_total(sales in sales()) {
        let data = data_of(&sales);
        on(&data, &Slice::whole(&data), |frame| {
            for sectioned in sections(frame) {
                let Some(section) = sectioned.outcome.result() else { continue };
                for grid in section.grids.iter().filter(|grid| ["tiers", "segments", "personas", "at_risk"].contains(&grid.id.as_str())) {
                    let (total, parts) = grid.rows.split_last().unwrap();
                    for column in [1, 2, 5].into_iter().filter(|c| *c < grid.columns.len()) {
                        let number = |cell: &Cell| match cell {
                            Cell::Value(Value { quantity: Some(Quantity::Money { amount, .. }), .. }) => amount.mantissa,
                            Cell::Value(Value { quantity: Some(Quantity::Count { n }), .. }) => i128::from(*n),
                            other => panic!("{other:?} is no number"),
                        };
                        let sum: i128 = parts.iter().map(|row| number(&row.cells[column])).sum();
                        assert_eq!(sum, number(&total.cells[column]), "{} column {column}", grid.id);
                    }
                }
            }
        });
    }

    #[test]
    fn the_order_of_rows_changes_nothing(sales in sales(), seed in any::<u32>()) {
        let data = data_of(&sales);
        let mut order: Vec<usize> = (0..data.len()).collect();
        order.sort_by_key(|row| (*row as u32 + 1).wrapping_mul(seed | 1).wrapping_mul(2_654_435_761));
        let other = shuffled(&data, &order);
        prop_assert_eq!(on(&data, &Slice::whole(&data), sections), on(&other, &Slice::whole(&other), sections));
    }
}
