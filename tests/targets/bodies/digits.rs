//! Numbers as digits, calculated with as on paper: nothing of it is shared with the product.

/// A decimal.
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

    /// `-12.50` or `1.25e-3`.
    pub fn of(text: &str) -> Option<Digits> {
        let (text, power) = match text.split_once(['e', 'E']) {
            Some((text, power)) => (text, i32::from(power.parse::<i16>().ok()?)),
            None => (text, 0),
        };
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, behind) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = !(whole.is_empty() && behind.is_empty()) && digits(whole) && digits(behind);
        if !is_number {
            return None;
        }
        // The point moves by the power, over zeros where the digits end.
        let mut all: Vec<u8> = [whole, behind]
            .concat()
            .bytes()
            .map(|byte| byte - b'0')
            .collect();
        let mut point = whole.len() as i32 + power;
        if point.abs() > 2_000 {
            return None;
        }
        while point < 0 {
            all.insert(0, 0);
            point += 1;
        }
        all.resize(all.len().max(point as usize), 0);
        let behind = all.split_off(point as usize);
        Some(Digits {
            negative,
            whole: all,
            behind,
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
