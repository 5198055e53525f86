//! RFM scores -> the name of a segment. Each map is a partition of the scores.
//!
//! - [`SegmentMap::Grid`]: the R x F grid, ten segments, M left out (default);
//! - [`SegmentMap::Codes125`]: one line a segment, all 125 codes;
//! - [`SegmentMap::R030`]: the ranges of the R package `rfm` 0.3.0; they overlap, the first that
//!   matches wins, and what none matches is `others`;
//! - [`SegmentMap::Eight`]: the eight names of a published study, whose own rule was not published:
//!   the grid with `at_risk` for those who cannot be lost and `about_to_sleep` for the hibernating,
//!   an approximation;
//! - [`SegmentMap::Custom`]: ranges typed in, the first that matches wins, the rest is `others`.

use crate::say::Text;

/// How scores become segments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SegmentMap {
    /// The R x F grid.
    Grid,
    /// The 125 codes.
    Codes125,
    /// The ranges of R `rfm` 0.3.0.
    R030,
    /// The eight names of a study.
    Eight,
    /// Names with the lowest and highest R, F and M they take.
    Custom(Vec<(String, [(u8, u8); 3])>),
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
    /// The map of a parameter's value; `typed` holds the ranges of a custom one.
    pub(super) fn of(choice: &str, typed: &str) -> Option<SegmentMap> {
        Some(match choice {
            "codes125" => SegmentMap::Codes125,
            "r030" => SegmentMap::R030,
            "eight" => SegmentMap::Eight,
            "custom" => SegmentMap::Custom(ranges(typed)?),
            _ => SegmentMap::Grid,
        })
    }

    /// The segment of R, F and M scores from 1 to 5.
    pub fn segment(&self, [r, f, m]: [u8; 3]) -> &str {
        let fits = |ranges: &[(u8, u8); 3]| {
            let mut scores = ranges.iter().zip([r, f, m]);
            scores.all(|((low, high), score)| (*low..=*high).contains(&score))
        };
        let grid = GRID[usize::from(r - 1)][usize::from(f - 1)];
        let code = u16::from(r) * 100 + u16::from(f) * 10 + u16::from(m);
        let found = match self {
            SegmentMap::Grid => Some(grid),
            SegmentMap::Eight => Some(match grid {
                "cannot_lose" => "at_risk",
                "hibernating" => "about_to_sleep",
                same => same,
            }),
            SegmentMap::Codes125 => {
                let line = CODES.iter().find(|(_, codes)| codes.contains(&code));
                line.map(|(id, _)| *id)
            }
            SegmentMap::R030 => R030.iter().find(|(_, r)| fits(r)).map(|(id, _)| *id),
            SegmentMap::Custom(typed) => {
                let line = typed.iter().find(|(_, r)| fits(r));
                line.map(|(name, _)| name.as_str())
            }
        };
        found.unwrap_or("others")
    }

    /// The segments this map can give, in the order they are shown.
    pub fn segments(&self) -> Vec<&str> {
        let given: Vec<&str> = codes().map(|code| self.segment(code)).collect();
        let mut order: Vec<&str> = ORDER.to_vec();
        if let SegmentMap::Custom(typed) = self {
            order = typed.iter().map(|(name, _)| name.as_str()).collect();
            order.push("others");
        }
        let mut found = Vec::new();
        for id in order {
            if given.contains(&id) && !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }

    /// The typed names that no scores lead to, because earlier lines take them all.
    pub fn unreachable(&self) -> Vec<&str> {
        let SegmentMap::Custom(typed) = self else {
            return Vec::new();
        };
        let given = self.segments();
        let names = typed.iter().map(|(name, _)| name.as_str());
        names.filter(|name| !given.contains(name)).collect()
    }

    /// What a segment is called.
    pub(super) fn name(&self, id: &str) -> Text {
        match self {
            SegmentMap::Custom(_) if id != "others" => Text::verbatim(id),
            SegmentMap::Eight if ["champions", "new_customers"].contains(&id) => {
                Text::new(&format!("segment.{id}.eight"))
            }
            _ => Text::new(&format!("segment.{id}")),
        }
    }
}

/// Reads `Best 5 4-5 1-5; Rest 1-5 1-5 1-5`: a name, then R, F and M, lines apart by semicolons.
fn ranges(typed: &str) -> Option<Vec<(String, [(u8, u8); 3])>> {
    let score = |text: &str| {
        let score: u8 = text.parse().ok()?;
        (1..=5).contains(&score).then_some(score)
    };
    let range = |text: &str| {
        let (low, high) = text.split_once('-').unwrap_or((text, text));
        let (low, high) = (score(low)?, score(high)?);
        (low <= high).then_some((low, high))
    };
    let mut lines = Vec::new();
    for line in typed.split(';').map(str::trim).filter(|l| !l.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [name @ .., r, f, m] = words.as_slice() else {
            return None;
        };
        if name.is_empty() {
            return None;
        }
        lines.push((name.join(" "), [range(r)?, range(f)?, range(m)?]));
    }
    (!lines.is_empty()).then_some(lines)
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
            (SegmentMap::Eight, 8),
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

    #[test]
    fn a_map_that_was_typed_in_is_read_or_refused_and_its_dead_lines_are_told() {
        let typed = "Best of all 5 4-5 1-5; Rest 1-5 1-5 1-4; Never 5 5 5";
        let map = SegmentMap::of("custom", typed).unwrap();
        assert_eq!(map.segment([5, 4, 1]), "Best of all");
        assert_eq!(map.segment([5, 3, 4]), "Rest");
        assert_eq!(map.segment([5, 3, 5]), "others");
        assert_eq!(map.segments(), ["Best of all", "Rest", "others"]);
        assert_eq!(map.unreachable(), ["Never"]);
        for refused in [
            "",
            "5 5 5",
            "Best 5 5",
            "Best 5 5 6",
            "Best 5-4 1 1",
            "Best a b c",
        ] {
            assert_eq!(SegmentMap::of("custom", refused), None, "{refused}");
        }
    }
}
