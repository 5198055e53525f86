//! Params -> the values in force, their controls, and what was refused.

use crate::analysis::{Param, Params};
use crate::figure::{Choice, Control, ControlKind};
use crate::say::Text;

/// The value in force: what was set where it is one of the choices, else the first choice.
pub(super) fn chosen(params: &Params, param: &Param) -> &'static str {
    let set = params
        .get(param.id)
        .and_then(|value| param.choices.iter().find(|choice| **choice == value));
    set.or(param.choices.first()).copied().unwrap_or("")
}

/// The control of a choice, named `param.<analysis>.<param>`, with `.help` and one text a choice.
pub(super) fn choice_control(analysis: &str, param: &Param, params: &Params) -> Control {
    let id = format!("param.{analysis}.{}", param.id);
    let option = |choice: &&str| Choice {
        value: (*choice).to_owned(),
        label: Text::new(&format!("{id}.{choice}")),
    };
    let value = chosen(params, param);
    Control {
        label: Text::new(&id),
        help: Text::new(&format!("{id}.help")),
        kind: ControlKind::Choice {
            options: param.choices.iter().map(option).collect(),
        },
        value: value.to_owned(),
        changed: param.choices.first() != Some(&value),
        id,
    }
}

/// The control of a setting that is typed in; the hint shows what holds while it is empty.
pub(super) fn line_control(analysis: &str, param: &Param, params: &Params, hint: Text) -> Control {
    let id = format!("param.{analysis}.{}", param.id);
    let value = params.get(param.id).unwrap_or("");
    Control {
        label: Text::new(&id),
        help: Text::new(&format!("{id}.help")),
        kind: ControlKind::Line { hint },
        value: value.to_owned(),
        changed: !value.is_empty(),
        id,
    }
}

/// A note for each choice that was set to something unknown.
pub(super) fn refusals(analysis: &str, known: &[Param], params: &Params) -> Vec<Text> {
    let refused = |param: &&Param| {
        let set = params.get(param.id).unwrap_or("");
        !param.choices.is_empty() && !set.is_empty() && !param.choices.contains(&set)
    };
    known
        .iter()
        .filter(refused)
        .map(|param| {
            Text::new("param.refused")
                .with(
                    "param",
                    Text::new(&format!("param.{analysis}.{}", param.id)),
                )
                .with("value", params.get(param.id).unwrap_or(""))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOR: Param = Param {
        id: "color",
        choices: &["red", "blue"],
    };

    fn set(value: &str) -> Params {
        Params {
            values: [("color".to_owned(), value.to_owned())].into(),
        }
    }

    #[test]
    fn an_unknown_choice_leaves_the_default_and_is_told() {
        assert_eq!(chosen(&Params::default(), &COLOR), "red");
        assert_eq!(chosen(&set("blue"), &COLOR), "blue");
        assert_eq!(chosen(&set("green"), &COLOR), "red");
        assert_eq!(refusals("a", &[COLOR], &set("green")).len(), 1);
        assert!(refusals("a", &[COLOR], &set("blue")).is_empty());
        assert!(choice_control("a", &COLOR, &set("blue")).changed);
    }
}
