//! Shapes as plain data, in eighths of a CSS pixel: what Plotters asked for, ready to be replayed.

/// Units of a picture in one CSS pixel. Plotters counts in whole numbers; eighths keep curves smooth.
pub const UNITS: i32 = 8;

/// A place, in units from the top left.
pub type Point = (i32, i32);

/// A colour with its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ink {
    /// Red, green and blue.
    pub rgb: (u8, u8, u8),
    /// From 0, unseen, to 1.
    pub alpha: f64,
}

impl Ink {
    /// An opaque colour written `0xrrggbb`.
    pub const fn hex(rgb: u32) -> Ink {
        Ink {
            rgb: ((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8),
            alpha: 1.0,
        }
    }

    /// The same colour, seen through.
    pub const fn with_alpha(self, alpha: f64) -> Ink {
        Ink {
            rgb: self.rgb,
            alpha,
        }
    }

    /// What is seen when this colour lies on an opaque one.
    pub fn over(self, below: Ink) -> Ink {
        let mix = |top: u8, under: u8| {
            let seen = f64::from(top) * self.alpha + f64::from(under) * (1.0 - self.alpha);
            seen.round() as u8
        };
        let ((r, g, b), (br, bg, bb)) = (self.rgb, below.rgb);
        Ink {
            rgb: (mix(r, br), mix(g, bg), mix(b, bb)),
            alpha: 1.0,
        }
    }

    /// The contrast ratio of WCAG 2 with another opaque colour, from 1 to 21.
    pub fn contrast(self, other: Ink) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                libm::pow((c + 0.055) / 1.055, 2.4)
            }
        };
        0.2126 * linear(self.rgb.0) + 0.7152 * linear(self.rgb.1) + 0.0722 * linear(self.rgb.2)
    }
}

/// Which side of a text its point is on; from top to bottom the point is always the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins here.
    Start,
    /// The text is centred here.
    Middle,
    /// The text ends here.
    End,
}

/// One drawn thing.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle; `from` is its upper left corner.
    Rect {
        /// Upper left.
        from: Point,
        /// Lower right.
        to: Point,
        /// Its filling.
        ink: Ink,
    },
    /// A stroke through these points.
    Path {
        /// The points, in order.
        points: Vec<Point>,
        /// The stroke's width in units.
        width: u32,
        /// The stroke's colour.
        ink: Ink,
    },
    /// A filled polygon.
    Polygon {
        /// Its corners, in order.
        points: Vec<Point>,
        /// Its filling.
        ink: Ink,
    },
    /// A filled circle.
    Disc {
        /// The middle.
        centre: Point,
        /// The radius in units.
        radius: u32,
        /// Its filling.
        ink: Ink,
    },
    /// A stroke round a circle.
    Ring {
        /// The middle.
        centre: Point,
        /// The radius in units, to the middle of the stroke.
        radius: u32,
        /// The stroke's width in units.
        width: u32,
        /// The stroke's colour.
        ink: Ink,
    },
    /// A text.
    Text {
        /// Where it is anchored.
        at: Point,
        /// How it is anchored.
        anchor: Anchor,
        /// The font's size in units.
        size: u32,
        /// Its colour.
        ink: Ink,
        /// The words.
        text: String,
    },
}

impl Shape {
    /// Moves it to the right and down.
    pub(crate) fn shift(&mut self, by: Point) {
        let one = |point: &mut Point| *point = (point.0 + by.0, point.1 + by.1);
        match self {
            Shape::Rect { from, to, .. } => [from, to].into_iter().for_each(one),
            Shape::Path { points, .. } | Shape::Polygon { points, .. } => {
                points.iter_mut().for_each(one);
            }
            Shape::Disc { centre, .. } | Shape::Ring { centre, .. } => one(centre),
            Shape::Text { at, .. } => one(at),
        }
    }
}

/// Shapes, back to front, on a canvas of this size in units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Width in units.
    pub width: u32,
    /// Height in units.
    pub height: u32,
    /// The shapes.
    pub shapes: Vec<Shape>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let (black, white) = (Ink::hex(0x000000), Ink::hex(0xffffff));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((Ink::hex(0x767676).contrast(white) - 4.54).abs() < 0.01);
        assert_eq!(black.with_alpha(0.5).over(white).rgb, (128, 128, 128));
    }
}
