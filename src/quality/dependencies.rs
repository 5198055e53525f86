//! What should be one for each customer: a gender, a birthday, a region. Where a customer has several,
//! the column describes the order and not the customer, or it is wrong.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};
use crate::schema::{Role, english};
use crate::table::MISSING;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "dependencies",
    remedies: &["keep"],
    phase: Phase::Rows,
    run,
};

/// Words of columns that tell something about a person.
const OF_A_PERSON: [&str; 14] = [
    "gender",
    "sex",
    "age",
    "birth",
    "birthday",
    "birthdate",
    "dob",
    "region",
    "occupation",
    "education",
    "income",
    "marital",
    "email",
    "phone",
];
/// Several values for this customer.
const SEVERAL: u32 = u32::MAX - 1;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let facts = model.facts();
    let customer = facts.mapping.column(Role::CustomerId)?;
    let mut buyers = None;
    let mut broken: Vec<Arg> = Vec::new();
    let mut kept: Vec<Arg> = Vec::new();
    let mut concerned = vec![false; model.rows()];
    let (mut most, mut first_column) = (0, None);
    for (at, column) in facts.table.columns.iter().enumerate() {
        let role = facts.mapping.guesses[at].role;
        let personal = english(&column.name)
            .iter()
            .any(|word| OF_A_PERSON.contains(&word.as_str()));
        if at == customer || !(personal || role == Some(Role::CustomerName)) {
            continue;
        }
        let (buyers, count) = &*buyers.get_or_insert_with(|| facts.table.columns[customer].codes());
        let (values, _) = column.codes();
        let mut of_buyer = vec![MISSING; *count as usize];
        for row in evidence.rows() {
            let (buyer, value) = (buyers[row as usize], values[row as usize]);
            if let Some(known) = of_buyer
                .get_mut(buyer as usize)
                .filter(|_| value != MISSING)
            {
                *known = if *known == MISSING || *known == value {
                    value
                } else {
                    SEVERAL
                };
            }
        }
        let count = |is: fn(u32) -> bool| of_buyer.iter().filter(|value| is(**value)).count();
        let (several, of) = (
            count(|value| value == SEVERAL),
            count(|value| value != MISSING),
        );
        if several == 0 {
            kept.push(column.name.as_str().into());
            continue;
        }
        for row in evidence.rows() {
            let buyer = buyers[row as usize] as usize;
            concerned[row as usize] |= of_buyer.get(buyer) == Some(&SEVERAL);
        }
        first_column = first_column.or(Some(at));
        most = most.max(several);
        let told = Text::new("finding.dependencies.column")
            .with("column", &column.name)
            .with("several", several)
            .with("of", of);
        broken.push(told.into());
    }
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| concerned[*row as usize])
        .collect();
    let mut finding = evidence.finding(Severity::Note, &rows, Vec::new(), first_column?);
    finding.n = most as u64;
    if !kept.is_empty() {
        finding.sentence.id = "finding.dependencies.some".to_owned();
    }
    finding.sentence = finding
        .sentence
        .with("columns", Arg::List(broken))
        .with("kept", Arg::List(kept));
    Some(finding)
}
