//! Frame -> a profile of each business segment: size, share, order value, frequency, margin, growth
//! and what it buys.
//!
//! Definitions: segments as in `business`. Orders of a segment = different orders with a row in it;
//! frequency = orders over customers of the segment; margin = sum of the measure over the revenue of
//! the rows that have it; growth = latest complete months, twelve at most, against the same months a
//! year before, less one. Where the files hold totals of a period there are no orders, and nothing is
//! said of them. A segment with fewer than 5 customers is too small to judge and its growth is not
//! given. The first 50 segments by revenue are listed.

use crate::analysis::groups::business::{Business, Spans, named};
use crate::analysis::groups::order_value;
use crate::analysis::seen::Seen;
use crate::analysis::setting::line_control;
use crate::analysis::share::{Whole, share};
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Capability, Dataset, Grain, NO_VALUE, Status};
use crate::figure::{Cell, Column, Grid, Outcome, Row, Section};
use crate::say::{Quantity, Text, Value};
use crate::value::order;

pub(super) const BY: Param = Param {
    id: "by",
    choices: &[],
};
const SHOWN: usize = 50;
/// So few segments are told apart by a bit each, for every order and customer; of more the rows are sorted.
const FEW_SEGMENTS: usize = 256;
/// Below this a growth is the affair of single customers.
pub(super) const MIN_CUSTOMERS: u64 = 5;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "business_segments",
    view: "segments",
    needs: &[Capability::Revenue],
    cost: Cost::Light,
    params: &[BY],
    run,
};

/// What is added up of a segment.
#[derive(Clone, Default)]
struct Profile {
    revenue: i128,
    rows: u64,
    orders: u64,
    customers: u64,
    /// Margin, and the revenue of the rows that have one.
    margin: (i128, i128),
    /// Revenue of the earlier and the later span.
    spans: [i128; 2],
    /// Revenue by category, the largest two.
    top: Vec<(usize, i128)>,
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let (business, refused) = Business::of(frame, params);
    let Some(business) = business else {
        return no_dimension();
    };
    let spans = Spans::of(frame).filter(|_| frame.dataset.can(Capability::Days));
    let mut profiles = profiles(frame, &business, spans);
    let total = Whole::of(profiles.iter().map(|profile| profile.revenue));
    let mut places: Vec<usize> = (0..profiles.len()).collect();
    order::sort_by_key(&mut places, |at| (-profiles[*at].revenue, *at));
    if places.is_empty() {
        return no_dimension();
    }
    let mut section = Section::new(headline(&business, &places, &profiles, total));
    top_categories(frame, &business, &mut profiles);
    let columns = columns(frame, spans.is_some());
    let rows: Vec<Row> = places
        .iter()
        .take(frame.most(SHOWN))
        .map(|at| row(frame, &business, *at, &profiles[*at], total, spans))
        .collect();
    let title = Text::new("business.table").with("by", business.said());
    section.grids = vec![Grid {
        total_rows: profiles.len() as u64,
        ..Grid::new("business_segments", title, columns, rows)
    }];
    section.notes = notes(frame, spans);
    section.notes.extend(refused);
    section.controls = vec![line_control(
        ANALYSIS.id,
        &BY,
        params,
        Text::verbatim(&business.by()),
    )];
    Outcome::Given { result: section }
}

/// The segment with the most revenue of those that are told; one alone is the most of nothing.
fn headline(business: &Business, places: &[usize], profiles: &[Profile], total: Whole) -> Text {
    let told: Vec<usize> = places
        .iter()
        .copied()
        .filter(|at| business.is_told(*at))
        .collect();
    let first = told.first().filter(|_| told.len() > 1);
    let part = first.and_then(|at| Some((*at, total.share(profiles[*at].revenue)?)));
    let Some((first, part)) = part else {
        return Text::new("business.headline.plain").with("n", told.len());
    };
    let next = told.get(1).map(|at| profiles[*at].revenue);
    Text::new(match told.len() == places.len() {
        // Of several with the same revenue none brings the most.
        _ if next == Some(profiles[first].revenue) => "business.headline.even",
        true => "business.headline",
        false => "business.headline.untold",
    })
    .with("segment", business.name(first))
    .with("share", Quantity::share(part))
    .with("n", told.len())
}

/// There is nothing to divide the business by.
pub(super) fn no_dimension() -> Outcome<Section> {
    Outcome::NotEnough {
        reason: Text::new("business.none"),
        remedy: Text::new("business.none.remedy"),
    }
}

fn profiles(frame: &Frame, business: &Business, spans: Option<Spans>) -> Vec<Profile> {
    let data = frame.dataset;
    let margin = data.measure("margin");
    let mut profiles = vec![Profile::default(); business.codes.len()];
    for (row, segment) in business.rows(frame) {
        let own = &mut profiles[segment as usize];
        let amount = i128::from(data.amount[row]);
        own.revenue += amount;
        own.rows += 1;
        if let Some(margin) = margin.filter(|margin| margin.values.at(row) != NO_VALUE) {
            own.margin.0 += i128::from(margin.values.at(row));
            own.margin.1 += amount;
        }
        if let Some(at) = spans.and_then(|spans| spans.at(data.day[row])) {
            own.spans[at] += amount;
        }
    }
    let rows = frame.counted_list();
    let distinct = |codes, count| distinct(data, rows, business, codes, count);
    let orders = distinct(&data.order, data.orders as usize);
    let customers = distinct(&data.customer, data.customers.len());
    for (own, (orders, customers)) in profiles.iter_mut().zip(orders.into_iter().zip(customers)) {
        (own.orders, own.customers) = (orders, customers);
    }
    profiles
}

/// How many different codes below `count` the rows of each segment have.
fn distinct(
    data: &Dataset,
    rows: &[u32],
    business: &Business,
    codes: &[u32],
    count: usize,
) -> Vec<u64> {
    match (codes.is_empty(), business.codes.len()) {
        (true, segments) => vec![0; segments],
        (_, ..=FEW_SEGMENTS) => by_bits(data, rows, business, codes, count),
        _ => by_sorting(data, rows, business, codes, count),
    }
}

fn by_bits(
    data: &Dataset,
    rows: &[u32],
    business: &Business,
    codes: &[u32],
    count: usize,
) -> Vec<u64> {
    let mut found = vec![0; business.codes.len()];
    let mut seen = Seen::new(count, found.len());
    for (row, segment) in rows.iter().zip(&business.segments) {
        let row = *row as usize;
        // What only gives money back is neither an order nor a customer.
        if data.status_of(row) != Status::Refund {
            found[*segment as usize] += u64::from(seen.first(codes[row], *segment));
        }
    }
    found
}

fn by_sorting(
    data: &Dataset,
    rows: &[u32],
    business: &Business,
    codes: &[u32],
    count: usize,
) -> Vec<u64> {
    let mut found = vec![0; business.codes.len()];
    let code = |place: u32| codes[rows[place as usize] as usize] as usize;
    let bought = |place: &u32| {
        let row = rows[*place as usize] as usize;
        code(*place) < count && data.status_of(row) != Status::Refund
    };
    let known: Vec<u32> = (0..rows.len() as u32).filter(bought).collect();
    let (sorted, _) = order::sort_counted(&known, count, &code);
    // The last code that each segment counted; codes come one after the other.
    let mut counted = vec![usize::MAX; found.len()];
    for place in sorted {
        let segment = business.segments[place as usize] as usize;
        if counted[segment] != code(place) {
            counted[segment] = code(place);
            found[segment] += 1;
        }
    }
    found
}

/// The two categories with the most revenue in each segment.
fn top_categories(frame: &Frame, business: &Business, profiles: &mut [Profile]) {
    let Some(category) = named(frame, "category") else {
        return;
    };
    let width = category.values.len();
    if width == 0 || width * profiles.len() > 10_000_000 {
        return;
    }
    let mut sums = vec![0_i128; width * profiles.len()];
    let codes = category.codes.list();
    for (row, segment) in business.rows(frame) {
        let code = codes[row] as usize;
        if code < width {
            sums[segment as usize * width + code] += i128::from(frame.dataset.amount[row]);
        }
    }
    for (profile, sums) in profiles.iter_mut().zip(sums.chunks(width)) {
        let mut by: Vec<usize> = (0..width).filter(|code| sums[*code] > 0).collect();
        order::sort_by_key(&mut by, |code| (-sums[*code], *code));
        profile.top = by
            .into_iter()
            .take(2)
            .map(|code| (code, sums[code]))
            .collect();
    }
}

fn columns(frame: &Frame, spans: bool) -> Vec<Column> {
    let can = |need| frame.dataset.can(need);
    let (orders, customers) = (can(Capability::Orders), can(Capability::Customers));
    let mut columns = vec![Column::words("column.business_segment")];
    let numbers = [
        ("revenue", true),
        ("share_of_revenue", true),
        ("customers", customers),
        ("orders", orders),
        ("aov", orders),
        ("frequency", orders && customers),
        ("margin_share", frame.dataset.measure("margin").is_some()),
        ("growth", spans),
    ];
    let there = numbers.iter().filter(|(_, there)| *there);
    columns.extend(there.map(|(name, _)| Column::numbers(&format!("column.{name}"))));
    if named(frame, "category").is_some() {
        columns.push(Column::words("column.top_categories"));
    }
    columns
}

fn row(
    frame: &Frame,
    business: &Business,
    segment: usize,
    profile: &Profile,
    total: Whole,
    spans: Option<Spans>,
) -> Row {
    let can = |need| frame.dataset.can(need);
    let (orders, customers) = (can(Capability::Orders), can(Capability::Customers));
    let mut cells: Vec<Cell> = vec![
        business.name(segment).into(),
        frame.cash(profile.revenue).into(),
        total.value(profile.revenue).into(),
    ];
    if customers {
        cells.push(profile.customers.into());
    }
    if orders {
        cells.push(profile.orders.into());
        cells.push(order_value(frame, profile.revenue, profile.orders).into());
    }
    if orders && customers {
        cells.push(match profile.customers {
            0 => Value::missing(Text::new("reason.no_customers")).into(),
            n => Quantity::number(profile.orders as f64 / n as f64).into(),
        });
    }
    if let Some(margin) = frame.dataset.measure("margin") {
        let of = crate::value::Decimal::new(profile.margin.0, margin.scale).to_f64();
        let revenue = frame.money(profile.margin.1).to_f64();
        cells.push(match revenue > 0.0 {
            true => Quantity::share(of / revenue).into(),
            false => Value::missing(Text::new("reason.no_positive_total")).into(),
        });
    }
    if spans.is_some() {
        let [before, now] = profile.spans;
        cells.push(match share(now - before, before) {
            _ if customers && profile.customers < MIN_CUSTOMERS => {
                Value::missing(Text::new("business.too_small").with("min", MIN_CUSTOMERS)).into()
            }
            Some(growth) => Quantity::share(growth).into(),
            None => Value::missing(Text::new("business.nothing_before")).into(),
        });
    }
    if let Some(category) = named(frame, "category") {
        cells.push(categories(category, profile).into());
    }
    let mut row = Row::new(cells, profile.rows, business.trace(segment));
    row.key = business.key(segment);
    row
}

fn categories(category: &crate::dataset::Dimension, profile: &Profile) -> Text {
    let some = profile.top.iter().filter_map(|(code, sum)| {
        let part = share(*sum, profile.revenue)?;
        Some(
            Text::new("business.category")
                .with("category", category.label(*code))
                .with("share", Quantity::share(part)),
        )
    });
    let some: Vec<Text> = some.collect();
    match some.is_empty() {
        true => Text::none(),
        false => Text::new("business.categories").with("categories", some),
    }
}

fn notes(frame: &Frame, spans: Option<Spans>) -> Vec<Text> {
    let mut notes = Vec::new();
    if !frame.dataset.can(Capability::Orders) {
        notes.push(Text::new(match frame.dataset.grain {
            Grain::Customer => "business.no_orders.customers",
            _ => "business.no_orders",
        }));
    }
    notes.push(match spans {
        Some(spans) => spans_text(spans),
        None => Text::new("business.no_growth"),
    });
    notes
}

/// Which months growth compares.
pub(super) fn spans_text(spans: Spans) -> Text {
    Text::new("business.spans")
        .with("from", spans.now.0)
        .with("to", spans.now.1)
        .with("before_from", spans.before.0)
        .with("before_to", spans.before.1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dataset::NO_CODE;

    proptest! {
        #[test]
        fn bits_and_sorting_count_the_same(
            lines in proptest::collection::vec((0..70_u32, prop_oneof![0..9_u32, Just(NO_CODE)], any::<bool>()), 0..60),
        ) {
            let mut data = Dataset::of_orders(&[("a", "2024-01-01", "1")]);
            data.status = lines.iter().map(|line| if line.2 { Status::Refund } else { Status::Delivered }).collect();
            let codes: Vec<u32> = lines.iter().map(|line| line.1).collect();
            let business = Business {
                dimensions: Vec::new(),
                codes: vec![Vec::new(); 70],
                segments: lines.iter().map(|line| line.0).collect(),
            };
            let rows: Vec<u32> = (0..lines.len() as u32).collect();
            let expected = |segment: u32| {
                let mut own: Vec<u32> = lines.iter().filter(|line| line.0 == segment && line.1 != NO_CODE && !line.2).map(|line| line.1).collect();
                own.sort_unstable();
                own.dedup();
                own.len() as u64
            };
            let expected: Vec<u64> = (0..70).map(expected).collect();
            prop_assert_eq!(&by_bits(&data, &rows, &business, &codes, 9), &expected);
            prop_assert_eq!(&by_sorting(&data, &rows, &business, &codes, 9), &expected);
        }
    }
}
