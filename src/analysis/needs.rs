//! Analysis + Frame -> its place on the page, or what the files lack for it.

use crate::analysis::{Analysis, Frame, Params};
use crate::dataset::{Capability, RevenueDefinition};
use crate::figure::{Outcome, Section, Sectioned};
use crate::say::Text;
use crate::value::Map;

impl Analysis {
    /// Runs it where the data can tell what it needs; else says what is missing and what to add.
    /// `settings` are those of the view, by `analysis.param`.
    pub fn section(&self, frame: &Frame, settings: &Map<String>) -> Sectioned {
        let name = format!("analysis.{}", self.id);
        Sectioned {
            id: self.id.to_owned(),
            view: self.view.to_owned(),
            definition: Text::new(&format!("{name}.definition")),
            name: Text::new(&name),
            outcome: self.outcome(frame, settings),
        }
    }

    fn outcome(&self, frame: &Frame, settings: &Map<String>) -> Outcome<Section> {
        let missing: Vec<Text> = self
            .needs
            .iter()
            .filter(|need| !frame.dataset.can(**need))
            .map(|need| need_text(*need))
            .collect();
        if !missing.is_empty() {
            return Outcome::NotEnough {
                reason: Text::new("analysis.needs").with("needs", missing.clone()),
                remedy: Text::new("analysis.needs.remedy").with("needs", missing),
            };
        }
        if frame.counted_rows().next().is_none() {
            // What became of what was bought is told of all of it, also where nothing of it counts.
            let mut booked = 0_u64;
            frame
                .rows_until_as_of()
                .each(frame.dataset, RevenueDefinition::Booked, &mut |_| {
                    booked += 1
                });
            if booked == 0 || !self.needs.contains(&Capability::Status) {
                let definition = format!("revenue.{}", frame.definition.id());
                let reason = match booked {
                    0 => Text::new("analysis.no_rows"),
                    _ => Text::new("analysis.none_counts")
                        .with("n", booked)
                        .with("definition", Text::new(&definition)),
                };
                return Outcome::NotEnough {
                    reason,
                    remedy: Text::new("analysis.no_rows.remedy"),
                };
            }
        }
        (self.run)(frame, &Params::of(settings, self.id))
    }
}

/// What a capability is called.
pub(super) fn need_text(need: Capability) -> Text {
    Text::new(match need {
        Capability::Revenue => "need.revenue",
        Capability::Customers => "need.customers",
        Capability::Orders => "need.orders",
        Capability::Days => "need.days",
        Capability::Products => "need.products",
        Capability::Status => "need.status",
        Capability::Units => "need.units",
        Capability::Cost => "need.cost",
        Capability::TimeOfDay => "need.time_of_day",
        Capability::Recency => "need.recency",
        Capability::Attributes => "need.attributes",
    })
}
