//! Lines: broken at gaps, dashed where a period is not over, named at their ends.

use crate::draw::interval;
use crate::draw::layout::{is_shown, shown};
use crate::draw::picture::{Anchor, Point};
use crate::draw::sheet::{Sheet, Words};
use crate::draw::shorten::shorten;
use crate::draw::theme::TEXT;
use crate::draw::zone::Zone;
use crate::figure::{Color, Datum, Figure, Mark, Series, Side};
use crate::value::order;

/// Half the side of a datum's hit box in CSS pixels.
const REACH: f64 = 3.0;
/// A name may stand this far above or below its line's end, in CSS pixels.
const FARTHEST_NAME: f64 = 44.0;
/// Names at line ends stand this far from each other, in CSS pixels.
const APART: f64 = 15.0;

/// Draws a line and its dots.
pub(crate) fn draw(sheet: &mut Sheet, mark: u32, series: &Series, side: Side) {
    let ink = sheet.theme.color(series.color);
    let width = if series.color == Color::Muted {
        1.5
    } else {
        2.0
    };
    interval::band(sheet, series, side);
    for piece in series.data.split(|datum| !is_shown(datum)) {
        for run in runs(piece) {
            if is_dashed(run[0], run[1]) {
                let places = run
                    .iter()
                    .map(|datum| sheet.place(side, datum.x, datum.y))
                    .collect();
                sheet.dashes(places, width, ink);
            } else {
                sheet.line(
                    side,
                    run.iter().map(|datum| (datum.x, datum.y)).collect(),
                    width,
                    ink,
                );
            }
        }
        if let [alone] = piece {
            let at = sheet.place(side, alone.x, alone.y);
            sheet.dot(at, 3.0, ink);
        }
    }
    dots(sheet, mark, series, side);
    keep_clear(sheet, series, side);
}

/// Parts of a piece that are drawn alike, each beginning where the one before ends.
fn runs(piece: &[Datum]) -> Vec<Vec<&Datum>> {
    let mut runs: Vec<Vec<&Datum>> = Vec::new();
    for pair in piece.windows(2) {
        let dashed = is_dashed(&pair[0], &pair[1]);
        match runs.last_mut() {
            Some(run) if is_dashed(run[0], run[1]) == dashed => run.push(&pair[1]),
            _ => runs.push(vec![&pair[0], &pair[1]]),
        }
    }
    runs
}

fn is_dashed(a: &Datum, b: &Datum) -> bool {
    a.partial || b.partial
}

fn dots(sheet: &mut Sheet, mark: u32, series: &Series, side: Side) {
    for (index, datum) in series
        .data
        .iter()
        .enumerate()
        .filter(|(_, datum)| is_shown(datum))
    {
        let at = sheet.place(side, datum.x, datum.y);
        let ink = sheet.theme.color(datum.color.unwrap_or(series.color));
        if datum.partial {
            let surface = sheet.theme.surface;
            sheet.dot(at, 3.0, surface);
            sheet.ring(at, 3.0, 1.5, ink);
        } else if datum.color.is_some() {
            sheet.dot(at, 3.0, ink);
        }
        let reach = sheet.theme.px(REACH);
        sheet.hit(Zone::round(at, reach), mark, index);
    }
}

/// Remembers where the line runs, so that names keep away from it.
fn keep_clear(sheet: &mut Sheet, series: &Series, side: Side) {
    for piece in series.data.split(|datum| !is_shown(datum)) {
        for pair in piece.windows(2) {
            let from = sheet.place(side, pair[0].x, pair[0].y);
            let to = sheet.place(side, pair[1].x, pair[1].y);
            keep_clear_between(sheet, from, to);
        }
    }
}

fn keep_clear_between(sheet: &mut Sheet, from: Point, to: Point) {
    let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    let steps = (libm::hypot(dx, dy) / f64::from(sheet.theme.px(2.0))) as i32;
    for step in 0..=steps {
        let part = f64::from(step) / f64::from(steps.max(1));
        let at = (from.0 + (dx * part) as i32, from.1 + (dy * part) as i32);
        sheet.delicate(Zone::round(at, 10));
    }
}

struct End<'f> {
    name: &'f str,
    at: Point,
    color: Color,
}

/// Writes each line's name at its end and tells how many found no room.
pub(crate) fn name_ends(sheet: &mut Sheet, figure: &Figure) -> usize {
    let ends = figure.marks.iter().filter_map(|mark| match mark {
        Mark::Line { series, side } => {
            let last = shown(series).last()?;
            let at = sheet.place(*side, last.x, last.y);
            Some(End {
                name: &series.name.said,
                at,
                color: series.color,
            })
        }
        _ => None,
    });
    let ends: Vec<End> = ends.collect();
    // Where names share the axis with no line after them, the column stands at the last line's end.
    let border = sheet.plot.x1 - sheet.plot.width() / 16;
    let last = ends.iter().map(|end| end.at.0).max().unwrap_or(border);
    let (border, column) = match last < border {
        true => (last, last + sheet.theme.px(8.0)),
        false => (border, sheet.plot.x1 + sheet.theme.px(6.0)),
    };
    let (mut beside, within): (Vec<End>, Vec<End>) =
        ends.into_iter().partition(|end| end.at.0 >= border);
    order::sort_by_key(&mut beside, |end| end.at.1);
    let unnamed = name_beside(sheet, &beside, column);
    unnamed + within.iter().filter(|end| !name_within(sheet, end)).count()
}

/// Names in a column right of the plot, pushed apart, in the order of their ends.
fn name_beside(sheet: &mut Sheet, ends: &[End], x: i32) -> usize {
    let apart = sheet.theme.px(APART);
    let mut heights: Vec<i32> = Vec::new();
    for end in ends {
        heights.push(
            heights
                .last()
                .map_or(end.at.1, |above| end.at.1.max(above + apart)),
        );
    }
    let mut floor = sheet.page_bottom() - apart / 2;
    for height in heights.iter_mut().rev() {
        *height = (*height).min(floor);
        floor = *height - apart;
    }
    let farthest = sheet.theme.px(FARTHEST_NAME);
    let mut unnamed = 0;
    for (end, y) in ends.iter().zip(heights) {
        let near = (y - end.at.1).abs() <= farthest;
        if !(near && write(sheet, end, (x, y), Anchor::Start)) {
            unnamed += 1;
        }
    }
    unnamed
}

fn write(sheet: &mut Sheet, end: &End, at: Point, anchor: Anchor) -> bool {
    let room = f64::from(sheet.page_right() - at.0) / 8.0 - 2.0;
    let text = shorten(end.name, room, TEXT, sheet.measure());
    let ink = sheet.theme.legible(sheet.theme.color(end.color));
    sheet.say(Words {
        text: &text,
        at,
        anchor,
        size: TEXT,
        ink,
    })
}

/// The name of a line that ends within the plot: beside its end, clear of all lines.
fn name_within(sheet: &mut Sheet, end: &End) -> bool {
    let (dx, dy) = (sheet.theme.px(8.0), sheet.theme.px(13.0));
    let (x, y) = end.at;
    let ink = sheet.theme.legible(sheet.theme.color(end.color));
    let places = [
        ((x + dx, y), Anchor::Start),
        ((x, y - dy), Anchor::Middle),
        ((x, y + dy), Anchor::Middle),
        ((x + dx, y - dy), Anchor::Start),
        ((x + dx, y + dy), Anchor::Start),
    ];
    places.into_iter().any(|(at, anchor)| {
        sheet.say_beside(Words {
            text: end.name,
            at,
            anchor,
            size: TEXT,
            ink,
        })
    })
}
