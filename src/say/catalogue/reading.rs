//! What reading and typing has to say.

/// By id.
pub(super) const SENTENCES: &[(&str, &str)] = &[
    ("verbatim", "{words}"),
    ("reading.rows", "{rows} {rows:row|rows}"),
];
