//! What a check is given, and what it tells.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use crate::quality::spread::Spread;
use crate::quality::{CameBack, Check, Currencies, masked, personal};
use crate::recipe::Recipe;
use crate::say::{Quantity, Text};
use crate::schema::{Model, NO_AMOUNT};
use crate::value::{Decimal, order};

/// How many examples a finding shows.
const EXAMPLES: usize = 3;
/// The longest piece of a cell that is shown.
const LONGEST: usize = 60;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// It changes numbers, and something was done about it.
    Warning,
    /// It changes numbers, and only the user can decide.
    Error,
}

impl Severity {
    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// What a check saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The check's code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What was seen.
    pub sentence: Text,
    /// What was done about it.
    pub done: Text,
    /// The remedy in force, one of the check's.
    pub remedy: &'static str,
    /// The fact rows that the remedy sets aside, ascending.
    pub aside: Vec<u32>,
    /// Rows or cells concerned.
    pub n: u64,
    /// Revenue of the rows concerned.
    pub stake: Decimal,
    /// Up to three: file, line, value.
    pub examples: Vec<Text>,
    /// Amounts that the remedy puts in place of those of the file: fact row and mantissa at the
    /// measure's scale, ascending by row.
    pub amounts: Vec<(u32, i64)>,
    /// What the remedy takes for come back.
    pub came_back: Vec<CameBack>,
    /// What the remedy in force moves.
    pub moves: Moves,
    /// Nobody has chosen a remedy, and there is something to choose or to confirm.
    pub open: bool,
    /// Revenue that another remedy would move, where the evidence is of two minds.
    pub doubt: Option<Decimal>,
}

impl Finding {
    /// The question whether the remedy is right, when nobody has chosen it and it moves much. The
    /// remedies are the answers, and the one in force is the safe one.
    pub fn question(&self) -> Option<Text> {
        let moves = &self.moves;
        let share =
            |part: f64, whole: f64| Quantity::share(if whole > 0.0 { part / whole } else { 0.0 });
        let asks = self.open && (moves.ask() || self.doubt.is_some());
        asks.then(|| {
            Text::new(match (moves.ask(), self.doubt) {
                (true, _) if moves.untold == moves.rows && moves.rows > 0 => {
                    "question.moves.untold"
                }
                (true, _) if moves.untold > 0 => "question.moves.partly",
                (true, _) => "question.moves",
                (_, Some(doubt)) if doubt.mantissa == 0 => "question.choice",
                _ => "question.doubt",
            })
            .with("untold", moves.untold)
            .with("finding", self.sentence.clone())
            .with("done", self.done.clone())
            .with("rows", share(moves.rows as f64, moves.of_rows as f64))
            .with(
                "revenue",
                share(self.stake_of_question().to_f64(), moves.of_revenue.to_f64()),
            )
        })
    }

    /// Revenue that hangs on the answer.
    pub fn stake_of_question(&self) -> Decimal {
        match self.doubt {
            Some(doubt) if !self.moves.ask() => doubt,
            _ => self.moves.revenue,
        }
    }
}

/// What a remedy moves, and of how much.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moves {
    /// Rows set aside or changed.
    pub rows: u64,
    /// Rows there were.
    pub of_rows: u64,
    /// Of these, rows whose worth cannot be read; they are not in `revenue`.
    pub untold: u64,
    /// Revenue of the rows set aside, and what is put in.
    pub revenue: Decimal,
    /// Revenue there was.
    pub of_revenue: Decimal,
}

impl Moves {
    /// More than 5 % of the rows or 1 % of the revenue: nobody should learn that from a footnote.
    pub fn ask(&self) -> bool {
        let revenue = |amount: Decimal, times: i128| amount.checked_mul(Decimal::whole(times));
        let moved = revenue(self.revenue, 100);
        self.rows * 20 > self.of_rows || moved.is_none_or(|moved| moved > self.of_revenue)
    }

    /// The part of all rows whose worth cannot be read: what they are worth if they are as all rows.
    pub fn untold_share(&self) -> f64 {
        self.untold as f64 / (self.of_rows as f64).max(1.0)
    }
}

/// The model and the decisions, as a check sees them.
pub struct Evidence<'a> {
    /// The files and how they belong together.
    pub model: &'a Model,
    /// The decisions.
    pub recipe: &'a Recipe,
    /// The currency of each row, where the files tell one.
    pub(crate) currencies: Option<Currencies>,
    /// What the rows are worth, with what remedies have put in.
    amounts: Cow<'a, [i64]>,
    revenue: Decimal,
    in_scope: Vec<bool>,
    /// See `spread::sorted`.
    pub(super) spread: RefCell<Vec<Rc<Spread>>>,
    remedy: &'static str,
    code: &'static str,
    open: bool,
}

impl<'a> Evidence<'a> {
    /// All rows in scope.
    pub fn new(model: &'a Model, recipe: &'a Recipe) -> Evidence<'a> {
        let mut evidence = Evidence {
            model,
            recipe,
            currencies: Currencies::of(model, recipe),
            amounts: Cow::Borrowed(&model.measure.values),
            revenue: Decimal::ZERO,
            in_scope: vec![true; model.rows()],
            spread: RefCell::default(),
            remedy: "",
            code: "",
            open: false,
        };
        evidence.revenue = evidence.revenue_of_all();
        evidence
    }

    /// Puts amounts in place of those of the file.
    pub(crate) fn put(&mut self, amounts: &[(u32, i64)]) {
        if !amounts.is_empty() {
            let own = self.amounts.to_mut();
            amounts
                .iter()
                .for_each(|(row, amount)| own[*row as usize] = *amount);
        }
    }

    /// What a fact row is worth, or [`NO_AMOUNT`](crate::schema::NO_AMOUNT).
    pub fn amount(&self, row: u32) -> i64 {
        self.amounts[row as usize]
    }

    /// Turns to the next check: its remedy is the one chosen, else its first.
    pub(crate) fn begin(&mut self, check: &Check) {
        let chosen = self.recipe.remedies.get(check.code);
        let named = check
            .remedies
            .iter()
            .find(|remedy| chosen.is_some_and(|c| c == *remedy));
        self.remedy = named.or(check.remedies.first()).copied().unwrap_or("");
        self.code = check.code;
        // What sets rows aside is confirmed even where nothing else can be done about them.
        let choice = check.remedies.len() > 1 || check.remedies == ["set_aside"];
        self.open = named.is_none() && choice;
    }

    /// Takes rows out of the sight of later checks.
    pub(crate) fn leave_out(&mut self, rows: &[u32]) {
        for row in rows {
            self.in_scope[*row as usize] = false;
        }
    }

    /// The remedy in force for the check at work.
    pub fn remedy(&self) -> &'static str {
        self.remedy
    }

    /// The fact rows in sight, ascending.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        let rows = (0..).zip(&self.in_scope);
        rows.filter(|(_, shown)| **shown).map(|(row, _)| row)
    }

    /// The sum of these rows' amounts, as far as they have one in the report's currency. Sentinels and
    /// returns do not count.
    pub fn revenue(&self, rows: &[u32]) -> Decimal {
        self.revenue_of(&mut rows.iter().copied())
    }

    /// Whether a row is in the report's currency.
    pub(crate) fn reports(&self, row: u32) -> bool {
        let money = self.currencies.as_ref();
        money.is_none_or(|money| money.reports(row as usize))
    }

    /// What rows below zero come to: credits.
    pub(crate) fn credits(&self, rows: &[u32]) -> Decimal {
        let below = |row: &&u32| {
            let amount = self.amount(**row);
            amount < 0 && amount != NO_AMOUNT && self.reports(**row)
        };
        let values = rows
            .iter()
            .filter(below)
            .map(|row| i128::from(self.amount(*row)));
        Decimal::new(values.sum(), self.model.measure.scale)
    }

    fn revenue_of_all(&self) -> Decimal {
        if self.currencies.is_some() {
            return self.revenue_of(&mut (0..self.model.rows() as u32));
        }
        let above = self.amounts.iter().map(|amount| (*amount).max(0));
        Decimal::new(above.map(i128::from).sum(), self.model.measure.scale)
    }

    fn revenue_of(&self, rows: &mut dyn Iterator<Item = u32>) -> Decimal {
        let mut sum = 0_i128;
        for row in rows {
            let reports = self.reports(row);
            let amount = self.amount(row);
            // No amount is the smallest number, and so below zero.
            if reports && amount > 0 {
                sum += i128::from(amount);
            }
        }
        Decimal::new(sum, self.model.measure.scale)
    }

    /// "file, line: value" for the first of these fact rows, with the value of a column.
    pub fn examples(&self, rows: &[u32], column: usize) -> Vec<Text> {
        rows.iter()
            .take(EXAMPLES)
            .map(|row| self.example(self.model.fact, *row, column))
            .collect()
    }

    /// "file, line: value" for a row of a source.
    pub fn example(&self, source: usize, row: u32, column: usize) -> Text {
        let from = &self.model.sources[source];
        let table = &from.table;
        let cell = &table.columns[column];
        let text = match personal(from)[column] {
            Some(_) => Cow::Owned(masked(&cell.text(row))),
            None => cell.text(row),
        };
        Text::new("finding.example")
            .with("file", table.file_of(row + 1))
            .with("line", table.line(row + 1))
            .with("column", &cell.name)
            .with("value", visible(&text))
    }

    /// A finding about fact rows, with `finding.<code>` and `finding.<code>.<remedy>` as its words.
    /// Both know `{n}`, `{rows}`, `{revenue}` and `{file}`.
    pub fn finding(
        &self,
        severity: Severity,
        rows: &[u32],
        aside: Vec<u32>,
        column: usize,
    ) -> Finding {
        let stake = self.revenue(rows);
        let words = |id: String| {
            Text::new(&id)
                .with("n", rows.len())
                .with("rows", aside.len())
                .with("revenue", self.money(stake))
                .with("column", &self.model.fact_table().columns[column].name)
                .with("file", self.model.facts().name())
        };
        let moves = self.would_move(&aside);
        Finding {
            amounts: Vec::new(),
            came_back: Vec::new(),
            moves,
            open: self.open,
            doubt: None,
            code: self.code,
            severity,
            sentence: words(format!("finding.{}", self.code)),
            done: words(format!("finding.{}.{}", self.code, self.remedy)),
            remedy: self.remedy,
            n: rows.len() as u64,
            stake,
            examples: self.examples(rows, column),
            aside,
        }
    }

    /// A finding about rows that a remedy sets aside unless it is `keep`; none where there are none. The rows
    /// may come in any order, and more than once.
    pub(crate) fn aside_or_keep(&self, mut rows: Vec<u32>, column: usize) -> Option<Finding> {
        order::sort(&mut rows);
        rows.dedup();
        let aside = match self.remedy {
            "keep" => Vec::new(),
            _ => rows.clone(),
        };
        (!rows.is_empty()).then(|| self.finding(Severity::Warning, &rows, aside, column))
    }

    /// What a remedy would move that touches these rows, for the question whether to choose it.
    pub(crate) fn would_move(&self, rows: &[u32]) -> Moves {
        Moves {
            rows: rows.len() as u64,
            of_rows: self.model.rows() as u64,
            untold: rows
                .iter()
                .filter(|row| self.amount(**row) == NO_AMOUNT)
                .count() as u64,
            revenue: self.revenue(rows),
            of_revenue: self.revenue,
        }
    }

    /// An amount as money of the report.
    pub fn money(&self, amount: Decimal) -> crate::say::Quantity {
        let told = self.currencies.as_ref().and_then(Currencies::name);
        crate::say::Quantity::money(amount, told.or(self.recipe.currency.as_deref()))
    }
}

/// A cell with its invisible characters made visible, shortened.
pub(crate) fn visible(cell: &str) -> String {
    let mut shown = String::new();
    for c in cell.chars().take(LONGEST) {
        match c {
            '\r' => shown.push_str("\\r"),
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            '\u{a0}' | '\u{200b}' | '\u{feff}' => shown.push_str(&format!("\\u{{{:x}}}", c as u32)),
            c if c.is_control() => shown.push_str(&format!("\\x{:02x}", c as u32)),
            c => shown.push(c),
        }
    }
    if cell.chars().count() > LONGEST {
        shown.push('\u{2026}');
    }
    format!("\u{201c}{shown}\u{201d}")
}
