//! Tables of curves that confidence is weighed by: three names, on how many each was fitted, its weights. Not for what a
//! curve weighs: words and fields have terms of their own.

/// One row of a table: what its curve is for (`*` any), and its weights.
pub(crate) struct Row<const WEIGHTS: usize> {
    pub(crate) names: [String; 3],
    pub(crate) weights: [f64; WEIGHTS],
}

/// All curves of a table that ships, which tests have read.
pub(crate) fn shipped<T>(table: &str, curve: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let rows = table.lines().filter(|row| !row.starts_with('#') && !row.trim().is_empty());
    rows.map(|row| curve(row).expect("shipped curves are checked by tests")).collect()
}

/// A row as it is written; nothing where it has another number of columns or a weight that is no number.
pub(crate) fn row<const WEIGHTS: usize>(written: &str) -> Option<Row<WEIGHTS>> {
    let columns: Vec<&str> = written.split('\t').collect();
    let [first, second, third, _fitted_on, weights @ ..] = columns.as_slice() else { return None };
    let weights: Vec<f64> = weights.iter().map(|weight| weight.parse().ok()).collect::<Option<_>>()?;
    let names = [first, second, third].map(|name| (*name).to_owned());
    Some(Row { names, weights: weights.try_into().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: Option<[f64; 2]>) {
        assert_eq!(row::<2>(written).map(|row| row.weights), expected, "{written:?}");
    }

    #[test]
    fn a_row_has_names_and_weights() {
        check("both\tCyrl\ttyped\t957\t0.5\t-1", Some([0.5, -1.0]));
        assert_eq!(row::<1>("both\tCyrl\ttyped\t957\t0.5").unwrap().names, ["both", "Cyrl", "typed"]);
    }

    #[test]
    fn a_row_of_another_shape_is_none() {
        check("both\tCyrl\ttyped\t957\t0.5", None);
        check("both\tCyrl\ttyped\t957\t0.5\t1\t2", None);
        check("both\tCyrl\ttyped\t957\t0.5\tmuch", None);
        check("both", None);
    }

    #[test]
    fn remarks_and_bare_lines_are_no_curves() {
        assert_eq!(shipped("# engine\n\na\tb\tc\t1\t2\n", row::<1>).len(), 1);
    }
}
