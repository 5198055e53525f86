//! Names of series -> rows of signs and names above the plot, where no name fits at its data.

use crate::draw::Size;
use crate::draw::cells;
use crate::draw::layout::{LINE, Layout};
use crate::draw::measure::Measure;
use crate::draw::picture::{Anchor, Ink};
use crate::draw::sheet::{Sheet, Words};
use crate::draw::shorten::shorten;
use crate::draw::theme::{TEXT, Theme};
use crate::draw::zone::Zone;
use crate::figure::{Figure, Mark};

/// A name in the legend.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub name: String,
    pub ink: Ink,
    pub sign: Sign,
}

/// What stands before a name: what the mark looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Block,
    Stroke,
    Dot,
    /// The steps of the ramp, from little to much.
    Ramp,
}

impl Sign {
    /// Its width in CSS pixels.
    fn width(self) -> f64 {
        match self {
            Sign::Block | Sign::Dot => 10.0,
            Sign::Stroke => 16.0,
            Sign::Ramp => 7.0 * RAMP_STEP,
        }
    }
}

/// The width of a step of the ramp in CSS pixels.
const RAMP_STEP: f64 = 12.0;

/// Between a sign and its name, and between a name and the next sign.
const GAPS: (f64, f64) = (5.0, 16.0);

/// The names of a figure's series; a single series needs none, but cells too narrow for their
/// values need the ramp.
pub(crate) fn entries(
    figure: &Figure,
    theme: &Theme,
    size: Size,
    measure: &dyn Measure,
) -> Vec<Entry> {
    if let Some(name) = cells::ends_of_ramp(figure, size, measure) {
        return vec![Entry {
            name,
            ink: theme.ink[1],
            sign: Sign::Ramp,
        }];
    }
    if figure.marks.iter().filter_map(Mark::series).count() < 2 {
        return Vec::new();
    }
    figure
        .marks
        .iter()
        .filter_map(|mark| Entry::of(mark, theme))
        .collect()
}

/// The entries as rows; where these would leave too little for the data, names are shortened.
pub(crate) fn rows(entries: Vec<Entry>, size: Size, measure: &dyn Measure) -> Vec<Vec<Entry>> {
    const MOST_OF_HEIGHT: f64 = 0.3;
    let most = (size.height * MOST_OF_HEIGHT / LINE).max(1.0) as usize;
    let columns =
        (1..=4).find(|&columns| flow(&entries, size.width, columns, measure).len() <= most);
    flow(&entries, size.width, columns.unwrap_or(4), measure)
}

/// Rows of this width, each name no wider than a column.
fn flow(entries: &[Entry], width: f64, columns: usize, measure: &dyn Measure) -> Vec<Vec<Entry>> {
    let column = width / columns as f64 - GAPS.1;
    let mut rows: Vec<Vec<Entry>> = Vec::new();
    let mut used = f64::INFINITY;
    for entry in entries {
        let most = column - entry.sign.width() - GAPS.0;
        let entry = Entry {
            name: shorten(&entry.name, most, TEXT, measure),
            ..entry.clone()
        };
        let need = length(&entry, measure);
        if used + need > width {
            rows.push(Vec::new());
            used = 2.0;
        }
        used += need + GAPS.1;
        if let Some(row) = rows.last_mut() {
            row.push(entry);
        }
    }
    rows
}

fn length(entry: &Entry, measure: &dyn Measure) -> f64 {
    entry.sign.width() + GAPS.0 + measure.width(&entry.name, TEXT)
}

/// Draws the rows from the top left.
pub(crate) fn draw(sheet: &mut Sheet, layout: &Layout) {
    for (row, entries) in layout.legend.iter().enumerate() {
        let middle = (row as f64 + 0.5) * LINE - 1.0;
        let mut left = 2.0;
        for entry in entries {
            draw_sign(sheet, entry, left, middle);
            let at = (
                sheet.theme.px(left + entry.sign.width() + GAPS.0),
                sheet.theme.px(middle),
            );
            let ink = sheet.theme.ink[1];
            sheet.say(Words {
                text: &entry.name,
                at,
                anchor: Anchor::Start,
                size: TEXT,
                ink,
            });
            left += entry.sign.width() + GAPS.0 + sheet.width(&entry.name, TEXT) + GAPS.1;
        }
    }
}

fn draw_sign(sheet: &mut Sheet, entry: &Entry, left: f64, middle: f64) {
    let at = |x: f64, y: f64| (sheet.theme.px(x), sheet.theme.px(y));
    let right = left + entry.sign.width();
    match entry.sign {
        Sign::Block => {
            let zone = Zone::between(at(left, middle - 5.0), at(right, middle + 5.0));
            sheet.rect(zone, entry.ink);
        }
        Sign::Stroke => sheet.stroke(vec![at(left, middle), at(right, middle)], 2.0, entry.ink),
        Sign::Dot => sheet.dot(at(left + 5.0, middle), 4.0, entry.ink),
        Sign::Ramp => {
            for (step, ink) in (0_u8..).zip(sheet.theme.ramp) {
                let from = left + f64::from(step) * RAMP_STEP;
                let corners = (at(from, middle - 5.0), at(from + RAMP_STEP, middle + 5.0));
                sheet.rect(Zone::between(corners.0, corners.1), ink);
            }
        }
    }
}
