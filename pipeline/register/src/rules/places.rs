//! The rule that a place is written under a name it had then. Only towns are judged, where a name stands at the head of a
//! field or behind the word for a town: districts, provinces and streets kept and got names at other times. Not for where
//! a place lies.

use std::sync::LazyLock;

use crate::{
    act::{Act, Doubt},
    form::{self, ActType, FieldKind},
    value::plain_letters,
};

use super::{Rule, seen};

/// A name of a place with the years in which it was called so.
struct Named {
    plain: String,
    from: Option<i32>,
    to: Option<i32>,
}

/// Names with years; `place  Name 1936-1991|…` in the table of places.
static NAMES: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let table = include_str!("../../../../ocr-models/words/names/places.tsv");
    let names = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(_, names)| names.split('|'));
    names.filter_map(named).collect()
});

fn named(name: &str) -> Option<Named> {
    let (name, years) = name.trim().rsplit_once(' ')?;
    let (from, to) = years.split_once('-')?;
    let year = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
    Some(Named { plain: plain_letters(name.trim()), from: year(from)?, to: year(to)? })
}

pub(super) fn breaches(act: &Act) -> Vec<Doubt> {
    let Some(year) = year(act) else { return Vec::new() };
    let places = form::fields_of(act.kind).filter(|spec| spec.kind == FieldKind::Place);
    places.filter_map(|spec| not_known_then(act, &spec.key, year)).collect()
}

/// The year of writing.
fn year(act: &Act) -> Option<i32> {
    seen::day(act, "reg_date").map(|day| day.year).or_else(|| seen::event(act).map(|(_, day)| day.year))
}

fn not_known_then(act: &Act, key: &str, year: i32) -> Option<Doubt> {
    let rule = Rule::PlaceNotKnownThen;
    let place = seen::text(act, key)?;
    let slack = rule.limit("slack-years");
    // Where one was born may be told by the name of then, in an act of a grown person.
    let of_before = key.ends_with("birth_place") && act.kind != ActType::Birth;
    let fits = |name: &Named| {
        let begun = name.from.is_none_or(|from| year >= from - slack);
        let ended = name.to.is_some_and(|to| year > to + slack);
        begun && (!ended || of_before)
    };
    let found: Vec<&Named> = NAMES.iter().filter(|name| is_town(place, &name.plain)).collect();
    let name = found.first().filter(|_| found.iter().all(|name| !fits(name)))?;
    let values = [("place", town(place, &name.plain)), ("year", year.to_string())];
    Some(rule.broken(&[key], &values))
}

/// Words before a town's name.
const TOWN: [&str; 7] = ["г", "гор", "город", "города", "ш", "шахри", "шахр"];

/// Does the town of that name stand in the text?
fn is_town(place: &str, name: &str) -> bool {
    let plain = plain_letters(place);
    let Some(at) = plain.find(name) else { return false };
    let before = plain[..at].trim_end_matches([' ', '.']);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let parted = before.is_empty() || plain[..at].ends_with([' ', '.']);
    let behind = &plain[at + name.len()..];
    let whole = !behind.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    let next = behind.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty()).unwrap_or_default();
    let of_more = ["обл", "раи", "вил", "нох", "окр"].iter().any(|other| next.starts_with(other));
    parted && whole && !of_more && (before.is_empty() || TOWN.contains(&word))
}

/// The name as it is written, where letters stand one to one; else in plain letters.
fn town(place: &str, name: &str) -> String {
    let plain = plain_letters(place);
    let begin = plain.find(name).map_or(0, |at| plain[..at].chars().count());
    let letters: String = place.chars().skip(begin).take(name.chars().count()).collect();
    if plain_letters(&letters) == name { letters } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(place: &str, year: i32, known: bool) {
        let text = format!(
            r#"{{"id":"a","register":"r","type":"death","fields":{{"death.place":"{place}","reg_date":"{year}-05-01"}}}}"#
        );
        let act: Act = serde_json::from_str(&text).unwrap();
        assert_eq!(breaches(&act).is_empty(), known, "{place} {year}");
    }

    #[test]
    fn a_town_is_written_under_its_name_of_then() {
        check("г. Сталинабад", 1950, true);
        check("г. Душанбе", 1950, false);
        check("ш. Душанбе", 1970, true);
        check("Сталинабад", 1970, false);
        check("ш. Хуҷанд", 1960, false);
        check("г. Ленинабад", 1960, true);
        check("г. Ленинабад", 1992, true);
    }

    #[test]
    fn districts_provinces_and_streets_are_not_judged() {
        check("Ленинабадская область", 1995, true);
        check("ноҳияи Бохтар", 1980, true);
        check("ул. Душанбе 5", 1950, true);
        check("деҳаи Ҳисорак", 1950, true);
    }
}
