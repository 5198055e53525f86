//! Typed cases in which we differ from a suite on purpose, each with its reason. None of them changes the
//! value of a sum of money, a date or an id.

use crate::case::Case;

/// A reason, and the ends of the ids it stands for.
const REASONS: &[(&str, &[&str])] = &[
    (
        "Rows with too few or too many fields are set aside and shown; suites pad or cut them.",
        &[
            "test_missing_trailing_delimiters",
            "inconsistent_cells_csv",
            "inconsistent_columns_6_csv",
            "repromarket_csv",
            "extra_delimiters_csv",
            "issue5077_aligned_csv",
            "nullpadding_csv#3",
        ],
    ),
    (
        "Text behind a closing quote is set aside and shown; nobody knows what was meant.",
        &[
            "test_data_after_quote",
            "14512-14512_csv",
            "14512_og_csv",
            "unescaped_quotes_stops_csv",
            "unescaped_quotes_stops_csv#2",
        ],
    ),
    (
        "Quotes that are sound in no row are letters, kept as written, and the report says so.",
        &[
            "unescaped_quotes_unescaped_quote_csv#2",
            "thijs_unquoted_csv#2",
        ],
    ),
    (
        "Nothing in it separates columns, or its quotes are sound in no row: refused as no table, by name.",
        &[
            "some_escaped_some_not_csv",
            "unescaped_quotes_end_quote_3_csv",
            "unescaped_quotes_end_quote_csv",
            "unescaped_quotes_end_quote_csv#2",
            "unescaped_quotes_end_quote_mixed_csv",
            "unescaped_quotes_unescaped_quote_csv",
            "unescaped_quotes_unescaped_quote_csv#3",
        ],
    ),
    (
        "Seven of its ten lines are remarks and prose: refused as no table, by name.",
        &["comments_invalid_rows_csv"],
    ),
    (
        "One line is a header without rows: refused by name.",
        &["headers_integer_csv", "test_dateformat_csv"],
    ),
    (
        "# inside a line is a letter (item #5); lines that it leaves ragged are set aside and shown.",
        &[
            "comments_mid_line_csv",
            "comments_mid_line_header_csv",
            "comments_mid_line_quote_csv",
            "comments_midline_empty_space_csv",
            "comments_only_midline_csv",
            "comments_simple_mid_line_csv",
        ],
    ),
    (
        "The suite declares types, and drops rows that do not fit; a column is what its cells are.",
        &["frankstein_nightmare_csv", "multiple_cast_implicit_csv"],
    ),
    (
        "A backslash before a letter is a letter: \\N is the word for nothing.",
        &["unquoted_escape_plain_csv"],
    ),
    (
        "A flag needs both of its words; a column of yes alone stays text.",
        &["read-error_csv"],
    ),
    (
        "Two lines with a space each may be one column or two: asked.",
        &["read_csv_and_table_sys_setprofile"],
    ),
    (
        "A compressed file is refused by name.",
        &[
            "test_writes_tar_gz",
            "test_writes_tar_gz#2",
            "test_writes_tar_gz#3",
        ],
    ),
    (
        "0 is no time since 1970 that an order file means.",
        &["accept#4", "datetime-unix_timestamp"],
    ),
    (
        "Much of Europe writes 123 million as 123.465.798.",
        &["type-no_number#2"],
    ),
    (
        "Six digits alone name too many things to be a date.",
        &["type-yes_date#7"],
    ),
];

/// Why the case may differ.
pub fn reason(case: &Case) -> Option<&'static str> {
    let typed = ["typed", "typed-rows", "scalar-date", "scalar-type"];
    let ends = |ends: &&str| case.id.ends_with(ends);
    REASONS
        .iter()
        .find(|(_, ids)| typed.contains(&case.check.as_str()) && ids.iter().any(ends))
        .map(|(reason, _)| *reason)
}
