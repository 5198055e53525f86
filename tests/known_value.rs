//! What customers are worth, from the files on: published numbers, and those of other programs.

mod support;

use clientele::analysis::{BackTest, Orders, Visits};
use clientele::figure::{Cell, ControlKind, Outcome, Row};
use clientele::protocol::Command;
use clientele::say::Quantity;
use clientele::session::Session;
use clientele::stats::{Ending, GammaGamma, RepeatModel, Repeats};
use clientele::value::{Day, Decimal};
use support::references::{
    References, Within, number, reference_file, reference_json, reference_records, row_of,
};

const REFS: &str = "CLIENTELE_REFS";

/// The purchases of a tenth of CDNOW's customers until a day, an order each.
fn cdnow_sample(until: &str) -> Option<Visits> {
    cdnow_visits("cdnow/sample.txt", 1, 2_357, until)
}

/// The same of a file whose customers are numbered from 1 in a column.
fn cdnow_visits(path: &str, column: usize, customers: usize, until: &str) -> Option<Visits> {
    let text = String::from_utf8(reference_file("CLIENTELE_DATA", path)?).expect("plain text");
    let until = Day::from_iso(until).expect("a day");
    let mut orders = Orders::default();
    for line in text.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [.., date, _, dollars] = fields[..] else {
            continue;
        };
        let (customer, date) = (fields[column], date.trim());
        if !date.starts_with("199") {
            continue;
        }
        let day = Day::from_iso(&format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]))
            .expect("a day");
        let amount = Decimal::parse(dollars)
            .and_then(|dollars| dollars.at_scale(2))
            .expect("an amount");
        if day <= until {
            orders
                .customer
                .push(customer.parse::<u32>().expect("a number") - 1);
            orders.day.push(day);
            orders.amount.push(amount);
            orders.lines.push(1);
        }
    }
    Some(Visits::of_orders(&orders, customers))
}

#[test]
fn the_transactions_of_cdnow_give_the_summary_and_its_fits() {
    let Some(visits) = cdnow_sample("1997-09-30") else {
        return;
    };
    let Some(records) = reference_records(REFS, "cdnow_sample_cbs_from_transactions.csv") else {
        return;
    };
    let mut table = References::new();
    let cut = Day::from_iso("1997-09-30").expect("a day");
    let mut triples: [Vec<(f64, f64)>; 3] = Default::default();
    for record in &records {
        let row = row_of(record);
        let (x, last, age) = visits
            .triple(row[0] as usize - 1, cut)
            .expect("all had bought");
        for (pairs, (place, got)) in triples.iter_mut().zip([(1, x), (2, last), (3, age)]) {
            pairs.push((row[place], f64::from(got)));
        }
    }
    for (name, pairs) in ["x", "tx in days", "T in days"].iter().zip(&triples) {
        table.check_all(
            &format!("{name} by customer"),
            pairs,
            Within::Exactly,
            "pandas",
        );
    }
    let spend: Vec<(f64, f64)> = records
        .iter()
        .map(|record| {
            let row = row_of(record);
            let customer = row[0] as usize - 1;
            let paid = f64::from(visits.paid[customer]).max(1.0);
            (row[4], visits.spent[customer] as f64 / 100.0 / paid)
        })
        .collect();
    let near = Within::Absolute(0.005);
    table.check_all("zbar by customer", &spend, near, "pandas");
    if let Some(master) = cdnow_visits("cdnow/master.txt", 0, 23_570, "1998-06-30") {
        let rows = master
            .repeats(Day::from_iso("1998-06-30").expect("a day"))
            .rows;
        table.check(
            "unique triples of all customers",
            11_104.0,
            rows.len() as f64,
            Within::Exactly,
            "pandas",
        );
        let weeks = rows.iter().map(|row| (row.x, row.last / 7, row.age / 7));
        let weeks: std::collections::BTreeSet<_> = weeks.collect();
        table.check(
            "the same in whole weeks",
            4_742.0,
            weeks.len() as f64,
            Within::Exactly,
            "pandas",
        );
    }
    let data = visits.repeats(cut);
    table.check(
        "unique triples",
        1016.0,
        data.rows.len() as f64,
        Within::Exactly,
        "pandas",
    );
    for (name, ending, expected) in [
        ("BG/NBD", Ending::AfterRepeats, -9582.4292067),
        ("MBG/NBD", Ending::AfterAny, -9582.1357156),
    ] {
        let model = RepeatModel::fit(ending, &data).expect("CDNOW has a fit");
        let name = format!("{name} log-likelihood from transactions");
        table.check(
            &name,
            expected,
            model.log_likelihood(&data).0,
            Within::Absolute(1e-5),
            "lifetimes on days / 7",
        );
    }
    // In days the same model has another likelihood: each repeat counts ln 7 less.
    let days = Repeats {
        ticks: 1.0,
        ..data.clone()
    };
    let model = RepeatModel::fit(Ending::AfterRepeats, &days).expect("CDNOW has a fit");
    table.check(
        "BG/NBD log-likelihood in days",
        -14_363.530_442_9,
        model.log_likelihood(&days).0,
        Within::Absolute(1e-4),
        "lifetimes",
    );
    let pairs = visits.pairs(0.01);
    let spend = GammaGamma::fit(&pairs).expect("CDNOW has a fit");
    table.check(
        "gamma-gamma log-likelihood from transactions",
        -4055.9176948,
        spend.log_likelihood(&pairs).0,
        Within::Absolute(1e-5),
        "lifetimes",
    );
    table.finish();
}

#[test]
fn nine_months_of_cdnow_are_foretold_as_lifetimes_does() {
    let Some(refs) = reference_json(REFS, "cdnow_bootstrap_holdout_reference.json") else {
        return;
    };
    let Some(visits) = cdnow_sample("1998-06-30") else {
        return;
    };
    let day = |iso| Day::from_iso(iso).expect("a day");
    let test =
        BackTest::of(&visits, day("1997-09-30"), day("1998-06-30")).expect("enough is known");
    let mut table = References::new();
    let (expected, actual) = test.totals();
    table.check(
        "purchases that came",
        number(&refs["holdout"]["actual_total"]),
        actual as f64,
        Within::Exactly,
        "CDNOW",
    );
    table.check(
        "purchases expected",
        number(&refs["holdout"]["bgnbd"]["pred_total"]),
        expected,
        Within::Relative(1e-3),
        "lifetimes 0.11.3",
    );
    for group in 0..8 {
        let came = test.actual[group] as f64 / test.customers[group] as f64;
        let given = number(&refs["holdout"]["by_x_actual_mean"][group.to_string()]);
        table.check(
            &format!("came by x = {group}"),
            given,
            came,
            Within::Relative(1e-9),
            "CDNOW",
        );
        let foretold = test.expected[group] / test.customers[group] as f64;
        let given = number(&refs["holdout"]["bgnbd"]["by_x_pred_mean"][group.to_string()]);
        table.check(
            &format!("expected by x = {group}"),
            given,
            foretold,
            Within::Relative(1e-3),
            "lifetimes 0.11.3",
        );
    }
    table.finish();
}

/// A cell of numbers.
fn cell(row: &Row, column: usize) -> f64 {
    let Cell::Value(value) = &row.cells[column] else {
        panic!("words")
    };
    match value
        .quantity
        .as_ref()
        .unwrap_or_else(|| panic!("{:?}", value.reason))
    {
        Quantity::Money { amount, .. } | Quantity::Exact { number: amount } => amount.to_f64(),
        Quantity::Share { of_one } => *of_one,
        Quantity::Number { number } => *number,
        Quantity::Count { n } => *n as f64,
        other => panic!("{other:?} is no number"),
    }
}

#[test]
fn margins_of_a_star_by_each_dimension() {
    let Some(files) = support::real_files("atliq_star", &support::STAR) else {
        return;
    };
    let Some(totals) = reference_json(REFS, "atliq_star_profit_reference.json") else {
        return;
    };
    let mut session = support::session_of(&files);
    support::ask(&mut session, Command::Report);
    let report = session.report().expect("a report").clone();
    let found = report
        .sections
        .iter()
        .find(|section| section.id == "gross_margin")
        .expect("it is registered");
    if let Outcome::NotEnough { reason, .. } = &found.outcome {
        return support::skip(&format!(
            "the files are not yet read as far as costs: {}",
            reason.said
        ));
    }
    let mut table = References::new();
    let source = "SQLite on the same files";
    let section = support::section(&report, "gross_margin");
    let total = section.grids[0].rows.last().expect("a total");
    let columns = [
        ("net_invoice", 1),
        ("gross_margin", 2),
        ("gm_pct_of_net", 3),
        ("gross_sales", 4),
        ("cogs", 6),
        ("qty", 7),
    ];
    for (name, column) in columns {
        table.check(
            name,
            number(&totals["total"][name]),
            cell(total, column),
            Within::Relative(1e-9),
            source,
        );
    }
    for (dimension, file) in [
        ("platform", "platform"),
        ("channel", "channel"),
        ("region", "region"),
        ("market", "market"),
        ("category", "category"),
        ("customer", "customer_code"),
    ] {
        by_dimension(
            &mut table,
            &mut session,
            dimension,
            &format!("atliq_star_by_{file}.csv"),
        );
    }
    table.finish();
}

/// Net, margin and share of every value of a dimension.
fn by_dimension(table: &mut References, session: &mut Session, dimension: &str, file: &str) {
    let Some(records) = reference_records(REFS, file) else {
        return;
    };
    let report = session.report().expect("a report").clone();
    let control = &support::section(&report, "gross_margin").controls[0];
    let ControlKind::Choice { options } = &control.kind else {
        panic!("a choice")
    };
    let option = options
        .iter()
        .find(|option| option.label.said == dimension)
        .unwrap_or_else(|| panic!("no {dimension}"));
    support::set(session, &control.id, &option.value);
    support::ask(session, Command::Report);
    let report = session.report().expect("a report").clone();
    let grid = &support::section(&report, "gross_margin").grids[0];
    let mut pairs: [Vec<(f64, f64)>; 3] = Default::default();
    for record in &records {
        let row = grid
            .rows
            .iter()
            .find(|row| row.key.as_ref().is_some_and(|key| key.value == record[0]));
        // A long table is cut after its first rows.
        let Some(row) = row else {
            assert!(
                (grid.rows.len() as u64) < grid.total_rows,
                "no {}",
                record[0]
            );
            continue;
        };
        for (pairs, (column, place)) in pairs.iter_mut().zip([(5, 1), (7, 2), (8, 3)]) {
            pairs.push((record[column].parse().expect("a number"), cell(row, place)));
        }
    }
    for (name, pairs) in ["net", "margin", "margin share"].iter().zip(&pairs) {
        // The files have ten digits.
        table.check_all(
            &format!("{name} by {dimension}"),
            pairs,
            Within::Relative(2e-9),
            "SQLite on the same files",
        );
    }
}

#[test]
fn the_report_of_cdnow_fits_the_models_to_the_day_it_speaks_from() {
    let Some(bytes) = reference_file("CLIENTELE_DATA", "cdnow/sample.txt") else {
        return;
    };
    // The columns have no names in the file.
    let text = String::from_utf8(bytes).expect("plain text");
    let mut csv = "customer_id,order_date,amount\n".to_owned();
    for line in text.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [_, customer, date, _, dollars] = fields[..] else {
            continue;
        };
        csv.push_str(&format!(
            "{customer},{}-{}-{},{dollars}\n",
            &date[..4],
            &date[4..6],
            &date[6..]
        ));
    }
    let mut session = support::session_of(&[("cdnow.csv".to_owned(), csv.into_bytes())]);
    support::set(&mut session, "as_of", "1997-09-30");
    support::set(&mut session, "remedy.duplicates", "keep");
    support::ask(&mut session, Command::Report);
    let report = session.report().expect("a report").clone();
    let models = &support::section(&report, "lifetime").grids[1];
    let mut table = References::new();
    let (rough, fine) = (Within::Relative(1e-3), Within::Absolute(1e-5));
    for (place, name, expected, within) in [
        (0, "BG/NBD r", 0.24259, rough),
        (1, "BG/NBD alpha", 4.41353, rough),
        (2, "BG/NBD a", 0.79289, rough),
        (3, "BG/NBD b", 2.42575, rough),
        (4, "BG/NBD log-likelihood", -9582.4292067, fine),
        (9, "MBG/NBD log-likelihood", -9582.1357156, fine),
        (13, "Gamma-Gamma log-likelihood", -4055.9176948, fine),
    ] {
        let got = cell(&models.rows[place], 2);
        let name = format!("report: {name}");
        table.check(&name, expected, got, within, "lifetimes on days / 7");
    }
    let together = models.rows.last().expect("rows");
    // The published summary rounds to cents; this comes from the transactions.
    let near = Within::Absolute(1e-4);
    let name = "report: correlation of x and zbar";
    table.check(name, 0.113_883_910, cell(together, 2), near, "pandas");
    let n = together.n as f64;
    table.check("report: behind it", 946.0, n, Within::Exactly, "pandas");
    table.finish();
}
