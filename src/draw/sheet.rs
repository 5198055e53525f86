//! What is being painted: the chart's coordinate systems on the recorder, the hit boxes and the
//! labels, which never leave the picture and never overlap.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, DashedPathElement, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontFamily, IntoTextStyle, RGBAColor, ShapeStyle, TextStyle};

use crate::draw::layout::Layout;
use crate::draw::measure::Measure;
use crate::draw::occupied::Occupied;
use crate::draw::picture::{Anchor, Ink, Point, UNITS};
use crate::draw::recorder::Recorder;
use crate::draw::theme::{TEXT, Theme};
use crate::draw::zone::Zone;
use crate::draw::{Hit, LabelBox, Painted, Size};
use crate::figure::Side;

/// The one coordinate system of all charts: numbers across, numbers up.
type Plot<'m> = DrawingArea<Recorder<'m>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// Why drawing is not allowed to fail: the recorder only pushes to a list.
const RECORDED: &str = "recording a shape cannot fail";

/// A text to be placed; its point is its vertical middle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'t> {
    pub text: &'t str,
    pub at: Point,
    pub anchor: Anchor,
    pub size: f64,
    pub ink: Ink,
}

/// A picture in the making.
pub(crate) struct Sheet<'m> {
    pub(crate) theme: &'m Theme,
    /// The area of the data, in units.
    pub(crate) plot: Zone,
    backend: Rc<RefCell<Recorder<'m>>>,
    root: DrawingArea<Recorder<'m>, Shift>,
    left: Plot<'m>,
    right: Plot<'m>,
    measure: &'m dyn Measure,
    page: Zone,
    hits: Vec<Hit>,
    labels: Vec<(Zone, String)>,
    occupied: Occupied,
    delicate: Occupied,
}

impl<'m> Sheet<'m> {
    /// An empty sheet with the coordinate systems of the layout.
    pub(crate) fn new(
        layout: &Layout,
        theme: &'m Theme,
        size: Size,
        measure: &'m dyn Measure,
    ) -> Sheet<'m> {
        let (width, height) = (
            theme.px(size.width).max(UNITS),
            theme.px(size.height).max(UNITS),
        );
        let page = Zone {
            x0: 0,
            y0: 0,
            x1: width,
            y1: height,
        };
        let backend = Rc::new(RefCell::new(Recorder::new(
            width as u32,
            height as u32,
            measure,
        )));
        let root = DrawingArea::from(&backend);
        // What plotters' chart builder does with label areas, without its grid of them.
        let plot = root.margin(
            theme.px(layout.top),
            theme.px(layout.bottom),
            theme.px(layout.left),
            theme.px(layout.right),
        );
        let (across, down) = plot.get_pixel_range();
        // As the builder does it, the first system ends before the last unit, the second on it.
        let coordinates = |y: Range<f64>, short: i32| {
            let pixels = (
                across.start..across.end - short,
                down.end - short..down.start,
            );
            let x = layout.x.from..layout.x.to;
            plot.apply_coord_spec(Cartesian2d::new(x, y, pixels))
        };
        let right_axis = layout.y2.as_ref().unwrap_or(&layout.y);
        Sheet {
            theme,
            plot: Zone {
                x0: across.start,
                y0: down.start,
                x1: across.end,
                y1: down.end,
            },
            left: coordinates(layout.y.from..layout.y.to, 1),
            right: coordinates(right_axis.from..right_axis.to, 0),
            backend,
            root,
            measure,
            page,
            hits: Vec::new(),
            labels: Vec::new(),
            occupied: Occupied::on(page),
            delicate: Occupied::on(page),
        }
    }

    fn area(&self, side: Side) -> &Plot<'m> {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }

    /// Where data coordinates lie in the picture.
    pub(crate) fn place(&self, side: Side, x: f64, y: f64) -> Point {
        self.area(side).map_coordinate(&(x, y))
    }

    /// A filled rectangle.
    pub(crate) fn rect(&mut self, zone: Zone, ink: Ink) {
        let corners = [(zone.x0, zone.y0), (zone.x1, zone.y1)];
        self.root
            .draw(&Rectangle::new(corners, style(ink, 0).filled()))
            .expect(RECORDED);
    }

    /// The outline of a rectangle, inside of it.
    pub(crate) fn frame(&mut self, zone: Zone, width: f64, ink: Ink) {
        let width = self.theme.px(width);
        let half = width / 2;
        let corners = [
            (zone.x0 + half, zone.y0 + half),
            (zone.x1 - half, zone.y1 - half),
        ];
        self.root
            .draw(&Rectangle::new(corners, style(ink, width)))
            .expect(RECORDED);
    }

    /// A stroke between places of the picture.
    pub(crate) fn stroke(&mut self, points: Vec<Point>, width: f64, ink: Ink) {
        let style = style(ink, self.theme.px(width));
        self.root
            .draw(&PathElement::new(points, style))
            .expect(RECORDED);
    }

    /// A line through data.
    pub(crate) fn line(&mut self, side: Side, points: Vec<(f64, f64)>, width: f64, ink: Ink) {
        let style = style(ink, self.theme.px(width));
        self.area(side)
            .draw(&PathElement::new(points, style))
            .expect(RECORDED);
    }

    /// A dashed stroke between places of the picture.
    pub(crate) fn dashes(&mut self, points: Vec<Point>, width: f64, ink: Ink) {
        let (dash, space) = (self.theme.px(4.0), self.theme.px(3.0));
        let style = style(ink, self.theme.px(width));
        self.root
            .draw(&DashedPathElement::new(points, dash, space, style))
            .expect(RECORDED);
    }

    /// A filled polygon between places of the picture.
    pub(crate) fn polygon(&mut self, corners: Vec<Point>, ink: Ink) {
        let style = style(ink, 0).filled();
        self.root
            .draw(&Polygon::new(corners, style))
            .expect(RECORDED);
    }

    /// A filled dot; the radius is in CSS pixels.
    pub(crate) fn dot(&mut self, centre: Point, radius: f64, ink: Ink) {
        self.root
            .draw(&Circle::new(
                centre,
                self.theme.px(radius),
                style(ink, 0).filled(),
            ))
            .expect(RECORDED);
    }

    /// A hollow dot.
    pub(crate) fn ring(&mut self, centre: Point, radius: f64, width: f64, ink: Ink) {
        let style = style(ink, self.theme.px(width));
        self.root
            .draw(&Circle::new(centre, self.theme.px(radius), style))
            .expect(RECORDED);
    }

    /// Remembers where a datum is.
    pub(crate) fn hit(&mut self, zone: Zone, mark: u32, datum: usize) {
        let (x, y, w, h) = css(zone.clipped(&self.page));
        self.hits.push(Hit {
            x,
            y,
            w,
            h,
            mark,
            datum: datum as u32,
        });
    }

    /// Remembers a broad thing that careful labels keep away from.
    pub(crate) fn obstacle(&mut self, zone: Zone) {
        self.occupied.add(zone);
    }

    /// Remembers a thin or small thing, which a label would hide.
    pub(crate) fn delicate(&mut self, zone: Zone) {
        self.occupied.add(zone);
        self.delicate.add(zone);
    }

    /// The width of a text in CSS pixels.
    pub(crate) fn width(&self, text: &str, size: f64) -> f64 {
        self.measure.width(text, size)
    }

    /// Where the middle of a text must be to be seen whole: as near to `middle` as can be.
    pub(crate) fn inside(&self, middle: i32, text: &str) -> i32 {
        let half = self.theme.px(self.width(text, TEXT) / 2.0) + 8;
        if 2 * half >= self.page.x1 {
            middle
        } else {
            middle.clamp(half, self.page.x1 - half)
        }
    }

    /// What measures texts.
    pub(crate) fn measure(&self) -> &'m dyn Measure {
        self.measure
    }

    /// The width of the picture in CSS pixels.
    pub(crate) fn css_width(&self) -> f64 {
        f64::from(self.page.x1) / f64::from(UNITS)
    }

    /// The right end of the picture in units.
    pub(crate) fn page_right(&self) -> i32 {
        self.page.x1
    }

    /// The lower end of the picture in units.
    pub(crate) fn page_bottom(&self) -> i32 {
        self.page.y1
    }

    /// Writes a text where it stays within the picture and away from all other texts.
    /// Tells whether it found that place free.
    pub(crate) fn say(&mut self, words: Words) -> bool {
        let Some((style, zone)) = self.free(words) else {
            return false;
        };
        self.write(words, &style, zone);
        true
    }

    /// Writes a text where it is free of the data too.
    pub(crate) fn say_beside(&mut self, words: Words) -> bool {
        let Some((style, zone)) = self.free(words) else {
            return false;
        };
        if !self.occupied.is_free(zone) {
            return false;
        }
        self.write(words, &style, zone);
        true
    }

    /// The same on a bit of empty surface, which interrupts the lines behind it.
    pub(crate) fn say_clear(&mut self, words: Words) -> bool {
        let place = self
            .free(words)
            .filter(|place| self.occupied.is_free(place.1));
        if let Some((style, zone)) = &place {
            self.rect(*zone, self.theme.surface);
            self.write(words, style, *zone);
        }
        place.is_some()
    }

    /// Writes a text on a bit of empty surface, over broad things but not over thin ones.
    pub(crate) fn say_on_chip(&mut self, words: Words) -> bool {
        let Some((style, zone)) = self.free(words) else {
            return false;
        };
        let chip = Zone {
            x0: zone.x0 - 16,
            x1: zone.x1 + 16,
            ..zone
        };
        if !self.delicate.is_free(chip) {
            return false;
        }
        self.rect(chip, self.theme.surface);
        self.write(words, &style, zone);
        true
    }

    fn write(&mut self, words: Words, style: &TextStyle<'static>, zone: Zone) {
        self.root
            .draw(&Text::new(words.text, words.at, style))
            .expect(RECORDED);
        self.labels.push((zone, words.text.to_owned()));
    }

    fn free(&self, words: Words) -> Option<(TextStyle<'static>, Zone)> {
        if words.text.is_empty() {
            return None;
        }
        let horizontal = match words.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        // By name, as text it would be compared with the generic families in the cases of all scripts.
        let family = FontFamily::Name("system-ui, sans-serif");
        let style = (family, self.theme.px(words.size))
            .with_color(rgba(words.ink))
            .with_anchor::<RGBAColor>(Pos::new(horizontal, VPos::Center))
            .into_text_style(&self.root);
        let (width, height) = self
            .root
            .estimate_text_size(words.text, &style)
            .expect(RECORDED);
        let zone = text_zone(words, width as i32, height as i32);
        let taken = self.labels.iter().any(|(other, _)| other.meets(&zone));
        (zone.within(&self.page) && !taken).then_some((style, zone))
    }

    /// The picture with its boxes.
    pub(crate) fn finish(self) -> Painted {
        let labels = self.labels.into_iter().map(|(zone, text)| {
            let (x, y, w, h) = css(zone);
            LabelBox { x, y, w, h, text }
        });
        let picture = std::mem::take(&mut self.backend.borrow_mut().picture);
        Painted {
            picture,
            hits: self.hits,
            labels: labels.collect(),
        }
    }
}

fn text_zone(words: Words, width: i32, height: i32) -> Zone {
    let (x, y) = words.at;
    let x0 = match words.anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2,
        Anchor::End => x - width,
    };
    Zone {
        x0,
        y0: y - height / 2,
        x1: x0 + width,
        y1: y - height / 2 + height,
    }
}

fn rgba(ink: Ink) -> RGBAColor {
    RGBAColor(ink.rgb.0, ink.rgb.1, ink.rgb.2, ink.alpha)
}

fn style(ink: Ink, width: i32) -> ShapeStyle {
    ShapeStyle {
        color: rgba(ink),
        filled: false,
        stroke_width: width.max(0) as u32,
    }
}

fn css(zone: Zone) -> (f32, f32, f32, f32) {
    let css = |units: i32| units as f32 / UNITS as f32;
    (
        css(zone.x0),
        css(zone.y0),
        css(zone.width()),
        css(zone.height()),
    )
}
