//! Orders whose total stands among their lines: the same amount on all lines although they sell different
//! things, or a row of its own that adds up the others. The total and its parts must not both count.

use crate::quality::amounts::amount_column;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{MeasureKind, Model, NO_AMOUNT, Role};
use crate::table::MISSING;
use crate::value::order;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "order_totals",
    remedies: &["once", "each_line"],
    phase: Phase::Rows,
    run,
};

/// Orders of several different lines that show it.
const LEAST_ORDERS: usize = 5;
/// So many different amounts: a shop of one price has equal lines too.
const LEAST_AMOUNTS: usize = 3;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    if !matches!(model.measure.how, MeasureKind::Column(_)) || model.facts().order_fields.is_some()
    {
        return None;
    }
    let own = model.facts().mapping.column(Role::OrderId)?;
    let codes = model.fact_table().columns[own].codes().0;
    let buyers = of_role(model, Role::CustomerId);
    let things = [
        Role::Product,
        Role::ProductName,
        Role::Quantity,
        Role::UnitPrice,
    ];
    let things: Vec<Vec<u32>> = things
        .into_iter()
        .filter_map(|role| of_role(model, role))
        .collect();
    let amount = |row: u32| evidence.amount(row);
    let mut rows: Vec<u32> = evidence
        .rows()
        .filter(|row| codes[*row as usize] != MISSING && amount(*row) != NO_AMOUNT)
        .collect();
    // An order of each buyer: numbers repeat where shops are put together.
    if let Some(buyers) = &buyers {
        order::sort_by_code(&mut rows, &|row| buyers[row as usize].wrapping_add(1));
    }
    order::sort_by_code(&mut rows, &|row| codes[row as usize]);
    let same = |a: &u32, b: &u32| {
        let buyer = |row: u32| buyers.as_ref().map(|buyers| buyers[row as usize]);
        codes[*a as usize] == codes[*b as usize] && buyer(*a) == buyer(*b)
    };
    let (mut orders, mut telling, mut differ) = (0_usize, 0_usize, 0_usize);
    let mut heads: Vec<u32> = Vec::new();
    let mut amounts: Vec<i64> = Vec::new();
    let mut again: Vec<u32> = Vec::new();
    for lines in rows.chunk_by(same).filter(|lines| lines.len() > 1) {
        let first = lines[0];
        let differs = |things: &Vec<u32>| {
            lines
                .iter()
                .any(|row| things[*row as usize] != things[first as usize])
        };
        orders += 1;
        let whole = lines
            .iter()
            .map(|row| i128::from(amount(*row)))
            .sum::<i128>();
        let head = lines
            .iter()
            .find(|row| i128::from(amount(**row)) * 2 == whole);
        if let Some(head) = head.filter(|_| lines.len() > 2 && whole != 0) {
            heads.push(*head);
        }
        if lines.iter().any(|row| amount(*row) != amount(first)) || amount(first) == 0 {
            differ += 1;
            continue;
        }
        telling += usize::from(things.iter().any(differs));
        if amounts.len() < LEAST_AMOUNTS && !amounts.contains(&amount(first)) {
            amounts.push(amount(first));
        }
        again.extend(&lines[1..]);
    }
    let added = heads.len() >= LEAST_ORDERS && heads.len() >= differ;
    let repeated =
        telling >= LEAST_ORDERS && telling * 2 >= orders && amounts.len() >= LEAST_AMOUNTS;
    if added {
        again = heads;
    } else if differ > 0 || !repeated {
        return None;
    }
    order::sort(&mut again);
    let mut finding = evidence.finding(Severity::Warning, &again, Vec::new(), amount_column(model));
    if added {
        finding.sentence.id = "finding.order_totals.added".to_owned();
    }
    finding.sentence = finding.sentence.with("orders", orders);
    if evidence.remedy() == "once" {
        finding.amounts = again.iter().map(|row| (*row, 0)).collect();
        finding.moves = evidence.would_move(&again);
    }
    Some(finding)
}

fn of_role(model: &Model, role: Role) -> Option<Vec<u32>> {
    let at = model.facts().mapping.column(role)?;
    Some(model.fact_table().columns[at].codes().0)
}
