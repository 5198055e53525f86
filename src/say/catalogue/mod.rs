//! The sentences, one list a room, in English. `{name}` short, `{name=}` exact, `{name:one|many}`.

mod analysis;
mod clusters;
mod dataset;
mod doubts;
mod files;
mod groups;
mod identity;
mod insight;
mod page;
mod payments;
mod products;
mod quality;
mod reading;
mod time;
mod value;
mod wide;

use crate::say::{Arg, Quantity, Text, Voice};

/// All sentences by id. Within a list: one line a sentence, in the order a user meets them.
pub const CATALOGUES: [&[(&str, &str)]; 16] = [
    reading::SENTENCES,
    dataset::SENTENCES,
    files::SENTENCES,
    quality::SENTENCES,
    doubts::SENTENCES,
    wide::SENTENCES,
    identity::SENTENCES,
    payments::SENTENCES,
    analysis::SENTENCES,
    time::SENTENCES,
    groups::SENTENCES,
    clusters::SENTENCES,
    products::SENTENCES,
    value::SENTENCES,
    insight::SENTENCES,
    page::SENTENCES,
];

/// Says a text. An id that no list holds is said in brackets, and a test finds it.
pub(crate) fn say(text: &Text, voice: &Voice) -> String {
    if text.is_none() {
        return String::new();
    }
    match template(&text.id) {
        Some(template) => fill(template, text, voice),
        None => format!("[{}]", text.id),
    }
}

/// The template of an id.
pub fn template(id: &str) -> Option<&'static str> {
    CATALOGUES
        .iter()
        .flat_map(|list| list.iter())
        .find(|(name, _)| *name == id)
        .map(|(_, template)| *template)
}

fn fill(template: &str, text: &Text, voice: &Voice) -> String {
    let mut said = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        said.push_str(&rest[..open]);
        let close = rest[open..].find('}').map_or(rest.len(), |at| open + at);
        said.push_str(&slot(&rest[open + 1..close], text, voice));
        rest = rest.get(close + 1..).unwrap_or("");
    }
    said.push_str(rest);
    said
}

fn slot(slot: &str, text: &Text, voice: &Voice) -> String {
    if let Some((name, words)) = slot.split_once(':') {
        let (one, many) = words.split_once('|').unwrap_or((words, words));
        let single = matches!(
            text.arg(name),
            Some(Arg::Quantity(Quantity::Count { n: 1 }))
        );
        return if single { one } else { many }.to_owned();
    }
    let (name, exact) = match slot.strip_suffix('=') {
        Some(name) => (name, true),
        None => (slot, false),
    };
    text.arg(name)
        .map_or_else(|| format!("[{name}]"), |arg| word(arg, exact, voice))
}

fn word(arg: &Arg, exact: bool, voice: &Voice) -> String {
    match arg {
        Arg::Quantity(quantity) if exact => voice.exact(quantity),
        Arg::Quantity(quantity) => voice.short(quantity),
        Arg::Text(text) => say(text, voice),
        Arg::List(list) => {
            let words: Vec<String> = list.iter().map(|arg| word(arg, exact, voice)).collect();
            match words.split_last() {
                Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
                Some((last, _)) => last.clone(),
                None => String::new(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_id_stands_once_and_every_brace_closes() {
        let mut seen = std::collections::BTreeSet::new();
        for (id, template) in CATALOGUES.iter().flat_map(|list| list.iter()) {
            assert!(seen.insert(id), "{id} stands twice");
            assert_eq!(
                template.matches('{').count(),
                template.matches('}').count(),
                "{id}"
            );
            assert!(!template.contains('!'), "{id} shouts");
        }
    }

    #[test]
    fn words_follow_the_count_and_lists_are_read_aloud() {
        let voice = Voice::of("en");
        let text = Text::new("reading.rows").with("rows", 1_u64);
        assert_eq!(say(&text, &voice), "1 row");
        let text = Text::new("reading.rows").with("rows", 49_142_u64);
        assert_eq!(say(&text, &voice), "49,142 rows");
        let list: Arg = vec!["a", "b", "c"].into();
        assert_eq!(word(&list, false, &voice), "a, b and c");
        assert_eq!(say(&Text::new("no.such.text"), &voice), "[no.such.text]");
    }
}
