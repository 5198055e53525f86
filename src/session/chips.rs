//! Filters -> what each is called above the charts.

use crate::dataset::Dataset;
use crate::figure::Key;
use crate::recipe::Filter;
use crate::report::FilterChip;
use crate::say::{Arg, Text};
use crate::value::Month;

/// A chip for each filter. Codes are called by their names and months by theirs; what is filtered
/// stays the key.
pub(super) fn of(filters: &[Filter], data: Option<&Dataset>) -> Vec<FilterChip> {
    filters.iter().map(|filter| chip(filter, data)).collect()
}

fn chip(filter: &Filter, data: Option<&Dataset>) -> FilterChip {
    let Key { dimension, value } = &filter.key;
    let id = if filter.without {
        "filter.without"
    } else {
        "filter.only"
    };
    let month = Month::from_iso(value).filter(|_| dimension == "month");
    let of = data.and_then(|data| data.dimension(dimension));
    let shown: Arg = match month {
        _ if value.is_empty() => Text::new("filter.no_value").into(),
        Some(month) => Text::new("filter.month")
            .with("name", Text::new(&format!("month.full.{}", month.number())))
            .with("year", month.year().to_string())
            .into(),
        None => of.map_or(value.as_str(), |of| of.label_of(value)).into(),
    };
    let dimension = dimension
        .rsplit('.')
        .next()
        .unwrap_or(dimension)
        .replace('_', " ");
    FilterChip {
        filter: filter.clone(),
        label: Text::new(id)
            .with("dimension", dimension)
            .with("value", shown),
    }
}
