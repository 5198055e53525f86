//! Frame -> the next product for each customer, if that can be told better than by popularity.
//!
//! Definitions: suggestions by `neighbours`. Back-test: the last purchase day of each customer with two
//! or more is left out, and it is counted for how many of those who bought something new on that day it
//! is among five suggestions, and among the five most popular products they did not own. Suggestions
//! are shown only where they are right at least a tenth more often, and where McNemar's test of the
//! customers that only one of the two got right has p < 0.05. Assumption: what was bought together
//! so far goes together. Degenerate cases: fewer than 30 customers to test on, or customers who buy
//! nearly everything: no result.

use crate::analysis::products::Baskets;
use crate::analysis::products::dimension::{product, value_name};
use crate::analysis::products::neighbours::Neighbours;
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::{Capability, Dimension, NO_CODE};
use crate::figure::{Column, Fact, Grid, Interval, Key, Outcome, Row, Section, Trace};
use crate::say::{Quantity, Text, Value};
use crate::stats::{chi_squared_tail, wilson_95};
use crate::value::Day;

/// Suggestions a customer.
const FIVE: usize = 5;
/// Fewer customers to test on say nothing.
const MIN_TESTED: usize = 30;
/// So many customers are tested at most, evenly spread over all.
const MOST_TESTED: usize = 5_000;
/// From this mean share of all products bought on, there is nothing left to suggest.
const NEARLY_ALL: f64 = 0.9;
/// Customers in the table.
const ROWS: usize = 100;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "next_product",
    view: "products",
    needs: &[
        Capability::Customers,
        Capability::Products,
        Capability::Days,
    ],
    cost: Cost::Heavy,
    params: &[],
    run,
};

/// How often a new product was among five.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct BackTest {
    customers: u64,
    suggested: u64,
    popular: u64,
    /// Customers that the suggestions alone got right, and those that popularity alone did.
    alone: [u64; 2],
}

impl BackTest {
    /// At least a tenth more hits, and more than chance gives.
    fn is_better(&self) -> bool {
        let [ours, theirs] = self.alone.map(|count| count as f64);
        let statistic = (ours - theirs) * (ours - theirs) / (ours + theirs);
        let is_told = chi_squared_tail(statistic, 1).is_some_and(|p| p < 0.05);
        is_told && self.suggested * 10 >= self.popular * 11
    }
}

fn run(frame: &Frame, _: &Params) -> Outcome<Section> {
    let Some(products) = product(frame.dataset) else {
        return refused(Text::new("products.nothing"));
    };
    let bought = bought(frame, products, &|_| true);
    let present = bought
        .counts(products.values.len())
        .iter()
        .filter(|count| **count > 0)
        .count();
    let lines: usize = (0..bought.len())
        .map(|customer| bought.items(customer).len())
        .sum();
    let breadth = lines as f64 / (bought.filled() * present).max(1) as f64;
    if breadth >= NEARLY_ALL {
        let text = Text::new("next.everything").with("share", Quantity::share(breadth));
        return refused(text);
    }
    let test = back_test(frame, products);
    if (test.customers as usize) < MIN_TESTED {
        let text = Text::new("next.few").with("n", test.customers);
        return refused(text.with("min", MIN_TESTED));
    }
    if !test.is_better() {
        let share = |hits: u64| Quantity::share(hits as f64 / test.customers as f64);
        // Where popularity leaves less than a tenth to win, no suggestion could win it.
        let text = Text::new(match test.popular * 11 > test.customers * 10 {
            true => "next.nothing_to_win",
            false => "next.no_better",
        });
        let text = text.with("ours", share(test.suggested));
        return refused(
            text.with("popular", share(test.popular))
                .with("n", test.customers),
        );
    }
    Outcome::Given {
        result: shown(frame, products, &bought, test),
    }
}

fn refused(reason: Text) -> Outcome<Section> {
    Outcome::NotEnough {
        reason,
        remedy: Text::new("next.remedy"),
    }
}

/// What each customer bought, in the rows wanted.
fn bought(frame: &Frame, products: &Dimension, wanted: &dyn Fn(usize) -> bool) -> Baskets {
    let data = frame.dataset;
    let pairs: Vec<(u32, u32)> = frame
        .sold_rows()
        .filter(|row| products.codes[*row] != NO_CODE && data.customer[*row] != NO_CODE)
        .filter(|row| wanted(*row))
        .map(|row| (data.customer[row], products.codes[row]))
        .collect();
    Baskets::of(data.customers.len(), products.values.len(), &pairs)
}

fn back_test(frame: &Frame, products: &Dimension) -> BackTest {
    let data = frame.dataset;
    // First and last purchase day of each customer.
    let mut days = vec![(Day(i32::MAX), Day(i32::MIN)); data.customers.len()];
    for row in frame
        .sold_rows()
        .filter(|row| data.customer[*row] != NO_CODE)
    {
        let (first, last) = &mut days[data.customer[row] as usize];
        (*first, *last) = ((*first).min(data.day[row]), (*last).max(data.day[row]));
    }
    let is_last = |row: usize| {
        let (first, last) = days[data.customer[row] as usize];
        first < last && data.day[row] == last
    };
    let count = products.values.len();
    let before = bought(frame, products, &|row| !is_last(row));
    let after = bought(frame, products, &is_last);
    let is_new = |customer: usize, product: &u32| !before.items(customer).contains(product);
    let tested: Vec<usize> = (0..before.len())
        .filter(|customer| !before.items(*customer).is_empty())
        .filter(|customer| {
            after
                .items(*customer)
                .iter()
                .any(|item| is_new(*customer, item))
        })
        .collect();
    let neighbours = Neighbours::of(&before, count);
    let mut test = BackTest::default();
    for customer in tested
        .iter()
        .step_by(tested.len().div_ceil(MOST_TESTED).max(1))
    {
        let hit =
            |product: &u32| after.items(*customer).contains(product) && is_new(*customer, product);
        let mut owned = before.items(*customer).to_vec();
        crate::value::order::sort(&mut owned);
        let suggested = neighbours.suggest(&owned, FIVE);
        test.customers += 1;
        let ours = suggested.iter().any(|found| hit(&found.product));
        let theirs = neighbours.popular(&owned, FIVE).iter().any(hit);
        test.suggested += u64::from(ours);
        test.popular += u64::from(theirs);
        test.alone[0] += u64::from(ours && !theirs);
        test.alone[1] += u64::from(theirs && !ours);
    }
    test
}

fn shown(frame: &Frame, products: &Dimension, bought: &Baskets, test: BackTest) -> Section {
    let share = |hits: u64| Quantity::share(hits as f64 / test.customers as f64);
    let headline = Text::new("next.headline")
        .with("ours", share(test.suggested))
        .with("popular", share(test.popular));
    let mut section = Section::new(headline);
    let rate = |id: &str, hits: u64| {
        let fact = Fact::new(id, share(hits), test.customers);
        match wilson_95(hits, test.customers) {
            Some(between) => {
                let [low, high] = [between.low, between.high].map(Quantity::share);
                fact.interval(Interval::between(
                    low,
                    high,
                    0.95,
                    Text::new("interval.wilson"),
                ))
            }
            None => fact,
        }
    };
    section.facts = vec![
        rate("hit_at_5", test.suggested),
        rate("popular_hit_at_5", test.popular),
        Fact::new("customers_tested", test.customers, test.customers),
    ];
    section.grids = vec![suggestions(frame, products, bought)];
    section.notes = vec![Text::new("next.test")];
    section
}

/// The next product of the customers with the most revenue.
fn suggestions(frame: &Frame, products: &Dimension, bought: &Baskets) -> Grid {
    let neighbours = Neighbours::of(bought, products.values.len());
    let columns = vec![
        Column::words("column.customer"),
        Column::words("column.next_product"),
        Column::words("column.because"),
        Column::numbers("column.next_score"),
        Column::numbers("column.products_owned"),
    ];
    let ranking = frame.ranking();
    let row = |customer: &usize| {
        let owned = bought.items(*customer);
        let best = *neighbours
            .suggest(owned, 1)
            .first()
            .filter(|best| best.score > 0.0)?;
        let buyer = &frame.dataset.customers[*customer];
        let key = Key::new("customer", buyer.id.clone());
        let cells = vec![
            Text::verbatim(buyer.label()).into(),
            value_name(products, Some(best.product)).into(),
            value_name(products, best.because).into(),
            Value::of(Quantity::number(best.score)).into(),
            owned.len().into(),
        ];
        let mut row = Row::new(cells, owned.len() as u64, Trace::counted().of(&key));
        row.key = Some(key);
        Some(row)
    };
    let rows: Vec<Row> = ranking
        .customers
        .iter()
        .take(ROWS)
        .filter_map(row)
        .collect();
    let title = Text::new("next.table").with("n", rows.len());
    Grid::new("next_products", title, columns, rows)
}
