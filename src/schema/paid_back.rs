//! A file of refunds, or of orders that came back, that names orders of the facts -> what each of them gave back.
//! An order may have several refunds, which add up.

use crate::schema::header::file_subject;
use crate::schema::keys::{keys, share};
use crate::schema::model::Model;
use crate::schema::role::Role;
use crate::schema::source::Source;
use crate::table::{Column, Kind, MISSING, NO_NUMBER, Titled, came_back, titled};
use crate::value::plain;

/// What stands beside an order that did not come back.
const NO: [&str; 7] = ["no", "n", "false", "0", "nein", "non", "nao"];
/// At least this share of the orders that the file names must be known.
const LEAST_FOUND: f64 = 0.8;

/// What a file tells of orders that were paid back.
#[derive(Clone, Debug, PartialEq)]
pub struct PaidBack {
    /// The file.
    pub source: usize,
    /// Its column that names orders.
    pub orders: usize,
    /// Its column of money; `None` when the orders came back whole.
    pub money: Option<usize>,
    /// Its rows that name an order, and those whose order is known.
    pub rows: u64,
    /// See `rows`.
    pub found: u64,
    /// Per fact row what its order gave back, or one where all of it came back.
    pub(super) values: Vec<i64>,
    /// Decimals of the values.
    pub(super) scale: u8,
    /// Per fact row the code of its order.
    pub(super) codes: Vec<u32>,
}

/// Whether a file is called after what came back, or was never sold.
pub(crate) fn named_so(source: &Source) -> Option<Titled> {
    titled(&file_subject(source.name()).join(" "))
}

/// The file that tells it, where the facts do not.
pub(super) fn find(model: &Model) -> Option<PaidBack> {
    if model.role(Role::Refunded).is_some() {
        return None;
    }
    let facts = model.facts().column(Role::OrderId)?;
    let others = 0..model.sources.len();
    others
        .filter(|at| *at != model.fact && !model.sources[*at].is_part)
        .find_map(|at| of(model, at, facts))
}

fn of(model: &Model, at: usize, facts: &Column) -> Option<PaidBack> {
    let source = &model.sources[at];
    let column = |role| source.mapping.column(role);
    let orders = column(Role::OrderId)?;
    let named = named_so(source) == Some(Titled::Back);
    let money = column(Role::Refunded).or(column(Role::Amount).filter(|_| named));
    // What came back of an order may be told by goods, pieces or money that is not understood.
    let parts = [Role::Product, Role::ProductName, Role::Quantity];
    let in_parts = parts.into_iter().any(|role| column(role).is_some())
        || source
            .table
            .columns
            .iter()
            .any(|column| column.decision.kind == Kind::Decimal);
    let says = |column: &Column| came_back(&column.name);
    let whole = money.is_none() && !in_parts && (named || source.table.columns.iter().any(says));
    if money.is_none() && !whole {
        return None;
    }
    let (own, far) = (keys(&source.table.columns[orders]), keys(facts));
    let code_of = own.codes_in(&far);
    // A list of all orders says of most that they did not come back.
    let marks = source.table.columns.iter().find(|column| says(column));
    let marks = marks.filter(|_| whole).map(Column::coded);
    let stayed = |row: usize| {
        marks.as_ref().is_some_and(|marks| {
            let told = marks.entries.get(marks.codes[row] as usize);
            told.is_none_or(|text| NO.contains(&plain(text).as_str()))
        })
    };
    let numbers = money.map(|at| &source.table.columns[at]);
    let numbers = numbers.map(|column| column.decimals(&column.decision.number));
    let mut sums = vec![0_i64; far.entries.len()];
    let (mut rows, mut found) = (0, 0);
    for (row, own) in own
        .codes
        .iter()
        .enumerate()
        .filter(|(_, own)| **own != MISSING)
    {
        if stayed(row) {
            continue;
        }
        rows += 1;
        let code = code_of[*own as usize];
        if code == MISSING {
            continue;
        }
        found += 1;
        let sum = &mut sums[code as usize];
        match &numbers {
            None => *sum = 1,
            Some(numbers) if numbers.values[row] == NO_NUMBER => {}
            Some(numbers) => *sum = sum.saturating_add(numbers.values[row].saturating_abs()),
        }
    }
    if rows == 0 || share(found, rows) < LEAST_FOUND {
        return None;
    }
    let value = |code: &u32| sums.get(*code as usize).copied().unwrap_or(0);
    Some(PaidBack {
        source: at,
        orders,
        money,
        rows,
        found,
        values: far.codes.iter().map(value).collect(),
        scale: numbers.map_or(0, |numbers| numbers.scale),
        codes: far.codes,
    })
}
