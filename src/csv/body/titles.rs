//! Headings that tell what the rows below them are: what came back below "Refunds" is no sale, though its columns
//! are the same.
//!
//! A heading that says so is one wherever it stands alone in a record. It holds until the next heading.

use crate::csv::body::Body;
use crate::csv::body::sections::Section;
use crate::csv::look::Look;
use crate::csv::scanner::Record;
use crate::csv::{FlawKind, titled};

/// A longer text is no heading.
const LONGEST: usize = 60;

impl Body {
    /// What is wrong with a record, when headings are looked at as well.
    pub(super) fn titled(&mut self, record: Record, flaw: Option<FlawKind>) -> Option<FlawKind> {
        let above = self.alone.take();
        if flaw == Some(FlawKind::Header)
            && let Some(title) = above
        {
            self.facts.titles.push((self.records - 1, title));
            return flaw;
        }
        let Some(text) = self.alone(record) else {
            return flaw;
        };
        if titled(&text).is_some() {
            self.facts.titles.push((self.records, text));
            self.begin_section();
            return Some(FlawKind::Heading);
        }
        if !self.facts.titles.is_empty() {
            // Behind a blank line it is one, and elsewhere when the header follows.
            match flaw == Some(FlawKind::Heading) || flaw.is_some() && self.is_below_heading() {
                true => self.facts.titles.push((self.records, text)),
                false => self.alone = Some(text),
            }
        }
        flaw
    }

    fn is_below_heading(&self) -> bool {
        matches!(self.section, Section::Heading(_))
    }

    /// The words of a record in which nothing else stands.
    fn alone(&self, record: Record) -> Option<String> {
        let cells = self.cells[record.first_cell..].iter();
        let mut filled = cells.filter(|cell| !cell.is_empty());
        let text = filled.next()?.of(&self.buffer);
        let alone = self.shape.width > 1
            && filled.next().is_none()
            && text.len() <= LONGEST
            && Look::of(text) == Look::Text;
        alone.then(|| String::from_utf8_lossy(text).trim().to_owned())
    }

    /// A record of the preamble: the last one that is a heading is that of the first rows.
    pub(super) fn title_above(&mut self, cells: &[String]) {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty());
        if let (Some(text), None) = (filled.next(), filled.next())
            && titled(text).is_some()
        {
            self.facts.titles = vec![(0, text.trim().to_owned())];
        }
    }
}
