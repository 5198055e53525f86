//! Recipe and view <-> the ordered steps that make them. Every step goes through
//! [`settings::set`](super::settings), so a loaded recipe is checked as the page's own settings are.

use crate::dataset::RevenueDefinition;
use crate::recipe::{RECIPE_SCHEMA, Recipe, Saved, Step, View};
use crate::say::Text;
use crate::session::settings::{self, ORDER_RULES};

/// The decisions in the order in which they are made again: the preset, then along the line from bytes
/// to report. What a preset decided and nobody changed is not told twice.
pub(super) fn steps(recipe: &Recipe, view: &View) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut from, mut seen) = (Recipe::default(), View::default());
    if let Some(preset) = &recipe.preset {
        let step = step("preset", preset);
        if settings::set(&mut from, &mut seen, &step.control, &step.value).is_ok() {
            steps.push(step);
        }
    }
    let (before, after) = (settled(&from, &seen), settled(recipe, view));
    let controls = |steps: &[Step], control: &str| steps.iter().any(|step| step.control == control);
    for step in &before {
        if !after.contains(step)
            && (step.control.starts_with("exactly") || !controls(&after, &step.control))
        {
            steps.push(self::step(&step.control, ""));
        }
    }
    let emptied: Vec<String> = steps
        .iter()
        .filter(|s| s.value.is_empty())
        .map(|s| s.control.clone())
        .collect();
    let new = |step: &Step| !before.contains(step) || emptied.contains(&step.control);
    steps.extend(after.into_iter().filter(new));
    steps.extend(recipe.other.iter().cloned());
    steps
}

fn step(control: &str, value: &str) -> Step {
    Step {
        control: control.to_owned(),
        value: value.to_owned(),
    }
}

/// Everything that is set, as if no preset had set it.
fn settled(recipe: &Recipe, view: &View) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut add = |control: &str, name: &str, value: &str| {
        let dot = if name.is_empty() { "" } else { "." };
        steps.push(step(&format!("{control}{dot}{name}"), value));
    };
    for (control, value) in &recipe.reading {
        add(control, "", value);
    }
    for (control, list) in [("dates", &recipe.dates), ("role", &recipe.roles)] {
        list.iter()
            .for_each(|(name, value)| add(control, name, value));
    }
    for (role, values) in &recipe.exactly {
        values.iter().for_each(|value| add("exactly", role, value));
    }
    recipe
        .currency
        .iter()
        .for_each(|currency| add("currency", "", currency));
    for (currency, rate) in &recipe.rates {
        add("rate", currency, &rate.to_string());
    }
    if let Some((id, _)) = ORDER_RULES
        .iter()
        .find(|(_, rule)| Some(*rule) == recipe.order_rule)
    {
        add("order_rule", "", id);
    }
    for (check, remedy) in &recipe.remedies {
        add("remedy", check, remedy);
    }
    let revenue = RevenueDefinition::ALL.iter();
    if let Some((id, _)) = revenue
        .into_iter()
        .find(|(_, revenue)| Some(*revenue) == view.revenue)
    {
        add("revenue", "", id);
    }
    view.as_of
        .iter()
        .for_each(|day| add("as_of", "", &day.to_string()));
    view.active_days
        .iter()
        .for_each(|days| add("active_days", "", &days.to_string()));
    for (param, value) in &view.params {
        add("param", param, value);
    }
    steps
}

/// A loaded recipe and the view it asks for. A step that cannot be done is kept beside the others.
pub(super) fn replay(saved: &Saved, view: &View) -> (Recipe, View) {
    let (mut recipe, mut view) = (Recipe::default(), view.clone());
    for step in &saved.steps {
        if settings::set(&mut recipe, &mut view, &step.control, &step.value).is_err() {
            recipe.other.push(step.clone());
        }
    }
    recipe.known.clone_from(&saved.known);
    recipe.last.clone_from(&saved.last);
    (recipe, view)
}

/// A recipe from its text, of any schema; its view is not looked at.
pub fn recipe_of(text: &[u8]) -> Result<Recipe, Text> {
    Ok(replay(&Saved::read(text)?, &View::default()).0)
}

/// What is written to a recipe's file.
pub(super) fn saved(recipe: &Recipe, view: &View) -> Saved {
    Saved {
        schema: RECIPE_SCHEMA,
        steps: steps(recipe, view),
        known: recipe.known.clone(),
        last: recipe.last.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(recipe: &Recipe, view: &View) {
        let text = serde_json::to_string(&saved(recipe, view)).unwrap();
        let read = Saved::read(text.as_bytes()).unwrap();
        let again = replay(&read, &View::default());
        assert_eq!((&again.0, &again.1), (recipe, view), "{text}");
        // The form in which a report carries it says the same.
        let report = serde_json::to_string(recipe).unwrap();
        assert_eq!(&recipe_of(report.as_bytes()).unwrap(), recipe);
    }

    fn set(settings: &[(&str, &str)]) -> (Recipe, View) {
        let (mut recipe, mut view) = (Recipe::default(), View::default());
        for (control, value) in settings {
            settings::set(&mut recipe, &mut view, control, value).unwrap();
        }
        (recipe, view)
    }

    #[test]
    fn what_was_decided_is_written_and_read_again() {
        for settings in [
            &[][..],
            &[
                ("role.a.csv/b/c", "amount"),
                ("dates.a.csv/d", "mdy"),
                ("encoding.a.csv", "windows-1251"),
                ("delimiter.a.csv", ";"),
                ("header.b.csv", "no"),
                ("rate.USD", "0.90"),
            ],
            &[("preset", "as_published")],
            &[
                ("preset", "as_published"),
                ("rate.USD", "74"),
                ("remedy.duplicates", ""),
            ],
            &[
                ("preset", "as_published"),
                ("exactly.currency", ""),
                ("exactly.currency", "USD"),
                ("active_days", ""),
            ],
            &[
                ("revenue", "booked"),
                ("as_of", "2020-01-31"),
                ("order_rule", "each_row"),
                ("currency", "eur"),
            ],
        ] {
            let (recipe, view) = set(settings);
            there_and_back(&recipe, &view);
        }
    }

    #[test]
    fn a_step_that_makes_no_sense_is_kept_and_not_done() {
        let text = br#"{"schema":3,"steps":[{"control":"rate.USD","value":"many"},{"control":"magic","value":"on"},
            {"control":"rate.EUR","value":2},{"control":7},{"value":"x"}],"later":{"deep":[1]}}"#;
        let recipe = recipe_of(text).unwrap();
        assert_eq!(recipe.rates["EUR"].to_string(), "2");
        let kept: Vec<&str> = recipe
            .other
            .iter()
            .map(|step| step.control.as_str())
            .collect();
        assert_eq!(kept, ["rate.USD", "magic"]);
        there_and_back(&recipe, &View::default());
    }

    #[test]
    fn what_is_no_recipe_is_refused() {
        for text in [
            "",
            "[]",
            "7",
            "{}",
            "{\"name\":\"package\"}",
            "{\"schema\":1",
        ] {
            assert!(recipe_of(text.as_bytes()).is_err(), "{text}");
        }
    }
}
