//! The study 003: one row a customer.

use clientele::figure::Outcome;
use clientele::say::{Arg, Quantity};
use clientele::value::{Day, Decimal};

use crate::goldens::{BASIS, CENT, EXACT, Told, finding, number, opened, told};
use crate::support::references::{Within, reference_file, reference_records};
use crate::support::{fact, section, set};

#[test]
fn one_row_a_customer_as_published_and_as_it_is() {
    let settings = [
        ("param.activity.gap", "stated"),
        ("param.activity.edges", "100, 300"),
    ];
    let Some((mut session, report, mut table)) = opened("amart", &["customers.csv"], &settings)
    else {
        return;
    };
    let source = "SQL and notebook of the study; pandas on its file";
    let as_of = report.controls.iter().find(|control| control.id == "as_of");
    table.check_words(
        "S3-M1 as of",
        "2021-10-25",
        &as_of.expect("a day").value,
        source,
    );
    let mut told_of = Told::of(&report, &mut table, source);
    told_of.facts(
        BASIS,
        &[
            ("S3-M2 active", "activity", "recent_14", 0.3088),
            ("S3-M3 inactive", "activity", "silent_56", 0.5334),
            ("S3-M2 frequent", "activity", "frequent_14", 0.1842),
            (
                "S3-M12, largest fifth",
                "contribution",
                "top_20_percent_share",
                0.55651,
            ),
        ],
    );
    told_of.facts(
        CENT,
        &[
            ("S3-M5", "overview", "aov", 130.65),
            (
                "S3-M5 mean of means",
                "activity",
                "mean_customer_aov",
                136.54,
            ),
            ("S3-M6", "activity", "p75_customer_aov", 160.27),
        ],
    );
    told_of.facts(
        EXACT,
        &[
            ("file", "overview", "customers", 5_000.0),
            ("file", "overview", "orders", 64_352.0),
            ("file", "overview", "revenue", 8_407_619.24),
            ("S3-M12", "contribution", "customers_to_50", 848.0),
            ("S3-M12", "contribution", "customers_to_80", 1_933.0),
            ("S3-M8 one order", "spending", "one_order_customers", 366.0),
        ],
    );
    let bands = |numbers: [f64; 3]| {
        ["low", "medium", "high"]
            .into_iter()
            .zip(numbers)
            .collect::<Vec<_>>()
    };
    let place = |column| ["activity", "order_bands", column];
    told_of.column(
        BASIS,
        "S3-M7",
        place("share_of_customers"),
        &bands([0.3986, 0.5534, 0.0480]),
    );
    told_of.column(
        BASIS,
        "S3-M7",
        place("share_of_revenue"),
        &bands([0.2362, 0.6577, 0.1061]),
    );
    let notes: Vec<&str> = section(&report, "activity")
        .notes
        .iter()
        .map(|note| note.said.as_str())
        .collect();
    told_of.says(
        "S3-M2 in bands with holes",
        "18.02 % is the share",
        &notes.join(" "),
    );
    told_of.says(
        "S3-M4 without holes",
        "18.42 % without the holes",
        &notes.join(" "),
    );
    // By the house's rounding the file's column is span over orders in every row; a program that rounds
    // halves to the even digit finds 98.9 %.
    let noted = section(&report, "activity").notes.iter();
    let span = noted
        .into_iter()
        .find(|note| note.id == "activity.stated_span");
    let Some(Arg::Quantity(Quantity::Share { of_one })) = span.expect("a note").arg("share") else {
        panic!("a share")
    };
    told_of
        .table
        .check("S3-M9 span over orders", 1.0, *of_one, EXACT, source);
    let even = halves_to_the_even_digit();
    told_of.table.check(
        "S3-M9 halves to the even digit",
        0.989,
        even,
        Within::Absolute(0.0005),
        source,
    );
    for (golden, said) in [
        ("S3-M4 in the gaps", "into which 51 customers fall"),
        (
            "S3-M8 without a gap",
            "506 customers have a gap of 0 there; 366 ordered once",
        ),
        (
            "S3-M9 span over orders",
            "the last order divided by the orders",
        ),
    ] {
        told_of.says(golden, said, &notes.join(" "));
    }
    told_of.says("S3-M8 of all", "51.28 % of all customers", &notes.join(" "));
    told_of.says(
        "S3-M8 of repeat customers",
        "47.43 % of those with more than one order",
        &notes.join(" "),
    );
    told_of.column(
        BASIS,
        "S3-M10",
        [
            "customer_attributes",
            "customers.csv.AGE_CATEGORY",
            "share_of_revenue",
        ],
        &[
            ("19 & below", 0.0788),
            ("20-29", 0.3799),
            ("30-39", 0.2615),
            ("40-49", 0.2077),
            ("50 and above", 0.0721),
        ],
    );
    told_of.column(
        BASIS,
        "S3-M16",
        [
            "customer_attributes",
            "customers.csv.OCCUPATION",
            "share_of_revenue",
        ],
        &[("Blue-Collar", 0.2034)],
    );
    told_of.column(
        BASIS,
        "S3-M15",
        ["rhythm", "week_of_month", "share_of_orders"],
        &[
            ("Days 1\u{2013}7", 0.2329),
            ("Days 8\u{2013}15", 0.2380),
            ("Days 16\u{2013}23", 0.2510),
            ("Days 24\u{2013}31", 0.2782),
        ],
    );
    told_of.column(
        BASIS,
        "S3-M15",
        ["rhythm", "part_of_day", "share_of_orders"],
        &[
            ("0\u{2013}6", 0.0799),
            ("6\u{2013}12", 0.2911),
            ("12\u{2013}18", 0.3445),
            ("18\u{2013}24", 0.2845),
        ],
    );
    told_of.says(
        "S3-E3 outliers",
        // 1.5 times a middle half of 17 below 3 and above 20.
        "112 in TOTAL_ORDERS (below \u{2212}22.5 or above 45.5)",
        &finding(&report, "outliers"),
    );
    told_of.says(
        "S3-E4 capped",
        "1,001 have exactly 207",
        &finding(&report, "capped"),
    );
    told_of.says(
        "S3-E4 heaped",
        "1,030 have exactly 1 in",
        &finding(&report, "capped"),
    );
    let years = ["19", "29", "39", "49", "more"];
    let shares = [0.0788, 0.3799, 0.2615, 0.2077, 0.0721];
    let bands: Vec<(&str, f64)> = years.into_iter().zip(shares).collect();
    told_of.column(
        BASIS,
        "S3-M10 from the ages",
        ["customer_attributes", "age_band", "share_of_revenue"],
        &bands,
    );
    told_of.facts(
        BASIS,
        &[(
            "S3-M11 ages 15 to 30",
            "customer_attributes",
            "ages_between",
            0.5004,
        )],
    );
    for (golden, id) in [
        ("S3-M14", "lifetime"),
        ("S3-R2", "products"),
        ("S3-R2", "affinity"),
    ] {
        let found = report.sections.iter().find(|section| section.id == id);
        let refused = matches!(found.expect("a section").outcome, Outcome::NotEnough { .. });
        let what = format!("{golden}: {id} is refused");
        table.check_words(&what, "true", &refused.to_string(), source);
    }
    // 56 days or more: all who did not buy within 55.
    set(&mut session, "active_days", "55");
    let got = number(&fact(&told(&mut session), "overview", "active_share").value);
    table.check("S3-M3 56 days or more", 0.5368, 1.0 - got, BASIS, source);
    set(&mut session, "active_days", "");
    for (scoring, champions, share) in [
        ("mid_rank", 594.0, Some(0.2709)),
        ("quantiles", 569.0, None),
    ] {
        set(&mut session, "param.segments.grid", "codes125");
        set(&mut session, "param.segments.scoring", scoring);
        let report = told(&mut session);
        let golden = format!("S3-M13 by {scoring}");
        let mut told_of = Told::of(&report, &mut table, source);
        told_of.column(
            EXACT,
            &golden,
            ["segments", "segments", "customers"],
            &[("champions", champions)],
        );
        if let Some(share) = share {
            told_of.column(
                BASIS,
                &golden,
                ["segments", "segments", "share_of_revenue"],
                &[("champions", share)],
            );
        }
    }
    table.finish();
}

/// The share of rows whose average gap is the days from the first to the last order over the orders, where
/// a half of the last digit goes to the even one.
fn halves_to_the_even_digit() -> f64 {
    let rows =
        reference_records("CLIENTELE_DATA", "amart/customers.csv").expect("the file is at hand");
    let header = clientele_header();
    let at = |name: &str| {
        header
            .iter()
            .position(|column| column == name)
            .expect("a column")
    };
    let [first, last, orders, gap] = [
        "FIRST_ORDER_DATE",
        "LATEST_ORDER_DATE",
        "TOTAL_ORDERS",
        "AVGDAYSBETWEENORDERS",
    ]
    .map(at);
    let day = |text: &str| {
        let part = |from: usize, to: usize| &text[from..to];
        let iso = format!("{}-{}-{}", part(6, 10), part(3, 5), part(0, 2));
        i64::from(Day::from_iso(&iso).expect("a day").0)
    };
    let same = rows.iter().filter(|row| {
        let orders: i64 = row[orders].parse().expect("a number");
        let hundredths = 100 * (day(&row[last]) - day(&row[first]));
        let (whole, rest) = (hundredths / orders, 2 * (hundredths % orders));
        let up = rest > orders || rest == orders && whole % 2 == 1;
        let stated = Decimal::parse(&row[gap]).expect("a number");
        stated.at_scale(2) == Some(i128::from(whole + i64::from(up)))
    });
    same.count() as f64 / rows.len() as f64
}

fn clientele_header() -> Vec<String> {
    let bytes = reference_file("CLIENTELE_DATA", "amart/customers.csv").expect("the file");
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let header = reader.headers().expect("a header");
    header.iter().map(str::to_owned).collect()
}
