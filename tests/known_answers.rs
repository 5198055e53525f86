//! Published numbers, and those of other programs, against ours. Small ones stand here; those that
//! need files read them from the folders named by CLIENTELE_DATA and CLIENTELE_REFS.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clientele::analysis::{
    ANALYSES, Customers, Frame, Ranking, Scores, SegmentMap, TIERS, TierRule, Tiers, assignments,
};
use clientele::dataset::{
    Capability, Customer, Dataset, Grain, OrderRule, RevenueDefinition, RowId, Slice, Status,
};
use clientele::figure::{Cell, Section};
use clientele::say::{Quantity, Value};
use clientele::stats::{Concentration, Fraction};
use clientele::value::{Day, Decimal, Map};

mod support;
use support::references::{References, Within, number, reference_json};

/// A file below the folder that an environment variable names; `None` (and a line) without it.
fn file(variable: &str, path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os(variable) else {
        eprintln!("skipped: {variable} is not set");
        return None;
    };
    let path = PathBuf::from(folder).join(path);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// Customer, day, amount, and what makes it the same order.
struct Sale {
    customer: String,
    day: Day,
    amount: Decimal,
    order: String,
}

/// The records of a CSV text below its header.
fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let record = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|found| record(found.expect("the file is a CSV file")))
        .collect()
}

fn dataset(sales: &[Sale], scale: u8) -> Dataset {
    let names: BTreeSet<&str> = sales.iter().map(|sale| sale.customer.as_str()).collect();
    let codes: BTreeMap<&str, u32> = names.iter().copied().zip(0..).collect();
    let mut orders: BTreeMap<&str, u32> = BTreeMap::new();
    let order: Vec<u32> = sales
        .iter()
        .map(|sale| {
            let next = orders.len() as u32;
            *orders.entry(&sale.order).or_insert(next)
        })
        .collect();
    Dataset {
        grain: Grain::OrderLine,
        capabilities: vec![
            Capability::Revenue,
            Capability::Customers,
            Capability::Orders,
            Capability::Days,
            Capability::Recency,
        ],
        rows: (1..=sales.len() as u32)
            .map(|record| RowId { file: 0, record })
            .collect(),
        amount: sales
            .iter()
            .map(|sale| sale.amount.at_scale(scale).unwrap() as i64)
            .collect(),
        scale,
        currency: None,
        day: sales.iter().map(|sale| sale.day).collect(),
        customer: sales
            .iter()
            .map(|sale| codes[sale.customer.as_str()])
            .collect(),
        customers: names
            .iter()
            .map(|id| Customer {
                id: (*id).to_owned(),
                name: None,
            })
            .collect(),
        orders: orders.len() as u32,
        order,
        order_rule: OrderRule::OwnId,
        credits: 0,
        order_alternatives: Vec::new(),
        shared_orders: None,
        status: Vec::new(),
        measures: Vec::new(),
        minute: Vec::new(),
        dimensions: Vec::new(),
        attributes: Vec::new(),
        totals: None,
        customers_on_file: None,
        fiscal_start: None,
        apart: Vec::new(),
        notes: Vec::new(),
    }
}

fn on<T>(data: &Dataset, as_of: &str, active_days: Option<u32>, check: impl Fn(&Frame) -> T) -> T {
    let slice = Slice::whole(data);
    let as_of = Day::from_iso(as_of).unwrap();
    check(&Frame::new(
        data,
        &slice,
        as_of,
        RevenueDefinition::Booked,
        active_days,
    ))
}

fn section(frame: &Frame, id: &str, settings: &[(&str, &str)]) -> Section {
    let settings = settings
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let analysis = ANALYSES.iter().find(|analysis| analysis.id == id).unwrap();
    analysis
        .section(frame, &settings)
        .outcome
        .result()
        .unwrap()
        .clone()
}

fn count(value: &Value) -> u64 {
    match &value.quantity {
        Some(Quantity::Count { n }) => *n,
        other => panic!("{other:?} is no count"),
    }
}

fn fact_text(section: &Section, id: &str) -> String {
    match section
        .fact(id)
        .and_then(|fact| fact.value.quantity.clone())
    {
        Some(Quantity::Money { amount, .. }) => amount.rounded(2).to_string(),
        Some(Quantity::Count { n }) => n.to_string(),
        Some(Quantity::Share { of_one }) => format!("{of_one:.4}"),
        Some(Quantity::Number { number }) => format!("{number:.6}"),
        other => panic!("{id}: {other:?}"),
    }
}

fn close(a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance, "{a} is not {b}");
}

/// Customers and revenue of a published Power BI report on AtliQ Hardware.
const SEVENTEEN: [(&str, i128); 17] = [
    ("Cus001", 184_801),
    ("Cus003", 59_665),
    ("Cus004", 7_176),
    ("Cus005", 407_084),
    ("Cus006", 572_181),
    ("Cus007", 259_200),
    ("Cus008", 1_314),
    ("Cus009", 3_032),
    ("Cus010", 50_090),
    ("Cus011", 5_694),
    ("Cus012", 13_992),
    ("Cus013", 29_635),
    ("Cus014", 53_044),
    ("Cus016", 63_157),
    ("Cus017", 44_194),
    ("Cus019", 29_648),
    ("Cus020", 23_898),
];

#[test]
fn the_tiers_of_the_published_report() {
    let revenue: Vec<i128> = SEVENTEEN.iter().map(|(_, revenue)| *revenue).collect();
    let customers = Customers {
        revenue: revenue.clone(),
        orders: vec![1; 17],
        ..Customers::default()
    };
    let ranking = Ranking::of(&customers);
    let members = |rule, tier: &str| -> Vec<&str> {
        let tiers = Tiers::cut(&ranking, &revenue, rule);
        let is = |customer: &usize| tiers.of[*customer].is_some_and(|at| TIERS[at] == tier);
        ranking
            .customers
            .iter()
            .filter(|customer| is(customer))
            .map(|customer| SEVENTEEN[*customer].0)
            .collect()
    };
    assert_eq!(
        members(TierRule::Including7090, "A"),
        ["Cus006", "Cus005", "Cus007"]
    );
    assert_eq!(
        members(TierRule::Including7090, "B"),
        ["Cus001", "Cus016", "Cus003", "Cus014"]
    );
    let sizes = ["A", "B", "C"].map(|tier| members(TierRule::Before8095, tier).len());
    assert_eq!(sizes, [5, 5, 7]);
}

/// CDNOW: one line a purchase, customer, day, number of discs and dollars, in columns of spaces.
fn cdnow(path: &str, customer_column: usize) -> Option<Dataset> {
    let text = String::from_utf8(file("CLIENTELE_DATA", path)?).unwrap();
    let sales: Vec<Sale> = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|fields| {
            fields.len() > customer_column && fields[0].bytes().all(|byte| byte.is_ascii_digit())
        })
        .enumerate()
        .map(|(row, fields)| {
            let rest = &fields[fields.len() - 3..];
            let iso = format!("{}-{}-{}", &rest[0][..4], &rest[0][4..6], &rest[0][6..]);
            Sale {
                customer: fields[customer_column].to_owned(),
                day: Day::from_iso(&iso).unwrap(),
                amount: Decimal::parse(rest[2]).unwrap(),
                order: row.to_string(),
            }
        })
        .collect();
    Some(dataset(&sales, 2))
}

struct Known {
    customers: usize,
    total: i128,
    gini: f64,
    hhi: f64,
    top: f64,
    top3: f64,
    fifth: f64,
    half: usize,
    most: usize,
    abc: [usize; 3],
}

fn check_concentration(data: &Dataset, known: &Known) {
    on(data, "1998-06-30", None, |frame| {
        let ranking = Ranking::of(&frame.customers);
        let worth = ranking
            .worth()
            .iter()
            .map(|customer| frame.customers.revenue[*customer]);
        let held = Concentration::of(worth).unwrap();
        assert_eq!((held.len(), held.total()), (known.customers, known.total));
        close(held.gini(), known.gini, 1e-10);
        close(held.hhi(), known.hhi, 1e-12);
        close(held.share_of_top(1), known.top, 1e-7);
        close(held.share_of_top(3), known.top3, 1e-7);
        close(
            held.share_of_top(held.count_of(Fraction::percent(20))),
            known.fifth,
            1e-7,
        );
        assert_eq!(held.count_for(Fraction::percent(50)), known.half);
        assert_eq!(held.count_for(Fraction::percent(80)), known.most);
        let settings = Map::from([("contribution.tiers".to_owned(), "80/95".to_owned())]);
        let tier = &assignments(frame, &settings)[0];
        let size = |name: &str| {
            (0..tier.codes.len())
                .filter(|customer| tier.value(*customer) == Some(name))
                .count()
        };
        assert_eq!(["A", "B", "C"].map(size), known.abc);
    });
}

#[test]
fn concentration_of_all_cdnow_customers() {
    let Some(data) = cdnow("cdnow/master.txt", 0) else {
        return;
    };
    let known = Known {
        customers: 23_570,
        total: 250_031_563,
        gini: 0.6345711845815944,
        hhi: 0.0002612613794621829,
        top: 0.0055957,
        top3: 0.0119746,
        fifth: 0.6777738,
        half: 2262,
        most: 7695,
        abc: [7695, 8044, 7831],
    };
    check_concentration(&data, &known);
}

#[test]
fn concentration_of_the_cdnow_sample() {
    let Some(data) = cdnow("cdnow/sample.txt", 1) else {
        return;
    };
    let known = Known {
        customers: 2357,
        total: 24_409_194,
        gini: 0.6309171170162415,
        hhi: 0.0022857964372299065,
        top: 0.0268452,
        top3: 0.0419672,
        fifth: 0.6745502,
        half: 228,
        most: 777,
        abc: [777, 801, 779],
    };
    check_concentration(&data, &known);
}

/// The gaps between purchase days of CDNOW: 44,021 of them, median 34, so the window is 68 days.
#[test]
fn the_median_gap_of_cdnow_gives_the_window() {
    let Some(data) = cdnow("cdnow/master.txt", 0) else {
        return;
    };
    let overview = on(&data, "1998-06-30", None, |frame| {
        section(frame, "overview", &[])
    });
    let reason = &overview.fact("active").unwrap().notes[1];
    assert_eq!(reason.id, "active.window.gaps");
    assert_eq!(reason.arg("days"), Some(&Quantity::days(68.0).into()));
    assert_eq!(reason.arg("gaps"), Some(&44_021_usize.into()));
}

/// The orders of the R package rfm.
fn rfm_orders() -> Option<Dataset> {
    let rows = records(&file("CLIENTELE_REFS", "rfm_data_orders.csv")?);
    let sales: Vec<Sale> = rows
        .into_iter()
        .enumerate()
        .map(|(row, fields)| Sale {
            customer: fields[0].clone(),
            day: Day::from_iso(&fields[1]).unwrap(),
            amount: Decimal::parse(&fields[2]).unwrap(),
            order: row.to_string(),
        })
        .collect();
    Some(dataset(&sales, 0))
}

#[test]
fn scores_equal_those_of_pandas_for_all_customers() {
    let Some(data) = rfm_orders() else { return };
    let expected = records(
        &file(
            "CLIENTELE_REFS",
            "rfm_orders_value_quantile_scores_pandas.csv",
        )
        .unwrap(),
    );
    let expected: BTreeMap<String, Vec<i128>> = expected
        .into_iter()
        .map(|fields| {
            (
                fields[0].clone(),
                fields[1..]
                    .iter()
                    .map(|field| field.parse().unwrap())
                    .collect(),
            )
        })
        .collect();
    let scores = on(&data, "2006-12-31", None, |frame| {
        Scores::of(frame, [None, None, None])
    })
    .unwrap();
    assert_eq!(scores.customers.len(), 995);
    for (at, customer) in scores.customers.iter().enumerate() {
        let [r, f, m] = &scores.values;
        let mut ours = vec![r[at], f[at], m[at]];
        ours.extend(scores.scores[at].map(i128::from));
        let id = &data.customers[*customer].id;
        assert_eq!(ours, expected[id], "{id}");
    }
}

/// The package compares `value < cut` with cuts one above the quantile; on whole numbers that is
/// `value > cut - 1` of ours. Counts by its version 0.3.0.
#[test]
fn segments_equal_those_of_the_r_package_with_its_cuts() {
    let Some(data) = rfm_orders() else { return };
    let settings = [
        ("segments.grid", "r030"),
        ("segments.r_cuts", "114, 180, 297, 481"),
        ("segments.f_cuts", "3, 4, 5, 7"),
        ("segments.m_cuts", "255, 381, 506, 665"),
    ];
    let found = on(&data, "2006-12-31", None, |frame| {
        section(frame, "segments", &settings)
    });
    let counted: Vec<(String, u64)> = found.grids[0]
        .rows
        .iter()
        .filter_map(|row| {
            let Cell::Value(customers) = &row.cells[1] else {
                panic!("customers are counted")
            };
            Some((row.key.clone()?.value, count(customers)))
        })
        .collect();
    let expected = [
        ("champions", 35),
        ("loyal", 170),
        ("potential_loyalist", 342),
        ("new_customers", 104),
        ("promising", 9),
        ("need_attention", 10),
        ("about_to_sleep", 102),
        ("cannot_lose", 47),
        ("at_risk", 28),
        ("lost", 148),
        ("others", 0),
    ];
    assert_eq!(counted, expected.map(|(id, n)| (id.to_owned(), n)));
    assert_eq!(SegmentMap::R030.segments().len(), expected.len());
}

/// The first 50,000 transactions of AtliQ Hardware.
fn atliq(keep: impl Fn(&str) -> Option<String>, dollar: i128) -> Option<Dataset> {
    let rows = records(&file("CLIENTELE_DATA", "atliq_sales/transactions.csv")?);
    let mut seen = BTreeSet::new();
    let sales: Vec<Sale> = rows
        .into_iter()
        .filter_map(|mut fields| {
            fields[6] = keep(&fields[6])?;
            let first = seen.insert(fields.clone());
            let amount = Decimal::parse(&fields[5])?;
            let rate = if fields[6] == "USD" { dollar } else { 1 };
            (first && amount > Decimal::ZERO).then(|| Sale {
                customer: fields[1].clone(),
                day: Day::from_iso(&fields[3]).unwrap(),
                amount: amount.checked_mul(Decimal::whole(rate)).unwrap(),
                order: [&fields[1][..], &fields[2], &fields[3]].join("_"),
            })
        })
        .collect();
    Some(dataset(&sales, 2))
}

#[test]
fn the_published_report_from_its_own_rows() {
    let exactly = |currency: &str| {
        ["INR", "USD"]
            .contains(&currency)
            .then(|| currency.to_owned())
    };
    let Some(data) = atliq(exactly, 75) else {
        return;
    };
    on(&data, "2020-06-16", Some(720), |frame| {
        let settings = [("overview.within", "less_than")];
        let overview = section(frame, "overview", &settings);
        for (id, expected) in [
            ("revenue", "1807805.00"),
            ("orders", "262"),
            ("customers", "17"),
            ("active", "9"),
            ("aov", "6900.02"),
            ("median_order", "900.50"),
            ("revenue_per_customer", "106341.47"),
        ] {
            assert_eq!(fact_text(&overview, id), expected, "{id}");
        }
        let ladder = overview.fact("active").unwrap().spark.as_ref().unwrap();
        assert_eq!(ladder.points, [1.0, 1.0, 2.0, 2.0, 2.0, 6.0, 9.0]);
        let contribution = section(frame, "contribution", &[]);
        for (id, expected) in [
            ("customers_to_50", "2"),
            ("customers_to_80", "5"),
            ("customers_to_95", "10"),
            ("top_1_share", "0.3165"),
            ("top_3_share", "0.6851"),
            ("gini", "0.662206"),
            ("effective_customers", "5.341106"),
        ] {
            assert_eq!(fact_text(&contribution, id), expected, "{id}");
        }
        let trend = section(frame, "trend", &[]);
        assert_eq!(
            trend
                .fact("best_month")
                .unwrap()
                .key
                .as_ref()
                .unwrap()
                .value,
            "2017-11"
        );
        assert_eq!(fact_text(&trend, "best_month"), "442429.00");
    });
}

#[test]
fn the_same_rows_without_the_hidden_characters() {
    let Some(data) = atliq(|currency| Some(currency.trim().to_owned()), 75) else {
        return;
    };
    on(
        &data,
        &data.period().unwrap().1.to_string(),
        None,
        |frame| {
            let overview = section(frame, "overview", &[]);
            for (id, expected) in [
                ("revenue", "308565326.00"),
                ("orders", "16689"),
                ("customers", "38"),
                ("aov", "18489.14"),
            ] {
                assert_eq!(fact_text(&overview, id), expected, "{id}");
            }
            let contribution = section(frame, "contribution", &[]);
            for (id, expected) in [
                ("customers_to_50", "6"),
                ("customers_to_80", "16"),
                ("customers_to_95", "26"),
                ("top_1_share", "0.2395"),
                ("top_3_share", "0.3825"),
                ("hhi", "0.085829"),
                ("gini", "0.565543"),
            ] {
                assert_eq!(fact_text(&contribution, id), expected, "{id}");
            }
            let trend = section(frame, "trend", &[]);
            assert_eq!(fact_text(&trend, "like_for_like"), "-0.0241");
        },
    );
}

/// A thousand orders with what became of them; 308 of them came back.
#[test]
fn three_revenue_definitions_stand_side_by_side() {
    let Some(bytes) = file("CLIENTELE_DATA", "persona_orders/orders.csv") else {
        return;
    };
    let rows = records(&bytes);
    let day = |text: &str| {
        Day::from_iso(&format!("{}-{}-{}", &text[6..], &text[3..5], &text[..2])).unwrap()
    };
    let sales: Vec<Sale> = rows
        .iter()
        .enumerate()
        .map(|(row, fields)| Sale {
            customer: fields[0].clone(),
            day: day(&fields[11]),
            amount: Decimal::parse(&fields[8]).unwrap(),
            order: row.to_string(),
        })
        .collect();
    let mut data = dataset(&sales, 0);
    data.capabilities.push(Capability::Status);
    data.status = rows
        .iter()
        .map(|fields| match fields[10].as_str() {
            "Delivered" => Status::Delivered,
            "In Transit" => Status::InTransit,
            "Returned" => Status::Returned,
            _ => Status::Unknown,
        })
        .collect();
    let slice = Slice::whole(&data);
    let as_of = data.period().unwrap().1;
    let frame = Frame::new(&data, &slice, as_of, RevenueDefinition::NetOfReturns, None);
    let overview = section(&frame, "overview", &[]);
    for (id, expected) in [
        ("revenue", "930960"),
        ("orders", "692"),
        ("customers", "275"),
        ("aov", "1345.32"),
    ] {
        assert_eq!(fact_text(&overview, id), expected, "{id}");
    }
    let cells = |row: usize| -> Vec<String> {
        let row = &overview.grids[0].rows[row];
        let columns = [1, 3, 4, 5];
        columns.map(|column| cell_text(&row.cells[column])).to_vec()
    };
    assert_eq!(cells(0), ["1346600", "1000", "292", "1346.60"]);
    assert_eq!(cells(1), ["930960", "692", "275", "1345.32"]);
    assert_eq!(cells(2)[0], "407380");
    let segments = section(&frame, "segments", &[]);
    assert_eq!(fact_text(&segments, "customers_scored"), "275");
    assert!(
        segments
            .notes
            .iter()
            .any(|note| note.id == "segments.unscored")
    );
}

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Value(Value {
            quantity: Some(Quantity::Money { amount, .. }),
            ..
        }) => amount.rounded(2).to_string(),
        Cell::Value(Value {
            quantity: Some(Quantity::Count { n }),
            ..
        }) => n.to_string(),
        other => panic!("{other:?} is no number"),
    }
}

/// Equal shares, one customer, two, one with nearly all, and customers with nothing.
#[test]
fn concentration_of_toys() {
    let Some(known) = reference_json("CLIENTELE_REFS", "concentration_reference.json") else {
        return;
    };
    let mut table = References::new();
    let source = "inequality 1.1.2, scikit-bio 0.7.4";
    let all = known.as_object().expect("data sets");
    for (name, toy) in all.iter().filter(|(_, toy)| toy["x"].is_array()) {
        let values: Vec<i128> = support::references::numbers(&toy["x"])
            .iter()
            .map(|value| (value * 100.0).round() as i128)
            .collect();
        let Some(held) = Concentration::of(values) else {
            panic!("{name} is worth something")
        };
        for (measure, field, got) in [
            ("Gini", "gini_inequality", held.gini()),
            ("HHI", "hhi_skbio_dominance", held.hhi()),
            (
                "the first",
                "top1_skbio_berger_parker",
                held.share_of_top(1),
            ),
        ] {
            if toy[field].is_number() {
                table.check(
                    &format!("{name}: {measure}"),
                    number(&toy[field]),
                    got,
                    Within::Absolute(1e-12),
                    source,
                );
            }
        }
    }
    table.finish();
}
