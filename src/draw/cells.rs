//! A heat map: each cell a step of the ramp, its value written in it.

use crate::draw::bars::fill;
use crate::draw::layout::is_shown;
use crate::draw::picture::{Anchor, Ink};
use crate::draw::sheet::{Sheet, Words, Zone};
use crate::draw::theme::{SMALL, Theme};
use crate::figure::{Datum, Series, Side};

/// Draws the cells of one series. A cell without a value is left empty.
pub(crate) fn draw(sheet: &mut Sheet, mark: u32, series: &Series) {
    let range = Range::of(series);
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
        label(sheet, zone, datum, ink);
    }
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

fn label(sheet: &mut Sheet, zone: Zone, datum: &Datum, ink: Ink) {
    let Some(label) = &datum.label else { return };
    let needs = (
        sheet.theme.px(sheet.width(&label.said, SMALL) + 4.0),
        sheet.theme.px(SMALL + 3.0),
    );
    if needs.0 > zone.width() || needs.1 > zone.height() {
        return;
    }
    let below = if datum.partial {
        sheet.theme.tint(ink)
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
