//! Whether a value in normal form has the shape of its kind. Not for whether it is true.

use super::{trimmed::is_content, vocabulary};
use crate::{
    form::FieldKind,
    name::{Part, likely_part},
};

/// Has a value in normal form the shape of its kind? A name begins with a capital and has no other signs than letters, a
/// father's name one of its endings, a date its day, an ethnicity is one of the vocabulary; other texts begin and end as
/// texts do and hold no lone letter. Not whether it is true.
#[must_use]
pub fn is_well_formed(kind: FieldKind, value: &str) -> bool {
    match kind {
        FieldKind::Patronymic => is_name(value) && likely_part(value) == Some(Part::Patronymic),
        FieldKind::Surname | FieldKind::Given => is_name(value),
        FieldKind::Date => crate::date::is_whole(value),
        FieldKind::Number | FieldKind::Age => value.starts_with(|c: char| c.is_ascii_digit() && c != '0'),
        FieldKind::Sex => !value.is_empty(),
        FieldKind::Ethnicity => vocabulary::is_ethnicity(value),
        _ => is_phrase(value),
    }
}

/// Words of letters, hyphens and apostrophes: each with a capital at its head alone, or all of capitals.
fn is_name(value: &str) -> bool {
    let is_word = |word: &str| {
        let (head, rest) = (word.chars().next(), word.chars().skip(1));
        let small = rest.clone().all(|c| !c.is_uppercase());
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
        letters && head.is_some_and(char::is_uppercase) && (small || rest.clone().all(|c| !c.is_lowercase()))
    };
    !value.is_empty() && value.split([' ', '-']).all(is_word)
}

/// Begins with a letter, a digit, a quote or a number's sign, ends with one or a full stop or a bracket; a letter that
/// stands alone is an abbreviation.
fn is_phrase(value: &str) -> bool {
    let opened = value.starts_with(|c: char| is_content(c) || matches!(c, '«' | '"'));
    let closed = value.ends_with(|c: char| is_content(c) || matches!(c, '.' | ')' | '»' | '"'));
    let lone = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    opened && closed && !value.split_whitespace().any(lone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaped(kind: FieldKind, value: &str, expected: bool) {
        assert_eq!(is_well_formed(kind, value), expected, "{value}");
    }

    #[test]
    fn a_name_has_the_shape_of_one() {
        shaped(FieldKind::Surname, "Раҳимов", true);
        shaped(FieldKind::Surname, "РАҲИМОВ-САИДИ", true);
        shaped(FieldKind::Surname, "уҳаммадов", false);
        shaped(FieldKind::Given, "СКарим", false);
        shaped(FieldKind::Given, "Кари1м", false);
        shaped(FieldKind::Patronymic, "Каримовна", true);
        shaped(FieldKind::Patronymic, "Каримовн", false);
    }

    #[test]
    fn other_values_have_the_shape_of_their_kind() {
        shaped(FieldKind::Date, "1956-03-07", true);
        shaped(FieldKind::Date, "1956-03-XX", false);
        shaped(FieldKind::Ethnicity, "таджик", true);
        shaped(FieldKind::Ethnicity, "таджих", false);
        shaped(FieldKind::Number, "0", false);
        shaped(FieldKind::Place, "г. Душанбе", true);
        shaped(FieldKind::Place, "Ф г. Душанбе", false);
        shaped(FieldKind::Place, ": Душанбе", false);
        shaped(FieldKind::Place, "", false);
    }
}
