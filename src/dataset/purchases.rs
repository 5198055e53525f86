//! Rows -> orders: by the file's own id, by customer and day, or each row one.

use hashbrown::HashMap;

use crate::dataset::build::of_used;
use crate::dataset::{Dimension, NO_CODE, OrderRule, OrderRuleCount, SharedOrders, references};
use crate::schema::{Model, Role};
use crate::table::MISSING;
use crate::value::{Day, order};

/// Each row is an order when customer, day and market are unique in at least this share of the rows.
const EACH_ROW_FROM: f64 = 0.99;

/// Rows put together to orders.
pub(super) struct Purchases {
    pub(super) order: Vec<u32>,
    pub(super) count: u32,
    pub(super) rule: OrderRule,
    pub(super) alternatives: Vec<OrderRuleCount>,
    pub(super) shared: Option<SharedOrders>,
}

impl Purchases {
    /// Where rows are totals there are no single purchases.
    pub(super) fn none() -> Purchases {
        Purchases {
            order: Vec::new(),
            count: 0,
            rule: OrderRule::EachRow,
            alternatives: Vec::new(),
            shared: None,
        }
    }

    pub(super) fn of(
        model: &Model,
        used: &[u32],
        customer: &[u32],
        day: &[Day],
        dimensions: &[Dimension],
        chosen: Option<OrderRule>,
    ) -> Purchases {
        let rows = used.len();
        let listed = model.fact_table().facts.list;
        let mut shared = None;
        let own = match model.role(Role::OrderId) {
            Some(place) => {
                let own = own_orders(&codes_at(model, used, place), customer);
                shared = own.1;
                Some(own.0)
            }
            None => listed.then(|| by_line(model, used)),
        };
        let by_day = (!day.is_empty() && !customer.is_empty()).then(|| {
            let market = dimensions
                .iter()
                .find(|dimension| dimension.id == Role::Market.id());
            // Where the files name their orders, it is only told how many there would be.
            match own.is_some() && chosen != Some(OrderRule::CustomerDay) {
                true => (Vec::new(), days_counted(customer, day, market)),
                false => own_days(customer, day, market),
            }
        });
        let each = (Vec::new(), rows as u32);
        let mut rules = Vec::new();
        rules.extend(own.map(|own| (OrderRule::OwnId, own)));
        match by_day {
            Some(days) if f64::from(days.1) >= rows as f64 * EACH_ROW_FROM => {
                rules.extend([(OrderRule::EachRow, each), (OrderRule::CustomerDay, days)]);
            }
            Some(days) => {
                rules.extend([(OrderRule::CustomerDay, days), (OrderRule::EachRow, each)])
            }
            None => rules.push((OrderRule::EachRow, each)),
        }
        let alternatives = rules
            .iter()
            .map(|(rule, (_, count))| OrderRuleCount {
                rule: *rule,
                orders: u64::from(*count),
            })
            .collect();
        let at = chosen
            .and_then(|chosen| rules.iter().position(|(rule, _)| *rule == chosen))
            .unwrap_or(0);
        let (rule, (order, count)) = rules.swap_remove(at);
        Purchases {
            order: match rule {
                OrderRule::EachRow => (0..count).collect(),
                _ => order,
            },
            count,
            rule,
            alternatives,
            shared: shared.filter(|_| rule == OrderRule::OwnId),
        }
    }
}

/// Orders by the file's own id. An id that several customers share stands for one order of each: order
/// numbers repeat when shops are put together. A row without a customer belongs to the customer of
/// the order's first row that names one, as in exports that name the buyer on the first line only.
fn own_orders(ids: &[u32], customer: &[u32]) -> ((Vec<u32>, u32), Option<SharedOrders>) {
    let known = ids.iter().filter(|id| **id != NO_CODE);
    let ids_there = known.max().map_or(0, |most| *most as usize + 1);
    let buyer_of = |row: usize| customer.get(row).copied().unwrap_or(NO_CODE);
    let mut buyers = vec![NO_CODE; ids_there];
    for (row, id) in ids.iter().enumerate() {
        if let Some(buyer) = buyers.get_mut(*id as usize)
            && *buyer == NO_CODE
        {
            *buyer = buyer_of(row);
        }
    }
    // The first row of each id's first buyer; other buyers of the same id are rare.
    let mut heads = vec![NO_CODE; ids_there];
    let mut others: HashMap<(u32, u32), u32, foldhash::fast::FixedState> = HashMap::default();
    let head = |(row, id): (usize, &u32)| {
        let (row, own) = (row as u32, buyer_of(row));
        let Some(first) = buyers.get(*id as usize) else {
            return row;
        };
        match own == NO_CODE || own == *first {
            true if heads[*id as usize] == NO_CODE => {
                heads[*id as usize] = row;
                row
            }
            true => heads[*id as usize],
            false => *others.entry((*id, own)).or_insert(row),
        }
    };
    let orders = numbered(ids.iter().enumerate().map(head).collect());
    let row = others.values().min().copied();
    let mut shared: Vec<u32> = others.into_keys().map(|(id, _)| id).collect();
    order::sort_by_code(&mut shared, &|id| id);
    shared.dedup();
    let ids = shared.len() as u32;
    (orders, row.map(|row| SharedOrders { ids, row }))
}

/// Orders by customer, day and market. A row without a customer is its own.
fn own_days(customer: &[u32], day: &[Day], market: Option<&Dimension>) -> (Vec<u32>, u32) {
    let rows = 0..customer.len() as u32;
    let mut rows: Vec<u32> = rows
        .filter(|row| customer[*row as usize] != NO_CODE)
        .collect();
    if let Some(market) = market {
        let of_row = |row: u32| market.codes[row as usize].wrapping_add(1);
        order::sort_by_code(&mut rows, &of_row);
    }
    let first = day.iter().min().map_or(0, |day| day.0);
    let distance = |row: u32| day[row as usize].0.wrapping_sub(first) as u32;
    order::sort_by_code(&mut rows, &distance);
    order::sort_by_code(&mut rows, &|row| customer[row as usize]);
    let market = |row: u32| market.map(|market| market.codes[row as usize]);
    let key = |row: u32| (customer[row as usize], day[row as usize], market(row));
    let mut heads: Vec<u32> = (0..customer.len() as u32).collect();
    for pair in 1..rows.len() {
        let (before, row) = (rows[pair - 1], rows[pair]);
        if key(before) == key(row) {
            heads[row as usize] = heads[before as usize];
        }
    }
    numbered(heads)
}

/// How many orders [`own_days`] makes.
fn days_counted(customer: &[u32], day: &[Day], market: Option<&Dimension>) -> u32 {
    let known = || customer.iter().filter(|code| **code != NO_CODE);
    let customers = known().max().map_or(0, |most| *most as usize + 1);
    let key = |row: usize| {
        let market = market.map_or(0, |market| market.codes[row]);
        u64::from(day[row].0 as u32) << 32 | u64::from(market)
    };
    // What was bought together mostly stands together: one row of each is enough.
    let again =
        |row: usize| row > 0 && customer[row - 1] == customer[row] && key(row - 1) == key(row);
    let rows: Vec<u32> = (0..customer.len())
        .filter(|row| !again(*row))
        .map(|row| row as u32)
        .collect();
    let of = |at: usize| customer[rows[at] as usize] as usize;
    let key = |at: usize| key(rows[at] as usize);
    let (keys, starts) = order::keys_by_group(rows.len(), customers, &of, &key);
    let own = |ends: &[u32]| {
        let own = &keys[ends[0] as usize..ends[1] as usize];
        own.chunk_by(|a, b| a == b).count()
    };
    let days: usize = starts.windows(2).map(own).sum();
    (days + customer.len() - known().count()) as u32
}

/// Per row the first row of its order -> orders by first appearance, and how many.
fn numbered(mut heads: Vec<u32>) -> (Vec<u32>, u32) {
    let mut count = 0;
    for row in 0..heads.len() {
        let head = heads[row] as usize;
        heads[row] = match head < row {
            // That row has its number already.
            true => heads[head],
            false => {
                count += 1;
                count - 1
            }
        };
    }
    (heads, count)
}

/// Where lines list things, what stands on one line is one order.
fn by_line(model: &Model, used: &[u32]) -> (Vec<u32>, u32) {
    let table = model.fact_table();
    let lines: Vec<u64> = used.iter().map(|row| table.line(row + 1)).collect();
    let mut count = 0;
    let mut orders = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        count += u32::from(at == 0 || lines[at - 1] != *line);
        orders.push(count - 1);
    }
    (orders, count)
}

/// The codes of a place, lifted to the used rows; in the order of first appearance.
fn codes_at(model: &Model, used: &[u32], place: (usize, usize)) -> Vec<u32> {
    let lifted = model.lift_at(place, model.column(place).codes().0, MISSING);
    let mut codes = of_used(lifted, used);
    if model.numbers_apart {
        let part_of = |row: u32| model.fact_table().part_of(row + 1).map_or(0, |part| part.0);
        let parts: Vec<u32> = used.iter().map(|row| part_of(*row) as u32).collect();
        number_apart(&mut codes, &parts);
    }
    references::of_purchases(model, used, &mut codes);
    codes
}

/// Gives each number of each file a number of its own, by first appearance: no more than there are rows,
/// so none is ever too large. The rows of a file stand together.
fn number_apart(codes: &mut [u32], parts: &[u32]) {
    let known = codes.iter().filter(|code| **code != MISSING);
    let there = known.max().map_or(0, |most| *most as usize + 1);
    // Per code the file that met it last, and its number there.
    let mut last = vec![(NO_CODE, NO_CODE); there];
    let mut count = 0;
    for (code, part) in codes.iter_mut().zip(parts) {
        let Some(own) = last.get_mut(*code as usize) else {
            continue;
        };
        if own.0 != *part {
            *own = (*part, count);
            count += 1;
        }
        *code = own.1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_each_file_are_its_own() {
        // Two files: 5 and 3; 3, 5 and 9. The highest code of the first times many files passes 32 bits.
        let mut codes = [5, 3, MISSING, 5, 3, 5, 9, 3];
        number_apart(&mut codes, &[0, 0, 0, 0, 9, 9, 9, 9]);
        assert_eq!(codes, [0, 1, MISSING, 0, 2, 3, 4, 2]);
        let many = 100_000_u32;
        let mut codes: Vec<u32> = (0..many).map(|_| many).collect();
        let parts: Vec<u32> = (0..many).collect();
        number_apart(&mut codes, &parts);
        assert!(
            codes.iter().copied().eq(0..many),
            "none is merged with another"
        );
    }

    #[test]
    fn an_order_number_that_customers_share_is_an_order_of_each() {
        let ids = [7, 7, 8, 7, NO_CODE, 8];
        let customers = [0, 1, NO_CODE, 0, 2, 3];
        let ids = [&ids[..], &[7]].concat();
        let customers = [&customers[..], &[5]].concat();
        let (orders, shared) = own_orders(&ids, &customers);
        assert_eq!(orders, (vec![0, 1, 2, 0, 3, 2, 4], 5));
        assert_eq!(shared, Some(SharedOrders { ids: 1, row: 1 }));
    }

    #[test]
    fn an_order_that_first_names_no_buyer_belongs_to_the_first_who_is_named() {
        let ids = [5, 5, 5, 5];
        let (orders, shared) = own_orders(&ids, &[NO_CODE, 4, 6, NO_CODE]);
        assert_eq!(orders, (vec![0, 0, 1, 0], 2));
        assert_eq!(shared, Some(SharedOrders { ids: 1, row: 2 }));
        assert_eq!(own_orders(&[1, 0, 1], &[]), ((vec![0, 1, 0], 2), None));
    }

    #[test]
    fn what_a_customer_bought_on_one_day_is_one_order_in_each_market() {
        let day = [3, 3, -1, 3, 3, 3].map(Day);
        let customer = [9, 2, 9, 9, NO_CODE, NO_CODE];
        let (orders, count) = own_days(&customer, &day, None);
        assert_eq!((orders, count), (vec![0, 1, 2, 0, 3, 4], 5));
        assert_eq!(days_counted(&customer, &day, None), 5);
        let market = Dimension {
            id: "market".to_owned(),
            name: "market".to_owned(),
            codes: vec![1, 0, 1, NO_CODE, 0, 0].into(),
            values: vec!["a".to_owned(), "b".to_owned()],
            names: Vec::new(),
        };
        let (orders, count) = own_days(&customer, &day, Some(&market));
        assert_eq!((orders, count), (vec![0, 1, 2, 3, 4, 5], 6));
        assert_eq!(days_counted(&customer, &day, Some(&market)), 6);
    }
}
