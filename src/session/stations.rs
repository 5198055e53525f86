//! Files + recipe -> model, findings, data set; each kept until what it reads has changed.

use std::cell::RefCell;

use crate::analysis::Tables;
use crate::dataset::{self, Dataset, RevenueDefinition, Verdicts};
use crate::quality::{self, Finding};
use crate::recipe::Recipe;
use crate::say::Text;
use crate::schema::{Model, NoModel, Source};
use crate::session::files::Files;
use crate::value::{Day, Decimal, Map};

/// The results of the stations.
#[derive(Default)]
pub(super) struct Stations {
    understood: Option<Understood>,
    data: Option<Data>,
}

/// How the files belong together, or why they do not.
pub(super) enum Understood {
    /// They do.
    Model(Box<Model>),
    /// They do not.
    Nothing(NoModel, Vec<Source>),
}

/// The data set with what was seen and set aside on the way.
pub(super) struct Data {
    pub(super) findings: Vec<Finding>,
    pub(super) verdicts: Verdicts,
    pub(super) dataset: Dataset,
    /// What other currencies are worth, as decided or as a file tells.
    pub(super) rates: Map<Decimal>,
    /// What was taken from such a file.
    pub(super) told_rates: Option<Text>,
    /// The tables of the base as they were last asked for, with the day and the definition.
    base: RefCell<Option<(Day, RevenueDefinition, Tables)>>,
}

impl Data {
    /// The tables of the base: made anew when the data set, the day or the definition is another one.
    pub(super) fn base(&self, as_of: Day, definition: RevenueDefinition) -> Tables {
        let mut kept = self.base.borrow_mut();
        match &*kept {
            Some((day, of, tables)) if (*day, *of) == (as_of, definition) => tables.clone(),
            _ => {
                let tables = Tables::of_base(&self.dataset, as_of, definition);
                *kept = Some((as_of, definition, tables.clone()));
                tables
            }
        }
    }
}

impl Stations {
    /// Forgets the model and what came after; gives its sources back.
    pub(super) fn forget_model(&mut self) -> Vec<Source> {
        self.data = None;
        match self.understood.take() {
            Some(Understood::Model(model)) => model.sources,
            Some(Understood::Nothing(_, sources)) => sources,
            None => Vec::new(),
        }
    }

    /// Forgets the data set.
    pub(super) fn forget_data(&mut self) {
        self.data = None;
    }

    /// Runs the stations that have no result.
    pub(super) fn run(&mut self, files: &mut Files, recipe: &Recipe) {
        if self.understood.is_none() {
            self.understood = Some(match Model::of(files.lend(recipe)) {
                Ok(model) => Understood::Model(Box::new(model)),
                Err((why, sources)) => Understood::Nothing(why, sources),
            });
        }
        if let (Some(Understood::Model(model)), None) = (&self.understood, &self.data) {
            let told = quality::told_rates(model, recipe);
            let (recipe, rates) = match &told {
                Some(told) => (&told.recipe, Some(told.text.clone())),
                None => (recipe, None),
            };
            let findings = quality::findings(model, recipe);
            let mut verdicts = Verdicts::of(model.rows(), &findings);
            let dataset = dataset::build(model, recipe, &mut verdicts);
            self.data = Some(Data {
                findings,
                verdicts,
                dataset,
                rates: recipe.rates.clone(),
                told_rates: rates,
                base: RefCell::default(),
            });
        }
    }

    pub(super) fn model(&self) -> Option<&Model> {
        match &self.understood {
            Some(Understood::Model(model)) => Some(model),
            _ => None,
        }
    }

    pub(super) fn no_model(&self) -> Option<NoModel> {
        match &self.understood {
            Some(Understood::Nothing(why, _)) => Some(*why),
            _ => None,
        }
    }

    pub(super) fn sources(&self) -> &[Source] {
        match &self.understood {
            Some(Understood::Model(model)) => &model.sources,
            Some(Understood::Nothing(_, sources)) => sources,
            None => &[],
        }
    }

    pub(super) fn data(&self) -> Option<&Data> {
        self.data.as_ref()
    }
}
