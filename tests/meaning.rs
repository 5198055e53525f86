//! What columns mean, what a row is, and how files belong together.

mod support;

use clientele::dataset::{Dataset, Grain, NO_VALUE, Verdicts, build};
use clientele::quality::findings;
use clientele::recipe::Recipe;
use clientele::schema::{Model, Source};
use clientele::table::{Table, TableReader};
use clientele::value::{Decimal, Map};
use support::real_files;

fn table(name: &str, bytes: &[u8]) -> Table {
    let mut reader = TableReader::new(name, 1);
    reader.push(bytes).unwrap();
    reader.finish().unwrap()
}

/// Model and data set of files.
fn understood(files: &[(String, Vec<u8>)]) -> (Model, Dataset) {
    let sources = files
        .iter()
        .map(|(name, bytes)| Source::of(table(name, bytes), &Map::new()))
        .collect();
    let model = Model::of(sources).unwrap_or_else(|(why, _)| panic!("{why:?}"));
    let recipe = Recipe::default();
    let mut verdicts = Verdicts::of(model.rows(), &findings(&model, &recipe));
    let data = build(&model, &recipe, &mut verdicts);
    (model, data)
}

/// A measure's sum over all rows that have it.
fn total(data: &Dataset, id: &str) -> Decimal {
    let measure = data
        .measure(id)
        .unwrap_or_else(|| panic!("no measure {id}"));
    let told = measure.values.iter().filter(|value| **value != NO_VALUE);
    Decimal::new(told.map(|value| i128::from(*value)).sum(), measure.scale)
}

#[test]
fn the_chain_from_gross_to_margin_is_exact() {
    let names = [
        "dim_customer.csv",
        "dim_product.csv",
        "fact_gross_price.csv",
        "fact_manufacturing_cost.csv",
        "fact_pre_discount.csv",
        "fact_sales_monthly.csv",
    ];
    let Some(files) = real_files("atliq_star", &names) else {
        return;
    };
    let (model, data) = understood(&files);
    assert_eq!(data.grain, Grain::Period);
    assert_eq!(data.len(), 67_250);
    for (id, expected) in [
        ("units", "3782935"),
        ("gross", "86555909.0591"),
        ("cost", "25689638.2755"),
    ] {
        let wanted = Decimal::parse(expected).unwrap().normalized();
        assert_eq!(total(&data, id).normalized(), wanted, "{id}");
    }
    assert_eq!(total(&data, "margin").rounded(2).to_string(), "40622741.51");
    let net: i128 = data.amount.iter().map(|amount| i128::from(*amount)).sum();
    assert_eq!(data.money(net).rounded(2).to_string(), "66312379.78");
    assert_eq!(model.fiscal.unwrap().first_month, 9);
    assert_eq!(model.fiscal.unwrap().mismatches, 0);
    let regions = &data.dimension("region").unwrap().values;
    assert!(regions.contains(&"NA".to_owned()), "{regions:?}");
    let names: std::collections::BTreeSet<_> = data
        .customers
        .iter()
        .filter_map(|c| c.name.clone())
        .collect();
    assert_eq!(names.len(), 74, "Amazon is one customer, trimmed");
}

#[test]
fn totals_of_customers_keep_what_the_file_states() {
    let Some(files) = real_files("amart", &["customers.csv"]) else {
        return;
    };
    let (_, data) = understood(&files);
    let totals = data.totals.as_ref().unwrap();
    assert_eq!(data.grain, Grain::Customer);
    assert_eq!(totals.as_of.unwrap().to_string(), "2021-10-25");
    let split = |id: &str| totals.splits.iter().find(|split| split.id == id).unwrap();
    assert_eq!(split("weekday").orders.len(), 7);
    assert_eq!(split("week_of_month").revenue.len(), 4);
    assert_eq!(split("part_of_day").orders.len(), 4);
    assert_eq!(split("weekday").orders.iter().sum::<i128>(), 64_352);
    let short = totals.stated_gap.iter().filter(|gap| **gap <= 14.0).count();
    assert_eq!(short as f64 / 5_000.0, 0.1842);
    assert!(data.order.is_empty() && data.day.is_empty());
    assert_eq!(
        data.customers[0].name.as_deref().map(|n| n.contains(' ')),
        Some(true)
    );
    assert!(data.attributes.iter().any(|a| a.name == "OCCUPATION"));
}
