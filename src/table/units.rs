//! what stands around the digits of an amount: a sign and a currency.

/// Currency signs and codes that may stand before or behind an amount.
const UNITS: [&str; 62] = [
    "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "₫", "₪", "₴", "₦", "฿", "R$", "C$", "A$", "US$", "Rs",
    "Rs.", "kr", "zł", "Kč", "Ft", "Fr.", "USD", "EUR", "GBP", "JPY", "INR", "CNY", "RUB", "KRW",
    "TRY", "VND", "ILS", "UAH", "NGN", "THB", "BRL", "CAD", "AUD", "NZD", "CHF", "SEK", "NOK",
    "DKK", "PLN", "CZK", "HUF", "RON", "MXN", "ARS", "CLP", "COP", "ZAR", "SGD", "HKD", "MYR",
    "IDR", "PHP", "AED", "SAR",
];

/// A minus and a currency, in any order, and nothing else.
pub(super) fn sign_and_unit(around: &str) -> Option<(bool, Option<&str>)> {
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
    if rest.is_empty() {
        return Some((minus, None));
    }
    UNITS.contains(&rest).then_some((minus, Some(rest)))
}
