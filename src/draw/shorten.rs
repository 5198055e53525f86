//! A text too long for its place -> the same text with its middle left out.

use crate::draw::measure::Measure;

/// The text, or its beginning and end round an ellipsis, within this width. Empty when not even a
/// character and the ellipsis find room.
pub(crate) fn shorten(text: &str, width: f64, size: f64, measure: &dyn Measure) -> String {
    if measure.width(text, size) <= width {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let (mut fits, mut too_long) = (0, letters.len());
    while too_long - fits > 1 {
        let kept = (fits + too_long) / 2;
        if measure.width(&without_middle(&letters, kept), size) <= width {
            fits = kept;
        } else {
            too_long = kept;
        }
    }
    if fits == 0 {
        String::new()
    } else {
        without_middle(&letters, fits)
    }
}

fn without_middle(letters: &[char], kept: usize) -> String {
    let head: String = letters[..kept.div_ceil(2)].iter().collect();
    let tail: String = letters[letters.len() - kept / 2..].iter().collect();
    format!("{}…{}", head.trim_end(), tail.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Mono;

    impl Measure for Mono {
        fn width(&self, text: &str, _: f64) -> f64 {
            text.chars().count() as f64
        }
    }

    #[test]
    fn the_middle_is_left_out() {
        for (text, width, short) in [
            ("Electricalsara Stores", 30.0, "Electricalsara Stores"),
            ("Electricalsara Stores", 11.0, "Elect…tores"),
            ("Straße Köln Ñ", 6.0, "Str…Ñ"),
            ("Delhi", 2.0, "D…"),
            ("Delhi", 1.0, ""),
            ("", 0.0, ""),
        ] {
            assert_eq!(
                shorten(text, width, 12.0, &Mono),
                short,
                "{text} in {width}"
            );
        }
    }
}
