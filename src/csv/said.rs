//! the facts of a file -> the sentences about how it was read.

use crate::csv::grammar::NONE;
use crate::csv::{AsideKind, FileFacts, Flaw, FlawKind};
use crate::say::Text;

/// Names of separators that have one.
const NAMES: [(u8, &str); 5] = [
    (b',', "reading.comma"),
    (b';', "reading.semicolon"),
    (b'\t', "reading.tab"),
    (b'|', "reading.pipe"),
    (b' ', "reading.spaces"),
];

/// All decisions, each with its evidence.
pub(super) fn decisions(facts: &FileFacts, flaws: &[Flaw], rows: u64) -> Vec<Text> {
    let mut said = vec![encoding(facts)];
    let count =
        |kinds: fn(&FlawKind) -> bool| flaws.iter().filter(|flaw| kinds(&flaw.kind)).count();
    let bad = count(|kind| *kind == FlawKind::BadEncoding);
    if bad > 0 {
        said.push(Text::new("reading.encoding.mixed").with("rows", bad));
    }
    let ragged = count(|kind| matches!(kind, FlawKind::Short { .. } | FlawKind::Long { .. }));
    said.push(delimiter(facts, rows.saturating_sub(ragged as u64), rows));
    if facts.quoted && facts.quote == b'\'' {
        said.push(Text::new("reading.apostrophes"));
    }
    if facts.quote == NONE {
        said.push(Text::new("reading.no_quotes"));
    }
    if facts.spaced {
        said.push(Text::new("reading.spaced"));
    }
    if facts.escape != NONE {
        said.push(Text::new("reading.escapes"));
    }
    said.push(line_ends(facts));
    if facts.blank_lines > 0 {
        said.push(Text::new("reading.blank_lines").with("lines", facts.blank_lines));
    }
    if facts.rules > 0 {
        said.push(Text::new("reading.rules").with("lines", facts.rules));
    }
    if facts.narrowed > 0 {
        said.push(Text::new("reading.narrowed").with("rows", facts.narrowed));
    }
    header(facts, flaws, &mut said);
    aside(facts, &mut said);
    said
}

fn encoding(facts: &FileFacts) -> Text {
    if facts.encoding == "utf-8" {
        return Text::new(if facts.bom {
            "reading.encoding.bom"
        } else {
            "reading.encoding"
        });
    }
    let id = if facts.encoding_sure {
        "reading.encoding.other"
    } else {
        "reading.encoding.unsure"
    };
    Text::new(id)
        .with("encoding", facts.encoding.as_str())
        .with("other", facts.encoding_other.as_deref().unwrap_or("utf-8"))
}

fn delimiter(facts: &FileFacts, regular: u64, rows: u64) -> Text {
    let fields = facts.header.len();
    let id = match (fields, facts.sure) {
        _ if facts.list => "reading.list",
        (1, _) => "reading.one_column",
        (_, true) => "reading.delimiter",
        (_, false) => "reading.delimiter.unsure",
    };
    let name = NAMES.iter().find(|(byte, _)| *byte == facts.delimiter);
    let sign = char::from(facts.delimiter).escape_default().to_string();
    let name = name.map_or_else(|| Text::verbatim(&sign), |(_, id)| Text::new(id));
    Text::new(id)
        .with("delimiter", name)
        .with("regular", regular)
        .with("rows", rows)
        .with("fields", fields)
}

fn line_ends(facts: &FileFacts) -> Text {
    let FileFacts { crlf, lf, cr, .. } = *facts;
    let kinds = [
        (lf, "reading.lf"),
        (crlf, "reading.crlf"),
        (cr, "reading.cr"),
    ];
    let met: Vec<&(u64, &str)> = kinds.iter().filter(|(lines, _)| *lines > 0).collect();
    match met[..] {
        [] => Text::new("reading.line_ends.none"),
        [(_, kind)] => Text::new("reading.line_ends").with("kind", Text::new(kind)),
        _ => Text::new("reading.line_ends.mixed")
            .with("lf", lf)
            .with("crlf", crlf)
            .with("cr", cr),
    }
}

fn header(facts: &FileFacts, flaws: &[Flaw], said: &mut Vec<Text>) {
    let flaw = flaws.first().filter(|flaw| flaw.record == 0);
    if let Some(flaw) = flaw {
        said.push(Text::new("reading.header.flawed").with("line", flaw.line));
    }
    if flaw.is_none() && facts.header_records > 0 && facts.header_fields < facts.header.len() as u32
    {
        said.push(Text::new("reading.extra_in_rows"));
    }
    if flaw.is_none() && facts.header_fields > facts.header.len() as u32 {
        said.push(Text::new("reading.extra_in_header"));
    }
    let mut names: Vec<&str> = facts.header.iter().map(|name| name.trim()).collect();
    crate::value::order::sort(&mut names);
    let mut twice: Vec<&str> = names
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
        .collect();
    twice.retain(|name| !name.is_empty());
    twice.dedup();
    if !twice.is_empty() {
        said.push(Text::new("reading.header.twice").with("names", twice));
    }
    match facts.header_records {
        0 if facts.list => {}
        0 => said.push(Text::new("reading.no_header")),
        1 => {}
        tall => said.push(Text::new("reading.header.tall").with("records", tall)),
    }
}

fn aside(facts: &FileFacts, said: &mut Vec<Text>) {
    for (kind, id) in [
        (AsideKind::Preamble, "reading.aside.preamble"),
        (AsideKind::Footer, "reading.aside.footer"),
        (AsideKind::Total, "reading.aside.total"),
        (AsideKind::Summary, "reading.aside.summary"),
    ] {
        let of_kind = || facts.aside.iter().filter(|aside| aside.kind == kind);
        if let Some(first) = of_kind().next() {
            let words: Vec<&str> = first
                .cells
                .iter()
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
                .collect();
            let words: String = words.join(", ").chars().take(60).collect();
            said.push(
                Text::new(id)
                    .with("records", of_kind().count())
                    .with("line", first.line)
                    .with("words", words.as_str()),
            );
        }
    }
}
