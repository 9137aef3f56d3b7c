//! Where to cut sorted values: natural breaks, head and tail, standard deviations.
//!
//! A cut is the position of the first value of the upper class; it is only ever put where two neighbours
//! differ.

/// The cuts of the classes within which the squared distances from the mean are smallest.
///
/// Fisher's exact grouping by dynamic programming, with the divide-and-conquer of Ckmeans.1d.dp (Wang and
/// Song, The R Journal 3/2, 2011; Song and Zhong, Bioinformatics 36/20, 2020): O(k n log n).
pub(super) fn cuts(sorted: &[f64], count: usize) -> Vec<usize> {
    let different = 1 + sorted.windows(2).filter(|pair| pair.first() < pair.last()).count();
    let count = count.min(different);
    let n = sorted.len();
    if count < 2 {
        return Vec::new();
    }
    let costs = Costs::of(sorted);
    // Least cost of the first `at + 1` values in as many classes as rounds, and where the last begins.
    let mut best: Vec<f64> = (0..n).map(|at| costs.of_run(0, at).unwrap_or(0.0)).collect();
    let mut begins: Vec<Vec<usize>> = Vec::new();
    for class in 1..count {
        let mut next = vec![f64::INFINITY; n];
        let mut begin = vec![class; n];
        let mut work = vec![(class, n - 1, class, n - 1)];
        while let Some((low, high, from, to)) = work.pop() {
            if low > high {
                continue;
            }
            let middle = usize::midpoint(low, high);
            let mut found = (f64::INFINITY, from.max(class));
            for at in from.max(class)..=to.min(middle) {
                let cost = best.get(at - 1).copied().unwrap_or(f64::INFINITY) + costs.of_run(at, middle).unwrap_or(0.0);
                if cost < found.0 {
                    found = (cost, at);
                }
            }
            if let (Some(cost), Some(at)) = (next.get_mut(middle), begin.get_mut(middle)) {
                (*cost, *at) = found;
            }
            work.push((middle + 1, high, found.1, to));
            if middle > low {
                work.push((low, middle - 1, from, found.1));
            }
        }
        best = next;
        begins.push(begin);
    }
    let mut cuts = Vec::new();
    let mut end = n - 1;
    for begin in begins.iter().rev() {
        let Some(cut) = begin.get(end).copied().filter(|cut| *cut > 0) else {
            break;
        };
        cuts.push(cut);
        end = cut - 1;
    }
    cuts.reverse();
    between_different(sorted, cuts)
}

/// Sums that give the spread of any run of values at once.
struct Costs {
    sums: Vec<f64>,
    squares: Vec<f64>,
}

impl Costs {
    fn of(sorted: &[f64]) -> Self {
        // From the middle value, so that large values close together keep their digits.
        let middle = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
        let (mut sums, mut squares) = (vec![0.0], vec![0.0]);
        let (mut sum, mut square) = (0.0, 0.0);
        for value in sorted {
            sum += value - middle;
            square += (value - middle) * (value - middle);
            sums.push(sum);
            squares.push(square);
        }
        Self { sums, squares }
    }

    /// Squared distances from their mean of the values from one position to another, both included.
    fn of_run(&self, from: usize, to: usize) -> Option<f64> {
        let sum = self.sums.get(to + 1)? - self.sums.get(from)?;
        let square = self.squares.get(to + 1)? - self.squares.get(from)?;
        Some((square - sum * sum / (to + 1 - from) as f64).max(0.0))
    }
}

/// The cuts that have different values on their two sides, moved up to the next such place.
fn between_different(sorted: &[f64], cuts: Vec<usize>) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for cut in cuts {
        let Some(before) = cut.checked_sub(1).and_then(|at| sorted.get(at)) else {
            continue;
        };
        let cut = sorted.partition_point(|value| value <= before);
        if cut < sorted.len() && out.last().is_none_or(|last| cut > *last) {
            out.push(cut);
        }
    }
    out
}

/// Jiang's head/tail breaks (The Professional Geographer 65/3, 2013): above the mean of all, above the mean
/// of those, and so on, as long as the head is the smaller part.
pub(super) fn head_tail(sorted: &[f64], count: usize) -> Vec<usize> {
    /// A head larger than this share is no head.
    const HEAD: f64 = 0.4;
    let mut cuts = Vec::new();
    let mut from = 0;
    while cuts.len() + 1 < count
        && let Some(rest) = sorted.get(from..).filter(|rest| rest.len() > 1)
    {
        let mean = mean(rest);
        let cut = from + rest.partition_point(|value| *value <= mean);
        let head = sorted.len() - cut;
        if head == 0 || cut == from || head as f64 > HEAD * rest.len() as f64 {
            break;
        }
        cuts.push(cut);
        from = cut;
    }
    cuts
}

/// Cuts at whole or half steps of the standard deviation, so that an odd number of classes has the mean in
/// the middle of one.
pub(super) fn deviations(sorted: &[f64], count: usize) -> Vec<usize> {
    let mean = mean(sorted);
    let variance = sorted.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / sorted.len().max(1) as f64;
    let deviation = libm::sqrt(variance);
    let mut cuts: Vec<usize> = Vec::new();
    for part in 1..count {
        let limit = mean + (part as f64 - count as f64 / 2.0) * deviation;
        let cut = sorted.partition_point(|value| *value < limit);
        if cut > 0 && cut < sorted.len() && cuts.last().is_none_or(|last| cut > *last) {
            cuts.push(cut);
        }
    }
    cuts
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The least spread by trying every grouping.
    fn least(sorted: &[f64], count: usize) -> f64 {
        let costs = Costs::of(sorted);
        let n = sorted.len();
        if count == 1 {
            return costs.of_run(0, n - 1).unwrap();
        }
        (count - 1..n)
            .map(|cut| least(&sorted[..cut], count - 1) + costs.of_run(cut, n - 1).unwrap())
            .fold(f64::INFINITY, f64::min)
    }

    proptest! {
        #[test]
        fn natural_breaks_are_the_best_there_are(
            mut values in prop::collection::vec((-50_i32..50).prop_map(f64::from), 2..12),
            count in 2_usize..5,
        ) {
            values.sort_by(f64::total_cmp);
            let found = cuts(&values, count);
            let costs = Costs::of(&values);
            let mut spread = 0.0;
            let mut from = 0;
            for cut in found.iter().copied().chain([values.len()]) {
                spread += costs.of_run(from, cut - 1).unwrap();
                from = cut;
            }
            let wanted = least(&values, (found.len() + 1).min(values.len()));
            prop_assert!(spread <= wanted + 1e-6, "{} {} {:?} {:?}", spread, wanted, values, found);
        }
    }

    #[test]
    fn a_large_list_is_cut_quickly_and_at_the_gaps() {
        let values: Vec<f64> = (0..7000).map(|at| f64::from(at) + f64::from(at / 1000) * 1e6).collect();
        assert_eq!(cuts(&values, 7), [1000, 2000, 3000, 4000, 5000, 6000]);
    }
}
