//! The torture table: what 23 public suites expect of a reader, judged case by case.
//!
//! The cases lie outside the project, in the folder that `CLIENTELE_TORTURE` names (`cases.jsonl` and the
//! files it speaks of). `cargo test --test torture -- --nocapture` prints one table:
//!
//! * *cases*: those marked `applies: yes` that are judged; *partly*: those that need another tool's
//!   options, judged and shown, and held to no bar.
//! * *pass*: as the suite expects, or an exception with its reason (`exceptions.rs`).
//! * *right*: without a word of doubt, or asked with the right guess.
//! * *silent*: silent misreads: a row shown as good that is none of the expected rows, or an expected
//!   row that is neither shown nor flagged.
//! * *asked*: the reader said that it is not sure and offered the choice. For a delimiter: the report
//!   says "seem to be separated ..., please check", that is `Dialect::sure` is false. For an encoding:
//!   the report shows sample rows and asks, that is `Guess::sure` is false. A file that is refused with
//!   a reason counts as told, not as asked: it passes only where the suite expects no table.
//! * *good*: of the rows that csv-core reads from the file as the suite states and that the suite expects,
//!   those that are shown as good. Setting everything aside would be no misread, and no reading.

mod case;
mod cells;
mod compare;
mod cuts;
mod decoding;
mod dialect;
mod differences;
#[path = "../targets/bodies/digits.rs"]
mod digits;
mod exceptions;
mod numbers;
mod sheet;
mod table;
mod typed;
mod utf8;
mod values;

use case::{Case, Verdict};
use table::Table;

#[test]
fn the_suites_are_met() {
    let Some(cases) = case::all() else { return };
    // One class alone, for whoever works on it.
    let only = std::env::var("CLIENTELE_TORTURE_ONLY").ok();
    let wanted = |case: &Case| {
        only.as_ref()
            .is_none_or(|class| case.check.starts_with(class.as_str()))
    };
    let cases: Vec<Case> = cases.into_iter().filter(wanted).collect();
    let verdicts = in_threads(&cases);
    let mut table = Table::default();
    for (case, judged) in cases.iter().zip(verdicts) {
        table.add(case, &case.check, judged.verdict);
        if let Some(verdict) = judged.delimiter {
            table.add(case, "dialect", verdict);
        }
        table.add_good(case, judged.good);
    }
    table.print();
    if only.is_none() {
        table.hold_the_bars();
    }
}

/// Each case judged, on the processors there are.
fn in_threads(cases: &[Case]) -> Vec<Judged> {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get());
    let share = cases.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let parts: Vec<_> = cases
            .chunks(share)
            .map(|part| scope.spawn(|| part.iter().map(judged).collect::<Vec<_>>()))
            .collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().expect("no case ends in a panic"))
            .collect()
    })
}

/// What is found of one case.
struct Judged {
    verdict: Verdict,
    /// The survey of pollock has no dialect cases: its delimiters are judged beside its cells.
    delimiter: Option<Verdict>,
    /// Rows of the file that equal an expected one, and how many of them are shown as good.
    good: Option<(usize, usize)>,
}

fn judged(case: &Case) -> Judged {
    let stated = case.text("delimiter").is_some_and(|sign| !sign.is_empty());
    let of_cells = case.check.starts_with("cells") && case.applies;
    Judged {
        verdict: judge(case),
        delimiter: (case.suite == "pollock survey" && stated).then(|| dialect::judge(case)),
        good: of_cells.then(|| compare::good_of_legible(case)).flatten(),
    }
}

/// The verdict by the rules of the class; an exception with a reason passes.
fn judge(case: &Case) -> Verdict {
    let verdict = match case.check.as_str() {
        "cells" | "cells-or-report" | "cells+errors" => cells::judge(case),
        "error-or-report" | "report" => cells::judge_report(case),
        "rows" | "shape" => cells::judge_shape(case),
        "header" => cells::judge_header(case),
        "survive" | "valid" => cells::judge_survival(case),
        "dialect" => dialect::judge(case),
        "encoding" | "encoding-detect" => decoding::judge(case),
        "utf8" => utf8::judge(case),
        "scalar-date" => values::judge_date(case),
        "scalar-type" => values::judge_type(case),
        "number-lines" => numbers::judge(case),
        "typed" | "typed-rows" => typed::judge(case),
        "string-identity" => values::judge_identity(case),
        "formula" => values::judge_formula(case),
        "json" => values::judge_json(case),
        _ => Verdict::NotJudged,
    };
    match (
        &verdict,
        exceptions::reason(case).or_else(|| differences::reason(case)),
    ) {
        (Verdict::Fail(_), Some(_)) => Verdict::Exception,
        _ => verdict,
    }
}
