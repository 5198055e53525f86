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
    let buyers = data.filter(|_| dimension == "customer");
    let buyer = buyers.and_then(|data| data.customers.iter().find(|buyer| buyer.id == *value));
    let shown: Arg = match month {
        _ if value.is_empty() => Text::new("filter.no_value").into(),
        Some(month) => Text::new("filter.month")
            .with("name", Text::new(&format!("month.full.{}", month.number())))
            .with("year", month.year().to_string())
            .into(),
        // Two may have one name.
        None if buyer.is_some_and(|buyer| buyer.label() != value) => Text::new("filter.named")
            .with("name", buyer.map_or("", |buyer| buyer.label()))
            .with("id", value.as_str())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::{Spoken, Voice};

    #[test]
    fn a_customer_is_called_by_name_and_id() {
        let mut data = Dataset::of_orders(&[("c1", "2024-01-01", "5"), ("c2", "2024-01-02", "3")]);
        data.customers[0].name = Some("Don Miller".to_owned());
        let said = |value: &str| {
            let filter = Filter {
                key: Key::new("customer", value),
                without: false,
            };
            let mut label = chip(&filter, Some(&data)).label;
            label.speak(&Voice::of("en"));
            label.said
        };
        assert_eq!(said("c1"), "customer is Don Miller (c1)");
        assert_eq!(said("c2"), "customer is c2");
        assert_eq!(said("gone"), "customer is gone");
    }
}
