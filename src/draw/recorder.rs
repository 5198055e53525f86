//! Plotters' drawing calls -> a [`Picture`]. The one backend that all painting is written against.

use std::convert::Infallible;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use crate::draw::measure::Measure;
use crate::draw::picture::{Anchor, Ink, Picture, Shape, UNITS};

type Recorded = Result<(), DrawingErrorKind<Infallible>>;

/// Keeps what Plotters asks for. Nothing can fail.
pub(crate) struct Recorder<'m> {
    pub(crate) picture: Picture,
    measure: &'m dyn Measure,
}

impl<'m> Recorder<'m> {
    /// An empty picture of this size in units.
    pub(crate) fn new(width: u32, height: u32, measure: &'m dyn Measure) -> Recorder<'m> {
        Recorder {
            picture: Picture {
                width,
                height,
                shapes: Vec::new(),
            },
            measure,
        }
    }

    fn keep(&mut self, shape: Shape) -> Recorded {
        self.picture.shapes.push(shape);
        Ok(())
    }
}

fn ink(color: BackendColor) -> Ink {
    Ink {
        rgb: color.rgb,
        alpha: color.alpha,
    }
}

/// A path without the points that repeat the one before: many data on few pixels do that.
fn distinct(points: impl IntoIterator<Item = BackendCoord>) -> Vec<BackendCoord> {
    let mut points: Vec<BackendCoord> = points.into_iter().collect();
    points.dedup();
    points
}

impl DrawingBackend for Recorder<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.picture.width, self.picture.height)
    }

    fn ensure_prepared(&mut self) -> Recorded {
        Ok(())
    }

    fn present(&mut self) -> Recorded {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Recorded {
        self.keep(Shape::Rect {
            from: (x, y),
            to: (x + 1, y + 1),
            ink: ink(color),
        })
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Recorded {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Recorded {
        if fill {
            return self.keep(Shape::Rect {
                from,
                to,
                ink: ink(style.color()),
            });
        }
        self.draw_path([from, (to.0, from.1), to, (from.0, to.1), from], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Recorded {
        let points = distinct(path);
        self.keep(Shape::Path {
            points,
            width: style.stroke_width(),
            ink: ink(style.color()),
        })
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Recorded {
        let (width, ink) = (style.stroke_width(), ink(style.color()));
        self.keep(if fill {
            Shape::Disc {
                centre,
                radius,
                ink,
            }
        } else {
            Shape::Ring {
                centre,
                radius,
                width,
                ink,
            }
        })
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Recorded {
        self.keep(Shape::Polygon {
            points: distinct(corners),
            ink: ink(style.color()),
        })
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Recorded {
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let (size, ink) = (style.size().round() as u32, ink(style.color()));
        self.keep(Shape::Text {
            at,
            anchor,
            size,
            ink,
            text: text.to_owned(),
        })
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let units = f64::from(UNITS);
        let width = self.measure.width(text, style.size() / units) * units;
        Ok((
            libm::ceil(width) as u32,
            libm::ceil(style.size() * 1.2) as u32,
        ))
    }
}
