//! Every analysis answers somewhere, and refuses with a reason somewhere else.

mod support;

use clientele::analysis::ANALYSES;
use clientele::figure::{Key, Outcome};
use clientele::protocol::Command;
use clientele::recipe::Filter;
use clientele::report::Report;
use support::{ask, real_files, session_of};

/// A data set: its folder below `CLIENTELE_DATA` and its files.
type Data = (&'static str, &'static [&'static str]);

const PERSONA: Data = ("persona_orders", &["orders.csv"]);
const STAR: Data = (
    "atliq_star",
    &[
        "dim_customer.csv",
        "dim_product.csv",
        "fact_gross_price.csv",
        "fact_manufacturing_cost.csv",
        "fact_pre_discount.csv",
        "fact_sales_monthly.csv",
    ],
);
const AMART: Data = ("amart", &["customers.csv"]);
const BASKETS: Data = ("baskets", &["groceries.csv"]);
const STORE: Data = ("superstore", &["orders.csv"]);
const CDNOW: Data = ("cdnow", &["sample.txt"]);
/// Made here.
const CLUBS: Data = ("clubs", &[]);
const ONE_CUSTOMER: Data = ("one customer", &[]);

/// Analysis, where it must answer, where it must refuse.
const TABLE: &[(&str, Data, Data)] = &[
    ("overview", PERSONA, BASKETS),
    ("contribution", PERSONA, BASKETS),
    ("spending", PERSONA, STAR),
    ("order_matrix", PERSONA, STAR),
    ("one_customer", ONE_CUSTOMER, PERSONA),
    ("segments", PERSONA, STAR),
    ("activity", PERSONA, STAR),
    ("customer_attributes", STAR, CDNOW),
    ("business_segments", STAR, BASKETS),
    ("potential", STAR, PERSONA),
    ("migration", PERSONA, STAR),
    ("personas", PERSONA, STAR),
    ("what_marks", PERSONA, BASKETS),
    ("drivers", PERSONA, STAR),
    ("hypotheses", PERSONA, BASKETS),
    ("clusters", PERSONA, STAR),
    ("products", PERSONA, AMART),
    ("product_customers", PERSONA, AMART),
    ("affinity", PERSONA, AMART),
    ("returns", PERSONA, STAR),
    ("next_product", CLUBS, PERSONA),
    ("trend", PERSONA, AMART),
    ("years", PERSONA, AMART),
    ("season", STAR, PERSONA),
    ("forecast", STAR, AMART),
    ("second_purchase", PERSONA, STAR),
    ("cohorts", PERSONA, AMART),
    ("markets", STAR, AMART),
    ("rhythm", PERSONA, STAR),
    ("revenue_change", STORE, PERSONA),
    ("overdue", PERSONA, STAR),
    ("gross_margin", STAR, PERSONA),
    ("lifetime", CDNOW, PERSONA),
];

/// Four clubs with ten products each: who has bought some of a club will buy another of it.
fn clubs() -> Vec<(String, Vec<u8>)> {
    let mut text = String::from("customer_id,order_date,product,amount\n");
    for customer in 0..200_u32 {
        for step in 0..6_u32 {
            let (club, product) = (customer % 4, (customer / 4 + step * 3) % 10);
            text += &format!(
                "c{customer:03},2024-{:02}-{:02},club {club} product {product},5\n",
                step + 1,
                customer % 28 + 1
            );
        }
    }
    vec![("orders.csv".to_owned(), text.into_bytes())]
}

fn report(data: Data) -> Option<Report> {
    let files = match data {
        CLUBS => clubs(),
        ONE_CUSTOMER => real_files(PERSONA.0, PERSONA.1)?,
        (folder, names) => real_files(folder, names)?,
    };
    let mut session = session_of(&files);
    ask(&mut session, Command::Report);
    if data == ONE_CUSTOMER {
        let filter = Filter {
            key: Key::new("customer", "CUST0131"),
            without: false,
        };
        ask(&mut session, Command::ToggleFilter { filter });
    }
    session.finish().cloned()
}

#[test]
fn every_analysis_answers_here_and_refuses_there() {
    let ids: Vec<&str> = TABLE.iter().map(|line| line.0).collect();
    let known: Vec<&str> = ANALYSES.iter().map(|analysis| analysis.id).collect();
    assert_eq!(ids, known, "the table holds every analysis in its order");
    let mut reports: Vec<(Data, Report)> = Vec::new();
    for data in TABLE.iter().flat_map(|line| [line.1, line.2]) {
        if reports.iter().all(|(have, _)| *have != data) {
            let Some(report) = report(data) else { return };
            reports.push((data, report));
        }
    }
    let outcome = |data: Data, id: &str| {
        let (_, report) = reports
            .iter()
            .find(|(have, _)| *have == data)
            .expect("a report");
        let found = report.sections.iter().find(|section| section.id == id);
        &found.expect("a section").outcome
    };
    for (id, answers, refuses) in TABLE {
        match outcome(*answers, id) {
            Outcome::NotEnough { reason, .. } => panic!("{id} of {}: {}", answers.0, reason.said),
            Outcome::Given { result } | Outcome::Weak { result, .. } => {
                assert!(!result.headline.said.is_empty(), "{id}");
                println!("{id} | answers: {} | {}", answers.0, result.headline.said);
            }
        }
        match outcome(*refuses, id) {
            Outcome::NotEnough { reason, remedy } => {
                assert!(!reason.said.is_empty() && !remedy.said.is_empty(), "{id}");
                println!("{id} | refuses: {} | {}", refuses.0, reason.said);
            }
            _ => panic!("{id} answers on {}", refuses.0),
        }
    }
}
