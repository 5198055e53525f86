//! Rectangles in units of a picture.

use crate::draw::picture::Point;

/// A rectangle in units of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Zone {
    pub x0: i32,
    pub y0: i32,
    pub x1: i32,
    pub y1: i32,
}

impl Zone {
    /// The zone between two corners.
    pub(crate) fn between(a: Point, b: Point) -> Zone {
        Zone {
            x0: a.0.min(b.0),
            y0: a.1.min(b.1),
            x1: a.0.max(b.0),
            y1: a.1.max(b.1),
        }
    }

    /// The square round a point.
    pub(crate) fn round(centre: Point, reach: i32) -> Zone {
        Zone::between(
            (centre.0 - reach, centre.1 - reach),
            (centre.0 + reach, centre.1 + reach),
        )
    }

    /// The same without a border of this width, never turned inside out.
    pub(crate) fn inset(&self, border: i32) -> Zone {
        let (dx, dy) = (border.min(self.width() / 2), border.min(self.height() / 2));
        Zone {
            x0: self.x0 + dx,
            y0: self.y0 + dy,
            x1: self.x1 - dx,
            y1: self.y1 - dy,
        }
    }

    /// Its width.
    pub(crate) fn width(&self) -> i32 {
        self.x1 - self.x0
    }

    /// Its height.
    pub(crate) fn height(&self) -> i32 {
        self.y1 - self.y0
    }

    /// Its middle.
    pub(crate) fn middle(&self) -> Point {
        ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)
    }

    /// Whether they share some area.
    pub(crate) fn meets(&self, other: &Zone) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// The part of it within another.
    pub(crate) fn clipped(&self, outer: &Zone) -> Zone {
        let across = |x: i32| x.clamp(outer.x0, outer.x1);
        let down = |y: i32| y.clamp(outer.y0, outer.y1);
        Zone {
            x0: across(self.x0),
            y0: down(self.y0),
            x1: across(self.x1),
            y1: down(self.y1),
        }
    }

    /// Whether another holds all of it.
    pub(crate) fn within(&self, outer: &Zone) -> bool {
        self.x0 >= outer.x0 && self.y0 >= outer.y0 && self.x1 <= outer.x1 && self.y1 <= outer.y1
    }
}
