//! Status texts and signs of amounts -> what became of each row.

use crate::dataset::Status;
use crate::dataset::build::sorted_codes;
use crate::recipe::Recipe;
use crate::schema::{Model, Role};

/// Words that tell what became of an order; the first match wins.
const STATUS_WORDS: [(&str, Status); 22] = [
    ("partially", Status::Delivered),
    ("pending", Status::InTransit),
    ("requested", Status::InTransit),
    ("returned", Status::Returned),
    ("return", Status::Returned),
    ("refunded", Status::Returned),
    ("cancelled", Status::Returned),
    ("canceled", Status::Returned),
    ("voided", Status::Returned),
    ("chargeback", Status::Returned),
    ("transit", Status::InTransit),
    ("shipped", Status::InTransit),
    ("processing", Status::InTransit),
    ("placed", Status::InTransit),
    ("open", Status::InTransit),
    ("delivered", Status::Delivered),
    ("completed", Status::Delivered),
    ("complete", Status::Delivered),
    ("fulfilled", Status::Delivered),
    ("paid", Status::Delivered),
    ("closed", Status::Delivered),
    ("succeeded", Status::Delivered),
];

/// What a status text says.
fn status_of(text: &str) -> Status {
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let found = STATUS_WORDS.iter().find(|(word, _)| words.contains(word));
    found.map_or(Status::Unknown, |(_, status)| *status)
}

/// Per used row what became of it; empty when nothing tells.
pub(super) fn statuses(
    model: &Model,
    recipe: &Recipe,
    used: &[u32],
    amounts: &[i64],
) -> Vec<Status> {
    let refunds = used.iter().any(|row| amounts[*row as usize] < 0);
    let place = model.role(Role::Status);
    let by_text: Option<Vec<Status>> = place.and_then(|place| {
        let (codes, values) = sorted_codes(model, recipe, used, place);
        let meaning: Vec<Status> = values.iter().map(|value| status_of(value)).collect();
        let told = meaning.iter().any(|status| *status != Status::Unknown);
        told.then(|| {
            codes
                .iter()
                .map(|code| {
                    meaning
                        .get(*code as usize)
                        .copied()
                        .unwrap_or(Status::Unknown)
                })
                .collect()
        })
    });
    if by_text.is_none() && !refunds {
        return Vec::new();
    }
    let mut statuses = by_text.unwrap_or_else(|| vec![Status::Unknown; used.len()]);
    for (status, row) in statuses.iter_mut().zip(used) {
        if amounts[*row as usize] < 0 {
            *status = Status::Refund;
        }
    }
    statuses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_by_their_words() {
        for (text, status) in [
            ("Returned", Status::Returned),
            ("return_pending", Status::InTransit),
            ("In Transit", Status::InTransit),
            ("Delivered", Status::Delivered),
            ("partially_refunded", Status::Delivered),
            ("completed", Status::Delivered),
            ("CANCELLED", Status::Returned),
            ("gift", Status::Unknown),
        ] {
            assert_eq!(status_of(text), status, "{text}");
        }
    }
}
