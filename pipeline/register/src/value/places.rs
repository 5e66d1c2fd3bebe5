//! Names of known places. Not for which spelling means which of them: search knows that.

/// The names of known places, as they are written, those of today and of before.
pub fn places() -> impl Iterator<Item = &'static str> {
    places_under_all_names().flat_map(|(today, names)| std::iter::once(today).chain(names))
}

/// Each known place by its name of today, with all names it is written under, without their years.
pub fn places_under_all_names() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    let table = include_str!("../../../../ocr-models/words/names/places.tsv");
    let rows = table.lines().skip(1).filter_map(|line| line.split_once('\t'));
    rows.map(|(today, names)| (today, names.split('|').map(without_years)))
}

/// `Ленинабад 1936-1991` without the years; a number that is a part of the name stays.
fn without_years(name: &str) -> &str {
    let is_year = |year: &str| year.is_empty() || (year.len() == 4 && year.parse::<u16>().is_ok());
    let are_years = |last: &str| last.split_once('-').is_some_and(|(from, to)| is_year(from) && is_year(to));
    match name.trim().rsplit_once(' ') {
        Some((before, last)) if are_years(last) => before.trim_end(),
        _ => name.trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(without_years(name), expected);
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
}
