//! Small multiples: a plot for each series, named above it, all on the same scales.

use crate::draw::layout::{LINE, Layout, Naming};
use crate::draw::measure::Measure;
use crate::draw::picture::{Anchor, Picture, Point, UNITS};
use crate::draw::sheet::{Sheet, Words};
use crate::draw::shorten::shorten;
use crate::draw::theme::{TEXT, Theme};
use crate::draw::{Painted, Size, axes, draw_mark};
use crate::figure::{Figure, Series};

/// A panel is no narrower where several fit, in CSS pixels, and asks for this height.
const LEAST_WIDTH: f64 = 165.0;
const HEIGHT: f64 = 150.0;
/// More in a row are too far from the first to be compared with it.
const MOST_COLUMNS: f64 = 4.0;

/// Columns and rows of panels on a chart of this width.
fn shape(figure: &Figure, width: f64) -> (usize, usize) {
    let all = figure.marks.iter().filter_map(|mark| mark.series()).count();
    let fit = (width / LEAST_WIDTH).clamp(1.0, MOST_COLUMNS) as usize;
    let columns = fit.min(all.max(1));
    (columns, all.div_ceil(columns).max(1))
}

/// The height that the panels ask for.
pub(crate) fn natural_height(figure: &Figure, width: f64) -> f64 {
    shape(figure, width).1 as f64 * HEIGHT
}

/// Paints the panels in rows. The rulers are made of all data: a place means the same in each.
pub(crate) fn paint(figure: &Figure, theme: &Theme, size: Size, measure: &dyn Measure) -> Painted {
    let (columns, rows) = shape(figure, size.width);
    // Whole pixels, so that lines are as sharp in the last panel as in the first.
    let each = Size {
        width: libm::floor(size.width / columns as f64).max(1.0),
        height: libm::floor(size.height / rows as f64).max(1.0),
    };
    let layout = Layout::of(figure, theme, each, measure, Naming::AbovePanels);
    let length = |css: f64| theme.px(css).max(UNITS) as u32;
    let mut all = Painted {
        picture: Picture {
            width: length(size.width),
            height: length(size.height),
            shapes: Vec::new(),
        },
        hits: Vec::new(),
        labels: Vec::new(),
    };
    let marks = figure.marks.iter().enumerate();
    let drawn = marks.filter_map(|(mark, drawn)| Some((mark, drawn, drawn.series()?)));
    for (at, (mark, drawn, series)) in drawn.enumerate() {
        let mut sheet = Sheet::new(&layout, theme, each, measure);
        axes::draw(&mut sheet, &layout);
        draw_mark(&mut sheet, &layout, figure, mark as u32, drawn);
        name(&mut sheet, &layout, series);
        let (column, row) = (at % columns, at / columns);
        let corner = (column as f64 * each.width, row as f64 * each.height);
        all.add(sheet.finish(), corner, theme);
    }
    all
}

/// The name, where there is room for it above the plot.
fn name(sheet: &mut Sheet, layout: &Layout, series: &Series) {
    if layout.top < LINE {
        return;
    }
    let room = sheet.css_width() - 8.0;
    let text = &shorten(&series.name.said, room, TEXT, sheet.measure());
    let at = (sheet.theme.px(4.0), sheet.theme.px(LINE / 2.0));
    let ink = sheet.theme.ink[0];
    sheet.say(Words {
        text,
        at,
        anchor: Anchor::Start,
        size: TEXT,
        ink,
    });
}

impl Painted {
    /// Adds what was painted of a panel, at its corner in CSS pixels.
    fn add(&mut self, panel: Painted, corner: (f64, f64), theme: &Theme) {
        let by: Point = (theme.px(corner.0), theme.px(corner.1));
        let (right, down) = (corner.0 as f32, corner.1 as f32);
        self.picture
            .shapes
            .extend(panel.picture.shapes.into_iter().map(|mut shape| {
                shape.shift(by);
                shape
            }));
        self.hits.extend(panel.hits.into_iter().map(|mut hit| {
            (hit.x, hit.y) = (hit.x + right, hit.y + down);
            hit
        }));
        self.labels
            .extend(panel.labels.into_iter().map(|mut label| {
                (label.x, label.y) = (label.x + right, label.y + down);
                label
            }));
    }
}
