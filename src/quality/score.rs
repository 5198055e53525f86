//! One figure for the quality of the data, 0 to 100, with what it is made of.
//!
//! Definition: `100 (1 - a) (1 - s / 2) (1 - m / 2) - 5 q`, never below 0, rounded half up. `a` is the
//! share of the fact rows that were set aside. `s` is the largest share of the revenue that one
//! unresolved finding concerns: one that only the user can decide, or whose remedy moves more than
//! anybody should learn from a footnote; rows whose worth cannot be read are taken for as much as others.
//! `m` is the share of missing cells in the columns of the facts
//! that play a role. `q` is the number of open questions. Halves, because revenue in doubt and cells
//! left empty are still counted, while rows set aside are not.

use crate::quality::{Finding, Severity};
use crate::say::{Quantity, Text};
use crate::schema::Model;
use crate::value::order;

/// Points that an open question costs.
const QUESTION: f64 = 5.0;

/// Above this share of rows set aside charts wait for a word.
const MOST_UNCONFIRMED: f64 = 0.3;

/// The score, and its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// 0 to 100.
    pub points: u64,
    /// Share of the rows that were set aside.
    pub aside: f64,
    /// Largest share of the revenue that an unresolved finding concerns.
    pub stake: f64,
    /// Share of missing cells in the columns that play a role.
    pub missing: f64,
    /// Open questions.
    pub questions: u64,
}

impl Score {
    /// The score of the facts after these findings, with so many questions open.
    pub fn of(model: &Model, findings: &[Finding], questions: usize) -> Score {
        let rows = model.rows();
        let mut out: Vec<u32> = findings
            .iter()
            .flat_map(|finding| finding.aside.iter().copied())
            .collect();
        order::sort(&mut out);
        out.dedup();
        let aside = share(out.len() as f64, rows as f64);
        let unresolved =
            |finding: &&Finding| finding.severity == Severity::Error || finding.moves.ask();
        let stakes = findings.iter().filter(unresolved).map(|finding| {
            let told = share(finding.stake.to_f64(), finding.moves.of_revenue.to_f64());
            (told + finding.moves.untold_share()).min(1.0)
        });
        let stake = stakes.fold(0.0, f64::max);
        let facts = model.facts();
        let roles = facts
            .mapping
            .columns
            .iter()
            .map(|(_, column)| &facts.table.columns[*column]);
        let (mut cells, mut empty) = (0, 0);
        for column in roles {
            cells += column.len() as u64;
            empty += column.decision.missing;
        }
        let missing = share(empty as f64, cells as f64);
        let kept = 100.0 * (1.0 - aside) * (1.0 - stake / 2.0) * (1.0 - missing / 2.0);
        let points = (kept - QUESTION * questions as f64).max(0.0);
        Score {
            points: (points + 0.5).floor() as u64,
            aside,
            stake,
            missing,
            questions: questions as u64,
        }
    }

    /// The score in words, with its parts.
    pub fn sentence(&self) -> Text {
        Text::new("score.sentence")
            .with("points", self.points)
            .with("aside", Quantity::share(self.aside))
            .with("stake", Quantity::share(self.stake))
            .with("missing", Quantity::share(self.missing))
            .with("questions", self.questions)
    }
}

/// Whether so many rows are set aside without anybody having said so that no chart should be drawn.
pub fn unconfirmed(model: &Model, findings: &[Finding]) -> bool {
    let open = findings.iter().filter(|finding| finding.open);
    let mut out: Vec<u32> = open
        .flat_map(|finding| finding.aside.iter().copied())
        .collect();
    order::sort(&mut out);
    out.dedup();
    share(out.len() as f64, model.rows() as f64) > MOST_UNCONFIRMED
}

/// A part of a whole, within 0 and 1; nothing of nothing is nothing.
fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 {
        (part / whole).clamp(0.0, 1.0)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::findings;
    use crate::recipe::Recipe;
    use crate::schema::{Model, Source};
    use crate::table::TableReader;
    use crate::value::Map;

    fn model(csv: &str) -> Model {
        let mut reader = TableReader::new("orders.csv", 1);
        reader.push(csv.as_bytes()).unwrap();
        let source = Source::of(reader.finish().unwrap(), &Map::new());
        Model::of(vec![source]).unwrap_or_else(|_| panic!("a model"))
    }

    #[test]
    fn clean_data_have_a_hundred_points_and_each_question_costs_five() {
        let model = model("customer,date,amount\na,2020-01-31,10\nb,2020-02-01,20\n");
        let findings = findings(&model, &Recipe::default());
        assert_eq!(Score::of(&model, &findings, 0).points, 100);
        assert_eq!(Score::of(&model, &findings, 2).points, 90);
    }

    #[test]
    fn rows_set_aside_and_missing_cells_cost_their_share() {
        // One of four rows has no amount: a = 1/4, m = 1/12 of the cells. What it is worth cannot be
        // read; were it as the others, a quarter of the revenue is in doubt: s = 1/4.
        let model = model(
            "customer,date,amount\na,2020-01-31,10\nb,2020-02-01,20\nc,2020-02-02,\nd,2020-02-03,5\n",
        );
        let findings = findings(&model, &Recipe::default());
        let score = Score::of(&model, &findings, 0);
        assert_eq!((score.aside, score.stake), (0.25, 0.25));
        // 100 * 0.75 * (1 - 1/8) * (1 - 1/24) = 62.89
        assert_eq!(score.points, 63);
        let moved = findings
            .iter()
            .find(|finding| finding.code == "invalid_amounts")
            .unwrap();
        assert!(
            moved.moves.ask() && moved.question().is_some(),
            "a row in four is more than 5 %"
        );
    }
}
