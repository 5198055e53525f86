//! verdicts -> the table that is printed, and the bars it is held to.

use std::collections::BTreeMap;

use crate::case::{Case, Verdict};

/// Counts of a class in a suite.
#[derive(Default)]
struct Row {
    cases: usize,
    pass: usize,
    exceptions: usize,
    silent: usize,
    right: usize,
    asked: usize,
    confident: usize,
    partly: usize,
    partly_pass: usize,
    left: Vec<String>,
}

/// All verdicts.
#[derive(Default)]
pub struct Table {
    rows: BTreeMap<(String, String), Row>,
    not_judged: BTreeMap<String, Vec<String>>,
    /// Rows that equal an expected row, and those of them that are shown as good.
    good: (usize, usize),
}

impl Table {
    /// Counts rows that equal an expected row, and those of them that are shown as good.
    pub fn add_good(&mut self, case: &Case, good: Option<(usize, usize)>) {
        let Some((legible, shown)) = good else { return };
        self.good = (self.good.0 + legible, self.good.1 + shown);
        let wanted = std::env::var("CLIENTELE_TORTURE_SAY").is_ok_and(|say| say == "good");
        if wanted && shown < legible {
            println!("{}: {shown} of {legible} good", case.id);
        }
    }

    /// Counts one case in a class.
    pub fn add(&mut self, case: &Case, class: &str, verdict: Verdict) {
        if matches!(verdict, Verdict::NotJudged) {
            let ids = self.not_judged.entry(class.to_owned()).or_default();
            ids.push(case.id.clone());
            return;
        }
        let row = self
            .rows
            .entry((class.to_owned(), case.suite.clone()))
            .or_default();
        let passes = matches!(
            verdict,
            Verdict::Pass | Verdict::Asked { .. } | Verdict::Exception
        );
        if !case.applies {
            row.partly += 1;
            row.partly_pass += usize::from(passes);
            return;
        }
        row.cases += 1;
        row.pass += usize::from(passes);
        row.exceptions += usize::from(matches!(verdict, Verdict::Exception));
        row.silent += usize::from(matches!(verdict, Verdict::Silent(_)));
        row.right += usize::from(matches!(
            verdict,
            Verdict::Pass | Verdict::Exception | Verdict::Asked { right: true }
        ));
        row.asked += usize::from(matches!(verdict, Verdict::Asked { .. }));
        row.confident += usize::from(matches!(verdict, Verdict::Confident(_)));
        match verdict {
            Verdict::Silent(why) => row.left.push(format!("{}: SILENT {why}", case.id)),
            Verdict::Confident(why) => row.left.push(format!("{}: CONFIDENT {why}", case.id)),
            Verdict::Fail(why) => row.left.push(format!("{}: {why}", case.id)),
            Verdict::Asked { right: false } => {
                row.left.push(format!("{}: asked, guess wrong", case.id))
            }
            _ => {}
        }
    }

    /// Prints it; with `CLIENTELE_TORTURE_SAY` set, each case that does not pass as well.
    pub fn print(&self) {
        println!(
            "{:<17}{:<24}{:>7}{:>7}{:>8}{:>7}{:>8}{:>8}{:>7}{:>10}{:>14}",
            "class",
            "suite",
            "cases",
            "pass",
            "%",
            "right",
            "except.",
            "silent",
            "asked",
            "confident",
            "partly"
        );
        let say = std::env::var("CLIENTELE_TORTURE_SAY").ok();
        for ((class, suite), row) in &self.rows {
            println!(
                "{class:<17}{suite:<24}{:>7}{:>7}{:>8.1}{:>7}{:>8}{:>8}{:>7}{:>10}{:>14}",
                row.cases,
                row.pass,
                percent(row.pass, row.cases),
                row.right,
                row.exceptions,
                row.silent,
                row.asked,
                row.confident,
                format!("{} of {}", row.partly_pass, row.partly),
            );
            if say
                .as_ref()
                .is_some_and(|wanted| class.starts_with(wanted.as_str()))
            {
                row.left.iter().for_each(|line| println!("    {line}"));
            }
        }
        for (class, (cases, pass)) in self.classes() {
            println!(
                "{class:<17}{:<24}{cases:>7}{pass:>7}{:>8.1}",
                "all",
                percent(pass, cases)
            );
        }
        println!(
            "rows that equal an expected row: {}, shown as good: {} ({:.2} %)",
            self.good.0,
            self.good.1,
            percent(self.good.1, self.good.0)
        );
        for (class, ids) in &self.not_judged {
            let why = why_not(class).unwrap_or("no reason yet");
            println!("not judged: {} of {class}: {why}", ids.len());
            if say
                .as_ref()
                .is_some_and(|wanted| class.starts_with(wanted.as_str()))
            {
                ids.iter().for_each(|id| println!("    {id}"));
            }
        }
    }

    fn classes(&self) -> BTreeMap<&str, (usize, usize)> {
        let mut classes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for ((class, _), row) in &self.rows {
            let sum = classes.entry(class).or_default();
            sum.0 += row.cases;
            sum.1 += row.pass;
        }
        classes
    }

    /// The bars.
    pub fn hold_the_bars(&self) {
        let silent: usize = self.rows.values().map(|row| row.silent).sum();
        assert_eq!(silent, SILENT, "silent misreads");
        for class in JUDGED {
            let judged = !self.not_judged.contains_key(*class) || why_not(class).is_some();
            assert!(
                judged,
                "some of {class} are not judged, and nobody says why"
            );
        }
        let good = percent(self.good.1, self.good.0);
        assert!(good >= GOOD, "{good:.2} % of the good rows are shown");
        let values = crate::values::BARS.iter();
        let values = values.map(|(class, suite, least)| (*class, *suite, What::Pass, *least));
        for (class, suite, what, bar) in BARS.iter().copied().chain(values) {
            let rows = || {
                let of =
                    move |(have, of): &(String, String)| have == class && of.starts_with(suite);
                self.rows
                    .iter()
                    .filter(move |(key, _)| of(key))
                    .map(|(_, row)| row)
            };
            let sum = |count: fn(&Row) -> usize| rows().map(count).sum::<usize>();
            let cases = sum(|row| row.cases);
            let found = match what {
                What::Pass | What::Right => percent(sum(what.count()), cases),
                // At most so many.
                What::Asked | What::Confident => 100.0 - percent(sum(what.count()), cases),
            };
            let least = match what {
                What::Pass | What::Right => bar,
                What::Asked | What::Confident => 100.0 - bar,
            };
            assert!(
                cases == 0 || found >= least,
                "{class} {suite}: {found:.1} % {what:?} of {least} %"
            );
        }
    }
}

/// Classes of which each case is judged, or has a reason.
const JUDGED: &[&str] = &[
    "cells",
    "cells-or-report",
    "dialect",
    "encoding",
    "encoding-detect",
    "header",
    "shape",
];

/// No silent misread.
const SILENT: usize = 0;
/// At least so many percent of the rows that equal an expected row are shown as good.
const GOOD: f64 = 99.0;

/// What a bar is about: a least share of the cases, or a greatest.
#[derive(Clone, Copy, Debug)]
enum What {
    Pass,
    Right,
    Asked,
    Confident,
}

impl What {
    fn count(self) -> fn(&Row) -> usize {
        match self {
            What::Pass => |row| row.pass,
            What::Right => |row| row.right,
            What::Asked => |row| row.asked,
            What::Confident => |row| row.confident,
        }
    }
}

/// Class, suite (or how it begins), and the percent that must pass or be right, or may be asked or wrong
/// and certain.
const BARS: &[(&str, &str, What, f64)] = &[
    ("cells", "", What::Pass, 97.0),
    ("cells+errors", "", What::Pass, 90.0),
    ("cells-or-report", "", What::Pass, 97.0),
    ("error-or-report", "", What::Pass, 90.0),
    ("report", "", What::Pass, 90.0),
    ("shape", "", What::Pass, 90.0),
    ("dialect", "csvsniffer pollock148", What::Right, 98.6),
    ("dialect", "csvsniffer wrangling", What::Right, 95.1),
    ("dialect", "pollock survey", What::Right, 99.0),
    ("dialect", "", What::Pass, 97.0),
    ("dialect", "", What::Asked, 5.0),
    ("dialect", "", What::Confident, 1.0),
    ("encoding", "", What::Pass, 97.0),
    ("encoding-detect", "", What::Pass, 98.0),
    ("encoding-detect", "", What::Asked, 10.0),
    ("encoding-detect", "", What::Confident, 0.5),
    ("json", "", What::Pass, 100.0),
    ("formula", "", What::Pass, 100.0),
    ("survive", "", What::Pass, 100.0),
    ("valid", "", What::Pass, 97.0),
    ("string-identity", "", What::Pass, 100.0),
];

/// Why the rest of a class is not judged.
fn why_not(class: &str) -> Option<&'static str> {
    Some(match class {
        "header" => {
            "they ask for names of errors in frictionless' own classes, not for names of columns"
        }
        _ => return None,
    })
}

fn percent(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all.max(1) as f64
}
