//! Words of what was sold and came back, and of what was never sold: in cells, in names of files and columns, and in
//! headings between the rows.

use crate::value::plain;

/// Words that say that goods or money came back, or that an order was called off, in plain letters.
pub(crate) const CAME_BACK: &str = "returned return returns refunded refund cancelled canceled cancellation \
     void voided chargeback retour retoure retouren retourniert storniert storno erstattet \
     retourne retournee rembourse remboursee annule annulee \
     devuelto devuelta devolucion cancelado cancelada anulado anulada reembolsado reembolsada \
     devolvido devolvida devolucao estornado estornada \
     reso resi restituito annullato annullata rimborsato rimborsata \
     geretourneerd geannuleerd terugbetaald";

/// Whether a word, in plain letters or not, says so.
pub(crate) fn came_back(word: &str) -> bool {
    let word = plain(word);
    CAME_BACK.split(' ').any(|known| known == word)
}
/// Papers that give money back, as names of files and headings have them.
const PAPERS: &str = "credit note|credit notes|credit memo|credit memos|gutschrift|gutschriften|stornos|avoir|avoirs|\
     remboursements|annulations|devoluciones|reembolsos|devolucoes|rimborsi|ruckgabe|ruckgaben|ruckerstattungen";
/// What is no sale yet, or never was one, in plain letters.
const NO_SALE: &str = "quote|quotation|quotation sent|estimate|draft|proforma|pro forma|void|voided|test|angebot|kostenvoranschlag|entwurf|\
     devis|brouillon|presupuesto|cotizacion|borrador|preventivo|bozza|orcamento|rascunho|offerte";
/// Words beside which the others are about what they leave out, or only a part of.
const BESIDE: &str = "and net of after before less without excluding excl except including incl no non not plus und ohne \
     nach et sans y sin senza con e";
/// A heading has at most so many words.
const LONGEST: usize = 6;

/// What the heading above some rows says of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Titled {
    /// They came back.
    Back,
    /// They are no sales.
    NoSale,
}

/// Whether a text, its words parted by blanks, is called no sale.
pub(crate) fn is_no_sale(text: &str) -> bool {
    NO_SALE.split('|').any(|word| word == text)
}

/// What a heading or the name of a file says: "Refunds", "Returned items (June)", "Credit notes"; "Draft orders".
pub(crate) fn titled(heading: &str) -> Option<Titled> {
    let plain = plain(heading);
    let words = plain.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && !word.bytes().all(|b| b.is_ascii_digit()));
    let words: Vec<&str> = words.take(LONGEST + 1).collect();
    let text = format!(" {} ", words.join(" "));
    let paper = |paper: &str| text.contains(&format!(" {paper} "));
    let one = |word: &&str| word.trim_end_matches('s').to_owned();
    let back = |word: &&str| came_back(word) || came_back(&one(word));
    // What is called a test may be half of a table that was parted.
    let no_sale = |word: &&str| *word != "test" && (is_no_sale(word) || is_no_sale(&one(word)));
    if words.len() > LONGEST || words.iter().any(|it| BESIDE.split(' ').any(|of| of == *it)) {
        None
    } else if words.iter().any(back) || PAPERS.split('|').any(paper) {
        Some(Titled::Back)
    } else {
        words.iter().any(no_sale).then_some(Titled::NoSale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tell_what_came_back_and_what_was_never_sold() {
        for heading in [
            "Refunds",
            "RETURNS 2024",
            "Returned items (June)",
            "Credit notes",
            "Cancelled orders",
            "Sales returns",
            "R\u{fc}ckgaben",
            "Remboursements",
        ] {
            assert_eq!(titled(heading), Some(Titled::Back), "{heading}");
        }
        for heading in ["Quotes", "Draft orders", "Angebot", "Devis 2024"] {
            assert_eq!(titled(heading), Some(Titled::NoSale), "{heading}");
        }
        for heading in [
            "Sales",
            "North",
            "Net of returns",
            "Sales and refunds",
            "Non-refundable",
            "Orders without returns",
            "A list of all that was returned to us this year",
        ] {
            assert_eq!(titled(heading), None, "{heading}");
        }
    }
}
