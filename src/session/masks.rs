//! What names a person -> its first sign. Previews are looked at over shoulders and sent as pictures.

use crate::schema::words;

/// Words of headers under which persons are named or reached.
const PERSONAL: [&str; 16] = [
    "email",
    "mail",
    "phone",
    "telephone",
    "mobile",
    "fax",
    "address",
    "street",
    "birth",
    "birthday",
    "birthdate",
    "dob",
    "firstname",
    "lastname",
    "surname",
    "iban",
];
/// With these beside it, a `name` is a person's.
const WHOSE: [&str; 9] = [
    "first", "last", "full", "customer", "client", "buyer", "contact", "billing", "shipping",
];

/// Whether a column of this header tells who or where a person is.
pub(super) fn personal(header: &str) -> bool {
    let words = words(header);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    has(&PERSONAL) || has(&["name"]) && has(&WHOSE)
}

/// The text as it may be seen: of personal columns and of addresses of mail only the first sign.
pub(super) fn masked(personal: bool, text: &str) -> String {
    let mail = |word: &str| {
        let domain = word.split_once('@').map(|(_, domain)| domain);
        domain.is_some_and(|domain| domain.contains('.') && !domain.ends_with('.'))
    };
    match text.chars().next() {
        Some(first) if personal || text.split_whitespace().any(mail) => {
            format!("{first}\u{2022}\u{2022}\u{2022}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_masked_and_things_are_not() {
        for (header, text, shown) in [
            ("Email", "ada@example.org", "a\u{2022}\u{2022}\u{2022}"),
            (
                "note",
                "write to ada@example.org",
                "w\u{2022}\u{2022}\u{2022}",
            ),
            ("Customer Name", "Ada", "A\u{2022}\u{2022}\u{2022}"),
            ("Billing Phone", "", ""),
            ("product_name", "Lamp", "Lamp"),
            ("price", "5 @ 3.", "5 @ 3."),
            ("customer_id", "C7", "C7"),
        ] {
            assert_eq!(masked(personal(header), text), shown, "{header}");
        }
    }
}
