//! Text -> its width. The page asks the browser; elsewhere a table of average widths answers.

/// Tells how wide a text is.
pub trait Measure {
    /// The width of a text in a font of this size, both in CSS pixels.
    fn width(&self, text: &str, size: f64) -> f64;
}

/// The widths of a common sans serif font, a little generous: the same everywhere, so that pictures
/// made without a browser are the same everywhere too.
#[derive(Clone, Copy, Debug, Default)]
pub struct AverageWidths;

impl Measure for AverageWidths {
    fn width(&self, text: &str, size: f64) -> f64 {
        text.chars().map(em).sum::<f64>() * size
    }
}

/// The width of a character in a font of size 1.
fn em(character: char) -> f64 {
    match character {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        'i' | 'j' | 'l' | '\'' | '|' | '!' | '.' | ',' | ':' | ';' => 0.28,
        ' ' | '\u{a0}' | 'I' | 'f' | 't' | '(' | ')' | '[' | ']' | '/' | '-' => 0.34,
        'r' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 0.92,
        'A'..='Z' | '₹' | '€' | '£' | '¥' | '&' => 0.7,
        '\u{1100}'.. => 1.0,
        _ => 0.58,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_text_and_a_larger_font_are_wider() {
        let width = |text, size| AverageWidths.width(text, size);
        assert!(width("Delhi", 12.0) < width("Delhi NCR", 12.0));
        assert_eq!(width("Delhi", 24.0), 2.0 * width("Delhi", 12.0));
        assert_eq!(width("", 12.0), 0.0);
        assert_eq!(width("e\u{301}", 12.0), width("e", 12.0));
    }
}
