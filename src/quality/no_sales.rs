//! Rows of a platform's export that are no purchases: money moved between accounts, payments to others,
//! and payments that never came.

use crate::quality::refund_rows::is_paid_with;
use crate::quality::refunds::shown as column_of;
use crate::quality::{Check, Evidence, Finding, Phase};
use crate::say::{Arg, Text};
use crate::schema::{Model, NO_AMOUNT, Role, words};
use crate::table::{Column, HEADING, Kind, MISSING, Titled, is_no_sale, titled};
use crate::value::plain;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "no_sales",
    remedies: &["set_aside", "keep"],
    phase: Phase::Scope,
    run,
};

/// Statuses of payments that never came.
const FAILED: [&str; 8] = [
    "fail",
    "failed",
    "failure",
    "declined",
    "denied",
    "expired",
    "blocked",
    "incomplete",
];
/// Kinds of rows that move money without a sale.
const MOVED: [&str; 9] = [
    "withdrawal",
    "transfer",
    "conversion",
    "hold",
    "reserve",
    "deposit",
    "payout",
    "loan",
    "authorization",
];
/// What is sold is called so in a column of kinds ...
const SOLD: &str = "sale|sales|order|orders|purchase|purchased|transaction|order completed|order placed|buy|charge|invoice|rechnung|verkauf|facture|factura|fattura|fatura|vente|venta|\
     vendita|venda|paid|bezahlt";
/// What visitors of a shop do there, in an export of events ...
const BROWSED: &str = "view|page view|product view|view item|view product|product viewed|viewed|click|search|cart|\
     add to cart|addtocart|added to cart|product added|remove from cart|begin checkout|checkout started|wishlist|\
     add to wishlist|impression";
/// ... of which this is a purchase.
const BOUGHT: &str = "purchase|purchased|transaction|order|order completed|completed order|order placed|sale|buy|bought";
/// ... and so in one of the stages of a deal, where all other stages are none.
const WON: &str = "won|closed won|deal won|gewonnen|gagne|ganado|ganada|vinto|ganho";
/// ... which holds few.
const MOST_KINDS: u32 = 12;
/// What a payment is called that came, beside those that failed.
const CAME: &str = "success|successful|succeeded|approved|captured|settled|paid|ok|completed";
/// What is planned is no sale beside what was sold.
const ACTUAL: &str = "actual|actuals|ist|reel|effettivo|werkelijk";
const PLANNED: &str = "budget|plan|planned|forecast|target|soll|prognose|prevision|previsto";
/// What an invoice is paid with is no sale, and below zero no refund.
const BILLED: &str = "invoice|rechnung|facture|factura|fattura|fatura";
const PAID: &str = "payment|zahlung|zahlungseingang|paiement|pago|pagamento|receipt";
/// What a platform takes.
const FEES: [&str; 2] = ["fee", "fees"];
/// Kinds of rows below zero that give a buyer's money back.
const GIVES_BACK: [&str; 5] = ["refund", "reversal", "chargeback", "dispute", "return"];

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    if model.is_summary() {
        return None;
    }
    let columns = &model.fact_table().columns;
    let facts = model.facts();
    let mapping = &facts.mapping;
    let preset = mapping.preset.filter(|_| model.tells_money());
    let kind = preset.and_then(|it| it.kinds(columns));
    let sold = preset.and_then(|it| it.sold(columns));
    let status = preset.and(mapping.column(Role::Status));
    let known = [sold.map(|(at, _)| at), kind, status];
    let mut found: Vec<(u32, String)> = Vec::new();
    for at in known.into_iter().flatten() {
        let coded = facts.coded(at);
        let of_status = Some(at) == status;
        let sells = sold.filter(|(column, _)| *column == at).map(|(_, all)| all);
        let says: Vec<[bool; 3]> = coded
            .entries
            .iter()
            .map(|entry| {
                [&FAILED[..], &MOVED[..], &GIVES_BACK[..]].map(|words| holds(entry, words))
            })
            .collect();
        for row in evidence.rows() {
            let code = coded.codes[row as usize];
            if code == MISSING {
                continue;
            }
            let [failed, moved, back] = says[code as usize];
            let no_sale = match sells {
                Some(all) => !is_one_of(&coded.entries[code as usize], all),
                None if of_status => failed,
                None => moved || (is_below(model, row) && !back),
            };
            if no_sale {
                found.push((row, coded.entries[code as usize].clone()));
            }
        }
    }
    let shown = sold.map(|(at, _)| at).or(kind);
    let shown = shown.unwrap_or_else(|| column_of(model, Role::Status));
    of_kinds(evidence, found, shown, &known)
}

/// And rows that another column of kinds calls something else than the sales beside them, or a flag calls a test.
fn of_kinds(
    evidence: &Evidence,
    mut found: Vec<(u32, String)>,
    mut shown: usize,
    known: &[Option<usize>],
) -> Option<Finding> {
    let facts = evidence.model.facts();
    for (at, column) in facts.table.columns.iter().enumerate() {
        if known.contains(&Some(at)) {
            continue;
        }
        let role = facts.mapping.guesses[at].role;
        let named = matches!(role, None | Some(Role::Category | Role::Status));
        let named = named && (role == Some(Role::Status) || !is_paid_with(&column.name));
        let flag = role.is_none() && is_test_flag(column);
        if !flag && (!named || column.decision.kind != Kind::Text || column.distinct() > MOST_KINDS)
        {
            continue;
        }
        let coded = facts.coded(at);
        let any = |all: &str| coded.entries.iter().any(|entry| is_one_of(entry, all));
        let heading = column.name == HEADING;
        let no_sale = |entry: &String| match heading {
            true => titled(entry) == Some(Titled::NoSale),
            false => is_no_sale(&spaced(entry)),
        };
        let of_status = role == Some(Role::Status);
        let staged = is_staged(&column.name);
        let (billed, won) = (any(BILLED), staged && any(WON));
        let came = staged && !of_status && any(CAME);
        let browsed = any(BROWSED);
        let planned = any(ACTUAL) && any(PLANNED);
        let called = any(SOLD) || (of_status || heading) && coded.entries.iter().any(no_sale);
        if !flag && !won && !came && !planned && !called {
            continue;
        }
        let is = |entry: &String| match flag {
            true => is_one_of(entry, "true|yes|y|t|1"),
            false => {
                let moves = !of_status && (holds(entry, &MOVED) || holds(entry, &FEES));
                let open = won && !is_one_of(entry, WON);
                let open = open || (planned && is_one_of(entry, PLANNED));
                let looked = browsed && !is_one_of(entry, BOUGHT);
                let never = no_sale(entry) || (came && holds(entry, &FAILED));
                moves || open || looked || never || (billed && is_one_of(entry, PAID))
            }
        };
        let is: Vec<bool> = coded.entries.iter().map(is).collect();
        for row in evidence.rows() {
            let code = coded.codes[row as usize] as usize;
            if is.get(code) == Some(&true) {
                let entry = &coded.entries[code];
                let kind = if flag {
                    format!("{} {entry}", column.name)
                } else {
                    entry.clone()
                };
                found.push((row, kind));
                shown = at;
            }
        }
    }
    // A row that two columns tell of is one, by the kind that the first of them tells.
    crate::value::order::sort_by(&mut found, |a, b| a.0.cmp(&b.0));
    found.dedup_by_key(|(row, _)| *row);
    // Where all are called so, it is what is sold here.
    let all = found.len() >= evidence.model.rows();
    (!all).then(|| told(evidence, found, shown))?
}

/// Whether a text is one of the words.
fn is_one_of(text: &str, all: &str) -> bool {
    let lower = spaced(text);
    all.split('|').any(|word| word == lower)
}

/// A word in plain letters, its parts parted by blanks.
fn spaced(text: &str) -> String {
    plain(text).replace(['_', '-'], " ")
}

/// Whether a header tells how far a deal has come.
fn is_staged(name: &str) -> bool {
    let stages = ["stage", "status", "state", "phase", "outcome", "result"];
    words(name)
        .iter()
        .any(|word| stages.contains(&word.as_str()))
}

/// `test`, `is_test`, `Test order`: whether a row was only tried.
fn is_test_flag(column: &Column) -> bool {
    let words = words(&column.name).join(" ");
    let named =
        ["test", "is test", "test order", "testmode", "test mode"].contains(&words.as_str());
    named && matches!(column.decision.kind, Kind::Boolean | Kind::Integer) && column.distinct() <= 2
}

fn told(evidence: &Evidence, found: Vec<(u32, String)>, column: usize) -> Option<Finding> {
    let rows = found.iter().map(|(row, _)| *row).collect();
    let mut finding = evidence.aside_or_keep(rows, column)?;
    finding.sentence = finding.sentence.with("kinds", kinds(found));
    Some(finding)
}

fn is_below(model: &Model, row: u32) -> bool {
    let amount = model.measure.values[row as usize];
    amount < 0 && amount != NO_AMOUNT
}

/// Whether a text has one of the words.
fn holds(text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase();
    let mut own = lower.split(|c: char| !c.is_alphanumeric());
    own.any(|word| words.contains(&word))
}

/// "3 rows of General Withdrawal", each kind once, by its name.
fn kinds(mut found: Vec<(u32, String)>) -> Arg {
    crate::value::order::sort_by(&mut found, |a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    let told = found.chunk_by(|a, b| a.1 == b.1).map(|group| {
        Text::new("finding.no_sales.rows")
            .with("n", group.len())
            .with("kind", group[0].1.as_str())
            .into()
    });
    Arg::List(told.collect())
}
