//! Clusters and drivers against scikit-learn and statsmodels. Files are read from the folder named by
//! CLIENTELE_REFS.

use clientele::analysis::Space;
use clientele::figure::Outcome;
use clientele::stats::{KMeans, Point, silhouettes};

#[path = "support/frames.rs"]
mod frames;
use frames::{fact, file, on, outcome, records, rfm_orders, section};

fn close(ours: f64, expected: f64, tolerance: f64) {
    let off = (ours - expected).abs();
    assert!(off <= tolerance, "{ours} is not {expected}");
}

fn reference(name: &str) -> Option<serde_json::Value> {
    Some(serde_json::from_slice(&file("CLIENTELE_REFS", name)?).unwrap())
}

fn number(json: &serde_json::Value, path: &str) -> f64 {
    json.pointer(path).and_then(|n| n.as_f64()).unwrap()
}

#[test]
fn clusters_equal_those_of_scikit_learn_from_the_same_start() {
    let Some(data) = rfm_orders() else { return };
    let expected = reference("kmeans_reference.json").unwrap();
    let table = records(
        &file("CLIENTELE_REFS", "kmeans_rfm_orders.csv").unwrap(),
        b',',
    );
    let space = on(&data, "2006-12-31", |frame| Space::of(frame));
    assert_eq!(space.points.len(), 995);
    for (customer, (point, line)) in space.customers.iter().zip(space.points.iter().zip(&table)) {
        assert_eq!(data.customers[*customer].id, line[0]);
        for (ours, theirs) in point.iter().zip(&line[4..7]) {
            close(*ours, theirs.parse().unwrap(), 1e-9);
        }
    }
    let rows = &expected["fixed_init_k4"]["init_rows"];
    let start: Vec<Point> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| space.points[row.as_u64().unwrap() as usize])
        .collect();
    let found = KMeans::from_centers(&space.points, start, 300);
    close(found.inertia, 1020.818609549632, 1e-9);
    for (label, line) in found.labels.iter().zip(&table) {
        assert_eq!(label.to_string(), line[14], "{}", line[0]);
    }
    let silhouette = silhouettes(&space.points, &[&found.labels])[0];
    close(
        silhouette,
        number(&expected, "/fixed_init_k4/silhouette"),
        1e-9,
    );
}

#[test]
fn ten_starts_come_within_a_hundredth_of_the_best_known() {
    let Some(data) = rfm_orders() else { return };
    let expected = reference("kmeans_reference.json").unwrap();
    on(&data, "2006-12-31", |frame| {
        let space = Space::of(frame);
        for k in 2..=8 {
            let found = KMeans::best(&space.points, k, 10, 300).unwrap();
            let best = number(&expected, &format!("/k{k}/inertia"));
            assert!(found.inertia <= 1.01 * best, "{k}: {}", found.inertia);
        }
        let Outcome::Weak { result, reasons } = outcome(frame, "clusters", &[]) else {
            panic!("a cloud is a weak result")
        };
        assert_eq!(reasons[0].id, "clusters.cloud");
        assert_eq!(fact(&result, "clusters"), "2");
        assert_eq!(fact(&result, "silhouette"), "0.371282");
        let four = section(frame, "clusters", &[("clusters.k", "4")]);
        assert_eq!(fact(&four, "clusters"), "4");
    });
}
