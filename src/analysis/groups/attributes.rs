//! Frame -> customers by what is known of them beside their purchases: age, occupation, region.
//!
//! Definitions: of each attribute with 2 to 30 values the customers of the slice with the value, their
//! revenue, shares and order value; customers without a value are left out of its shares, and told. What
//! no two customers share, such as a number of a phone, divides nobody. An attribute named age whose values are
//! whole numbers from 0 to 129 is cut into bands: to 19, 20 to 29, 30 to 39, 40 to 49, 50 and above. Where at
//! most a tenth of the customers have another value, these are of unknown age, and that is told. Ages are as the file states them: it does not say at which day.
//! Degenerate case: no attribute with a fitting number of values: not enough.

use crate::analysis::active::share_interval;
use crate::analysis::groups::group::{Group, Groups};
use crate::analysis::setting::line_control;
use crate::analysis::share::share_value;
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Assignment, Capability, Dimension};
use crate::figure::{Fact, Key, Outcome, Section, Trace};
use crate::say::{Quantity, Text};
use crate::value::order;

const VALUES: std::ops::RangeInclusive<usize> = 2..=30;
/// More tables than this are a file, not a section.
const SHOWN: usize = 8;
const AGES: Param = Param {
    id: "ages",
    choices: &[],
};
const RANGE: &str = "15-30";
const BANDS: [&str; 5] = ["19", "29", "39", "49", "more"];

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "customer_attributes",
    view: "segments",
    needs: &[
        Capability::Revenue,
        Capability::Customers,
        Capability::Attributes,
    ],
    cost: Cost::Light,
    params: &[AGES],
    run,
};

fn is_age(dimension: &Dimension) -> bool {
    let column = dimension.id.rsplit('.').next().unwrap_or(&dimension.id);
    [column, &dimension.name]
        .iter()
        .any(|name| name.eq_ignore_ascii_case("age"))
}

/// The age of each customer in years; nothing where the files tell no ages, or more than a tenth of them are none.
fn years(frame: &Frame) -> Option<Vec<Option<i128>>> {
    let age = frame.dataset.attributes.iter().find(|d| is_age(d))?;
    let years: Vec<Option<i128>> = age.values.iter().map(|text| whole(text)).collect();
    let of = |code: &u32| years.get(*code as usize).copied().flatten();
    let odd = odd_ages(age, &years).len();
    let told = age
        .codes
        .iter()
        .filter(|code| (**code as usize) < years.len())
        .count();
    (10 * odd <= told && odd < told).then(|| age.codes.iter().map(of).collect())
}

/// The customers whose age is told and is none, by their code.
fn odd_ages(age: &Dimension, years: &[Option<i128>]) -> Vec<u32> {
    let odd = |code: &u32| years.get(*code as usize).is_some_and(Option::is_none);
    age.codes.iter().copied().filter(odd).collect()
}

/// That some ages are none, with one of them.
fn odd_ages_told(frame: &Frame) -> Option<Text> {
    let age = frame.dataset.attributes.iter().find(|d| is_age(d))?;
    let years: Vec<Option<i128>> = age.values.iter().map(|text| whole(text)).collect();
    let odd = odd_ages(age, &years);
    let example = age.values.get(*odd.iter().min()? as usize)?.as_str();
    let text = Text::new("attributes.odd_ages").with("n", odd.len());
    Some(text.with("example", example))
}

/// A whole number of years that somebody may have.
fn whole(text: &str) -> Option<i128> {
    let number = crate::value::Decimal::parse(text)?.normalized();
    (number.scale == 0 && (0..130).contains(&number.mantissa)).then_some(number.mantissa)
}

/// The age of each customer, in bands.
pub(in crate::analysis) fn assign(frame: &Frame) -> Option<Assignment> {
    let band = |years: i128| {
        [19, 29, 39, 49]
            .iter()
            .filter(|edge| years > **edge)
            .count()
    };
    let names = BANDS.iter().map(|id| (*id).to_owned()).collect();
    let bands = years(frame)?.into_iter().map(|years| years.map(band));
    Some(Assignment::new("age_band", names, bands))
}

/// The first and the last age of the range that is asked for; `None` where it is not understood.
fn range(params: &Params) -> Option<(i128, i128)> {
    let typed = params.get(AGES.id).filter(|typed| !typed.is_empty());
    let (low, high) = typed.unwrap_or(RANGE).split_once(['-', '\u{2013}'])?;
    let (low, high) = (low.trim().parse().ok()?, high.trim().parse().ok()?);
    (low <= high).then_some((low, high))
}

/// How many of the customers whose age is known are that old.
fn of_range(frame: &Frame, (low, high): (i128, i128)) -> Option<Fact> {
    let years = years(frame)?;
    let known: Vec<i128> = frame.customers.present().filter_map(|c| years[c]).collect();
    let hits = known
        .iter()
        .filter(|years| (low..=high).contains(years))
        .count() as u64;
    let n = known.len() as u64;
    let mut fact = Fact::new("ages_between", hits, n)
        .interval(share_interval(hits, n))
        .note(
            Text::new("attributes.ages")
                .with("low", low as u64)
                .with("high", high as u64)
                .with("n", hits)
                .with("all", n),
        );
    fact.value = share_value(i128::from(hits), i128::from(n));
    Some(fact)
}

/// The customers of the slice by the value of an attribute.
fn by_value(frame: &Frame, attribute: &Dimension) -> Groups {
    let mut members = vec![Vec::new(); attribute.values.len()];
    let mut all = Vec::new();
    for customer in frame.customers.present() {
        if let Some(group) = members.get_mut(attribute.codes[customer] as usize) {
            group.push(customer);
            all.push(customer);
        }
    }
    let mut each: Vec<Group> = attribute
        .values
        .iter()
        .zip(members)
        .enumerate()
        .map(|(code, (value, members))| {
            let key = Key::new(&attribute.id, value.as_str());
            let trace = Trace::counted().of(&key);
            let mut group =
                Group::new(frame, Text::verbatim(attribute.label(code)), members, trace);
            group.key = Some(key);
            group
        })
        .collect();
    // Bands of numbers have an order of their own; names are looked for by what they bring.
    let banded = |value: &String| value.contains(|c: char| c.is_ascii_digit());
    if !attribute.values.iter().all(banded) {
        order::sort_by_key(&mut each, |group| std::cmp::Reverse(group.revenue));
    }
    let trace = Trace::counted().any(&attribute.id, attribute.values.clone());
    Groups {
        what: "value",
        each,
        all: Group::new(frame, Text::new("row.total"), all, trace),
        meaning: None,
    }
    .present()
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let mut section = Section::new(Text::none());
    let mut first = None;
    if let Some(ages) = assign(frame) {
        let name = |id: &str| Text::new(&format!("age_band.{id}"));
        let groups = Groups::of(frame, &ages, &name).present();
        let title = Text::new("attributes.age");
        section.grids.push(groups.grid(frame, "age_band", title));
        section.notes.push(Text::new("attributes.age.note"));
        section.notes.extend(odd_ages_told(frame));
        let asked = range(params);
        section
            .facts
            .extend(asked.and_then(|range| of_range(frame, range)));
        if asked.is_none() {
            let typed = params.get(AGES.id).unwrap_or("");
            section
                .notes
                .push(Text::new("attributes.ages_refused").with("value", typed));
        }
        let hint = Text::verbatim(RANGE);
        section
            .controls
            .push(line_control(ANALYSIS.id, &AGES, params, hint));
        first = Some((groups, Text::new("attributes.of_age")));
    }
    let banded = first.is_some();
    let customers = frame.customers.present().count();
    let fitting = frame.dataset.attributes.iter();
    for attribute in fitting.filter(|d| VALUES.contains(&d.values.len()) && !(banded && is_age(d)))
    {
        if section.grids.len() >= SHOWN + usize::from(banded) {
            break;
        }
        let groups = by_value(frame, attribute);
        if groups.each.iter().all(|group| group.members.len() < 2) {
            continue;
        }
        let known = groups.all.members.len();
        if known < customers {
            section.notes.push(
                Text::new("attributes.untold")
                    .with("name", attribute.said())
                    .with("n", customers - known)
                    .with("all", customers),
            );
        }
        let title = Text::new("attributes.by").with("name", attribute.said());
        let mut grid = groups.grid(frame, &attribute.id, title);
        grid.columns[0].label = Text::verbatim(&attribute.name);
        section.grids.push(grid);
        first = first.or(Some((groups, attribute.said())));
    }
    let Some((groups, name)) = first else {
        return Outcome::NotEnough {
            reason: Text::new("attributes.none"),
            remedy: Text::new("attributes.none.remedy"),
        };
    };
    section.headline = match groups.largest() {
        Some((group, share)) => Text::new(match groups.all.members.len() < customers {
            true => "attributes.headline.untold",
            false => "attributes.headline",
        })
        .with("value", group.name.clone())
        .with("n", group.members.len())
        .with("all", groups.all.members.len())
        .with("share", Quantity::share(share))
        .with("name", name.clone()),
        None => Text::new("attributes.headline.plain").with("n", section.grids.len()),
    };
    let mut bars = groups.bars(frame, "customer_attributes");
    bars.title = bars.title.with("name", name);
    bars.table.title = bars.title.clone();
    section.figures.push(bars);
    Outcome::Given { result: section }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, NO_CODE, RevenueDefinition, Slice};

    fn attribute(id: &str, codes: [u32; 4], values: &[&str]) -> Dimension {
        Dimension {
            id: id.to_owned(),
            name: id.to_owned(),
            codes: codes.to_vec().into(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            names: Vec::new(),
        }
    }

    #[test]
    fn who_has_no_value_is_told_and_what_nobody_shares_divides_nobody() {
        let mut data = Dataset::of_orders(&[
            ("a", "2024-01-01", "5"),
            ("b", "2024-01-02", "3"),
            ("c", "2024-01-03", "2"),
            ("d", "2024-01-04", "90"),
        ]);
        data.attributes = vec![
            attribute("fax", [0, 1, NO_CODE, NO_CODE], &["1", "2"]),
            attribute("region", [0, 0, 1, NO_CODE], &["north", "south"]),
        ];
        let slice = Slice::whole(&data);
        let as_of = data.period().unwrap().1;
        let frame = Frame::new(&data, &slice, as_of, RevenueDefinition::Booked, None);
        let Outcome::Given { result } = run(&frame, &Params::default()) else {
            panic!("it refuses");
        };
        let ids: Vec<&str> = result.grids.iter().map(|grid| grid.id.as_str()).collect();
        assert_eq!(ids, ["region"]);
        assert_eq!(result.grids[0].columns[0].label, Text::verbatim("region"));
        assert_eq!(result.headline.id, "attributes.headline.untold");
        let told = &result.notes[0];
        let expected = Text::new("attributes.untold").with("name", data.attributes[1].said());
        assert_eq!(*told, expected.with("n", 1_usize).with("all", 4_usize));
    }
}
