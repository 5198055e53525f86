//! A JavaScript value -> the command that the page sends.

use serde::de::DeserializeOwned;

use crate::figure::{Clause, Key, Trace};
use crate::protocol::{Command, Request};
use crate::recipe::Filter;
use crate::value::Day;
use crate::wasm::value::{Read, Value, unlike};

/// A `Request` of the page's types.
pub(super) fn request(value: &Value) -> Read<Request> {
    let id = value.get("id").whole()? as u32;
    Ok(Request {
        id,
        command: command(&value.get("command"))?,
    })
}

fn command(value: &Value) -> Read<Command> {
    Ok(match value.get("command").text()?.as_str() {
        "open_file" => Command::OpenFile {
            name: value.get("name").text()?,
            size: value.get("size").whole()?,
        },
        "close_file" => Command::CloseFile,
        "abort_file" => Command::AbortFile {
            reason: value.get("reason").text()?,
        },
        "remove_file" => Command::RemoveFile {
            file: value.get("file").whole()? as u16,
        },
        "report" => Command::Report,
        "set" => Command::Set {
            control: value.get("control").text()?,
            value: value.get("value").text()?,
        },
        "toggle_filter" => Command::ToggleFilter {
            filter: filter(&value.get("filter"))?,
        },
        "clear_filters" => Command::ClearFilters,
        "restore" => Command::Restore {
            recipe: Box::new(derived(value.get("recipe"))?),
            view: Box::new(derived(value.get("view"))?),
        },
        "rows" => Command::Rows {
            trace: Trace {
                clauses: value.get("trace").get("clauses").list(clause)?,
            },
            offset: value.get("offset").whole()?,
            limit: value.get("limit").whole()?,
        },
        "inject_panic" => Command::InjectPanic,
        _ => return Err(unlike("command")),
    })
}

/// Recipes and views have no tagged enums, and skip what a later version added.
fn derived<T: DeserializeOwned>(value: Value) -> Read<T> {
    serde_wasm_bindgen::from_value(value.0).map_err(Into::into)
}

fn key(value: &Value) -> Read<Key> {
    Ok(Key::new(
        &value.get("dimension").text()?,
        value.get("value").text()?,
    ))
}

fn filter(value: &Value) -> Read<Filter> {
    Ok(Filter {
        key: key(&value.get("key"))?,
        without: value.get("without").flag(),
    })
}

fn day(value: &Value) -> Read<Day> {
    Day::from_iso(&value.text()?).ok_or_else(|| unlike("day"))
}

fn clause(value: &Value) -> Read<Clause> {
    Ok(match value.get("clause").text()?.as_str() {
        "in" => Clause::In {
            dimension: value.get("dimension").text()?,
            values: value.get("values").list(Value::text)?,
        },
        "between" => Clause::Between {
            from: day(&value.get("from"))?,
            to: day(&value.get("to"))?,
        },
        "counted" => Clause::Counted,
        "counted_as" => Clause::CountedAs {
            definition: value.get("definition").text()?,
        },
        "ranked" => Clause::Ranked {
            from: value.get("from").whole()?,
            to: value.get("to").whole()?,
        },
        _ => return Err(unlike("clause")),
    })
}
