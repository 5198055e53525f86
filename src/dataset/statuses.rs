//! Status texts and signs of amounts -> what became of each row.

use crate::dataset::{Dimension, Status};
use crate::schema::{CAME_BACK, Role};
use crate::value::plain;

/// Words that tell what became of an order, in English and in plain letters of other languages; the
/// first line that has one of the words decides.
const STATUS_WORDS: [(Status, &str); 6] = [
    (
        Status::Delivered,
        "partially partiellement parcialmente parzialmente teilweise",
    ),
    (
        Status::InTransit,
        "pending requested attente pendiente pendente attesa offen",
    ),
    (Status::Returned, CAME_BACK),
    (Status::Returned, "failed declined abandoned"),
    (
        Status::InTransit,
        "transit shipped processing placed open dispatched \
         unterwegs versandt versendet bearbeitung expedie expediee cours \
         enviado enviada transito spedito spedita verzonden onderweg",
    ),
    (
        Status::Delivered,
        "delivered completed complete fulfilled paid closed succeeded \
         geliefert zugestellt bezahlt abgeschlossen erledigt livre livree paye payee termine terminee \
         entregado entregada pagado pagada completado completada entregue pago concluido \
         consegnato consegnata pagato pagata completato geleverd bezorgd betaald voltooid",
    ),
];

/// What a status text says.
fn status_of(text: &str) -> Status {
    let lower = plain(text);
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let says = |all: &str| all.split(' ').any(|word| words.contains(&word));
    let found = STATUS_WORDS.iter().find(|(_, all)| says(all));
    found.map_or(Status::Unknown, |(status, _)| *status)
}

/// Per used row what became of it; empty when nothing tells.
pub(super) fn statuses(dimensions: &[Dimension], used: &[u32], amounts: &[i64]) -> Vec<Status> {
    let refunds = used.iter().any(|row| amounts[*row as usize] < 0);
    let texts = dimensions.iter().find(|d| d.id == Role::Status.id());
    let by_text: Option<Vec<Status>> = texts.and_then(|texts| {
        let meaning: Vec<Status> = texts.values.iter().map(|text| status_of(text)).collect();
        let told = meaning.iter().any(|status| *status != Status::Unknown);
        told.then(|| {
            let codes = texts.codes.iter();
            codes
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
            ("VOID", Status::Returned),
            ("gift", Status::Unknown),
            ("Payment failed", Status::Returned),
            ("Livrée", Status::Delivered),
            ("En cours de livraison", Status::InTransit),
            ("Zurück: retourniert", Status::Returned),
            ("Storniert", Status::Returned),
            ("pendiente de pago", Status::InTransit),
            ("Entregue", Status::Delivered),
            ("annullato", Status::Returned),
        ] {
            assert_eq!(status_of(text), status, "{text}");
        }
    }
}
