//! Figure and size -> margins, rulers and what must be named: all that is decided before drawing.

use crate::draw::axes::NEXT_LINE;
use crate::draw::legend::{Entry, Sign};
use crate::draw::measure::Measure;
use crate::draw::positions::Positions;
use crate::draw::ruler::{Place, Ruler, Zero, drawable};
use crate::draw::theme::{TEXT, Theme};
use crate::draw::{Size, bars, legend, panels, points};
use crate::figure::{Axis, Datum, Figure, Mark, Scale, Series};

/// Height of a line of text in the margins.
pub(crate) const LINE: f64 = 18.0;
/// The least the plot needs to carry axes at all.
const LEAST: (f64, f64) = (48.0, 40.0);

/// Where series are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// Each line at its end.
    AtLineEnds,
    /// In rows above the plot.
    Legend,
    /// Each above a plot of its own.
    AbovePanels,
}

/// Which way bars grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Facing {
    /// Up, from the horizontal axis.
    Upright,
    /// To the right, from names on the vertical axis.
    Lying,
}

impl Facing {
    /// Of a figure.
    pub(crate) fn of(figure: &Figure) -> Facing {
        if is_bands(&figure.y) && !is_bands(&figure.x) {
            Facing::Lying
        } else {
            Facing::Upright
        }
    }
}

/// Everything decided before drawing; lengths in CSS pixels.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub facing: Facing,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub x: Ruler,
    pub y: Ruler,
    pub y2: Option<Ruler>,
    /// What the legend names, in rows.
    pub legend: Vec<Vec<Entry>>,
    /// What the axes measure, where the subtitle does not say it.
    pub x_title: String,
    /// The same for the vertical axis.
    pub y_title: String,
    /// The same for the axis on the right.
    pub y2_title: String,
    /// Gridlines behind the data of this axis.
    pub grid_across: Lines,
    /// Gridlines behind the data of this axis.
    pub grid_up: Lines,
}

/// Whether an axis has gridlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// A line at each tick.
    Drawn,
    /// None: names need no lines.
    Absent,
}

impl Layout {
    /// Decides everything for a figure at a size.
    pub(crate) fn of(
        figure: &Figure,
        theme: &Theme,
        size: Size,
        measure: &dyn Measure,
        naming: Naming,
    ) -> Layout {
        let place = Place::on(theme, size.width, measure);
        let facing = Facing::of(figure);
        let data = Positions::of(figure, facing);
        let entries = match naming {
            Naming::AtLineEnds | Naming::AbovePanels => Vec::new(),
            Naming::Legend => legend::entries(figure, theme, size, measure),
        };
        let legend = legend::rows(entries, size, measure);
        // A panel's name stands where the title of its axis would; the subtitle says what it measures.
        let panels = naming == Naming::AbovePanels;
        let y_title = match panels {
            true => String::new(),
            false => title(figure, &figure.y),
        };
        let x_title = title(figure, &figure.x);
        let y2_title = figure
            .y2
            .as_ref()
            .map_or(String::new(), |axis| title(figure, axis));
        let has_titles = panels || !(y_title.is_empty() && y2_title.is_empty());
        let above = legend.len() as f64 + if has_titles { 1.0 } else { 0.0 };
        let top = above * LINE + bars::headroom(figure, facing).max(10.0);
        let height = (size.height - top - 44.0).max(1.0);
        let mut y = Ruler::up(&figure.y, &data.y, data.zero_y, height, &place);
        let up2 = |axis| Ruler::up(axis, &data.y2, Zero::AsScaled, height, &place);
        let y2 = figure.y2.as_ref().map(up2);
        let left = margin(&y, &place);
        let right = right_margin(figure, naming, y2.as_ref(), size, &place);
        let width = (size.width - left - right).max(1.0);
        let mut x = Ruler::across(&figure.x, &data.x, data.zero_x, width, &place);
        if facing == Facing::Lying && grid(&figure.x) == Lines::Drawn {
            x.trim(&data.x);
        }
        let bottom = bottom_margin(&x, &x_title);
        let dot = points::largest(figure, size.width);
        x.widen(dot / width);
        y.widen(dot / height);
        let (grid_across, grid_up) = (grid(&figure.y), grid(&figure.x));
        #[rustfmt::skip]
        let layout = Layout {
            facing, left, right, top, bottom, x, y, y2, legend,
            x_title, y_title, y2_title, grid_across, grid_up,
        };
        layout.or_bare(size)
    }

    /// A place too small for axes shows the data alone.
    fn or_bare(mut self, size: Size) -> Layout {
        let narrow = size.width - self.left - self.right < LEAST.0;
        let low = size.height - self.top - self.bottom < LEAST.1;
        if narrow || low {
            let inset = 1.0_f64.min(size.width / 4.0).min(size.height / 4.0);
            (self.left, self.right, self.top, self.bottom) = (inset, inset, inset, inset);
            for ruler in [Some(&mut self.x), Some(&mut self.y), self.y2.as_mut()]
                .into_iter()
                .flatten()
            {
                ruler.ticks.clear();
            }
            self.legend.clear();
            self.x_title.clear();
            self.y_title.clear();
            self.y2_title.clear();
        }
        self
    }
}

/// The data that have a place.
pub(crate) fn shown(series: &Series) -> impl Iterator<Item = &Datum> {
    series.data.iter().filter(|datum| is_shown(datum))
}

/// Whether a datum has a place.
pub(crate) fn is_shown(datum: &Datum) -> bool {
    drawable(datum.x) && drawable(datum.y)
}

fn grid(axis: &Axis) -> Lines {
    match axis.scale {
        Scale::Linear { .. } => Lines::Drawn,
        _ => Lines::Absent,
    }
}

/// The height a figure asks for on a chart of this width, both in CSS pixels: a line for each bar
/// that lies and each row of cells, else 4:3 on a phone and up to 2:1 on a desk.
pub(crate) fn natural_height(figure: &Figure, width: f64) -> f64 {
    if figure.panels {
        return panels::natural_height(figure, width);
    }
    let plain = (width * if width < 480.0 { 0.75 } else { 0.5 }).clamp(220.0, 440.0);
    let Scale::Bands { bands } = &figure.y.scale else {
        return plain;
    };
    let series = figure
        .marks
        .iter()
        .filter(|mark| matches!(mark, Mark::Bars(_)))
        .count() as f64;
    let row = match &figure.x.scale {
        // Cells are no flatter than one to three, but a phone shows several.
        Scale::Bands { bands: columns } => {
            (width / columns.len().max(1) as f64 / 3.0).clamp(28.0, 48.0)
        }
        _ => (series * 18.0 + 6.0).max(26.0),
    };
    (bands.len() as f64 * row + 72.0).clamp(140.0, 1200.0)
}

fn is_bands(axis: &Axis) -> bool {
    matches!(axis.scale, Scale::Bands { .. })
}

/// What an axis measures, where nothing else says it: names name themselves, except in a heat map.
fn title(figure: &Figure, axis: &Axis) -> String {
    let is_heat_map = is_bands(&figure.x) && is_bands(&figure.y);
    let said = axis.label.said.to_ascii_lowercase();
    let subtitle = figure.subtitle.said.to_ascii_lowercase();
    let names = || {
        figure
            .marks
            .iter()
            .filter_map(Mark::series)
            .map(|series| &series.name.said)
    };
    let named =
        || names().any(|name| !name.is_empty() && said.contains(&name.to_ascii_lowercase()));
    let known = is_bands(axis) && !is_heat_map || subtitle.contains(&said);
    if known || figure.y2.is_some() && named() {
        return String::new();
    }
    axis.label.said.clone()
}

/// Whether the lines of a figure can be named at their ends: all its series are lines, with names.
pub(crate) fn names_at_line_ends(figure: &Figure) -> bool {
    let series = figure.marks.iter().filter(|mark| mark.series().is_some());
    let mut lines = 0;
    for mark in series {
        match mark {
            Mark::Line { series, .. } if !series.name.said.is_empty() => lines += 1,
            _ => return false,
        }
    }
    (2..=8).contains(&lines)
}

fn margin(ruler: &Ruler, place: &Place) -> f64 {
    let widest = ruler.widest(place);
    if widest > 0.0 { widest + 10.0 } else { 10.0 }
}

fn right_margin(
    figure: &Figure,
    naming: Naming,
    y2: Option<&Ruler>,
    size: Size,
    place: &Place,
) -> f64 {
    let axis = y2.map_or(12.0, |ruler| margin(ruler, place));
    let names = match naming {
        Naming::AtLineEnds => {
            let names = figure.marks.iter().filter_map(Mark::series);
            let widest = names
                .map(|series| place.width(&series.name.said))
                .fold(0.0, f64::max);
            widest.min(size.width * 0.3) + 14.0
        }
        Naming::Legend | Naming::AbovePanels => 0.0,
    };
    let ends = bars::end_room(figure, Facing::of(figure), |text| {
        place.measure.width(text, TEXT)
    });
    axis.max(names)
        .max(if ends <= size.width * 0.25 { ends } else { 0.0 })
}

fn bottom_margin(x: &Ruler, title: &str) -> f64 {
    let lines = match () {
        () if x.ticks.iter().any(|tick| !tick.below.is_empty()) => 2.0,
        () if x.ticks.iter().any(|tick| !tick.text.is_empty()) => 1.0,
        () => 0.0,
    };
    8.0 + lines * NEXT_LINE + if title.is_empty() { 0.0 } else { LINE }
}

impl Entry {
    /// The sign and colour of a mark's series, where it has a name.
    pub(crate) fn of(mark: &Mark, theme: &Theme) -> Option<Entry> {
        let sign = match mark {
            Mark::Bars(_) => Sign::Block,
            Mark::Line { .. } => Sign::Stroke,
            Mark::Points(_) => Sign::Dot,
            Mark::Cells(_) | Mark::Rule { .. } => return None,
        };
        let series = mark.series()?;
        let name = series.name.said.clone();
        (!name.is_empty()).then(|| Entry {
            name,
            ink: theme.color(series.color),
            sign,
        })
    }
}
