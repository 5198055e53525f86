//! Figure -> SVG text, with title, subtitle and notes where it must stand alone.

use std::fmt::Write;

use crate::draw::measure::Measure;
use crate::draw::picture::{Anchor, Ink, Point, Shape, UNITS};
use crate::draw::theme::{TEXT, Theme};
use crate::draw::{Picture, Size, paint};
use crate::figure::Figure;

/// What stands above the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Nothing: the page says it.
    Bare,
    /// Title, subtitle and notes.
    Titled,
}

/// A figure as one SVG document. The size is that of the chart; a heading is added above.
pub fn svg(
    figure: &Figure,
    theme: &Theme,
    size: Size,
    measure: &dyn Measure,
    heading: Heading,
) -> String {
    let picture = paint(figure, theme, size, measure).picture;
    let lines = match heading {
        Heading::Bare => Vec::new(),
        Heading::Titled => heading_lines(figure, theme, size.width - 2.0 * EDGE, measure),
    };
    let above = lines.iter().map(|line| theme.px(line.height)).sum::<i32>();
    let edge = if heading == Heading::Titled {
        theme.px(EDGE)
    } else {
        0
    };
    let frame = Frame {
        above: above + edge,
        edge,
    };
    document(figure, theme, &picture, &lines, frame)
}

/// The space round a picture that stands alone, in CSS pixels.
const EDGE: f64 = 16.0;

/// Where the picture lies in the document, in units.
#[derive(Clone, Copy)]
struct Frame {
    above: i32,
    edge: i32,
}

/// A line of the heading.
struct Line {
    text: String,
    size: f64,
    weight: u32,
    ink: Ink,
    height: f64,
}

fn heading_lines(figure: &Figure, theme: &Theme, width: f64, measure: &dyn Measure) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |text: &str, size: f64, weight: u32, ink: Ink| {
        for text in wrap(
            text,
            width,
            size * if weight > 400 { 1.06 } else { 1.0 },
            measure,
        ) {
            lines.push(Line {
                text,
                size,
                weight,
                ink,
                height: size * 1.45,
            });
        }
    };
    add(&figure.title.said, 16.0, 600, theme.ink[0]);
    add(&figure.subtitle.said, 13.0, 400, theme.ink[1]);
    for note in &figure.notes {
        add(&note.said, TEXT, 400, theme.ink[2]);
    }
    if let Some(last) = lines.last_mut() {
        last.height += 8.0;
    }
    lines
}

/// Breaks a text between words into lines of this width; a longer word stands alone.
fn wrap(text: &str, width: f64, size: f64, measure: &dyn Measure) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if measure.width(&format!("{line} {word}"), size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn document(
    figure: &Figure,
    theme: &Theme,
    picture: &Picture,
    lines: &[Line],
    frame: Frame,
) -> String {
    let width = picture.width as i32 + 2 * frame.edge;
    let height = picture.height as i32 + frame.above + frame.edge;
    let css = |units: i32| f64::from(units) / f64::from(UNITS);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif\" \
         font-variant-numeric=\"tabular-nums\">\n<title>{}</title>\n",
        css(width),
        css(height),
        escape(&figure.title.said),
    );
    let surface = Shape::Rect {
        from: (0, 0),
        to: (width, height),
        ink: theme.surface,
    };
    write_shape(&mut text, &surface);
    write_heading(&mut text, theme, lines, frame);
    let _ = writeln!(
        text,
        "<g transform=\"translate({} {})\">",
        frame.edge, frame.above
    );
    for shape in &picture.shapes {
        write_shape(&mut text, shape);
    }
    text.push_str("</g>\n</svg>\n");
    text
}

fn write_heading(text: &mut String, theme: &Theme, lines: &[Line], frame: Frame) {
    let mut top = frame.edge;
    for line in lines {
        let size = theme.px(line.size);
        let _ = writeln!(
            text,
            "<text x=\"{}\" y=\"{}\" font-size=\"{size}\" font-weight=\"{}\"{}>{}</text>",
            frame.edge,
            top + size,
            line.weight,
            paint_of("fill", line.ink),
            escape(&line.text),
        );
        top += theme.px(line.height);
    }
}

fn write_shape(text: &mut String, shape: &Shape) {
    let element = match shape {
        Shape::Rect { from, to, ink } => rect(*from, *to, *ink),
        Shape::Path { points, width, ink } => stroke(points, *width, *ink),
        Shape::Polygon { points, ink } => {
            format!("<path d=\"{}Z\"{}/>", path(points), paint_of("fill", *ink))
        }
        Shape::Disc {
            centre,
            radius,
            ink,
        } => circle(*centre, *radius, &paint_of("fill", *ink)),
        Shape::Ring {
            centre,
            radius,
            width,
            ink,
        } => {
            let stroke = paint_of("stroke", *ink);
            circle(
                *centre,
                *radius,
                &format!(" fill=\"none\" stroke-width=\"{width}\"{stroke}"),
            )
        }
        Shape::Text {
            at,
            anchor,
            size,
            ink,
            text,
        } => words(*at, *anchor, *size, *ink, text),
    };
    text.push_str(&element);
    text.push('\n');
}

fn rect((x0, y0): Point, (x1, y1): Point, ink: Ink) -> String {
    format!(
        "<rect x=\"{x0}\" y=\"{y0}\" width=\"{}\" height=\"{}\"{} shape-rendering=\"crispEdges\"/>",
        x1 - x0,
        y1 - y0,
        paint_of("fill", ink),
    )
}

fn stroke(points: &[Point], width: u32, ink: Ink) -> String {
    format!(
        "<path d=\"{}\" fill=\"none\" stroke-width=\"{width}\" stroke-linejoin=\"round\"{}{}/>",
        path(points),
        paint_of("stroke", ink),
        if is_straight(points) {
            " shape-rendering=\"crispEdges\""
        } else {
            ""
        },
    )
}

fn circle((x, y): Point, radius: u32, paint: &str) -> String {
    format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"{paint}/>")
}

fn words((x, y): Point, anchor: Anchor, size: u32, ink: Ink, text: &str) -> String {
    format!(
        // Browsers disagree on where the middle of a font is; a third of its size is close to all.
        "<text x=\"{x}\" y=\"{}\" font-size=\"{size}\"{}{}>{}</text>",
        y + (size as i32 * 35) / 100,
        anchor_of(anchor),
        paint_of("fill", ink),
        escape(text),
    )
}

/// A line across or up: sharp when its edges follow the pixels.
fn is_straight(points: &[Point]) -> bool {
    matches!(points, [a, b] if a.0 == b.0 || a.1 == b.1)
}

fn path(points: &[Point]) -> String {
    let mut text = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let _ = write!(text, "{}{x} {y}", if index == 0 { "M" } else { "L" });
    }
    text
}

fn paint_of(attribute: &str, ink: Ink) -> String {
    let (r, g, b) = ink.rgb;
    let mut text = format!(" {attribute}=\"#{r:02x}{g:02x}{b:02x}\"");
    if ink.alpha < 1.0 {
        let _ = write!(text, " {attribute}-opacity=\"{}\"", ink.alpha);
    }
    text
}

fn anchor_of(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    }
}

/// A text as XML allows it: what XML cannot hold becomes the replacement character.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_data_cannot_become_markup() {
        assert_eq!(
            escape("<a href=\"x\">&'\u{1}\r"),
            "&lt;a href=&quot;x&quot;&gt;&amp;'\u{fffd} "
        );
    }

    #[test]
    fn a_title_is_broken_between_words() {
        let lines = wrap(
            "one two three four",
            60.0,
            12.0,
            &crate::draw::AverageWidths,
        );
        assert_eq!(lines, ["one two", "three four"]);
    }
}
