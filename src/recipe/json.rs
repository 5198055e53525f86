//! JSON text -> values, for what comes from outside: recipes and, later, links.
//!
//! Strict (RFC 8259) and bounded: no deeper than [`DEEPEST`], no longer than [`LONGEST`]. It is a
//! small reader of its own, because a derived one weighs a multiple in the page's wasm.

/// Levels of lists and objects inside each other.
pub const DEEPEST: usize = 64;
/// Bytes of a text.
pub const LONGEST: usize = 4 << 20;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as written: whoever knows what it is for may read it exactly.
    Number(String),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object in the order of its text; a name may come twice.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a whole text. The error is the byte at which it stops being JSON.
    pub fn parse(text: &[u8]) -> Result<Json, usize> {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        if text.len() > LONGEST {
            return Err(LONGEST);
        }
        if let Err(error) = std::str::from_utf8(text) {
            return Err(error.valid_up_to());
        }
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(DEEPEST).filter(|_| {
            reader.space();
            reader.at == text.len()
        });
        value.ok_or(reader.at)
    }

    /// The last value of that name in an object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let found = self.entries().iter().rev().find(|(have, _)| have == name);
        found.map(|(_, value)| value)
    }

    /// Names and values of an object; none of anything else.
    pub fn entries(&self) -> &[(String, Json)] {
        match self {
            Json::Object(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Json] {
        match self {
            Json::List(items) => items,
            _ => &[],
        }
    }

    /// The text of a string or of a number.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) | Json::Number(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number.
    pub fn whole(&self) -> Option<u64> {
        self.text()?.parse().ok()
    }
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    /// Takes these bytes, or nothing.
    fn take(&mut self, word: &[u8]) -> bool {
        let there = self.text[self.at..].starts_with(word);
        self.at += if there { word.len() } else { 0 };
        there
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.space();
        let depth = depth.checked_sub(1)?;
        match self.peek() {
            b'"' => Some(Json::Text(self.string()?)),
            b'[' => {
                let mut items = Vec::new();
                self.each(b"]", &mut |reader| {
                    items.push(reader.value(depth)?);
                    Some(())
                })?;
                Some(Json::List(items))
            }
            b'{' => {
                let mut entries = Vec::new();
                self.each(b"}", &mut |reader| {
                    reader.space();
                    let name = reader.string()?;
                    reader.space();
                    reader.take(b":").then_some(())?;
                    entries.push((name, reader.value(depth)?));
                    Some(())
                })?;
                Some(Json::Object(entries))
            }
            b'-' | b'0'..=b'9' => self.number(),
            _ if self.take(b"null") => Some(Json::Null),
            _ if self.take(b"true") => Some(Json::Bool(true)),
            _ if self.take(b"false") => Some(Json::Bool(false)),
            _ => None,
        }
    }

    /// What stands between commas, up to the end sign.
    fn each(&mut self, end: &[u8], one: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        self.space();
        if self.take(end) {
            return Some(());
        }
        loop {
            one(self)?;
            self.space();
            if self.take(end) {
                return Some(());
            }
            self.take(b",").then_some(())?;
        }
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<Json> {
        let start = self.at;
        self.take(b"-");
        if !self.take(b"0") {
            self.digits()?;
        }
        if self.take(b".") {
            self.digits()?;
        }
        if self.take(b"e") || self.take(b"E") {
            let _ = self.take(b"+") || self.take(b"-");
            self.digits()?;
        }
        let written = &self.text[start..self.at];
        Some(Json::Number(String::from_utf8_lossy(written).into_owned()))
    }

    fn string(&mut self) -> Option<String> {
        self.take(b"\"").then_some(())?;
        let mut said = Vec::new();
        loop {
            let byte = self.peek();
            // A NUL is a control sign, and stands for the end of the text too.
            if byte < 0x20 {
                return None;
            }
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(said).ok(),
                b'\\' => {
                    let sign = self.escape()?;
                    said.extend_from_slice(sign.encode_utf8(&mut [0; 4]).as_bytes());
                }
                _ => said.push(byte),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let sign = self.peek();
        self.at += 1;
        Some(match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.hex()?;
                let before = self.at;
                if (0xd800..0xdc00).contains(&high) && self.take(b"\\u") {
                    let low = self.hex()?;
                    if (0xdc00..0xe000).contains(&low) {
                        let both = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                        return char::from_u32(both);
                    }
                    self.at = before;
                }
                // Half a pair alone is no character.
                char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let four = self.text.get(self.at..self.at + 4)?;
        let mut code = 0;
        for byte in four {
            code = code * 16 + char::from(*byte).to_digit(16)?;
        }
        self.at += 4;
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_read_as_written() {
        let read = Json::parse(
            br#" {"a": [1, -0.50e+3, true, null], "b": "\u00e9\ud83d\ude00\n", "a": 7} "#,
        );
        let read = read.unwrap();
        assert_eq!(read.get("a").and_then(Json::whole), Some(7));
        assert_eq!(read.entries()[0].1.items()[1].text(), Some("-0.50e+3"));
        assert_eq!(
            read.get("b").and_then(Json::text),
            Some("\u{e9}\u{1f600}\n")
        );
    }

    #[test]
    fn what_is_no_json_is_refused_at_its_place() {
        for (text, at) in [
            ("[1,]", 3),
            ("{\"a\" 1}", 5),
            ("01", 1),
            ("\"\\x\"", 3),
            ("", 0),
            ("1 2", 2),
        ] {
            assert_eq!(Json::parse(text.as_bytes()), Err(at), "{text}");
        }
        let deep = "[".repeat(100_000);
        assert!(Json::parse(deep.as_bytes()).is_err());
        let fits = "[".repeat(DEEPEST) + &"]".repeat(DEEPEST);
        assert!(Json::parse(fits.as_bytes()).is_ok());
        assert!(Json::parse(&vec![b' '; LONGEST + 1]).is_err());
    }

    proptest! {
        #[test]
        fn it_accepts_what_another_reader_accepts(text in "[\\[\\]{}:,\"a0-9.eE+\\-tfn \\\\u]{0,24}") {
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            let ours = Json::parse(text.as_bytes());
            // They read numbers into 64 bits and refuse what does not fit, and half a pair alone.
            let theirs = theirs.map(|_| ()).map_err(|e| e.to_string());
            match theirs {
                Ok(()) => prop_assert!(ours.is_ok()),
                Err(why) if why.contains("out of range") || why.contains("surrogate") => {}
                Err(_) => prop_assert!(ours.is_err()),
            }
        }

        #[test]
        fn nothing_makes_it_fall(bytes: Vec<u8>) {
            let _ = Json::parse(&bytes);
        }
    }
}
