//! What the page may hold: workflow rooms, never an analysis; text nodes, never markup from data.

use std::collections::BTreeSet;

use clientele::analysis::ANALYSES;

use crate::source::{self, SourceFile};

/// Ways to turn data into markup or code.
const FORBIDDEN: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "setAttribute(\"on",
];

/// Places that remember: nothing of the data is kept.
const MEMORIES: &[&str] = &[
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "document.cookie",
    "caches.open",
];

/// Metrics and segments: the page shows what the report holds, and knows none by name.
const METRICS: &[&str] = &[
    "rfm",
    "pareto",
    "gini",
    "hhi",
    "aov",
    "cohort",
    "cohorts",
    "retention",
    "churn",
    "clv",
    "ltv",
    "recency",
    "revenue",
    "basket",
    "seasonality",
    "champions",
    "loyal",
    "hibernating",
    "promising",
    "lorenz",
    "contribution",
    "forecast",
];

fn page_files() -> Vec<SourceFile> {
    source::files(&["index.html", "www"], &[".html", ".js", ".css", ".svg"])
}

/// What is not a comment: comments are for whoever reads the code, and may say why.
fn without_comments(text: &str) -> String {
    let comment = |line: &&str| {
        let line = line.trim_start();
        line.starts_with("//") || line.starts_with("/*") || line.starts_with("* ")
    };
    text.lines()
        .filter(|line| !comment(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The page's own files; a template library that is kept as it was published is not ours to reword.
fn own_files() -> Vec<SourceFile> {
    let mut files = page_files();
    files.retain(|file| !file.path.starts_with("www/vendor/"));
    files
}

#[test]
fn the_page_is_there() {
    assert!(page_files().iter().any(|file| file.path == "index.html"));
}

#[test]
fn nothing_on_the_page_becomes_markup_or_is_remembered() {
    let mut broken = Vec::new();
    for file in own_files() {
        for word in FORBIDDEN
            .iter()
            .chain(MEMORIES)
            .filter(|word| file.text.contains(**word))
        {
            broken.push(format!("{}: {word}", file.path));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_page_names_no_analysis_no_metric_and_no_segment() {
    let forbidden: BTreeSet<&str> = ANALYSES
        .iter()
        .map(|analysis| analysis.id)
        .chain(METRICS.iter().copied())
        .collect();
    let mut broken = Vec::new();
    for file in own_files() {
        let text = without_comments(&file.text).to_lowercase();
        let named: BTreeSet<&str> = source::words(&text)
            .filter(|word| forbidden.contains(word))
            .collect();
        broken.extend(named.iter().map(|word| format!("{}: {word}", file.path)));
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_page_asks_nobody_else_for_anything() {
    let mut broken = Vec::new();
    for file in own_files() {
        for start in ["https://", "http://", "src=\"//", "href=\"//"] {
            for (at, _) in file.text.match_indices(start) {
                let address: String = file.text[at..]
                    .chars()
                    .take_while(|symbol| !symbol.is_whitespace())
                    .take(60)
                    .collect();
                if !asks_nobody(&address) {
                    broken.push(format!("{}: {address}", file.path));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// The name of a vocabulary is no address, and `.invalid` is a name that no server can have (RFC 2606).
fn asks_nobody(address: &str) -> bool {
    let host = address.split('/').nth(2).unwrap_or_default();
    address.starts_with("http://www.w3.org/") || host.ends_with(".invalid")
}

#[test]
fn the_policy_lets_nothing_out() {
    let index = page_files()
        .into_iter()
        .find(|file| file.path == "index.html")
        .expect("index.html");
    for rule in [
        "Content-Security-Policy",
        "default-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
    ] {
        assert!(index.text.contains(rule), "index.html has no {rule}");
    }
    assert!(!index.text.contains("'unsafe-inline'") && !index.text.contains("'unsafe-eval'"));
    let closes = own_files()
        .iter()
        .any(|file| file.text.contains("connect-src 'none'"));
    assert!(
        closes,
        "nobody closes the connections before a file is read"
    );
}

/// What stands between `before` and the next quote, wherever it stands.
fn quoted<'a>(text: &'a str, before: &str) -> BTreeSet<&'a str> {
    let found = text.split(before).skip(1);
    found.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn all_that_the_page_needs_is_asked_for_at_once() {
    let files = own_files();
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        file.map_or_else(|| panic!("no {path}"), |file| file.text.as_str())
    };
    let (index, boot) = (text("index.html"), text("www/boot.js"));
    let fetched = quoted(boot, "fetched(\"");
    assert!(fetched.len() > 3, "{fetched:?}");
    assert_eq!(
        quoted(index, "rel=\"preload\" as=\"fetch\" crossorigin href=\""),
        fetched
    );
    let code = files.iter().filter(|file| file.path.ends_with(".js"));
    let modules = code.map(|file| file.path.as_str());
    // The first is the script itself, and the Worker's is fetched as text.
    let modules = modules.filter(|path| !["www/app.js", "www/worker.js"].contains(path));
    let modules: BTreeSet<&str> = modules.chain(["pkg/clientele.js"]).collect();
    assert_eq!(quoted(index, "rel=\"modulepreload\" href=\""), modules);
}
