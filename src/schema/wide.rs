//! Tables with a column for each month, quarter, year or day. No column alone is the amount, and a row is
//! no order.

use crate::schema::role::Role;
use crate::schema::shape::is_number;
use crate::table::{Kind, PeriodKind, Table, period};

/// Fewer columns of periods may be anything.
const LEAST: usize = 3;
/// Roles that only orders, or customers with their totals, have.
const ORDERS: [Role; 6] = [
    Role::OrderId,
    Role::OrderDay,
    Role::TotalOrders,
    Role::FirstDay,
    Role::LastDay,
    Role::SinceLast,
];

/// The columns that are named by periods and by nothing else that differs, where there are several and
/// nothing else tells of orders. `found` holds what headers seem to say, as score, column and role; `taken`
/// the roles that somebody chose.
pub(super) fn columns(
    table: &Table,
    found: &[(f64, usize, Role)],
    taken: &[(Role, usize)],
    decided: &[bool],
) -> Vec<usize> {
    let orders = found.iter().any(|(_, _, role)| ORDERS.contains(role));
    let money = taken.iter().any(|(role, _)| *role == Role::Amount);
    if orders || money {
        return Vec::new();
    }
    let mut named: Vec<(usize, (PeriodKind, String))> = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let told = period(&column.name).map(|period| (period.kind, period.rest));
        named.extend(told.map(|told| (at, told)));
    }
    let numbers = |(at, _): &&(usize, _)| {
        let kind = table.columns[*at].decision.kind;
        is_number(kind) || kind == Kind::Empty
    };
    let Some((_, first)) = named.iter().find(numbers).cloned() else {
        return Vec::new();
    };
    named.retain(|(_, period)| *period == first);
    let wide = named.iter().filter(numbers).count() >= LEAST.max(named.len().div_ceil(2))
        && !named.iter().any(|(at, _)| decided[*at]);
    named
        .into_iter()
        .map(|(at, _)| at)
        .filter(|_| wide)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::schema::Mapping;
    use crate::value::Map;

    fn wide(header: &str) -> usize {
        let row = |name: &str| {
            format!(
                "{name},{}\n",
                vec!["1.50"; header.matches(',').count()].join(",")
            )
        };
        let csv = format!("{header}\n{}{}{}", row("a"), row("b"), row("c"));
        let mut reader = crate::table::TableReader::new("x.csv", 1);
        reader.push(csv.as_bytes()).unwrap();
        let table = reader.finish().unwrap();
        Mapping::of(&table, &Map::new()).wide.len()
    }

    #[test]
    fn columns_named_by_periods_are_seen_and_others_are_not() {
        for (header, expected) in [
            ("customer,Jan 2024,Feb 2024,Mar 2024,total", 3),
            ("customer,2024-01,2024-02,2024-03", 3),
            ("customer,jan,feb,mar,apr", 4),
            ("Kunde,Januar,Februar,M\u{e4}rz", 3),
            ("customer,Sales Jan,Sales Feb,Sales Mar", 3),
            ("customer,Q1 2024,Q2 2024,Q3 2024,Q4 2024", 4),
            ("customer,2021,2022,2023", 3),
            ("customer,2024-01-01,2024-01-02,2024-01-03", 3),
            ("customer,2023,2024,amount", 0),
            ("customer,monday orders,tuesday orders,wednesday orders", 0),
            ("customer,price,may,march", 0),
            ("order id,jan,feb,mar", 0),
        ] {
            assert_eq!(wide(header), expected, "{header}");
        }
    }
}
