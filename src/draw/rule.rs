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

/// Writes the labels: at the line's right or upper end, or where else there is room along it.
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
    let (near, high) = (sheet.theme.px(4.0), sheet.theme.px(9.0));
    let stride = sheet.theme.px(12.0) as usize;
    let places: Vec<(Point, Anchor)> = match facing {
        Facing::Upright => {
            let along = || (start.0 + near..=end.0 - near).rev().step_by(stride);
            let above = along().map(|x| ((x, start.1 - high), Anchor::End));
            above
                .chain(along().map(|x| ((x, start.1 + high), Anchor::End)))
                .collect()
        }
        Facing::Lying => {
            let along = || (end.1 + high..=start.1 - high).step_by(stride);
            let right = along().map(|y| ((start.0 + near, y), Anchor::Start));
            right
                .chain(along().map(|y| ((start.0 - near, y), Anchor::End)))
                .collect()
        }
    };
    let ink = sheet.theme.ink[1];
    let words = |&(at, anchor): &(Point, Anchor)| Words {
        text,
        at,
        anchor,
        size: SMALL,
        ink,
    };
    let _ = places.iter().any(|place| sheet.say_beside(words(place)))
        || places.iter().any(|place| sheet.say_on_chip(words(place)))
        || places.iter().any(|place| sheet.say(words(place)));
}
