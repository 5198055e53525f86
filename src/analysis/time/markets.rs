//! Frame -> revenue by year and like for like, for each market (or region, category, any column).
//!
//! Definitions: growth compares the latest complete months, at most twelve, with the same months a year
//! before, as far as those are complete too (like for like): the same months for all. A value is named in
//! the headline when both sides hold 30 rows or more, it has at least 5 customers and 1 % of
//! revenue, its growth differs from that of the total by 10 points or more, and still does, on the same side,
//! without its largest customer, and by more than chance: each customer's revenue now less what the growth
//! of all would make of the revenue before, summed over the value and divided by the error of that sum, is a
//! normal test, p < .05 after Bonferroni over the values. Assumption: customers are independent of each
//! other. Degenerate cases: no column with 2 to 200 values: refused; no month complete in two years: years
//! alone, weak.

use crate::analysis::share::share;
use crate::analysis::time::apart::named;
use crate::analysis::time::market_figure::{all_together, chart, grid, span_note};
use crate::analysis::time::plot::{given, refused};
use crate::analysis::trend::{Sold, months};
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Capability, Dimension, NO_CODE};
use crate::figure::{Choice, Control, ControlKind, Key, Outcome, Section};
use crate::say::{Quantity, Text};
use crate::stats::YEAR;
use crate::value::{Month, order};

/// The column to compare by; its choices are those of the data.
const BY: Param = Param {
    id: "by",
    choices: &[],
};
/// Asked first, in this order.
const PREFERRED: [&str; 4] = ["market", "region", "country", "category"];
const MAX_VALUES: usize = 200;
/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "markets",
    view: "time",
    needs: &[Capability::Revenue, Capability::Days],
    cost: Cost::Light,
    params: &[BY],
    run,
};

/// A year of the data.
pub(super) struct Year {
    pub year: i32,
    pub complete: bool,
}

/// Revenue of one value, or of several together.
#[derive(Clone, Default)]
pub(super) struct Part {
    /// The value's code; `None` for Other and Total.
    pub code: Option<u32>,
    /// Revenue of each month of the data; of single values alone.
    pub months: Vec<i128>,
    /// Revenue of each year.
    pub years: Vec<i128>,
    pub revenue: i128,
    pub rows: u64,
    /// Revenue and rows of the months compared: now, then a year before.
    pub now: (i128, u64),
    pub before: (i128, u64),
}

impl Part {
    pub(super) fn add(&mut self, other: &Part) {
        self.years.resize(other.years.len(), 0);
        self.years
            .iter_mut()
            .zip(&other.years)
            .for_each(|(sum, one)| *sum += one);
        self.revenue += other.revenue;
        self.rows += other.rows;
        self.now = (self.now.0 + other.now.0, self.now.1 + other.now.1);
        self.before = (
            self.before.0 + other.before.0,
            self.before.1 + other.before.1,
        );
    }

    pub(super) fn growth(&self) -> Option<f64> {
        share(self.now.0 - self.before.0, self.before.0)
    }
}

/// Everything by value.
pub(super) struct Compared<'a> {
    pub dimension: &'a Dimension,
    pub years: Vec<Year>,
    /// The months compared with those a year before.
    pub months: Vec<Month>,
    /// The values with rows, the most revenue first.
    pub parts: Vec<Part>,
    pub total: Part,
}

impl Compared<'_> {
    pub(super) fn key(&self, part: &Part) -> Option<Key> {
        let code = part.code?;
        let value = self
            .dimension
            .values
            .get(code as usize)
            .cloned()
            .unwrap_or_default();
        Some(Key::new(&self.dimension.id, value))
    }

    pub(super) fn name(&self, part: &Part) -> Text {
        match part.code {
            Some(code) if code != NO_CODE => Text::verbatim(self.dimension.label(code as usize)),
            _ => Text::new("markets.none_told"),
        }
    }
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let fits = |dimension: &&Dimension| (2..=MAX_VALUES).contains(&dimension.values.len());
    let choices: Vec<&Dimension> = frame.dataset.dimensions.iter().filter(fits).collect();
    let of = |id: &str| choices.iter().find(|dimension| dimension.id == id).copied();
    let set = params.get(BY.id).and_then(of);
    let default = PREFERRED
        .iter()
        .find_map(|id| of(id))
        .or_else(|| choices.iter().copied().find(|other| other.id != "status"))
        .or(choices.first().copied());
    let Some(dimension) = set.or(default) else {
        return refused(Text::new("markets.no_column"));
    };
    let compared = compared(frame, dimension);
    let named = named(frame, &compared);
    let mut section = Section::new(headline(&compared, named));
    section.facts.push(all_together(&compared));
    section.figures.push(chart(frame, &compared));
    section.grids.push(grid(frame, &compared));
    section.notes.push(span_note(&compared));
    section.controls.push(control(&choices, dimension, default));
    let weak = compared
        .months
        .is_empty()
        .then(|| Text::new("markets.no_year_before"));
    given(section, weak.into_iter().collect())
}

fn compared<'a>(frame: &Frame, dimension: &'a Dimension) -> Compared<'a> {
    let months = months(frame);
    let complete: Vec<&Sold> = months.iter().filter(|sold| sold.complete).collect();
    let is_complete = |month: Month| complete.iter().any(|sold| sold.month == month);
    let latest = complete.iter().rev().take(YEAR).map(|sold| sold.month);
    let compared: Vec<Month> = latest
        .filter(|month| is_complete(Month(month.0 - YEAR as i32)))
        .collect();
    let years: Vec<Year> = months
        .chunk_by(|a, b| a.month.year() == b.month.year())
        .map(|year| Year {
            year: year[0].month.year(),
            complete: year.len() == YEAR && year.iter().all(|sold| sold.complete),
        })
        .collect();
    let parts = parts(frame, dimension, &years, &compared);
    let mut total = Part::default();
    parts.iter().for_each(|part| total.add(part));
    Compared {
        dimension,
        years,
        months: compared,
        parts,
        total,
    }
}

fn parts(frame: &Frame, dimension: &Dimension, years: &[Year], compared: &[Month]) -> Vec<Part> {
    let none = dimension.values.len();
    let all = months(frame);
    let part = |at: usize| Part {
        code: Some(if at == none { NO_CODE } else { at as u32 }),
        months: vec![0; all.len()],
        years: vec![0; years.len()],
        ..Part::default()
    };
    let mut parts: Vec<Part> = (0..=none).map(part).collect();
    // By month: the place of its year, and the side it is on.
    let start = all.first().map_or(0, |sold| sold.month.0);
    let places: Vec<(Option<usize>, Option<bool>)> = all
        .iter()
        .map(|sold| {
            let year = years.iter().position(|year| year.year == sold.month.year());
            (year, side(compared, sold.month))
        })
        .collect();
    let (calendar, codes) = (frame.calendar(), dimension.codes.list());
    for row in frame.counted_rows() {
        let part = &mut parts[(codes[row] as usize).min(none)];
        let (month, amount) = (
            calendar.of(frame.dataset.day[row]),
            i128::from(frame.dataset.amount[row]),
        );
        part.revenue += amount;
        part.rows += 1;
        let place = (month.0 - start) as usize;
        part.months[place] += amount;
        let (year, side) = places[place];
        if let Some(year) = year {
            part.years[year] += amount;
        }
        match side {
            Some(true) => part.now = (part.now.0 + amount, part.now.1 + 1),
            Some(false) => part.before = (part.before.0 + amount, part.before.1 + 1),
            None => {}
        }
    }
    parts.retain(|part| part.rows > 0);
    order::sort_by_key(&mut parts, |part| (-part.revenue, part.code));
    parts
}

/// Whether a month is one of those compared (true), or of those a year before.
pub(super) fn side(compared: &[Month], month: Month) -> Option<bool> {
    match () {
        () if compared.contains(&month) => Some(true),
        () if compared.contains(&Month(month.0 + YEAR as i32)) => Some(false),
        () => None,
    }
}

fn headline(compared: &Compared, named: Option<&Part>) -> Text {
    let change = |growth: Option<f64>| Quantity::share(growth.unwrap_or(0.0));
    match named {
        Some(part) => Text::new("markets.headline")
            .with("value", compared.name(part))
            .with("change", change(part.growth()))
            .with("n", compared.months.len())
            .with("total", change(compared.total.growth())),
        None if compared.months.is_empty() => {
            Text::new("markets.title").with("name", compared.dimension.said())
        }
        None => Text::new("markets.headline.plain").with("name", compared.dimension.said()),
    }
}

fn control(choices: &[&Dimension], chosen: &Dimension, default: Option<&Dimension>) -> Control {
    let id = format!("param.{}.{}", ANALYSIS.id, BY.id);
    let option = |dimension: &&Dimension| Choice {
        value: dimension.id.clone(),
        label: Text::verbatim(&dimension.name),
    };
    Control {
        label: Text::new(&id),
        help: Text::new(&format!("{id}.help")),
        kind: ControlKind::Choice {
            options: choices.iter().map(option).collect(),
        },
        value: chosen.id.clone(),
        changed: default.is_some_and(|default| default.id != chosen.id),
        id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::share::shared;
    use crate::analysis::time::told::{on, refusal};
    use crate::dataset::Dataset;
    use crate::value::Map;

    /// Two years of months. North sells 6 x 6 a month in the first and 6 x 9 in the second, by six customers;
    /// South always 6 x 8.
    fn shop() -> Dataset {
        let mut orders: Vec<(String, String, String)> = Vec::new();
        let mut codes = Vec::new();
        for month in 0..24 {
            let day = format!("{}-{:02}-01", 2020 + month / 12, month % 12 + 1);
            for customer in 0..6 {
                for (code, amount) in [(0, if month < 12 { "6" } else { "9" }), (1, "8")] {
                    orders.push((format!("c{customer}"), day.clone(), amount.to_owned()));
                    codes.push(code);
                }
            }
        }
        let orders: Vec<(&str, &str, &str)> = orders
            .iter()
            .map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()))
            .collect();
        let mut data = Dataset::of_orders(&orders);
        let values = ["North", "South"].map(str::to_owned).to_vec();
        data.dimensions.push(Dimension {
            id: "region".into(),
            name: "Region".into(),
            codes: codes.into(),
            values,
            names: Vec::new(),
        });
        data
    }

    fn section(data: &Dataset) -> Outcome<Section> {
        on(data, |frame| ANALYSIS.section(frame, &Map::new()).outcome)
    }

    #[test]
    fn a_region_that_grows_apart_from_the_others_is_named() {
        let outcome = section(&shop());
        let result = outcome.result().unwrap();
        assert_eq!(
            result.headline.arg("value"),
            Some(&Text::verbatim("North").into())
        );
        // North 432 to 648, South 576 to 576: in all 1,008 to 1,224.
        let rows = &result.grids[0].rows;
        assert_eq!(
            rows[0].cells[2],
            shared(0.0).into(),
            "South has the most revenue in all"
        );
        assert_eq!(rows[1].cells[2], shared(0.5).into());
        assert_eq!(rows[2].cells[2], shared(216.0 / 1008.0).into());
        assert_eq!(result.fact("growth_all").unwrap().n, 288);
    }

    #[test]
    fn growth_that_rests_on_one_customer_is_not_named() {
        let mut data = shop();
        // All of North's second year is one customer's.
        let north = (0..data.len()).filter(|row| *row >= 144 && row % 2 == 0);
        north.for_each(|row| data.customer[row] = 0);
        let outcome = section(&data);
        let named = outcome.result().unwrap().headline.arg("value").cloned();
        assert_eq!(named, Some(Text::verbatim("South").into()), "and not North");
    }

    #[test]
    fn without_a_second_year_nothing_is_compared_and_without_a_column_nothing_is_shown() {
        let mut data = shop();
        data.day
            .iter_mut()
            .for_each(|day| *day = Month(day.month().0 / 24 * 24 + day.month().0 % 12).first_day());
        assert!(matches!(section(&data), Outcome::Weak { .. }));
        data.dimensions.clear();
        assert_eq!(refusal(&section(&data)), "markets.no_column");
    }
}
