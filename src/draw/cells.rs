//! A heat map: each cell a step of the ramp, its value written in it.

use crate::draw::Size;
use crate::draw::bars::fill;
use crate::draw::layout::is_shown;
use crate::draw::measure::Measure;
use crate::draw::picture::{Anchor, Ink};
use crate::draw::sheet::{Sheet, Words};
use crate::draw::theme::{SMALL, Theme};
use crate::draw::zone::Zone;
use crate::figure::{Datum, Figure, Mark, Scale, Series, Side};

/// The part of a chart's width that its cells have at least; the rest are names.
const PART_OF_CELLS: f64 = 0.64;

/// Draws the cells of one series. A cell without a value is left empty.
pub(crate) fn draw(sheet: &mut Sheet, mark: u32, series: &Series) {
    let range = Range::of(series);
    let labelled = has_room(sheet, series);
    for (index, datum) in series
        .data
        .iter()
        .enumerate()
        .filter(|(_, datum)| is_shown(datum))
    {
        let Some(ink) = filling(sheet.theme, &range, datum) else {
            continue;
        };
        let zone = cell(sheet, datum);
        fill(sheet, zone, ink, datum.partial);
        sheet.hit(zone, mark, index);
        if labelled {
            label(sheet, zone, datum, ink);
        }
    }
}

/// The values at both ends of the ramp, where the cells are too narrow to hold their own.
pub(crate) fn ends_of_ramp(figure: &Figure, size: Size, measure: &dyn Measure) -> Option<String> {
    let Scale::Bands { bands } = &figure.x.scale else {
        return None;
    };
    let series = figure.marks.iter().find_map(|mark| match mark {
        Mark::Cells(series) => Some(series),
        _ => None,
    })?;
    let known = || {
        let sized = series
            .data
            .iter()
            .filter(|datum| datum.size.is_some_and(f64::is_finite));
        sized.filter_map(|datum| Some((datum.size?, &datum.label.as_ref()?.said)))
    };
    let widest = known()
        .map(|(_, said)| measure.width(said, SMALL))
        .fold(0.0, f64::max);
    if widest + 4.0 <= size.width * PART_OF_CELLS / bands.len().max(1) as f64 {
        return None;
    }
    let least = known().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let most = known().max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(format!("{} – {}", least.1, most.1))
}

/// What the first and the last step of the ramp stand for.
struct Range {
    low: f64,
    high: f64,
}

impl Range {
    /// From zero where all values are positive: a pale cell is a small value, not the smallest.
    fn of(series: &Series) -> Range {
        let sizes = || {
            series
                .data
                .iter()
                .filter_map(|datum| datum.size)
                .filter(|size| size.is_finite())
        };
        Range {
            low: sizes().fold(0.0, f64::min),
            high: sizes().fold(0.0, f64::max),
        }
    }

    fn step(&self, size: f64, steps: usize) -> usize {
        // Halves keep the difference of two large numbers finite.
        let span = self.high / 2.0 - self.low / 2.0;
        if span <= 0.0 {
            return 0;
        }
        let part = (size / 2.0 - self.low / 2.0) / span;
        ((part * steps as f64) as usize).min(steps - 1)
    }
}

fn filling(theme: &Theme, range: &Range, datum: &Datum) -> Option<Ink> {
    if let Some(color) = datum.color {
        return Some(theme.color(color));
    }
    let size = datum.size.filter(|size| size.is_finite())?;
    Some(theme.ramp[range.step(size, theme.ramp.len())])
}

fn cell(sheet: &Sheet, datum: &Datum) -> Zone {
    let corner = |dx: f64, dy: f64| sheet.place(Side::Left, datum.x + dx, datum.y + dy);
    let Zone { x0, y0, x1, y1 } = Zone::between(corner(-0.5, -0.5), corner(0.5, 0.5));
    let gap = if (x1 - x0).min(y1 - y0) > 48 { 4 } else { 0 };
    Zone {
        x0: x0 + gap,
        y0: y0 + gap,
        x1: (x1 - gap).max(x0 + gap + 1),
        y1: (y1 - gap).max(y0 + gap + 1),
    }
}

/// Whether each value finds room in its cell: all are written or none.
fn has_room(sheet: &Sheet, series: &Series) -> bool {
    let Some(first) = series.data.iter().find(|datum| is_shown(datum)) else {
        return false;
    };
    let zone = cell(sheet, first);
    let labels = series.data.iter().filter_map(|datum| datum.label.as_ref());
    let widest = labels
        .map(|label| sheet.width(&label.said, SMALL))
        .fold(0.0, f64::max);
    sheet.theme.px(widest + 4.0) <= zone.width() && sheet.theme.px(SMALL + 3.0) <= zone.height()
}

fn label(sheet: &mut Sheet, zone: Zone, datum: &Datum, ink: Ink) {
    let Some(label) = &datum.label else {
        return;
    };
    let below = if datum.partial {
        let tint = sheet.theme.tint(ink);
        // Words on stripes are hard to read: they stand on a plain place.
        let half = sheet.theme.px(sheet.width(&label.said, SMALL) / 2.0 + 3.0);
        let (x, y) = zone.middle();
        let high = sheet.theme.px(SMALL * 0.7);
        let plate = Zone::between((x - half, y - high), (x + half, y + high));
        sheet.rect(plate.clipped(&zone.inset(8)), tint);
        tint
    } else {
        ink
    };
    let ink = sheet.theme.words_on(below);
    sheet.say(Words {
        text: &label.said,
        at: zone.middle(),
        anchor: Anchor::Middle,
        size: SMALL,
        ink,
    });
}
