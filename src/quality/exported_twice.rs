//! Orders that several of the files hold, with the same lines and amounts, of which something else has
//! changed in between: a status, a date of delivery. They count as the file has them that reaches furthest.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{NO_AMOUNT, Role};
use crate::table::MISSING;
use crate::value::order;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "exported_twice",
    remedies: &["latest", "keep"],
    phase: Phase::Rows,
    run,
};

/// Fewer orders in two files are cut apart between them.
const LEAST_ORDERS: usize = 3;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let table = model.fact_table();
    let column = |role| Some(&table.columns[model.facts().mapping.column(role)?]);
    if table.parts.len() < 2 || model.numbers_apart {
        return None;
    }
    let (id, day) = (column(Role::OrderId)?, column(Role::OrderDay)?);
    let (orders, days) = (id.codes().0, day.days(day.decision.date?).values);
    let buyers = column(Role::CustomerId).map(|column| column.codes().0);
    let part = |row: u32| table.parts.partition_point(|part| part.start <= row);
    let mut last = vec![i32::MIN; table.parts.len() + 1];
    let mut rows: Vec<u32> = Vec::new();
    for row in evidence.rows() {
        let part = part(row);
        last[part] = last[part].max(days[row as usize]);
        if orders[row as usize] != MISSING && evidence.amount(row) != NO_AMOUNT {
            rows.push(row);
        }
    }
    order::sort_by_code(&mut rows, &|row| orders[row as usize]);
    let (mut aside, mut twice) = (Vec::new(), 0);
    for lines in rows.chunk_by(|a, b| orders[*a as usize] == orders[*b as usize]) {
        // Rows stand in the order of the files.
        let mut files: Vec<&[u32]> = lines.chunk_by(|a, b| part(*a) == part(*b)).collect();
        let amounts = |lines: &[u32]| {
            let mut amounts: Vec<i64> = lines.iter().map(|row| evidence.amount(*row)).collect();
            order::sort(&mut amounts);
            amounts
        };
        let who = |row: &u32| {
            (
                days[*row as usize],
                buyers.as_ref().map(|all| all[*row as usize]),
            )
        };
        let alike = lines.iter().all(|row| who(row) == who(&lines[0]))
            && files
                .iter()
                .all(|lines| amounts(lines) == amounts(files[0]));
        if files.len() > 1 && alike {
            let latest = (0..files.len()).max_by_key(|at| (last[part(files[*at][0])], *at))?;
            files.remove(latest);
            aside.extend(files.concat());
            twice += 1;
        }
    }
    if twice < LEAST_ORDERS {
        return None;
    }
    order::sort(&mut aside);
    let left = match evidence.remedy() {
        "keep" => Vec::new(),
        _ => aside.clone(),
    };
    let mut finding = evidence.finding(Severity::Warning, &aside, left, 0);
    finding.sentence = finding.sentence.with("orders", twice);
    Some(finding)
}
