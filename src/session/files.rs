//! The files of a session: one is open, the others are tables, in an order that does not depend on
//! when they arrived.

use crate::csv::Wanted;
use crate::error::ReadError;
use crate::protocol::Progress;
use crate::recipe::Recipe;
use crate::schema::{Source, append, composite};
use crate::session::reading;
use crate::table::{Table, TableReader};
use crate::value::{Map, order};

/// Files read, refused and open.
pub(super) struct Files {
    seed: u64,
    tables: Vec<Table>,
    /// What the tables are known by while they are lent to the model: name and hash.
    known: Vec<(String, String)>,
    /// What was decided about them when they were last read, by name.
    wanted: Map<Wanted>,
    open: Option<Open>,
    refused: Vec<ReadError>,
}

struct Open {
    name: String,
    size: u64,
    reader: TableReader,
    /// It is a file of the session, to be read another way: until that is done the old table stays.
    again: bool,
    wanted: Wanted,
    hash: Hash,
}

/// Who hashes the open file.
enum Hash {
    /// Its reader.
    Reader,
    /// Somebody else, who has not told it yet.
    Awaited,
    /// Somebody else, who told it.
    Told(String),
}

impl Files {
    pub(super) fn new(seed: u64) -> Files {
        Files {
            seed,
            tables: Vec::new(),
            known: Vec::new(),
            wanted: Map::new(),
            open: None,
            refused: Vec::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty() && self.refused.is_empty()
    }

    /// What was refused, in the order of the names.
    pub(super) fn refused(&self) -> &[ReadError] {
        &self.refused
    }

    /// Begins a file. An earlier file that was not closed is forgotten and told.
    pub(super) fn open(&mut self, name: &str, size: u64, recipe: &Recipe) -> Result<(), ReadError> {
        let left = self.open.take();
        let wanted = reading::wanted(recipe, name);
        let have = self.wanted.get(name);
        let again = have.is_some_and(|have| *have != wanted);
        if again {
            self.wanted.insert(name.to_owned(), wanted.clone());
        }
        self.refused.retain(|error| error.file != name);
        self.open = Some(Open {
            name: name.to_owned(),
            size,
            reader: TableReader::new(name, self.seed).with(wanted.clone()),
            again,
            wanted,
            hash: Hash::Reader,
        });
        match left {
            Some(left) => Err(self.refuse(ReadError::new("interrupted", &left.name))),
            None => Ok(()),
        }
    }

    /// Files that were read before something else was decided about them.
    pub(super) fn again(&self, recipe: &Recipe) -> Vec<String> {
        let stale = |(name, have): &(String, Wanted)| {
            (*have != reading::wanted(recipe, name)).then(|| name.clone())
        };
        self.wanted.iter().filter_map(stale).collect()
    }

    /// The open file is hashed by somebody else, who tells the hash before it is closed.
    pub(super) fn hash_apart(&mut self) {
        if let Some(open) = &mut self.open {
            open.reader.leave_hash();
            open.hash = Hash::Awaited;
        }
    }

    /// The hash of the open file, made of all its bytes. A file that its reader hashes has its own.
    pub(super) fn hashed(&mut self, sha256: &str) {
        if let Some(open) = self.open.as_mut()
            && matches!(open.hash, Hash::Awaited)
        {
            open.hash = Hash::Told(sha256.to_owned());
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<Progress, ReadError> {
        let Some(open) = &mut self.open else {
            return Err(ReadError::new("no_open_file", ""));
        };
        match open.reader.push(bytes) {
            Ok(()) => {
                let others = self.tables.iter().map(Table::memory).sum::<u64>();
                let (read, memory) = (open.reader.bytes(), open.reader.memory());
                Ok(Progress {
                    name: open.name.clone(),
                    bytes: read,
                    size: open.size,
                    records: open.reader.records(),
                    memory: memory + others,
                    too_large: too_large(others, memory, read, open.size),
                })
            }
            Err(error) => {
                self.open = None;
                Err(self.refuse(error))
            }
        }
    }

    /// Ends the open file; gives its name.
    pub(super) fn close(&mut self) -> Result<String, ReadError> {
        let Some(open) = self.open.take() else {
            return Err(ReadError::new("no_open_file", ""));
        };
        let read = open.reader.bytes();
        if read != open.size {
            let error = ReadError::new("file_changed", &open.name)
                .with("read", read)
                .with("size", open.size);
            return Err(self.refuse(error));
        }
        let mut table = match open.reader.finish() {
            Ok(table) => table,
            Err(error) => return Err(self.refuse(error)),
        };
        match open.hash {
            Hash::Reader => {}
            Hash::Told(sha256) => table.facts.sha256 = sha256,
            // Without it nobody knows whether the file was dropped twice.
            Hash::Awaited => return Err(self.refuse(ReadError::new("interrupted", &open.name))),
        }
        if let Some((twin, _)) = self
            .known
            .iter()
            .find(|(_, hash)| *hash == table.facts.sha256)
        {
            if !(open.again && *twin == open.name) {
                let error = ReadError::new("same_file", &open.name).with("twin", twin.as_str());
                return Err(self.refuse(error));
            }
            self.tables.retain(|have| have.facts.name != open.name);
            self.tables.push(table);
            self.sort();
            return Ok(open.name);
        }
        let name = self.unique(&open.name);
        table.facts.name = name.clone();
        self.wanted.insert(name.clone(), open.wanted);
        self.known.push((name.clone(), table.facts.sha256.clone()));
        self.tables.push(table);
        self.sort();
        Ok(name)
    }

    /// Another file of the same name gets a number behind its name.
    fn unique(&self, name: &str) -> String {
        let taken = |candidate: &str| self.known.iter().any(|(have, _)| have == candidate);
        let numbered = |n: u32| format!("{name} ({n})");
        if !taken(name) {
            name.to_owned()
        } else {
            (2..).map(numbered).find(|c| !taken(c)).unwrap_or_default()
        }
    }

    pub(super) fn abort(&mut self, reason: &str) -> Option<ReadError> {
        let open = self.open.take()?;
        Some(self.refuse(ReadError::new("unreadable_file", &open.name).with("reason", reason)))
    }

    fn refuse(&mut self, error: ReadError) -> ReadError {
        self.refused.push(error.clone());
        order::sort_by(&mut self.refused, |a, b| {
            (&a.file, &a.code).cmp(&(&b.file, &b.code))
        });
        error
    }

    pub(super) fn remove(&mut self, file: usize) {
        if file < self.tables.len() {
            let table = self.tables.remove(file);
            self.known.retain(|(name, _)| *name != table.facts.name);
            self.wanted.remove(&table.facts.name);
        }
    }

    pub(super) fn index_of(&self, name: &str) -> u16 {
        self.known
            .iter()
            .position(|(have, _)| have == name)
            .unwrap_or(0) as u16
    }

    /// Lends the tables to the model, understood.
    pub(super) fn lend(&mut self, recipe: &Recipe) -> Vec<Source> {
        let tables = std::mem::take(&mut self.tables);
        let sources = tables
            .into_iter()
            .map(|table| understood(table, &recipe.roles, &recipe.dates))
            .collect();
        append(composite::join(sources, &recipe.roles), recipe)
    }

    /// The tables that are not lent.
    pub(super) fn tables(&self) -> &[Table] {
        &self.tables
    }

    pub(super) fn give_back(&mut self, sources: Vec<Source>) {
        self.tables
            .extend(files(sources).into_iter().map(|source| source.table));
        self.sort();
    }

    fn sort(&mut self) {
        order::sort_by(&mut self.tables, |a, b| {
            (&a.facts.name, &a.facts.sha256).cmp(&(&b.facts.name, &b.facts.sha256))
        });
        order::sort(&mut self.known);
    }
}

/// The sources that are files.
fn files(mut sources: Vec<Source>) -> Vec<Source> {
    sources.retain(|source| source.parts.is_empty());
    sources
}

fn understood(mut table: Table, roles: &Map<String>, dates: &Map<String>) -> Source {
    let name = table.facts.name.clone();
    composite::undo(&mut table);
    table.choose_styles(&|column| dates.get(&format!("{name}/{column}")).cloned());
    Source::of(table, roles)
}
/// What a tab of a browser can hold: wasm ends at 4 GiB, and the last steps need room.
const TAB_BYTES: u64 = 3_500_000_000;
/// A report needs about four times what the tables of its files hold: 3.5 times was measured with 50,000
/// customers in a million lines, 6.5 times with a customer in every second line.
const REPORT_TIMES: u64 = 4;
/// Before so many bytes were read, nothing is said of the rest.
const JUDGED_FROM: u64 = 16 << 20;

/// About what a report will need when all of a file is read, if that is more than a tab has.
fn too_large(others: u64, memory: u64, read: u64, size: u64) -> Option<u64> {
    let whole = u128::from(memory) * u128::from(size) / u128::from(read.max(1));
    let needs = (others + u64::try_from(whole).ok()?) * REPORT_TIMES;
    (read >= JUDGED_FROM && needs > TAB_BYTES).then_some(needs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_tab_can_hold_is_said_as_soon_as_it_can_be_judged() {
        const MIB: u64 = 1 << 20;
        // 10 MiB of tables after 20 of 2,000 MiB: 1,000 MiB of tables, and a report of 4,000.
        assert_eq!(
            too_large(0, 10 * MIB, 20 * MIB, 2_000 * MIB),
            Some(4_000 * MIB)
        );
        // Half the file is half of that; beside as much again it is too much.
        assert_eq!(too_large(0, 10 * MIB, 20 * MIB, 1_000 * MIB), None);
        assert_eq!(
            too_large(500 * MIB, 10 * MIB, 20 * MIB, 1_000 * MIB),
            Some(4_000 * MIB)
        );
        // From the first bytes nothing can be told.
        assert_eq!(too_large(0, MIB, MIB, 2_000_000 * MIB), None);
    }
}
