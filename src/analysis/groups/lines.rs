//! Rows -> what each customer's rows tell, one customer after the other.
//!
//! They are brought together in one pass over the rows as they stand: looking each up later, by customer,
//! where it stands in several columns would wait for memory as often.

use crate::analysis::Frame;
use crate::analysis::rows::in_blocks;

/// What a row tells of its customer, in 16 bytes.
#[derive(Clone, Copy, Default)]
pub(super) struct Line {
    pub amount: i64,
    pub code: u32,
    pub told: u32,
}

/// The lines of known customers, by customer, and where each begins; one more start at the end. `line` tells
/// code and more of each counted row of the slice, by its place among them and its place in the data.
pub(super) fn lines_by_customer(
    frame: &Frame,
    line: impl Fn(usize, usize) -> (u32, u32),
) -> (Vec<Line>, Vec<u32>) {
    let (buyer, amount) = (&frame.dataset.customer[..], &frame.dataset.amount[..]);
    let (rows, customers) = (frame.counted_list(), frame.dataset.customers.len());
    let mut starts = vec![0_u32; customers + 1];
    in_blocks(rows.len(), &mut |block| {
        for row in &rows[block] {
            if let Some(start) = starts[1..].get_mut(buyer[*row as usize] as usize) {
                *start += 1;
            }
        }
    });
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let known = starts.last().map_or(0, |end| *end as usize);
    let mut lines = vec![Line::default(); known];
    in_blocks(rows.len(), &mut |block| {
        for at in block {
            let row = rows[at] as usize;
            // The last start is that of nobody.
            if let Some(place) = next[..customers].get_mut(buyer[row] as usize) {
                let (code, told) = line(at, row);
                lines[*place as usize] = Line {
                    amount: amount[row],
                    code,
                    told,
                };
                *place += 1;
            }
        }
    });
    (lines, starts)
}
