//! Rows that a column calls refunds while their amounts are above zero like those of sales: added up, what
//! was paid back would count as sold.

use crate::quality::amounts::amount_column;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::Arg;
use crate::schema::{MeasureKind, Role, words};
use crate::table::{Column, HEADING, Kind, NO_NUMBER, Titled, titled};
use crate::value::plain;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "refund_rows",
    remedies: &["subtract", "keep"],
    phase: Phase::Rows,
    run,
};

/// Kinds of rows, of which a column holds no more than so many.
const MOST_KINDS: u32 = 8;
/// What such rows are called, in plain letters.
const BACK: [&str; 31] = [
    "refund",
    "return",
    "chargeback",
    "reversal",
    "credit",
    "credit note",
    "credit memo",
    "crn",
    "gutschrift",
    "storno",
    "stornorechnung",
    "rechnungskorrektur",
    "erstattung",
    "ruckerstattung",
    "retoure",
    "avoir",
    "remboursement",
    "nota de credito",
    "abono",
    "devolucion",
    "reembolso",
    "nota di credito",
    "rimborso",
    "creditnota",
    "gu",
    "gs",
    "st",
    "cn",
    "cm",
    "\u{8fd4}\u{54c1}",
    "\u{8fd4}\u{91d1}",
];
/// The two sides of an account; which of them sells depends on whose account it is.
const SIDES: [[&str; 5]; 2] = [
    ["debit", "dr", "d", "s", "soll"],
    ["credit", "cr", "c", "h", "haben"],
];
/// Words of headers that speak of an account, and of what was paid with.
const ACCOUNT: [&str; 6] = ["side", "sign", "indicator", "kennzeichen", "dc", "posting"];
const PAID_WITH: [&str; 5] = ["card", "payment", "method", "pay", "tender"];
/// How the words for it begin in other languages.
const PAID_ABROAD: [&str; 6] = ["zahl", "bezahl", "paiement", "pago", "pagamento", "betaal"];
/// What a column of yes and no is called where yes says that the row pays something back.
const FLAGS: [&str; 4] = ["refund", "return", "chargeback", "storno"];
const YES: [&str; 4] = ["true", "yes", "y", "1"];
const SOLD: [&str; 22] = [
    "sale",
    "order",
    "purchase",
    "payment",
    "charge",
    "invoice",
    "inv",
    "rechnung",
    "verkauf",
    "bestellung",
    "re",
    "rg",
    "facture",
    "vente",
    "factura",
    "venta",
    "fattura",
    "vendita",
    "fatura",
    "venda",
    "factuur",
    "\u{58f2}\u{4e0a}",
];

/// Whether a header tells what was paid with: transfers, invoices and credits are ways to pay there.
pub(super) fn is_paid_with(name: &str) -> bool {
    words(name).iter().any(|word| {
        let abroad = PAID_ABROAD.iter().any(|start| word.starts_with(start));
        abroad || PAID_WITH.contains(&word.as_str())
    })
}

fn is_one_of(text: &str, words: &[&str]) -> bool {
    let lower = plain(text);
    words.contains(&lower.as_str()) || words.contains(&lower.trim_end_matches('s'))
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    if !matches!(
        model.measure.how,
        MeasureKind::Column(_) | MeasureKind::Product { .. }
    ) {
        return None;
    }
    let facts = model.facts();
    let tells = |at: &usize| {
        let column = &facts.table.columns[*at];
        let named = matches!(facts.mapping.guesses[*at].role, None | Some(Role::Category));
        let named = named && !is_paid_with(&column.name);
        let few = named && column.decision.kind == Kind::Text && column.distinct() <= MOST_KINDS;
        let says = |words: &[&str]| {
            few && column
                .words()
                .into_iter()
                .any(|word| is_one_of(word, words))
        };
        says(&BACK) && says(&SOLD)
    };
    let columns = 0..facts.table.columns.len();
    let headings = |at: &usize| {
        let column = &facts.table.columns[*at];
        column.name == HEADING && column.coded().entries.iter().any(|it| is_titled(it))
    };
    let flags = |at: &usize| is_flag(&facts.table.columns[*at], facts.mapping.guesses[*at].role);
    let sides = |at: &usize| has_sides(&facts.table.columns[*at], facts.mapping.guesses[*at].role);
    let find = |is: &dyn Fn(&usize) -> bool| columns.clone().find(is);
    let (at, words): (usize, &[&str]) = if let Some(at) = find(&tells) {
        (at, &BACK)
    } else if let Some(at) = find(&headings) {
        (at, &[])
    } else if let Some(at) = find(&flags) {
        (at, &YES)
    } else if let Some(at) = find(&sides) {
        (at, lesser_side(evidence, at))
    } else {
        return of_pieces(evidence);
    };
    let says = |word: &str| is_one_of(word, words) || words.is_empty() && is_titled(word);
    let coded = facts.coded(at);
    let back: Vec<bool> = coded.entries.iter().map(|word| says(word)).collect();
    let is = |row: &u32| back.get(coded.codes[*row as usize] as usize) == Some(&true);
    let rows: Vec<u32> = evidence
        .rows()
        .filter(is)
        .filter(|row| evidence.amount(*row) > 0)
        .collect();
    let below = evidence
        .rows()
        .filter(is)
        .any(|row| (i64::MIN + 1..0).contains(&evidence.amount(row)));
    // Where sales are booked below zero, what is paid back stands above it.
    let sold_below = !evidence
        .rows()
        .any(|row| !is(&row) && evidence.amount(row) > 0);
    if rows.is_empty() || sold_below {
        return None;
    }
    let mut finding = evidence.finding(Severity::Warning, &rows, Vec::new(), amount_column(model));
    // Some are subtracted already: the others may be corrections of these.
    finding.doubt = below.then_some(finding.stake);
    let words = coded.entries.iter().filter(|word| says(word));
    let words: Vec<Arg> = words.map(|word| Arg::from(word.as_str())).collect();
    let kind = facts.table.columns[at].name.as_str();
    finding.sentence = finding
        .sentence
        .with("words", Arg::List(words))
        .with("kind", kind);
    subtract(evidence, &rows, &mut finding);
    Some(finding)
}

/// Whether a heading between the rows says that those below it came back.
fn is_titled(heading: &str) -> bool {
    titled(heading) == Some(Titled::Back)
}

fn subtract(evidence: &Evidence, rows: &[u32], finding: &mut Finding) {
    if evidence.remedy() == "subtract" {
        finding.amounts = rows
            .iter()
            .map(|row| (*row, -evidence.amount(*row)))
            .collect();
        finding.moves = evidence.would_move(rows);
    }
}

/// Rows of less than no pieces whose amounts are above zero, where most rows have some pieces: a store that books
/// what it sells below zero has few others.
fn of_pieces(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let at = model.facts().mapping.column(Role::Quantity)?;
    let column = &model.fact_table().columns[at];
    let pieces = column.decimals(&column.decision.number).values;
    let less = |pieces: &i64| *pieces < 0 && *pieces != NO_NUMBER;
    if !pieces.iter().any(less) {
        return None;
    }
    let few = |row: &u32| less(&pieces[*row as usize]);
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| few(row) && evidence.amount(*row) > 0)
        .collect();
    let below = evidence.rows().filter(few).count();
    if rows.is_empty() || below * 2 > evidence.rows().count() {
        return None;
    }
    let mut finding = evidence.finding(Severity::Warning, &rows, Vec::new(), amount_column(model));
    finding.sentence.id = "finding.refund_rows.pieces".to_owned();
    finding.sentence = finding.sentence.with("kind", column.name.as_str());
    subtract(evidence, &rows, &mut finding);
    Some(finding)
}

/// A column of yes and no that is called `is_refund` or `return`, and has no other meaning.
fn is_flag(column: &Column, role: Option<Role>) -> bool {
    let words = words(&column.name);
    let rest = || words.iter().filter(|word| *word != "is");
    let named = rest().count() == 1 && rest().all(|word| FLAGS.contains(&word.as_str()));
    let two = matches!(column.decision.kind, Kind::Boolean | Kind::Integer);
    let sound = || {
        let entries = column.coded().entries;
        entries.len() == 2
            && entries
                .iter()
                .filter(|entry| is_one_of(entry, &YES))
                .count()
                == 1
    };
    named && two && role.is_none() && sound()
}

/// A column that says of each row on which side of an account it stands.
fn has_sides(column: &Column, role: Option<Role>) -> bool {
    let named = matches!(role, None | Some(Role::Category));
    let few = matches!(column.decision.kind, Kind::Text | Kind::Boolean);
    if !named || !few || column.distinct() != 2 {
        return false;
    }
    let entries = column.coded().entries;
    let side = |entry: &String| SIDES.iter().position(|words| is_one_of(entry, words));
    // Where the header does not speak of an account, they are letters, or cards that were paid with.
    let header = words(&column.name);
    let says = |any: &[&str]| header.iter().any(|word| any.contains(&word.as_str()));
    let of_account = says(&ACCOUNT)
        || SIDES
            .iter()
            .any(|side| says(&side[..2]) || says(&side[4..]));
    let both = entries.iter().map(side).collect::<Vec<_>>();
    of_account
        && !is_paid_with(&column.name)
        && (both == [Some(0), Some(1)] || both == [Some(1), Some(0)])
}

/// The side with less money: what is paid back is less than what is sold.
fn lesser_side(evidence: &Evidence, at: usize) -> &'static [&'static str] {
    let coded = evidence.model.fact_table().columns[at].coded();
    let sum = |words: &[&str]| -> i128 {
        let of = |row: &u32| {
            let entry = coded.entries.get(coded.codes[*row as usize] as usize);
            entry.is_some_and(|entry| is_one_of(entry, words))
        };
        let amounts = evidence.rows().filter(of).map(|row| evidence.amount(row));
        amounts.filter(|amount| *amount > 0).map(i128::from).sum()
    };
    match sum(&SIDES[0]) < sum(&SIDES[1]) {
        true => &SIDES[0],
        false => &SIDES[1],
    }
}
