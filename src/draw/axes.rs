//! Rulers -> gridlines, tick texts and names of bands.

use crate::draw::layout::{Facing, LINE, Layout, Lines};
use crate::draw::picture::Anchor;
use crate::draw::ruler::{Ruler, Tick};
use crate::draw::sheet::{Sheet, Words};
use crate::draw::shorten::shorten;
use crate::draw::theme::{SMALL, TEXT};
use crate::figure::Side;

/// From the plot down to the middle of the first line of tick texts, in CSS pixels.
pub(crate) const FIRST_LINE: f64 = 15.0;
/// From a line of tick texts to the next.
pub(crate) const NEXT_LINE: f64 = 15.0;

/// Draws all axes; the data come on top.
pub(crate) fn draw(sheet: &mut Sheet, layout: &Layout) {
    if layout.grid_across == Lines::Drawn {
        grid_across(sheet, layout);
    }
    if layout.grid_up == Lines::Drawn {
        grid_up(sheet, layout);
    }
    up_texts(sheet, layout);
    if let Some(ruler) = &layout.y2 {
        right_texts(sheet, layout, ruler);
    }
    across_texts(sheet, layout);
    titles(sheet, layout);
}

/// The middle of the CSS pixel a line lies in: a line of one pixel is sharp there at every scale.
fn crisp(units: i32) -> i32 {
    units.div_euclid(8) * 8 + 4
}

fn grid_across(sheet: &mut Sheet, layout: &Layout) {
    for tick in &layout.y.ticks {
        let y = crisp(sheet.place(Side::Left, layout.x.from, tick.at).1);
        let ink = sheet.theme.grid;
        sheet.stroke(vec![(sheet.plot.x0, y), (sheet.plot.x1, y)], 1.0, ink);
    }
}

fn grid_up(sheet: &mut Sheet, layout: &Layout) {
    for tick in &layout.x.ticks {
        let x = crisp(sheet.place(Side::Left, tick.at, layout.y.from).0);
        let ink = sheet.theme.grid;
        sheet.stroke(vec![(x, sheet.plot.y0), (x, sheet.plot.y1)], 1.0, ink);
    }
}

/// The line that bars stand on, over the gridlines and under the bars.
pub(crate) fn zero_line(sheet: &mut Sheet, layout: &Layout) {
    let ink = sheet.theme.ink[2];
    let (x, y) = match layout.facing {
        Facing::Upright => sheet.place(Side::Left, layout.x.from, 0.0),
        Facing::Lying => sheet.place(Side::Left, 0.0, layout.y.from),
    };
    let ends = match layout.facing {
        Facing::Upright => vec![(sheet.plot.x0, crisp(y)), (sheet.plot.x1, crisp(y))],
        Facing::Lying => vec![(crisp(x), sheet.plot.y0), (crisp(x), sheet.plot.y1)],
    };
    sheet.stroke(ends, 1.0, ink);
}

fn up_texts(sheet: &mut Sheet, layout: &Layout) {
    let ink = if layout.grid_across == Lines::Drawn {
        sheet.theme.ink[2]
    } else {
        sheet.theme.ink[1]
    };
    for tick in &layout.y.ticks {
        let y = sheet.place(Side::Left, layout.x.from, tick.at).1;
        let at = (sheet.plot.x0 - sheet.theme.px(6.0), y);
        sheet.say(Words {
            text: &tick.text,
            at,
            anchor: Anchor::End,
            size: TEXT,
            ink,
        });
    }
}

fn right_texts(sheet: &mut Sheet, layout: &Layout, ruler: &Ruler) {
    let ink = sheet.theme.ink[2];
    for tick in &ruler.ticks {
        let y = sheet.place(Side::Right, layout.x.from, tick.at).1;
        let at = (sheet.plot.x1 + sheet.theme.px(6.0), y);
        sheet.say(Words {
            text: &tick.text,
            at,
            anchor: Anchor::Start,
            size: TEXT,
            ink,
        });
    }
}

fn across_texts(sheet: &mut Sheet, layout: &Layout) {
    let ink = if layout.grid_up == Lines::Drawn {
        sheet.theme.ink[2]
    } else {
        sheet.theme.ink[1]
    };
    for tick in &layout.x.ticks {
        let middle = sheet.place(Side::Left, tick.at, layout.y.from).0;
        let Tick { text, below, .. } = tick;
        let y = sheet.plot.y1 + sheet.theme.px(FIRST_LINE);
        let x = sheet.inside(middle, text);
        sheet.say(Words {
            text,
            at: (x, y),
            anchor: Anchor::Middle,
            size: TEXT,
            ink,
        });
        let at = (sheet.inside(middle, below), y + sheet.theme.px(NEXT_LINE));
        // A year is fainter than its months; a name on the second line is as strong as on the first.
        let faint = if text.is_empty() {
            ink
        } else {
            sheet.theme.ink[2]
        };
        sheet.say(Words {
            text: below,
            at,
            anchor: Anchor::Middle,
            size: TEXT,
            ink: faint,
        });
    }
}

fn titles(sheet: &mut Sheet, layout: &Layout) {
    let above = layout.legend.len() as f64 * LINE;
    let top = sheet.theme.px(above + LINE / 2.0);
    let bottom = sheet.page_bottom() - sheet.theme.px(LINE / 2.0);
    let right = sheet.page_right();
    let ink = sheet.theme.ink[2];
    for (text, at, anchor) in [
        (&layout.y_title, (0, top), Anchor::Start),
        (&layout.y2_title, (right, top), Anchor::End),
        (&layout.x_title, (sheet.plot.x1, bottom), Anchor::End),
    ] {
        let room = sheet.css_width() / if layout.y2_title.is_empty() { 1.0 } else { 2.0 } - 8.0;
        let text = &shorten(text, room, SMALL, sheet.measure());
        sheet.say(Words {
            text,
            at,
            anchor,
            size: SMALL,
            ink,
        });
    }
}
