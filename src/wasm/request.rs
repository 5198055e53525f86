//! A JavaScript object -> a request, or a text that the page says.

use wasm_bindgen::JsValue;

use crate::protocol::{Command, Request};
use crate::say::{Arg, Quantity, Text};
use crate::wasm::from_js;
use crate::wasm::object::{Read, items, number, part, some, words, wrong};

/// Reads a `Request`.
pub(super) fn request(from: &JsValue) -> Read<Request> {
    let id = number(from, "id")? as u32;
    Ok(Request {
        id,
        command: command(&part(from, "command"))?,
    })
}

fn command(from: &JsValue) -> Read<Command> {
    Ok(match words(from, "command")?.as_str() {
        "open_file" => Command::OpenFile {
            name: words(from, "name")?,
            size: number(from, "size")? as u64,
        },
        "close_file" => Command::CloseFile,
        "abort_file" => Command::AbortFile {
            reason: words(from, "reason")?,
        },
        "remove_file" => Command::RemoveFile {
            file: number(from, "file")? as u16,
        },
        "report" => Command::Report,
        "set" => Command::Set {
            control: words(from, "control")?,
            value: words(from, "value")?,
        },
        "toggle_filter" => Command::ToggleFilter {
            filter: from_js(part(from, "filter"))?,
        },
        "clear_filters" => Command::ClearFilters,
        "restore" => Command::Restore {
            recipe: from_js(part(from, "recipe"))?,
            view: from_js(part(from, "view"))?,
        },
        "rows" => Command::Rows {
            trace: from_js(part(from, "trace"))?,
            offset: number(from, "offset")? as u64,
            limit: number(from, "limit")? as u64,
        },
        "inject_panic" => Command::InjectPanic,
        unknown => return Err(wrong(unknown)),
    })
}

/// Reads a `Text` of the page: its arguments are counts, sizes, shares, words and lists of them.
pub(super) fn text(from: &JsValue) -> Read<Text> {
    let mut text = Text::new(&words(from, "id")?);
    for pair in items(from, "args") {
        let name = words(&pair, "0")?;
        text = text.with(&name, argument(&part(&pair, "1"))?);
    }
    Ok(text)
}

fn argument(from: &JsValue) -> Read<Arg> {
    match some(from, "quantity") {
        Some(quantity) => Ok(Arg::Quantity(self::quantity(&quantity)?)),
        None => Ok(Arg::List(
            items(from, "list")
                .map(|item| argument(&item))
                .collect::<Read<_>>()?,
        )),
    }
}

fn quantity(from: &JsValue) -> Read<Quantity> {
    Ok(match words(from, "kind")?.as_str() {
        "count" => Quantity::Count {
            n: number(from, "n")? as u64,
        },
        "bytes" => Quantity::Bytes {
            bytes: number(from, "bytes")? as u64,
        },
        "share" => Quantity::share(number(from, "of_one")?),
        "words" => Quantity::Words {
            words: words(from, "words")?,
        },
        unknown => return Err(wrong(unknown)),
    })
}
