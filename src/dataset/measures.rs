//! Model -> numbers of each row beside its amount: pieces, gross, cost, margin.

use std::borrow::Cow;

use crate::dataset::amounts::{Factors, converted};
use crate::dataset::build::of_used;
use crate::dataset::{Measured, NO_VALUE};
use crate::schema::{Model, Role};

/// The measures that the files tell. Money is in the reporting currency; margin = amount - cost.
pub(super) fn of(
    model: &Model,
    used: &[u32],
    amounts: &[i64],
    scale: u8,
    factors: Option<&Factors>,
) -> Vec<Measured> {
    let pick = |values: &[i64]| used.iter().map(|row| values[*row as usize]).collect();
    let mut measures = Vec::new();
    if let Some(place) = model
        .role(Role::Quantity)
        .filter(|place| place.0 == model.fact)
    {
        let column = model.column(place);
        let decimals = column.decimals(&column.decision.number);
        measures.push(Measured {
            id: "units",
            values: of_used(decimals.values, used).into(),
            scale: decimals.scale,
        });
    }
    for extra in &model.extras {
        let (values, own_scale, _) = converted(Cow::Borrowed(&extra.values), extra.scale, factors);
        measures.push(Measured {
            id: extra.id,
            values: pick(&values),
            scale: own_scale,
        });
        if extra.id == "cost"
            && let Some(margin) = margin(amounts, scale, &values, own_scale)
        {
            measures.push(Measured {
                id: "margin",
                values: pick(&margin.0),
                scale: margin.1,
            });
        }
    }
    measures
}

/// Amount - cost at the finer scale of both; `None` where the scales are too far apart.
fn margin(amounts: &[i64], scale: u8, costs: &[i64], cost_scale: u8) -> Option<(Vec<i64>, u8)> {
    let finest = scale.max(cost_scale);
    let of_amount = 10_i64.checked_pow(u32::from(finest - scale))?;
    let of_cost = 10_i64.checked_pow(u32::from(finest - cost_scale))?;
    let rest = |(amount, cost): (&i64, &i64)| match (*amount, *cost) {
        (NO_VALUE, _) | (_, NO_VALUE) => NO_VALUE,
        (amount, cost) => {
            let amount = amount.checked_mul(of_amount);
            let cost = cost.checked_mul(of_cost);
            let rest = amount.zip(cost).and_then(|(a, b)| a.checked_sub(b));
            rest.unwrap_or(NO_VALUE)
        }
    };
    Some((amounts.iter().zip(costs).map(rest).collect(), finest))
}
