//! Names of known places. Not for which names are one place: search knows that.

/// The names of known places, as they are written, those of today and of before.
pub fn places() -> impl Iterator<Item = &'static str> {
    let table = include_str!("../../../../ocr-models/words/names/places.tsv");
    table.lines().skip(1).flat_map(|line| line.split(['\t', '|'])).map(without_years)
}

/// `Ленинабад 1936-1991` without the years.
fn without_years(name: &str) -> &str {
    let name = name.trim();
    name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_known_under_all_their_names_without_years() {
        let known: Vec<&str> = places().collect();
        assert!(["Душанбе", "Сталинабад", "Ура-Тюбе", "Хорог"].iter().all(|name| known.contains(name)));
        assert!(known.iter().all(|name| !name.is_empty() && !name.contains(|c: char| c.is_ascii_digit())));
    }
}
