//! Where the rows of a data set came from. Rows of one file follow each other, so the file is told once
//! for all of them.

use crate::dataset::RowId;

/// The file and the record of each row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The files, each with its first row.
    files: Vec<(u32, u16)>,
    records: Vec<u32>,
}

impl Places {
    /// Those of records of one file.
    pub(super) fn of_file(file: u16, records: Vec<u32>) -> Places {
        Places {
            files: vec![(0, file)],
            records,
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The place of a row.
    pub fn at(&self, row: usize) -> RowId {
        let behind = self.files.partition_point(|file| file.0 as usize <= row);
        RowId {
            file: self.files[behind - 1].1,
            record: self.records[row],
        }
    }

    /// From the first row to the last.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = RowId> + '_ {
        (0..self.len()).map(|row| self.at(row))
    }

    /// Adds a row from this place.
    pub(super) fn push(&mut self, place: RowId) {
        if self.files.last().is_none_or(|file| file.1 != place.file) {
            self.files.push((self.records.len() as u32, place.file));
        }
        self.records.push(place.record);
    }
}

impl FromIterator<RowId> for Places {
    fn from_iter<I: IntoIterator<Item = RowId>>(places: I) -> Places {
        let places = places.into_iter();
        let mut all = Places::default();
        all.records.reserve_exact(places.size_hint().0);
        places.for_each(|place| all.push(place));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_keeps_its_file_and_its_record() {
        let places = [(0, 1), (0, 3), (2, 1), (2, 2), (0, 3), (1, 9)];
        let places = places.map(|(file, record)| RowId { file, record });
        let mut all: Places = places.into_iter().collect();
        assert!(all.iter().eq(places));
        all.push(places[2]);
        assert_eq!((all.len(), all.at(6)), (7, places[2]));
        assert_eq!(all.files.len(), 5);
    }
}
