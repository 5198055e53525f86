//! Reference lines with their labels.

use crate::draw::layout::{Facing, Layout};
use crate::draw::picture::{Anchor, Point};
use crate::draw::ruler::drawable;
use crate::draw::sheet::{Sheet, Words};
use crate::draw::theme::SMALL;
use crate::figure::{Figure, Mark, Side};

/// Draws the dashed line.
pub(crate) fn draw(sheet: &mut Sheet, layout: &Layout, at: f64, side: Side) {
    if drawable(at) {
        let ink = sheet.theme.ink[2];
        sheet.dashes(ends(sheet, layout, at, side).to_vec(), 1.0, ink);
    }
}

/// Its ends: across the plot, or up where bars lie.
fn ends(sheet: &Sheet, layout: &Layout, at: f64, side: Side) -> [Point; 2] {
    match layout.facing {
        Facing::Upright => {
            let y = sheet.place(side, layout.x.from, at).1;
            [(sheet.plot.x0, y), (sheet.plot.x1, y)]
        }
        Facing::Lying => {
            let x = sheet.place(side, at, layout.y.from).0;
            [(x, sheet.plot.y1), (x, sheet.plot.y0)]
        }
    }
}

/// Writes the labels: above the line's right end, or where else there is room along it.
pub(crate) fn label_all(sheet: &mut Sheet, layout: &Layout, figure: &Figure) {
    for mark in &figure.marks {
        let Mark::Rule { at, side, label } = mark else {
            continue;
        };
        if drawable(*at) {
            let ends = ends(sheet, layout, *at, *side);
            label_rule(sheet, layout.facing, ends, &label.said);
        }
    }
}

fn label_rule(sheet: &mut Sheet, facing: Facing, [start, end]: [Point; 2], text: &str) {
    let (near, high) = (sheet.theme.px(4.0), sheet.theme.px(8.0));
    let places = match facing {
        Facing::Upright => [
            ((end.0 - near, end.1 - high), Anchor::End),
            ((start.0 + near, start.1 - high), Anchor::Start),
            ((end.0 - near, end.1 + high), Anchor::End),
            ((start.0 + near, start.1 + high), Anchor::Start),
        ],
        Facing::Lying => [
            ((start.0 + near, start.1 - high), Anchor::Start),
            ((end.0 + near, end.1 + high), Anchor::Start),
            ((start.0 - near, start.1 - high), Anchor::End),
            ((end.0 - near, end.1 + high), Anchor::End),
        ],
    };
    let ink = sheet.theme.ink[1];
    let words = |(at, anchor)| Words {
        text,
        at,
        anchor,
        size: SMALL,
        ink,
    };
    let clear = places
        .into_iter()
        .any(|place| sheet.say_beside(words(place)));
    if !clear {
        places.into_iter().any(|place| sheet.say(words(place)));
    }
}
