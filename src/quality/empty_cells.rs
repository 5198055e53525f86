//! Empty cells of a column that is the same in all other rows of each customer, such as an age: what they
//! would hold is known. Nothing is filled unasked.
//!
//! Definition: among the customers with the column told in at least two rows, at least five, it is the
//! same in all their rows for 99 of 100. An empty cell can be filled where the other rows of its
//! customer tell one value.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::recipe::Recipe;
use crate::say::{Arg, Text};
use crate::schema::{Model, Role};
use crate::table::{Kind, MISSING};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "empty_cells",
    remedies: &["keep", "fill"],
    phase: Phase::Rows,
    run,
};

/// Fewer customers with several rows prove nothing.
const LEAST_CUSTOMERS: usize = 5;
/// No row stands in.
const NO_ROW: u32 = u32::MAX;

/// What the rows of a customer tell.
#[derive(Clone, Copy)]
struct Own {
    /// The first row that tells it, and what.
    row: u32,
    value: u32,
    several: bool,
    differ: bool,
}

/// Who bought in each row of the facts, and how many they are.
type Buyers = (Vec<u32>, u32);

/// For each row of the facts the row to read this column from, where any of these rows can be filled.
/// `buyers` are found once for all columns.
fn stand_ins(
    model: &Model,
    at: usize,
    rows: &mut dyn Iterator<Item = u32>,
    buyers: &mut Option<Buyers>,
) -> Option<Vec<u32>> {
    let facts = model.facts();
    let customer = facts.mapping.column(Role::CustomerId)?;
    let column = &facts.table.columns[at];
    let describes = matches!(
        facts.mapping.guesses[at].role,
        None | Some(Role::Market | Role::Region | Role::Country)
    );
    let groups = match column.decision.kind {
        Kind::Text | Kind::Boolean => true,
        Kind::Integer => column.name.eq_ignore_ascii_case("age"),
        _ => false,
    };
    if at == customer || !describes || !groups || column.decision.missing == 0 {
        return None;
    }
    let lifted = |at: usize| {
        let (codes, count) = facts.table.columns[at].codes();
        (model.lift_at((model.fact, at), codes, MISSING), count)
    };
    let (buyers, count) = &*buyers.get_or_insert_with(|| lifted(customer));
    let (values, _) = lifted(at);
    let nothing = Own {
        row: NO_ROW,
        value: MISSING,
        several: false,
        differ: false,
    };
    let mut own = vec![nothing; *count as usize];
    let (mut empty, mut differ) = (Vec::new(), 0);
    for row in rows {
        let value = values[row as usize];
        match own.get_mut(buyers[row as usize] as usize) {
            Some(_) if value == MISSING => empty.push(row),
            Some(own) if own.row == NO_ROW => (own.row, own.value) = (row, value),
            Some(own) => {
                own.several = true;
                if !own.differ && own.value != value {
                    own.differ = true;
                    differ += 1;
                    // No more customers can have several rows than there are.
                    if differ * 100 > *count as usize {
                        return None;
                    }
                }
            }
            None => {}
        }
    }
    let several = own.iter().filter(|own| own.several).count();
    if several < LEAST_CUSTOMERS || differ * 100 > several {
        return None;
    }
    let mut from: Vec<u32> = (0..model.rows() as u32).collect();
    let mut any = false;
    for row in empty {
        let own = own[buyers[row as usize] as usize];
        if own.row != NO_ROW && !own.differ {
            from[row as usize] = own.row;
            any = true;
        }
    }
    any.then_some(from)
}

/// For each row of the facts the row to read this column of theirs from, where the recipe fills its empty
/// cells.
pub(crate) fn filled(model: &Model, recipe: &Recipe, at: usize, used: &[u32]) -> Option<Vec<u32>> {
    let fills = recipe.remedies.get(CHECK.code).map(String::as_str) == Some("fill");
    fills
        .then(|| stand_ins(model, at, &mut used.iter().copied(), &mut None))
        .flatten()
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let facts = evidence.model.facts();
    let mut columns: Vec<Arg> = Vec::new();
    let (mut first, mut cells, mut buyers) = (None, 0, None);
    let mut concerned = vec![false; evidence.model.rows()];
    for (at, column) in facts.table.columns.iter().enumerate() {
        let Some(from) = stand_ins(evidence.model, at, &mut evidence.rows(), &mut buyers) else {
            continue;
        };
        let mut n = 0_u64;
        for (row, concerned) in concerned.iter_mut().enumerate() {
            let fills = from[row] as usize != row;
            *concerned |= fills;
            n += u64::from(fills);
        }
        columns.push(
            Text::new("finding.empty_cells.column")
                .with("n", n)
                .with("all", column.decision.missing)
                .with("column", &column.name)
                .into(),
        );
        first = first.or(Some(at));
        cells += n;
    }
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| concerned[*row as usize])
        .collect();
    let mut finding = evidence.finding(Severity::Note, &rows, Vec::new(), first?);
    finding.n = cells;
    finding.sentence = finding.sentence.with("columns", Arg::List(columns));
    Some(finding)
}
