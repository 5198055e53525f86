//! A monthly series -> how much each calendar month lies above or below the trend.
//!
//! Definition: the trend is the centred 2 x 12 moving average (half weight on both ends); each value is
//! divided by it (or, additive, the trend is taken off); the mean of these per calendar month is
//! scaled so that the twelve have mean 1 (or 0). Source: classical decomposition by ratio to moving average
//! (Macaulay 1931), as in R `decompose` and statsmodels `seasonal_decompose`.
//! Degenerate cases: fewer than 24 months have no season; with a value or a trend that is not above
//! zero ratios mean nothing and the additive form is given.

/// Months in a year.
pub const YEAR: usize = 12;

/// Twelve seasonal figures, and how they act on the trend.
#[derive(Clone, Debug, PartialEq)]
pub struct Season {
    /// By place in the year of the first value: `[0]` belongs to the first value's calendar month.
    pub index: [f64; YEAR],
    /// True where the trend is multiplied by them, false where they are added.
    pub multiplicative: bool,
}

/// The seasonal figures of consecutive months; `None` below 24.
pub fn seasonal_index(values: &[f64]) -> Option<Season> {
    if values.len() < 2 * YEAR {
        return None;
    }
    let trend: Vec<f64> = values.windows(YEAR + 1).map(centred).collect();
    let multiplicative = values.iter().chain(&trend).all(|value| *value > 0.0);
    let mut index = [0.0; YEAR];
    for (month, figure) in index.iter_mut().enumerate() {
        let own = (YEAR / 2..values.len() - YEAR / 2).filter(|at| at % YEAR == month);
        let (sum, n) = own.fold((0.0, 0.0), |(sum, n), at| {
            let level = trend[at - YEAR / 2];
            let part = match multiplicative {
                true => values[at] / level,
                false => values[at] - level,
            };
            (sum + part, n + 1.0)
        });
        *figure = sum / n;
    }
    let mean = index.iter().sum::<f64>() / YEAR as f64;
    for figure in &mut index {
        *figure = match multiplicative {
            true => *figure / mean,
            false => *figure - mean,
        };
    }
    Some(Season {
        index,
        multiplicative,
    })
}

/// The mean of thirteen months in which the two at the ends count half.
fn centred(months: &[f64]) -> f64 {
    let inner: f64 = months[1..YEAR].iter().sum();
    (inner + (months[0] + months[YEAR]) / 2.0) / YEAR as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pure_season_is_found_again() {
        let pattern = [0.5, 1.0, 1.5, 1.0, 0.7, 1.3, 0.9, 1.1, 0.8, 1.2, 1.0, 1.0];
        let values: Vec<f64> = (0..36).map(|at| 200.0 * pattern[at % YEAR]).collect();
        let season = seasonal_index(&values).unwrap();
        assert!(season.multiplicative);
        for (found, true_one) in season.index.iter().zip(pattern) {
            assert!((found - true_one).abs() < 1e-12);
        }
    }

    #[test]
    fn an_empty_month_is_taken_off_and_not_divided() {
        let values: Vec<f64> = (0..24)
            .map(|at| if at % YEAR == 3 { 0.0 } else { 12.0 })
            .collect();
        let season = seasonal_index(&values).unwrap();
        assert!(!season.multiplicative);
        // The mean is 11: March to May differ by -11 and +1.
        assert!((season.index[3] + 11.0).abs() < 1e-12 && (season.index[4] - 1.0).abs() < 1e-12);
    }

    #[test]
    fn less_than_two_years_have_no_season() {
        assert_eq!(seasonal_index(&[1.0; 23]), None);
        assert!(seasonal_index(&[1.0; 24]).is_some());
    }
}
