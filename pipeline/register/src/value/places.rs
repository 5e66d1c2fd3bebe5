//! Names of known places, with the years each was official, and what a written place means by them. Not for which spelling
//! means which of them: search knows that.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{
    place_terms::{Term, Worded, worded},
    plain_letters,
};

/// The names of known places, as they are written, those of today and of before.
pub fn places() -> impl Iterator<Item = &'static str> {
    places_under_all_names().flat_map(|(today, names)| std::iter::once(today).chain(names))
}

/// Each known place by its name of today, with all names it is written under, without their years.
pub fn places_under_all_names() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    rows().map(|(today, names)| (today, names.split('|').map(|name| dated(name).0)))
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let table = include_str!("../../../../ocr-models/words/names/places.tsv");
    table.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// First and last year a name was official; a side is open where nothing ended it.
type Years = (Option<i32>, Option<i32>);

/// `Ленинабад 1936-1991` as name and years; a number that is a part of the name stays.
fn dated(name: &str) -> (&str, Option<Years>) {
    let is_year = |year: &str| year.is_empty() || (year.len() == 4 && year.parse::<u16>().is_ok());
    let years = |last: &str| {
        let (from, to) = last.split_once('-').filter(|(from, to)| is_year(from) && is_year(to))?;
        Some((from.parse().ok(), to.parse().ok()))
    };
    let split = name.trim().rsplit_once(' ');
    match split.and_then(|(before, last)| Some((before, years(last)?))) {
        Some((before, years)) => (before.trim_end(), Some(years)),
        None => (name.trim(), None),
    }
}

/// What the gazetteer says of a written place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceRef {
    /// Its name of today, which is also what it is known by.
    pub today: &'static str,
    /// The name it is written under, as the gazetteer has it.
    pub name: &'static str,
    /// Was that its name in the year asked for? Nothing where no year is given or the name has none.
    pub fits: Option<bool>,
    /// What kind of place the text says it is.
    pub term: Option<Term>,
}

#[derive(Debug)]
struct Known {
    today: &'static str,
    name: &'static str,
    years: Option<Years>,
}

/// Names in plain letters, of one word or more.
static KNOWN: LazyLock<BTreeMap<String, Vec<Known>>> = LazyLock::new(|| {
    let mut known: BTreeMap<String, Vec<Known>> = BTreeMap::new();
    for (today, names) in rows() {
        let dated = names.split('|').map(dated);
        // A name without years of its own beside one that has them is the same name.
        let all = dated.chain(std::iter::once((today, None)));
        for (name, years) in all {
            let alike = known.entry(plain_letters(name)).or_default();
            if !alike.iter().any(|k| k.today == today) {
                alike.push(Known { today, name, years });
            }
        }
    }
    known
});

/// Words of the longest name.
const LONGEST_NAME: usize = 3;

/// The place a text names, nearest first: of `к. Варзоб, Сталинабадский р-н` Варзоб. `year` is that of the act.
#[must_use]
pub fn of(written: &str, year: Option<i32>) -> Option<PlaceRef> {
    let words = worded(written);
    let found = (0..words.len()).filter_map(|at| {
        let longest = LONGEST_NAME.min(words.len() - at);
        (1..=longest).rev().find_map(|length| named(&words[at..at + length], year))
    });
    // The smallest kind of place is the place; of several alike the first.
    found.min_by_key(|place| place.term.map_or(Term::Village.rank() + 1, Term::rank))
}

/// The place some words name, as a name or as the adjective of its district.
fn named(words: &[Worded], year: Option<i32>) -> Option<PlaceRef> {
    let name = words.iter().map(|w| w.plain.as_str()).collect::<Vec<_>>().join(" ");
    let term = words.iter().find_map(|word| word.term);
    if let Some(alike) = KNOWN.get(&name) {
        return chosen(alike, year).map(|known| place(known, year, term));
    }
    let stem = adjective_stem(&name)?;
    let alike =
        [stem.to_owned(), format!("{stem}а"), format!("{stem}о")].iter().find_map(|s| KNOWN.get(s))?;
    chosen(alike, year).map(|known| place(known, year, term.or(Some(Term::District))))
}

/// Of several places of one name that whose name it was then.
fn chosen(alike: &[Known], year: Option<i32>) -> Option<&Known> {
    alike.iter().find(|known| fits(known, year) == Some(true)).or_else(|| alike.first())
}

fn place(known: &Known, year: Option<i32>, term: Option<Term>) -> PlaceRef {
    PlaceRef { today: known.today, name: known.name, fits: fits(known, year), term }
}

fn fits(known: &Known, year: Option<i32>) -> Option<bool> {
    let ((from, to), year) = (known.years?, year?);
    Some(from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to))
}

/// `ленинабад` of ленинабадский, ленинабадской, ленинабадского.
fn adjective_stem(name: &str) -> Option<&str> {
    let ending = name.rfind("ск")?;
    let case =
        matches!(&name[ending + "ск".len()..], "ии" | "ая" | "ое" | "ои" | "ого" | "ом" | "ому" | "ую");
    case.then(|| &name[..ending]).filter(|stem| stem.chars().count() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(dated(name).0, expected);
    }

    #[test]
    fn years_go_and_numbers_of_a_name_stay() {
        check("Ленинабад 1936-1991", "Ленинабад");
        check("Ходжент -1936", "Ходжент");
        check("Душанбе 1961-", "Душанбе");
        check("Совхоз № 1", "Совхоз № 1");
        check("Участок-3", "Участок-3");
    }

    #[test]
    fn places_are_known_under_all_their_names_without_years() {
        let known: Vec<&str> = places().collect();
        assert!(["Душанбе", "Сталинабад", "Ура-Тюбе", "Хорог"].iter().all(|name| known.contains(name)));
        assert!(known.iter().all(|name| !name.is_empty() && !name.contains(|c: char| c.is_ascii_digit())));
    }

    #[test]
    fn a_place_has_its_names_of_before() {
        let found = places_under_all_names().find(|(today, _)| *today == "Хуҷанд");
        assert!(found.is_some_and(|(_, mut names)| names.any(|name| name == "Ленинабад")));
    }

    fn meant(written: &str, year: Option<i32>, expected: Option<(&str, Option<bool>, Option<Term>)>) {
        let found = of(written, year).map(|place| (place.today, place.fits, place.term));
        assert_eq!(found, expected, "{written} {year:?}");
    }

    #[test]
    fn a_place_is_found_under_the_name_of_its_time() {
        let city = Some(Term::City);
        meant("г. Ленинабад", Some(1956), Some(("Хуҷанд", Some(true), city)));
        meant("г. Ленинабад", Some(1995), Some(("Хуҷанд", Some(false), city)));
        meant("шаҳри Ленинобод", Some(1956), Some(("Хуҷанд", Some(true), city)));
        meant("г.Ходжент", Some(1930), Some(("Хуҷанд", Some(true), city)));
        meant("гор. Сталинабад", None, Some(("Душанбе", None, city)));
        meant("ш. Душанбе", Some(1970), Some(("Душанбе", Some(true), city)));
        meant("Ура-Тюбе", Some(1970), Some(("Истаравшан", Some(true), None)));
        meant("Исфара", Some(1970), Some(("Исфара", None, None)));
        meant("к. Никуда", Some(1970), None);
        meant("", None, None);
    }

    #[test]
    fn of_several_places_the_smallest_is_meant() {
        let (village, district) = (Some(Term::Village), Some(Term::District));
        meant("к. Варзоб, Сталинабадский р-н", Some(1956), Some(("Варзоб", None, village)));
        meant("Ленинабадская обл., г. Исфара", Some(1956), Some(("Исфара", None, Some(Term::City))));
        meant("Гиссарский район", Some(1956), Some(("Ҳисор", None, district)));
        meant("деҳаи Ховалинг ноҳияи Балҷувон", None, Some(("Ховалинг", None, village)));
        meant("Ленинабадская область", Some(1956), Some(("Хуҷанд", Some(true), Some(Term::Region))));
    }
}
