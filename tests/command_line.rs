//! The command line answers as users of command line tools expect.

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clientele"))
        .args(arguments)
        .output()
        .expect("it starts")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file in a folder of this test's own.
fn file(name: &str, text: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("command_line");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const SHOP: &str = "customer,date,amount,currency\na,2020-01-01,10,EUR\nb,2020-01-05,20,EUR\n=c,2020-02-01,5,USD\n";

#[test]
fn help_and_version_go_to_standard_output() {
    for arguments in [&["--help"][..], &["report", "--help"], &["-h"]] {
        let output = run(arguments);
        assert!(output.status.success() && out(&output).starts_with("Usage:"));
    }
    assert!(out(&run(&["--version"])).starts_with("clientele "));
}

#[test]
fn a_line_that_makes_no_sense_ends_with_2_and_says_why() {
    let shop = file("wrong.csv", SHOP);
    for (arguments, word) in [
        (&[][..], "--help"),
        (&["burn"], "burn"),
        (&["report"], "at least one file"),
        (&["report", "--colour", &shop], "--colour"),
        (&["report", "--rate", "USD", &shop], "NAME=VALUE"),
        (&["report", "--rate=USD=0", &shop], "above 0"),
        (&["report", "--preset", "wishful", &shop], "as_published"),
        (
            &["report", "--recipe", "nowhere.json", &shop],
            "nowhere.json",
        ),
        (&["report", "nowhere.csv"], "nowhere.csv"),
        (
            &["report", "--csv", "overview.nothing", &shop],
            "there are:",
        ),
        (&["report", &shop, "--json", "--set"], "needs a value"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            err(&output).contains(word),
            "{arguments:?}: {}",
            err(&output)
        );
        assert!(out(&output).is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_file_that_is_no_table_ends_with_1() {
    let output = run(&["report", &file("empty.csv", "")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("empty.csv"));
}

#[test]
fn the_report_is_text_json_or_a_table() {
    let shop = file("shop.csv", SHOP);
    let text = out(&run(&["report", &shop, "--rate", "USD=0.9"]));
    assert!(text.contains("Revenue") && text.contains("34.50"), "{text}");
    let json = out(&run(&["report", "--json", &shop]));
    let report: clientele::report::Report = serde_json::from_str(&json).unwrap();
    assert_eq!(report.accounting.set_aside, 1);
    let table = out(&run(&[
        "report",
        &shop,
        "--csv",
        "contribution.ranking",
        "--rate",
        "USD=0.9",
    ]));
    assert!(
        table.contains("\"'=c\"") && table.contains("\"4.5\""),
        "{table}"
    );
}

#[test]
fn a_recipe_is_applied() {
    let recipe = file(
        "recipe.json",
        "{\"rates\":{\"USD\":\"2\"},\"a field of a later version\":1}",
    );
    let text = out(&run(&[
        "report",
        &file("with_recipe.csv", SHOP),
        "--recipe",
        &recipe,
    ]));
    assert!(text.contains('\u{20ac}') && text.contains("40"), "{text}");
}

#[test]
fn decisions_and_rows_are_written_and_used_again() {
    let folder = |name: &str| file(name, "");
    let (recipe, clean, rejects) = (
        folder("saved.json"),
        folder("clean.csv"),
        folder("rejects.csv"),
    );
    let may = file("may.csv", SHOP);
    let output = run(&[
        "report",
        &may,
        "--set",
        "order_rule=each_row",
        "--save-recipe",
        &recipe,
        "--clean",
        &clean,
        "--rejects",
        &rejects,
    ]);
    assert!(output.status.success(), "{}", err(&output));
    let lines = |path: &str| std::fs::read_to_string(path).unwrap().lines().count();
    assert_eq!((lines(&clean), lines(&rejects)), (3, 2));
    assert!(
        std::fs::read_to_string(&rejects)
            .unwrap()
            .contains("\"'=c\"")
    );
    let june = file(
        "june.csv",
        "when,who,paid,money\n2020-06-01,a,11,EUR\n2020-06-05,b,21,EUR\n",
    );
    let text = out(&run(&["report", &june, "--recipe", &recipe]));
    for words in [
        "What makes an order: each_row.",
        "Found in june.csv/paid.",
        "Since the recipe was saved",
        "32",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let nowhere = run(&["report", &may, "--clean", "/nowhere/at/all.csv"]);
    assert_eq!(nowhere.status.code(), Some(2));
    let broken = run(&["report", &may, "--recipe", &clean]);
    assert!(err(&broken).contains("not JSON"), "{}", err(&broken));
}

#[test]
fn how_a_file_is_written_can_be_said_before_it_is_read() {
    let shop = "a;2020-01-01;10\nb;2020-01-05;20\na;2020-02-01;5\n";
    let path = file("bare.csv", shop);
    let card = |settings: &[&str]| {
        let mut arguments = vec!["report", "--json", &path];
        settings
            .iter()
            .for_each(|it| arguments.extend(["--set", *it]));
        let json = out(&run(&arguments));
        let report: clientele::report::Report = serde_json::from_str(&json).unwrap();
        let source = &report.sources[0];
        (source.records, source.columns.len())
    };
    assert_eq!(card(&["header.bare.csv=no"]), (3, 3));
    assert_eq!(card(&["header.bare.csv=yes"]), (2, 3));
    assert_eq!(
        card(&["header.bare.csv=no", "delimiter.bare.csv=,"]),
        (3, 1)
    );
    let wrong = run(&["report", &path, "--set", "encoding.bare.csv=klingon"]);
    assert!(wrong.status.code() == Some(2) && err(&wrong).contains("klingon"));
}
