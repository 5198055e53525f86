//! Rows that only give money back: revenue where returns are taken off, and never an order, a customer,
//! a visit or a basket. Worked by hand, and against the same file without them.

mod support;
#[path = "support/tables.rs"]
mod tables;

use std::collections::BTreeMap;

use clientele::figure::Outcome;
use clientele::protocol::Command;
use clientele::report::Report;
use support::references::References;
use support::{ask, cell, plain, section, session_of, set};
use tables::{rows, table};

/// A dozen lines of a shop that books credits as invoices of their own. Customer 17004 has a credit and
/// nothing else, customer 17003 gave back all that was bought in March, invoice 1010 names nobody.
const SHOP: &str =
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
1001,A1,Mug,10,2011-01-05,2.00,17001,United Kingdom
1001,B2,Tray,2,2011-01-05,5.00,17001,United Kingdom
1002,A1,Mug,5,2011-01-20,2.00,17002,United Kingdom
1003,B2,Tray,1,2011-02-10,5.00,17001,United Kingdom
C1004,A1,Mug,-4,2011-02-15,2.00,17001,United Kingdom
1005,C3,Lamp,1,2011-03-03,30.00,17003,France
C1006,C3,Lamp,-1,2011-03-20,30.00,17003,France
C1007,A1,Mug,-2,2011-03-25,2.00,17004,United Kingdom
1008,A1,Mug,3,2011-04-04,2.00,17002,United Kingdom
1009,C3,Lamp,2,2011-04-10,30.00,17001,United Kingdom
1010,B2,Tray,4,2011-04-30,5.00,,United Kingdom
1011,A1,Mug,1,2011-05-02,2.00,17003,France
";

fn report(text: &str, definition: &str) -> Report {
    let mut session = session_of(&[("shop.csv".to_owned(), text.as_bytes().to_vec())]);
    ask(&mut session, Command::Report);
    set(&mut session, "revenue", definition);
    session.finish().expect("a report").clone()
}

fn check(
    references: &mut References,
    report: &Report,
    definition: &str,
    facts: &[(&str, &str, &str)],
) {
    for (analysis, fact, expected) in facts {
        let name = format!("{definition}: {analysis}.{fact}");
        let got = plain(report, analysis, fact);
        references.check_words(&name, expected, &got, "worked by hand");
    }
}

#[test]
fn a_shop_with_credits_under_booked_and_net_of_returns() {
    let mut references = References::new();
    // Sold: 30 + 10 + 5 + 30 + 6 + 60 + 20 + 2; given back: 8 + 30 + 4.
    let booked = report(SHOP, "booked");
    check(
        &mut references,
        &booked,
        "booked",
        &[
            ("overview", "revenue", "163"),
            ("overview", "orders", "8"),
            ("overview", "customers", "3"),
            // 163 / 8, and the 143 of known customers / 3.
            ("overview", "aov", "20.38"),
            ("overview", "revenue_per_customer", "47.67"),
            ("spending", "one_order_customers", "0"),
        ],
    );
    let net = report(SHOP, "net_of_returns");
    check(
        &mut references,
        &net,
        "net",
        &[
            ("overview", "revenue", "121"),
            ("overview", "orders", "8"),
            ("overview", "customers", "3"),
            // 121 / 8, and 87 + 16 + 2 - 4 of the known customers / 3.
            ("overview", "aov", "15.13"),
            ("overview", "revenue_per_customer", "33.67"),
            ("contribution", "below_zero", "\u{2212}4"),
            ("spending", "one_order_customers", "0"),
            ("products", "leading_revenue", "60"),
        ],
    );
    // Customer 17004 has a credit and nothing else: in the sum, and not among the three.
    let alone = |report: &Report| -> Vec<String> {
        let notes = support::fact(report, "overview", "revenue_per_customer")
            .notes
            .iter();
        let alone = notes.filter(|note| note.id == "note.per_customer.credits");
        alone.map(|note| note.said.clone()).collect()
    };
    let said = "1 more customer has credits and no order: their \u{2212}4 are in the sum, and they are not \
                counted among the customers.";
    assert_eq!(alone(&net), [said]);
    assert!(alone(&booked).is_empty());
    references.finish();
    // The months: the credits of February and March are worth more than what was sold.
    assert_eq!(
        table(&net, "trend", "trend", &["revenue", "orders", "customers"]),
        rows(&[
            ("Jan 2011", &["40", "2", "2"]),
            ("Feb 2011", &["\u{2212}3", "1", "1"]),
            ("Mar 2011", &["\u{2212}4", "1", "1"]),
            ("Apr 2011", &["86", "3", "2"]),
            ("May 2011", &["2", "1", "1"]),
        ])
    );
    assert_eq!(
        table(
            &net,
            "products",
            "products",
            &["revenue", "orders", "customers", "units"]
        ),
        rows(&[
            ("Lamp", &["60", "2", "2", "2"]),
            ("Tray", &["35", "3", "1", "7"]),
            ("Mug", &["26", "4", "3", "13"]),
            ("Total", &["121", "8", "3", "22"]),
        ])
    );
    assert_eq!(
        table(
            &net,
            "business_segments",
            "business_segments",
            &["revenue", "customers", "orders"]
        ),
        rows(&[
            ("United Kingdom", &["119", "2", "6"]),
            ("France", &["2", "1", "2"]),
        ])
    );
    // Customers 17001 to 17003, and the order of nobody; 17004 placed none.
    let matrix = tables::grid(section(&net, "order_matrix"), "order_matrix");
    let last = matrix.columns.len() - 1;
    let placed: Vec<String> = (0..matrix.rows.len())
        .map(|row| format!("{}: {}", cell(matrix, row, 0), cell(matrix, row, last)))
        .collect();
    let expected = [
        "17001: 3",
        "17002: 2",
        "17003: 2",
        "No customer named: 1",
        "Total: 8",
    ];
    assert_eq!(placed, expected);
}

/// Two years of a shop: 120 customers, each with a rhythm of its own, one to three products an order.
/// With credits, every fifth customer gives back a product twelve days after it was bought, and six more
/// customers have credits and nothing else.
fn shop(with_credits: bool) -> (String, i64) {
    let mut text = String::from("invoice,product,category,quantity,date,price,customer,region\n");
    let (mut invoice, mut given_back) = (0_u32, 0_i64);
    let day = |at: u32| {
        let (month, date) = (at / 28, at % 28 + 1);
        format!("{}-{:02}-{date:02}", 2021 + month / 12, month % 12 + 1)
    };
    let price = |product: u32| 5 + i64::from(product) * 3;
    let line =
        |text: &mut String, invoice: &str, product: u32, quantity: i64, at: u32, who: u32| {
            let (category, region) = (product % 3, ["North", "South"][who as usize % 2]);
            *text += &format!(
                "{invoice},P{product},K{category},{quantity},{},{},c{who:03},{region}\n",
                day(at),
                price(product)
            );
        };
    for who in 0..120_u32 {
        let (start, gap) = (who * 5 % 500, 17 + who % 29 * 3);
        for visit in 0..(1 + who % 9) {
            let at = start + visit * gap;
            if at >= 24 * 28 - 20 {
                break;
            }
            invoice += 1;
            for item in 0..(1 + (who + visit) % 3) {
                let product = (who % 4 + visit + item * 5) % 11;
                let quantity = i64::from(1 + (who + item) % 2);
                line(&mut text, &format!("{invoice}"), product, quantity, at, who);
                if with_credits && who % 5 == 0 && item == 0 && visit % 2 == 0 {
                    line(&mut text, &format!("C{invoice}"), product, -1, at + 12, who);
                    given_back += price(product);
                }
            }
        }
    }
    // The last day, so that both files speak from it.
    invoice += 1;
    line(&mut text, &format!("{invoice}"), 1, 1, 24 * 28 - 1, 7);
    if with_credits {
        for who in 900..906 {
            line(&mut text, &format!("C9{who}"), who % 11, -2, 300, who);
            given_back += 2 * price(who % 11);
        }
    }
    (text, given_back)
}

/// Facts by analysis and name, as they are said exactly.
fn facts(report: &Report) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    for found in &report.sections {
        if let Outcome::Given { result } | Outcome::Weak { result, .. } = &found.outcome {
            for fact in &result.facts {
                let name = format!("{}.{}", found.id, fact.id);
                facts.insert(name, format!("{} of {}", fact.value.exact, fact.n));
            }
        }
    }
    facts
}

/// What is made of revenue, and moves when money goes back. All other facts count orders, customers,
/// visits and baskets, or the days between them.
const OF_REVENUE: &[&str] = &[
    "activity.aov",
    "activity.mean_customer_aov",
    "activity.p75_customer_aov",
    "clusters.clusters",
    "clusters.silhouette",
    "clusters.within_clusters",
    "contribution.effective_customers",
    "contribution.gini",
    "contribution.top_1_share",
    "contribution.top_20_percent_share",
    "contribution.top_3_share",
    "forecast.forecast_coverage",
    "forecast.forecast_error",
    "forecast.forecast_next",
    "forecast.forecast_sum",
    "hypotheses.difference_of_groups",
    "markets.growth_all",
    "overdue.value_at_risk",
    "overview.aov",
    "overview.revenue",
    "overview.revenue_per_customer",
    "personas.at_risk_revenue",
    "potential.growth_of_all",
    "products.leading_share",
    "revenue_change.change",
    "revenue_change.change_share",
    "revenue_change.change_without_top",
    "segments.largest_segment_revenue",
    "segments.largest_segment_share",
    "spending.large_and_rare",
    "trend.best_month",
    "trend.best_month_share",
    "trend.latest_month",
    "trend.latest_month_change",
    "trend.like_for_like",
    "years.direction_p",
    "years.slope",
];

#[test]
fn what_counts_purchases_is_the_same_with_and_without_credits() {
    let (plain_text, _) = shop(false);
    let (text, given_back) = shop(true);
    assert!(given_back > 1_000, "{given_back}");
    let (without, with) = (
        report(&plain_text, "booked"),
        report(&text, "net_of_returns"),
    );
    let amount = |report: &Report| -> i64 { plain(report, "overview", "revenue").parse().unwrap() };
    assert_eq!(amount(&without) - amount(&with), given_back);
    let (without, with) = (facts(&without), facts(&with));
    assert_eq!(
        without.keys().collect::<Vec<_>>(),
        with.keys()
            .filter(|name| *name != "contribution.below_zero")
            .collect::<Vec<_>>()
    );
    let differ: Vec<String> = without
        .iter()
        .filter(|(name, value)| with[*name] != **value && !OF_REVENUE.contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {value}, with credits {}", with[name]))
        .collect();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(without.len() > 60, "{}", without.len());
}

#[test]
fn credits_alone_make_no_report_of_customers() {
    let text = "order,customer,date,amount\nC1,a,2024-01-05,-5\nC2,b,2024-02-05,-7.5\n";
    let net = report(text, "net_of_returns");
    let given = |id: &str| {
        net.sections
            .iter()
            .any(|section| section.id == id && section.outcome.result().is_some())
    };
    assert!(!given("spending") && !given("order_matrix") && !given("lifetime"));
    let overview = section(&net, "overview");
    assert!(
        overview.headline.said.contains("12.5"),
        "{}",
        overview.headline.said
    );
}

/// Thirty customers in three countries buy once a month of 2023; those of Spain, three of them, give back
/// more than they bought, and so does customer 17.
fn a_shop_below_zero() -> String {
    let mut text = "order_id,customer,country,category,order_date,amount\n".to_owned();
    for at in 0..360 {
        let (customer, month) = (at % 30, at / 30 + 1);
        let country = match customer {
            0..3 => "Spain",
            3..18 => "France",
            _ => "Italy",
        };
        let category = ["Hats", "Coats"][at / 7 % 2];
        let amount = 20 + customer * 3 + month;
        let line = format!(
            "c{customer:02},{country},{category},2023-{month:02}-{:02}",
            at % 27 + 1
        );
        text += &format!("{at},{line},{amount}.50\n");
        if matches!(customer, 0..3 | 17) && month == 11 {
            text += &format!("R{at},{line},-{}.25\n", 900 + at);
        }
    }
    text
}

#[test]
fn parts_below_zero_have_no_share_and_take_no_part_in_those_of_others() {
    let shop = a_shop_below_zero();
    // Cents by country: lines end in ".50" or ".25", so two decimals each.
    let sum = |part: &str| -> i64 {
        let of_part = shop.lines().skip(1).filter(|line| line.contains(part));
        let cents = of_part.filter_map(|line| {
            line.rsplit(',')
                .next()?
                .replace('.', "")
                .parse::<i64>()
                .ok()
        });
        cents.sum()
    };
    let (spain, france, italy) = (sum(",Spain,"), sum(",France,"), sum(",Italy,"));
    assert!(spain < 0 && france > 0 && italy > 0);
    let mut session = session_of(&[("shop.csv".to_owned(), shop.clone().into_bytes())]);
    ask(&mut session, Command::Report);
    set(&mut session, "revenue", "net");
    let report = session.finish().expect("a report").clone();
    let share = |part: i64| format!("{:.2} %", part as f64 * 100.0 / (france + italy) as f64);
    let countries = &section(&report, "customer_attributes").grids[0];
    let column = countries
        .columns
        .iter()
        .position(|c| c.label.id == "column.share_of_revenue");
    let told = |row| cell(countries, row, column.expect("shares"));
    assert_eq!(
        [0, 1, 2, 3].map(told),
        [&share(italy)[..], &share(france), "—", "—"]
    );
    // Nowhere a part that is more than the whole, nor one below nothing.
    let outcomes = report.sections.iter().map(|told| &told.outcome);
    let results = outcomes.filter_map(|outcome| outcome.result());
    let mut shares = 0;
    for section in results {
        let tables = section.figures.iter().map(|figure| &figure.table);
        for grid in section.grids.iter().chain(tables) {
            let head = |column: &usize| grid.columns[*column].label.id == "column.share_of_revenue";
            for column in (0..grid.columns.len()).filter(head) {
                for said in (0..grid.rows.len()).map(|row| cell(grid, row, column)) {
                    let part = said.trim_end_matches(" %").parse::<f64>();
                    let fine = part.is_ok_and(|part| (0.0..=100.0).contains(&part));
                    assert!(said == "—" || fine, "{} {said}", grid.id);
                    shares += 1;
                }
            }
        }
    }
    assert!(shares > 150, "{shares}");
    // Without the first, what is left of all is less than all.
    let first = sum(",c29,");
    let note = support::fact(&report, "contribution", "loss_of_top").notes[0]
        .said
        .replace(',', "");
    let money = |cents: i64| format!("{:.2}", cents as f64 / 100.0).replace(".00", "");
    let all = spain + france + italy;
    assert_eq!(
        note,
        format!(
            "Without c29 {} of {} would be left.",
            money(all - first),
            money(all)
        )
    );
}
