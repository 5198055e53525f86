//! What rows give back -> credits: rows of their own behind all others, as exports write them that book
//! a refund apart. So booked, net and delivered hold for both in the same way.

use crate::dataset::{Dataset, NO_VALUE, Status};

impl Dataset {
    /// Takes `back` off, in mantissas at the data set's scale, one for each row. Where the files tell
    /// what became of the goods, a row that is paid back whole has come back; all else becomes a credit.
    pub(super) fn pay_back(&mut self, back: &[i64]) {
        let told = |status: &Status| !matches!(status, Status::Unknown | Status::Refund);
        let tells = self.status.iter().any(told);
        self.status.resize(self.rows.len(), Status::Unknown);
        for (row, back) in back.iter().enumerate() {
            let amount = self.amount[row];
            if *back <= 0 || *back == NO_VALUE || self.status[row] == Status::Returned {
                continue;
            }
            if tells && *back >= amount && amount > 0 {
                self.status[row] = Status::Returned;
            } else {
                self.credit(row, *back);
            }
        }
    }

    /// Adds a credit to a row.
    fn credit(&mut self, row: usize, back: i64) {
        fn again<T: Copy>(values: &mut Vec<T>, row: usize) {
            values.extend(values.get(row).copied());
        }
        self.credits += 1;
        self.amount.push(-back);
        self.status.push(Status::Refund);
        self.rows.push(self.rows.at(row));
        again(&mut self.day, row);
        again(&mut self.customer, row);
        again(&mut self.order, row);
        again(&mut self.minute, row);
        for dimension in &mut self.dimensions {
            dimension.codes.again(row);
        }
        // Money goes back and no goods: what they cost stays with the row that sold them.
        for measure in &mut self.measures {
            let finer = u32::from(measure.scale.saturating_sub(self.scale));
            let lost = 10_i64
                .checked_pow(finer)
                .and_then(|one| back.checked_mul(one));
            measure.values.push(match measure.id {
                "margin" => lost.map_or(NO_VALUE, |lost| -lost),
                _ => 0,
            });
        }
    }
}
