//! What is usual in a book, of one measure: pages are judged against the others of their book. Not for what is judged:
//! see [`super::quality`] and [`super::framing`].

/// Standard deviations per median absolute deviation of a normal distribution (Rousseeuw and Croux 1993).
const DEVIATION: f64 = 1.4826;
/// Deviations from the usual page beyond which a page stands out; a book of 1000 pages has none there by chance.
const STANDS_OUT: f64 = 5.0;
/// Pages a book must have before its usual page is known.
pub(super) const USUAL_FROM: usize = 5;

/// What is usual in a book, of one measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Usual {
    /// The value in the middle; of two the lower.
    pub(super) median: f64,
    /// Of the logarithms.
    deviation: f64,
    /// Values it was taken of.
    pub(super) pages: usize,
}

/// Of some values; nothing of none.
pub(super) fn usual(mut values: Vec<f64>) -> Option<Usual> {
    let median = median(&mut values)?;
    let mut off: Vec<f64> = values.iter().map(|v| ratio(*v, median).abs()).collect();
    let deviation = DEVIATION * self::median(&mut off)?;
    Some(Usual { median, deviation, pages: values.len() })
}

impl Usual {
    /// Below it a value stands out: far from the usual, and less than a share of it.
    pub(super) fn stands_out(&self, share: f64) -> f64 {
        self.median * share.min((-STANDS_OUT * self.deviation).exp())
    }
}

/// How often one value goes into another, as a logarithm: a page is half as sharp as the usual, or as dark, not less
/// by so much.
fn ratio(value: f64, usual: f64) -> f64 {
    (value.max(f64::MIN_POSITIVE) / usual.max(f64::MIN_POSITIVE)).ln()
}

fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len().checked_sub(1)? / 2).copied()
}
