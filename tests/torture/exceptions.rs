//! Cases in which we differ from a suite on purpose, each with its reason. None of them changes the value
//! of a sum of money, a date or an id.

use crate::case::Case;

/// Begins so -> the reason.
const REASONS: &[(&str, &str)] = &[
    (
        "cpython-test_csv/TestDialectExcel-test_quote_and_quote",
        BEHIND_A_QUOTE,
    ),
    (
        "cpython-test_csv/TestDialectExcel-test_quotes_and_more",
        BEHIND_A_QUOTE,
    ),
    ("cpython-test_csv/Test_Csv-test_read_eof", OPEN),
    ("cpython-test_csv/Test_Csv-test_read_eof#2", OPEN),
    ("csv-core/quote_no_escapes", BEHIND_A_QUOTE),
    ("papaparse/parse-091", BEHIND_A_QUOTE),
    (
        "papaparse/core-033",
        "A second line equal to the first is taken for a repeated header, and flagged.",
    ),
    (
        "cpython-test_csv/sniff-TestSniffer-test_has_header_strings#2",
        WORDS,
    ),
    (
        "cpython-test_csv/sniff-TestSniffer-test_has_header_strings#4",
        WORDS,
    ),
    (
        "cpython-test_csv/sniff-TestSniffer-test_issue43625#4",
        "Its first row is in quotes and all words, the rows hold numbers but for one: a header.",
    ),
    (
        "clevercsv/test_read_table#6",
        "Three rows of `1, \"AA\"` are two columns, though a space stands before the quotes.",
    ),
    ("cpython-test_csv/Test_Csv-test_read_eol#5", LONE_CR),
    ("cpython-test_csv/Test_Csv-test_read_eol#6", LONE_CR),
    ("cpython-test_csv/Test_Csv-test_read_eol#7", LONE_CR),
];

/// Exceptions of the dialect cases that state only whether there is a header.
const WORDS: &str = "A first row of words above rows of words is taken for a header; the page says so \
    and lets it be changed. Files of customers and orders have one.";
const BEHIND_A_QUOTE: &str =
    "Text behind a closing quote is set aside and shown; nobody knows what was meant.";
const OPEN: &str = "A quote that is never closed costs its record, which is set aside and shown.";
const LONE_CR: &str =
    "A lone carriage return ends a line, as on old Macs; mixed line ends are told.";

/// Why the case may differ.
pub fn reason(case: &Case) -> Option<&'static str> {
    REASONS
        .iter()
        .find(|(id, _)| case.id == *id)
        .map(|(_, reason)| *reason)
}
