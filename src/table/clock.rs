//! text -> time of day, with its zone: `17:41`, `5:41:07.25 pm`, `17:41 +01:00`, `174100Z`.

/// A time of day as it is written, and how far east of Greenwich the clock stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// Minutes since midnight.
    pub minute: u16,
    /// Minutes east of UTC, where a zone is written.
    pub zone: Option<i16>,
}

/// Zones by name, in minutes east of UTC. Names that several countries use otherwise are left out.
const ZONES: [(&str, i16); 17] = [
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("CET", 60),
    ("CEST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("JST", 540),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
];

impl Clock {
    /// Reads hours and minutes, perhaps seconds with a fraction, AM or PM, and a zone; nothing else.
    pub(super) fn of(text: &str) -> Option<Clock> {
        let mut rest = text;
        let hour = digits(&mut rest, 2)?;
        let Some(behind) = rest.strip_prefix([':', 'h', 'H']) else {
            // `5 pm` is a time, and `5` may be anything.
            return half_of(rest.trim_start()).and_then(|_| Clock::checked(hour, 0, 0, rest));
        };
        rest = behind;
        let minute = digits(&mut rest, 2)?;
        let second = match rest.strip_prefix(':') {
            Some(behind) => {
                rest = behind;
                let second = digits(&mut rest, 2)?;
                if let Some(fraction) = rest.strip_prefix(['.', ',']) {
                    rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
                }
                second
            }
            None => 0,
        };
        Clock::checked(hour, minute, second, rest)
    }

    /// Reads `1741` or `174100`, as they stand behind the T of `20180131T174100Z`.
    pub(super) fn basic(text: &str) -> Option<Clock> {
        let (mut rest, mut numbers) = (text, [0; 3]);
        for number in numbers.iter_mut().take(text.len().min(6) / 2) {
            if !rest.starts_with(|c: char| c.is_ascii_digit()) {
                break;
            }
            let pair = rest.get(..2)?;
            *number = pair.parse().ok()?;
            rest = &rest[2..];
        }
        (text.len() - rest.len() >= 4)
            .then(|| Clock::checked(numbers[0], numbers[1], numbers[2], rest))?
    }

    fn checked(hour: u32, minute: u32, second: u32, behind: &str) -> Option<Clock> {
        let mut rest = behind.trim_start();
        let hour = match half_of(rest) {
            Some((afternoon, behind)) => {
                rest = behind.trim_start();
                match hour {
                    13.. => hour,
                    _ => hour % 12 + 12 * u32::from(afternoon),
                }
            }
            None => hour,
        };
        if rest.eq_ignore_ascii_case("uhr") {
            rest = "";
        }
        let zone = if rest.is_empty() {
            None
        } else {
            Some(zone_of(rest)?)
        };
        // A leap second is written as 60.
        let minute = (hour < 24 && minute < 60 && second < 61).then_some(hour * 60 + minute)?;
        Some(Clock {
            minute: minute as u16,
            zone,
        })
    }
}

/// Whether it is after noon, and what stands behind the word for it.
fn half_of(text: &str) -> Option<(bool, &str)> {
    let halves = ["am", "a.m.", "a. m.", "pm", "p.m.", "p. m."];
    let found = halves.iter().position(|half| {
        text.get(..half.len())
            .is_some_and(|word| word.eq_ignore_ascii_case(half))
    })?;
    Some((found > 2, &text[halves[found].len()..]))
}

/// `UTC`, `PST`, `+01:00`, `-0500`, `+08`.
pub(super) fn zone_of(text: &str) -> Option<i16> {
    if let Some((_, zone)) = ZONES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(text))
    {
        return Some(*zone);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let mut rest = &text[1..];
    let hours = digits(&mut rest, 2)?;
    rest = rest.strip_prefix(':').unwrap_or(rest);
    let minutes = if rest.is_empty() {
        0
    } else {
        digits(&mut rest, 2)?
    };
    (rest.is_empty() && hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes) as i16)
}

/// The number that a text begins with, of at most so many digits; the text goes on behind it.
pub(super) fn digits(rest: &mut &str, most: usize) -> Option<u32> {
    let len = rest
        .bytes()
        .take_while(u8::is_ascii_digit)
        .take(most)
        .count();
    let number = rest[..len]
        .bytes()
        .fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'));
    *rest = &rest[len..];
    (len > 0).then_some(number)
}

/// Parts the time from the date. Without a colon there is none, but perhaps a zone or `T174100Z`.
pub(super) fn split_time(text: &str) -> Option<(&str, Option<Clock>)> {
    let Some(colon) = text.find(':') else {
        let basic = text
            .split_once('T')
            .filter(|(date, _)| date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some((date, time)) = basic {
            return Some((date, Some(Clock::basic(time)?)));
        }
        let date = [" UTC", " GMT", "Z"]
            .iter()
            .find_map(|zone| text.strip_suffix(zone));
        return Some((date.unwrap_or(text), None));
    };
    let start = text[..colon]
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .len();
    let time = Clock::of(&text[start..])?;
    let before = &text[..start];
    let date = before
        .strip_suffix(['T', 't'])
        .unwrap_or(before)
        .trim_end_matches([' ', ',']);
    let date = date
        .strip_suffix(" at")
        .unwrap_or(date)
        .trim_end_matches([' ', ',']);
    (date.len() < start).then_some((date, Some(time)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_of_day_are_read_as_written() {
        for (text, expected) in [
            ("17:41", Some((1_061, None))),
            ("17:41:00.123", Some((1_061, None))),
            ("5:41 PM", Some((1_061, None))),
            ("12:05am", Some((5, None))),
            ("12:05 pm", Some((725, None))),
            ("13:05 PM", Some((785, None))),
            ("08:10:00Z", Some((490, Some(0)))),
            ("08:10 -0500", Some((490, Some(-300)))),
            ("08:10:00+05:30", Some((490, Some(330)))),
            ("08:10 am PST", Some((490, Some(-480)))),
            ("5:41 p.m.", Some((1_061, None))),
            ("12:05 A. M.", Some((5, None))),
            ("5 pm", Some((1_020, None))),
            ("17h41", Some((1_061, None))),
            ("17:41 Uhr", Some((1_061, None))),
            ("17 h", None),
            ("24:00", None),
            ("08:60", None),
            ("08:10 soon", None),
            ("8", None),
            ("", None),
        ] {
            let read = Clock::of(text).map(|clock| (clock.minute, clock.zone));
            assert_eq!(read, expected, "{text}");
        }
        assert_eq!(
            Clock::basic("174100Z").map(|clock| clock.minute),
            Some(1_061)
        );
        assert_eq!(Clock::basic("17"), None);
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,24}|[0-9:+ampzAMPZ. -]{0,24}") {
            let _ = (Clock::of(&text), Clock::basic(&text), zone_of(&text));
        }

        #[test]
        fn a_time_that_is_written_is_read(hour in 0_u32..24, minute in 0_u32..60) {
            let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
            let half = if hour < 12 { "AM" } else { "PM" };
            for text in [format!("{hour}:{minute:02}"), format!("{hour:02}:{minute:02}:59"), format!("{twelve}:{minute:02} {half}")] {
                let read = Clock::of(&text).map(|clock| u32::from(clock.minute));
                prop_assert_eq!(read, Some(hour * 60 + minute), "{}", text);
            }
        }
    }
}
