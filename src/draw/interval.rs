//! Intervals: a whisker through a bar's end or a dot, a band behind a line. What is estimated looks so.

use crate::draw::layout::{Facing, is_shown};
use crate::draw::picture::Point;
use crate::draw::ruler::drawable;
use crate::draw::sheet::Sheet;
use crate::draw::zone::Zone;
use crate::figure::{Datum, Interval, Series, Side};
use crate::say::{Quantity, Value};

/// Half the width of a whisker's ends in CSS pixels.
const CAP: f64 = 3.0;

/// The ends of a datum's interval on the axis of its value; `None` where it has none, or where the
/// interval is of another number than the one drawn.
pub(crate) fn ends(datum: &Datum, facing: Facing) -> Option<(f64, f64)> {
    let Interval::Between { low, high, .. } = &datum.interval else {
        return None;
    };
    let value = match facing {
        Facing::Upright => datum.y,
        Facing::Lying => datum.x,
    };
    let (low, high) = (number(low)?, number(high)?);
    let holds = drawable(low) && drawable(high) && low <= value && value <= high;
    holds.then_some((low, high))
}

fn number(value: &Value) -> Option<f64> {
    match value.quantity.as_ref()? {
        Quantity::Money { amount, .. } => Some(amount.to_f64()),
        Quantity::Exact { number } => Some(number.to_f64()),
        Quantity::Count { n } => Some(*n as f64),
        Quantity::Share { of_one } => Some(*of_one),
        Quantity::Number { number } => Some(*number),
        Quantity::Days { days } => Some(*days),
        _ => None,
    }
}

/// Draws a whisker along the axis of the value, through this point.
pub(crate) fn whisker(sheet: &mut Sheet, facing: Facing, datum: &Datum, through: Point) {
    let Some((low, high)) = ends(datum, facing) else {
        return;
    };
    let (ink, cap) = (sheet.theme.ink[0], sheet.theme.px(CAP));
    let end = |sheet: &Sheet, value: f64| match facing {
        Facing::Upright => (through.0, sheet.place(Side::Left, datum.x, value).1),
        Facing::Lying => (sheet.place(Side::Left, value, datum.y).0, through.1),
    };
    let (from, to) = (end(sheet, low), end(sheet, high));
    let reach = Zone::between((from.0 - cap, from.1 + cap), (to.0 + cap, to.1 - cap));
    sheet.delicate(reach);
    sheet.stroke(vec![from, to], 1.0, ink);
    for (x, y) in [from, to] {
        let bar = match facing {
            Facing::Upright => vec![(x - cap, y), (x + cap, y)],
            Facing::Lying => vec![(x, y - cap), (x, y + cap)],
        };
        sheet.stroke(bar, 1.0, ink);
    }
}

/// Draws a band between the ends of a line's intervals, where neighbours have them.
pub(crate) fn band(sheet: &mut Sheet, series: &Series, side: Side) {
    let ink = sheet.theme.color(series.color).with_alpha(0.15);
    let bounds = |datum: &Datum| is_shown(datum).then(|| ends(datum, Facing::Upright))?;
    let data: Vec<(f64, Option<(f64, f64)>)> = series
        .data
        .iter()
        .map(|datum| (datum.x, bounds(datum)))
        .collect();
    for piece in data.split(|(_, bounds)| bounds.is_none()) {
        let place = |x: f64, y: f64| sheet.place(side, x, y);
        let known = || {
            piece
                .iter()
                .filter_map(|(x, bounds)| Some((*x, (*bounds)?)))
        };
        let mut corners: Vec<Point> = known().map(|(x, (low, _))| place(x, low)).collect();
        let above: Vec<Point> = known().map(|(x, (_, high))| place(x, high)).collect();
        corners.extend(above.into_iter().rev());
        if piece.len() > 1 {
            sheet.polygon(corners, ink);
        }
    }
}
