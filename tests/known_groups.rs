//! Groups of customers against published numbers and those of other programs. Files are read from the
//! folders named by CLIENTELE_DATA and CLIENTELE_REFS.

use std::collections::BTreeMap;

use clientele::analysis::{Rule, Scores, assignments};
use clientele::dataset::{Capability, Dataset, Grain, Totals};
use clientele::value::{Day, Decimal, Map};

#[path = "support/frames.rs"]
mod frames;
use frames::{
    day_first, dimension, fact, file, grid, on, orders, records, rfm_orders, rows, said, section,
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

/// Five thousand customers with their totals, one row each.
fn customers_with_totals() -> Option<Dataset> {
    let rows = records(&file("CLIENTELE_DATA", "amart/customers.csv")?, b',');
    let mut rows: Vec<Vec<String>> = rows.into_iter().filter(|row| !row[0].is_empty()).collect();
    rows.sort_by(|a, b| a[0].cmp(&b[0]));
    let sales: Vec<_> = rows
        .iter()
        .map(|row| {
            let amount = Decimal::parse(&row[8]).unwrap();
            (row[0].clone(), day_first(&row[13]), amount)
        })
        .collect();
    let mut data = orders(&sales, 2);
    data.grain = Grain::Customer;
    data.capabilities = vec![
        Capability::Revenue,
        Capability::Customers,
        Capability::Days,
        Capability::Recency,
        Capability::Attributes,
    ];
    data.order = Vec::new();
    data.orders = 0;
    data.totals = Some(Totals {
        orders: rows.iter().map(|row| row[7].parse().unwrap()).collect(),
        first: rows.iter().map(|row| day_first(&row[12])).collect(),
        last: rows.iter().map(|row| day_first(&row[13])).collect(),
        stated_gap: rows.iter().map(|row| row[14].parse().unwrap()).collect(),
        as_of: Day::from_iso("2021-10-25"),
        splits: Vec::new(),
    });
    let column = |at: usize| rows.iter().map(|row| row[at].clone()).collect::<Vec<_>>();
    data.attributes = vec![
        dimension("occupation", &column(4)),
        dimension("age", &column(5)),
    ];
    Some(data)
}

const AS_OF: &str = "2021-10-25";

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
