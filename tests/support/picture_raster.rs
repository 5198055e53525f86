//! A picture -> pixels, as the canvas draws them but without smoothing: enough to see which colour
//! is where. Texts are left out: a label may lie on its datum.

use clientele::draw::{Ink, Picture, Point, Shape, UNITS};

/// Pixels of a screen.
pub struct Raster {
    pub width: usize,
    pub height: usize,
    scale: f64,
    pixels: Vec<Ink>,
}

impl Raster {
    /// The picture on a surface at a device pixel ratio.
    pub fn of(picture: &Picture, surface: Ink, dpr: f64) -> Raster {
        let scale = dpr / f64::from(UNITS);
        let width = (f64::from(picture.width) * scale).round() as usize;
        let height = (f64::from(picture.height) * scale).round() as usize;
        let mut raster = Raster {
            width,
            height,
            scale,
            pixels: vec![surface; width * height],
        };
        for shape in &picture.shapes {
            raster.put(shape);
        }
        raster
    }

    /// The colour of a pixel; `None` outside.
    pub fn at(&self, x: usize, y: usize) -> Option<Ink> {
        (x < self.width && y < self.height).then(|| self.pixels[y * self.width + x])
    }

    fn put(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { from, to, ink } => self.rect(*from, *to, *ink),
            Shape::Path { points, width, ink } => {
                let reach = f64::from(*width) / 2.0;
                for pair in points.windows(2) {
                    let (a, b) = (pair[0], pair[1]);
                    self.fill(&[a, b], reach, *ink, |at| distance(at, a, b) <= reach);
                }
            }
            Shape::Polygon { points, ink } => self.fill(points, 0.0, *ink, |at| inside(at, points)),
            Shape::Disc {
                centre,
                radius,
                ink,
            } => {
                let reach = f64::from(*radius);
                self.fill(&[*centre], reach, *ink, |at| {
                    distance(at, *centre, *centre) <= reach
                });
            }
            Shape::Ring {
                centre,
                radius,
                width,
                ink,
            } => {
                let (radius, half) = (f64::from(*radius), f64::from(*width) / 2.0);
                self.fill(&[*centre], radius + half, *ink, |at| {
                    (distance(at, *centre, *centre) - radius).abs() <= half
                });
            }
            Shape::Text { .. } => {}
        }
    }

    /// Rectangles lie on whole pixels and are never less than one, as on the canvas.
    fn rect(&mut self, from: Point, to: Point, ink: Ink) {
        let border = |units: i32| (f64::from(units) * self.scale).round().max(0.0) as usize;
        let (x0, y0) = (border(from.0), border(from.1));
        let (x1, y1) = (border(to.0).max(x0 + 1), border(to.1).max(y0 + 1));
        for y in y0..y1.min(self.height) {
            for x in x0..x1.min(self.width) {
                self.mix(x, y, ink);
            }
        }
    }

    fn fill(
        &mut self,
        points: &[Point],
        reach: f64,
        ink: Ink,
        covers: impl Fn((f64, f64)) -> bool,
    ) {
        let low = |ends: &dyn Fn(&Point) -> i32| points.iter().map(ends).min().unwrap_or(0);
        let high = |ends: &dyn Fn(&Point) -> i32| points.iter().map(ends).max().unwrap_or(0);
        let begin =
            |units: i32| ((f64::from(units) - reach) * self.scale).floor().max(0.0) as usize;
        let end = |units: i32| ((f64::from(units) + reach) * self.scale).ceil().max(0.0) as usize;
        let (x0, x1) = (begin(low(&|p| p.0)), end(high(&|p| p.0)).min(self.width));
        let (y0, y1) = (begin(low(&|p| p.1)), end(high(&|p| p.1)).min(self.height));
        for y in y0..y1 {
            for x in x0..x1 {
                if covers(((x as f64 + 0.5) / self.scale, (y as f64 + 0.5) / self.scale)) {
                    self.mix(x, y, ink);
                }
            }
        }
    }

    fn mix(&mut self, x: usize, y: usize, ink: Ink) {
        let below = &mut self.pixels[y * self.width + x];
        *below = ink.over(*below);
    }
}

/// From a place to a stroke between two points.
fn distance((x, y): (f64, f64), a: Point, b: Point) -> f64 {
    let (ax, ay) = (f64::from(a.0), f64::from(a.1));
    let (dx, dy) = (f64::from(b.0) - ax, f64::from(b.1) - ay);
    let length = dx * dx + dy * dy;
    let part = if length == 0.0 {
        0.0
    } else {
        (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0)
    };
    (x - ax - part * dx).hypot(y - ay - part * dy)
}

fn inside((x, y): (f64, f64), corners: &[Point]) -> bool {
    let mut odd = false;
    for (index, a) in corners.iter().enumerate() {
        let b = corners[(index + 1) % corners.len()];
        let (ax, ay, bx, by) = (
            f64::from(a.0),
            f64::from(a.1),
            f64::from(b.0),
            f64::from(b.1),
        );
        if (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
            odd = !odd;
        }
    }
    odd
}
