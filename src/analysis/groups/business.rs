//! Frame + up to three dimensions -> business segments: the combinations of their values.
//!
//! Definitions: a row belongs to the segment of its values; a row without a value of a dimension to
//! one of its own. By default platform, channel and region, where the files have them, else the first
//! of market, region, country and category that divides the rows, else the first dimension with 2 to 20
//! values that tells neither a product nor what became of an order. Dimensions are named by their id or
//! by their column, whatever the case.

use crate::analysis::rows::in_blocks;
use crate::analysis::trend::months;
use crate::analysis::{Frame, Params};
use crate::dataset::{Dimension, NO_CODE};
use crate::figure::{Key, Trace};
use crate::say::Text;
use crate::value::{Day, Month};

const DEFAULTS: [&str; 3] = ["platform", "channel", "region"];
const FALLBACKS: [&str; 4] = ["market", "region", "country", "category"];
/// What is sold and what became of it divides orders, not a business.
const NONE: [&str; 3] = ["product", "product_name", "status"];
/// More combinations than this are no segments.
const MAX_COMBINATIONS: usize = 100_000;
/// From 2 to so many values a dimension divides a business by itself.
const FEW_VALUES: usize = 20;

/// The segments that rows of the slice belong to.
pub(super) struct Business<'a> {
    pub dimensions: Vec<&'a Dimension>,
    /// Per segment the code in each dimension.
    pub codes: Vec<Vec<u32>>,
    /// The segment of each counted row of the slice.
    pub segments: Vec<u32>,
}

/// The dimension that a word names.
pub(super) fn named<'a>(frame: &Frame<'a>, word: &str) -> Option<&'a Dimension> {
    let fits = |d: &&Dimension| {
        let column = d.id.rsplit('.').next().unwrap_or(&d.id);
        [&d.id[..], &d.name, column]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(word))
    };
    frame.dataset.dimensions.iter().find(fits)
}

fn chosen<'a>(frame: &Frame<'a>, params: &Params) -> Result<Vec<&'a Dimension>, Text> {
    let typed = params.get("by").unwrap_or("").trim();
    if !typed.is_empty() {
        let words = typed.split(',').map(str::trim);
        let found: Option<Vec<_>> = words.map(|word| named(frame, word)).collect();
        return found
            .filter(|found| found.len() <= 3)
            .ok_or_else(|| Text::new("business.refused").with("value", typed));
    }
    let all = DEFAULTS.iter().filter_map(|word| named(frame, word));
    let mut found: Vec<&Dimension> = all.collect();
    if found.len() < 2 {
        let several = |d: &&Dimension| {
            (2..=FEW_VALUES).contains(&d.values.len()) && !NONE.contains(&d.id.as_str())
        };
        let divides = |d: &&Dimension| d.values.len() > 1;
        let first = FALLBACKS
            .iter()
            .find_map(|word| named(frame, word).filter(divides));
        found = first
            .or_else(|| frame.dataset.dimensions.iter().find(several))
            .into_iter()
            .collect();
    }
    Ok(found)
}

impl<'a> Business<'a> {
    /// The segments by the parameter `by`, and a note where it was refused; `None` without a dimension.
    pub(super) fn of(frame: &Frame<'a>, params: &Params) -> (Option<Business<'a>>, Option<Text>) {
        let (dimensions, refused) = match chosen(frame, params) {
            Ok(found) => (found, None),
            Err(note) => (
                chosen(frame, &Params::default()).unwrap_or_default(),
                Some(note),
            ),
        };
        let sizes = dimensions.iter().map(|d| d.values.len() + 1);
        let combinations = sizes.fold(1_usize, usize::saturating_mul);
        if dimensions.is_empty() || combinations > MAX_COMBINATIONS {
            return (None, refused);
        }
        let place = |row: usize| {
            dimensions.iter().fold(0, |place, d| {
                let code = (d.codes[row] as usize).min(d.values.len());
                place * (d.values.len() + 1) + code
            })
        };
        let mut seen = vec![false; combinations];
        let mut segments = Vec::with_capacity(frame.counted_list().len());
        let counted = frame.counted_list();
        in_blocks(counted.len(), &mut |block| {
            for row in &counted[block] {
                let place = place(*row as usize);
                seen[place] = true;
                segments.push(place as u32);
            }
        });
        let mut number = vec![NO_CODE; combinations];
        let mut codes = Vec::new();
        for place in (0..combinations).filter(|place| seen[*place]) {
            number[place] = codes.len() as u32;
            let mut rest = place;
            let mut own = vec![NO_CODE; dimensions.len()];
            for (code, d) in own.iter_mut().zip(&dimensions).rev() {
                *code = (rest % (d.values.len() + 1)) as u32;
                rest /= d.values.len() + 1;
            }
            codes.push(own);
        }
        for segment in &mut segments {
            *segment = number[*segment as usize];
        }
        let business = Business {
            dimensions,
            codes,
            segments,
        };
        (Some(business), refused)
    }

    /// The counted rows of the slice that it was made for, each with its segment.
    pub(super) fn rows(&self, frame: &Frame) -> impl Iterator<Item = (usize, u32)> + Clone {
        frame.counted_rows().zip(self.segments.iter().copied())
    }

    fn value(&self, segment: usize, dimension: usize) -> &str {
        let code = self.codes[segment][dimension] as usize;
        let value = self.dimensions[dimension].values.get(code);
        value.map_or("", String::as_str)
    }

    /// What a segment is called: its values.
    pub(super) fn name(&self, segment: usize) -> Text {
        let label = |at: usize| self.dimensions[at].label(self.codes[segment][at] as usize);
        if self.dimensions.len() == 1 && label(0).is_empty() {
            return Text::new("markets.none_told");
        }
        let values = (0..self.dimensions.len()).map(|at| match label(at) {
            "" => "\u{2014}",
            value => value,
        });
        Text::verbatim(&values.collect::<Vec<_>>().join(" \u{b7} "))
    }

    /// Whether its rows have a value of each dimension.
    pub(super) fn is_told(&self, segment: usize) -> bool {
        (0..self.dimensions.len()).all(|at| !self.value(segment, at).is_empty())
    }

    /// The rows of a segment.
    pub(super) fn trace(&self, segment: usize) -> Trace {
        let mut trace = Trace::counted();
        for (at, dimension) in self.dimensions.iter().enumerate() {
            trace = trace.of(&Key::new(&dimension.id, self.value(segment, at)));
        }
        trace
    }

    /// What a click filters: the value, where a segment is one value of one dimension.
    pub(super) fn key(&self, segment: usize) -> Option<Key> {
        let alone = self.dimensions.len() == 1;
        alone.then(|| Key::new(&self.dimensions[0].id, self.value(segment, 0)))
    }

    /// The names of the dimensions, as they would be typed in.
    pub(super) fn by(&self) -> String {
        let names: Vec<&str> = self.dimensions.iter().map(|d| d.name.as_str()).collect();
        names.join(", ")
    }

    /// What the dimensions are called in a title.
    pub(super) fn said(&self) -> Vec<Text> {
        self.dimensions.iter().map(|d| d.said()).collect()
    }
}

/// Two spans of days that are compared, both made of the same calendar months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spans {
    pub now: (Day, Day),
    pub before: (Day, Day),
    pub months: i32,
}

impl Spans {
    /// The latest complete months, twelve at most, and the same months a year before.
    pub(super) fn of(frame: &Frame) -> Option<Spans> {
        let months = months(frame);
        let complete = |month: i32| {
            let mut found = months.iter().filter(|sold| sold.complete);
            found.any(|sold| sold.month.0 == month)
        };
        let last = months.iter().rev().find(|sold| sold.complete)?.month.0;
        let both = |back: &i32| complete(last - back) && complete(last - back - 12);
        let count = (0..12).take_while(both).count() as i32;
        let span = |end: i32| (Month(end - count + 1).first_day(), Month(end).last_day());
        (count > 0).then(|| Spans {
            now: span(last),
            before: span(last - 12),
            months: count,
        })
    }

    /// 1 for a day in the later span, 0 for one in the earlier.
    pub(super) fn at(&self, day: Day) -> Option<usize> {
        let within = |span: (Day, Day)| (span.0..=span.1).contains(&day);
        match (within(self.before), within(self.now)) {
            (true, _) => Some(0),
            (_, true) => Some(1),
            _ => None,
        }
    }
}
