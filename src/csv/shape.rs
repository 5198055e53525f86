//! the head of a file under its grammar -> where the table begins, its header, and its width.

mod counting;
mod mark;

use crate::csv::dialect::{Cut, Dialect, each_record, is_remark, mode};
use crate::csv::look::Look;
use crate::csv::scanner::End;
pub(super) use counting::years_spread;
use counting::{are_years_above, counts_up, names_periods};
pub(super) use mark::Mark;
use mark::mark;

/// Records looked at.
const LOOKED_AT: usize = 600;
/// A header stands below at most so many other records.
const DEEPEST: usize = 60;
/// A header is at most so many records tall.
const TALLEST: usize = 3;
/// Few rows prove no width: then the header's counts.
const FEW: usize = 5;

/// Fewer records do not show that they are lists.
const LEAST_LISTS: usize = 20;
/// Lists have one column: what they list.
const LISTS: Shape = Shape {
    width: 1,
    preamble: 0,
    header: 0,
    empty_end: false,
    list: true,
};

/// Where the table begins and how wide it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// Columns of the table.
    pub width: u32,
    /// Records above the header.
    pub preamble: u32,
    /// Records of the header; none when the first record is a row.
    pub header: u32,
    /// Each row ends with an empty field that the header does not have.
    pub empty_end: bool,
    /// There are no columns: each record lists things, as many as there are.
    pub list: bool,
}

/// A record at a glance.
struct Line {
    looks: Vec<Look>,
    /// The cells, where the record could be a header.
    texts: Vec<Vec<u8>>,
}

impl Line {
    fn width(&self) -> usize {
        self.looks.len()
    }

    fn is_remark(&self) -> bool {
        self.texts.first().is_some_and(|text| is_remark(text))
    }

    fn filled(&self) -> usize {
        self.looks
            .iter()
            .filter(|look| **look != Look::Empty)
            .count()
    }
}

impl Shape {
    /// Decides on the head; finds a mark as well.
    pub(super) fn of(
        head: &[u8],
        end: End,
        dialect: &Dialect,
        header: Option<bool>,
    ) -> (Shape, Option<Mark>) {
        let mut lines = Vec::new();
        each_record(head, end, dialect.grammar, |cells, _, _| {
            let texts = if lines.len() <= DEEPEST + TALLEST {
                cells.iter().map(|cell| cell.of(head).to_vec()).collect()
            } else {
                Vec::new()
            };
            let looks = cells.iter().map(|cell| Look::of(cell.of(head))).collect();
            lines.push(Line { looks, texts });
            lines.len() < LOOKED_AT
        });
        let mut shape = shape(&lines, &dialect.cut);
        match header {
            Some(true) if shape.header == 0 => shape.header = 1,
            Some(false) => shape.header = 0,
            _ => {}
        }
        let above = (shape.preamble + shape.header) as usize;
        let mark = mark(lines.get(above..).unwrap_or_default(), shape.width as usize);
        (shape, mark)
    }
}

fn shape(lines: &[Line], cut: &Cut) -> Shape {
    let widths = &cut.widths[..];
    let remarks = lines
        .iter()
        .take_while(|line| cut.remarks && line.is_remark());
    // A remark right above the rows, as wide as they are, is their header.
    let remarks = match remarks.count() {
        all if all > 0
            && lines
                .get(all)
                .is_some_and(|line| line.width() == lines[all - 1].width()) =>
        {
            all - 1
        }
        all => all,
    };
    let first = lines.get(remarks).map_or(1, Line::width) as u32;
    let plain = Shape {
        width: narrowed(&lines[remarks..]).unwrap_or(first),
        preamble: remarks as u32,
        header: 1,
        empty_end: false,
        list: false,
    };
    let (width, times) = mode(widths.get(1..).unwrap_or_default());
    let rows = widths.len().saturating_sub(1);
    // Lists, each row of its own length, have the width of their first line.
    if times * 10 < rows * 7 {
        return if are_lists(lines) { LISTS } else { plain };
    }
    let empty_end = ends_empty(lines, width as usize);
    if times < FEW && first != width && !(first + 1 == width && empty_end) {
        return plain;
    }
    let columns = Columns::of(lines, width as usize);
    let is_full =
        |line: &Line| line.width() == width as usize && line.filled() * 10 >= line.width() * 6;
    let top = lines.iter().take(DEEPEST).position(is_full);
    let Some(top) = top else { return plain };
    let (header, tall) = if lines.len() > top + 1 && are_years_above(&lines[top], &lines[top + 1]) {
        (top, 1 + columns.height(&lines[top + 1..]))
    } else if top > 0 && are_years_above(&lines[top - 1], &lines[top]) {
        (top - 1, 1 + columns.height(&lines[top..]))
    } else if columns.is_data(&lines[top]) && !names_periods(&lines[top..]) {
        // The header has empty names, or another width than its rows.
        let above = lines[..top].iter().rev();
        let alike = above.take_while(|line| line.width() == width as usize && line.filled() > 0);
        let first = top - alike.count().clamp(usize::from(top > 0), top);
        if first < top && is_odd_header(&lines[first], width) {
            (first, 1)
        } else {
            (top, 0)
        }
    } else {
        let top = top + usize::from(columns.names_begin_below(&lines[top..]));
        (top, columns.height(&lines[top..]))
    };
    Shape {
        width,
        preamble: header as u32,
        header: tall as u32,
        empty_end,
        list: false,
    }
}

/// The width of the first rows where the header ends with a separator that they do not have.
fn narrowed(lines: &[Line]) -> Option<u32> {
    let (header, rows) = lines.split_first()?;
    let width = header.width().checked_sub(1).filter(|width| *width > 1)?;
    let alike = rows
        .iter()
        .take(FEW)
        .filter(|line| line.width() == width)
        .count();
    let ends = header.looks.last() == Some(&Look::Empty);
    (ends && alike == FEW).then_some(width as u32)
}

/// Whether records are lists of words out of one stock: no numbers, lengths of all kinds, and words that
/// come back from line to line, those of the first line too.
fn are_lists(lines: &[Line]) -> bool {
    let looks = lines.iter().flat_map(|line| &line.looks);
    let (text, typed) = looks.fold((0, 0), |(text, typed), look| {
        (
            text + usize::from(*look == Look::Text),
            typed + usize::from(*look == Look::Typed),
        )
    });
    let mut words: Vec<&[u8]> = lines
        .iter()
        .flat_map(|line| line.texts.iter().map(|text| text.trim_ascii()))
        .filter(|word| !word.is_empty())
        .collect();
    let all = words.len();
    crate::value::order::sort(&mut words);
    let again = |word: &Vec<u8>| {
        let word = word.trim_ascii();
        let from = words.partition_point(|known| *known < word);
        words.get(from + 1) == Some(&word)
    };
    let first = lines.first().map_or(&[][..], |line| &line.texts[..]);
    let known = first.iter().filter(|word| again(word)).count();
    let recur = known * 2 >= first.len();
    words.dedup();
    lines.len() >= LEAST_LISTS && typed * 100 <= text && words.len() * 10 <= all * 7 && recur
}

/// Whether at least 99 % of the rows of this width end with an empty field.
fn ends_empty(lines: &[Line], width: usize) -> bool {
    let rows = lines.iter().skip(1).filter(|line| line.width() == width);
    let (all, empty) = rows.fold((0, 0), |(all, empty), line| {
        (
            all + 1,
            empty + usize::from(line.looks.last() == Some(&Look::Empty)),
        )
    });
    all > 0 && empty * 100 >= all * 99
}

fn is_odd_header(line: &Line, width: u32) -> bool {
    let (width, own) = (width as usize, line.width());
    let text = line
        .looks
        .iter()
        .filter(|look| **look == Look::Text)
        .count();
    text >= 1
        && text * 2 > line.filled()
        && (own == width || own > 1 && own * 2 >= width && own <= width * 2)
}

/// What the columns look like below their header.
struct Columns {
    typed: Vec<bool>,
    /// More of the cells hold words than values.
    worded: Vec<bool>,
}

impl Columns {
    fn of(lines: &[Line], width: usize) -> Columns {
        let skip = (lines.len() / 2).clamp(1, FEW);
        let mut counts = vec![(0_usize, 0_usize); width];
        for line in lines.iter().skip(skip).filter(|line| line.width() == width) {
            for (count, look) in counts.iter_mut().zip(&line.looks) {
                count.0 += usize::from(*look == Look::Typed);
                count.1 += usize::from(*look == Look::Text);
            }
        }
        let typed = counts
            .iter()
            .map(|(typed, text)| *typed > 0 && typed * 10 >= (typed + text) * 9);
        let worded = counts.iter().map(|(typed, text)| text > typed);
        Columns {
            typed: typed.collect(),
            worded: worded.collect(),
        }
    }

    /// Looks of the cells in typed columns.
    fn looks<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = Look> + 'a {
        let looks = line.looks.iter().zip(&self.typed);
        looks.filter(|(_, typed)| **typed).map(|(look, _)| *look)
    }

    /// Whether a record looks like the rows: values where their columns hold values. Years that count up
    /// are names.
    fn is_data(&self, line: &Line) -> bool {
        let typed = self.looks(line).filter(|look| *look == Look::Typed).count();
        let text = self.looks(line).filter(|look| *look == Look::Text).count();
        typed > 0 && text == 0 && !counts_up(line)
    }

    /// Records of the header: those below the first that repeat it, or have words over columns of values.
    fn height(&self, lines: &[Line]) -> usize {
        let mut tall = 1;
        let typed = self.typed.iter().filter(|typed| **typed).count();
        while let Some(line) = lines.get(tall).filter(|_| tall < TALLEST) {
            let words = self.looks(line).filter(|look| *look == Look::Text).count();
            let values = self.looks(line).filter(|look| *look == Look::Typed).count();
            let same = line.texts == lines[0].texts && lines.len() > FEW && line.width() > 1;
            let over =
                typed >= 2 && values == 0 && words * 2 >= typed && line.width() == lines[0].width();
            let part = self.adds_to(&lines[0], line);
            // An empty record between two of a header belongs to it.
            let gap = line.filled() == 0
                && lines
                    .get(tall + 1)
                    .is_some_and(|line| self.adds_to(&lines[0], line));
            if !same && !over && !part && !gap {
                break;
            }
            tall += 1;
        }
        tall
    }

    /// Whether a record with values in it, as wide as the table by chance, stands above the names of all columns.
    fn names_begin_below(&self, lines: &[Line]) -> bool {
        let [top, below, ..] = lines else {
            return false;
        };
        let words = |line: &Line| line.looks.iter().all(|look| *look == Look::Text);
        let names = below.width() == top.width() && words(below);
        names
            && self.looks(below).count() >= 2
            && top.looks.contains(&Look::Typed)
            && !counts_up(top)
            && !names_periods(lines)
    }

    /// Whether a record adds to the names above it: nothing in its first column, and words in others that
    /// have no name yet, or hold values.
    fn adds_to(&self, header: &Line, line: &Line) -> bool {
        let (mut filled, mut words, mut below_none, mut over_values) = (0, 0, 0, 0);
        for (at, look) in line
            .looks
            .iter()
            .enumerate()
            .filter(|(_, look)| **look != Look::Empty)
        {
            filled += 1;
            words += usize::from(*look == Look::Text);
            below_none += usize::from(header.looks.get(at) == Some(&Look::Empty));
            over_values += usize::from(self.worded.get(at) == Some(&false));
        }
        line.looks.first() == Some(&Look::Empty)
            && line.width() == header.width()
            && filled > 0
            && words == filled
            && self.typed.contains(&true)
            && (below_none * 2 >= filled || over_values == filled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv::dialect::quotes;

    fn of(text: &str) -> (u32, u32, u32) {
        let dialect = quotes(text.as_bytes(), End::Last, b',');
        let (shape, _) = Shape::of(text.as_bytes(), End::Last, &dialect, None);
        (shape.preamble, shape.header, shape.width)
    }

    #[test]
    fn the_header_is_the_first_full_record_that_is_no_data() {
        for (text, expected) in [
            ("a,b\n1,2\n3,4\n", (0, 1, 2)),
            ("1,2\n3,4\n", (0, 0, 2)),
            ("x,y\nz,w\n", (0, 1, 2)),
            ("n,2001,2002,2003\nx,1,2,3\ny,4,5,6\n", (0, 1, 4)),
            ("n,Jan 24,Feb 24,Mar 24\nx,1,2,3\ny,4,5,6\n", (0, 1, 4)),
            ("n,3 Jan,4 Feb,5 Mar\nx,6 Jan,7 Feb,8 Mar\n", (0, 0, 4)),
            (
                "Report\n\na,b,c\n1,2,3\n4,5,6\n7,8,9\n1,2,3\n4,5,6\n",
                (1, 1, 3),
            ),
            (
                "Made:,2024-12-31,by\n\na,b,c\nx,2,3\ny,5,6\nz,8,9\n",
                (1, 1, 3),
            ),
            ("Report,,\n,,\na,b,c\n1,2,3\n4,5,6\n", (2, 1, 3)),
            ("a,b,c\n(kg),(m),(s)\n1,2,3\n4,5,6\n7,8,9\n", (0, 2, 3)),
            (
                "a,b,,t\n,,,\n,,Air,\nx,1,2,3\ny,4,5,6\nz,7,8,9\nw,1,2,3\nv,4,5,6\n",
                (0, 3, 4),
            ),
            (
                "Sales,,,,\n,2023,,2024,\nx,Jan,Feb,Jan,Feb\na,1,2,3,4\nb,5,6,7,8\n",
                (1, 2, 5),
            ),
            ("k,202411,202412,202501\nx,1,2,3\ny,4,5,6\n", (0, 1, 4)),
            ("# made by x\n#\na,b\n1,2\n3,4\n", (2, 1, 2)),
            ("a,,\n1,2,3\n4,5,6\n", (0, 1, 3)),
            ("a,b\n1,2,\n3,4,\n", (0, 1, 3)),
            ("a,b\n1,2,x\n3,4,\n", (0, 1, 2)),
            ("a,b,c,d\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n", (0, 1, 3)),
            ("milk,bread\neggs\nmilk,beer,wine\n", (0, 1, 2)),
        ] {
            assert_eq!(of(text), expected, "{text:?}");
        }
    }
}
