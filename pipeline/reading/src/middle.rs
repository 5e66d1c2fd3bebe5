//! The value in the middle of many, which a few wild ones do not move. Not for quantiles of grey values: those are
//! counted, not sorted.

/// The median; of an even number of values the upper of the two in the middle. None of no values.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(middle, f64::total_cmp).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[f64], expected: Option<f64>) {
        assert_eq!(median(values.iter().copied()), expected);
    }

    #[test]
    fn half_of_the_values_are_less() {
        check(&[3.0, 1.0, 100.0], Some(3.0));
        check(&[4.0, 1.0, 3.0, 2.0], Some(3.0));
    }

    #[test]
    fn nothing_has_no_middle() {
        check(&[], None);
    }
}
