//! Model -> buyers: their ids, sorted, and what they are called.

use crate::dataset::build::sorted_codes;
use crate::dataset::{Customer, NO_CODE};
use crate::quality::{GUEST, is_nobody};
use crate::recipe::Recipe;
use crate::schema::{Model, Role};
use crate::value::order;

/// Codes into sorted distinct texts.
type Coded = (Vec<u32>, Vec<String>);

pub(super) fn customers(model: &Model, recipe: &Recipe, used: &[u32]) -> (Vec<u32>, Vec<Customer>) {
    let name = model.role(Role::CustomerName);
    let by_name = recipe.remedies.get("shared_names").map(String::as_str) == Some("by_name");
    let id = model
        .role(Role::CustomerId)
        .filter(|_| !by_name || name.is_none());
    let Some(place) = id.or(name) else {
        return by_both_names(model, recipe, used);
    };
    let known = sorted_codes(model, recipe, used, place);
    let (codes, ids) = with_guests(model, recipe, used, known);
    let mut customers: Vec<Customer> = ids
        .into_iter()
        .map(|id| Customer { id, name: None })
        .collect();
    if let Some(name) = name.filter(|name| *name != place) {
        let (name_codes, names) = sorted_codes(model, recipe, used, name);
        // Names are sorted: the first in the alphabet wins, whatever the order of the rows.
        let mut best = vec![NO_CODE; customers.len()];
        for (customer, name) in codes
            .iter()
            .zip(&name_codes)
            .filter(|(customer, _)| **customer != NO_CODE)
        {
            let best = &mut best[*customer as usize];
            *best = (*best).min(*name);
        }
        let mut bearers = vec![0_u32; names.len()];
        for name in &best {
            if let Some(bearers) = bearers.get_mut(*name as usize) {
                *bearers += 1;
            }
        }
        for (customer, name) in customers.iter_mut().zip(best) {
            customer.name = names.get(name as usize).cloned();
            if bearers.get(name as usize).is_some_and(|n| *n > 1) {
                customer.call_by_id();
            }
        }
    } else if name.is_none() {
        first_and_last(model, recipe, used, &codes, &mut customers);
        tell_apart(&mut customers);
    }
    (codes, customers)
}

/// Whose name others have too is called by name and id.
fn tell_apart(customers: &mut [Customer]) {
    let name = |at: &usize| customers[*at].name.as_deref();
    let mut named: Vec<usize> = (0..customers.len()).collect();
    named.retain(|at| name(at).is_some());
    order::sort_by(&mut named, |a, b| name(a).cmp(&name(b)));
    let several = |same: &&[usize]| same.len() > 1;
    let same: Vec<&[usize]> = named.chunk_by(|a, b| name(a) == name(b)).collect();
    let shared: Vec<usize> = same
        .into_iter()
        .filter(several)
        .flatten()
        .copied()
        .collect();
    for at in shared {
        customers[at].call_by_id();
    }
}

/// Who has no id, or that of guests, is known by the email address where there is one, and else is nobody; by the
/// address of one customer alone, as that customer.
fn with_guests(model: &Model, recipe: &Recipe, used: &[u32], known: Coded) -> Coded {
    let place = model.role(Role::Email);
    let (codes, ids) = known;
    let kept = recipe.remedies.get("nobody").map(String::as_str) == Some("keep");
    let nobody = |id: &String| (place.is_some() && id == GUEST) || (!kept && is_nobody(id));
    let guests: Vec<bool> = ids.iter().map(nobody).collect();
    let guest = |code: u32| guests.get(code as usize).copied().unwrap_or(true);
    let none = match place {
        Some(_) => !codes.iter().any(|code| guest(*code)),
        None => !guests.contains(&true),
    };
    if none {
        return (codes, ids);
    }
    let (email_codes, emails) = match place {
        Some(place) => sorted_codes(model, recipe, used, place),
        None => (vec![NO_CODE; codes.len()], Vec::new()),
    };
    let email = |code: u32| emails.get(code as usize).filter(|email| !nobody(email));
    let owner = owners(&codes, &email_codes, emails.len(), &guest);
    let owned = |code: u32| ids.get(owner.get(code as usize).copied()? as usize);
    let who = |(code, other): (&u32, &u32)| match guest(*code) {
        true => email(*other).map(|it| owned(*other).unwrap_or(it)),
        false => ids.get(*code as usize),
    };
    let told: Vec<Option<&String>> = codes.iter().zip(&email_codes).map(who).collect();
    coded(&told)
}

/// Per address the id of the one customer it stands with, else no code.
fn owners(codes: &[u32], emails: &[u32], all: usize, guest: &dyn Fn(u32) -> bool) -> Vec<u32> {
    let mut owner: Vec<Option<u32>> = vec![None; all];
    for (code, email) in codes.iter().zip(emails).filter(|(code, _)| !guest(**code)) {
        if let Some(owner) = owner.get_mut(*email as usize) {
            *owner = match *owner {
                Some(known) if known != *code => Some(NO_CODE),
                _ => Some(*code),
            };
        }
    }
    owner.into_iter().map(|it| it.unwrap_or(NO_CODE)).collect()
}

/// Texts as codes into their sorted values.
fn coded(told: &[Option<&String>]) -> Coded {
    let mut all: Vec<&String> = told.iter().flatten().copied().collect();
    order::sort(&mut all);
    all.dedup();
    let code = |who: &Option<&String>| {
        who.map_or(NO_CODE, |who| {
            all.partition_point(|known| *known < who) as u32
        })
    };
    let codes = told.iter().map(code).collect();
    (codes, all.into_iter().cloned().collect())
}

/// Where neither id nor name stands in a column, first and last name together are the customer.
fn by_both_names(model: &Model, recipe: &Recipe, used: &[u32]) -> (Vec<u32>, Vec<Customer>) {
    let (Some(first), Some(last)) = (model.role(Role::FirstName), model.role(Role::LastName))
    else {
        return (Vec::new(), Vec::new());
    };
    let (codes, firsts) = sorted_codes(model, recipe, used, first);
    let (last_codes, lasts) = sorted_codes(model, recipe, used, last);
    let both = |(first, last): (&u32, &u32)| {
        let parts = [firsts.get(*first as usize), lasts.get(*last as usize)];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    };
    let names: Vec<Option<String>> = codes.iter().zip(&last_codes).map(both).collect();
    let told: Vec<Option<&String>> = names.iter().map(Option::as_ref).collect();
    let (codes, ids) = coded(&told);
    let customer = |id: String| Customer { id, name: None };
    (codes, ids.into_iter().map(customer).collect())
}

/// Customers in the file that lists them.
pub(super) fn customers_on_file(model: &Model) -> Option<u64> {
    let lists = model
        .reached
        .iter()
        .filter(|source| **source != model.fact)
        .filter_map(|source| {
            let column = model.sources[*source].column(Role::CustomerId)?;
            let keys = u64::from(column.distinct());
            (keys == u64::from(model.sources[*source].table.rows)).then_some(keys)
        });
    lists.max()
}

/// Where no column holds the whole name, first and last name together do.
fn first_and_last(
    model: &Model,
    recipe: &Recipe,
    used: &[u32],
    codes: &[u32],
    customers: &mut [Customer],
) {
    for role in [Role::FirstName, Role::LastName] {
        let Some(place) = model.role(role) else {
            continue;
        };
        let (name_codes, names) = sorted_codes(model, recipe, used, place);
        let mut best = vec![NO_CODE; customers.len()];
        for (customer, name) in codes.iter().zip(&name_codes) {
            if let Some(best) = best.get_mut(*customer as usize) {
                *best = (*best).min(*name);
            }
        }
        for (customer, name) in customers.iter_mut().zip(best) {
            let Some(part) = names.get(name as usize) else {
                continue;
            };
            customer.name = Some(match customer.name.take() {
                Some(first) => format!("{first} {part}"),
                None => part.clone(),
            });
        }
    }
}
