//! A JavaScript value -> the command that the page sends.

use js_sys::JSON;

use crate::figure::{Clause, Key, Trace};
use crate::protocol::{Command, Request};
use crate::recipe::{Filter, Recipe, RevenueDefinition, View};
use crate::session::recipe_of;
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
        "only_filter" => Command::OnlyFilter {
            filter: filter(&value.get("filter"))?,
        },
        "clear_filters" => Command::ClearFilters,
        "restore" => Command::Restore {
            recipe: Box::new(recipe(&value.get("recipe"))?),
            view: Box::new(view(&value.get("view"))?),
        },
        "load" => Command::Load {
            text: value.get("text").text()?,
        },
        "profile" => Command::Profile {
            file: value.get("file").text()?,
        },
        "open" => Command::Open {
            view: value.get("view").text()?,
        },
        "rows" => Command::Rows {
            trace: trace(&value.get("trace"))?,
            offset: value.get("offset").whole()?,
            limit: value.get("limit").whole()?,
        },
        "find" => Command::Find {
            text: value.get("text").text()?,
        },
        "inject_panic" => Command::InjectPanic,
        _ => return Err(unlike("command")),
    })
}

/// Which rows.
pub(super) fn trace(value: &Value) -> Read<Trace> {
    Ok(Trace {
        clauses: value.get("clauses").list(clause)?,
    })
}

/// The recipe of a report, read as a saved one is.
fn recipe(value: &Value) -> Read<Recipe> {
    let text = JSON::stringify(&value.0)?.as_string().unwrap_or_default();
    recipe_of(text.as_bytes()).map_err(|_| unlike("recipe"))
}

fn view(value: &Value) -> Read<View> {
    let default = View::default();
    Ok(View {
        schema: small(value, "schema")?.unwrap_or(default.schema),
        revenue: match optional_text(value, "revenue")?.as_deref() {
            None => None,
            Some("booked") => Some(RevenueDefinition::Booked),
            Some("net_of_returns") => Some(RevenueDefinition::NetOfReturns),
            Some("delivered") => Some(RevenueDefinition::Delivered),
            Some(_) => return Err(unlike("revenue definition")),
        },
        as_of: value
            .get("as_of")
            .some()
            .map(|value| day(&value))
            .transpose()?,
        active_days: small(value, "active_days")?,
        filters: value.get("filters").list(filter)?,
        params: value.get("params").map(Value::text)?,
        locale: optional_text(value, "locale")?.unwrap_or(default.locale),
    })
}

fn optional_text(value: &Value, name: &str) -> Read<Option<String>> {
    value.get(name).some().map(|value| value.text()).transpose()
}

/// A whole number of 32 bits, if there is one.
fn small(value: &Value, name: &str) -> Read<Option<u32>> {
    let Some(value) = value.get(name).some() else {
        return Ok(None);
    };
    let small = u32::try_from(value.whole()?).map_err(|_| unlike("whole number"))?;
    Ok(Some(small))
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
        "not_in" => Clause::NotIn {
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
