//! Figure -> where its data lie on each axis: what the rulers must hold.

use crate::draw::interval;
use crate::draw::layout::{Facing, shown};
use crate::draw::ruler::{Zero, drawable};
use crate::figure::{Figure, Mark, Side};

/// The data as positions on each axis, without what cannot be drawn.
pub(crate) struct Positions {
    pub x: Vec<f64>,
    pub y: Vec<f64>,
    pub y2: Vec<f64>,
    pub zero_x: Zero,
    pub zero_y: Zero,
}

impl Positions {
    /// Of a figure.
    pub(crate) fn of(figure: &Figure, facing: Facing) -> Positions {
        let mut positions = Positions {
            x: Vec::new(),
            y: Vec::new(),
            y2: Vec::new(),
            zero_x: Zero::AsScaled,
            zero_y: Zero::AsScaled,
        };
        for mark in &figure.marks {
            positions.add(mark, facing);
        }
        positions
    }

    fn add(&mut self, mark: &Mark, facing: Facing) {
        let side = match mark {
            Mark::Line { side, .. } | Mark::Rule { side, .. } => *side,
            _ => Side::Left,
        };
        let up = if side == Side::Left {
            &mut self.y
        } else {
            &mut self.y2
        };
        if let Some(series) = mark.series() {
            for datum in shown(series) {
                self.x.push(datum.x);
                up.push(datum.y);
                if let Some((low, high)) = interval::ends(datum, facing) {
                    let value = if facing == Facing::Upright {
                        &mut *up
                    } else {
                        &mut self.x
                    };
                    value.extend([low, high]);
                }
            }
        }
        match mark {
            Mark::Rule { at, .. } if drawable(*at) && facing == Facing::Lying => self.x.push(*at),
            Mark::Rule { at, .. } if drawable(*at) => up.push(*at),
            Mark::Bars(_) if facing == Facing::Lying => self.zero_x = Zero::Held,
            Mark::Bars(_) => self.zero_y = Zero::Held,
            _ => {}
        }
    }
}
