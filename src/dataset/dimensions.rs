//! Model -> columns to slice and group by.

use crate::dataset::build::sorted_codes;
use crate::dataset::{Codes, Dimension, NO_CODE};
use crate::quality::of_one_person;
use crate::recipe::Recipe;
use crate::say::Text;
use crate::schema::{Model, Role};
use crate::table::Kind;

/// A column without a role is a dimension when it has at most this many values.
const MOST_VALUES: usize = 200;

/// Roles that are dimensions however many values they have.
const DIMENSION_ROLES: [Role; 7] = [
    Role::Product,
    Role::ProductName,
    Role::Category,
    Role::Market,
    Role::Region,
    Role::Country,
    Role::Status,
];

pub(super) fn dimensions(model: &Model, recipe: &Recipe, used: &[u32]) -> Vec<Dimension> {
    let mut dimensions = Vec::new();
    let mut taken = Vec::new();
    for role in DIMENSION_ROLES {
        if let Some(place) = model.role(role) {
            taken.push(place);
            let (codes, values) = sorted_codes(model, recipe, used, place);
            dimensions.push(Dimension {
                id: role.id().to_owned(),
                name: model.column(place).name.clone(),
                codes: Codes::of(values.len(), codes),
                values,
                names: Vec::new(),
            });
        }
    }
    for source in &model.reached {
        for (index, column) in model.sources[*source].table.columns.iter().enumerate() {
            let place = (*source, index);
            let grouping = matches!(column.decision.kind, Kind::Text | Kind::Boolean);
            let has_role = model.sources[*source].mapping.guesses[index].role.is_some();
            if taken.contains(&place)
                || has_role
                || !grouping
                || of_one_person(column)
                || column.distinct() as usize > MOST_VALUES
            {
                continue;
            }
            let (codes, values) = sorted_codes(model, recipe, used, place);
            if values.len() >= 2 {
                let id = format!("{}.{}", model.sources[*source].name(), column.name);
                dimensions.push(Dimension {
                    id,
                    name: column.name.clone(),
                    codes: Codes::of(values.len(), codes),
                    values,
                    names: Vec::new(),
                });
            }
        }
    }
    for at in 0..dimensions.len() {
        let names = names(&dimensions, at);
        dimensions[at].names = names.unwrap_or_default();
    }
    dimensions
}

/// What a header is about: `market` of "market_code", `Some` where it ends with one of the words.
fn about(header: &str, words: &[&str]) -> Option<String> {
    let plain: String = header.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = plain.to_ascii_lowercase();
    let stem = words.iter().find_map(|word| plain.strip_suffix(word))?;
    let stem = stem.trim_end_matches('s');
    (!stem.is_empty()).then(|| stem.to_owned())
}

/// The names of a column of codes, from a column of names about the same thing that has one name for
/// every code. Two codes of one name are told apart by themselves. Products choose their names.
fn names(dimensions: &[Dimension], at: usize) -> Option<Vec<String>> {
    let coded = &dimensions[at];
    let stem = about(&coded.name, &["code", "id", "key"])?;
    let named = dimensions.iter().find(|other| {
        other.id != Role::ProductName.id() && about(&other.name, &["name"]).as_ref() == Some(&stem)
    })?;
    let mut name_of = vec![NO_CODE; coded.values.len()];
    for (code, name) in coded.codes.iter().zip(named.codes.iter()) {
        let Some(known) = name_of.get_mut(*code as usize) else {
            continue;
        };
        if *known == NO_CODE {
            *known = *name;
        } else if *known != *name {
            return None;
        }
    }
    let mut used = vec![0_u32; named.values.len()];
    for name in &name_of {
        *used.get_mut(*name as usize)? += 1;
    }
    let label = |(value, name): (&String, &u32)| match used[*name as usize] {
        1 => named.values[*name as usize].clone(),
        _ => format!("{} ({value})", named.values[*name as usize]),
    };
    Some(coded.values.iter().zip(&name_of).map(label).collect())
}

impl Dimension {
    /// What a value is called: its name where it has one.
    pub fn label(&self, code: usize) -> &str {
        let name = self.names.get(code).or(self.values.get(code));
        name.map_or("", String::as_str)
    }

    /// What the value with this id is called.
    pub fn label_of<'a>(&'a self, value: &'a str) -> &'a str {
        let at = self.values.iter().position(|known| known == value);
        at.map_or(value, |code| self.label(code))
    }

    /// What a sentence calls it: the word of its role, or its header with spaces for underscores
    /// and not in capitals.
    pub fn said(&self) -> Text {
        match self.id.as_str() {
            "product" | "product_name" => Text::new("role.product"),
            "category" | "market" | "region" | "country" | "status" => {
                Text::new(&format!("role.{}", self.id))
            }
            _ => {
                let words = self.name.replace('_', " ");
                let shouted = words.len() > 4 && !words.chars().any(char::is_lowercase);
                Text::verbatim(&if shouted {
                    words.to_ascii_lowercase()
                } else {
                    words
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, values: &[&str], codes: &[u32]) -> Dimension {
        Dimension {
            id: name.to_owned(),
            name: name.to_owned(),
            codes: Codes::of(values.len(), codes.to_vec()),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            names: Vec::new(),
        }
    }

    #[test]
    fn a_code_is_called_by_the_one_name_that_stands_beside_it() {
        let codes = column("market_code", &["M1", "M2", "M3"], &[0, 1, 2, 1]);
        let named = column("markets_name", &["Delhi", "Pune"], &[1, 0, 0, 0]);
        let found = names(&[codes.clone(), named], 0).unwrap();
        // Two markets of one name are told apart.
        assert_eq!(found, ["Pune", "Delhi (M2)", "Delhi (M3)"]);
        let told = Dimension {
            names: found,
            ..codes.clone()
        };
        assert_eq!(told.label(0), "Pune");
        assert_eq!(told.label_of("M2"), "Delhi (M2)");
        assert_eq!(codes.label(0), "M1");
        // A code with two names, one without, or names of something else: it stays a code.
        let two = column("market_name", &["Delhi", "Pune"], &[1, 0, 0, 1]);
        assert_eq!(names(&[codes.clone(), two], 0), None);
        let none = column("market_name", &["Delhi", "Pune"], &[1, 0, NO_CODE, 0]);
        assert_eq!(names(&[codes.clone(), none], 0), None);
        let other = column("product_name", &["A", "B"], &[1, 0, 0, 0]);
        assert_eq!(names(&[codes, other], 0), None);
    }
}
