//! Figures that are hard to draw stay true and readable on every screen.

use clientele::draw::{AverageWidths, Heading, Size, Theme, natural_height, paint, svg};
use clientele::figure::{Color, Datum, Figure, Mark, Side, Unit};
use clientele::say::Text;

#[path = "support/picture_check.rs"]
mod picture_check;
#[path = "support/picture_figures.rs"]
mod picture_figures;

use picture_check::check_everywhere;
use picture_figures::*;

/// What most charts look like; their pictures are kept in `tests/pictures`.
fn gallery() -> Vec<Figure> {
    vec![
        years(),
        pareto(38),
        ranking(),
        segments(),
        monthly(),
        heat(),
        cohorts(),
        scatter(60),
    ]
}

fn bars(id: &str, values: &[f64]) -> Figure {
    let names: Vec<String> = (0..values.len())
        .map(|band| format!("Band {band}"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let data = labelled(row(values), |datum| format!("{:.0}", datum.y));
    let marks = vec![Mark::Bars(series("", Color::Category(0), data))];
    figure(id, id, bands(&names), linear(Unit::Count), marks)
}

fn bars_lying(id: &str, values: &[f64]) -> Figure {
    let names: Vec<String> = (0..values.len())
        .map(|band| format!("Band {band}"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let data = lying(labelled(row(values), |datum| format!("{:.0}", datum.y)));
    let marks = vec![Mark::Bars(series("", Color::Category(0), data))];
    figure(id, id, linear(Unit::Count), bands(&names), marks)
}

fn line(id: &str, values: &[f64]) -> Figure {
    let marks = vec![Mark::Line {
        series: series("", Color::Category(0), row(values)),
        side: Side::Left,
    }];
    figure(id, id, linear(Unit::Count), linear(Unit::Number), marks)
}

fn many_lines(count: usize) -> Figure {
    let lines = (0..count).map(|index| {
        let values: Vec<f64> = (0..12)
            .map(|month| 100.0 + (index as f64) * 0.5 + f64::from(month))
            .collect();
        let name = format!("The series with the number {index}");
        Mark::Line {
            series: series(&name, Color::Category(index as u8), row(&values)),
            side: Side::Left,
        }
    });
    let months: Vec<String> = (1..=12).map(|month| format!("Month {month}")).collect();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    figure(
        &format!("{count} lines"),
        "Lines",
        bands(&months),
        linear(Unit::Number),
        lines.collect(),
    )
}

fn hostile() -> Vec<Figure> {
    let many: Vec<f64> = noise(5).take(10_000).map(|n| n * 1000.0).collect();
    let wild = [1.0, f64::NAN, f64::INFINITY, -3.0, f64::NEG_INFINITY, 2.0];
    let mut figures = intervals();
    for (name, values) in [
        ("nothing", &[][..]),
        ("one", &[7.0]),
        ("two", &[7.0, 3.0]),
        ("sixty", &many[..60]),
        ("ten thousand", &many),
        ("all zero", &[0.0; 12]),
        ("negative", &[-5.0, 3.0, -11.0, 8.0]),
        ("all negative", &[-5.0, -3.0, -11.0]),
        ("one giant", &[1e12, 1.0, 2.0, 3.0, 4.0, 5.0, 0.0]),
        ("not numbers", &wild),
        ("tiny", &[1e-9, 2e-9]),
        ("nearly alike", &[1_000_000.25, 1_000_000.5, 1_000_000.75]),
        ("enormous", &[1e299, -1e299, 3.0]),
    ] {
        figures.push(bars(&format!("bars: {name}"), values));
        figures.push(bars_lying(&format!("lying bars: {name}"), values));
        figures.push(line(&format!("line: {name}"), values));
    }
    figures.extend([
        scatter(0),
        scatter(1),
        scatter(300),
        scatter(10_000),
        pareto(1),
        pareto(400),
    ]);
    figures.extend([many_lines(2), many_lines(5), many_lines(8), many_lines(12)]);
    figures
}

#[test]
fn every_datum_shows_its_colour_and_no_label_is_cut_or_overlaps() {
    for figure in gallery().iter().chain(&hostile()) {
        let wrong = check_everywhere(figure);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn a_check_that_cannot_fail_would_be_no_check() {
    let (theme, size) = (
        Theme::light(),
        Size {
            width: 360.0,
            height: 270.0,
        },
    );
    let figure = ranking();
    let mut painted = paint(&figure, &theme, size, &AverageWidths);
    painted.hits[0].y += 400.0;
    painted.labels[1] = painted.labels[0].clone();
    painted.hits.pop();
    let wrong = picture_check::check(&painted, &figure, &theme, 1.0).join("\n");
    for what in [
        "does not show its colour",
        "overlap",
        "have a place",
        "leaves the canvas",
    ] {
        assert!(wrong.contains(what), "{what} in {wrong}");
    }
}

#[test]
fn data_that_are_no_numbers_are_never_drawn() {
    let painted = paint(
        &line("gap", &[1.0, f64::NAN, 3.0, 4.0]),
        &Theme::light(),
        Size {
            width: 360.0,
            height: 270.0,
        },
        &AverageWidths,
    );
    let data: Vec<u32> = painted.hits.iter().map(|hit| hit.datum).collect();
    assert_eq!(data, [0, 2, 3]);
}

#[test]
fn cells_too_narrow_for_their_values_get_the_ramp() {
    let texts = |width| {
        let size = Size {
            width,
            height: 400.0,
        };
        let painted = paint(&cohorts(), &Theme::light(), size, &AverageWidths);
        painted
            .labels
            .into_iter()
            .map(|label| label.text)
            .collect::<Vec<String>>()
    };
    let in_cells = |texts: &[String]| texts.iter().filter(|text| text.ends_with(" %")).count();
    let (narrow, wide) = (texts(360.0), texts(1280.0));
    let ramp = |texts: &[String]| texts.iter().filter(|text| text.contains(" – ")).count();
    assert!(ramp(&narrow) == 1 && in_cells(&narrow) == 1, "{narrow:?}");
    assert!(ramp(&wide) == 0, "{wide:?}");
    assert!(in_cells(&wide) == 150, "{wide:?}");
}

#[test]
fn tiny_places_are_no_reason_to_panic() {
    for figure in gallery() {
        for (width, height) in [
            (0.0, 0.0),
            (1.0, 1.0),
            (40.0, 20.0),
            (90.0, 300.0),
            (300.0, 50.0),
        ] {
            paint(
                &figure,
                &Theme::light(),
                Size { width, height },
                &AverageWidths,
            );
        }
    }
}

#[test]
fn long_lines_are_named_at_their_ends_and_too_many_in_a_legend() {
    let size = Size {
        width: 720.0,
        height: 405.0,
    };
    let names = |figure: &Figure| {
        let painted = paint(figure, &Theme::light(), size, &AverageWidths);
        painted
            .labels
            .into_iter()
            .filter(|label| label.text.starts_with("The series") || label.text.starts_with("20"))
            .map(|label| label.x)
            .collect::<Vec<f32>>()
    };
    let ends = names(&years());
    assert!(
        ends.len() == 3 && ends.iter().filter(|x| **x > 600.0).count() == 2,
        "{ends:?}"
    );
    // Four wide bands: the lines end well before the edge, and nothing comes after them.
    let mut wide = many_lines(3);
    wide.x = bands(&["One", "Two", "Three", "Four"]);
    for mark in &mut wide.marks {
        if let Mark::Line { series, .. } = mark {
            series.data.truncate(4);
        }
    }
    let ends = names(&wide);
    assert!(ends.iter().filter(|x| **x > 400.0).count() == 3, "{ends:?}");
    let legend = names(&many_lines(12));
    assert!(legend.len() == 12 && legend[0] < 30.0, "{legend:?}");
}

#[test]
fn an_svg_is_well_formed_and_its_words_are_no_markup() {
    let mut figure = ranking();
    figure.title.said = "A <b>bold</b> & \"quoted\" title".to_owned();
    let text = svg(
        &figure,
        &Theme::dark(),
        Size {
            width: 720.0,
            height: 405.0,
        },
        &AverageWidths,
        Heading::Titled,
    );
    assert!(text.contains("&lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; title"));
    assert!(text.contains("Söhne GmbH &lt;Köln&gt;"));
    assert_eq!(text.matches('<').count(), text.matches('>').count());
    let mut open = Vec::new();
    for tag in text
        .split('<')
        .skip(1)
        .map(|rest| &rest[..rest.find('>').unwrap()])
    {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split_whitespace().next().unwrap()),
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
    }
    assert!(open.is_empty());
}

#[test]
fn the_gallery_is_as_it_was() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    for figure in gallery() {
        let drawn = titled(&figure, &Theme::light(), 720.0);
        let path = folder.join(format!("{}.svg", figure.id));
        if std::env::var_os("CLIENTELE_BLESS").is_some() {
            std::fs::write(&path, &drawn).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            drawn == kept,
            "{} changed; look at it, then set CLIENTELE_BLESS=1",
            path.display()
        );
    }
}

/// The picture of a figure at its natural height.
fn titled(figure: &Figure, theme: &Theme, width: f64) -> String {
    let height = natural_height(figure, width);
    let size = Size { width, height };
    svg(figure, theme, size, &AverageWidths, Heading::Titled)
}

/// Writes everything for the eye, into the folder that `CLIENTELE_PICTURES` names or beside the build.
#[test]
fn pictures_can_be_looked_at() {
    let beside = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    let folder = std::env::var_os("CLIENTELE_PICTURES").map_or(beside, Into::into);
    std::fs::create_dir_all(&folder).unwrap();
    for figure in gallery().iter().chain(&hostile()) {
        for (name, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
            for width in [360.0, 720.0, 1280.0] {
                let text = titled(figure, &theme, width);
                let file = format!("{} {name} {width}.svg", figure.id.replace(':', ""));
                assert!(
                    text.starts_with("<svg") && text.trim_end().ends_with("</svg>"),
                    "{file}"
                );
                std::fs::write(folder.join(file), text).unwrap();
            }
        }
    }
}

#[test]
fn the_ninth_category_is_grey_and_a_datum_may_have_its_own_colour() {
    let theme = Theme::light();
    let own = Datum {
        color: Some(Color::Good),
        label: Some(Text::verbatim("up")),
        ..at(0.0, 3.0)
    };
    let marks = vec![Mark::Bars(series(
        "",
        Color::Category(8),
        vec![own, at(1.0, 2.0)],
    ))];
    let figure = figure(
        "colours",
        "Colours",
        bands(&["a", "b"]),
        linear(Unit::Count),
        marks,
    );
    assert!(check_everywhere(&figure).is_empty());
    assert_eq!(theme.color(Color::Category(8)), theme.muted);
}

/// The first of each series has the same value: it stands at the same height and the same distance
/// from the left in each panel, and panels are no chart of their own.
#[test]
fn panels_share_their_scales() {
    let month =
        |at: usize| f64::from(clientele::value::Month::from_iso("2022-01").unwrap().0) + at as f64;
    let line = |index: usize| {
        let values = (0..18).map(|at| if at == 0 { 50.0 } else { (index * at) as f64 });
        let data = values
            .enumerate()
            .map(|(at, value)| picture_figures::at(month(at), value));
        Mark::Line {
            series: series(
                &format!("Market number {index}"),
                Color::Category(0),
                data.collect(),
            ),
            side: Side::Left,
        }
    };
    let marks: Vec<Mark> = (0..7).map(line).collect();
    let mut panels = figure(
        "panels",
        "Panels",
        months("2022-01", "2023-06"),
        linear(Unit::Count),
        marks,
    );
    panels.panels = true;
    let wrong = check_everywhere(&panels);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (width, columns) in [(360.0, 2), (720.0, 4), (1280.0, 4)] {
        let height = natural_height(&panels, width);
        let theme = Theme::light();
        let painted = paint(&panels, &theme, Size { width, height }, &AverageWidths);
        assert_eq!(painted.hits.len(), 7 * 18);
        let (wide, high) = ((width / f64::from(columns)).floor() as f32, 150.0);
        let first = &painted.hits[0];
        for (index, hit) in (0_i32..).zip(painted.hits.iter().step_by(18)) {
            let corner = (
                (index % columns) as f32 * wide,
                (index / columns) as f32 * high,
            );
            assert_eq!(
                (hit.x - corner.0, hit.y - corner.1),
                (first.x, first.y),
                "{index}"
            );
            let name = format!("Market number {index}");
            let label = painted.labels.iter().find(|label| label.text == name);
            let label = label.unwrap_or_else(|| panic!("{name} is not written at {width}"));
            let inside = (label.x - corner.0, label.y - corner.1);
            assert!((0.0..wide).contains(&inside.0) && (0.0..18.0).contains(&inside.1));
        }
    }
}
