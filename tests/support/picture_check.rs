//! What must hold for every painted figure: each datum's colour is seen in its box, and no label is
//! cut or overlaps another. For tests over synthetic figures and over the figures of real reports.

use clientele::draw::{AverageWidths, Hit, Ink, LabelBox, Painted, Size, Theme, paint};
use clientele::figure::{Datum, Figure, Mark, Series};

#[path = "picture_raster.rs"]
mod picture_raster;
use picture_raster::Raster;

/// Sizes in CSS pixels and the device pixel ratio each is looked at.
pub const SCREENS: [(f64, f64, f64); 4] = [
    (360.0, 270.0, 1.0),
    (360.0, 270.0, 3.0),
    (720.0, 405.0, 1.0),
    (1280.0, 640.0, 1.0),
];

/// Everything that is wrong with a figure on any screen, light or dark. Its texts must be said.
pub fn check_everywhere(figure: &Figure) -> Vec<String> {
    let mut wrong = Vec::new();
    for theme in [Theme::light(), Theme::dark()] {
        for (width, height, dpr) in SCREENS {
            let painted = paint(figure, &theme, Size { width, height }, &AverageWidths);
            let found = check(&painted, figure, &theme, dpr);
            wrong.extend(
                found
                    .into_iter()
                    .map(|what| format!("{} at {width} px, {dpr}x: {what}", figure.id)),
            );
        }
    }
    wrong
}

/// Everything that is wrong with a painted figure.
pub fn check(painted: &Painted, figure: &Figure, theme: &Theme, dpr: f64) -> Vec<String> {
    let mut wrong = check_labels(painted);
    wrong.extend(check_presence(painted, figure));
    let raster = Raster::of(&painted.picture, theme.surface, dpr);
    for hit in &painted.hits {
        let Some((series, datum, mark)) = datum_of(figure, hit) else {
            wrong.push(format!("{hit:?} is of no datum"));
            continue;
        };
        let seen = is_seen(
            &raster,
            hit,
            &expected(mark, series, datum, theme),
            theme.surface,
            dpr,
        );
        if !seen && !is_covered(painted, hit) {
            wrong.push(format!("{hit:?} does not show its colour"));
        }
    }
    wrong
}

fn check_labels(painted: &Painted) -> Vec<String> {
    let (width, height) = (
        painted.picture.width as f32 / 8.0,
        painted.picture.height as f32 / 8.0,
    );
    let mut wrong = Vec::new();
    for (index, label) in painted.labels.iter().enumerate() {
        let LabelBox { x, y, w, h, text } = label;
        if *x < 0.0 || *y < 0.0 || x + w > width || y + h > height {
            wrong.push(format!("the label {text:?} leaves the canvas"));
        }
        for other in &painted.labels[..index] {
            if *x < other.x + other.w
                && other.x < x + w
                && *y < other.y + other.h
                && other.y < y + h
            {
                wrong.push(format!("the labels {text:?} and {:?} overlap", other.text));
            }
        }
    }
    wrong
}

/// Each datum that has a place has exactly one box, on the canvas.
fn check_presence(painted: &Painted, figure: &Figure) -> Vec<String> {
    let (width, height) = (
        painted.picture.width as f32 / 8.0,
        painted.picture.height as f32 / 8.0,
    );
    let mut expected = Vec::new();
    for (index, mark) in figure.marks.iter().enumerate() {
        let data = mark.series().map_or(&[][..], |series| &series.data[..]);
        let drawn = data
            .iter()
            .enumerate()
            .filter(|(_, datum)| has_place(mark, datum));
        expected.extend(drawn.map(|(datum, _)| (index as u32, datum as u32)));
    }
    let found: Vec<(u32, u32)> = painted
        .hits
        .iter()
        .map(|hit| (hit.mark, hit.datum))
        .collect();
    let mut wrong = Vec::new();
    if found != expected {
        wrong.push(format!(
            "{} data have a place and {} have a box",
            expected.len(),
            found.len()
        ));
    }
    let outside =
        |hit: &&Hit| hit.x < 0.0 || hit.y < 0.0 || hit.x + hit.w > width || hit.y + hit.h > height;
    wrong.extend(
        painted
            .hits
            .iter()
            .filter(outside)
            .map(|hit| format!("{hit:?} leaves the canvas")),
    );
    wrong
}

fn has_place(mark: &Mark, datum: &Datum) -> bool {
    let coloured = datum.color.is_some() || datum.size.is_some_and(f64::is_finite);
    datum.x.is_finite() && datum.y.is_finite() && (!matches!(mark, Mark::Cells(_)) || coloured)
}

fn datum_of<'f>(figure: &'f Figure, hit: &Hit) -> Option<(&'f Series, &'f Datum, &'f Mark)> {
    let mark = figure.marks.get(hit.mark as usize)?;
    let series = mark.series()?;
    Some((series, series.data.get(hit.datum as usize)?, mark))
}

/// The colours that say "this datum is here".
fn expected(mark: &Mark, series: &Series, datum: &Datum, theme: &Theme) -> Vec<Ink> {
    match mark {
        Mark::Cells(_) if datum.color.is_none() => theme.ramp.to_vec(),
        _ => vec![theme.color(datum.color.unwrap_or(series.color))],
    }
}

fn is_seen(raster: &Raster, hit: &Hit, expected: &[Ink], surface: Ink, dpr: f64) -> bool {
    let begin = |at: f32| (f64::from(at) * dpr).floor().max(0.0) as usize;
    let end = |at: f32| (f64::from(at) * dpr).ceil().max(0.0) as usize;
    (begin(hit.y)..=end(hit.y + hit.h)).any(|y| {
        (begin(hit.x)..=end(hit.x + hit.w)).any(|x| {
            let Some(pixel) = raster.at(x, y) else {
                return false;
            };
            // Dots that are seen through are nearer to their colour than to the surface.
            expected.iter().any(|ink| {
                apart(pixel, *ink) <= 0.45 * apart(surface, *ink) || pixel.rgb == ink.rgb
            })
        })
    })
}

fn apart(a: Ink, b: Ink) -> f64 {
    let channel = |a: u8, b: u8| f64::from(a) - f64::from(b);
    let (r, g, bl) = (
        channel(a.rgb.0, b.rgb.0),
        channel(a.rgb.1, b.rgb.1),
        channel(a.rgb.2, b.rgb.2),
    );
    (r * r + g * g + bl * bl).sqrt()
}

/// Another datum lies on the middle of this one.
fn is_covered(painted: &Painted, hit: &Hit) -> bool {
    let (x, y) = (hit.x + hit.w / 2.0, hit.y + hit.h / 2.0);
    painted.hits.iter().any(|other| {
        let same = (other.mark, other.datum) == (hit.mark, hit.datum);
        !same && x >= other.x && x <= other.x + other.w && y >= other.y && y <= other.y + other.h
    })
}
