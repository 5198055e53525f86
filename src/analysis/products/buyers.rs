//! Frame -> who buys what: customers by products, and the best product of each region, market or
//! other group.
//!
//! Definitions: revenue of the slice under the definition in force. The customers and the products with
//! the most revenue stand alone, all others in "Other", so that rows and columns add up; rows that name
//! no customer are among the others. The best product of a group is the one with the most revenue in
//! it; beside it stands the product's share of all revenue. Ties: the product with more revenue elsewhere.

use crate::analysis::products::dimension::{
    chosen_dimension, dimension_control, product, value_key, value_name,
};
use crate::analysis::rows::in_blocks;
use crate::analysis::share::share_value;
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Capability, Dimension};
use crate::figure::{Cell, Column, Grid, Key, Outcome, Row, Section, Trace};
use crate::say::Text;
use crate::value::order;

const BY: Param = Param {
    id: "by",
    choices: &[],
};
const PARAMS: &[Param] = &[BY];
/// Customers and products that stand alone.
const CUSTOMERS: usize = 20;
const PRODUCTS: usize = 8;
/// Groups whose best product is told.
const GROUPS: usize = 20;
/// What groups customers' purchases by default, the first that the files have.
const GROUPING: [&str; 4] = ["region", "market", "country", "category"];

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "product_customers",
    view: "products",
    needs: &[
        Capability::Revenue,
        Capability::Customers,
        Capability::Products,
    ],
    cost: Cost::Light,
    params: PARAMS,
    run,
};

/// A code of each row.
type PerRow = [u32];

/// Sums by two codes; the last row and column take what has no place of its own.
struct Table {
    rows: Vec<u32>,
    columns: Vec<u32>,
    sums: Vec<i128>,
    /// Rows of the data behind each row of the table.
    behind: Vec<u64>,
}

impl Table {
    /// The codes with the most revenue stand alone, at most so many.
    fn of(frame: &Frame, codes: [&PerRow; 2], counts: [usize; 2], most: [usize; 2]) -> Table {
        let leading = |axis: usize| leading(frame, codes[axis], counts[axis], most[axis]);
        let (rows, columns) = (leading(0), leading(1));
        let place = |shown: &[u32], count: usize| {
            let mut place = vec![shown.len(); count];
            for (at, code) in shown.iter().enumerate() {
                place[*code as usize] = at;
            }
            place
        };
        let places = [place(&rows, counts[0]), place(&columns, counts[1])];
        let width = columns.len() + 1;
        let mut sums = vec![0; (rows.len() + 1) * width];
        let mut behind = vec![0; rows.len() + 1];
        let ([of_row, of_column], [line_codes, column_codes]) = (&places, codes);
        let counted = frame.counted_list();
        in_blocks(counted.len(), &mut |block| {
            for row in &counted[block] {
                let row = *row as usize;
                let at = |places: &[usize], code: u32, other: usize| {
                    places.get(code as usize).copied().unwrap_or(other)
                };
                let line = at(of_row, line_codes[row], rows.len());
                let column = at(of_column, column_codes[row], columns.len());
                sums[line * width + column] += i128::from(frame.dataset.amount[row]);
                behind[line] += 1;
            }
        });
        Table {
            rows,
            columns,
            sums,
            behind,
        }
    }

    fn row(&self, at: usize) -> &[i128] {
        let width = self.columns.len() + 1;
        &self.sums[at * width..(at + 1) * width]
    }

    /// The sums of the columns.
    fn totals(&self) -> Vec<i128> {
        (0..=self.columns.len())
            .map(|column| (0..=self.rows.len()).map(|row| self.row(row)[column]).sum())
            .collect()
    }
}

fn leading(frame: &Frame, codes: &PerRow, count: usize, most: usize) -> Vec<u32> {
    let mut sums = vec![(0_i128, false); count];
    let counted = frame.counted_list();
    in_blocks(counted.len(), &mut |block| {
        for row in &counted[block] {
            let row = *row as usize;
            if let Some(sum) = sums.get_mut(codes[row] as usize) {
                *sum = (sum.0 + i128::from(frame.dataset.amount[row]), true);
            }
        }
    });
    let present: Vec<u32> = (0..count as u32)
        .filter(|code| sums[*code as usize].1)
        .collect();
    order::first_by_key(&present, most, |code| (-sums[*code as usize].0, *code))
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let Some(products) = product(frame.dataset) else {
        return Outcome::NotEnough {
            reason: Text::new("products.nothing"),
            remedy: Text::new("products.nothing.remedy"),
        };
    };
    let data = frame.dataset;
    let table = Table::of(
        frame,
        [&data.customer, &products.codes.list()],
        [data.customers.len(), products.values.len()],
        [CUSTOMERS, PRODUCTS],
    );
    let mut section = Section::new(headline(frame, products, &table));
    section.grids = vec![matrix(frame, products, &table)];
    section.notes.push(Text::new("buyers.adds_up"));
    let default = GROUPING.iter().find_map(|id| data.dimension(id));
    let by = chosen_dimension(frame, params, &BY, default);
    if let (Some(default), Some(by)) = (default, by) {
        let best = best_of(frame, products, by);
        // Where no row names both a group and a product there is no best one.
        section
            .grids
            .extend((!best.rows.is_empty()).then_some(best));
        section.controls = vec![dimension_control(frame, ANALYSIS.id, &BY, default, by)];
    }
    Outcome::Given { result: section }
}

fn headline(frame: &Frame, products: &Dimension, table: &Table) -> Text {
    let sum = |at: usize| table.row(at).iter().sum::<i128>();
    let first = table
        .rows
        .first()
        .filter(|_| table.rows.len() < 2 || sum(0) > sum(1));
    let Some(customer) = first else {
        return Text::new("buyers.title");
    };
    let name = frame.dataset.customers[*customer as usize].label();
    // All products of this customer, not only those with a column.
    let mut bought = vec![0_i128; products.values.len()];
    for row in frame
        .counted_rows()
        .filter(|row| frame.dataset.customer[*row] == *customer)
    {
        if let Some(sum) = bought.get_mut(products.codes[row] as usize) {
            *sum += i128::from(frame.dataset.amount[row]);
        }
    }
    let most = bought.iter().copied().max().unwrap_or(0);
    let mut best = (0..bought.len()).filter(|code| bought[*code] == most);
    match (best.next(), best.next()) {
        (Some(best), None) if most > 0 => Text::new("buyers.headline")
            .with("name", name)
            .with("product", value_name(products, Some(best as u32)))
            .with("revenue", frame.cash(most)),
        _ => Text::new("buyers.headline.several")
            .with("name", name)
            .with("revenue", frame.cash(sum(0))),
    }
}

fn matrix(frame: &Frame, products: &Dimension, table: &Table) -> Grid {
    let words = |label: Text| Column {
        label,
        numeric: true,
    };
    let mut columns = vec![
        Column::words("column.customer"),
        Column::numbers("column.revenue"),
    ];
    columns.extend(
        table
            .columns
            .iter()
            .map(|code| words(value_name(products, Some(*code)))),
    );
    columns.push(Column::numbers("column.other_products"));
    let line = |name: Text, sums: &[i128], n: u64, trace: Trace| {
        let mut cells: Vec<Cell> = vec![name.into(), frame.cash(sums.iter().sum()).into()];
        cells.extend(sums.iter().map(|sum| Cell::from(frame.cash(*sum))));
        Row::new(cells, n, trace)
    };
    let customer = |at: usize| &frame.dataset.customers[table.rows[at] as usize];
    let mut rows: Vec<Row> = (0..table.rows.len())
        .map(|at| {
            let key = Key::new("customer", customer(at).id.clone());
            let trace = Trace::counted().of(&key);
            let mut row = line(
                Text::verbatim(customer(at).label()),
                table.row(at),
                table.behind[at],
                trace,
            );
            row.key = Some(key);
            row
        })
        .collect();
    let named = (0..table.rows.len())
        .map(|at| customer(at).id.clone())
        .collect();
    let others = Trace::counted().none_of("customer", named);
    let rest = table.rows.len();
    rows.push(line(
        Text::new("buyers.others"),
        table.row(rest),
        table.behind[rest],
        others,
    ));
    let all = table.behind.iter().sum();
    rows.push(line(
        Text::new("row.total"),
        &table.totals(),
        all,
        Trace::counted(),
    ));
    let last = rows.len() - 2;
    rows[last..].iter_mut().for_each(|row| row.summary = true);
    Grid::new(
        "product_customers",
        Text::new("buyers.title"),
        columns,
        rows,
    )
}

/// The product with the most revenue in each group.
fn best_of(frame: &Frame, products: &Dimension, by: &Dimension) -> Grid {
    let counts = [by.values.len(), products.values.len()];
    let table = Table::of(
        frame,
        [&by.codes.list(), &products.codes.list()],
        counts,
        [GROUPS, counts[1]],
    );
    let totals = table.totals();
    let everything: i128 = totals.iter().sum();
    let mut columns = vec![
        Column::words("column.group"),
        Column::words("column.best_product"),
    ];
    columns[0].label = Text::verbatim(&by.name);
    columns.extend(
        ["revenue", "share_of_group", "share_of_revenue"]
            .map(|id| Column::numbers(&format!("column.{id}"))),
    );
    let row = |at: usize| {
        let sums = table.row(at);
        let best = (0..table.columns.len())
            .rev()
            .max_by_key(|column| sums[*column])?;
        let (group, code) = (Some(table.rows[at]), Some(table.columns[best]));
        let key = value_key(by, group);
        let trace = Trace::counted().of(&key).of(&value_key(products, code));
        let cells = vec![
            value_name(by, group).into(),
            value_name(products, code).into(),
            Cell::from(frame.cash(sums[best])),
            share_value(sums[best], sums.iter().sum()).into(),
            share_value(totals[best], everything).into(),
        ];
        let mut row = Row::new(cells, table.behind[at], trace);
        row.key = Some(key);
        Some(row)
    };
    let title = Text::new("buyers.best").with("by", by.said());
    Grid::new(
        "best_products",
        title,
        columns,
        (0..table.rows.len()).filter_map(row).collect(),
    )
}
