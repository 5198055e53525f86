//! Model -> columns to slice and group by.

use crate::dataset::build::sorted_codes;
use crate::dataset::{Codes, Dimension};
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
                });
            }
        }
    }
    dimensions
}

impl Dimension {
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
