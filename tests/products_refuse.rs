//! Where an analysis of products answers, and where it must refuse.

use clientele::figure::Outcome;
use clientele::report::Report;

mod support;
#[path = "support/tables.rs"]
mod tables;

use support::{fact, plain, real_files, section};
use tables::share;

fn refusal<'a>(report: &'a Report, id: &str) -> &'a str {
    let found = report
        .sections
        .iter()
        .find(|section| section.id == id)
        .unwrap();
    match &found.outcome {
        Outcome::NotEnough { reason, .. } => &reason.said,
        _ => panic!("{id} answers"),
    }
}

fn report_of(text: &str) -> Report {
    support::report_of(&[("sales.csv".to_owned(), text.as_bytes().to_vec())])
}

#[test]
fn without_products_status_or_baskets_nothing_is_pretended() {
    let bare = report_of(
        "customer_id,order_date,amount\na,2024-01-05,10\nb,2024-02-05,20\nc,2024-03-01,5\n",
    );
    for id in ["products", "product_customers", "affinity", "next_product"] {
        assert!(
            refusal(&bare, id).contains("products"),
            "{}",
            refusal(&bare, id)
        );
    }
    assert!(
        refusal(&bare, "returns").contains("status"),
        "{}",
        refusal(&bare, "returns")
    );
    let few = report_of(
        "customer_id,order_date,product,amount\na,2024-01-05,Tea,10\nb,2024-02-05,Milk,20\na,2024-03-01,Milk,5\n",
    );
    assert_eq!(
        refusal(&few, "affinity"),
        "There are fewer than 30 baskets."
    );
    assert_eq!(plain(&few, "products", "values_sold"), "2");
}

#[test]
fn nothing_came_back_is_said() {
    let mut text = String::from("customer_id,order_date,product,amount,status\n");
    for n in 0..40 {
        text += &format!(
            "c{},2024-01-{:02},P{},10,{}\n",
            n % 9,
            n % 28 + 1,
            n % 3,
            ["Delivered", "Shipped"][n % 2]
        );
    }
    let report = report_of(&text);
    let found = report
        .sections
        .iter()
        .find(|section| section.id == "returns")
        .unwrap();
    let Outcome::Weak { reasons, .. } = &found.outcome else {
        panic!("{:?}", found.outcome)
    };
    assert_eq!(reasons[0].id, "returns.none");
}

/// Twelve tastes of six products each; every customer buys along one taste, and all are equally popular.
fn tastes(customers: usize) -> String {
    let mut text = String::from("customer_id,order_date,product,amount\n");
    for customer in 0..customers {
        for step in 0..4 {
            let product = customer % 12 * 6 + (customer / 12 + step) % 6;
            text += &format!("c{customer:04},2024-{:02}-10,P{product:02},10\n", step + 1);
        }
    }
    text
}

#[test]
fn the_next_product_is_told_where_tastes_are_and_refused_where_not() {
    let report = report_of(&tastes(240));
    let found = section(&report, "next_product");
    assert_eq!(plain(&report, "next_product", "customers_tested"), "240");
    assert!(share(&fact(&report, "next_product", "hit_at_5").value) > 0.9);
    assert!(share(&fact(&report, "next_product", "popular_hit_at_5").value) < 0.2);
    assert_eq!(found.grids[0].rows.len(), 100);
    assert!(refusal(&report_of(&tastes(20)), "next_product").contains("at least 30"));
    let mut everything = String::from("customer_id,order_date,product,amount\n");
    for n in 0..400 {
        everything += &format!("c{},2024-01-{:02},P{},10\n", n % 40, n % 28 + 1, n / 40);
    }
    let refused = report_of(&everything);
    assert!(refusal(&refused, "next_product").contains("100 % of all products"));
    let Some(files) = real_files("persona_orders", &["orders.csv"]) else {
        return;
    };
    let report = support::report_of(&files);
    assert!(refusal(&report, "next_product").starts_with("Suggestions are no better"));
}
