//! What columns mean, what a row is, and how files belong together.

#[path = "../support/mod.rs"]
mod support;

mod asked;
mod expected;

use clientele::dataset::{Dataset, Grain, NO_VALUE, Verdicts, build};
use clientele::quality::findings;
use clientele::recipe::Recipe;
use clientele::schema::{Model, Role, Source};
use clientele::table::{Table, TableReader};
use clientele::value::{Decimal, Map};
use expected::{GRAINS, HEADERS, MEANINGS};
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
    let told = measure.values.iter().filter(|value| *value != NO_VALUE);
    Decimal::new(told.map(i128::from).sum(), measure.scale)
}

/// The roles of a source in the order of its columns; parts of the calendar are counted.
fn roles(source: &Source) -> String {
    let guesses = source.mapping.guesses.iter().zip(&source.table.columns);
    let playing = guesses.filter_map(|(guess, column)| Some((guess.role?, &column.name)));
    let mut told: Vec<String> = playing
        .clone()
        .filter(|(role, _)| !role.is_part())
        .map(|(role, name)| format!("{}={name}", role.id()))
        .collect();
    for part in [Role::PartOrders, Role::PartRevenue] {
        let count = playing.clone().filter(|(role, _)| *role == part).count();
        told.extend((count > 0).then(|| format!("{count} {}", part.id())));
    }
    told.join(" | ")
}

fn meaning(model: &Model) -> Vec<String> {
    let files = model.sources.iter();
    let mut lines: Vec<String> = files
        .map(|source| format!("{}: {}", source.name(), roles(source)))
        .map(|line| line.trim_end().to_owned())
        .collect();
    lines.push(format!("facts {}", model.facts().name()));
    for join in model.used_joins() {
        let place = |source: usize, column: usize| {
            let source = &model.sources[source];
            format!("{}.{}", source.name(), source.table.columns[column].name)
        };
        let near = place(join.near, join.near_column);
        lines.push(format!(
            "join {near} -> {}",
            place(join.far, join.far_column)
        ));
    }
    lines
}

#[test]
fn each_column_of_the_real_files_means_what_was_written_down() {
    for (folder, expected) in MEANINGS {
        let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
        let names: Vec<&str> = expected
            .iter()
            .filter(|line| !line.starts_with("facts ") && !line.starts_with("join "))
            .filter_map(|line| Some(line.split_once(':')?.0))
            .collect();
        let Some(files) = real_files(folder, &names) else {
            return;
        };
        assert_eq!(meaning(&understood(&files).0), expected, "{folder}");
    }
}

#[test]
fn what_a_row_is_and_how_many_orders_and_customers_there_are() {
    for (folder, names, expected) in GRAINS {
        let Some(files) = real_files(folder, names) else {
            return;
        };
        let (_, data) = understood(&files);
        let mut customers = data.customer.clone();
        customers.sort_unstable();
        customers.dedup();
        customers.retain(|code| *code != clientele::dataset::NO_CODE);
        let told = format!(
            "{:?}, {} orders, {} customers",
            data.grain,
            data.orders,
            customers.len()
        );
        assert_eq!(told, *expected, "{folder} {names:?}");
    }
}

/// A cell that a column of this name could hold.
fn plausible(header: &str) -> &'static str {
    let lower = header.to_lowercase();
    let holds = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match () {
        () if holds(&["posted", "quantity"]) => "12.50",
        () if holds(&[
            "date",
            "created",
            "paid at",
            "filled at",
            "cancelled at",
            "datum",
            "available",
            "bezahlt",
        ]) =>
        {
            "2024-03-15"
        }
        () if holds(&["email"]) => "ann@example.com",
        () if lower == "time" => "10:15:00",
        () if holds(&["code", "method", "tokenization"]) => "a1",
        () if lower == "ust"
            || holds(&[
                "amount", "total", "gross", "fee", "price", "tax", "value", "netto", "brutto",
                "discount", "costs", "charge", "adjusted",
            ]) =>
        {
            "12.50"
        }
        () if lower == "net" || lower.ends_with("shipping") => "12.50",
        () if holds(&["currency"]) => "EUR",
        () => "a1",
    }
}

#[test]
fn the_headers_of_platforms_are_known() {
    let Some(files) = real_files("exports", &["HEADERS.tsv"]) else {
        return;
    };
    let text = String::from_utf8(files[0].1.clone()).unwrap();
    let mut judged = 0;
    for line in text.lines() {
        let (name, rest) = line.split_once('\t').unwrap();
        let (delimiter, header) = rest.split_once('\t').unwrap();
        let cells = header
            .split(delimiter)
            .map(|cell| plausible(cell.trim_matches('"')));
        let row = cells.collect::<Vec<_>>().join(delimiter);
        let csv = format!("{header}\n{row}\n{row}\n");
        let source = Source::of(table(&format!("{name}.csv"), csv.as_bytes()), &Map::new());
        let expected = HEADERS.iter().find(|(of, _)| *of == name).expect("a line");
        assert_eq!(roles(&source), expected.1, "{name}");
        judged += 1;
    }
    assert_eq!(judged, HEADERS.len());
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
    // Who shares a name is called by name and id.
    let name = |c: &clientele::dataset::Customer| {
        let called = c.name.clone()?;
        let bare = called.strip_suffix(&format!(" ({})", c.id));
        Some(bare.unwrap_or(&called).to_owned())
    };
    let names: std::collections::BTreeSet<String> =
        data.customers.iter().filter_map(name).collect();
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

fn files(told: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    let file = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
    told.iter().map(file).collect()
}

fn revenue(data: &Dataset) -> String {
    let sum = data.amount.iter().map(|amount| i128::from(*amount)).sum();
    data.money(sum).normalized().to_string()
}

/// Months from September 2018 to August 2020, one row each of product A.
fn monthly() -> String {
    let months = (0..24).map(|at: u32| (2018 + (at + 8) / 12, (at + 8) % 12 + 1));
    let rows = months.map(|(year, month)| format!("{year}-{month:02}-01,A,C1,10\n"));
    std::iter::once("date,product_code,customer_code,sold_quantity\n".to_owned())
        .chain(rows)
        .collect()
}

#[test]
fn without_a_fiscal_year_the_one_is_taken_under_which_prices_are_found() {
    // Fiscal years 2019 and 2020 begin in September: 12 months at 1, 12 months at 2.
    let prices = "product_code,fiscal_year,gross_price\nA,2019,1\nA,2020,2\n";
    let story = [("sales.csv", monthly()), ("prices.csv", prices.to_owned())];
    let story = story.map(|(name, text)| (name.to_owned(), text.into_bytes()));
    let (model, data) = understood(&story);
    let fiscal = model.fiscal.unwrap();
    assert_eq!((fiscal.first_month, fiscal.told), (9, false));
    assert_eq!(data.grain, Grain::Period);
    assert_eq!(revenue(&data), "360");
}

#[test]
fn a_year_without_a_price_takes_the_year_before_and_never_zero() {
    let prices = "product_code,fiscal_year,gross_price\nA,2019,1\nB,2020,5\n";
    let sales = "date,product_code,customer_code,sold_quantity,fiscal_year\n\
                 2019-01-01,A,C1,2,2019\n2020-01-01,A,C1,3,2020\n2019-01-01,B,C1,4,2019\n";
    let (model, data) = understood(&files(&[("prices.csv", prices), ("sales.csv", sales)]));
    assert_eq!((model.lookups[0].earlier, model.lookups[0].missing), (1, 1));
    assert_eq!(revenue(&data), "5", "B has no price in 2019 or before");
    assert_eq!(data.len(), 2);
}

#[test]
fn prices_that_repeat_within_a_year_are_not_used() {
    let prices = "product_code,fiscal_year,gross_price\nA,2019,1\nA,2019,5\n";
    let sales = "date,product_code,customer_code,sold_quantity,fiscal_year,amount\n\
                 2019-01-01,A,C1,2,2019,7\n2019-02-01,A,C2,2,2019,8\n";
    let (model, data) = understood(&files(&[("prices.csv", prices), ("sales.csv", sales)]));
    assert!(model.lookups.is_empty());
    assert_eq!(revenue(&data), "15");
}

#[test]
fn fields_on_the_first_line_of_an_order_hold_for_all_its_lines() {
    let csv = "Name,Email,Created at,Subtotal,Total,Currency,Lineitem name,Lineitem quantity,Lineitem price\n\
               #1,a@x.org,2024-01-02 09:30:00 +0100,27.00,30.00,EUR,Lamp,1,20.00\n\
               #1,,,,,,Shade,2,5.00\n\
               #2,b@x.org,2024-01-03 21:05:00 +0100,5.00,8.00,EUR,Shade,1,5.00\n";
    let (model, data) = understood(&files(&[("orders_export.csv", csv)]));
    assert_eq!(model.facts().mapping.preset.unwrap().name, "Shopify");
    assert_eq!((data.len(), data.orders, data.customers.len()), (3, 2, 2));
    assert_eq!(
        revenue(&data),
        "32",
        "27 of the first order and 5 of the second"
    );
    // 27 spread over 20 and 10: 18 and 9.
    let amounts: Vec<String> = data
        .amount
        .iter()
        .map(|amount| data.money(i128::from(*amount)).normalized().to_string())
        .collect();
    assert_eq!(amounts, ["18", "9", "5"]);
    assert_eq!(data.minute, [570, 570, 1265]);
    assert_eq!(total(&data, "units").to_string(), "4");
}

#[test]
fn guests_without_an_id_are_known_by_their_email() {
    let csv = "order_id,order_date,order_status,customer_id,billing_email,order_total\n\
               1,2024-01-02,completed,7,a@x.org,5\n2,2024-01-03,completed,0,g@x.org,6\n\
               3,2024-01-04,completed,0,h@x.org,7\n4,2024-01-05,completed,0,g@x.org,8\n";
    let (_, data) = understood(&files(&[("orders.csv", csv)]));
    let ids: Vec<&str> = data.customers.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids, ["7", "g@x.org", "h@x.org"]);
    assert_eq!(data.customer, [0, 1, 2, 1]);
}

#[test]
fn profit_tells_the_cost() {
    let Some(files) = real_files("superstore", &["orders.csv"]) else {
        return;
    };
    let (_, data) = understood(&files);
    assert_eq!(total(&data, "margin").rounded(4).to_string(), "286397.0217");
    assert_eq!(total(&data, "units").to_string(), "37873");
    let segment = data.attributes.iter().find(|a| a.name == "Segment");
    assert_eq!(
        segment.expect("a customer has one segment").codes.len(),
        793
    );
    assert!(!data.attributes.iter().any(|a| a.name == "Ship Mode"));
}

#[test]
fn baskets_without_money_are_told_as_such() {
    let Some(files) = real_files("baskets", &["bread_basket.csv"]) else {
        return;
    };
    let (model, data) = understood(&files);
    assert_eq!(data.grain, Grain::Basket);
    assert!(!model.tells_money());
    assert_eq!((data.len(), data.orders), (21_293, 9_531));
    let none =
        |code: &u32| data.dimension("product_name").unwrap().values[*code as usize] == "NONE";
    let items = &data.dimension("product_name").unwrap().codes;
    assert_eq!(items.iter().filter(|code| none(code)).count(), 786);
    assert_eq!(data.minute[0], 598);
}

#[test]
fn lines_that_list_things_are_baskets() {
    let Some(files) = real_files("baskets", &["groceries.csv"]) else {
        return;
    };
    let (_, data) = understood(&files);
    assert_eq!(data.grain, Grain::Basket);
    assert_eq!((data.orders, data.len()), (9_835, 43_367));
    let items = data.dimension("product_name").unwrap();
    assert_eq!(items.values.len(), 169);
    let milk = items
        .values
        .iter()
        .position(|item| item == "whole milk")
        .unwrap() as u32;
    assert_eq!(
        items.codes.iter().filter(|code| **code == milk).count(),
        2_513
    );
    assert_eq!(data.rows.at(4).record, 5);
    assert_eq!(data.order[..8], [0, 0, 0, 0, 1, 1, 1, 2]);
}
