//! What is known of customers, against published shares. Files are read from the folders named by
//! CLIENTELE_DATA and CLIENTELE_REFS.

use clientele::figure::Outcome;

#[path = "support/frames.rs"]
mod frames;
use frames::{
    AS_OF, customers_with_totals, fact, grid, on, outcome, rfm_orders, rows, said, section,
};

#[test]
fn shares_of_ages_and_occupations_as_published() {
    let Some(data) = customers_with_totals() else {
        return;
    };
    on(&data, AS_OF, |frame| {
        let found = section(frame, "customer_attributes", &[]);
        let ages = rows(grid(&found, "age_band"), &[4]);
        let expected = [
            "19 0.0788",
            "29 0.3799",
            "39 0.2615",
            "49 0.2077",
            "more 0.0721",
        ];
        assert_eq!(ages, expected);
        let occupations = rows(grid(&found, "occupation"), &[4]);
        assert!(
            occupations.contains(&"Blue-Collar 0.2034".to_owned()),
            "{occupations:?}"
        );
        let brought: Vec<f64> = occupations
            .iter()
            .filter_map(|row| row.rsplit(' ').next()?.parse().ok())
            .collect();
        let names = brought.len().saturating_sub(1);
        assert!(
            brought[..names].is_sorted_by(|a, b| a >= b),
            "those who bring most come first: {occupations:?}"
        );
    });
}

#[test]
fn occupations_are_compared_and_judged() {
    let Some(data) = customers_with_totals() else {
        return;
    };
    on(&data, AS_OF, |frame| {
        let settings = [("hypotheses.groups", "occupation: Student, Blue-Collar")];
        let found = section(frame, "hypotheses", &settings);
        assert!(found.headline.id.starts_with("hypotheses."));
        let table = grid(&found, "hypotheses");
        let means: Vec<f64> = table
            .rows
            .iter()
            .map(|row| said(&row.cells[2]).parse().unwrap())
            .collect();
        let difference: f64 = fact(&found, "difference_of_groups").parse().unwrap();
        assert!((means[0] - means[1] - difference).abs() < 0.02);
        let marks = section(frame, "what_marks", &[]);
        let occupations = data.attributes[0].values.len();
        let tested = grid(&marks, "what_marks").rows.len();
        assert!(tested >= occupations, "{tested}");
        let refused = section(frame, "hypotheses", &[("hypotheses.groups", "nonsense")]);
        assert!(
            refused
                .notes
                .iter()
                .any(|note| note.id == "hypotheses.refused")
        );
    });
}

#[test]
fn without_anything_known_of_customers_there_is_nothing_to_compare() {
    let Some(data) = rfm_orders() else { return };
    on(&data, "2006-12-31", |frame| {
        for (id, expected) in [
            ("customer_attributes", "analysis.needs"),
            ("what_marks", "marks.few"),
            ("hypotheses", "hypotheses.few"),
        ] {
            match outcome(frame, id, &[]) {
                Outcome::NotEnough { reason, .. } => assert_eq!(reason.id, expected),
                other => panic!("{id}: {other:?}"),
            }
        }
        let moved = section(frame, "migration", &[]);
        let table = grid(&moved, "migration");
        let all: u64 = table.rows.iter().map(|row| row.n).sum();
        assert_eq!(all, 995);
    });
}
