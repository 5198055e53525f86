//! Figure -> Plotters -> a picture: shapes, hit boxes and labels. The only module that names Plotters.
//!
//! Everything is painted through one Plotters backend, the recorder, which keeps what Plotters asks
//! for as a [`Picture`]: plain shapes in eighths of a CSS pixel. The page replays a picture on its
//! canvas, [`svg`] writes it as text. One backend means one copy of Plotters in the wasm.

mod axes;
mod bars;
mod cells;
mod interval;
mod layout;
mod legend;
mod lines;
mod measure;
mod occupied;
mod panels;
mod picture;
mod points;
mod positions;
mod recorder;
mod rule;
mod ruler;
mod sheet;
mod shorten;
mod step;
mod svg;
mod theme;
mod zone;

pub use measure::{AverageWidths, Measure};
pub use picture::{Anchor, Ink, Picture, Point, Shape, UNITS};
pub use svg::{Heading, svg};
pub use theme::Theme;

use crate::figure::{Figure, Mark};
use layout::{Layout, Naming};
use sheet::Sheet;

/// The size of a chart in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// A figure as it was painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Painted {
    /// The shapes, back to front.
    pub picture: Picture,
    /// One box for each datum that was drawn, in the order of marks and data.
    pub hits: Vec<Hit>,
    /// One box for each text that was drawn.
    pub labels: Vec<LabelBox>,
}

/// Where a datum is, in CSS pixels. Its colour is seen inside the box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
    /// Index among the figure's marks.
    pub mark: u32,
    /// Index among the mark's data.
    pub datum: u32,
}

/// Where a text is, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelBox {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
    /// What is written there.
    pub text: String,
}

/// Paints a figure whose texts are already said. Data that are not finite are left out.
///
/// Lines are named at their ends where all names find room there, and in a legend otherwise; series
/// in panels are named above them.
pub fn paint(figure: &Figure, theme: &Theme, size: Size, measure: &dyn Measure) -> Painted {
    if figure.panels {
        return panels::paint(figure, theme, size, measure);
    }
    if layout::names_at_line_ends(figure) {
        let (painted, unnamed) = attempt(figure, theme, size, measure, Naming::AtLineEnds);
        if unnamed == 0 {
            return painted;
        }
    }
    attempt(figure, theme, size, measure, Naming::Legend).0
}

/// The height a figure asks for on a chart of this width, both in CSS pixels.
pub fn natural_height(figure: &Figure, width: f64) -> f64 {
    layout::natural_height(figure, width)
}

/// Paints once; tells too how many lines found no room for their names.
fn attempt(
    figure: &Figure,
    theme: &Theme,
    size: Size,
    measure: &dyn Measure,
    naming: Naming,
) -> (Painted, usize) {
    let layout = Layout::of(figure, theme, size, measure, naming);
    let mut sheet = Sheet::new(&layout, theme, size, measure);
    axes::draw(&mut sheet, &layout);
    legend::draw(&mut sheet, &layout);
    for (mark, drawn) in figure.marks.iter().enumerate() {
        draw_mark(&mut sheet, &layout, figure, mark as u32, drawn);
    }
    let unnamed = match naming {
        Naming::AtLineEnds => lines::name_ends(&mut sheet, figure),
        Naming::Legend | Naming::AbovePanels => 0,
    };
    rule::label_all(&mut sheet, &layout, figure);
    bars::label_all(&mut sheet, &layout, figure);
    points::label_all(&mut sheet, figure);
    (sheet.finish(), unnamed)
}

fn draw_mark(sheet: &mut Sheet, layout: &Layout, figure: &Figure, mark: u32, drawn: &Mark) {
    match drawn {
        Mark::Bars(series) => bars::draw(sheet, layout, figure, mark, series),
        Mark::Line { series, side } => lines::draw(sheet, mark, series, *side),
        Mark::Points(series) => points::draw(sheet, figure, mark, series),
        Mark::Cells(series) => cells::draw(sheet, mark, series),
        Mark::Rule { at, side, .. } => rule::draw(sheet, layout, *at, *side),
    }
}
