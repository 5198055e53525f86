//! the first bytes -> what the file is, when it is no CSV text.

/// Begins so -> is such a thing; the name is that of a sentence `error.thing.<name>`.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "png"),
    (b"\xFF\xD8\xFF", "jpeg"),
    (b"GIF8", "gif"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xD0\xCF\x11\xE0", "xls"),
    (b"\x1F\x8B", "gzip"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ\x00", "xz"),
    (b"7z\xBC\xAF", "seven_zip"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\x00", "sqlite"),
];

/// Markup begins so, after spaces and in any case.
const MARKUP: &[(&str, &str)] = &[
    ("<!doctype html", "html"),
    ("<html", "html"),
    ("<head", "html"),
    ("<meta", "html"),
    ("<body", "html"),
    // What many a tool exports under the name of a spreadsheet.
    ("<table", "html"),
    ("<workbook", "xml"),
    ("<?xml", "xml"),
];

/// The thing that the file is, if it is known and is not text in columns.
pub(super) fn thing(head: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        let workbook = *name == "zip" && head.windows(3).any(|bytes| bytes == b"xl/");
        return Some(if workbook { "xlsx" } else { name });
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let text = text.trim_ascii_start();
    let lower = text[..text.len().min(16)].to_ascii_lowercase();
    let tag = |(start, _): &&(&str, &str)| {
        let behind = lower.strip_prefix(start.as_bytes());
        behind.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
    };
    if let Some((_, name)) = MARKUP.iter().find(tag) {
        return Some(name);
    }
    looks_like_json(text).then_some("json")
}

/// `{` or `[`, then what can only follow in JSON. `[id],[name]` is a header.
fn looks_like_json(text: &[u8]) -> bool {
    let Some((open, rest)) = text.split_first() else {
        return false;
    };
    let next = rest.trim_ascii_start().first();
    match open {
        b'{' => matches!(next, Some(b'"' | b'}')),
        b'[' => matches!(next, Some(b'{' | b'[' | b'"')),
        _ => false,
    }
}

/// The Unicode encoding that is not read, by its mark.
pub(super) fn unreadable_encoding(head: &[u8]) -> Option<&'static str> {
    let marked = head.starts_with(b"\xFF\xFE\x00\x00") || head.starts_with(b"\x00\x00\xFE\xFF");
    marked.then_some("UTF-32")
}

/// Whether the bytes are no text at all: text has no zero bytes to speak of.
pub(super) fn is_binary(head: &[u8]) -> bool {
    let sample = &head[..head.len().min(65_536)];
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    zeros > 3 && zeros * 100 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_known_by_their_first_bytes() {
        for (head, expected) in [
            (&b"\x89PNG\r\n\x1a\n"[..], Some("png")),
            (b"PK\x03\x04....xl/workbook.xml", Some("xlsx")),
            (b"PK\x03\x04....word/", Some("zip")),
            (b"%PDF-1.7", Some("pdf")),
            (b"\n <!DOCTYPE HTML>", Some("html")),
            (b"<table border=1>", Some("html")),
            (b"\xEF\xBB\xBF<Table>", Some("html")),
            (b"<Workbook xmlns=\"urn:x\">", Some("xml")),
            (b"\xEF\xBB\xBF<?xml version=\"1.0\"?>", Some("xml")),
            (b"<tables>,<chairs>\n", None),
            (b"[{\"a\":1}]", Some("json")),
            (b"{\n  \"a\": 1}", Some("json")),
            (b"[id],[name]\n", None),
            (b"id,name\n", None),
            (b"", None),
        ] {
            assert_eq!(thing(head), expected, "{head:?}");
        }
    }
}
