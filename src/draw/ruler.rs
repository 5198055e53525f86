//! An axis and its data -> a ruler: the range of positions and the ticks with their texts.

use crate::draw::measure::Measure;
use crate::draw::shorten::shorten;
use crate::draw::step::Rounds;
use crate::draw::theme::{TEXT, Theme};
use crate::figure::{Axis, Scale};
use crate::say::{Value, Voice};
use crate::value::Month;

/// Positions beyond this are not drawn: differences of two of them would not be finite.
const FARTHEST: f64 = 1e300;

/// Whether a number can be a position.
pub(crate) fn drawable(number: f64) -> bool {
    number.is_finite() && number.abs() <= FARTHEST
}

/// Whether zero must be on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zero {
    /// As the scale says.
    AsScaled,
    /// Bars stand on it.
    Held,
}

/// A place on an axis that is named.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    /// Its position.
    pub at: f64,
    /// Its text.
    pub text: String,
    /// A second line: the year under a month.
    pub below: String,
}

impl Tick {
    fn new(at: f64, text: String) -> Tick {
        Tick {
            at,
            text,
            below: String::new(),
        }
    }
}

/// The range of an axis, from the left or the bottom, with its ticks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ruler {
    pub from: f64,
    pub to: f64,
    pub ticks: Vec<Tick>,
}

impl Ruler {
    /// Of a vertical axis of this height in CSS pixels.
    pub(crate) fn up(axis: &Axis, data: &[f64], zero: Zero, height: f64, place: &Place) -> Ruler {
        match &axis.scale {
            Scale::Bands { bands } => {
                let mut ruler = bands_down(bands, height, place);
                std::mem::swap(&mut ruler.from, &mut ruler.to);
                ruler
            }
            Scale::Linear { .. } => {
                let want = (height / 52.0).clamp(2.0, 6.0) as usize;
                linear(axis, data, zero, want, place.voice)
            }
            Scale::Months { first, last } => months(*first, *last, data, height, 3.0, place),
        }
    }

    /// Of a horizontal axis of this width in CSS pixels.
    pub(crate) fn across(
        axis: &Axis,
        data: &[f64],
        zero: Zero,
        width: f64,
        place: &Place,
    ) -> Ruler {
        match &axis.scale {
            Scale::Bands { bands } => bands_across(bands, width, place),
            Scale::Linear { .. } => {
                // Two at least where they fit: one step alone may end at twice the data.
                let most = (width / 72.0).clamp(2.0, 8.0) as usize;
                let fitting = (1..=most).rev().find_map(|want| {
                    let ruler = linear(axis, data, zero, want, place.voice);
                    ruler.fits(width, place).then_some(ruler)
                });
                fitting.unwrap_or_else(|| linear(axis, data, zero, 1, place.voice))
            }
            Scale::Months { first, last } => months(*first, *last, data, width, 1.0, place),
        }
    }

    /// The widest tick text in CSS pixels.
    pub(crate) fn widest(&self, place: &Place) -> f64 {
        self.ticks
            .iter()
            .map(|tick| place.width(&tick.text))
            .fold(0.0, f64::max)
    }

    /// Ends at the data and not at the next round number, where two ticks remain.
    pub(crate) fn trim(&mut self, data: &[f64]) {
        let Some((low, high)) = extent(data) else {
            return;
        };
        let (from, to) = (self.from.max(low.min(0.0)), self.to.min(high.max(0.0)));
        let within = |tick: &Tick| (from..=to).contains(&tick.at);
        if from < to && self.ticks.iter().filter(|tick| within(tick)).count() >= 2 {
            self.ticks.retain(within);
            (self.from, self.to) = (from, to);
        }
    }

    /// Leaves this part of the length free at both ends.
    pub(crate) fn widen(&mut self, part: f64) {
        let more = (self.to - self.from) * part.clamp(0.0, 0.25);
        self.from -= more;
        self.to += more;
    }

    fn fits(&self, width: f64, place: &Place) -> bool {
        let span = (self.to - self.from).abs();
        self.ticks.windows(2).all(|pair| {
            let room = (pair[1].at - pair[0].at).abs() / span * width;
            (place.width(&pair[0].text) + place.width(&pair[1].text)) / 2.0 + 12.0 <= room
        })
    }
}

/// Where ticks are written: how they are said and how wide they are.
pub(crate) struct Place<'m> {
    pub voice: &'m Voice,
    pub measure: &'m dyn Measure,
    /// The most a name on the vertical axis may take, in CSS pixels.
    pub widest_name: f64,
}

impl<'m> Place<'m> {
    /// On a chart of this width.
    pub(crate) fn on(theme: &'m Theme, width: f64, measure: &'m dyn Measure) -> Place<'m> {
        Place {
            voice: &theme.voice,
            measure,
            widest_name: (width * 0.36).min(220.0),
        }
    }

    /// The width of a text in CSS pixels.
    pub(crate) fn width(&self, text: &str) -> f64 {
        self.measure.width(text, TEXT)
    }

    fn shorten(&self, text: &str, width: f64) -> String {
        shorten(text, width, TEXT, self.measure)
    }
}

fn extent(data: &[f64]) -> Option<(f64, f64)> {
    let first = *data.first()?;
    Some(data.iter().fold((first, first), |(low, high), &at| {
        (low.min(at), high.max(at))
    }))
}

fn linear(axis: &Axis, data: &[f64], zero: Zero, want: usize, voice: &Voice) -> Ruler {
    let Some((mut low, mut high)) = extent(data) else {
        return Ruler {
            from: 0.0,
            to: 1.0,
            ticks: Vec::new(),
        };
    };
    if zero == Zero::Held || matches!(axis.scale, Scale::Linear { from_zero: true }) {
        (low, high) = (low.min(0.0), high.max(0.0));
    }
    if low == 0.0 && high == 0.0 {
        let rounds = Rounds::around(0.0, 1.0, 1, &axis.unit);
        let zero = rounds.said(&axis.unit, voice).into_iter().take(1);
        return Ruler {
            from: 0.0,
            to: 1.0,
            ticks: zero.map(|(at, text)| Tick::new(at, text)).collect(),
        };
    }
    if low == high {
        let room = (low.abs() * 0.1).max(1e-290);
        (low, high) = (low - room, high + room);
    }
    let rounds = Rounds::around(low, high, want, &axis.unit);
    let said = rounds.said(&axis.unit, voice);
    Ruler {
        from: rounds.step.times(rounds.first),
        to: rounds.step.times(rounds.last),
        ticks: said
            .into_iter()
            .map(|(at, text)| Tick::new(at, text))
            .collect(),
    }
}

/// Bands from left to right. Names that are too long for their band take turns on two lines, or are
/// shortened; where even that leaves no room for each, every n-th is named.
fn bands_across(bands: &[Value], width: f64, place: &Place) -> Ruler {
    const GAP: f64 = 10.0;
    // Of shorter texts (months, scores) every n-th tells the others.
    const WORD: f64 = 36.0;
    // A name is cut to the first length to keep all of them, and to the second where some must go.
    const SHORTEST: (f64, f64) = (56.0, 88.0);
    let count = bands.len().max(1);
    let room = width / count as f64;
    let longest = bands
        .iter()
        .map(|band| place.width(&band.short))
        .fold(0.0, f64::max);
    let whole = room >= longest + GAP;
    let two_lines = !whole
        && longest > WORD
        && (3..=12).contains(&count)
        && 2.0 * room >= longest.min(SHORTEST.1) + GAP;
    let one_line = whole || !two_lines && room >= longest.min(SHORTEST.0) + GAP;
    let need = longest.min(SHORTEST.1) + GAP;
    let every = if one_line || two_lines {
        1
    } else {
        libm::ceil(need / room) as usize
    };
    let reach = if two_lines { 2 } else { every };
    let most = (room * reach as f64 - GAP).max(SHORTEST.0);
    let named = bands.iter().enumerate().step_by(every.clamp(1, count));
    let ticks = named.map(|(band, name)| {
        let text = place.shorten(&name.short, most);
        let (text, below) = match two_lines && band % 2 == 1 {
            true => (String::new(), text),
            false => (text, String::new()),
        };
        Tick {
            at: band as f64,
            text,
            below,
        }
    });
    Ruler {
        from: -0.5,
        to: count as f64 - 0.5,
        ticks: ticks.collect(),
    }
}

/// Bands from top to bottom: position 0 is on top.
fn bands_down(bands: &[Value], height: f64, place: &Place) -> Ruler {
    const LINE: f64 = 15.0;
    let count = bands.len().max(1);
    let every = (libm::ceil(LINE * count as f64 / height.max(1.0)) as usize).clamp(1, count);
    let named = bands.iter().enumerate().step_by(every);
    let ticks = named
        .map(|(band, name)| Tick::new(band as f64, place.shorten(&name.short, place.widest_name)));
    Ruler {
        from: -0.5,
        to: count as f64 - 0.5,
        ticks: ticks.collect(),
    }
}

/// Months, a position each. Ticks stand at months, quarters, half years or years, as room allows.
fn months(
    first: Month,
    last: Month,
    data: &[f64],
    length: f64,
    lines: f64,
    place: &Place,
) -> Ruler {
    let (mut low, mut high) = (f64::from(first.0), f64::from(last.0));
    if let Some((least, most)) = extent(data) {
        (low, high) = (low.min(least), high.max(most));
    }
    let (from, to) = (low.min(high) - 0.5, low.max(high) + 0.5);
    const EVERY: [i32; 12] = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 12000];
    let need = (place.width("2088") + 14.0) * if lines > 1.0 { 0.6 } else { 1.0 };
    let every = EVERY
        .into_iter()
        .find(|&months| length / (to - from) * f64::from(months) >= need);
    let every = every.unwrap_or(24000);
    let begin = (libm::ceil(low) as i32).div_euclid(every) * every;
    let starts = (0_i32..)
        .map(|count| begin + count * every)
        .take_while(|&month| f64::from(month) <= high);
    let mut ticks: Vec<Tick> = Vec::new();
    for month in starts.filter(|&month| f64::from(month) >= low) {
        ticks.push(month_tick(
            Month(month),
            every,
            ticks.is_empty(),
            place.voice,
        ));
    }
    if ticks.is_empty() {
        let month = Month(libm::round(low) as i32);
        ticks.push(month_tick(month, 1, true, place.voice));
    }
    Ruler { from, to, ticks }
}

fn month_tick(month: Month, every: i32, is_first: bool, voice: &Voice) -> Tick {
    let (at, year) = (f64::from(month.0), month.year().to_string());
    if every >= 12 {
        return Tick::new(at, year);
    }
    let below = if is_first || month.number() == 1 {
        year
    } else {
        String::new()
    };
    Tick {
        at,
        text: voice.month_name(month.number()).to_owned(),
        below,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::AverageWidths;
    use crate::figure::Unit;
    use crate::say::Text;

    #[test]
    fn on_a_narrow_chart_the_data_fill_the_axis() {
        let theme = Theme::light();
        let axis = Axis {
            label: Text::none(),
            scale: Scale::Linear { from_zero: true },
            unit: Unit::Share,
        };
        let data = [0.016, 0.281, 0.542];
        for width in [90.0, 120.0, 300.0] {
            let place = Place::on(&theme, width, &AverageWidths);
            let mut ruler = Ruler::across(&axis, &data, Zero::Held, width, &place);
            ruler.trim(&data);
            assert_eq!((ruler.from, ruler.to), (0.0, 0.542), "{width}");
            assert!(ruler.ticks.len() >= 2, "{width}");
        }
    }
}
