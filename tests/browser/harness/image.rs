//! Base64 text -> bytes, as pictures come from the browser.

use super::{Failure, Outcome};

/// Decodes standard base64 with or without its padding.
pub fn from_base64(text: &str) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for symbol in text.trim_end_matches('=').bytes() {
        held = held << 6
            | u32::from(sextet(symbol).ok_or_else(|| Failure::new("A picture is not base64."))?);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    Ok(bytes)
}

fn sextet(symbol: u8) -> Option<u8> {
    match symbol {
        b'A'..=b'Z' => Some(symbol - b'A'),
        b'a'..=b'z' => Some(symbol - b'a' + 26),
        b'0'..=b'9' => Some(symbol - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_4648() {
        for (text, bytes) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(from_base64(text).unwrap(), bytes.as_bytes(), "{text}");
        }
        assert_eq!(from_base64("+/+/").unwrap(), [0xfb, 0xff, 0xbf]);
        assert!(from_base64("no!").is_err());
    }
}
