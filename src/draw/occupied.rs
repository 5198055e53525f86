//! Where the data are, as a coarse grid: labels that must not lie on data ask it. Its cost follows
//! the area of the picture and not the number of data.

use crate::draw::zone::Zone;

/// The side of a grid cell in units: two CSS pixels.
const CELL: i32 = 16;

/// Which cells of a picture hold data.
pub(crate) struct Occupied {
    columns: i32,
    rows: i32,
    cells: Vec<bool>,
}

impl Occupied {
    /// Nothing yet, on a page of this size.
    pub(crate) fn on(page: Zone) -> Occupied {
        let (columns, rows) = (page.x1 / CELL + 1, page.y1 / CELL + 1);
        Occupied {
            columns,
            rows,
            cells: vec![false; (columns * rows) as usize],
        }
    }

    /// Data lie here.
    pub(crate) fn add(&mut self, zone: Zone) {
        for cell in self.within(zone) {
            self.cells[cell] = true;
        }
    }

    /// Whether no data lie here.
    pub(crate) fn is_free(&self, zone: Zone) -> bool {
        self.within(zone).all(|cell| !self.cells[cell])
    }

    /// The cells whose middles lie in a zone.
    fn within(&self, zone: Zone) -> impl Iterator<Item = usize> + use<> {
        let first = |units: i32| (units + CELL / 2 - 1).div_euclid(CELL).max(0);
        let (columns, rows) = (self.columns, self.rows);
        let (x0, x1) = (first(zone.x0), first(zone.x1).min(columns));
        let (y0, y1) = (first(zone.y0), first(zone.y1).min(rows));
        (y0..y1).flat_map(move |y| (x0..x1).map(move |x| (y * columns + x) as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_not_free_and_what_lies_beside_it_is() {
        let zone = |x0, y0, x1, y1| Zone { x0, y0, x1, y1 };
        let mut occupied = Occupied::on(zone(0, 0, 800, 400));
        occupied.add(zone(80, 80, 160, 160));
        occupied.add(zone(-500, 390, 9_000, 9_000));
        assert!(!occupied.is_free(zone(150, 150, 300, 200)));
        assert!(occupied.is_free(zone(168, 80, 300, 160)));
        assert!(occupied.is_free(zone(80, 168, 160, 300)));
        assert!(!occupied.is_free(zone(0, 380, 800, 420)));
    }
}
