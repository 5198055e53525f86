//! The same story written another way: each folder of the real data is rewritten in many ways, as other
//! programs would have written it, and must give the same report, or ask one question whose answer
//! gives it.

#[path = "../support/mod.rs"]
mod support;

mod judge;
mod table;
mod ways;

use judge::{Verdict, facts, judge};
use table::Table;
use ways::WAYS;

/// A folder of the real data.
struct Folder {
    name: &'static str,
    /// Its files, the one with the facts first.
    files: &'static [&'static str],
    /// The column that is summed, where there is one.
    amount: Option<&'static str>,
    /// What the command line is told beside the files.
    settings: &'static [&'static str],
}

const FOLDERS: &[Folder] = &[
    Folder {
        name: "persona_orders",
        files: &["orders.csv"],
        amount: Some("Total Price"),
        settings: &[],
    },
    Folder {
        name: "superstore",
        files: &["orders.csv"],
        amount: Some("Sales"),
        settings: &[],
    },
    Folder {
        name: "chinook",
        files: &["invoices.csv", "invoice_items.csv", "customers.csv"],
        amount: Some("Total"),
        settings: &[],
    },
    Folder {
        name: "jaffle_shop",
        files: &["raw_payments.csv", "raw_orders.csv", "raw_customers.csv"],
        amount: Some("amount"),
        settings: &[],
    },
    Folder {
        name: "atliq_sales",
        files: &[
            "transactions.csv",
            "customers.csv",
            "markets.csv",
            "products.csv",
        ],
        amount: Some("sales_amount"),
        settings: &["rate.USD=75"],
    },
    Folder {
        name: "atliq_star",
        files: &[
            "fact_sales_monthly.csv",
            "dim_customer.csv",
            "dim_product.csv",
            "fact_gross_price.csv",
            "fact_manufacturing_cost.csv",
            "fact_pre_discount.csv",
        ],
        amount: None,
        settings: &[],
    },
    Folder {
        name: "amart",
        files: &["customers.csv"],
        amount: Some("REVENUE"),
        settings: &[],
    },
    // Its amounts hold words, so nothing is summed below it.
    Folder {
        name: "dirty_cafe",
        files: &["sales.csv"],
        amount: None,
        settings: &[],
    },
    Folder {
        name: "cdnow",
        files: &["master.txt"],
        amount: Some("dollar_value"),
        settings: &[],
    },
    Folder {
        name: "baskets",
        files: &["bread_basket.csv"],
        amount: None,
        settings: &[],
    },
];

/// Where a rewritten folder neither gives the same report nor asks, each with its reason.
const DIFFERS: &[(&str, &str, &str)] = &[
    (
        "atliq_star",
        "headers col1...n",
        "pieces times the price of another file: no value tells pieces from years and codes; nothing is summed",
    ),
    (
        "amart",
        "headers col1...n",
        "fifty columns of numbers, of which any may be the revenue: the amount is asked for, and no answer brings back the rest",
    ),
    (
        "baskets",
        "headers col1...n",
        "it tells no money, and no value says that a row is a thing of a basket: the amount is asked for",
    ),
    (
        "dirty_cafe",
        "headers col1...n",
        "no value tells what was sold from how it was paid: nothing is said about products",
    ),
];

/// What nothing but a header tells, by the way that takes the headers away: a number of years is a number.
const BY_HEADER: &[(&str, &str)] = &[("headers col1...n", "customer_attributes.ages_between")];

/// Writes a folder in every way, and judges each.
fn judged(name: &str) {
    let folder = FOLDERS
        .iter()
        .find(|folder| folder.name == name)
        .expect("a folder");
    let Some(files) = support::real_files(folder.name, folder.files) else {
        return;
    };
    let tables: Vec<Table> = files
        .iter()
        .map(|(name, bytes)| Table::read(name, bytes))
        .collect();
    let plainly: Vec<_> = tables.iter().map(Table::plainly).collect();
    let expected = facts(&plainly, folder.settings);
    assert!(expected.len() > 5, "{}: {expected:?}", folder.name);
    let mut lines = Vec::new();
    let mut unexpected = Vec::new();
    for way in WAYS {
        let Some(written) = (way.write)(tables.clone(), folder.amount) else {
            continue;
        };
        let mut expected = expected.clone();
        for (_, fact) in BY_HEADER.iter().filter(|(id, _)| *id == way.id) {
            expected.remove(*fact);
        }
        let excuse = DIFFERS
            .iter()
            .find(|(name, id, _)| *name == folder.name && *id == way.id);
        let verdict = judge(&expected, &written, folder.settings, excuse.is_some());
        let line = format!("{:<16} {:<24} {verdict}", folder.name, way.id);
        let differs = matches!(verdict, Verdict::Differs(_));
        if differs != excuse.is_some() {
            unexpected.push(line.clone());
        }
        lines.push(line);
    }
    println!("{}", lines.join("\n"));
    assert!(unexpected.is_empty(), "{}", unexpected.join("\n"));
}

/// One test a folder, so that they run beside each other.
macro_rules! the_same_story_written_another_way_gives_the_same_report_or_asks {
    ($($folder:ident),*) => {
        $(
            #[test]
            fn $folder() {
                judged(stringify!($folder));
            }
        )*

        #[test]
        fn each_folder_is_judged() {
            let judged = [$(stringify!($folder)),*];
            assert!(FOLDERS.iter().all(|folder| judged.contains(&folder.name)));
        }
    };
}

the_same_story_written_another_way_gives_the_same_report_or_asks!(
    persona_orders,
    superstore,
    chinook,
    jaffle_shop,
    atliq_sales,
    atliq_star,
    amart,
    dirty_cafe,
    cdnow,
    baskets
);
