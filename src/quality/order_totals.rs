//! Orders whose total stands among their lines: the same amount on all lines although they sell different
//! things, or a row of its own that adds up the others. The total and its parts must not both count.

use crate::quality::amounts::amount_column;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{MeasureKind, Model, NO_AMOUNT, Role, english};
use crate::table::{MISSING, NO_NUMBER};
use crate::value::{Decimal, order};

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
/// So many rows are looked at first.
const FIRST: usize = 10_000;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    if !matches!(model.measure.how, MeasureKind::Column(_)) || model.facts().order_fields.is_some()
    {
        return None;
    }
    let own = model.facts().mapping.column(Role::OrderId)?;
    let codes = model.fact_table().columns[own].codes().0;
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
    let buyers = of_role(model, Role::CustomerId);
    let amount = &model.fact_table().columns[amount_column(model)].name;
    let seen = Lines {
        evidence,
        named: is_order_total(amount),
        codes,
        buyers,
        things,
    };
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| seen.codes[*row as usize] != MISSING && evidence.amount(*row) != NO_AMOUNT)
        .collect();
    // Most files hold nothing of the kind, and their first rows show it.
    if rows.len() > FIRST {
        seen.totals(rows[..FIRST].to_vec())?;
    }
    let (mut again, orders, added) = seen.totals(rows)?;
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

/// Lines of orders, and what they sell.
struct Lines<'a> {
    evidence: &'a Evidence<'a>,
    /// The amount's column is called the total of an order.
    named: bool,
    codes: Vec<u32>,
    buyers: Option<Vec<u32>>,
    things: Vec<Vec<u32>>,
}

impl Lines<'_> {
    /// The rows that count again what other rows of their orders hold, how many orders of several lines
    /// there are, and whether these rows add up the others.
    fn totals(&self, mut rows: Vec<u32>) -> Option<(Vec<u32>, usize, bool)> {
        let amount = |row: u32| self.evidence.amount(row);
        let buyer = |row: u32| self.buyers.as_ref().map_or(0, |all| all[row as usize]);
        // An order of each buyer: numbers repeat where shops are put together.
        order::sort_by_code(&mut rows, &|row| buyer(row).wrapping_add(1));
        order::sort_by_code(&mut rows, &|row| self.codes[row as usize]);
        let same = |a: &u32, b: &u32| {
            self.codes[*a as usize] == self.codes[*b as usize] && buyer(*a) == buyer(*b)
        };
        let (mut orders, mut telling, mut differ) = (0_usize, 0_usize, 0_usize);
        let (mut again, mut heads): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
        let mut pairs: Vec<u32> = Vec::new();
        let mut amounts: Vec<i64> = Vec::new();
        for lines in rows.chunk_by(same).filter(|lines| lines.len() > 1) {
            let first = lines[0];
            let whole: i128 = lines.iter().map(|row| i128::from(amount(*row))).sum();
            let adds = |row: &&u32| i128::from(amount(**row)) * 2 == whole;
            let head = lines.iter().find(adds).filter(|_| whole != 0);
            orders += 1;
            // Of two equal rows the first may be the total of the second.
            match lines.len() {
                2 => pairs.extend(head),
                _ => heads.extend(head),
            }
            if lines.iter().any(|row| amount(*row) != amount(first)) || amount(first) == 0 {
                differ += 1;
                continue;
            }
            let differs = |things: &Vec<u32>| {
                let thing = |row: u32| things[row as usize];
                lines.iter().any(|row| thing(*row) != thing(first))
            };
            telling += usize::from(self.things.iter().any(differs));
            if amounts.len() < LEAST_AMOUNTS && !amounts.contains(&amount(first)) {
                amounts.push(amount(first));
            }
            again.extend(&lines[1..]);
        }
        if heads.len() >= LEAST_ORDERS && heads.len() >= differ {
            heads.extend(pairs);
            return Some((heads, orders, true));
        }
        let repeated = telling >= LEAST_ORDERS && amounts.len() >= LEAST_AMOUNTS;
        let told = repeated || (self.named && telling > 0);
        let found = differ == 0 && told && telling * 2 >= orders;
        let found = found || (differ == 0 && orders > 0 && self.parts_add_up(&rows, &same));
        found.then_some((again, orders, false))
    }

    /// Whether another column adds up to the amount over the lines of each order of several.
    fn parts_add_up(&self, rows: &[u32], same: &dyn Fn(&u32, &u32) -> bool) -> bool {
        let model = self.evidence.model;
        let amount = amount_column(model);
        let mut columns = model.fact_table().columns.iter().enumerate();
        columns.any(|(at, column)| {
            if at == amount || !column.holds_numbers() {
                return false;
            }
            let numbers = column.decimals(&column.decision.number);
            let part = |row: &u32| numbers.values[*row as usize];
            let orders = rows.chunk_by(same).filter(|lines| lines.len() > 1);
            let mut several = false;
            let sums = orders.map(|lines| {
                let parts = lines.iter().map(part).filter(|part| *part != NO_NUMBER);
                several |= lines.iter().filter(|row| part(row) > 0).count() > 1;
                let sum = Decimal::new(parts.map(i128::from).sum(), numbers.scale);
                let whole = i128::from(self.evidence.amount(lines[0]));
                sum.cmp(&Decimal::new(whole, model.measure.scale)).is_eq()
            });
            // All of them are looked at, for `several` as well.
            sums.filter(|adds| !adds).count() == 0 && several
        })
    }
}

/// `Order Total`, `order_total_amount`, `Invoice total`: one order of two different lines shows that it
/// stands on each.
fn is_order_total(name: &str) -> bool {
    let words = english(name);
    let says = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    says(&["order", "invoice", "cart", "basket"]) && says(&["total"])
}

fn of_role(model: &Model, role: Role) -> Option<Vec<u32>> {
    let at = model.facts().mapping.column(role)?;
    Some(model.fact_table().columns[at].codes().0)
}
