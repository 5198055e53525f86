//! Points -> k groups around their means, and how well apart the groups are.
//!
//! Definition: k-means by Lloyd's rounds (each point to its nearest centre, the lower number where
//! equal; each centre to the mean of its points) until no point moves. Starts: k-means++ (Arthur and
//! Vassilvitskii, 2007), the best of several by inertia, the sum of squared distances to the centres.
//! A centre without points goes to the point farthest from its own. Silhouette (Rousseeuw 1987): mean
//! over points of `(b - a) / max(a, b)`, with `a` the mean distance to the own group's others and `b`
//! the smallest mean distance to another group; 0 for a point alone in its group.
//! Degenerate cases: fewer distinct points than k give fewer groups.

use crate::stats::Random;

/// A point in the space of the three measures.
pub type Point = [f64; 3];

/// Points in groups.
#[derive(Clone, Debug, PartialEq)]
pub struct KMeans {
    /// The mean of each group.
    pub centers: Vec<Point>,
    /// The group of each point.
    pub labels: Vec<u8>,
    /// Sum of squared distances to the centres.
    pub inertia: f64,
}

fn squared(a: &Point, b: &Point) -> f64 {
    let step = |at: usize| (a[at] - b[at]) * (a[at] - b[at]);
    step(0) + step(1) + step(2)
}

fn nearest(point: &Point, centers: &[Point]) -> (usize, f64) {
    let mut best = (0, f64::INFINITY);
    for (at, center) in centers.iter().enumerate() {
        let far = squared(point, center);
        if far < best.1 {
            best = (at, far);
        }
    }
    best
}

impl KMeans {
    /// Lloyd's rounds from these centres, at most `rounds` of them.
    pub fn from_centers(points: &[Point], mut centers: Vec<Point>, rounds: usize) -> KMeans {
        let mut labels = vec![u8::MAX; points.len()];
        let mut inertia = 0.0;
        for _ in 0..rounds.max(1) {
            inertia = 0.0;
            let mut moved = false;
            let mut farthest = (0, -1.0);
            for (at, point) in points.iter().enumerate() {
                let (label, far) = nearest(point, &centers);
                moved |= labels[at] != label as u8;
                labels[at] = label as u8;
                inertia += far;
                if far > farthest.1 {
                    farthest = (at, far);
                }
            }
            if !moved {
                break;
            }
            move_centers(points, &labels, &mut centers, farthest.0);
        }
        KMeans {
            centers,
            labels,
            inertia,
        }
    }

    /// The best of `starts` seeded starts.
    pub fn best(points: &[Point], k: usize, starts: u64, rounds: usize) -> Option<KMeans> {
        let mut best: Option<KMeans> = None;
        for start in 0..starts {
            let mut random = Random::new(start * 31 + k as u64);
            let centers = plus_plus(points, k, &mut random);
            if centers.is_empty() {
                return None;
            }
            let found = KMeans::from_centers(points, centers, rounds);
            if best.as_ref().is_none_or(|b| found.inertia < b.inertia) {
                best = Some(found);
            }
        }
        best
    }
}

fn move_centers(points: &[Point], labels: &[u8], centers: &mut [Point], farthest: usize) {
    let mut sums = vec![[0.0; 3]; centers.len()];
    let mut counts = vec![0.0; centers.len()];
    for (point, label) in points.iter().zip(labels) {
        let label = usize::from(*label);
        for (sum, number) in sums[label].iter_mut().zip(point) {
            *sum += number;
        }
        counts[label] += 1.0;
    }
    for (at, center) in centers.iter_mut().enumerate() {
        *center = match counts[at] > 0.0 {
            true => sums[at].map(|sum| sum / counts[at]),
            false => points[farthest],
        };
    }
}

/// Starting centres, each drawn by its squared distance to those already there.
fn plus_plus(points: &[Point], k: usize, random: &mut Random) -> Vec<Point> {
    let Some(first) = points.get(random.below(points.len() as u32) as usize) else {
        return Vec::new();
    };
    let mut centers = vec![*first];
    let mut far: Vec<f64> = points.iter().map(|point| squared(point, first)).collect();
    while centers.len() < k {
        let sum: f64 = far.iter().sum();
        if sum <= 0.0 {
            break;
        }
        let mut left = random.uniform() * sum;
        let drawn = far.iter().position(|part| {
            left -= part;
            left < 0.0
        });
        let farthest = || (0..far.len()).max_by(|a, b| far[*a].total_cmp(&far[*b]));
        let Some(at) = drawn.or_else(farthest) else {
            break;
        };
        let center = points[at];
        for (far, point) in far.iter_mut().zip(points) {
            *far = far.min(squared(point, &center));
        }
        centers.push(center);
    }
    centers
}

/// The mean silhouette of each way to label the points. All pairs of points are looked at once.
pub fn silhouettes(points: &[Point], labelings: &[&[u8]]) -> Vec<f64> {
    let groups: Vec<usize> = labelings
        .iter()
        .map(|labels| labels.iter().max().map_or(0, |max| usize::from(*max) + 1))
        .collect();
    let mut sums: Vec<Vec<f64>> = groups.iter().map(|k| vec![0.0; k * points.len()]).collect();
    for (i, a) in points.iter().enumerate() {
        for (j, b) in points.iter().enumerate().skip(i + 1) {
            let far = libm::sqrt(squared(a, b));
            for ((sums, labels), k) in sums.iter_mut().zip(labelings).zip(&groups) {
                sums[i * k + usize::from(labels[j])] += far;
                sums[j * k + usize::from(labels[i])] += far;
            }
        }
    }
    let each = sums.iter().zip(labelings).zip(&groups);
    each.map(|((sums, labels), k)| mean_silhouette(sums, labels, *k))
        .collect()
}

fn mean_silhouette(sums: &[f64], labels: &[u8], k: usize) -> f64 {
    let mut sizes = vec![0.0; k];
    for label in labels {
        sizes[usize::from(*label)] += 1.0;
    }
    let mut total = 0.0;
    for (at, label) in labels.iter().enumerate() {
        let own = usize::from(*label);
        if sizes[own] < 2.0 {
            continue;
        }
        let to = |group: usize| sums[at * k + group];
        let within = to(own) / (sizes[own] - 1.0);
        let mut other = f64::INFINITY;
        for group in (0..k).filter(|group| *group != own && sizes[*group] > 0.0) {
            other = other.min(to(group) / sizes[group]);
        }
        let most = within.max(other);
        if most > 0.0 && most.is_finite() {
            total += (other - within) / most;
        }
    }
    total / labels.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_a_line(numbers: &[f64]) -> Vec<Point> {
        numbers.iter().map(|x| [*x, 0.0, 0.0]).collect()
    }

    #[test]
    fn two_clumps_are_found_and_judged_by_hand() {
        let points = on_a_line(&[0.0, 1.0, 10.0, 11.0]);
        let found = KMeans::best(&points, 2, 3, 50).unwrap();
        assert_eq!(found.labels[0], found.labels[1]);
        assert_ne!(found.labels[0], found.labels[2]);
        assert!((found.inertia - 1.0).abs() < 1e-12);
        // Outer points: a = 1, b = 10.5; inner points: a = 1, b = 9.5.
        let expected = (9.5 / 10.5 + 8.5 / 9.5) / 2.0;
        let silhouette = silhouettes(&points, &[&found.labels])[0];
        assert!((silhouette - expected).abs() < 1e-12);
    }

    #[test]
    fn equal_points_make_one_group_and_no_points_none() {
        let points = on_a_line(&[2.0; 5]);
        let found = KMeans::best(&points, 3, 2, 50).unwrap();
        assert_eq!((found.centers.len(), found.inertia), (1, 0.0));
        assert_eq!(silhouettes(&points, &[&found.labels]), [0.0]);
        assert_eq!(KMeans::best(&[], 3, 2, 50), None);
    }

    #[test]
    fn a_centre_without_points_goes_where_it_is_needed() {
        let points = on_a_line(&[0.0, 1.0, 9.0]);
        let centers = on_a_line(&[0.5, 100.0]);
        let found = KMeans::from_centers(&points, centers, 50);
        assert_eq!(found.labels, [0, 0, 1]);
    }
}
