//! Data set + slice -> the tables that analyses share: made once, and kept while base and reading stay.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::analysis::bought::{Bought, ByCustomer, Gaps};
use crate::analysis::frame::has_orders;
use crate::analysis::groups::personas::Classes;
use crate::analysis::rows::Rows;
use crate::analysis::trend::Sold;
use crate::analysis::value::{Prospects, Visits};
use crate::analysis::{Customers, Frame, Orders, Params, Ranking};
use crate::dataset::{Assignment, Dataset, RevenueDefinition, Slice};
use crate::say::Text;
use crate::value::{Day, Months};

/// Orders and customers of a slice, and who the customers are in the base. A copy shares the tables.
#[derive(Clone, Debug)]
pub struct Tables {
    /// Orders of the slice under the definition.
    pub orders: Rc<Orders>,
    /// Customers of the slice under the definition.
    pub customers: Rc<Customers>,
    /// Customers of the base with all booked orders: recency, frequency, first order.
    pub base_booked: Rc<Customers>,
    /// Customers of the base under the definition: value, tier.
    pub base: Rc<Customers>,
    pub(in crate::analysis) once: Rc<Once>,
    of_base: Rc<OfBase>,
}

/// What is made of a slice when it is asked for.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Once {
    ranking: OnceCell<Ranking>,
    by_customer: OnceCell<ByCustomer>,
    bought: OnceCell<Bought>,
    /// See `Frame::counted_list`.
    pub counted: OnceCell<Vec<u32>>,
    /// See `Frame::calendar`.
    pub calendar: OnceCell<Months>,
    /// See `trend::months`.
    pub months: OnceCell<Vec<Sold>>,
}

/// What is made of the base alone.
#[derive(Debug)]
struct OfBase {
    as_of: Day,
    orders: Rc<Orders>,
    bought: OnceCell<Bought>,
    ranking: OnceCell<Ranking>,
    gaps: OnceCell<Gaps>,
    visits: OnceCell<Rc<Visits>>,
    prospects: OnceCell<Result<Prospects, Text>>,
    classes: OnceCell<Classes>,
    assigned: RefCell<Vec<Assigned>>,
}

/// What an analysis said of the customers under these settings.
#[derive(Debug)]
struct Assigned {
    analysis: &'static str,
    params: Params,
    all: Rc<Vec<Assignment>>,
}

/// The settings of an analysis whose assignments are kept: those in force and the default.
const KEPT: usize = 2;

fn buyers(
    dataset: &Dataset,
    orders: &Orders,
    rows: Rows,
    definition: RevenueDefinition,
) -> Rc<Customers> {
    Rc::new(match has_orders(dataset) {
        true => Customers::of(dataset, orders),
        false => Customers::of_rows(dataset, rows, definition),
    })
}

impl Tables {
    /// Those of the base: one pass over the rows for each definition that is looked at.
    pub fn of_base(dataset: &Dataset, as_of: Day, definition: RevenueDefinition) -> Tables {
        let booked = RevenueDefinition::Booked;
        let (orders, customers) = Tables::made(dataset, as_of, booked);
        let bought = OnceCell::from(Bought::of(dataset, &orders));
        // Booked is what counts in most data.
        let (orders, base) = match definition == booked {
            true => (Rc::new(orders), customers.clone()),
            false => {
                drop(orders);
                let (orders, base) = Tables::made(dataset, as_of, definition);
                (Rc::new(orders), base)
            }
        };
        Tables::from(as_of, orders, customers, base, bought)
    }

    /// The customers of the base alone, for what is said of them.
    pub(super) fn of_customers(
        dataset: &Dataset,
        as_of: Day,
        definition: RevenueDefinition,
    ) -> Tables {
        let booked = RevenueDefinition::Booked;
        // One list of orders at a time.
        let other = (definition != booked).then(|| Tables::made(dataset, as_of, booked).1);
        let (orders, base) = Tables::made(dataset, as_of, definition);
        let customers = other.unwrap_or_else(|| base.clone());
        Tables::from(as_of, Rc::new(orders), customers, base, OnceCell::new())
    }

    fn made(
        dataset: &Dataset,
        as_of: Day,
        definition: RevenueDefinition,
    ) -> (Orders, Rc<Customers>) {
        let rows = Rows {
            listed: None,
            as_of,
        };
        let orders = Orders::of(dataset, rows, definition);
        let customers = buyers(dataset, &orders, rows, definition);
        (orders, customers)
    }

    fn from(
        as_of: Day,
        orders: Rc<Orders>,
        base_booked: Rc<Customers>,
        base: Rc<Customers>,
        bought: OnceCell<Bought>,
    ) -> Tables {
        Tables {
            orders: orders.clone(),
            customers: base.clone(),
            base,
            base_booked,
            once: Rc::default(),
            of_base: Rc::new(OfBase {
                as_of,
                orders,
                bought,
                ranking: OnceCell::new(),
                gaps: OnceCell::new(),
                visits: OnceCell::new(),
                prospects: OnceCell::new(),
                classes: OnceCell::new(),
                assigned: RefCell::default(),
            }),
        }
    }

    /// Those of a slice of this base.
    pub fn of_slice(
        &self,
        dataset: &Dataset,
        slice: &Slice,
        as_of: Day,
        definition: RevenueDefinition,
    ) -> Tables {
        if slice.whole {
            return self.clone();
        }
        let rows = Rows {
            listed: Some(&slice.rows),
            as_of,
        };
        let orders = Orders::of(dataset, rows, definition);
        Tables {
            customers: buyers(dataset, &orders, rows, definition),
            orders: Rc::new(orders),
            once: Rc::default(),
            ..self.clone()
        }
    }

    /// The places of the customers of the slice.
    pub fn ranking(&self) -> &Ranking {
        match Rc::ptr_eq(&self.customers, &self.base) {
            true => self.base_ranking(),
            false => self
                .once
                .ranking
                .get_or_init(|| Ranking::of(&self.customers)),
        }
    }

    /// The places of the customers of the base.
    pub fn base_ranking(&self) -> &Ranking {
        let ranking = &self.of_base.ranking;
        ranking.get_or_init(|| Ranking::of(&self.base))
    }

    /// The orders of the slice by customer.
    pub(in crate::analysis) fn by_customer(&self) -> &ByCustomer {
        let made = || ByCustomer::of(&self.orders, self.customers.orders.len());
        self.once.by_customer.get_or_init(made)
    }

    /// What was bought in the base, whatever came back.
    pub(in crate::analysis) fn base_bought(&self, dataset: &Dataset) -> &Bought {
        self.of_base.bought.get_or_init(|| {
            let booked = RevenueDefinition::Booked;
            let (orders, _) = Tables::made(dataset, self.of_base.as_of, booked);
            Bought::of(dataset, &orders)
        })
    }

    /// What was bought in the slice of a frame, whatever came back.
    pub(super) fn bought(&self, frame: &Frame) -> &Bought {
        if frame.slice.whole {
            return self.base_bought(frame.dataset);
        }
        self.once.bought.get_or_init(|| {
            let booked = RevenueDefinition::Booked;
            match frame.definition == booked {
                true => Bought::of(frame.dataset, &self.orders),
                false => {
                    let rows = frame.rows_until_as_of();
                    Bought::of(frame.dataset, &Orders::of(frame.dataset, rows, booked))
                }
            }
        })
    }

    /// The days between the purchases of the base.
    pub(in crate::analysis) fn gaps(&self, dataset: &Dataset) -> &Gaps {
        let gaps = &self.of_base.gaps;
        gaps.get_or_init(|| Gaps::of(dataset, self))
    }

    /// The purchase days of the base under the definition, for so many customers.
    pub(super) fn visits(&self, customers: usize) -> &Rc<Visits> {
        let orders = &self.of_base.orders;
        // Where all is shown they are sorted already, or soon will be.
        let made = || match Rc::ptr_eq(&self.orders, orders) {
            true => Rc::new(Visits::of_sorted(orders, self.by_customer(), customers)),
            false => Rc::new(Visits::of_orders(orders, customers)),
        };
        self.of_base.visits.get_or_init(made)
    }

    /// What the customers of the base are expected to do.
    pub(super) fn prospects(
        &self,
        made: &dyn Fn() -> Result<Prospects, Text>,
    ) -> Result<&Prospects, Text> {
        let prospects = self.of_base.prospects.get_or_init(made);
        prospects.as_ref().map_err(Text::clone)
    }

    /// The classes of the customers of the base.
    pub(super) fn classes(&self, made: impl FnOnce() -> Classes) -> &Classes {
        self.of_base.classes.get_or_init(made)
    }

    /// What an analysis says of the customers of the base under these settings: asked once.
    pub(super) fn assigned(
        &self,
        analysis: &'static str,
        params: &Params,
        made: &dyn Fn() -> Vec<Assignment>,
    ) -> Rc<Vec<Assignment>> {
        let same = |kept: &&Assigned| kept.analysis == analysis && kept.params == *params;
        if let Some(kept) = self.of_base.assigned.borrow().iter().find(same) {
            return kept.all.clone();
        }
        let all = Rc::new(made());
        let mut kept = self.of_base.assigned.borrow_mut();
        let own = |one: &Assigned| one.analysis == analysis;
        let many = kept.iter().filter(|one| own(one)).count() >= KEPT;
        let oldest = kept.iter().position(own).filter(|_| many);
        if let Some(oldest) = oldest {
            kept.remove(oldest);
        }
        kept.push(Assigned {
            analysis,
            params: params.clone(),
            all: all.clone(),
        });
        all
    }
}
