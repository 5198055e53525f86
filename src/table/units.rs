//! what stands around the digits of an amount: a sign and a currency.

use std::borrow::Cow;

/// Currency signs, words and codes that may stand before or behind an amount; codes of three letters in any
/// case.
const UNITS: [&str; 108] = [
    "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "₫", "₪", "₴", "₦", "฿", "₱", "₸", "R$", "C$", "A$",
    "US$", "CA$", "AU$", "NZ$", "HK$", "NT$", "S$", "MX$", "Rs", "Rs.", "Rp", "Rp.", "RM", "TL",
    "kr", "kr.", "Kr", "Kr.", "zł", "zl", "Kč", "Ft", "Fr.", "Fr", "SFr.", "lei", "Lei", "лв",
    "лв.", "руб", "руб.", "грн", "円", "元", "원", "Euro", "Euros", "euro", "euros", "EURO", "USD",
    "EUR", "GBP", "JPY", "INR", "CNY", "RUB", "KRW", "TRY", "VND", "ILS", "UAH", "NGN", "THB",
    "BRL", "CAD", "AUD", "NZD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN",
    "MXN", "ARS", "CLP", "COP", "PEN", "ZAR", "KES", "EGP", "MAD", "SGD", "HKD", "TWD", "MYR",
    "IDR", "PHP", "AED", "SAR", "QAR", "KWD", "PKR", "BDT", "LKR", "ISK",
];

/// Words for pieces, behind a number that counts them.
const PIECES: [&str; 20] = [
    "pcs", "pcs.", "pc", "pc.", "pieces", "piece", "units", "unit", "ea", "Stk", "Stk.", "stk",
    "St.", "Stück", "uds", "uds.", "pz", "szt", "個", "件",
];

/// The text with the digits 0 to 9 and plain signs in place of those of other scripts: full-width ones, and
/// those of Arabic, Persian, Hindi and Bengali.
pub(super) fn western(text: &str) -> Cow<'_, str> {
    let zeros = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}'];
    let sign = |c: char| {
        let digit = zeros.iter().find_map(|zero| {
            let digit = (c as u32).checked_sub(*zero as u32)?;
            char::from_digit(digit, 10)
        });
        digit.or(match c {
            '\u{66b}' | '\u{ff0e}' => Some('.'),
            '\u{66c}' | '\u{ff0c}' => Some(','),
            '\u{ff0d}' => Some('-'),
            '\u{ff0b}' => Some('+'),
            '\u{ff0f}' => Some('/'),
            '\u{ff1a}' => Some(':'),
            '\u{ffe5}' => Some('\u{a5}'),
            _ => None,
        })
    };
    match !text.is_ascii() && text.chars().any(|c| sign(c).is_some()) {
        true => Cow::Owned(text.chars().map(|c| sign(c).unwrap_or(c)).collect()),
        false => Cow::Borrowed(text),
    }
}

/// A minus and a currency, in any order, and nothing else; or a word for pieces, which is no unit of money.
pub(super) fn sign_and_unit(around: &str) -> Option<(bool, Option<&'static str>)> {
    let mut rest = around.trim();
    let mut minus = false;
    if let Some(stripped) = rest
        .strip_prefix(['-', '\u{2212}'])
        .or_else(|| rest.strip_suffix(['-', '\u{2212}']))
    {
        minus = true;
        rest = stripped.trim();
    } else if let Some(stripped) = rest.strip_prefix('+') {
        rest = stripped.trim();
    }
    // In fonts of Japan and Korea the backslash is the sign of the currency; nobody knows of which.
    if rest.is_empty() || rest == "\\" || PIECES.contains(&rest) {
        return Some((minus, None));
    }
    let same =
        |unit: &&&str| **unit == rest || (unit.len() == 3 && unit.eq_ignore_ascii_case(rest));
    let unit = UNITS.iter().find(same)?;
    Some((minus, Some(*unit)))
}
