//! Another table below the first: its header is as wide as the rows above and holds words where all of them
//! hold values. What stands below it is of other columns, until the first header comes again.

use crate::csv::body::Body;
use crate::csv::body::sections::Section;
use crate::csv::look::Look;
use crate::csv::scanner::Record;

impl Body {
    /// Notes which columns hold values in the first row.
    pub(super) fn look_at_first(&mut self, record: Record) {
        if self.records != 1 {
            return;
        }
        let cells = self.cells[record.first_cell..].iter().enumerate();
        let typed = cells.filter(|(_, cell)| Look::of(cell.of(&self.buffer)) == Look::Typed);
        self.valued = typed.map(|(at, _)| at).collect();
    }

    /// Whether a record as wide as the table is the header of another one, or stands below it.
    pub(super) fn is_of_another_table(&mut self, record: Record) -> bool {
        if self.section != Section::OtherTable && self.begins_another(record) {
            self.section = Section::OtherTable;
        }
        self.section == Section::OtherTable
    }

    fn begins_another(&self, record: Record) -> bool {
        let cells = &self.cells[record.first_cell..];
        let look = |at: &usize| cells.get(*at).map(|cell| Look::of(cell.of(&self.buffer)));
        let mut valued = self.valued.iter();
        // The first of them tells of nearly all rows that they are rows.
        if self.valued.len() < 2 || !valued.all(|at| look(at) == Some(Look::Text)) {
            return false;
        }
        let text = |at: usize| cells[at].of(&self.buffer).trim_ascii().to_ascii_lowercase();
        let texts: Vec<Vec<u8>> = (0..cells.len()).map(text).collect();
        let distinct = |(at, text): (usize, &Vec<u8>)| !texts[..at].contains(text);
        let words = (0..cells.len()).all(|at| look(&at) == Some(Look::Text));
        if !words || !texts.iter().enumerate().all(distinct) {
            return false;
        }
        // Behind a blank line that is enough; without one it has to be called as the columns are.
        let names = || {
            self.facts
                .header
                .iter()
                .map(|name| name.trim().to_ascii_lowercase().into_bytes())
        };
        let known = texts.iter().filter(|text| {
            let holds = |long: &[u8], short: &[u8]| {
                short.len() > 2 && long.windows(short.len()).any(|part| part == short)
            };
            names().any(|name| holds(text, &name) || holds(&name, text))
        });
        self.section == Section::Blank || known.count() * 2 >= texts.len()
    }
}

#[cfg(test)]
mod tests {
    use crate::csv::{FlawKind, RecordReader, Records, Sink};

    struct Nothing;

    impl Sink for Nothing {
        fn header(&mut self, _: &[String]) {}
        fn records(&mut self, _: &Records<'_>) {}
    }

    const NONE: [u64; 0] = [];

    /// The lines of records that are of another table or repeat the header.
    fn others(text: &str) -> Vec<u64> {
        let mut reader = RecordReader::new("a.csv");
        reader.push(text.as_bytes(), &mut Nothing).unwrap();
        let flaws = reader.finish(&mut Nothing).unwrap().flaws;
        let known = |kind| matches!(kind, FlawKind::OtherTable | FlawKind::Header);
        let flaws = flaws.iter().filter(|flaw| known(flaw.kind));
        flaws.map(|flaw| flaw.line).collect()
    }

    const ORDERS: &str =
        "id,day,customer,amount\n1,2020-01-01,Ann,5\n2,2020-01-02,Bob,6\n3,2020-01-03,Ann,7\n";

    #[test]
    fn rows_below_the_header_of_another_table_are_of_other_columns() {
        let stock = "product,since,kind,price\nLamp,2019-01-01,home,20\nVase,2019-01-02,home,30\n";
        assert_eq!(others(&format!("{ORDERS}\n{stock}")), [6, 7, 8]);
        // The first header again: rows of the first table.
        let again = "id,day,customer,amount\n4,2020-01-04,Cid,8\n";
        assert_eq!(others(&format!("{ORDERS}\n{stock}{again}")), [6, 7, 8, 9]);
        // Without a blank line, names that have nothing of the first may be a row.
        assert_eq!(others(&format!("{ORDERS}{stock}")), NONE);
    }

    #[test]
    fn a_header_whose_columns_have_moved_begins_another_table() {
        let moved = "id,amount,customer,day\n4,8,Cid,2020-01-04\n";
        assert_eq!(others(&format!("{ORDERS}{moved}")), [5, 6]);
        let renamed = "Order ID,Order Day,Customer Name,Net Amount\n4,2020-01-04,Cid,8\n";
        assert_eq!(others(&format!("{ORDERS}{renamed}")), [5, 6]);
    }

    #[test]
    fn a_row_of_words_for_what_is_not_known_is_a_row() {
        for row in [
            "n/a,unknown,Dan,none",
            "lost,lost,Dan,lost",
            "later,soon,Dan,much",
        ] {
            assert_eq!(
                others(&format!("{ORDERS}{row}\n5,2020-01-05,Eve,9\n")),
                NONE,
                "{row}"
            );
        }
        assert_eq!(
            others(&format!(
                "{ORDERS}\nn/a,unknown,Dan,none\n5,2020-01-05,Eve,9\n"
            )),
            NONE
        );
    }
}
