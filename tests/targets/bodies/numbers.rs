//! texts -> exact numbers: each equals what other arithmetic makes of the text, and so does their sum.

use clientele::table::{NO_NUMBER, NumberStyle};
use clientele::value::Decimal;

use super::column;

/// Each line is a cell.
pub fn numbers(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let cells: Vec<&str> = text.lines().take(64).collect();
    let Some(table) = column("value", &cells) else {
        return;
    };
    let column = &table.columns[1];
    let style = &column.decision.number;
    let numbers = column.decimals(style);
    if !column.holds_numbers() || *style != NumberStyle::default() {
        return;
    }
    let (mut ours, mut theirs) = (Decimal::ZERO, Digits::zero());
    for row in 0..table.rows {
        let cell = column.text(row);
        let value = numbers.values[row as usize];
        let Some(digits) = Digits::of(cell.trim()) else {
            continue;
        };
        assert_ne!(value, NO_NUMBER, "{cell:?} is read");
        let rounded = digits.rounded(usize::from(numbers.scale));
        assert_eq!(rounded.signed(), value.to_string(), "{cell:?}");
        let exact = Decimal::new(i128::from(value), numbers.scale);
        ours = ours.checked_add(exact).expect("64 numbers fit");
        theirs = theirs.plus(&rounded);
    }
    let ours = ours.at_scale(numbers.scale).expect("the scale is theirs");
    assert_eq!(theirs.signed(), ours.to_string(), "the sum");
}

/// A decimal as digits, calculated with as on paper: nothing of it is shared with the product.
#[derive(Clone, Debug)]
pub struct Digits {
    negative: bool,
    /// Before the point, and behind it.
    whole: Vec<u8>,
    behind: Vec<u8>,
}

impl Digits {
    /// No number at all yet.
    pub fn zero() -> Digits {
        Digits {
            negative: false,
            whole: vec![0],
            behind: Vec::new(),
        }
    }

    /// `-12.50`; at most 18 digits, so that a column holds it.
    pub fn of(text: &str) -> Option<Digits> {
        let (negative, text) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest));
        let (whole, behind) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = !whole.is_empty() && !behind.is_empty() && whole.len() + behind.len() <= 16;
        (fits && digits(whole) && digits(behind)).then(|| Digits {
            negative,
            whole: whole.bytes().map(|byte| byte - b'0').collect(),
            behind: text.split_once('.').map_or(Vec::new(), |(_, behind)| {
                behind.bytes().map(|byte| byte - b'0').collect()
            }),
        })
    }

    /// With so many digits behind the point, half away from zero; all digits are before it then.
    pub fn rounded(&self, scale: usize) -> Digits {
        let mut digits = self.whole.clone();
        digits.extend((0..scale).map(|at| self.behind.get(at).copied().unwrap_or(0)));
        if self.behind.get(scale).is_some_and(|digit| *digit >= 5) {
            digits = add(&digits, &[1]);
        }
        Digits {
            negative: self.negative,
            whole: digits,
            behind: Vec::new(),
        }
    }

    /// The sum of two whole numbers.
    pub fn plus(&self, other: &Digits) -> Digits {
        let (negative, whole) = if self.negative == other.negative {
            (self.negative, add(&self.whole, &other.whole))
        } else if is_less(&self.whole, &other.whole) {
            (other.negative, less(&other.whole, &self.whole))
        } else {
            (self.negative, less(&self.whole, &other.whole))
        };
        Digits {
            negative,
            whole,
            behind: Vec::new(),
        }
    }

    /// As whole numbers are written.
    pub fn signed(&self) -> String {
        let digits: String = self
            .whole
            .iter()
            .map(|digit| char::from(digit + b'0'))
            .collect();
        let digits = digits.trim_start_matches('0');
        match (self.negative, digits) {
            (_, "") => "0".to_owned(),
            (true, digits) => format!("-{digits}"),
            (false, digits) => digits.to_owned(),
        }
    }
}

fn from_the_end(digits: &[u8], at: usize) -> u8 {
    digits.len().checked_sub(at + 1).map_or(0, |at| digits[at])
}

fn add(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut carry = 0;
    let mut sum: Vec<u8> = (0..=a.len().max(b.len()))
        .map(|at| {
            let digit = from_the_end(a, at) + from_the_end(b, at) + carry;
            carry = digit / 10;
            digit % 10
        })
        .collect();
    sum.reverse();
    sum
}

fn less(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut borrow = 0;
    let mut rest: Vec<u8> = (0..a.len().max(b.len()))
        .map(|at| {
            let digit = 10 + from_the_end(a, at) - from_the_end(b, at) - borrow;
            borrow = u8::from(digit < 10);
            digit % 10
        })
        .collect();
    rest.reverse();
    rest
}

fn is_less(a: &[u8], b: &[u8]) -> bool {
    let digits = |digits: &[u8]| {
        let from = digits
            .iter()
            .position(|digit| *digit > 0)
            .unwrap_or(digits.len());
        digits[from..].to_vec()
    };
    let (a, b) = (digits(a), digits(b));
    (a.len(), &a) < (b.len(), &b)
}
