//! Columns that are written on the first row of a group and blank below, as reports and pivot tables are:
//! a customer, and under it the rows of that customer. Nothing but the place of the blanks shows it, and
//! they may as well be gaps: what stands above is put in only when somebody says so.

use crate::schema::role::Role;
use crate::schema::source::Source;
use crate::table::MISSING;

/// The remedy: its code, the usual choice and the other one.
pub const BLANK_BELOW: (&str, &str, &str) = ("blank_below", "leave", "fill_down");

/// Fewer blanks, or a smaller part of a hundred rows, are gaps.
const LEAST_BLANKS: usize = 2;
const LEAST_SHARE: usize = 20;

/// What rows may be grouped under.
const GROUPS: [Role; 12] = [
    Role::OrderDay,
    Role::Market,
    Role::Region,
    Role::Country,
    Role::CustomerId,
    Role::CustomerName,
    Role::Email,
    Role::LastName,
    Role::OrderId,
    Role::Category,
    Role::Product,
    Role::ProductName,
];

/// Columns that are blank below the first row of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankBelow {
    /// The columns, ascending.
    pub columns: Vec<usize>,
    /// For each of them the row that says what a row holds.
    first: Vec<Vec<u32>>,
    /// Whether the blanks hold what the row above says: it was chosen.
    pub filled: bool,
}

impl BlankBelow {
    /// Looks for such columns in the source that is to hold it.
    pub(super) fn of(source: &Source, filled: bool) -> Option<BlankBelow> {
        let roles = GROUPS
            .iter()
            .filter_map(|role| source.mapping.column(*role));
        let mut found: Vec<(usize, Vec<u32>)> = Vec::new();
        for column in roles {
            let of = found
                .iter()
                .map(|(_, first)| &first[..])
                .collect::<Vec<_>>();
            if let Some(first) = heads(source, column, &of) {
                found.push((column, first));
            }
        }
        crate::value::order::sort_by_key(&mut found, |(column, _)| *column);
        found.dedup_by_key(|(column, _)| *column);
        let (columns, first): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        (!columns.is_empty()).then_some(BlankBelow {
            columns,
            first,
            filled,
        })
    }

    /// The row that says what this one holds in a column.
    pub(crate) fn head(&self, column: usize, row: u32) -> u32 {
        let at = self.columns.binary_search(&column);
        at.map_or(row, |at| self.first[at][row as usize])
    }

    /// Per row the row that says what it holds in a column, where that was chosen.
    pub(super) fn heads(&self, column: usize) -> Option<&[u32]> {
        self.above(column).filter(|_| self.filled)
    }

    /// The same, whether or not it was chosen.
    pub(super) fn above(&self, column: usize) -> Option<&[u32]> {
        let at = self.columns.binary_search(&column).ok()?;
        Some(&self.first[at])
    }
}

/// Per row the last one that is not blank in a column, if the column is blank below first rows: it begins
/// with a value in each file, many cells are blank, and no value comes back but in another group of the
/// columns already found.
fn heads(source: &Source, column: usize, within: &[&[u32]]) -> Option<Vec<u32>> {
    let table = &source.table;
    let cells = &table.columns[column];
    let blanks = cells.decision.missing as usize;
    let rows = table.rows as usize;
    if blanks < LEAST_BLANKS || blanks * 100 < rows * LEAST_SHARE {
        return None;
    }
    let codes = source.of_first_lines(column, cells.codes().0);
    let mut flaws = table.flaws.iter().map(|flaw| flaw.record).peekable();
    let mut starts = table.parts.iter().map(|part| part.start).peekable();
    let below = |row: u32| {
        let fields = source.order_fields.as_ref();
        fields.is_some_and(|fields| fields.first[row as usize] != row)
    };
    let mut first: Vec<u32> = Vec::with_capacity(rows);
    let mut values: Vec<(Vec<u32>, u32)> = Vec::new();
    let (mut known, mut blank) = (None, 0);
    for (row, code) in codes.iter().enumerate() {
        let row = row as u32;
        if starts.next_if(|start| *start <= row).is_some() {
            known = None;
        }
        if flaws.next_if(|record| *record == row + 1).is_some() {
            first.push(row);
            continue;
        }
        match (*code, known) {
            (MISSING, None) => return None,
            (MISSING, Some(head)) => {
                first.push(head);
                blank += 1;
            }
            (code, _) => {
                if !below(row) {
                    let group = within.iter().map(|heads| heads[row as usize]);
                    values.push((group.collect(), code));
                }
                first.push(row);
                known = Some(row);
            }
        }
    }
    let all = values.len();
    crate::value::order::sort(&mut values);
    values.dedup();
    let enough = blank >= LEAST_BLANKS && blank * 100 >= rows * LEAST_SHARE;
    (enough && all >= 2 && values.len() == all).then_some(first)
}
