//! Groups of customers against published numbers and those of other programs. Files are read from the
//! folders named by CLIENTELE_DATA and CLIENTELE_REFS.

use std::collections::BTreeMap;

use clientele::analysis::{Rule, Scores, assignments};
use clientele::dataset::Dataset;
use clientele::value::{Day, Decimal, Map};

#[path = "support/frames.rs"]
mod frames;
mod support;
use support::references::{References, Within};

use frames::{
    AS_OF, customers_with_totals, day_first, fact, file, grid, on, orders, records, rfm_orders,
    rows, said, section,
};

#[test]
fn scores_and_cuts_equal_those_of_the_r_package() {
    let Some(data) = rfm_orders() else { return };
    let none = [None, None, None];
    let scores = on(&data, "2006-12-31", |frame| {
        Scores::by(Rule::OneAbove, frame, none)
    })
    .unwrap();
    let cuts = records(
        &file("CLIENTELE_REFS", "rfm_r_thresholds.csv").unwrap(),
        b',',
    );
    for (measure, column) in [(0, 1), (1, 3), (2, 5)] {
        for (at, line) in cuts[..4].iter().enumerate() {
            let expected: f64 = line[column].parse().unwrap();
            let cut = scores.cuts[measure].at[at].to_f64();
            assert!((cut - expected).abs() < 1e-9, "{cut} is not {expected}");
        }
    }
    let expected: BTreeMap<String, Vec<i128>> =
        records(&file("CLIENTELE_REFS", "rfm_r_scores.csv").unwrap(), b',')
            .into_iter()
            .map(|fields| {
                let numbers = fields[1..7].iter().map(|field| field.parse().unwrap());
                (fields[0].clone(), numbers.collect())
            })
            .collect();
    assert_eq!(scores.customers.len(), 995);
    for (at, customer) in scores.customers.iter().enumerate() {
        let mut ours: Vec<i128> = scores.values.iter().map(|values| values[at]).collect();
        ours.extend(scores.scores[at].map(i128::from));
        let id = &data.customers[*customer].id;
        assert_eq!(ours, expected[id], "{id}");
    }
}

#[test]
fn segments_equal_those_of_the_r_package_for_each_customer() {
    let Some(data) = rfm_orders() else { return };
    let settings = [("segments.grid", "r030"), ("segments.scoring", "r_rfm")];
    let found = on(&data, "2006-12-31", |frame| {
        section(frame, "segments", &settings)
    });
    assert_eq!(
        rows(&found.grids[0], &[1, 2, 5]),
        [
            "champions 35 31646 316",
            "loyal 170 76562 799",
            "potential_loyalist 342 204856 2211",
            "new_customers 104 28837 329",
            "promising 9 4249 28",
            "need_attention 10 4562 57",
            "about_to_sleep 102 23449 283",
            "cannot_lose 47 32446 274",
            "at_risk 28 22227 216",
            "lost 148 35324 393",
            "others 0 0 0",
        ]
    );
    let mut references = References::new();
    let keyed = found.grids[0]
        .rows
        .iter()
        .filter_map(|row| row.key.as_ref());
    let all = rows(&found.grids[0], &[1, 5, 2]);
    let ids: Vec<&str> = keyed.map(|key| key.value.as_str()).collect();
    for line in records(
        &file("CLIENTELE_REFS", "rfm_r_segment_summary_v030.csv").unwrap(),
        b',',
    ) {
        let id = match line[0].as_str() {
            "Loyal Customers" => "loyal".to_owned(),
            "Can't Lose Them" => "cannot_lose".to_owned(),
            other => other.to_lowercase().replace(' ', "_"),
        };
        let at = ids.iter().position(|known| *known == id);
        let known = format!("{id} {} {} {}", line[1], line[2], line[3]);
        let got = at.map_or("none", |at| all[at].as_str());
        let what = format!("rfm 0.3.0, {}: customers, orders, revenue", line[0]);
        references.check_words(&what, &known, got, "R rfm 0.3.0");
    }
    references.finish();
    let file = file("CLIENTELE_REFS", "rfm_r_segments_v030.csv").unwrap();
    let names = BTreeMap::from([
        ("Potential Loyalist", "potential_loyalist"),
        ("Loyal Customers", "loyal"),
        ("Lost", "lost"),
        ("New Customers", "new_customers"),
        ("About To Sleep", "about_to_sleep"),
        ("Can't Lose Them", "cannot_lose"),
        ("Champions", "champions"),
        ("At Risk", "at_risk"),
        ("Need Attention", "need_attention"),
        ("Promising", "promising"),
    ]);
    let settings = settings.map(|(id, value)| (id.to_owned(), value.to_owned()));
    let assigned = on(&data, "2006-12-31", |frame| {
        assignments(frame, &Map::from(settings))
    });
    let segment = assigned.iter().find(|one| one.id == "segment").unwrap();
    let mut equal = 0;
    for fields in records(&file, b',') {
        let at = data.customers.iter().position(|c| c.id == fields[0]);
        assert_eq!(segment.value(at.unwrap()), Some(names[&fields[1][..]]));
        equal += 1;
    }
    assert_eq!(equal, 995);
}

/// A thousand orders of a published study, each row one.
fn persona_orders() -> Option<Dataset> {
    let rows = records(&file("CLIENTELE_DATA", "persona_orders/orders.csv")?, b',');
    let sales: Vec<_> = rows
        .iter()
        .map(|fields| {
            let amount = Decimal::parse(&fields[8]).unwrap();
            (fields[0].clone(), day_first(&fields[11]), amount)
        })
        .collect();
    Some(orders(&sales, 0))
}

#[test]
fn personas_equal_those_published_for_each_customer() {
    let Some(data) = persona_orders() else { return };
    let as_of = data.period().unwrap().1.to_string();
    let published = [("personas.rule", "published")];
    on(&data, &as_of, |frame| {
        let found = section(frame, "personas", &published);
        assert_eq!(
            rows(grid(&found, "personas"), &[1, 2, 5]),
            [
                "premium 51 586320 237",
                "loyal_high_value 8 68910 51",
                "low_premium 13 33430 70",
                "high_churn_risk 36 17860 36",
                "standard 184 640080 606",
            ]
        );
        let classes = &grid(&found, "classes").rows;
        let counts: Vec<String> = classes.iter().map(|row| said(&row.cells[2])).collect();
        let expected = ["59", "87", "146", "74", "177", "41", "88", "117", "87"];
        assert_eq!(counts, expected);
    });
    let settings = published.map(|(id, value)| (id.to_owned(), value.to_owned()));
    let assigned = on(&data, &as_of, |frame| {
        assignments(frame, &Map::from(settings))
    });
    let persona = assigned.iter().find(|one| one.id == "persona").unwrap();
    let names = BTreeMap::from([
        ("Premium Customer", "premium"),
        ("Loyal High-Value Customer", "loyal_high_value"),
        ("Low-Premium Customer", "low_premium"),
        ("High Churn Risk", "high_churn_risk"),
        ("Standard Customer", "standard"),
    ]);
    let file = file("CLIENTELE_DATA", "persona_orders/published_segments.csv").unwrap();
    let published = records(&file, b';');
    assert_eq!(published.len(), 292);
    for fields in published {
        let at = data.customers.iter().position(|c| c.id == fields[0]);
        assert_eq!(persona.value(at.unwrap()), Some(names[&fields[8][..]]));
    }
}

#[test]
fn who_is_active_and_who_is_frequent_are_two_numbers() {
    let Some(data) = customers_with_totals() else {
        return;
    };
    on(&data, AS_OF, |frame| {
        let settings = [("activity.gap", "stated"), ("activity.edges", "100, 300")];
        let found = section(frame, "activity", &settings);
        for (id, expected) in [
            ("recent_14", "0.3088"),
            ("silent_56", "0.5334"),
            ("frequent_14", "0.1842"),
            ("aov", "130.65"),
            ("mean_customer_aov", "136.54"),
            ("p75_customer_aov", "160.27"),
        ] {
            assert_eq!(fact(&found, id), expected, "{id}");
        }
        let gaps = rows(grid(&found, "gap_bands"), &[1]);
        assert_eq!(gaps, ["7 680", "14 241", "28 609", "56 927", "more 2543"]);
        assert_eq!(
            rows(grid(&found, "order_bands"), &[1, 2, 3, 4]),
            [
                "low 1993 1986105.8 0.3986 0.2362",
                "medium 2767 5529493.82 0.5534 0.6577",
                "high 240 892019.62 0.0480 0.1061",
            ]
        );
        let note = |id: &str, name: &str| {
            let note = found.notes.iter().find(|note| note.id == id).unwrap();
            format!("{:?}", note.arg(name).unwrap())
        };
        assert!(note("activity.stated", "holes").contains("0.1802"));
        assert!(note("activity.stated", "share").contains("0.1842"));
        assert!(note("activity.stated_60", "all").contains("0.5128"));
        assert!(note("activity.stated_60", "again").contains("0.4743"));

        // From the dates themselves, one order less than there are gaps, repeat customers only.
        let own = section(frame, "activity", &[]);
        let gaps = rows(grid(&own, "gap_bands"), &[1]);
        assert_eq!(
            gaps,
            [
                "7 279",
                "14 217",
                "28 549",
                "56 893",
                "more 2696",
                "once 366"
            ]
        );
        assert_eq!(fact(&own, "frequent_14"), "0.1070");
    });
}

#[test]
fn totals_of_customers_are_enough_for_segments_and_concentration() {
    let Some(data) = customers_with_totals() else {
        return;
    };
    on(&data, AS_OF, |frame| {
        let settings = [
            ("segments.grid", "codes125"),
            ("segments.scoring", "mid_rank"),
        ];
        let segments = section(frame, "segments", &settings);
        assert_eq!(rows(&segments.grids[0], &[1, 4])[0], "champions 594 0.2709");
        let contribution = section(frame, "contribution", &[]);
        assert_eq!(fact(&contribution, "customers_to_50"), "848");
        assert_eq!(fact(&contribution, "customers_to_80"), "1933");
    });
}

/// The rows of a published report on AtliQ Hardware: only those whose currency is written exactly.
fn published_atliq() -> Option<Dataset> {
    let rows = records(
        &file("CLIENTELE_DATA", "atliq_sales/transactions.csv")?,
        b',',
    );
    let names = records(&file("CLIENTELE_DATA", "atliq_sales/customers.csv")?, b',');
    let mut seen = std::collections::BTreeSet::new();
    let mut keys: BTreeMap<String, u32> = BTreeMap::new();
    let (mut sales, mut order) = (Vec::new(), Vec::new());
    for fields in rows {
        let rate = match &fields[6][..] {
            "INR" => 1,
            "USD" => 75,
            _ => continue,
        };
        let amount = Decimal::parse(&fields[5]).unwrap();
        if amount <= Decimal::ZERO || !seen.insert(fields.clone()) {
            continue;
        }
        let next = keys.len() as u32;
        let key = [&fields[1][..], &fields[2], &fields[3]].join("_");
        order.push(*keys.entry(key).or_insert(next));
        let day = Day::from_iso(&fields[3]).unwrap();
        let amount = amount.checked_mul(Decimal::whole(rate)).unwrap();
        sales.push((fields[1].clone(), day, amount));
    }
    let mut data = orders(&sales, 2);
    data.orders = keys.len() as u32;
    data.order = order;
    for customer in &mut data.customers {
        let name = names.iter().find(|fields| fields[0] == customer.id);
        customer.name = name.map(|fields| fields[1].clone());
    }
    Some(data)
}

#[test]
fn orders_by_customer_and_year_add_up_as_published() {
    let Some(data) = published_atliq() else {
        return;
    };
    on(&data, "2020-06-16", |frame| {
        let found = section(frame, "order_matrix", &[]);
        let table = grid(&found, "order_matrix");
        let line = |row: &clientele::figure::Row| -> Vec<String> {
            row.cells[1..].iter().map(said).collect()
        };
        assert_eq!(
            line(table.rows.last().unwrap()),
            ["43", "110", "95", "14", "262"]
        );
        let info = table
            .rows
            .iter()
            .find(|row| row.key.as_ref().is_some_and(|key| key.value == "Cus007"));
        assert_eq!(line(info.unwrap()), ["21", "43", "48", "12", "124"]);
        assert_eq!(rows(table, &[5])[1], "Cus003 33");
        let spending = section(frame, "spending", &[]);
        assert_eq!(fact(&spending, "one_order_customers"), "5");
        assert_eq!(
            rows(grid(&spending, "spending"), &[1, 2])[0],
            "Cus001 184801 1"
        );
    });
}

#[test]
fn what_is_lost_with_the_first_three_customers() {
    let Some(data) = published_atliq() else {
        return;
    };
    on(&data, "2020-06-16", |frame| {
        let found = section(frame, "contribution", &[]);
        let loss = grid(&found, "loss");
        let shares: Vec<String> = loss.rows[..3]
            .iter()
            .map(|row| said(&row.cells[2]))
            .collect();
        assert_eq!(shares, ["0.3165", "0.5417", "0.6851"]);
        assert_eq!(said(&loss.rows[2].cells[1]), "1238465");
        assert_eq!(said(&loss.rows[2].cells[3]), "569340");
    });
}

/// The map of version 0.2.2, typed in: its order decides, and three of its segments cannot be reached.
#[test]
fn segments_of_an_older_map_typed_in_equal_those_of_the_r_package() {
    let Some(data) = rfm_orders() else { return };
    let map = records(
        &file("CLIENTELE_REFS", "rfm_r_segment_map_v022.csv").unwrap(),
        b',',
    );
    let typed: Vec<String> = map
        .iter()
        .map(|line| {
            let range = |at: usize| format!("{}-{}", line[at], line[at + 1]);
            format!("{} {} {} {}", line[1], range(2), range(4), range(6))
        })
        .collect();
    let typed = typed.join("; ");
    let settings = [
        ("segments.grid", "custom"),
        ("segments.map", &typed),
        ("segments.scoring", "r_rfm"),
    ];
    let found = on(&data, "2006-12-31", |frame| {
        section(frame, "segments", &settings)
    });
    let table = grid(&found, "segments");
    let expected = records(
        &file("CLIENTELE_REFS", "rfm_r_segment_summary_v022.csv").unwrap(),
        b',',
    );
    let mut references = References::new();
    for line in expected {
        let wanted = match line[0].as_str() {
            "Others" => "others".to_owned(),
            segment => segment.to_owned(),
        };
        let row = table
            .rows
            .iter()
            .find(|row| row.key.as_ref().is_some_and(|key| key.value == wanted));
        let row = row.unwrap_or_else(|| panic!("no segment {wanted}"));
        let got = [1, 5, 2].map(|column| said(&row.cells[column])).join(" ");
        let known = format!("{} {} {}", line[1], line[2], line[3]);
        let what = format!("rfm 0.2.2, {wanted}: customers, orders, revenue");
        references.check_words(&what, &known, &got, "R rfm 0.3.0 with the older map");
    }
    references.finish();
}

/// Scores, cuts, segments and personas of every customer, on a line each.
#[test]
fn scores_and_personas_of_every_customer_on_the_table() {
    let Some(data) = rfm_orders() else { return };
    let mut references = References::new();
    let scores = on(&data, "2006-12-31", |frame| {
        Scores::by(Rule::OneAbove, frame, [None, None, None])
    })
    .unwrap();
    let known = records(&file("CLIENTELE_REFS", "rfm_r_scores.csv").unwrap(), b',');
    let known: BTreeMap<&str, &Vec<String>> =
        known.iter().map(|line| (line[0].as_str(), line)).collect();
    for (place, what) in ["recency", "frequency", "money"].iter().enumerate() {
        let pairs: Vec<(f64, f64)> = scores
            .customers
            .iter()
            .enumerate()
            .map(|(at, customer)| {
                let line = known[data.customers[*customer].id.as_str()];
                (
                    line[4 + place].parse().unwrap(),
                    f64::from(scores.scores[at][place]),
                )
            })
            .collect();
        let name = format!("rfm 0.3.0, scores of {what}");
        references.check_all(&name, &pairs, Within::Exactly, "R rfm 0.3.0");
    }
    let cuts = records(
        &file("CLIENTELE_REFS", "rfm_r_thresholds.csv").unwrap(),
        b',',
    );
    for (measure, (what, column)) in [("recency", 1), ("frequency", 3), ("money", 5)]
        .into_iter()
        .enumerate()
    {
        let pairs: Vec<(f64, f64)> = cuts[..4]
            .iter()
            .enumerate()
            .map(|(at, line)| {
                (
                    line[column].parse().unwrap(),
                    scores.cuts[measure].at[at].to_f64(),
                )
            })
            .collect();
        let name = format!("rfm 0.3.0, cuts of {what}");
        references.check_all(&name, &pairs, Within::Absolute(1e-9), "R rfm 0.3.0");
    }
    // The default rule cuts at the quantile itself and equals that of pandas; the package adds 1 to a cut.
    let default = on(&data, "2006-12-31", |frame| {
        Scores::of(frame, [None, None, None])
    })
    .unwrap();
    let pandas = records(
        &file(
            "CLIENTELE_REFS",
            "rfm_orders_value_quantile_scores_pandas.csv",
        )
        .unwrap(),
        b',',
    );
    let pandas: BTreeMap<&str, &Vec<String>> =
        pandas.iter().map(|line| (line[0].as_str(), line)).collect();
    for (place, (what, expected)) in [("recency", 1), ("frequency", 0), ("money", 2)]
        .into_iter()
        .enumerate()
    {
        let of = |line: &Vec<String>| line[4 + place].parse::<f64>().unwrap();
        let all = default.customers.iter().zip(&default.scores);
        let pairs: Vec<(f64, f64)> = all
            .map(|(customer, scores)| {
                let id = data.customers[*customer].id.as_str();
                (of(pandas[id]), f64::from(scores[place]))
            })
            .collect();
        let name = format!("default scores of {what}");
        references.check_all(&name, &pairs, Within::Exactly, "pandas qcut");
        let both = default.scores.iter().zip(&scores.scores);
        let apart = both
            .filter(|(ours, theirs)| ours[place] != theirs[place])
            .count();
        let name = format!("customers whose {what} the two rules score apart");
        let (expected, apart) = (f64::from(expected), apart as f64);
        references.check(
            &name,
            expected,
            apart,
            Within::Exactly,
            "pandas and R rfm 0.3.0",
        );
    }
    let Some(orders) = persona_orders() else {
        return;
    };
    let as_of = orders.period().unwrap().1.to_string();
    let settings = Map::from([("personas.rule".to_owned(), "published".to_owned())]);
    let assigned = on(&orders, &as_of, |frame| assignments(frame, &settings));
    let persona = assigned.iter().find(|one| one.id == "persona").unwrap();
    let known = records(
        &file("CLIENTELE_REFS", "persona_orders_personas_sqlite.csv").unwrap(),
        b',',
    );
    let equal = known.iter().filter(|line| {
        let at = orders
            .customers
            .iter()
            .position(|customer| customer.id == line[0]);
        let first = |words: &str| {
            words
                .split([' ', '-', '_'])
                .next()
                .map(str::to_ascii_lowercase)
        };
        first(persona.value(at.unwrap()).unwrap()) == first(&line[10])
    });
    references.check(
        "personas equal to the author's SQL, customers",
        292.0,
        equal.count() as f64,
        Within::Exactly,
        "SQLite",
    );
    references.finish();
}
