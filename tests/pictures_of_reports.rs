//! Every figure of a real report is true and readable on every screen.

use clientele::figure::Figure;
use clientele::report::Report;
use clientele::say::Quantity;

#[path = "support/picture_check.rs"]
mod picture_check;
mod support;

use picture_check::check_everywhere;
use support::{real_files, report_of};

/// Folders of the real data with the files that go together.
const DROPS: [(&str, &[&str]); 9] = [
    (
        "atliq_sales",
        &[
            "customers.csv",
            "date.csv",
            "markets.csv",
            "products.csv",
            "transactions.csv",
        ],
    ),
    ("persona_orders", &["orders.csv"]),
    ("superstore", &["orders.csv"]),
    (
        "chinook",
        &["customers.csv", "invoice_items.csv", "invoices.csv"],
    ),
    (
        "jaffle_shop",
        &["raw_customers.csv", "raw_orders.csv", "raw_payments.csv"],
    ),
    ("exports", &["shopify_cohort_sample.csv"]),
    ("exports", &["generic_marketplace_sample.csv"]),
    ("exports", &["german_orders_bom.csv"]),
    ("dirty_cafe", &["sales.csv"]),
];

fn figures(report: &Report) -> impl Iterator<Item = &Figure> {
    let given = report
        .sections
        .iter()
        .filter_map(|section| section.outcome.result());
    given.flat_map(|section| &section.figures)
}

fn check(name: &str, report: &Report) -> usize {
    let wrong: Vec<String> = figures(report).flat_map(check_everywhere).collect();
    assert!(wrong.is_empty(), "{name}: {}", wrong.join("\n"));
    keep(name, report);
    figures(report).count()
}

/// Writes the pictures for the eye, where `CLIENTELE_PICTURES` names a folder.
fn keep(name: &str, report: &Report) {
    use clientele::draw::{AverageWidths, Heading, Size, Theme, natural_height, svg};
    let Some(folder) = std::env::var_os("CLIENTELE_PICTURES") else {
        return;
    };
    for figure in figures(report) {
        for width in [360.0, 720.0, 1280.0] {
            let size = Size {
                width,
                height: natural_height(figure, width),
            };
            let text = svg(
                figure,
                &Theme::light(),
                size,
                &AverageWidths,
                Heading::Titled,
            );
            let file = format!("{name} {} {width}.svg", figure.id.replace('/', " "));
            std::fs::write(std::path::Path::new(&folder).join(file), text).unwrap();
        }
    }
}

#[test]
fn the_figures_of_real_reports_are_true_and_readable() {
    for (folder, names) in DROPS {
        let Some(files) = real_files(folder, names) else {
            return;
        };
        let drawn = check(folder, &report_of(&files));
        println!("{folder}: {drawn} figures");
    }
}

#[test]
fn the_figures_of_the_sample_are_true_and_readable() {
    let drawn = check("sample", &report_of(&clientele::demo::files()));
    assert!(drawn >= 4, "only {drawn} figures were drawn");
}

/// Every quantity in a sentence, arguments of arguments included.
fn quantities(text: &clientele::say::Text) -> Vec<Quantity> {
    use clientele::say::Arg;
    fn of_arg(arg: &Arg) -> Vec<Quantity> {
        match arg {
            Arg::Quantity(Quantity::Words { .. }) => Vec::new(),
            Arg::Quantity(quantity) => vec![quantity.clone()],
            Arg::Text(text) => quantities(text),
            Arg::List(list) => list.iter().flat_map(of_arg).collect(),
        }
    }
    let template = clientele::say::catalogue::template(&text.id).unwrap_or("");
    let said = |name: &str| {
        ["}", "=", ":"]
            .iter()
            .any(|end| template.contains(&format!("{{{name}{end}")))
    };
    let args = text.args.iter().filter(|(name, _)| said(name));
    args.flat_map(|(_, arg)| of_arg(arg)).collect()
}

/// Every quantity that a section states as a fact or in a table.
fn stated(section: &clientele::figure::Section) -> Vec<Quantity> {
    use clientele::figure::Cell;
    let mut stated = Vec::new();
    for fact in &section.facts {
        stated.extend(fact.value.quantity.clone());
        stated.extend(fact.notes.iter().flat_map(quantities));
        stated.push(Quantity::Count { n: fact.n });
    }
    let twins = section.figures.iter().map(|figure| &figure.table);
    let series = section.figures.iter().flat_map(|figure| &figure.marks);
    stated.extend(series.filter_map(|mark| Some(Quantity::from(mark.series()?.data.len()))));
    let grids: Vec<_> = section.grids.iter().chain(twins).collect();
    for grid in &grids {
        let parts = grid.rows.iter().filter(|row| !row.summary).count();
        stated.extend([Quantity::from(parts), Quantity::from(grid.total_rows)]);
    }
    for row in grids.iter().flat_map(|grid| &grid.rows) {
        for cell in &row.cells {
            match cell {
                Cell::Value(value) => stated.extend(value.quantity.clone()),
                Cell::Text(text) => stated.extend(quantities(text)),
            }
        }
    }
    stated
}

#[test]
fn each_number_in_a_title_is_stated_as_a_fact_or_in_a_table() {
    let mut judged = 0;
    let mut unstated = Vec::new();
    for (folder, names) in DROPS {
        let Some(files) = real_files(folder, names) else {
            return;
        };
        let report = report_of(&files);
        for section in &report.sections {
            let Some(result) = section.outcome.result() else {
                continue;
            };
            let stated = stated(result);
            let titles = result.figures.iter().map(|figure| &figure.title);
            for title in titles.chain([&result.headline]) {
                for quantity in quantities(title) {
                    // A day says when, not how much.
                    if matches!(quantity, Quantity::Day { .. }) {
                        continue;
                    }
                    if !stated.contains(&quantity) {
                        unstated.push(format!("{folder}: {}: {quantity:?}", title.said));
                    }
                    judged += 1;
                }
            }
        }
    }
    assert!(unstated.is_empty(), "{unstated:#?}");
    assert!(judged > 50, "titles carry numbers");
}
