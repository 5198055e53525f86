//! A control's id and a text -> a change of recipe or view. All that can be set, in one table.

use crate::analysis::ANALYSES;
use crate::dataset::{OrderRule, RevenueDefinition};
use crate::quality::CHECKS;
use crate::recipe::{Recipe, View};
use crate::say::Text;
use crate::schema::Role;
use crate::session::reading;
use crate::value::{Day, Decimal};

/// A setting that was changed: its control's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The control's id.
    pub control: String,
}

/// Decisions that reproduce what somebody published.
pub struct Preset {
    /// Its id.
    pub id: &'static str,
    /// Sets recipe and view; both are the defaults before.
    pub apply: fn(&mut Recipe, &mut View),
}

/// All presets.
pub const PRESETS: &[Preset] = &[Preset {
    id: "as_published",
    apply: as_published,
}];

/// The published AtliQ dashboard: the currency column compared as it is written, a dollar at 75 rupees,
/// customers active when their last order is less than 720 days old.
fn as_published(recipe: &mut Recipe, view: &mut View) {
    let currencies = ["INR", "USD"].map(str::to_owned);
    recipe
        .exactly
        .insert(Role::Currency.id().to_owned(), currencies.into());
    recipe.rates.insert("USD".to_owned(), Decimal::whole(75));
    recipe
        .remedies
        .insert("duplicates".to_owned(), "keep".to_owned());
    recipe.order_rule = Some(OrderRule::CustomerDay);
    view.active_days = Some(720);
    view.params
        .insert("overview.within".to_owned(), "less_than".to_owned());
}

/// The ids of the order rules.
pub(super) const ORDER_RULES: [(&str, OrderRule); 3] = [
    ("own_id", OrderRule::OwnId),
    ("each_row", OrderRule::EachRow),
    ("customer_day", OrderRule::CustomerDay),
];

type Result<T> = std::result::Result<T, Text>;

/// Sets one control; an empty value sets its default.
pub(super) fn set(
    recipe: &mut Recipe,
    view: &mut View,
    control: &str,
    value: &str,
) -> Result<Setting> {
    let (name, rest) = control.split_once('.').unwrap_or((control, ""));
    let chosen = (!value.is_empty()).then_some(value);
    match name {
        "revenue" => {
            view.revenue = chosen
                .map(|value| one_of(value, &RevenueDefinition::ALL))
                .transpose()?
        }
        "as_of" => {
            view.as_of = chosen
                .map(|value| Day::from_iso(value).ok_or_else(|| bad(control, value)))
                .transpose()?
        }
        "active_days" => view.active_days = chosen.map(|value| days(control, value)).transpose()?,
        "locale" => view.locale = chosen.unwrap_or("en").to_owned(),
        "order_rule" => {
            recipe.order_rule = chosen
                .map(|value| one_of(value, &ORDER_RULES))
                .transpose()?
        }
        "currency" => recipe.currency = chosen.map(str::to_ascii_uppercase),
        "rate" => rate(recipe, rest, chosen)?,
        "remedy" => remedy(recipe, rest, chosen)?,
        "role" => role(recipe, rest, chosen)?,
        "column" => column(recipe, rest, chosen)?,
        "dates" | "numbers" => written(recipe, control, chosen)?,
        kind if reading::KINDS.contains(&kind) => file(recipe, control, chosen)?,
        "param" => param(view, rest, chosen)?,
        "exactly" => exactly(recipe, rest, chosen)?,
        "preset" => preset(recipe, view, chosen)?,
        "started_from" => {
            recipe.preset = chosen
                .map(|id| known_preset(id).map(|it| it.id.to_owned()))
                .transpose()?
        }
        _ => return Err(Text::new("setting.unknown").with("control", control)),
    }
    Ok(Setting {
        control: control.to_owned(),
    })
}

fn bad(control: &str, value: &str) -> Text {
    Text::new("setting.bad_value")
        .with("control", control)
        .with("value", value)
}

fn one_of<T: Copy>(value: &str, all: &[(&'static str, T)]) -> Result<T> {
    all.iter()
        .find(|(id, _)| *id == value)
        .map(|(_, it)| *it)
        .ok_or_else(|| {
            let ids: Vec<&str> = all.iter().map(|(id, _)| *id).collect();
            Text::new("setting.one_of")
                .with("value", value)
                .with("choices", ids)
        })
}

fn days(control: &str, value: &str) -> Result<u32> {
    value
        .parse()
        .ok()
        .filter(|days| (1..=36_500).contains(days))
        .ok_or_else(|| bad(control, value))
}

fn rate(recipe: &mut Recipe, currency: &str, value: Option<&str>) -> Result<()> {
    let currency = currency.trim().to_ascii_uppercase();
    if currency.is_empty() {
        return Err(bad("rate", value.unwrap_or("")));
    }
    match value {
        None => {
            recipe.rates.remove(&currency);
        }
        Some(value) => {
            let rate =
                Decimal::parse(value.trim()).filter(|rate| rate.mantissa > 0 && rate.scale <= 9);
            recipe.rates.insert(
                currency,
                rate.ok_or_else(|| Text::new("setting.rate").with("value", value))?,
            );
        }
    }
    Ok(())
}

fn remedy(recipe: &mut Recipe, code: &str, value: Option<&str>) -> Result<()> {
    let check = CHECKS
        .iter()
        .find(|check| check.code == code)
        .ok_or_else(|| bad("remedy", code))?;
    match value {
        None => {
            recipe.remedies.remove(code);
        }
        Some(value) if check.remedies.contains(&value) => {
            recipe.remedies.insert(code.to_owned(), value.to_owned());
        }
        Some(value) => {
            return Err(Text::new("setting.one_of")
                .with("value", value)
                .with("choices", check.remedies.to_vec()));
        }
    }
    Ok(())
}

fn role(recipe: &mut Recipe, place: &str, value: Option<&str>) -> Result<()> {
    match value {
        None => {
            recipe.roles.remove(place);
        }
        Some(value) if value == "none" || Role::of_id(value).is_some() => {
            recipe.roles.insert(place.to_owned(), value.to_owned());
        }
        Some(value) => return Err(bad("role", value)),
    }
    Ok(())
}

/// `column.amount` = `file/column`: the other way round, for questions.
fn column(recipe: &mut Recipe, role: &str, value: Option<&str>) -> Result<()> {
    if Role::of_id(role).is_none() {
        return Err(bad("column", role));
    }
    recipe.roles.retain(|have| have != role);
    if let Some(place) = value {
        recipe.roles.insert(place.to_owned(), role.to_owned());
    }
    Ok(())
}

/// `dates.orders.csv/day`, `numbers.orders.csv/total`: how a column is written.
fn written(recipe: &mut Recipe, control: &str, value: Option<&str>) -> Result<()> {
    let (_, place) = control.split_once('.').unwrap_or((control, ""));
    match value {
        None => {
            recipe.dates.remove(place);
        }
        Some(value @ ("iso" | "dmy" | "mdy" | "point" | "comma")) => {
            recipe.dates.insert(place.to_owned(), value.to_owned());
        }
        Some(value) => return Err(bad(control, value)),
    }
    Ok(())
}

/// `encoding.orders.csv`: how a file is written.
fn file(recipe: &mut Recipe, control: &str, value: Option<&str>) -> Result<()> {
    let (kind, file) = control.split_once('.').unwrap_or((control, ""));
    let Some(value) = value else {
        recipe.reading.remove(control);
        return Ok(());
    };
    let known = reading::checked(kind, value).filter(|_| !file.is_empty());
    let known = known.ok_or_else(|| bad(control, value))?;
    recipe.reading.insert(control.to_owned(), known);
    Ok(())
}

fn param(view: &mut View, path: &str, value: Option<&str>) -> Result<()> {
    let (analysis, id) = path.split_once('.').unwrap_or((path, ""));
    let known = ANALYSES
        .iter()
        .find(|a| a.id == analysis)
        .and_then(|a| a.params.iter().find(|p| p.id == id));
    let param = known.ok_or_else(|| bad("param", path))?;
    match value {
        None => {
            view.params.remove(path);
        }
        Some(value) if param.choices.is_empty() || param.choices.contains(&value) => {
            view.params.insert(path.to_owned(), value.to_owned());
        }
        Some(value) => {
            return Err(Text::new("setting.one_of")
                .with("value", value)
                .with("choices", param.choices.to_vec()));
        }
    }
    Ok(())
}

fn preset(recipe: &mut Recipe, view: &mut View, value: Option<&str>) -> Result<()> {
    // One that is not known takes back nothing.
    let chosen = value.filter(|id| *id != "default");
    let chosen = chosen.map(known_preset).transpose()?;
    let locale = view.locale.clone();
    let kept = recipe.clone();
    *recipe = Recipe {
        roles: kept.roles,
        dates: kept.dates,
        reading: kept.reading,
        ..Recipe::default()
    };
    *view = View {
        locale,
        ..View::default()
    };
    if let Some(preset) = chosen {
        (preset.apply)(recipe, view);
        recipe.preset = Some(preset.id.to_owned());
    }
    Ok(())
}

fn known_preset(id: &str) -> Result<&'static Preset> {
    let preset = PRESETS.iter().find(|preset| preset.id == id);
    preset.ok_or_else(|| {
        let names: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
        Text::new("setting.one_of")
            .with("value", id)
            .with("choices", names)
    })
}

/// Adds a text that the column of a role may hold, exactly as written; an empty one lifts the rule.
fn exactly(recipe: &mut Recipe, role: &str, value: Option<&str>) -> Result<()> {
    if Role::of_id(role).is_none() {
        return Err(bad("exactly", role));
    }
    let mut values = recipe.exactly.get(role).cloned().unwrap_or_default();
    recipe.exactly.remove(role);
    if let Some(value) = value {
        if !values.iter().any(|have| have == value) {
            values.push(value.to_owned());
        }
        recipe.exactly.insert(role.to_owned(), values);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn try_set(control: &str, value: &str) -> Result<(Recipe, View)> {
        let (mut recipe, mut view) = (Recipe::default(), View::default());
        set(&mut recipe, &mut view, control, value)?;
        Ok((recipe, view))
    }

    #[test]
    fn settings_go_where_they_belong() {
        assert_eq!(
            try_set("rate.usd", "75").unwrap().0.rates["USD"],
            Decimal::whole(75)
        );
        assert_eq!(
            try_set("revenue", "booked").unwrap().1.revenue,
            Some(RevenueDefinition::Booked)
        );
        assert_eq!(
            try_set("remedy.duplicates", "keep").unwrap().0.remedies["duplicates"],
            "keep"
        );
        assert_eq!(
            try_set("as_of", "2020-06-26").unwrap().1.as_of,
            Day::from_iso("2020-06-26")
        );
        assert_eq!(
            try_set("preset", "as_published").unwrap().1.active_days,
            Some(720)
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_a_sentence() {
        for (control, value) in [
            ("rate.USD", "0"),
            ("rate.USD", "-1"),
            ("rate", "75"),
            ("rate.USD", "seventy"),
            ("revenue", "gross"),
            ("as_of", "yesterday"),
            ("remedy.duplicates", "burn"),
            ("remedy.nothing", "keep"),
            ("active_days", "0"),
            ("param.nothing.at_all", "1"),
            ("preset", "wishful"),
            ("no.such", "1"),
            ("encoding.a.csv", "klingon"),
            ("delimiter", ","),
            ("header.a.csv", "perhaps"),
        ] {
            assert!(try_set(control, value).is_err(), "{control}={value}");
        }
    }

    #[test]
    fn what_is_refused_takes_back_nothing() {
        let (mut recipe, mut view) = try_set("rate.USD", "75").unwrap();
        set(&mut recipe, &mut view, "header.a.csv", "no").unwrap();
        let before = recipe.clone();
        for (control, value) in [("preset", "wishful"), ("header.a.csv", "perhaps")] {
            assert!(set(&mut recipe, &mut view, control, value).is_err());
            assert_eq!(recipe, before);
        }
    }

    #[test]
    fn an_empty_value_sets_the_default_again() {
        let (mut recipe, mut view) = try_set("rate.USD", "75").unwrap();
        set(&mut recipe, &mut view, "rate.USD", "").unwrap();
        assert_eq!(recipe, Recipe::default());
    }
}
