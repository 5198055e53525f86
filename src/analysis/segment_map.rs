//! RFM scores -> the name of a segment. Three maps, each a partition of the scores.
//!
//! - [`SegmentMap::Grid`]: the R x F grid, ten segments, M left out (default);
//! - [`SegmentMap::Codes125`]: one line a segment, all 125 codes;
//! - [`SegmentMap::R030`]: the ranges of the R package `rfm` 0.3.0; they overlap, the first that
//!   matches wins, and what none matches is `others`.

/// How scores become segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentMap {
    /// The R x F grid.
    Grid,
    /// The 125 codes.
    Codes125,
    /// The ranges of R `rfm` 0.3.0.
    R030,
}

/// R 1-5 from bottom to top is the row here from first to last; F 1-5 is the column.
const GRID: [[&str; 5]; 5] = [
    [
        "hibernating",
        "hibernating",
        "at_risk",
        "at_risk",
        "cannot_lose",
    ],
    [
        "hibernating",
        "hibernating",
        "at_risk",
        "at_risk",
        "cannot_lose",
    ],
    [
        "about_to_sleep",
        "about_to_sleep",
        "need_attention",
        "loyal",
        "loyal",
    ],
    [
        "promising",
        "potential_loyalist",
        "potential_loyalist",
        "loyal",
        "loyal",
    ],
    [
        "new_customers",
        "potential_loyalist",
        "potential_loyalist",
        "champions",
        "champions",
    ],
];

const CODES: [(&str, &[u16]); 11] = [
    ("champions", &[555, 554, 544, 545, 454, 455, 445]),
    ("loyal", &[543, 444, 435, 355, 354, 345, 344, 335]),
    (
        "potential_loyalist",
        &[
            553, 551, 552, 541, 542, 533, 532, 531, 452, 451, 442, 441, 431, 453, 433, 432, 423,
            353, 352, 351, 342, 341, 333, 323,
        ],
    ),
    ("new_customers", &[512, 511, 422, 421, 412, 411, 311]),
    (
        "promising",
        &[
            525, 524, 523, 522, 521, 515, 514, 513, 425, 424, 413, 414, 415, 315, 314, 313,
        ],
    ),
    ("need_attention", &[535, 534, 443, 434, 343, 334, 325, 324]),
    ("about_to_sleep", &[331, 321, 312, 221, 213, 231, 241, 251]),
    (
        "at_risk",
        &[
            255, 254, 245, 244, 253, 252, 243, 242, 235, 234, 225, 224, 153, 152, 145, 143, 142,
            135, 134, 133, 125, 124,
        ],
    ),
    ("cannot_lose", &[155, 154, 144, 214, 215, 115, 114, 113]),
    (
        "hibernating",
        &[332, 322, 233, 232, 223, 222, 132, 123, 122, 212, 211],
    ),
    ("lost", &[111, 112, 121, 131, 141, 151]),
];

/// A segment with the lowest and highest R, F and M it takes.
type Ranges = (&'static str, [(u8, u8); 3]);

const R030: [Ranges; 10] = [
    ("champions", [(5, 5), (5, 5), (5, 5)]),
    ("potential_loyalist", [(3, 5), (3, 5), (2, 5)]),
    ("loyal", [(2, 4), (2, 4), (2, 4)]),
    ("promising", [(3, 4), (1, 3), (3, 5)]),
    ("new_customers", [(4, 5), (1, 3), (1, 5)]),
    ("cannot_lose", [(1, 2), (3, 4), (4, 5)]),
    ("at_risk", [(1, 2), (2, 5), (4, 5)]),
    ("need_attention", [(1, 3), (3, 5), (3, 5)]),
    ("about_to_sleep", [(2, 3), (1, 3), (1, 4)]),
    ("lost", [(1, 1), (1, 5), (1, 5)]),
];

/// The segments in the order they are shown, best first.
const ORDER: [&str; 12] = [
    "champions",
    "loyal",
    "potential_loyalist",
    "new_customers",
    "promising",
    "need_attention",
    "about_to_sleep",
    "cannot_lose",
    "at_risk",
    "hibernating",
    "lost",
    "others",
];

impl SegmentMap {
    /// The map of a parameter's value.
    pub(super) fn of(choice: &str) -> SegmentMap {
        match choice {
            "codes125" => SegmentMap::Codes125,
            "r030" => SegmentMap::R030,
            _ => SegmentMap::Grid,
        }
    }

    /// The segment of R, F and M scores from 1 to 5.
    pub fn segment(self, [r, f, m]: [u8; 3]) -> &'static str {
        match self {
            SegmentMap::Grid => GRID[usize::from(r - 1)][usize::from(f - 1)],
            SegmentMap::Codes125 => {
                let code = u16::from(r) * 100 + u16::from(f) * 10 + u16::from(m);
                CODES
                    .iter()
                    .find(|(_, codes)| codes.contains(&code))
                    .map_or("others", |(id, _)| id)
            }
            SegmentMap::R030 => {
                let fits = |ranges: &Ranges| {
                    ranges
                        .1
                        .iter()
                        .zip([r, f, m])
                        .all(|((low, high), score)| (*low..=*high).contains(&score))
                };
                R030.iter()
                    .find(|ranges| fits(ranges))
                    .map_or("others", |(id, _)| id)
            }
        }
    }

    /// The segments this map can give, in the order they are shown.
    pub fn segments(self) -> Vec<&'static str> {
        let given: Vec<&str> = codes().map(|code| self.segment(code)).collect();
        ORDER.into_iter().filter(|id| given.contains(id)).collect()
    }
}

/// All 125 codes.
fn codes() -> impl Iterator<Item = [u8; 3]> {
    (1..=5).flat_map(|r| (1..=5).flat_map(move |f| (1..=5).map(move |m| [r, f, m])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_125_codes_stands_in_exactly_one_line() {
        for [r, f, m] in codes() {
            let code = u16::from(r) * 100 + u16::from(f) * 10 + u16::from(m);
            let lines = CODES
                .iter()
                .filter(|(_, codes)| codes.contains(&code))
                .count();
            assert_eq!(lines, 1, "{code}");
        }
        assert_eq!(
            CODES.iter().map(|(_, codes)| codes.len()).sum::<usize>(),
            125
        );
    }

    #[test]
    fn every_map_gives_every_code_a_segment_that_has_a_place_in_the_order() {
        for (map, segments) in [
            (SegmentMap::Grid, 10),
            (SegmentMap::Codes125, 11),
            (SegmentMap::R030, 11),
        ] {
            assert!(codes().all(|code| ORDER.contains(&map.segment(code))));
            assert_eq!(map.segments().len(), segments, "{map:?}");
        }
    }

    #[test]
    fn the_grid_says_what_the_book_says() {
        for (r, f, expected) in [
            (1, 1, "hibernating"),
            (2, 2, "hibernating"),
            (1, 3, "at_risk"),
            (2, 4, "at_risk"),
            (1, 5, "cannot_lose"),
            (3, 2, "about_to_sleep"),
            (3, 3, "need_attention"),
            (3, 4, "loyal"),
            (4, 5, "loyal"),
            (4, 1, "promising"),
            (5, 1, "new_customers"),
            (4, 2, "potential_loyalist"),
            (5, 3, "potential_loyalist"),
            (5, 4, "champions"),
        ] {
            assert_eq!(SegmentMap::Grid.segment([r, f, 1]), expected, "R{r} F{f}");
        }
    }
}
