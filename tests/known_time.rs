//! What other programs and published tables say about time: season, trend, smoothing, survival,
//! cohorts, rhythm. Those that need files read them from the folders named by CLIENTELE_DATA and
//! CLIENTELE_REFS.

mod support;

use std::path::PathBuf;

use clientele::analysis::{ANALYSES, Frame};
use clientele::dataset::{
    Capability, Customer, Dataset, Grain, OrderRule, Places, RevenueDefinition, RowId, Slice,
    Split, Totals,
};
use clientele::figure::{Cell, Outcome, Section};
use clientele::protocol::Command;
use clientele::report::Report;
use clientele::say::Quantity;
use clientele::stats::{
    State, Weights, forecast, holt_winters, kaplan_meier, mann_kendall, median_time,
    seasonal_index, smooth, survival_at, theil_sen,
};
use clientele::value::{Day, Decimal};
use serde_json::Value as Json;
use support::references::{References, Within};
use support::{SALES, STAR, ask, real_files, section, session_of, set};

/// A file below the folder that an environment variable names; `None` (and a line) without it.
fn file(variable: &str, path: &str) -> Option<String> {
    let Some(folder) = std::env::var_os(variable) else {
        eprintln!("skipped: {variable} is not set");
        return None;
    };
    let path = PathBuf::from(folder).join(path);
    Some(
        std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    )
}

fn reference(name: &str) -> Option<Json> {
    Some(serde_json::from_str(&file("CLIENTELE_REFS", name)?).expect("a reference is JSON"))
}

fn close(found: f64, expected: &Json, tolerance: f64) {
    let expected = expected.as_f64().expect("a number");
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected}"
    );
}

/// The same for many numbers, on one line of the table.
fn all_close(name: &str, pairs: &[(f64, &Json)], tolerance: f64, source: &str) {
    let pairs: Vec<(f64, f64)> = pairs
        .iter()
        .map(|(found, expected)| (expected.as_f64().expect("a number"), *found))
        .collect();
    let mut table = References::new();
    table.check_all(name, &pairs, Within::Absolute(tolerance), source);
    table.finish();
}

/// The monthly totals of Box and Jenkins's airline passengers, 1949 to 1960.
fn passengers() -> Option<Vec<f64>> {
    let text = file("CLIENTELE_REFS", "airpassengers.csv")?;
    let value = |line: &str| line.rsplit(',').next().unwrap().parse().unwrap();
    Some(text.lines().skip(1).map(value).collect())
}

#[test]
fn the_season_of_the_air_passengers() {
    let (Some(values), Some(expected)) = (
        passengers(),
        reference("airpassengers_python_reference.json"),
    ) else {
        return;
    };
    for (from, name) in [
        (0, "seasonal_decompose_multiplicative"),
        (120, "seasonal_decompose_mult_last24"),
        (108, "seasonal_decompose_mult_last36"),
    ] {
        let season = seasonal_index(&values[from..]).unwrap();
        assert!(season.multiplicative);
        let known = |(month, found): (usize, &f64)| (*found, &expected[name]["seasonal12"][month]);
        let pairs: Vec<_> = season.index.iter().enumerate().map(known).collect();
        all_close(
            &format!("seasonal index, {name}"),
            &pairs,
            1e-12,
            "statsmodels 0.15.0",
        );
    }
    // A month below zero turns it to the additive form: the same passengers less 1,000.
    let lower: Vec<f64> = values.iter().map(|value| value - 1000.0).collect();
    let season = seasonal_index(&lower).unwrap();
    for (month, found) in season.index.iter().enumerate() {
        close(
            *found,
            &expected["seasonal_decompose_additive"]["seasonal12"][month],
            1e-9,
        );
    }
}

#[test]
fn the_trend_of_the_air_passengers() {
    let (Some(values), Some(expected)) = (
        passengers(),
        reference("airpassengers_python_reference.json"),
    ) else {
        return;
    };
    for (from, name) in [
        (0, "mann_kendall_raw"),
        (108, "mann_kendall_last36"),
        (132, "mann_kendall_last12"),
    ] {
        let expected = &expected[name];
        let test = mann_kendall(&values[from..], 1).unwrap();
        let slopes = theil_sen(&values[from..]).unwrap();
        let pairs = [
            (test.s, &expected["s"]),
            (test.z, &expected["z"]),
            (test.p, &expected["p"]),
            (slopes.slope, &expected["theilslopes"]["slope"]),
            (slopes.interval.low, &expected["theilslopes"]["lo"]),
            (slopes.interval.high, &expected["theilslopes"]["hi"]),
        ];
        let source = "pymannkendall, SciPy";
        all_close(
            &format!("S, z, p, slope and its ends, {name}"),
            &pairs,
            1e-12,
            source,
        );
        close(test.s, &expected["s"], 0.0);
        close(test.variance, &expected["var_s"], 1e-9);
        close(test.z, &expected["z"], 1e-12);
        close(test.p, &expected["p"], 1e-12);
        let slope = theil_sen(&values[from..]).unwrap();
        close(slope.slope, &expected["theilslopes"]["slope"], 1e-12);
        close(slope.interval.low, &expected["theilslopes"]["lo"], 1e-12);
        close(slope.interval.high, &expected["theilslopes"]["hi"], 1e-12);
        let seasonal = &expected["seasonal"];
        if !seasonal.is_null() {
            let test = mann_kendall(&values[from..], 12).unwrap();
            let pairs = [(test.s, &seasonal["s"]), (test.z, &seasonal["z"])];
            all_close(&format!("seasonal S and z, {name}"), &pairs, 1e-12, source);
            close(test.s, &seasonal["s"], 0.0);
            close(test.variance, &seasonal["var_s"], 1e-9);
            close(test.z, &seasonal["z"], 1e-12);
            close(test.p, &seasonal["p"], 1e-12);
        }
    }
    let ties = &expected["mann_kendall_ties_example"];
    let values: Vec<f64> = ties["x"]
        .as_array()
        .unwrap()
        .iter()
        .map(|x| x.as_f64().unwrap())
        .collect();
    let test = mann_kendall(&values, 1).unwrap();
    close(test.s, &ties["s"], 0.0);
    close(test.variance, &ties["var_s"], 1e-9);
    close(test.p, &ties["p"], 1e-12);
    close(theil_sen(&values).unwrap().slope, &ties["slope"], 1e-12);
}

#[test]
fn the_recursion_of_holt_and_winters_on_the_air_passengers() {
    let (Some(values), Some(all)) = (
        passengers(),
        reference("airpassengers_python_reference.json"),
    ) else {
        return;
    };
    let fixed = &all["ES_add_add_FIXED"];
    let number = |name: &str| fixed[name].as_f64().unwrap();
    let weights = Weights {
        alpha: number("alpha"),
        beta: number("beta"),
        gamma: number("gamma"),
        phi: 1.0,
    };
    let start = State {
        level: number("l0"),
        trend: number("b0"),
        season: std::array::from_fn(|month| fixed["s0"][month].as_f64().unwrap()),
    };
    let (fitted, state) = smooth(&values, weights, start);
    let mut sse = 0.0;
    for (at, (found, value)) in fitted.iter().zip(&values).enumerate() {
        close(*found, &fixed["fitted"][at], 1e-9);
        sse += (value - found) * (value - found);
    }
    let known = |(at, found): (usize, &f64)| (*found, &fixed["fitted"][at]);
    let pairs: Vec<_> = fitted.iter().enumerate().map(known).collect();
    let source = "statsmodels 0.15.0";
    all_close("Holt and Winters, fitted values", &pairs, 1e-9, source);
    all_close(
        "Holt and Winters, squared errors",
        &[(sse, &fixed["sse"])],
        1e-6,
        source,
    );
    close(sse, &fixed["sse"], 1e-6);
    let ahead = forecast(&state, 1.0, 12);
    for (at, found) in ahead.iter().take(11).enumerate() {
        close(*found, &fixed["forecast12"][at], 1e-9);
    }
    close(ahead[11], &fixed["forecast12_exact_h12"], 1e-6);
}

#[test]
fn the_fit_to_the_air_passengers_is_at_least_as_good_as_statsmodels() {
    let Some(values) = passengers() else { return };
    let plain = holt_winters(&values, false, None).unwrap();
    assert!(
        plain.sse <= 1.01 * 21_564.432_209_838_982,
        "{} {:?}",
        plain.sse,
        plain.weights
    );
    let damped = holt_winters(&values, true, None).unwrap();
    assert!(
        damped.sse <= 1.01 * 22_195.494_728_373_076,
        "{} {:?}",
        damped.sse,
        damped.weights
    );
    let again = holt_winters(&values, true, Some(damped.weights)).unwrap();
    assert!(again.sse <= damped.sse * (1.0 + 1e-9));
}

#[test]
fn the_second_purchase_as_lifelines_and_r_see_it() {
    let (Some(python), Some(r)) = (
        reference("cohort_km_reference.json"),
        reference("km_R_survival.json"),
    ) else {
        return;
    };
    let text = file(
        "CLIENTELE_REFS",
        "cdnow_master_second_purchase_durations.csv",
    )
    .unwrap();
    let mut times = Vec::new();
    for line in text.lines().skip(1) {
        let numbers: Vec<f64> = line
            .split(',')
            .map(|number| number.parse().unwrap())
            .collect();
        times.extend(std::iter::repeat_n(
            (numbers[0] as u32, numbers[1] > 0.5),
            numbers[2] as usize,
        ));
    }
    let expected = &python["cdnow_master"];
    assert_eq!(times.len() as u64, expected["n"].as_u64().unwrap());
    let steps = kaplan_meier(&times);
    let at = |time: &str| survival_at(&steps, time.parse().unwrap());
    let known = expected["KM_S_at"].as_object().unwrap();
    let pairs: Vec<_> = known.iter().map(|(time, s)| (at(time).0, s)).collect();
    let source = "lifelines 0.30.3; R survival 3.5.3";
    all_close(
        "not yet back after 30 to 365 days, CDNOW",
        &pairs,
        1e-12,
        source,
    );
    let ends = known.keys().flat_map(|time| {
        let limits = &expected["KM_ci95_at"][time];
        let interval = at(time).1;
        [(interval.low, &limits[0]), (interval.high, &limits[1])]
    });
    all_close("their intervals", &ends.collect::<Vec<_>>(), 1e-9, source);
    for (time, survival) in expected["KM_S_at"].as_object().unwrap() {
        let (found, interval) = survival_at(&steps, time.parse().unwrap());
        close(found, survival, 1e-12);
        close(interval.low, &expected["KM_ci95_at"][time][0], 1e-9);
        close(interval.high, &expected["KM_ci95_at"][time][1], 1e-9);
    }
    for (at, time) in r["cdnow_master"]["time"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
    {
        let (found, interval) = survival_at(&steps, time.as_u64().unwrap() as u32);
        close(found, &r["cdnow_master"]["S"][at], 1e-12);
        close(interval.low, &r["cdnow_master"]["lower"][at], 1e-9);
        close(interval.high, &r["cdnow_master"]["upper"][at], 1e-9);
    }
    assert_eq!(median_time(&steps), None);
    let table = file("CLIENTELE_REFS", "cdnow_master_km_table.csv").unwrap();
    for line in table.lines().skip(1) {
        let numbers: Vec<f64> = line
            .split(',')
            .map(|number| number.parse().unwrap())
            .collect();
        let found = survival_at(&steps, numbers[0] as u32).0;
        assert!((found - numbers[6]).abs() <= 1e-12, "{line}");
    }
}

#[test]
fn the_textbook_arm_with_its_limits() {
    let Some(python) = reference("cohort_km_reference.json") else {
        return;
    };
    let arm = &python["freireich_6mp"];
    let list = |name: &str| -> Vec<u64> {
        arm[name]
            .as_array()
            .unwrap()
            .iter()
            .map(|x| x.as_u64().unwrap())
            .collect()
    };
    let times: Vec<(u32, bool)> = list("durations")
        .iter()
        .zip(list("events"))
        .map(|(time, event)| (*time as u32, event == 1))
        .collect();
    let steps = kaplan_meier(&times);
    let pairs: Vec<_> = arm["ci"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(time, limits)| {
            let (found, between) = survival_at(&steps, time.parse::<f64>().unwrap() as u32);
            [
                (found, &arm["S"][time]),
                (between.low, &limits[0]),
                (between.high, &limits[1]),
            ]
        })
        .collect();
    all_close(
        "Freireich's arm of 6-MP with its limits",
        &pairs,
        1e-9,
        "lifelines 0.30.3",
    );
    for (time, limits) in arm["ci"].as_object().unwrap() {
        let (found, interval) = survival_at(&steps, time.parse::<f64>().unwrap() as u32);
        close(found, &arm["S"][time], 1e-12);
        close(interval.low, &limits[0], 1e-9);
        close(interval.high, &limits[1], 1e-9);
    }
}

/// The report of the AtliQ files under a preset.
fn atliq(preset: &str, rate: Option<&str>) -> Option<Report> {
    let mut session = session_of(&real_files("atliq_sales", &SALES)?);
    set(&mut session, "preset", preset);
    if let Some(rate) = rate {
        set(&mut session, "rate.USD", rate);
    }
    ask(&mut session, Command::Report);
    Some(session.report().expect("a report").clone())
}

/// A number of a table, or `None` where it is missing.
fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Value(value) => match value.quantity.as_ref()? {
            Quantity::Number { number } => Some(*number),
            Quantity::Share { of_one } => Some(*of_one),
            Quantity::Count { n } => Some(*n as f64),
            Quantity::Days { days } => Some(*days),
            Quantity::Money { amount, .. } => Some(amount.to_f64()),
            _ => None,
        },
        Cell::Text(_) => None,
    }
}

fn words(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => &text.said,
        Cell::Value(value) => &value.exact,
    }
}

/// The rows of a table of a section, whether it stands alone or behind a chart.
fn table<'a>(section: &'a Section, id: &str) -> &'a [clientele::figure::Row] {
    let behind = section.figures.iter().map(|figure| &figure.table);
    &section
        .grids
        .iter()
        .chain(behind)
        .find(|grid| grid.id == id)
        .unwrap_or_else(|| panic!("no table {id}"))
        .rows
}

#[test]
fn of_the_peaks_of_the_published_report_only_june_remains() {
    let (Some(report), Some(expected)) = (
        atliq("as_published", None),
        reference("atliq_sales_reference.json"),
    ) else {
        return;
    };
    let season = section(&report, "season");
    let rows = table(season, "season");
    let verdict = |month: usize| {
        (
            words(&rows[month - 1].cells[2]).to_owned(),
            words(&rows[month - 1].cells[3]).to_owned(),
        )
    };
    assert_eq!(
        verdict(6),
        (
            "2 of 2 years above the mean month".into(),
            "Repeated peak".into()
        )
    );
    assert_eq!(
        verdict(7),
        (
            "2 of 2 years above the mean month".into(),
            "Rests on one customer".into()
        )
    );
    assert_eq!(
        verdict(9),
        (
            "1 of 2 years above the mean month".into(),
            "One-off peak".into()
        )
    );
    assert_eq!(
        verdict(11),
        ("0 of 2 years above the mean month".into(), "No peak".into())
    );
    for (column, year) in ["2018", "2019"].iter().enumerate() {
        let ratios = &expected["month_ratio_to_own_year_mean_complete_years"][year];
        for (month, row) in rows.iter().enumerate() {
            close(
                number(&row.cells[5 + column]).unwrap(),
                &ratios[month],
                1e-6,
            );
        }
    }
    let candidates = table(season, "rests_on");
    let robust = &expected["robustness_ratio_to_own_year_mean"];
    assert_eq!(candidates.len(), 4);
    for (row, when) in candidates
        .iter()
        .zip(["2018-06", "2019-06", "2018-07", "2019-07"])
    {
        close(number(&row.cells[1]).unwrap(), &robust[when]["full"], 1e-3);
        close(
            number(&row.cells[2]).unwrap(),
            &robust[when]["drop_top_order"],
            1e-3,
        );
        close(
            number(&row.cells[3]).unwrap(),
            &robust[when]["drop_top_customer"],
            1e-3,
        );
    }
    assert_eq!(
        season.headline.said,
        "Jun is a repeated peak: above the mean month in each of 2 complete years, whoever is left out"
    );
}

#[test]
fn the_full_atliq_data_have_no_repeated_peak() {
    let Some(report) = atliq("default", Some("75")) else {
        return;
    };
    let season = section(&report, "season");
    assert_eq!(
        season.headline.said,
        "No month is a repeated peak in 2 complete years"
    );
}

/// A data set without rows, to be filled.
fn empty(grain: Grain, capabilities: Vec<Capability>) -> Dataset {
    Dataset {
        grain,
        capabilities,
        rows: Places::default(),
        amount: Vec::new(),
        scale: 2,
        currency: None,
        day: Vec::new(),
        customer: Vec::new(),
        customers: Vec::new(),
        order: Vec::new(),
        orders: 0,
        order_rule: OrderRule::EachRow,
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

fn rows(count: u32) -> Places {
    (1..=count)
        .map(|record| RowId { file: 0, record })
        .collect()
}

/// CDNOW, all 23,570 customers: one line a purchase, in columns of spaces.
fn cdnow() -> Option<Dataset> {
    let text = file("CLIENTELE_DATA", "cdnow/master.txt")?;
    let mut data = empty(
        Grain::Order,
        vec![
            Capability::Revenue,
            Capability::Customers,
            Capability::Orders,
            Capability::Days,
            Capability::Recency,
        ],
    );
    let mut ids: Vec<String> = Vec::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let [id, date, _, amount] = cells[..] else {
            continue;
        };
        let Ok(date) = date.parse::<u32>() else {
            continue;
        };
        // The file is in the order of its customers.
        if ids.last().is_none_or(|last| last != id) {
            ids.push(id.to_owned());
        }
        data.customer.push(ids.len() as u32 - 1);
        data.day
            .push(Day::from_civil((date / 10_000) as i32, date / 100 % 100, date % 100).unwrap());
        data.amount
            .push(Decimal::parse(amount).unwrap().at_scale(2).unwrap() as i64);
    }
    data.customers = ids
        .into_iter()
        .map(|id| Customer { id, name: None })
        .collect();
    data.orders = data.day.len() as u32;
    data.order = (0..data.orders).collect();
    data.rows = rows(data.orders);
    Some(data)
}

/// What an analysis says of a data set, spoken.
fn outcome(data: &Dataset, id: &str, settings: &[(&str, &str)]) -> Outcome<Section> {
    let slice = Slice::whole(data);
    let as_of = data.period().map_or(Day(0), |period| period.1);
    let frame = Frame::new(data, &slice, as_of, RevenueDefinition::Booked, None);
    let settings = settings
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let analysis = ANALYSES.iter().find(|analysis| analysis.id == id).unwrap();
    let mut outcome = analysis.section(&frame, &settings).outcome;
    clientele::say::Spoken::speak(&mut outcome, &clientele::say::Voice::of("en"));
    outcome
}

fn given(data: &Dataset, id: &str, settings: &[(&str, &str)]) -> Section {
    outcome(data, id, settings)
        .result()
        .unwrap_or_else(|| panic!("{id} refuses"))
        .clone()
}

fn fact(section: &Section, id: &str) -> f64 {
    number(&Cell::Value(
        section
            .fact(id)
            .unwrap_or_else(|| panic!("no fact {id}"))
            .value
            .clone(),
    ))
    .unwrap()
}

#[test]
fn the_cohorts_of_cdnow() {
    let Some(data) = cdnow() else { return };
    assert_eq!((data.len(), data.customers.len()), (69_659, 23_570));
    for kind in ["classic", "rolling"] {
        let Some(expected) = file(
            "CLIENTELE_REFS",
            &format!("cdnow_master_cohort_counts_{kind}.csv"),
        ) else {
            return;
        };
        let section = given(&data, "cohorts", &[("cohorts.show", kind)]);
        let found = table(&section, "cohorts");
        let mut counts = Vec::new();
        for (line, row) in expected.lines().skip(1).zip(found) {
            let numbers: Vec<&str> = line.split(',').collect();
            assert_eq!(words(&row.cells[0]), numbers[0]);
            let size: f64 = numbers[1].parse().unwrap();
            assert_eq!(number(&row.cells[1]), Some(size));
            for (cell, expected) in row.cells[2..].iter().zip(&numbers[1..]) {
                let of = number(cell).map(|share| (share * size).round());
                counts.extend(expected.parse().ok().zip(of));
                assert_eq!(
                    number(cell).map(|share| share * size).map(f64::round),
                    expected.parse().ok(),
                    "{line}"
                );
            }
        }
        let mut references = References::new();
        references.check_all(
            &format!("cohorts of CDNOW, {kind}"),
            &counts,
            Within::Exactly,
            "pandas on the same file",
        );
        references.finish();
        assert!(counts.len() > 40, "{}", counts.len());
        assert_eq!(found.len(), 4, "three cohorts and all of them");
        // All three cohorts, one month later: 1,157 + 1,312 + 1,032 of 23,570.
        if kind == "classic" {
            assert_eq!(fact(&section, "retention_1"), 3_501.0 / 23_570.0);
            // Twelve months later, of the three: 528 + 568 + 678.
            assert_eq!(fact(&section, "retention_12"), 1_774.0 / 23_570.0);
        }
    }
}

#[test]
fn the_second_purchase_of_cdnow() {
    let (Some(data), Some(expected)) = (cdnow(), reference("cohort_km_reference.json")) else {
        return;
    };
    let expected = &expected["cdnow_master"];
    let section = given(&data, "second_purchase", &[]);
    close(
        fact(&section, "repeat_rate"),
        &expected["repeat_purchase_rate"],
        1e-15,
    );
    for days in ["30", "90", "180", "365"] {
        let fact = section.fact(&format!("back_{days}")).unwrap();
        let found = number(&Cell::Value(fact.value.clone())).unwrap();
        close(1.0 - found, &expected["KM_S_at"][days], 1e-12);
        let clientele::figure::Interval::Between { low, high, .. } = &fact.interval else {
            panic!("an interval")
        };
        close(
            1.0 - number(&Cell::Value((**high).clone())).unwrap(),
            &expected["KM_ci95_at"][days][0],
            1e-9,
        );
        close(
            1.0 - number(&Cell::Value((**low).clone())).unwrap(),
            &expected["KM_ci95_at"][days][1],
            1e-9,
        );
    }
    let gaps = &expected["interpurchase_days"];
    assert_eq!(
        section.fact("gap_mean").unwrap().n,
        gaps["n"].as_u64().unwrap()
    );
    close(fact(&section, "gap_mean"), &gaps["mean"], 1e-9);
    close(fact(&section, "gap_median"), &gaps["median"], 0.0);
    close(fact(&section, "gap_p90"), &gaps["p90"], 0.0);
    let reason = section
        .fact("median_return")
        .unwrap()
        .value
        .reason
        .as_ref()
        .unwrap();
    assert_eq!(
        reason.said,
        "Fewer than half are back by the end of the data."
    );
}

#[test]
fn the_rhythm_of_a_mart() {
    let Some(text) = file("CLIENTELE_DATA", "amart/customers.csv") else {
        return;
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let sums = |is: &dyn Fn(&str) -> bool, scale: u8| -> Vec<i128> {
        let columns = headers
            .iter()
            .enumerate()
            .filter(|(_, name)| is(name))
            .map(|(at, _)| at);
        let cents = |cell: &str| match cell.trim() {
            "" => 0,
            number => Decimal::parse(number)
                .unwrap()
                .rounded(scale)
                .at_scale(scale)
                .unwrap(),
        };
        columns
            .map(|at| records.iter().map(|record| cents(&record[at])).sum())
            .collect()
    };
    let split = |id, named: &dyn Fn(&str) -> bool| Split {
        id,
        orders: sums(&|name| named(name) && name.ends_with("_ORDERS"), 0),
        revenue: sums(&|name| named(name) && name.ends_with("_REVENUE"), 2),
    };
    let mut data = empty(Grain::Customer, vec![Capability::Revenue]);
    data.rows = rows(1);
    data.amount = vec![1];
    data.totals = Some(Totals {
        splits: vec![
            split("weekday", &|name| {
                name.contains("DAY_") && !name.contains("WEEK")
            }),
            split("week_of_month", &|name| name.starts_with("WEEK")),
            split("part_of_day", &|name| name.starts_with("TIME")),
        ],
        ..Totals::default()
    });
    let section = given(&data, "rhythm", &[]);
    for (id, published) in [
        ("week_of_month", vec![23.29, 23.80, 25.10, 27.82]),
        ("part_of_day", vec![7.99, 29.11, 34.45, 28.45]),
    ] {
        let shares: Vec<f64> = table(&section, id)
            .iter()
            .map(|row| (number(&row.cells[3]).unwrap() * 1e4).round() / 1e2)
            .collect();
        assert_eq!(shares, published, "{id}");
    }
    assert_eq!(table(&section, "weekday").len(), 7);
    // By the day of an average month the last week is at 27.82 % in 7.4375 of 30.4375 days.
    let rate = number(&table(&section, "week_of_month")[3].cells[1]).unwrap();
    assert!((rate - 0.2782 / (7.4375 / 30.4375)).abs() < 1e-3, "{rate}");
    assert_eq!(section.fact("busiest_weekday").unwrap().n, 64_352);
}

/// A row a month of one customer, dated the first.
fn months(first: (i32, u32), values: &[f64]) -> Dataset {
    let mut data = empty(Grain::Period, vec![Capability::Revenue, Capability::Days]);
    data.scale = 6;
    data.rows = rows(values.len() as u32);
    data.amount = values
        .iter()
        .map(|value| (value * 1e6).round() as i64)
        .collect();
    let start = clientele::value::Month::new(first.0, first.1);
    data.day = (0..values.len() as i32)
        .map(|at| clientele::value::Month(start.0 + at).first_day())
        .collect();
    data
}

#[test]
fn the_air_passengers_are_forecast_within_the_interval_of_another_model() {
    let (Some(values), Some(all)) = (
        passengers(),
        reference("airpassengers_python_reference.json"),
    ) else {
        return;
    };
    let section = given(&months((1949, 1), &values), "forecast", &[]);
    let model = &all["ETS_AAA_log"];
    let bound = |name: &str, at: usize| libm::exp(model[name][at].as_f64().unwrap());
    let ahead = table(&section, "forecast");
    assert_eq!(ahead.len(), 12);
    for (at, row) in ahead.iter().enumerate() {
        let found = number(&row.cells[1]).unwrap();
        assert!(
            (bound("lo95", at)..=bound("hi95", at)).contains(&found),
            "{at}: {found}"
        );
        assert!(number(&row.cells[2]).unwrap() < found && found < number(&row.cells[3]).unwrap());
    }
    // Repeating the year before misses the growth; smoothing does not.
    assert!(
        fact(&section, "forecast_gain") > 0.3,
        "{}",
        fact(&section, "forecast_gain")
    );
    let coverage = fact(&section, "forecast_coverage");
    assert!((0.6..=0.95).contains(&coverage), "{coverage}");
}

#[test]
fn the_months_of_the_atliq_star() {
    let (Some(text), Some(expected)) = (
        file("CLIENTELE_REFS", "atliq_star_monthly.csv"),
        reference("atliq_star_seasonality_reference.json"),
    ) else {
        return;
    };
    let net = text
        .lines()
        .next()
        .unwrap()
        .split(',')
        .position(|name| name == "net")
        .unwrap();
    let values: Vec<f64> = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(net).unwrap().parse().unwrap())
        .collect();
    assert_eq!(values.len(), 52);
    let data = months((2017, 9), &values);
    let season = given(&data, "season", &[]);
    for (month, row) in table(&season, "season").iter().enumerate() {
        let index =
            &expected["ratio_to_moving_average_index_by_calendar_month"][(month + 1).to_string()];
        close(number(&row.cells[4]).unwrap(), index, 1e-6);
    }
    // The file's last year starts in September: its four months stand against the same of the year before.
    let like_for_like = values[48..].iter().sum::<f64>() / values[36..40].iter().sum::<f64>() - 1.0;
    assert!((like_for_like - 2.79).abs() < 0.01, "{like_for_like}");
    let years = given(&data, "years", &[]);
    let rows = table(&years, "years");
    // 2018 against 2017 over September to December alone.
    let expected = values[12..16].iter().sum::<f64>() / values[..4].iter().sum::<f64>() - 1.0;
    assert!((number(&rows[1].cells[2]).unwrap() - expected).abs() < 1e-6);
    assert_eq!(words(&rows[1].cells[3]), "4 months");
    assert_eq!(number(&rows[0].cells[2]), None);
    assert!(matches!(
        outcome(&data, "rhythm", &[]),
        Outcome::NotEnough { .. }
    ));
    assert!(matches!(
        outcome(&data, "cohorts", &[]),
        Outcome::NotEnough { .. }
    ));
}

#[test]
fn the_fiscal_years_of_the_atliq_star_are_told_and_compared_like_for_like() {
    let (Some(files), Some(text)) = (
        real_files("atliq_star", &STAR),
        file("CLIENTELE_REFS", "atliq_star_by_fiscal_year.csv"),
    ) else {
        return;
    };
    let mut session = session_of(&files);
    ask(&mut session, Command::Report);
    let report = session.finish().expect("a report");
    let rows = table(section(report, "years"), "years");
    let head: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let net = head
        .iter()
        .position(|name| name.starts_with("net"))
        .unwrap();
    for row in rows {
        let year = words(&row.cells[0])
            .strip_prefix("FY ")
            .expect("a fiscal year");
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let cells = lines.find(|cells| cells[0] == year).expect("a known year");
        let expected: f64 = cells[net].parse().unwrap();
        let got = number(&row.cells[1]).unwrap();
        println!("net of FY {year} | {expected} | {got} | SQLite on the same files");
        assert!((got - expected).abs() <= 0.01, "{got} is not {expected}");
    }
    assert_eq!(rows.len(), 5);
    // September to December of 2021 alone against the same months of 2020.
    let last = rows.last().unwrap();
    assert_eq!(words(&last.cells[3]), "4 months");
    let growth = number(&last.cells[2]).unwrap();
    println!("growth of FY 2022, like for like | 2.79 | {growth} | methods, section 4");
    assert!((growth - 2.79).abs() < 0.005, "{growth}");
}
