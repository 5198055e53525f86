//! Frame -> the dimension that is broken down, its control, and what its values are called.

use std::borrow::Cow;

use crate::analysis::{Frame, Param, Params};
use crate::dataset::{Dataset, Dimension, RevenueDefinition};
use crate::figure::{Choice, Control, ControlKind, Key, Trace};
use crate::say::Text;

/// What was bought: by name where the files tell names, else by code.
pub(super) fn product(dataset: &Dataset) -> Option<&Dimension> {
    let named = dataset.dimension("product_name");
    named.or_else(|| dataset.dimension("product"))
}

/// The dimension set, or the one that is default.
pub(super) fn chosen_dimension<'a>(
    frame: &Frame<'a>,
    params: &Params,
    param: &Param,
    default: Option<&'a Dimension>,
) -> Option<&'a Dimension> {
    let set = params
        .get(param.id)
        .and_then(|id| frame.dataset.dimension(id));
    set.or(default)
}

/// The choice among the dimensions of the data, the default first.
pub(super) fn dimension_control(
    frame: &Frame,
    analysis: &str,
    param: &Param,
    default: &Dimension,
    chosen: &Dimension,
) -> Control {
    let id = format!("param.{analysis}.{}", param.id);
    let others = frame
        .dataset
        .dimensions
        .iter()
        .filter(|other| other.id != default.id);
    let options = std::iter::once(default)
        .chain(others)
        .map(|dimension| Choice {
            value: dimension.id.clone(),
            label: Text::verbatim(&dimension.name),
        });
    Control {
        label: Text::new(&id),
        help: Text::new(&format!("{id}.help")),
        kind: ControlKind::Choice {
            options: options.collect(),
        },
        value: chosen.id.clone(),
        changed: chosen.id != default.id,
        id,
    }
}

/// What a value is called; rows without one are called so.
pub(super) fn value_name(dimension: &Dimension, code: Option<u32>) -> Text {
    match code.filter(|code| (*code as usize) < dimension.values.len()) {
        Some(code) => Text::verbatim(dimension.label(code as usize)),
        None => Text::new("products.not_told"),
    }
}

/// What a click on a value filters; the empty text stands for rows without one.
pub(super) fn value_key(dimension: &Dimension, code: Option<u32>) -> Key {
    let value = code.and_then(|code| dimension.values.get(code as usize));
    Key::new(&dimension.id, value.cloned().unwrap_or_default())
}

/// The rows of the slice up to as_of that count under a definition, whatever is in force.
pub(super) fn rows_counted<'a>(frame: &'a Frame, definition: RevenueDefinition) -> Cow<'a, [u32]> {
    if definition == frame.definition {
        return Cow::Borrowed(frame.counted_list());
    }
    let mut rows = Vec::with_capacity(frame.slice.rows.len());
    let all = frame.rows_until_as_of();
    all.each(frame.dataset, definition, &mut |row| rows.push(row as u32));
    Cow::Owned(rows)
}

/// The trace of all rows that count under a definition.
pub(super) fn counted_trace(frame: &Frame, definition: RevenueDefinition) -> Trace {
    match definition == frame.definition {
        true => Trace::counted(),
        false => Trace::counted_as(definition.id()),
    }
}
