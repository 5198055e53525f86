//! Cases about the digits of numbers: what is read is exact, to the last digit and in the sum.

use clientele::table::{NO_NUMBER, TableReader};
use clientele::value::{Decimal, MAX_SCALE};

use crate::case::{Case, Verdict};
use crate::digits::Digits;

/// Lines `f16 f32 f64 text`: each text that is read has all its digits, by arithmetic on paper, and the bits
/// of the f64 that the suite states; so have all of them together. What is not read stays a text, or is
/// told as rounded.
pub fn judge(case: &Case) -> Verdict {
    let Some(bytes) = case.bytes() else {
        return Verdict::NotJudged;
    };
    let text = String::from_utf8_lossy(&bytes);
    let (mut lines, mut read) = (0, 0);
    let (mut ours, mut theirs) = (Decimal::ZERO, Digits::zero());
    for line in text.lines() {
        let mut parts = line.split_ascii_whitespace().skip(2);
        let (Some(bits), Some(number)) = (parts.next(), parts.next()) else {
            continue;
        };
        lines += 1;
        let Some(value) = exact(number) else { continue };
        read += 1;
        let bits = u64::from_str_radix(bits, 16).ok().map(f64::from_bits);
        let near: f64 = value.to_string().parse().expect("a decimal is a number");
        let digits = Digits::of(number).map(|digits| digits.rounded(usize::from(value.scale)));
        let signed = digits.as_ref().map(Digits::signed);
        // A decimal has no minus zero, so the bits are compared as numbers.
        if bits != Some(near) || signed != Some(value.mantissa.to_string()) {
            return Verdict::Confident(format!("{line}: {value} and not {digits:?}"));
        }
        let finest = Digits::of(number)
            .expect("it was read")
            .rounded(usize::from(MAX_SCALE));
        let Some(sum) = ours
            .checked_add(value)
            .filter(|sum| sum.at_scale(MAX_SCALE).is_some())
        else {
            continue;
        };
        (ours, theirs) = (sum, theirs.plus(&finest));
    }
    let sum = ours.at_scale(MAX_SCALE).map(|sum| sum.to_string());
    if sum.as_ref() != Some(&theirs.signed()) {
        return Verdict::Confident(format!("the sum is {sum:?} and not {}", theirs.signed()));
    }
    println!(
        "{}: {read} of {lines} numbers read, each exact, and their sum",
        case.id
    );
    match read {
        0 => Verdict::Fail("nothing is read".to_owned()),
        _ => Verdict::Pass,
    }
}

/// A cell as the exact number that a column of it holds.
fn exact(text: &str) -> Option<Decimal> {
    let mut reader = TableReader::new("a.csv", 7);
    reader
        .push(format!("value,x\n{text},w\n").as_bytes())
        .ok()?;
    let table = reader.finish().ok()?;
    let column = &table.columns[0];
    let numbers = column.decimals(&column.decision.number);
    let held = column.holds_numbers() && numbers.values[0] != NO_NUMBER && numbers.rounded == 0;
    held.then(|| Decimal::new(i128::from(numbers.values[0]), numbers.scale))
}
