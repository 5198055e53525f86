//! Data set + slice -> the tables that analyses share: made once, and kept while base and reading stay.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::analysis::bought::{Gaps, purchase_days};
use crate::analysis::frame::has_orders;
use crate::analysis::trend::Sold;
use crate::analysis::{Customers, Orders, Ranking};
use crate::dataset::{Dataset, RevenueDefinition, Slice};
use crate::value::Day;

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
    /// See `trend::months`.
    pub months: OnceCell<Vec<Sold>>,
}

/// What is made of the base alone.
#[derive(Debug, Default)]
struct OfBase {
    purchase_days: Vec<(u32, Day)>,
    ranking: OnceCell<Ranking>,
    gaps: OnceCell<Gaps>,
}

/// The rows up to a day; rows without a day are all in.
pub(super) fn until(dataset: &Dataset, as_of: Day) -> impl Fn(&u32) -> bool + '_ {
    move |row| {
        let day = dataset.day.get(*row as usize);
        day.is_none_or(|day| *day <= as_of)
    }
}

fn buyers(
    dataset: &Dataset,
    orders: &Orders,
    rows: &mut dyn Iterator<Item = u32>,
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
        let made = |definition| {
            let rows = || (0..dataset.len() as u32).filter(until(dataset, as_of));
            let orders = Orders::of(dataset, &mut rows(), definition);
            let customers = buyers(dataset, &orders, &mut rows(), definition);
            (orders, customers)
        };
        let booked = RevenueDefinition::Booked;
        let (base_booked, purchase_days, orders) = {
            let (orders, customers) = made(booked);
            let days = purchase_days(&orders);
            (customers, days, (definition == booked).then_some(orders))
        };
        // Booked is what counts in most data.
        let (orders, customers) = match orders {
            Some(orders) => (orders, base_booked.clone()),
            None => made(definition),
        };
        Tables {
            orders: Rc::new(orders),
            base: customers.clone(),
            customers,
            base_booked,
            once: Rc::default(),
            of_base: Rc::new(OfBase {
                purchase_days,
                ..OfBase::default()
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
        let rows = || slice.rows.iter().copied().filter(until(dataset, as_of));
        let orders = Orders::of(dataset, &mut rows(), definition);
        Tables {
            customers: buyers(dataset, &orders, &mut rows(), definition),
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

    /// Customer and day of each purchase of the base, ascending, no day of a customer twice.
    pub fn purchase_days(&self) -> &[(u32, Day)] {
        &self.of_base.purchase_days
    }

    /// The days between the purchases of the base.
    pub(in crate::analysis) fn gaps(&self, dataset: &Dataset) -> &Gaps {
        let gaps = &self.of_base.gaps;
        gaps.get_or_init(|| Gaps::of(dataset, self))
    }
}
