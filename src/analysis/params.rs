//! Settings of a view -> those of one analysis.

use crate::analysis::Param;
use crate::value::Map;

/// The settings of an analysis, by parameter id; those not set have their default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params {
    /// Values as text.
    pub values: Map<String>,
}

impl Params {
    /// Those of a view's settings (`analysis.param`) that belong to this analysis.
    pub fn of(settings: &Map<String>, analysis: &str) -> Params {
        let own = |(id, value): &(String, String)| {
            let (owner, param) = id.split_once('.')?;
            (owner == analysis).then(|| (param.to_owned(), value.clone()))
        };
        Params {
            values: settings.iter().filter_map(own).collect(),
        }
    }

    /// This setting alone, for what depends on no other.
    pub(in crate::analysis) fn only(&self, param: &Param) -> Params {
        let own = |(id, _): &&(String, String)| id == param.id;
        Params {
            values: self.values.iter().filter(own).cloned().collect(),
        }
    }

    /// The value set for a parameter.
    pub fn get(&self, id: &str) -> Option<&str> {
        self.values.get(id).map(String::as_str)
    }
}
