//! What stands below the rows: remarks and totals.

use crate::csv::body::Body;
use crate::csv::{Aside, footer};

impl Body {
    /// Takes remarks and totals away from the end of the rows.
    pub(super) fn set_footer_aside(&mut self) {
        if self.shape.list {
            return;
        }
        let width = self.shape.width as usize;
        let grammar = self.scanner.grammar();
        let last = self.held.iter().rev();
        let last = last.take(self.records.saturating_sub(2) as usize);
        let guessed = last.map_while(|held| {
            let cells = footer::cells(&self.buffer[held.start..self.valid], grammar);
            Some((footer::guess(&cells, width)?, (*held, cells)))
        });
        let (guesses, records): (Vec<_>, Vec<_>) = guessed.unzip();
        let mut found = Vec::new();
        for (kind, (held, cells)) in footer::kinds(&guesses).into_iter().zip(records) {
            self.records -= 1;
            let last = self.flaws.last();
            let flawed = last.is_some_and(|flaw| flaw.record == self.records);
            if flawed {
                self.flaws.pop();
            }
            self.held.pop();
            self.cells.truncate(self.held.len() * width);
            found.push(Aside {
                kind,
                line: held.line,
                byte: self.base + held.start as u64,
                cells,
            });
            self.free = self.free.min(self.held.len());
        }
        self.facts.aside.extend(found.into_iter().rev());
    }
}
