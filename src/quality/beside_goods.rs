//! Rows that are called tax, delivery, tip, gift card or discount where others are goods: whether they belong to
//! the revenue is a matter of what is asked, and only the user knows.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::Arg;
use crate::schema::{NO_AMOUNT, Role};
use crate::table::Kind;
use crate::value::{Decimal, plain};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "beside_goods",
    remedies: &["keep", "set_aside"],
    phase: Phase::Rows,
    run,
};

/// How such rows are called, in plain letters; a number may stand behind it.
const WORDS: &str = "tax|sales tax|taxes|vat|gst|hst|pst|mwst|ust|umsatzsteuer|mehrwertsteuer|tva|iva|btw|\
     shipping|shipping and handling|shipping handling|postage|postage and packing|delivery|delivery fee|freight|\
     dotcom postage|versand|versandkosten|porto|frais de port|livraison|envio|gastos de envio|frete|spedizione|\
     verzendkosten|tip|tips|gratuity|trinkgeld|pourboire|propina|mancia|\
     gift card|giftcard|gift voucher|gutschein|geschenkgutschein|carte cadeau|tarjeta regalo|buono regalo|\
     store credit|discount|rabatt|remise|descuento|desconto|sconto|korting|coupon|\
     rounding|rundung|manual|bank charges|bank charge|amazon fee|amazonfee|marketplace fee|commission|\
     service charge|service fee|processing fee|transaction fee|deposit|pfand|\
     \u{6d88}\u{8cbb}\u{7a0e}|\u{9001}\u{6599}";
/// What the other rows of a column of kinds are called.
const GOODS: &str =
    "product products item items line line_item line item goods sale article artikel ware";
/// A longer name is that of a product.
const LONGEST: usize = 32;
/// Columns of kinds hold few.
const MOST_KINDS: u32 = 12;

fn is_one(text: &str) -> bool {
    // Most names are none of these, and longer.
    if text.len() > LONGEST {
        return false;
    }
    let lower = plain(text);
    let name = lower.trim_matches(|c: char| !c.is_alphabetic());
    let name = name.replace(" & ", " and ");
    WORDS.split('|').any(|word| word == name)
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let facts = model.facts();
    if model.is_summary() || !model.tells_money() {
        return None;
    }
    let named = |at: &usize| {
        let column = &facts.table.columns[*at];
        if column.decision.kind != Kind::Text {
            return false;
        }
        let goods = |text: &str| GOODS.split(' ').any(|word| plain(text) == word);
        let words = || column.words().into_iter();
        match facts.mapping.guesses[*at].role {
            Some(Role::ProductName | Role::Product) => words().any(is_one),
            None | Some(Role::Category) => {
                column.distinct() <= MOST_KINDS && words().any(goods) && words().any(is_one)
            }
            Some(_) => false,
        }
    };
    let at = (0..facts.table.columns.len()).find(named)?;
    let coded = facts.table.columns[at].coded();
    let is: Vec<bool> = coded.entries.iter().map(|entry| is_one(entry)).collect();
    let told = |row: &u32| {
        let called = is.get(coded.codes[*row as usize] as usize) == Some(&true);
        called && !matches!(evidence.amount(*row), NO_AMOUNT | 0)
    };
    let rows: Vec<u32> = evidence.rows().filter(told).collect();
    // Where nothing else is sold, these are the goods.
    if rows.is_empty() || rows.len() == evidence.rows().count() {
        return None;
    }
    let aside = match evidence.remedy() {
        "set_aside" => rows.clone(),
        _ => Vec::new(),
    };
    let mut finding = evidence.finding(Severity::Warning, &rows, aside, at);
    let words = coded.entries.iter().filter(|entry| is_one(entry));
    let words: Vec<Arg> = words.map(|word| Arg::from(word.as_str())).collect();
    let sum = rows
        .iter()
        .map(|row| i128::from(evidence.amount(*row)))
        .sum();
    finding.sentence = finding.sentence.with("words", Arg::List(words)).with(
        "sum",
        evidence.money(Decimal::new(sum, model.measure.scale)),
    );
    let all = rows
        .iter()
        .map(|row| i128::from(evidence.amount(*row).abs()))
        .sum();
    let mut moves = evidence.would_move(&rows);
    moves.revenue = Decimal::new(all, model.measure.scale);
    finding.doubt = moves.ask().then_some(moves.revenue);
    Some(finding)
}
