//! A picture -> pixels of a canvas, through plotters-canvas. The only module that names it.

use std::cell::Cell;
use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, FontFamily,
    FontStyle, FontTransform,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::draw::{
    Anchor, Heading, Hit, Ink, Measure, Picture, Point, Shape, Size, Theme, UNITS, natural_height,
    paint, svg,
};
use crate::figure::Figure;

/// The page's font.
const FAMILY: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

/// Paints a figure on a canvas of this size in CSS pixels, at this device pixel ratio. The theme tells
/// the locale of the ticks too.
///
/// Gives the hit boxes, six numbers each: x, y, width and height in CSS pixels, mark, datum.
pub fn show(
    figure: &Figure,
    canvas: &HtmlCanvasElement,
    theme: &Theme,
    size: Size,
    dpr: f64,
) -> Result<Vec<f32>, JsValue> {
    canvas.set_width((size.width * dpr).round().max(1.0) as u32);
    canvas.set_height((size.height * dpr).round().max(1.0) as u32);
    let ruler = CanvasMeasure::of(canvas)?;
    let painted = paint(figure, theme, size, &ruler);
    Screen::of(canvas, ruler.context, dpr)?.replay(&painted.picture, theme.surface)?;
    Ok(flat(&painted.hits))
}

/// A figure as an SVG document that stands alone, of this width in CSS pixels.
pub fn document(
    figure: &Figure,
    canvas: &HtmlCanvasElement,
    theme: &Theme,
    width: f64,
) -> Result<String, JsValue> {
    let ruler = CanvasMeasure::of(canvas)?;
    let height = natural_height(figure, width);
    let size = Size { width, height };
    Ok(svg(figure, theme, size, &ruler, Heading::Titled))
}

fn flat(hits: &[Hit]) -> Vec<f32> {
    hits.iter()
        .flat_map(|hit| {
            [
                hit.x,
                hit.y,
                hit.w,
                hit.h,
                hit.mark as f32,
                hit.datum as f32,
            ]
        })
        .collect()
}

/// Asks the browser how wide texts are. Plotters itself would create elements to find out.
struct CanvasMeasure {
    context: CanvasRenderingContext2d,
    size: Cell<f64>,
}

impl CanvasMeasure {
    fn of(canvas: &HtmlCanvasElement) -> Result<CanvasMeasure, JsValue> {
        let context = canvas
            .get_context("2d")?
            .ok_or("the browser gives no 2d context")?;
        Ok(CanvasMeasure {
            context: context.unchecked_into(),
            size: Cell::new(0.0),
        })
    }
}

impl Measure for CanvasMeasure {
    fn width(&self, text: &str, size: f64) -> f64 {
        if self.size.replace(size) != size {
            self.context.set_font(&format!("{size}px {FAMILY}"));
        }
        self.context
            .measure_text(text)
            .map_or(0.0, |metrics| metrics.width())
    }
}

/// plotters-canvas with the transformation of the shape at hand.
struct Screen {
    backend: CanvasBackend,
    context: CanvasRenderingContext2d,
    dpr: f64,
    grid: Cell<Option<Grid>>,
}

/// What a coordinate counts.
#[derive(Clone, Copy, PartialEq)]
enum Grid {
    /// Eighths of a CSS pixel: smooth.
    Units,
    /// Pixels of the screen: sharp edges.
    Device,
}

impl Screen {
    fn of(
        canvas: &HtmlCanvasElement,
        context: CanvasRenderingContext2d,
        dpr: f64,
    ) -> Result<Screen, JsValue> {
        let backend = CanvasBackend::with_canvas_object(canvas.clone());
        let backend = backend.ok_or("plotters-canvas finds no 2d context")?;
        Ok(Screen {
            backend,
            context,
            dpr,
            grid: Cell::new(None),
        })
    }

    fn replay(&mut self, picture: &Picture, surface: Ink) -> Result<(), JsValue> {
        self.context.set_line_join("round");
        let all = Shape::Rect {
            from: (0, 0),
            to: (picture.width as i32, picture.height as i32),
            ink: surface,
        };
        self.put(&all)?;
        for shape in &picture.shapes {
            self.put(shape)?;
        }
        Ok(())
    }

    fn put(&mut self, shape: &Shape) -> Result<(), JsValue> {
        self.count_in(grid_of(shape))?;
        let pen = |ink: &Ink, width: u32| Pen { ink: *ink, width };
        let drawn = match shape {
            Shape::Rect { from, to, ink } => self.rect(*from, *to, *ink),
            Shape::Path { points, width, ink } => match points.as_slice() {
                [a, b] if is_straight(*a, *b) => self.hairline(*a, *b, *width, *ink),
                _ => self
                    .backend
                    .draw_path(points.iter().copied(), &pen(ink, *width)),
            },
            Shape::Polygon { points, ink } => self
                .backend
                .fill_polygon(points.iter().copied(), &pen(ink, 0)),
            Shape::Disc {
                centre,
                radius,
                ink,
            } => self
                .backend
                .draw_circle(*centre, *radius, &pen(ink, 0), true),
            Shape::Ring {
                centre,
                radius,
                width,
                ink,
            } => self
                .backend
                .draw_circle(*centre, *radius, &pen(ink, *width), false),
            Shape::Text {
                at: (x, y),
                anchor,
                size,
                ink,
                text,
            } => {
                let letters = Letters {
                    anchor: *anchor,
                    size: *size,
                    ink: *ink,
                };
                // A canvas centres small letters; figures and capitals reach higher.
                let lower = (*size as i32 * 7) / 100;
                self.backend.draw_text(text, &letters, (*x, y + lower))
            }
        };
        drawn.map_err(|error| JsValue::from_str(&error.to_string()))
    }

    fn count_in(&self, grid: Grid) -> Result<(), JsValue> {
        if self.grid.replace(Some(grid)) == Some(grid) {
            return Ok(());
        }
        let scale = match grid {
            Grid::Units => self.dpr / f64::from(UNITS),
            Grid::Device => 1.0,
        };
        self.context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0)
    }

    /// The nearest border between two pixels of the screen.
    fn device(&self, units: f64) -> i32 {
        (units * self.dpr / f64::from(UNITS)).round() as i32
    }

    fn rect(&mut self, from: Point, to: Point, ink: Ink) -> Drawn {
        let border = |units: i32| self.device(f64::from(units));
        let (x, y) = (border(from.0), border(from.1));
        // What is there is seen: never less than a pixel.
        let corner = (border(to.0).max(x + 1), border(to.1).max(y + 1));
        self.backend
            .draw_rect((x, y), corner, &Pen { ink, width: 0 }, true)
    }

    /// A line across or up, as a rectangle whose edges lie between pixels.
    fn hairline(&mut self, a: Point, b: Point, width: u32, ink: Ink) -> Drawn {
        let thick = self.device(f64::from(width)).max(1);
        let begin = |units: i32| self.device(f64::from(units) - f64::from(width) / 2.0);
        let border = |units: i32| self.device(f64::from(units));
        let (from, to) = if a.1 == b.1 {
            let y = begin(a.1);
            ((border(a.0.min(b.0)), y), (border(a.0.max(b.0)), y + thick))
        } else {
            let x = begin(a.0);
            ((x, border(a.1.min(b.1))), (x + thick, border(a.1.max(b.1))))
        };
        self.backend
            .draw_rect(from, to, &Pen { ink, width: 0 }, true)
    }
}

/// Rectangles and straight lines lie on the screen's pixels, all else where it is.
fn grid_of(shape: &Shape) -> Grid {
    match shape {
        Shape::Rect { .. } => Grid::Device,
        Shape::Path { points, .. } => match points.as_slice() {
            [a, b] if is_straight(*a, *b) => Grid::Device,
            _ => Grid::Units,
        },
        _ => Grid::Units,
    }
}

fn is_straight(a: Point, b: Point) -> bool {
    a.0 == b.0 || a.1 == b.1
}

type Drawn =
    Result<(), plotters_backend::DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

/// A colour and a width, as plotters-canvas asks for them.
struct Pen {
    ink: Ink,
    width: u32,
}

impl BackendStyle for Pen {
    fn color(&self) -> BackendColor {
        BackendColor {
            alpha: self.ink.alpha,
            rgb: self.ink.rgb,
        }
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// A font, as plotters-canvas asks for it.
struct Letters {
    anchor: Anchor,
    size: u32,
    ink: Ink,
}

impl BackendTextStyle for Letters {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        BackendColor {
            alpha: self.ink.alpha,
            rgb: self.ink.rgb,
        }
    }

    fn size(&self) -> f64 {
        f64::from(self.size)
    }

    fn transform(&self) -> FontTransform {
        FontTransform::None
    }

    fn style(&self) -> FontStyle {
        FontStyle::Normal
    }

    fn anchor(&self) -> Pos {
        let horizontal = match self.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        Pos::new(horizontal, VPos::Center)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FAMILY)
    }

    /// The canvas lays texts out itself.
    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        Ok(((0, 0), (0, 0)))
    }

    /// The canvas draws texts itself.
    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: F,
    ) -> Result<Result<(), E>, Infallible> {
        Ok(Ok(()))
    }
}
