//! Header text -> words: `CustomerId`, `customer_id` and `Customer ID` are the same two words.

use crate::schema::tongues::in_english;

/// Words that say "this is an identifier" and nothing about what it identifies.
const ID_WORDS: [&str; 9] = [
    "id", "code", "key", "no", "number", "nr", "num", "uid", "ref",
];

/// Words of file names that say nothing about what a row is.
const FILE_WORDS: [&str; 11] = [
    "raw", "dim", "fact", "tbl", "table", "stg", "src", "data", "dataset", "export", "csv",
];

/// Different words for one thing.
const SYNONYMS: [(&str, &str); 8] = [
    ("user", "customer"),
    ("client", "customer"),
    ("buyer", "customer"),
    ("account", "customer"),
    ("member", "customer"),
    ("item", "product"),
    ("article", "product"),
    ("purchase", "order"),
];

/// Words that stand in headers without anything between them: `ORDERNUMBER`, `customerid`.
const RUN_TOGETHER: &str = "order orders ordered invoice customer client user product item line unit price each \
     quantity qty number code name date time id no key total amount sales sale value sku type stock store first \
     last contact country city state status ship shipping purchase payment discount tax cost category gross net \
     email phone region territory transaction group segment visitor event \
     username timestamp surname subtotal postcode weekday birthday datetime lineitem";
/// A shorter word is one word.
const LEAST_RUN: usize = 6;

/// Lower-case words of a header, split at case changes and at everything that is no letter or digit.
/// Letters that are not ASCII keep their case.
pub(crate) fn words(header: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut previous_lower = false;
    for c in header.chars() {
        let starts_word = c.is_uppercase() && previous_lower;
        if (starts_word || !c.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
        previous_lower = c.is_lowercase() || c.is_numeric();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The same in English, where the header is in another language that is known here; and apart, where they are
/// run together.
pub(crate) fn english(header: &str) -> Vec<String> {
    let header = behind_lines(header);
    let apart = |word: String| match apart(&word) {
        Some(parts) => parts.into_iter().map(str::to_owned).collect(),
        None => vec![word],
    };
    let whole = |word: String| match word.as_str() {
        "cust" => "customer".to_owned(),
        _ => word,
    };
    in_english(words(header))
        .into_iter()
        .map(whole)
        .flat_map(apart)
        .collect()
}

/// `Order Lines/Quantity` is the quantity of a line, as paths of fields are written.
fn behind_lines(header: &str) -> &str {
    let Some((path, field)) = header.rsplit_once('/') else {
        return header;
    };
    let line = words(path)
        .last()
        .is_some_and(|word| singular(word) == "line");
    if line && !field.is_empty() {
        field
    } else {
        header
    }
}

/// The words that a word is run together of, where they are all known: the longest first, so that `orderstatus`
/// is no `orders` and `tatus`.
fn apart(word: &str) -> Option<Vec<&str>> {
    let known = |part: &str| RUN_TOGETHER.split(' ').any(|known| known == part);
    if word.len() < LEAST_RUN || !word.is_ascii() || known(word) {
        return None;
    }
    rest_apart(word, &known)
}

fn rest_apart<'a>(rest: &'a str, known: &dyn Fn(&str) -> bool) -> Option<Vec<&'a str>> {
    if rest.is_empty() {
        return Some(Vec::new());
    }
    let ends = (2..=rest.len()).rev().filter(|end| known(&rest[..*end]));
    ends.into_iter().find_map(|end| {
        let mut parts = rest_apart(&rest[end..], known)?;
        parts.insert(0, &rest[..end]);
        Some(parts)
    })
}

/// The word without a plural ending.
pub(crate) fn singular(word: &str) -> String {
    match word {
        _ if word.len() > 4 && word.ends_with("ies") => format!("{}y", &word[..word.len() - 3]),
        _ if word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us") =>
        {
            word[..word.len() - 1].to_owned()
        }
        _ => word.to_owned(),
    }
}

/// What a header is about: its words in singular with synonyms resolved, without id words.
pub(crate) fn subject(header: &str) -> Vec<String> {
    english(header)
        .iter()
        .map(|word| singular(word))
        .filter(|word| !ID_WORDS.contains(&word.as_str()))
        .map(|word| resolve(&word))
        .collect()
}

/// What a row of a file is, by the file's name: `raw_customers.csv` is about a customer.
pub(crate) fn file_subject(file: &str) -> Vec<String> {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.split_once('.').map_or(stem, |(stem, _)| stem);
    subject(stem)
        .into_iter()
        .filter(|word| !FILE_WORDS.contains(&word.as_str()))
        .collect()
}

/// True when the header says only "identifier": `id`, `code`.
pub(crate) fn is_bare_id(header: &str) -> bool {
    let words = english(header);
    !words.is_empty() && words.iter().all(|word| ID_WORDS.contains(&word.as_str()))
}

fn resolve(word: &str) -> String {
    SYNONYMS
        .iter()
        .find(|(from, _)| *from == word)
        .map_or(word, |(_, to)| to)
        .to_owned()
}

/// Optimal string alignment distance, stopped above 2: `custmer` is one letter from `customer`. Hardly anybody
/// mistypes the first letter, and `weight` is no `freight`.
pub(crate) fn within_two_edits(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 || a.first() != b.first() {
        return false;
    }
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if swapped {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()] <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_fall_into_words() {
        for (header, expected) in [
            ("CustomerId", "customer id"),
            ("customer_id", "customer id"),
            ("Customer ID", "customer id"),
            ("InvoiceLineId", "invoice line id"),
            ("Created at", "created at"),
            ("Sub-Category", "sub category"),
            ("UnitPrice2", "unit price2"),
            ("", ""),
        ] {
            assert_eq!(words(header).join(" "), expected, "{header}");
        }
    }

    #[test]
    fn words_that_are_run_together_are_told_apart() {
        for (header, expected) in [
            ("ORDERNUMBER", "order number"),
            ("QUANTITYORDERED", "quantity ordered"),
            ("ORDERLINENUMBER", "order line number"),
            ("orderstatus", "order status"),
            ("customerid", "customer id"),
            ("PRICEEACH", "price each"),
            ("discount", "discount"),
            ("nettotal", "net total"),
            ("statement", "statement"),
            ("valid", "valid"),
            ("orderly", "orderly"),
        ] {
            assert_eq!(english(header).join(" "), expected, "{header}");
        }
    }

    #[test]
    fn a_field_of_the_lines_is_called_by_its_own_name() {
        for (header, expected) in [
            ("Order Lines/Quantity", "quantity"),
            ("order_line/product_id", "product id"),
            ("Invoice lines/Unit Price", "unit price"),
            ("Date/Time", "date time"),
            ("Lines/", "lines"),
        ] {
            assert_eq!(english(header).join(" "), expected, "{header}");
        }
    }

    #[test]
    fn subjects_forget_plurals_ids_and_synonyms() {
        assert_eq!(subject("markets_code"), subject("market_code"));
        assert_eq!(subject("user_id"), ["customer"]);
        assert_eq!(file_subject("raw_customers.csv"), ["customer"]);
        assert_eq!(file_subject("dim_product.csv"), ["product"]);
        assert_eq!(
            file_subject("a/b/invoice_items.csv"),
            ["invoice", "product"]
        );
        assert!(is_bare_id("ID") && is_bare_id("code") && !is_bare_id("order id"));
    }

    #[test]
    fn a_typing_error_is_forgiven() {
        assert!(within_two_edits("custmer", "customer"));
        assert!(within_two_edits("amuont", "amount"));
        assert!(!within_two_edits("market", "product"));
        assert!(!within_two_edits("weight", "freight"));
    }
}
