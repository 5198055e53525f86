//! Bars from zero, upright or lying, side by side within a band; hatched where a period is not over.

use crate::draw::axes;
use crate::draw::interval;
use crate::draw::layout::{Facing, Layout, is_shown};
use crate::draw::picture::{Anchor, Ink, Point};
use crate::draw::sheet::{Sheet, Words};
use crate::draw::theme::TEXT;
use crate::draw::zone::Zone;
use crate::figure::{Datum, Figure, Mark, Scale, Series, Side};
use crate::value::order;

/// A bar is no wider than this, in CSS pixels: one bar alone is no wall.
const WIDEST: f64 = 72.0;
/// Lying bars lower than this, in CSS pixels, have no labels: some would find room and others not.
const LOWEST: f64 = 17.0;
/// The part of a band its bars fill.
const FILLING: f64 = 0.78;

/// The room above the plot that the labels of upright bars ask for.
pub(crate) fn headroom(figure: &Figure, facing: Facing) -> f64 {
    let labelled =
        all_bars(figure).any(|(_, series)| series.data.iter().any(|datum| datum.label.is_some()));
    if labelled && facing == Facing::Upright {
        20.0
    } else {
        0.0
    }
}

/// The room right of the plot that the labels at the ends of lying bars ask for.
pub(crate) fn end_room(figure: &Figure, facing: Facing, width: impl Fn(&str) -> f64) -> f64 {
    if facing == Facing::Upright {
        return 0.0;
    }
    let labels = all_bars(figure)
        .flat_map(|(_, series)| &series.data)
        .filter_map(|datum| datum.label.as_ref());
    labels
        .map(|label| width(&label.said) + 12.0)
        .fold(0.0, f64::max)
}

fn all_bars(figure: &Figure) -> impl Iterator<Item = (usize, &Series)> {
    figure
        .marks
        .iter()
        .enumerate()
        .filter_map(|(mark, drawn)| match drawn {
            Mark::Bars(series) => Some((mark, series)),
            _ => None,
        })
}

/// The place of one series' bars within their bands, in units.
struct Slot {
    /// From the middle of the band to the slot's beginning.
    offset: f64,
    /// The bar's width.
    width: f64,
}

impl Slot {
    fn of(sheet: &Sheet, layout: &Layout, figure: &Figure, mark: usize) -> Slot {
        let slots = all_bars(figure).count().max(1) as f64;
        let before = all_bars(figure)
            .take_while(|(index, _)| *index < mark)
            .count() as f64;
        let band = band(sheet, layout, figure);
        let most = f64::from(sheet.theme.px(WIDEST)) * slots;
        let filled = (band * if band < 32.0 { 1.0 } else { FILLING }).min(most);
        let width = filled / slots;
        let gap = if slots > 1.0 && width > 32.0 {
            8.0
        } else {
            0.0
        };
        Slot {
            offset: before * width - filled / 2.0,
            width: (width - gap).max(1.0),
        }
    }
}

/// The width of a band in units: of one category, one month, or the nearest two numbers.
fn band(sheet: &Sheet, layout: &Layout, figure: &Figure) -> f64 {
    let (length, ruler, scale) = match layout.facing {
        Facing::Upright => (sheet.plot.width(), &layout.x, &figure.x.scale),
        Facing::Lying => (sheet.plot.height(), &layout.y, &figure.y.scale),
    };
    let span = (ruler.to - ruler.from).abs();
    let step = match scale {
        Scale::Linear { .. } => nearest(figure).unwrap_or(span / 2.0),
        Scale::Bands { .. } | Scale::Months { .. } => 1.0,
    };
    f64::from(length) / span * step
}

fn nearest(figure: &Figure) -> Option<f64> {
    let data = all_bars(figure).flat_map(|(_, series)| &series.data);
    let mut at: Vec<f64> = data
        .filter(|datum| is_shown(datum))
        .map(|datum| datum.x)
        .collect();
    order::sort_by(&mut at, f64::total_cmp);
    at.dedup();
    at.windows(2)
        .map(|pair| pair[1] - pair[0])
        .min_by(f64::total_cmp)
}

/// Draws the bars of one series.
pub(crate) fn draw(
    sheet: &mut Sheet,
    layout: &Layout,
    figure: &Figure,
    mark: u32,
    series: &Series,
) {
    let is_first = all_bars(figure)
        .next()
        .is_some_and(|(index, _)| index == mark as usize);
    if is_first {
        axes::zero_line(sheet, layout);
    }
    let slot = Slot::of(sheet, layout, figure, mark as usize);
    for (index, datum) in series
        .data
        .iter()
        .enumerate()
        .filter(|(_, datum)| is_shown(datum))
    {
        let zone = bar(sheet, layout.facing, &slot, datum);
        let ink = sheet.theme.color(datum.color.unwrap_or(series.color));
        fill(sheet, zone, ink, datum.partial);
        interval::whisker(sheet, layout.facing, datum, zone.middle());
        sheet.hit(zone, mark, index);
        sheet.obstacle(zone);
    }
}

/// The rectangle of a bar: from zero to its value, at least a pixel, so that it is seen.
fn bar(sheet: &Sheet, facing: Facing, slot: &Slot, datum: &Datum) -> Zone {
    let pixel = sheet.theme.px(1.0);
    let across = |middle: i32| {
        let start = f64::from(middle) + slot.offset;
        (
            start.round() as i32,
            ((start + slot.width).round() as i32).max(start.round() as i32 + 1),
        )
    };
    match facing {
        Facing::Upright => {
            let (base, end) = (
                sheet.place(Side::Left, datum.x, 0.0),
                sheet.place(Side::Left, datum.x, datum.y),
            );
            let (x0, x1) = across(base.0);
            let y = if datum.y < 0.0 {
                end.1.max(base.1 + pixel)
            } else {
                end.1.min(base.1 - pixel)
            };
            Zone::between((x0, base.1), (x1, y))
        }
        Facing::Lying => {
            let (base, end) = (
                sheet.place(Side::Left, 0.0, datum.y),
                sheet.place(Side::Left, datum.x, datum.y),
            );
            let (y0, y1) = across(base.1);
            let x = if datum.x < 0.0 {
                end.0.min(base.0 - pixel)
            } else {
                end.0.max(base.0 + pixel)
            };
            Zone::between((base.0, y0), (x, y1))
        }
    }
}

/// Fills a place with a colour, or with stripes of it where only part of the period was observed.
pub(crate) fn fill(sheet: &mut Sheet, zone: Zone, ink: Ink, partial: bool) {
    if !partial {
        sheet.rect(zone, ink);
        return;
    }
    let tint = sheet.theme.tint(ink);
    sheet.rect(zone, tint);
    // Stripes of a pale colour would not be seen.
    let pale = ink.contrast(sheet.theme.surface) < 2.0;
    let ink = if pale { sheet.theme.muted } else { ink };
    for ends in stripes(zone, sheet.theme.px(6.0)) {
        sheet.stroke(ends.to_vec(), 1.5, ink);
    }
    if zone.width() > 24 && zone.height() > 24 {
        sheet.frame(zone, 1.0, ink);
    }
}

/// Rising diagonals within a zone, this far from each other.
fn stripes(zone: Zone, apart: i32) -> Vec<[Point; 2]> {
    // The ends of a stroke are cut across it; without this they would stand out of the zone.
    let zone = zone.inset(5);
    // On a rising diagonal x + y is constant.
    let (first, last) = (zone.x0 + zone.y0, zone.x1 + zone.y1);
    let sums = (first + apart / 2..last).step_by(apart.max(1) as usize);
    let ends = sums.map(|sum| {
        let low = (sum - zone.y1).max(zone.x0);
        let high = (sum - zone.y0).min(zone.x1);
        [(low, sum - low), (high, sum - high)]
    });
    ends.collect()
}

/// Writes the labels at the bars' ends, where they find room.
pub(crate) fn label_all(sheet: &mut Sheet, layout: &Layout, figure: &Figure) {
    for (mark, series) in all_bars(figure) {
        let slot = Slot::of(sheet, layout, figure, mark);
        if is_crowded(sheet, layout.facing, &slot, series) {
            continue;
        }
        for datum in series.data.iter().filter(|datum| is_shown(datum)) {
            let Some(label) = &datum.label else { continue };
            let zone = bar(sheet, layout.facing, &slot, datum);
            let ink = sheet.theme.color(datum.color.unwrap_or(series.color));
            match layout.facing {
                Facing::Upright => label_upright(sheet, zone, &label.said, datum.y < 0.0),
                Facing::Lying => label_lying(sheet, zone, &label.said, datum, ink),
            }
        }
    }
}

/// Whether most bars have labels and many would find no room: some with and some without would look
/// like a choice.
fn is_crowded(sheet: &Sheet, facing: Facing, slot: &Slot, series: &Series) -> bool {
    let labels = || series.data.iter().filter_map(|datum| datum.label.as_ref());
    if labels().count() * 2 <= series.data.len() {
        return false;
    }
    let pitch = slot.width / FILLING;
    let too_wide = |text: &str| f64::from(sheet.theme.px(sheet.width(text, TEXT))) > pitch;
    match facing {
        Facing::Upright => {
            labels().filter(|label| too_wide(&label.said)).count() * 4 > labels().count()
        }
        Facing::Lying => pitch < f64::from(sheet.theme.px(LOWEST)),
    }
}

fn label_upright(sheet: &mut Sheet, zone: Zone, text: &str, below: bool) {
    let away = sheet.theme.px(9.0);
    let y = if below {
        zone.y1 + away
    } else {
        zone.y0 - away
    };
    let ink = sheet.theme.ink[1];
    sheet.say_clear(Words {
        text,
        at: (zone.middle().0, y),
        anchor: Anchor::Middle,
        size: TEXT,
        ink,
    });
}

fn label_lying(sheet: &mut Sheet, zone: Zone, text: &str, datum: &Datum, filling: Ink) {
    let (away, y) = (sheet.theme.px(5.0), zone.middle().1);
    let (outside, anchor) = match datum.x < 0.0 {
        true => (zone.x0 - away, Anchor::End),
        false => (zone.x1 + away, Anchor::Start),
    };
    let ink = sheet.theme.ink[1];
    let said = sheet.say_beside(Words {
        text,
        at: (outside, y),
        anchor,
        size: TEXT,
        ink,
    });
    let fits = f64::from(zone.width()) > f64::from(sheet.theme.px(sheet.width(text, TEXT) + 12.0));
    if !said && fits && !datum.partial && zone.height() >= sheet.theme.px(TEXT + 3.0) {
        let (at, anchor) = match datum.x < 0.0 {
            true => ((zone.x0 + away, y), Anchor::Start),
            false => ((zone.x1 - away, y), Anchor::End),
        };
        let ink = sheet.theme.words_on(filling);
        sheet.say(Words {
            text,
            at,
            anchor,
            size: TEXT,
            ink,
        });
    }
}
