//! Dots; the area shows the size.

use crate::draw::interval;
use crate::draw::layout::{Facing, is_shown};
use crate::draw::picture::Anchor;
use crate::draw::sheet::{Sheet, Words};
use crate::draw::theme::TEXT;
use crate::draw::zone::Zone;
use crate::figure::{Datum, Figure, Mark, Series, Side};
use crate::value::order;

/// The radius of the largest dot in CSS pixels, and as a part of the chart's width.
const LARGEST: (f64, f64) = (14.0, 0.025);
/// The radius of the smallest dot in CSS pixels: still seen.
const SMALLEST: f64 = 2.0;
/// Of more dots than this, each is seen through, so that heaps show.
const MANY: usize = 300;

/// All dots of a figure.
fn dots(figure: &Figure) -> impl Iterator<Item = &Series> {
    figure.marks.iter().filter_map(|mark| match mark {
        Mark::Points(series) => Some(series),
        _ => None,
    })
}

/// The radius of the largest dot a figure has on a chart of this width, in CSS pixels.
pub(crate) fn largest(figure: &Figure, width: f64) -> f64 {
    let look = Look::of(figure, width);
    let data = dots(figure).flat_map(|series| &series.data);
    data.map(|datum| look.radius(datum)).fold(0.0, f64::max)
}

/// How large and how opaque the dots of a figure are: alike for all its series.
struct Look {
    largest: f64,
    largest_size: f64,
    plain: f64,
    alpha: f64,
}

impl Look {
    fn of(figure: &Figure, width: f64) -> Look {
        let data = || dots(figure).flat_map(|series| &series.data);
        let sizes = data()
            .filter_map(|datum| datum.size)
            .filter(|size| size.is_finite());
        let largest_size = sizes.fold(0.0, f64::max);
        let (plain, alpha) = match data().count() {
            0..=60 => (4.0, 1.0),
            61..=MANY => (3.0, 1.0),
            _ => (2.0, 0.6),
        };
        let largest = LARGEST.0.min(width * LARGEST.1);
        Look {
            largest,
            largest_size,
            plain,
            alpha,
        }
    }

    fn radius(&self, datum: &Datum) -> f64 {
        match datum.size {
            Some(size) if size.is_finite() && size > 0.0 => {
                (self.largest * (size / self.largest_size).sqrt()).max(SMALLEST)
            }
            Some(_) => SMALLEST,
            None => self.plain,
        }
    }
}

/// Draws the dots of one series, the large ones behind.
pub(crate) fn draw(sheet: &mut Sheet, figure: &Figure, mark: u32, series: &Series) {
    let look = Look::of(figure, sheet.css_width());
    let facing = Facing::of(figure);
    let mut order: Vec<usize> = (0..series.data.len())
        .filter(|&index| is_shown(&series.data[index]))
        .collect();
    order::sort_by(&mut order, |&a, &b| {
        look.radius(&series.data[b])
            .total_cmp(&look.radius(&series.data[a]))
    });
    for &index in &order {
        let datum = &series.data[index];
        let at = sheet.place(Side::Left, datum.x, datum.y);
        interval::whisker(sheet, facing, datum, at);
        draw_dot(sheet, &look, series, datum);
    }
    order::sort(&mut order);
    for index in order {
        let datum = &series.data[index];
        let at = sheet.place(Side::Left, datum.x, datum.y);
        let reach = sheet.theme.px(look.radius(datum));
        sheet.hit(Zone::round(at, reach), mark, index);
        sheet.delicate(Zone::round(at, reach));
    }
}

fn draw_dot(sheet: &mut Sheet, look: &Look, series: &Series, datum: &Datum) {
    let at = sheet.place(Side::Left, datum.x, datum.y);
    let ink = sheet
        .theme
        .color(datum.color.unwrap_or(series.color))
        .with_alpha(look.alpha);
    let (radius, surface) = (look.radius(datum), sheet.theme.surface);
    if datum.partial {
        let tint = sheet.theme.tint(ink);
        sheet.dot(at, radius, tint);
        sheet.ring(at, radius, 1.5, ink);
        return;
    }
    sheet.dot(at, radius, ink);
    if look.alpha == 1.0 {
        // A thin border keeps dots apart that lie on each other.
        sheet.ring(at, radius, 0.75, surface);
    }
}

/// Writes the labels beside the dots, where they find room.
pub(crate) fn label_all(sheet: &mut Sheet, figure: &Figure) {
    let look = Look::of(figure, sheet.css_width());
    let data = dots(figure).flat_map(|series| &series.data);
    let labels = data.filter_map(|datum| Some((datum, datum.label.as_ref()?)));
    // After so many the picture is full.
    for (datum, label) in labels.filter(|(datum, _)| is_shown(datum)).take(MANY) {
        label_dot(sheet, datum, look.radius(datum), &label.said);
    }
}

fn label_dot(sheet: &mut Sheet, datum: &Datum, radius: f64, text: &str) {
    let (x, y) = sheet.place(Side::Left, datum.x, datum.y);
    let (dx, dy) = (sheet.theme.px(radius + 4.0), sheet.theme.px(radius + 9.0));
    let places = [
        ((x + dx, y), Anchor::Start),
        ((x - dx, y), Anchor::End),
        ((x, y - dy), Anchor::Middle),
        ((x, y + dy), Anchor::Middle),
    ];
    let ink = sheet.theme.ink[1];
    for (at, anchor) in places {
        if sheet.say_beside(Words {
            text,
            at,
            anchor,
            size: TEXT,
            ink,
        }) {
            return;
        }
    }
}
