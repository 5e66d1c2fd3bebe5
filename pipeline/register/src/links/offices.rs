//! Whether two names of offices mean one: by the places they name, under the names of all times. Not for which acts of a
//! book one office wrote: there the names are misread alike, see `completeness`.

use std::{collections::BTreeSet, sync::LazyLock};

use crate::{
    name::{k2, words},
    value::{places_under_all_names, plain_letters},
};

/// Words that offices of every place have, stems in plain letters.
const OF_ALL: [&str; 17] = [
    "загс",
    "сахш",
    "бюро",
    "отдел",
    "шуъба",
    "шуба",
    "гор",
    "раи",
    "совет",
    "исполком",
    "комич",
    "чамоат",
    "нохия",
    "шахр",
    "дехот",
    "обл",
    "дар",
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

/// The places an office's name tells.
fn places(office: &str) -> BTreeSet<String> {
    let of_place = |word: &String| {
        let plain = plain_letters(word);
        plain.chars().count() >= 4 && !OF_ALL.iter().any(|other| plain.starts_with(other))
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
    }
}
