//! Numbers -> digits: grouped, rounded, with a word for their magnitude. What every unit is said with.

use crate::say::voice::Grouping;
use crate::value::Decimal;

/// The true minus sign.
pub(super) const MINUS: char = '\u{2212}';
/// A number below this is said to be below it: a chance of 0 would be a claim.
pub(super) const LITTLE: f64 = 1e-4;

/// Groups the whole digits of plain decimal text and writes the true minus sign.
pub(super) fn group(text: &str, grouping: Grouping) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (MINUS.to_string(), rest),
        None => (String::new(), text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len() - index;
        let border = match grouping {
            Grouping::Thousands => left.is_multiple_of(3),
            Grouping::Indian => {
                left == 3 || (left > 3 && !left.is_multiple_of(2) && left != whole.len())
            }
        };
        if index > 0 && border {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

/// Three significant figures with a word for the magnitude.
pub(super) fn compact(amount: Decimal, grouping: Grouping) -> String {
    const WESTERN: [(i128, &str); 4] = [
        (1_000_000_000_000, " T"),
        (1_000_000_000, " B"),
        (1_000_000, " M"),
        (10_000, " k"),
    ];
    const INDIAN: [(i128, &str); 2] = [(10_000_000, " crore"), (100_000, " lakh")];
    let steps: &[(i128, &str)] = match grouping {
        Grouping::Thousands => &WESTERN,
        Grouping::Indian => &INDIAN,
    };
    let size = amount.mantissa.unsigned_abs() / 10_u128.pow(u32::from(amount.scale));
    for &(limit, name) in steps {
        // 999,960 is said "1 M" and not "1,000 k".
        let reach = if limit > 10_000 {
            size + size / 2000
        } else {
            size
        };
        let rounds_up = reach >= limit.unsigned_abs();
        if rounds_up {
            let unit = if name == " k" { 1_000 } else { limit };
            if let Some(number) = amount.divided(unit, 6) {
                return format!("{}{name}", group(&three_figures(number), grouping));
            }
        }
    }
    group(&three_figures(amount), grouping)
}

/// At least three significant figures; whole numbers keep all their digits.
fn three_figures(number: Decimal) -> String {
    let size = number.mantissa.unsigned_abs() / 10_u128.pow(u32::from(number.scale));
    let places = match size {
        100.. => 0,
        10..=99 => 1,
        1..=9 => 2,
        0 => 3,
    };
    number.rounded(places).normalized().to_string()
}

pub(super) fn percent(of_one: f64) -> String {
    if !of_one.is_finite() {
        return "\u{2014}".to_owned();
    }
    let points = of_one * 100.0;
    let size = points.abs();
    let places = match () {
        () if size == 0.0 => 0,
        () if size < 0.995 => 2,
        () if size < 99.5 => 1,
        () if size < 100.0 => 2,
        () => 0,
    };
    format!(
        "{} %",
        trim_zeros(&fixed(points, places)).replacen('-', &MINUS.to_string(), 1)
    )
}

/// "below 0.0001" as a sign, for what is not nothing and would be rounded to it.
pub(super) fn next_to_nothing(number: f64) -> Option<String> {
    let little = number != 0.0 && number.abs() < LITTLE;
    little.then(|| match number > 0.0 {
        true => "< 0.0001".to_owned(),
        false => format!("> {MINUS}0.0001"),
    })
}

pub(super) fn significant(number: f64, grouping: Grouping) -> String {
    if !number.is_finite() {
        return "\u{2014}".to_owned();
    }
    if let Some(text) = next_to_nothing(number) {
        return text;
    }
    let size = number.abs();
    let places = match () {
        () if size >= 100.0 => 0,
        () if size >= 10.0 => 1,
        () if size >= 1.0 => 2,
        () if size >= 0.01 => 3,
        () => 6,
    };
    group(&trim_zeros(&fixed(number, places)), grouping)
}

/// A finite f64 with so many decimals: its exact binary value rounded once, half to even, as `format!`
/// does, without the tables that `format!` would bring into the wasm. A negative zero loses its sign.
pub(super) fn fixed(number: f64, places: usize) -> String {
    let bits = number.abs().to_bits();
    let exponent = (bits >> 52) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (digits, power) = match exponent {
        0 => (fraction, -1074),
        _ => (fraction | 1 << 52, exponent - 1075),
    };
    let scaled = u128::from(digits) * 10_u128.pow(places as u32);
    let mantissa = match power {
        // Beyond 10^22 nothing on a page is counted one by one.
        0.. => scaled.saturating_mul(1_u128.checked_shl(power as u32).unwrap_or(u128::MAX)),
        -126..0 => shifted_half_even(scaled, power.unsigned_abs()),
        _ => 0,
    };
    let mantissa = i128::try_from(mantissa).unwrap_or(i128::MAX);
    Decimal::new(
        if number < 0.0 { -mantissa } else { mantissa },
        places as u8,
    )
    .to_string()
}

/// Divided by a power of two and rounded, half to even.
fn shifted_half_even(value: u128, by: u32) -> u128 {
    let (quotient, rest, half) = (value >> by, value & ((1 << by) - 1), 1_u128 << (by - 1));
    quotient + u128::from(rest > half || (rest == half && quotient % 2 == 1))
}

pub(super) fn trim_zeros(text: &str) -> String {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    }
}

pub(super) fn size(bytes: u64) -> String {
    const STEPS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    for (step, name) in STEPS {
        if bytes >= step {
            return format!(
                "{} {name}",
                significant(bytes as f64 / step as f64, Grouping::Thousands)
            );
        }
    }
    format!("{bytes} bytes")
}

#[cfg(test)]
mod tests {
    proptest::proptest! {
        #[test]
        fn numbers_are_rounded_as_the_standard_library_rounds(number in -1e15..1e15_f64, small in -2.0..2.0_f64, places in 0..5_usize) {
            for number in [number, small, (number * 8.0).round() / 8.0] {
                let expected = format!("{number:.places$}");
                let zero = expected.bytes().all(|b| matches!(b, b'-' | b'0' | b'.'));
                let expected = if zero { expected.trim_start_matches('-').to_owned() } else { expected };
                proptest::prop_assert_eq!(super::fixed(number, places), expected);
            }
        }
    }
}
