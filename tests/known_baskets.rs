//! What arules, scikit-learn, SciPy and statsmodels say of baskets and tests, against ours.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clientele::analysis::{Baskets, Neighbours, Pair, Pairs, Rules, least_together};
use clientele::figure::Cell;
use clientele::stats::{
    Together, benjamini_hochberg, bonferroni, chi_squared_tail, holm, wilson_95,
};

mod support;

use support::references::{References, Within};
use support::{plain, real_files, report_of, section, skip};

fn reference(path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("CLIENTELE_REFS") else {
        skip("CLIENTELE_REFS is not set");
        return None;
    };
    let path = PathBuf::from(folder).join(path);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn json(path: &str) -> Option<serde_json::Value> {
    Some(serde_json::from_slice(&reference(path)?).unwrap())
}

/// The records of a CSV file below its header.
fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let record = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|found| record(found.unwrap()))
        .collect()
}

fn close(ours: f64, theirs: f64, tolerance: f64, what: &str) {
    assert!(
        (ours - theirs).abs() <= tolerance,
        "{what}: {ours} is not {theirs}"
    );
}

fn near(ours: f64, theirs: f64, relative: f64, what: &str) {
    assert!(
        (ours / theirs - 1.0).abs() <= relative,
        "{what}: {ours:e} is not {theirs:e}"
    );
}

// Statistics.

#[test]
fn tails_and_tests_equal_those_of_scipy_and_statsmodels() {
    let Some(special) = json("special_functions.json") else {
        return;
    };
    for row in special["chi2_sf"].as_array().unwrap() {
        let [x, degrees, expected] = [0, 1, 2].map(|at| row[at].as_f64().unwrap());
        near(
            chi_squared_tail(x, degrees as usize).unwrap(),
            expected,
            1e-11,
            "chi2",
        );
    }
    let many = json("multiple_testing_reference.json").unwrap();
    let list = |name: &str| -> Vec<f64> {
        many[name]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p.as_f64().unwrap())
            .collect()
    };
    let p = list("p");
    for (ours, theirs) in [
        (benjamini_hochberg(&p), list("q_bh")),
        (holm(&p), list("holm")),
    ] {
        for (ours, theirs) in ours.iter().zip(theirs) {
            close(*ours, theirs, 1e-15, "adjusted p");
        }
    }
    assert_eq!(
        benjamini_hochberg(&p)
            .iter()
            .filter(|q| **q <= 0.05)
            .count(),
        4
    );
    assert_eq!(bonferroni(&p).iter().filter(|q| **q <= 0.05).count(), 3);
    for table in many["fisher_2x2"].as_array().unwrap() {
        let cell = |row: usize, column: usize| table["t"][row][column].as_u64().unwrap();
        let (a, b, c, d) = (cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1));
        let ours = Together::new(a, a + b, a + c, a + b + c + d)
            .unwrap()
            .fisher_greater();
        near(ours, table["greater"].as_f64().unwrap(), 1e-9, "Fisher");
    }
}

#[test]
fn score_intervals_equal_those_of_statsmodels() {
    let Some(expected) = json("persona_orders_reference.json") else {
        return;
    };
    for toy in expected["wilson_toy"].as_array().unwrap() {
        let count = |name: &str| toy[name].as_u64().unwrap();
        let ours = wilson_95(count("x"), count("n")).unwrap();
        close(ours.low, toy["lo"].as_f64().unwrap(), 1e-12, "low");
        close(ours.high, toy["hi"].as_f64().unwrap(), 1e-12, "high");
    }
}

// Baskets.

/// The baskets of the Groceries data and the names of their items.
fn groceries() -> Option<(Baskets, Vec<String>)> {
    let files = real_files("baskets", &["groceries.csv"])?;
    let text = String::from_utf8(files[0].1.clone()).unwrap();
    let lines: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split(',').map(str::trim).collect())
        .collect();
    let names: BTreeSet<&str> = lines.iter().flatten().copied().collect();
    let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let code = |item: &str| {
        names
            .binary_search_by(|name| name.as_str().cmp(item))
            .unwrap() as u32
    };
    let mut pairs = Vec::new();
    for (basket, line) in (0..).zip(&lines) {
        pairs.extend(line.iter().map(|item| (basket, code(item))));
    }
    let baskets = Baskets::of(lines.len(), names.len(), &pairs);
    Some((baskets, names))
}

fn by_name<'a>(pairs: &'a Pairs, names: &'a [String]) -> BTreeMap<(&'a str, &'a str), &'a Pair> {
    let name = |code: u32| names[code as usize].as_str();
    pairs
        .tested
        .iter()
        .map(|pair| ((name(pair.first), name(pair.second)), pair))
        .collect()
}

#[test]
fn groceries_are_counted_as_arules_counts_them() {
    let Some((baskets, names)) = groceries() else {
        return;
    };
    let Some(counts) = reference("groceries_item_counts_arules.csv") else {
        return;
    };
    assert_eq!((baskets.filled(), names.len()), (9_835, 169));
    let ours = baskets.counts(names.len());
    for record in records(&counts) {
        let at = names
            .iter()
            .position(|name| *name == record[0].trim())
            .unwrap();
        assert_eq!(ours[at].to_string(), record[1], "{}", record[0]);
    }
}

/// All 2,981 pairs with a support of 0.001: every measure of arules, and the q of all pairs tested.
#[test]
fn every_measure_of_a_pair_equals_that_of_arules() {
    let Some((baskets, names)) = groceries() else {
        return;
    };
    let Some(expected) = reference("groceries_pairs_arules.csv") else {
        return;
    };
    let pairs = Pairs::of(&baskets, names.len(), 10);
    let ours = by_name(&pairs, &names);
    assert_eq!(ours.len(), 2_981);
    let mut seen = 0;
    let mut measures: [Vec<(f64, f64)>; 6] = Default::default();
    for record in records(&expected) {
        let (left, right) = (record[0].trim(), record[1].trim());
        let (pair, counts) = match ours.get(&(left, right)) {
            Some(pair) => (pair, pair.counts),
            None => {
                let pair = ours[&(right, left)];
                (&ours[&(right, left)], pair.counts.turned())
            }
        };
        let number = |at: usize| record[at].parse::<f64>().unwrap_or(f64::INFINITY);
        assert_eq!(counts.both.to_string(), record[2]);
        close(counts.support(), number(3), 1e-12, "support");
        close(counts.confidence(), number(4), 1e-12, "confidence");
        near(counts.lift(), number(6), 1e-12, "lift");
        close(counts.leverage(), number(7), 1e-12, "leverage");
        match counts.conviction() {
            Some(conviction) => near(conviction, number(8), 1e-11, "conviction"),
            None => assert_eq!(number(8), f64::INFINITY),
        }
        // The difference of two nearly equal products: close, not near.
        let chi_squared = counts.chi_squared().unwrap();
        close(
            chi_squared,
            number(9),
            1e-9 * (1.0 + chi_squared),
            "chi-squared",
        );
        near(pair.p, number(10), 1e-6, "Fisher");
        let got = [
            counts.support(),
            counts.confidence(),
            counts.lift(),
            counts.leverage(),
            chi_squared,
            pair.p,
        ];
        for (pairs, (at, got)) in measures.iter_mut().zip([3, 4, 6, 7, 9, 10].iter().zip(got)) {
            pairs.push((number(*at), got));
        }
        seen += 1;
    }
    assert_eq!(seen, 2 * 2_981);
    let mut table = References::new();
    let source = "arules 1.7.13";
    for (name, (within, pairs)) in [
        "support",
        "confidence",
        "lift",
        "leverage",
        "chi-squared",
        "Fisher's p",
    ]
    .iter()
    .zip(
        [
            Within::Absolute(1e-12),
            Within::Absolute(1e-12),
            Within::Relative(1e-12),
            Within::Absolute(1e-12),
            Within::Absolute(1e-6),
            Within::Relative(1e-6),
        ]
        .into_iter()
        .zip(&measures),
    ) {
        table.check_all(
            &format!("groceries, {name} of a pair"),
            pairs,
            within,
            source,
        );
    }
    let name = |item: &str| names.iter().position(|name| name.trim() == item).unwrap() as u32;
    let pair = |a: &str, b: &str| {
        let (a, b) = (name(a), name(b));
        let found = pairs
            .tested
            .iter()
            .find(|pair| [(a, b), (b, a)].contains(&(pair.first, pair.second)));
        found.unwrap().counts
    };
    let beef = pair("beef", "root vegetables");
    let sauces = pair("mayonnaise", "mustard");
    for (what, expected, got, within) in [
        (
            "beef, root vegetables: support",
            0.0173869,
            beef.support(),
            5e-8,
        ),
        ("beef, root vegetables: lift", 3.0403668, beef.lift(), 5e-8),
        (
            "beef, root vegetables: leverage",
            0.0116681,
            beef.leverage(),
            2e-7,
        ),
        (
            "beef, root vegetables: conviction",
            1.332628,
            beef.conviction().unwrap_or(f64::NAN),
            5e-7,
        ),
        (
            "mayonnaise, mustard: Fisher's p",
            2.458_647e-12,
            sauces.fisher_greater(),
            5e-19,
        ),
        (
            "mayonnaise, mustard: baskets",
            14.0,
            sauces.both as f64,
            0.0,
        ),
        ("mayonnaise, mustard: lift", 12.965160, sauces.lift(), 5e-7),
        (
            "mayonnaise, mustard: chi-squared",
            157.914446,
            sauces.chi_squared().unwrap(),
            5e-7,
        ),
    ] {
        table.check(what, expected, got, Within::Absolute(within), source);
    }
    table.finish();
}

#[test]
fn false_discoveries_are_controlled_over_all_pairs_tested() {
    let Some((baskets, names)) = groceries() else {
        return;
    };
    let Some(expected) = reference("groceries_pairs_bh.csv") else {
        return;
    };
    let pairs = Pairs::of(&baskets, names.len(), 10);
    let ours = by_name(&pairs, &names);
    for record in records(&expected) {
        let (a, b) = (record[0].trim(), record[1].trim());
        let pair = ours.get(&(a, b)).or_else(|| ours.get(&(b, a))).unwrap();
        near(pair.q, record[5].parse().unwrap(), 1e-6, "q");
    }
    let p: Vec<f64> = pairs.tested.iter().map(|pair| pair.p).collect();
    let below = |adjusted: &[f64]| adjusted.iter().filter(|p| **p < 0.05).count();
    let found = [benjamini_hochberg(&p), holm(&p), bonferroni(&p)].map(|all| below(&all));
    let mut table = References::new();
    for (name, (expected, got)) in ["Benjamini-Hochberg", "Holm", "Bonferroni"]
        .iter()
        .zip([1_774.0, 523.0, 505.0].into_iter().zip(found))
    {
        let name = format!("groceries, pairs below .05 after {name}");
        table.check(&name, expected, got as f64, Within::Exactly, "statsmodels");
    }
    table.finish();
    // The default tests from five baskets on, and publishes by lift times the root of the baskets.
    let pairs = Pairs::of(&baskets, names.len(), least_together(9_835));
    assert_eq!(pairs.least, 5);
    let (places, published) = pairs.ranked(30);
    let lifts: Vec<f64> = places
        .iter()
        .map(|at| pairs.tested[*at].counts.lift())
        .collect();
    assert!(
        published > 500 && lifts.iter().all(|lift| *lift >= 1.2),
        "{published}"
    );
}

/// The counts of rules between two items at the thresholds of the arules introduction: of its 15, 410
/// and 463 rules none, none and 150 have two items.
#[test]
fn rules_of_two_items_at_the_thresholds_of_the_textbook() {
    let Some((baskets, names)) = groceries() else {
        return;
    };
    let pairs = Pairs::of(&baskets, names.len(), 5);
    let rules = |support: f64, confidence: f64| {
        let often = pairs
            .tested
            .iter()
            .filter(|pair| pair.counts.support() >= support);
        let sides = often.flat_map(|pair| [pair.counts, pair.counts.turned()]);
        sides
            .filter(|counts| counts.confidence() >= confidence)
            .count()
    };
    let mut table = References::new();
    for (at, expected, got) in [
        (".01, .5", 0, rules(0.01, 0.5)),
        (".001, .8", 0, rules(0.001, 0.8)),
        (".006, .25", 150, rules(0.006, 0.25)),
    ] {
        let name = format!("groceries, rules of two items at support and confidence {at}");
        table.check(
            &name,
            f64::from(expected),
            got as f64,
            Within::Exactly,
            "arules 1.7.13",
        );
    }
    table.finish();
    let sets = |support: f64| {
        let enough = |count: u64| count as f64 / 9_835.0 >= support;
        let items = pairs.counts.iter().filter(|count| enough(**count)).count();
        (
            items,
            pairs
                .tested
                .iter()
                .filter(|pair| enough(pair.counts.both))
                .count(),
        )
    };
    let (items, both) = sets(0.01);
    let mut table = References::new();
    for (size, expected, got) in [(1, 88.0, items), (2, 213.0, both)] {
        let name = format!("groceries, sets of size {size} at support .01");
        table.check(
            &name,
            expected,
            got as f64,
            Within::Exactly,
            "arules 1.7.13",
        );
    }
    table.finish();
}

/// The rules of the arules introduction, of whatever length: 15, 410 and 463 of them; the sets behind the
/// first; and each of the 15 with its numbers.
#[test]
fn rules_are_those_of_arules_at_the_thresholds_of_the_textbook() {
    let Some((baskets, names)) = groceries() else {
        return;
    };
    let Some(expected) = reference("groceries_rules_s01_c50_arules.csv") else {
        return;
    };
    let pairs = Pairs::of(&baskets, names.len(), least_together(9_835));
    let mut table = References::new();
    let source = "arules 1.7.13";
    for (support, confidence, two, all) in [
        (0.01, 0.5, 0.0, 15.0),
        (0.001, 0.8, 0.0, 410.0),
        (0.006, 0.25, 150.0, 463.0),
    ] {
        let rules = Rules::of(&baskets, &pairs, support, confidence);
        let at = format!("groceries, rules at {support} and {confidence}");
        table.check(&at, all, rules.found.len() as f64, Within::Exactly, source);
        let short = rules.found.iter().filter(|rule| rule.before.len() == 1);
        let what = format!("{at}, of two items");
        table.check(&what, two, short.count() as f64, Within::Exactly, source);
        assert!(!rules.raised);
    }
    let rules = Rules::of(&baskets, &pairs, 0.01, 0.5);
    let sets: Vec<String> = rules.sets.iter().map(ToString::to_string).collect();
    table.check_words(
        "groceries, sets of 1, 2 and 3 items",
        "88 213 32",
        &sets.join(" "),
        source,
    );
    let mut numbers: [Vec<(f64, f64)>; 4] = Default::default();
    for record in records(&expected) {
        let (before, then) = record[0].split_once(" => ").expect("a rule");
        let items = |side: &str| -> Vec<u32> {
            let inner = side.trim_matches(['{', '}']);
            let code =
                |item: &str| names.iter().position(|name| name == item.trim()).unwrap() as u32;
            let mut codes: Vec<u32> = inner.split(',').map(code).collect();
            codes.sort_unstable();
            codes
        };
        let (before, then) = (items(before), items(then));
        let found = rules
            .found
            .iter()
            .find(|rule| rule.before == before && [rule.then] == then[..]);
        let counts = found.unwrap_or_else(|| panic!("no {}", record[0])).counts;
        let got = [
            counts.support(),
            counts.confidence(),
            counts.lift(),
            counts.both as f64,
        ];
        for (pairs, (at, got)) in numbers.iter_mut().zip([1, 2, 4, 5].into_iter().zip(got)) {
            pairs.push((record[at].parse().unwrap(), got));
        }
    }
    for (name, pairs) in ["support", "confidence", "lift", "baskets"]
        .iter()
        .zip(&numbers)
    {
        let what = format!("groceries, {name} of a rule");
        table.check_all(&what, pairs, Within::Relative(1e-12), source);
    }
    table.finish();
    // What is shown says more than chance, and more than each shorter rule.
    let shown = rules.longer();
    assert!(!shown.is_empty());
    for rule in shown {
        assert!(rule.before.len() > 1 && rule.p <= rule.q && rule.q < 0.05);
        for product in &rule.before {
            let less: Vec<u32> = rule
                .before
                .iter()
                .copied()
                .filter(|one| one != product)
                .collect();
            let shorter = Rules::of(&baskets, &pairs, 0.01, 0.0);
            let is = |other: &&clientele::analysis::BasketRule| {
                other.before == less && other.then == rule.then
            };
            let shorter = shorter.found.iter().find(is).unwrap();
            assert!(rule.counts.confidence() > shorter.counts.confidence());
        }
    }
}

/// The same counts from the file to the report.
#[test]
fn the_report_of_groceries_counts_the_rules() {
    let Some(files) = real_files("baskets", &["groceries.csv"]) else {
        return;
    };
    let mut session = support::session_of(&files);
    support::ask(&mut session, clientele::protocol::Command::Report);
    let mut table = References::new();
    for (typed, expected) in [
        ("0.01, 0.5", "15"),
        ("0.001, 0.8", "410"),
        ("0.006, 0.25", "463"),
    ] {
        support::set(&mut session, "param.affinity.rules", typed);
        let report = session.finish().expect("a report").clone();
        let got = plain(&report, "affinity", "rules_found");
        table.check_words(
            &format!("rules at {typed}"),
            expected,
            &got,
            "arules 1.7.13",
        );
    }
    table.finish();
    let report = session.finish().expect("a report");
    let shown = section(report, "affinity")
        .grids
        .iter()
        .find(|grid| grid.id == "basket_rules");
    assert!(shown.is_some_and(|grid| !grid.rows.is_empty()));
    support::set(&mut session, "param.affinity.rules", "7");
    let report = session.finish().expect("a report");
    let notes = &section(report, "affinity").notes;
    assert!(notes.iter().any(|note| note.id == "affinity.rules_refused"));
}

/// The ten nearest items of four: cosines of scikit-learn.
#[test]
fn cosines_equal_those_of_scikit_learn() {
    let Some((baskets, names)) = groceries() else {
        return;
    };
    let Some(expected) = json("groceries_cosine_sklearn.json") else {
        return;
    };
    let pairs = Pairs::counted(&baskets, names.len(), 5);
    let ours = by_name(&pairs, &names);
    let mut checked = 0;
    for (item, near_it) in expected.as_object().unwrap() {
        for (other, cosine) in near_it.as_object().unwrap() {
            let (a, b) = (item.trim(), other.trim());
            let pair = ours.get(&(a, b)).or_else(|| ours.get(&(b, a))).unwrap();
            close(pair.counts.cosine(), cosine.as_f64().unwrap(), 1e-12, other);
            checked += 1;
        }
    }
    assert_eq!(checked, 40);
    // Beef goes with root vegetables first, drawn toward zero or not.
    let code = |item: &str| names.iter().position(|name| name == item).unwrap() as u32;
    let best = Neighbours::of(&baskets, names.len()).suggest(&[code("beef")], 1);
    assert_eq!(best[0].product, code("root vegetables"));
    assert_eq!(best[0].because, Some(code("beef")));
}

/// A bakery without amounts: 9,531 transactions; what is bought together is told all the same, and
/// coffee with toast as a recount of the file says.
#[test]
fn a_bakery_without_amounts_has_baskets() {
    let Some(files) = real_files("baskets", &["bread_basket.csv"]) else {
        return;
    };
    let mut transactions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for record in records(&files[0].1) {
        let items = transactions.entry(record[2].clone()).or_default();
        items.insert(record[3].clone());
    }
    let with = |items: &[&str]| {
        let all = |held: &&BTreeSet<String>| items.iter().all(|item| held.contains(*item));
        transactions.values().filter(all).count() as f64
    };
    let lift = with(&["Coffee", "Toast"]) * 9_531.0 / (with(&["Coffee"]) * with(&["Toast"]));
    let report = report_of(&files);
    assert_eq!(plain(&report, "affinity", "baskets"), "9531");
    let found = section(&report, "affinity");
    let table = &found.figures[0].table;
    let said = |cell: &Cell| match cell {
        Cell::Text(text) => text.said.clone(),
        Cell::Value(value) => value.exact.clone(),
    };
    let toast = table
        .rows
        .iter()
        .find(|row| said(&row.cells[1]) == "Toast")
        .unwrap();
    assert_eq!(said(&toast.cells[0]), "Coffee");
    assert_eq!(said(&toast.cells[2]), format!("{lift:.4}"));
    assert_eq!(said(&toast.cells[3]), "bought together");
    let items = found
        .grids
        .iter()
        .find(|grid| grid.id == "basket_items")
        .unwrap();
    assert_eq!(said(&items.rows[0].cells[0]), "Coffee");
    assert_eq!(
        said(&items.rows[0].cells[1]).replace(',', ""),
        with(&["Coffee"]).to_string()
    );
}
