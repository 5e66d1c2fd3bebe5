//! Variants of names that no rule of letters brings together. Data: `ocr-models/words/names`.

use std::sync::LazyLock;

use super::fold;

/// Variant and standard as K2 keys, longest variant first.
static VARIANTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let table = include_str!("../../../../ocr-models/words/names/variants.tsv");
    let mut pairs: Vec<(String, String)> = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(standard, variants)| {
            let standard = fold::k2(standard);
            variants.split('|').map(move |v| (fold::k2(v.trim()), standard.clone())).collect::<Vec<_>>()
        })
        .filter(|(variant, standard)| !variant.is_empty() && variant != standard)
        .collect();
    pairs.sort_by(|a, b| b.0.chars().count().cmp(&a.0.chars().count()).then(a.cmp(b)));
    pairs.dedup_by(|a, b| a.0 == b.0);
    pairs
});

/// A variant this long also counts at the end of a word (Холмурат).
const SUFFIX_LETTERS: usize = 5;

/// The key with a variant at its beginning (or a long one at its end) put in its standard form.
pub(super) fn standard(key: &str) -> String {
    for (variant, standard) in VARIANTS.iter() {
        if let Some(rest) = key.strip_prefix(variant.as_str()) {
            if !key.starts_with(standard.as_str()) {
                return format!("{standard}{rest}");
            }
        } else if variant.chars().count() >= SUFFIX_LETTERS
            && !key.ends_with(standard.as_str())
            && let Some(rest) = key.strip_suffix(variant.as_str())
        {
            return format!("{rest}{standard}");
        }
    }
    key.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_standard_is_a_variant_of_another() {
        for (_, standard) in VARIANTS.iter() {
            assert_eq!(&super::standard(standard), standard);
        }
    }

    #[test]
    fn the_table_is_read() {
        assert!(VARIANTS.len() > 20);
    }
}
