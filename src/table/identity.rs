//! a column's cells -> which of them are the same cell: as written, or without what cannot be seen.

use crate::table::clean::trimmed;
use crate::table::column::Column;
use crate::table::compact::of_width;
use crate::table::date::DateStyle;
use crate::table::decide::{self, Kind};
use crate::table::packed::{Packed, Unpacked};
use crate::table::reader::Table;
use crate::table::store::{Growing, Store};

/// An odd number with bits in all places (the fractional part of the golden ratio).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes the hash of a cell into that of its row.
pub(crate) fn mix(hash: &mut u64, cell: u64) {
    *hash = (hash.rotate_left(23) ^ cell).wrapping_mul(SPREAD);
}

impl Column {
    /// Mixes a hash of each cleaned cell into the hash of its row.
    pub(crate) fn mix_clean(&self, hashes: &mut [u64]) {
        let by_text: Vec<u64> = self
            .store
            .texts()
            .iter()
            .map(|text| self.clean_hash(text))
            .collect();
        match &self.store {
            Store::Coded { codes, .. } => {
                hashes
                    .iter_mut()
                    .zip(codes.iter())
                    .for_each(|(hash, code)| mix(hash, by_text[code as usize]));
            }
            Store::Packed { values, .. } => {
                let cell = |value: Packed| match value.unpack() {
                    Unpacked::Exception(code) => by_text[code as usize],
                    _ => self.hashes.of_number(value.0),
                };
                of_width!(values, values => {
                    for (hash, value) in hashes.iter_mut().zip(values) {
                        mix(hash, cell(Packed::held(*value)));
                    }
                });
            }
        }
    }

    /// The hash of a text that is kept as a text: an exception that packs once it is trimmed is the
    /// packed cell.
    fn clean_hash(&self, text: &str) -> u64 {
        let clean = trimmed(text);
        let packed = matches!(self.store, Store::Packed { .. }).then(|| self.packed(clean));
        match packed.flatten() {
            Some(word) => self.hashes.of_number(word.0),
            None => self.hashes.of_text(clean.as_bytes()),
        }
    }

    /// Whether two cells hold the same text once invisible characters are taken from its ends.
    pub(crate) fn same_clean(&self, a: u32, b: u32) -> bool {
        let told_apart = match &self.store {
            Store::Coded { .. } => false,
            Store::Packed { values, .. } => [a, b].iter().all(|row| {
                let value = values.get(*row as usize);
                !matches!(value.unpack(), Unpacked::Exception(_))
            }),
        };
        self.same_raw(a, b) || (!told_apart && trimmed(&self.text(a)) == trimmed(&self.text(b)))
    }

    /// Whether two cells are written the same.
    pub(crate) fn same_raw(&self, a: u32, b: u32) -> bool {
        match &self.store {
            Store::Coded { codes, .. } => codes.get(a as usize) == codes.get(b as usize),
            Store::Packed { values, .. } => values.get(a as usize) == values.get(b as usize),
        }
    }

    /// Reads dates and numbers as the user chose (`iso`, `dmy`, `mdy`; `point`, `comma`), or as they were
    /// inferred.
    pub(crate) fn choose_style(&mut self, chosen: Option<&str>) {
        let style = match chosen {
            Some("iso") => Some(DateStyle::Iso),
            Some("dmy") => Some(DateStyle::DayFirst),
            Some("mdy") => Some(DateStyle::MonthFirst),
            _ => None,
        };
        let decision = &mut self.decision;
        if let Some(inferred) = self.inferred.take() {
            (decision.kind, decision.date, decision.number) = inferred;
        }
        let point = match chosen {
            Some("point") => Some(b'.'),
            Some("comma") => Some(b','),
            _ => None,
        };
        if style.is_some() || point.is_some() {
            self.inferred = Some((decision.kind, decision.date, decision.number.clone()));
        }
        if let Some(point) = point {
            decision.number = decision.number.with_point(point);
            if !matches!(decision.kind, Kind::Integer | Kind::Decimal) {
                (decision.kind, decision.date) = (Kind::Decimal, None);
            }
        }
        if let Some(style) = style {
            if decision.date.is_none() {
                decision.kind = Kind::Date;
            }
            decision.date = Some(style);
        }
        if point.is_some() {
            self.mark_missing();
        }
    }
}

impl Column {
    /// What it holds is of no row: it counts as empty until its style is chosen anew.
    pub(crate) fn hide(&mut self) {
        let decision = &mut self.decision;
        let inferred = (decision.kind, decision.date, decision.number.clone());
        self.inferred.get_or_insert(inferred);
        (decision.kind, decision.date) = (Kind::Empty, None);
    }
}

impl Table {
    /// A column of these cells, which are made of other columns.
    pub(crate) fn column_of<T: AsRef<str>>(
        &self,
        name: &str,
        cells: impl Iterator<Item = T>,
    ) -> Column {
        let hashes = self.columns[0].hashes.clone();
        let mut store = Growing::new();
        cells.for_each(|cell| store.push(cell.as_ref(), &hashes));
        let store = store.freeze();
        let decision = decide::decide(&store, self.facts.delimiter, self.flawed());
        Column::new(name.to_owned(), store, decision, hashes)
    }

    /// Adds a column of these days; whether all cells but a few are days.
    pub(crate) fn add_days(&mut self, name: &str, cells: &[String]) -> bool {
        let column = self.column_of(name, cells.iter());
        let decision = &column.decision;
        let days = decision.date.is_some() && decision.missing <= self.flawed();
        if days {
            self.columns.push(column);
        }
        days
    }

    /// Rows that cannot be read as the others.
    fn flawed(&self) -> u64 {
        self.flaws.iter().filter(|flaw| flaw.record > 0).count() as u64
    }

    /// The column whose order of day and month was chosen, where no cell tells it: others of the same doubt
    /// follow it.
    pub(crate) fn leader(&self, chosen: &dyn Fn(&str) -> bool) -> Option<&Column> {
        let mut doubtful = self.columns.iter().filter(|it| it.decision.ambiguous_dates);
        doubtful.find(|it| chosen(&it.name))
    }

    /// Reads each column as it was chosen, or as it was inferred.
    pub(crate) fn choose_styles(&mut self, chosen: &dyn Fn(&str) -> Option<String>) {
        for column in &mut self.columns {
            column.choose_style(chosen(&column.name).as_deref());
        }
        let leader = self.leader(&|name| chosen(name).is_some());
        let Some((name, style)) = leader.map(|it| (it.name.clone(), it.decision.date)) else {
            return;
        };
        let value = chosen(&name);
        for column in &mut self.columns {
            let decision = &column.decision;
            let learns = decision.ambiguous_dates && chosen(&column.name).is_none();
            if learns && style.is_some_and(|style| decision.date_orders.contains(&style)) {
                column.choose_style(value.as_deref());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::table::TableReader;

    fn column(cells: &[&str]) -> crate::table::Column {
        let text: String = cells.iter().map(|cell| format!("\"{cell}\",x\n")).collect();
        let mut reader = TableReader::new("t.csv", 5);
        reader.push(format!("a,b\n{text}").as_bytes()).unwrap();
        reader.finish().unwrap().columns.swap_remove(0)
    }

    #[test]
    fn cells_are_the_same_when_only_invisible_characters_tell_them_apart() {
        for cells in [
            ["INR", "INR\r", "USD"],
            ["5", " 5", "6"],
            ["2020-01-01", "2020-01-01 ", "2020-01-02"],
            ["Cus01", "Cus01 ", "Cus02"],
        ] {
            let column = column(&cells);
            let mut hashes = vec![0; 3];
            column.mix_clean(&mut hashes);
            assert!(
                hashes[0] == hashes[1] && hashes[0] != hashes[2],
                "{cells:?}"
            );
            assert!(
                column.same_clean(0, 1) && !column.same_clean(0, 2),
                "{cells:?}"
            );
            assert!(!column.same_raw(0, 1) && column.same_raw(2, 2), "{cells:?}");
            let coded = column.coded();
            assert_eq!(coded.codes, [0, 0, 1], "{cells:?}");
            assert_eq!(coded.entries, [cells[0], cells[2]]);
        }
    }

    #[test]
    fn the_order_of_dates_can_be_chosen_and_taken_back() {
        use crate::table::DateStyle::{DayFirst, MonthFirst};
        let mut column = column(&["31/01/2020", "01/02/2020"]);
        column.choose_style(Some("mdy"));
        assert_eq!(column.decision.date, Some(MonthFirst));
        column.choose_style(None);
        assert_eq!(column.decision.date, Some(DayFirst));
    }

    #[test]
    fn the_sign_before_decimals_can_be_chosen_and_taken_back() {
        let mut column = column(&["1.234", "5.678", "pending"]);
        let sum = |column: &crate::table::Column| {
            let read = column.decimals(&column.decision.number);
            let told = read
                .values
                .iter()
                .filter(|value| **value != crate::table::NO_NUMBER);
            (told.sum::<i64>(), read.scale)
        };
        let before = column.decision.clone();
        column.choose_style(Some("comma"));
        assert_eq!(sum(&column), (6_912, 0));
        column.choose_style(Some("point"));
        assert_eq!(sum(&column), (6_912, 3));
        column.choose_style(None);
        assert_eq!(column.decision, before);
    }
}
