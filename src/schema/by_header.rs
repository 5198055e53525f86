//! Headers -> the roles that they seem to say, each with how sure.

use crate::schema::header::{self, english, file_subject, is_bare_id, singular, within_two_edits};
use crate::schema::role::{ROLES, Role, RoleRule};
use crate::schema::shape::{behind_others, fits};
use crate::table::{Column, Kind, NO_NUMBER, Table};
use crate::value::order;

/// A header that matches worse than this plays no role.
pub(super) const LEAST_SCORE: f64 = 0.5;
/// Each phrase of a rule stands this much below the one before it.
const STEP: f64 = 0.01;
/// A header that holds a phrase among other words starts here.
const CONTAINED: f64 = 0.72;
/// What a role is worth that only the values suggest.
pub(super) const BY_VALUES: f64 = 0.6;
/// So many rows with one number tell no amounts.
pub(super) const MANY: u32 = 20;
/// A role that yields stands this much below the others.
const YIELDS: f64 = 0.3;

/// All pairs of column and role that match, the best first; ties go to the earlier column and role.
pub(super) fn candidates(table: &Table) -> Vec<(f64, usize, Role)> {
    let subject = file_subject(&table.facts.name);
    let names_another = names_another(table, &subject);
    let mut found = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        let header = english(&column.name);
        let counts_things = counts_things(&header, column);
        let counts_many = counts_many(&header, column);
        for rule in ROLES {
            let mut score = header_score(&header, rule);
            if is_bare_id(&column.name) && own_id(&subject) == rule.role {
                score = 0.9;
            }
            let of_products = subject.last().is_some_and(|word| word == "product");
            if rule.role == Role::ProductName && of_products && header == ["name"] {
                score = 0.9;
            }
            if counts_things {
                match rule.role {
                    Role::Product | Role::ProductName => score = 0.0,
                    Role::Quantity => score = BY_VALUES,
                    _ => {}
                }
            }
            score = match rule.role {
                Role::CustomerId | Role::CustomerName | Role::Product | Role::ProductName
                    if counts_many =>
                {
                    0.0
                }
                // The name or address of a shop or of a supplier, in the list of these.
                Role::CustomerName | Role::CustomerId
                    if names_another && !is_of_a_buyer(&header) =>
                {
                    0.0
                }
                Role::Amount
                    if score > 0.0
                        && !is_phrase(&header, rule)
                        && is_constant(column, table.rows) =>
                {
                    0.0
                }
                _ => score,
            };
            score = behind_others(rule.role, column, score);
            if score >= LEAST_SCORE && fits(table, index, rule.shape) {
                found.push((score, index, rule.role));
            }
        }
    }
    order::sort_by(&mut found, |a, b| {
        b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2))
    });
    found
}

/// `Items`, `Artikel` or `Items sold` over small whole numbers tells how many, and not which.
fn counts_things(header: &[String], column: &Column) -> bool {
    let (word, sold) = match header {
        [word] => (word, false),
        [word, sold] => (
            word,
            ["sold", "purchased", "ordered", "bought"].contains(&sold.as_str()),
        ),
        _ => return false,
    };
    if header.len() > 1 && !sold {
        return false;
    }
    let things = ["item", "article", "artikel", "product"];
    // `item` over whole numbers is a number of an item.
    if ["item", "article", "product"].contains(&header::words(&column.name).join(" ").as_str()) {
        return false;
    }
    let small = |value: &i64| (1..=100).contains(value) || *value == NO_NUMBER;
    things.contains(&singular(word).as_str())
        && column.decision.kind == Kind::Integer
        && column
            .decimals(&column.decision.number)
            .values
            .iter()
            .all(small)
}

/// `Customers` or `FishProducts` over whole numbers tells how many there were, and not which.
fn counts_many(header: &[String], column: &Column) -> bool {
    let things = [
        "customer", "client", "buyer", "user", "member", "visitor", "guest", "product", "item",
    ];
    let plural = |word: &&String| things.contains(&singular(word).as_str()) && word.ends_with('s');
    header.last().as_ref().is_some_and(plural) && column.decision.kind == Kind::Integer
}

/// Words of headers that are about somebody who buys.
const BUYER: &str = "customer client buyer user member account guest patient household kunde cust billing shipping \
     ship card bill consignee contact recipient passenger student donor subscriber \
     person people company firm partner debtor lead party";
/// Words that say that a table is about buyers or what they bought.
const DEALS: &str =
    "customer order invoice transaction line row payment receipt basket ticket sale";

fn is_of_a_buyer(header: &[String]) -> bool {
    let of = |word: &String| BUYER.split_ascii_whitespace().any(|buyer| buyer == word);
    header.iter().any(of)
}

/// Whether a table lists things of another kind than buyers: each row has an id of its own, the id says of what,
/// and nothing in it is about a buyer or a purchase. Rows with a day and money are purchases, whatever they are
/// called: bookings, tickets, rentals.
fn names_another(table: &Table, subject: &[String]) -> bool {
    let headers = || {
        table
            .columns
            .iter()
            .map(|column| header::subject(&column.name))
    };
    let deals = |word: &String| DEALS.split(' ').any(|deal| deal == word);
    if subject.iter().any(deals)
        || headers()
            .flatten()
            .any(|word| deals(&word) || is_of_a_buyer(&[word]))
    {
        return false;
    }
    let is_key = |column: &Column| {
        let about = header::subject(&column.name);
        let is_id = english(&column.name).len() > about.len();
        let bare = is_bare_id(&column.name) && !subject.is_empty();
        (bare || is_id && !about.is_empty()) && column.distinct() == table.rows && table.rows > 1
    };
    let has = |role: Role| {
        let headed = |column: &Column| is_headed_like(&column.name, role);
        let places = table.columns.iter().enumerate();
        let mut found =
            places.filter(|(at, column)| headed(column) && fits(table, *at, role.rule().shape));
        found.next().is_some()
    };
    let sells = has(Role::OrderDay) && (has(Role::Amount) || has(Role::UnitPrice));
    !sells && table.columns.iter().any(is_key)
}

/// The same whole number in each of many rows.
fn is_constant(column: &Column, rows: u32) -> bool {
    column.decision.kind == Kind::Integer && rows >= MANY && column.distinct() == 1
}

/// Whether a header seems to say this role, whatever the values are.
pub fn is_headed_like(name: &str, role: Role) -> bool {
    header_score(&english(name), role.rule()) >= LEAST_SCORE
}

/// What a bare `id` identifies in a file about this.
pub(super) fn own_id(subject: &[String]) -> Role {
    match subject.last().map(String::as_str) {
        Some("customer") => Role::CustomerId,
        Some("order" | "invoice" | "sale") => Role::OrderId,
        Some("product") if subject.len() == 1 => Role::Product,
        _ => Role::LineId,
    }
}

/// Whether a header is one of a rule's to the letter.
fn is_phrase(header: &[String], rule: &RoleRule) -> bool {
    let said = header.join(" ");
    let mut phrases = rule.headers.split('|');
    phrases.any(|phrase| phrase.strip_prefix('=').unwrap_or(phrase) == said)
}

fn header_score(header: &[String], rule: &RoleRule) -> f64 {
    let header = without_taxes(header);
    // A header that is a phrase to the letter means it, even with a word that rules others out.
    let ruled_out = |word: &String| {
        let one = singular(word);
        rule.never
            .split_ascii_whitespace()
            .any(|never| never == word || never == one)
    };
    if header.is_empty() || (!is_phrase(header, rule) && header.iter().any(ruled_out)) {
        return 0.0;
    }
    let least = if rule.yields { YIELDS } else { 0.0 };
    let phrases = rule.headers.split('|').filter(|phrase| !phrase.is_empty());
    let scores = phrases.enumerate().map(|(rank, phrase)| {
        let score = match phrase.strip_prefix('=') {
            Some(exactly) => f64::from(u8::from(header.join(" ") == exactly)),
            None => phrase_score(header, &phrase.split(' ').collect::<Vec<&str>>()),
        };
        score - STEP * rank as f64 - least
    });
    scores.fold(0.0, f64::max)
}

/// A word that says something here is no other one mistyped: `count` is not `country`.
fn is_known(word: &str) -> bool {
    let mut phrases = ROLES
        .iter()
        .flat_map(|rule| rule.headers.split(['|', ' ', '=']));
    phrases.any(|known| known == word)
}

/// `Total (incl. VAT)` is a total: whether taxes are in it is another matter.
fn without_taxes(header: &[String]) -> &[String] {
    let [rest @ .., with, tax] = header else {
        return header;
    };
    let with = [
        "inc",
        "incl",
        "including",
        "ex",
        "exc",
        "excl",
        "excluding",
        "before",
        "after",
        "without",
    ]
    .contains(&with.as_str());
    let tax = ["tax", "taxes", "vat", "gst"].contains(&tax.as_str());
    if with && tax && !rest.is_empty() {
        rest
    } else {
        header
    }
}

fn phrase_score(header: &[String], phrase: &[&str]) -> f64 {
    let exact = |a: &str, b: &str| a == b || singular(a) == singular(b);
    let mistyped = |a: &str, b: &str| b.len() > 6 && within_two_edits(a, b) && !is_known(a);
    let alike = |a: &str, b: &str| exact(a, b) || mistyped(a, b);
    let all = |same: &dyn Fn(&str, &str) -> bool| {
        phrase.iter().all(|p| header.iter().any(|h| same(h, p)))
    };
    let extra = header.len().saturating_sub(phrase.len()) as f64;
    match () {
        () if !all(&alike) => 0.0,
        () if extra == 0.0 && all(&exact) => 1.0,
        () if extra == 0.0 => 0.9,
        () if all(&exact) => CONTAINED - 0.04 * extra,
        () => 0.0,
    }
}
