//! Whether two names of offices mean one: by the places they name, under the names of all times. Not for which acts of a
//! book one office wrote: there the names are misread alike, see `completeness`.

use std::{collections::BTreeSet, sync::LazyLock};

use crate::{
    name::{k2, words},
    value::{places_under_all_names, plain_letters},
};

/// Words that offices of every place have, in plain letters and without endings.
const OF_ALL: [&str; 23] = [
    "загс",
    "сахш",
    "бюро",
    "отдел",
    "отделени",
    "шуъба",
    "шуба",
    "город",
    "городск",
    "раион",
    "раионн",
    "област",
    "областн",
    "совет",
    "сельск",
    "исполком",
    "кишлачн",
    "комичрои",
    "чамоат",
    "нохия",
    "шахр",
    "дехот",
    "вилоят",
];
/// What stands before such a word in one with it: горЗАГС, райисполком.
const BEFORE: [&str; 5] = ["", "гор", "раи", "обл", "сель"];
/// Endings of such a word, Russian and Tajik. Whole words are known alone: Шаҳринав, Горно-Бадахшан, Дарвоз are places.
const ENDINGS: [&str; 19] = [
    "", "а", "е", "и", "у", "ы", "ь", "я", "ью", "ам", "ов", "ия", "ие", "ии", "яи", "ои", "ого", "ом", "ыи",
];
/// Letters of a word that tell a place: endings differ (Ленинабад, Ленинабадский).
const STEM: usize = 5;

/// Stem of a name of a place to that of its name of today.
static TODAY: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let all =
        places_under_all_names().map(|(today, names)| (stem(today), names.map(stem).collect::<Vec<_>>()));
    all.flat_map(|(today, names)| names.into_iter().map(move |name| (name, today.clone()))).collect()
});

fn stem(word: &str) -> String {
    k2(word).chars().take(STEM).collect()
}

fn is_of_all(plain: &str) -> bool {
    let is_known = |word: &str| {
        OF_ALL.iter().filter_map(|of_all| word.strip_prefix(of_all)).any(|ending| ENDINGS.contains(&ending))
    };
    BEFORE.iter().filter_map(|before| plain.strip_prefix(before)).any(is_known)
}

/// The places an office's name tells.
fn places(office: &str) -> BTreeSet<String> {
    let of_place = |word: &String| {
        let plain = plain_letters(word);
        plain.chars().count() >= 4 && !is_of_all(&plain)
    };
    words(office)
        .into_iter()
        .filter(of_place)
        .map(|word| {
            let stem = stem(&word);
            TODAY.iter().find(|(name, _)| *name == stem).map_or(stem, |(_, today)| today.clone())
        })
        .collect()
}

/// Do two names of offices tell the same place? Names that tell none are never alike.
pub(super) fn alike(one: &str, other: &str) -> bool {
    !places(one).is_disjoint(&places(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(alike(one, other), same, "{one} | {other}");
    }

    #[test]
    fn an_office_is_known_by_its_place() {
        check("Ленинабадский горЗАГС", "Ленинабадское горбюро ЗАГС", true);
        check("САҲШ ш. Хуҷанд", "Шӯъбаи САҲШ ш. Ленинобод", true);
        check("Пенджикентский райЗАГС", "Шӯъбаи САҲШ ноҳияи Панҷакент", true);
        check("Ленинабадский горЗАГС", "Душанбинский горЗАГС", false);
        check("отдел ЗАГС", "бюро ЗАГС", false);
        check("районный отдел ЗАГСа", "райотдел ЗАГС Ленинабадской области", false);
    }

    #[test]
    fn a_place_that_begins_like_a_word_of_every_office_is_a_place() {
        check("Шӯъбаи САҲШ ноҳияи Шаҳринав", "САҲШ н. Шаҳринав", true);
        check("Дарвозский райЗАГС", "отдел ЗАГС Дарвозского района", true);
        check("Горно-Бадахшанский облЗАГС", "отдел ЗАГС Горно-Бадахшанской области", true);
    }
}
