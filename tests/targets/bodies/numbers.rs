//! texts -> exact numbers: each equals what other arithmetic makes of the text, and so does their sum.

use clientele::table::{NO_NUMBER, NumberStyle};
use clientele::value::Decimal;

use super::column;
use super::digits::Digits;

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
        // Longer ones name something, or are rounded and told.
        let count = cell.bytes().filter(u8::is_ascii_digit).count();
        let plain = |_: &Digits| count <= 16 && !cell.contains(['e', 'E', '+']);
        let Some(digits) = Digits::of(cell.trim()).filter(plain) else {
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
