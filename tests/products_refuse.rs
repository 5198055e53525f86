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
    assert!(refusal(&report, "next_product").starts_with("Of the five most popular"));
}

/// The largest customer's largest product need not be one of the largest of all; ties claim nothing.
#[test]
fn a_headline_says_more_than_any_other_only_where_it_is_so() {
    let mut text = String::from("customer_id,order_date,product,amount\n");
    for product in 0..10 {
        text += &format!("small{product},2024-01-05,P{product},100\n");
    }
    text += "large,2024-02-05,Rare,90\nlarge,2024-02-06,P1,40\n";
    let report = report_of(&text);
    let said = |id: &str| section(&report, id).headline.said.clone();
    assert_eq!(
        said("product_customers"),
        "large buys the most, above all Rare, for 90"
    );
    assert!(
        said("products").starts_with("P1 brings 12.4 % of revenue"),
        "{}",
        said("products")
    );
    let even = report_of(
        "customer_id,order_date,product,amount\na,2024-01-05,Tea,10\nb,2024-02-05,Milk,10\n",
    );
    assert_eq!(
        section(&even, "products").headline.said,
        "No product of 2 brings more than 50 % of revenue"
    );
    assert_eq!(
        section(&even, "product_customers").headline.id,
        "buyers.title"
    );
}

/// Two categories in one order can be a finding where products are too many to be paired.
#[test]
fn values_of_any_column_can_be_paired() {
    let mut text = String::from("order_id,customer_id,order_date,product,category,amount\n");
    for order in 0..200 {
        let day = order % 28 + 1;
        let pair = if order % 4 == 0 {
            ["Tea", "Cups"]
        } else {
            ["Soap", "Pens"]
        };
        for (line, category) in pair.iter().enumerate() {
            text += &format!(
                "o{order},c{},2024-01-{day:02},P{order}-{line},{category},5\n",
                order % 30
            );
        }
    }
    let files = [("sales.csv".to_owned(), text.into_bytes())];
    let mut session = support::session_of(&files);
    support::ask(&mut session, clientele::protocol::Command::Report);
    assert!(refusal(session.report().unwrap(), "affinity").starts_with("No two products"));
    support::set(&mut session, "param.affinity.by", "category");
    support::ask(&mut session, clientele::protocol::Command::Report);
    let report = session.report().unwrap();
    // Together in 50 of 200 baskets, each in 50: lift 4.
    assert_eq!(
        section(report, "affinity").headline.id,
        "affinity.headline.orders"
    );
    assert!((share(&fact(report, "affinity", "best_lift").value) - 4.0).abs() < 1e-12);
    assert_eq!(plain(report, "affinity", "pairs_published"), "2");
}
