//! Names of months in Russian and Tajik, with endings, abbreviations and slips of reading. Not for
//! months in digits.

use std::sync::LazyLock;

use crate::value::plain_letters;

/// Names of months in small letters, each with the month: Russian in their cases and shortened, Tajik with and without
/// the izafet (7 марти соли 1956).
pub fn month_names() -> impl Iterator<Item = (String, u32)> {
    include_str!("../../../../ocr-models/words/months.tsv").lines().skip(1).filter_map(row).flatten()
}

fn row(line: &'static str) -> Option<impl Iterator<Item = (String, u32)>> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[month, ru, tg] = columns.as_slice() else { return None };
    let month = month.parse().ok()?;
    let russian = ru.split('|').map(str::to_owned);
    let tajik = tg.split('|').flat_map(|name| [name.to_owned(), format!("{name}и")]);
    Some(russian.chain(tajik).map(move |name| (name, month)))
}

static NAMES: LazyLock<Vec<(String, u32)>> =
    LazyLock::new(|| month_names().map(|(name, month)| (plain_letters(&name), month)).collect());

/// Slips forgiven in a name of so many letters.
fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

/// The month a word names; a slip or two is forgiven where no other month is as near.
pub(super) fn month_named(word: &str) -> Option<u32> {
    let word = plain_letters(word);
    if let Some((_, month)) = NAMES.iter().find(|(name, _)| *name == word) {
        return Some(*month);
    }
    let limit = forgiven(word.chars().count());
    let near = |name: &str| strsim::damerau_levenshtein(name, &word);
    let scored: Vec<(usize, u32)> =
        NAMES.iter().filter(|(n, _)| n.chars().count() > 3).map(|(n, m)| (near(n), *m)).collect();
    let best = scored.iter().map(|s| s.0).min().filter(|&d| d <= limit)?;
    let mut months = scored.iter().filter(|s| s.0 == best).map(|s| s.1);
    let first = months.next()?;
    months.all(|m| m == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_known_by_its_name_in_any_case_and_with_a_slip() {
        let rows = [
            ("марта", Some(3)),
            ("МАРТА", Some(3)),
            ("марти", Some(3)),
            ("нарта", Some(3)),
            ("сент", Some(9)),
            ("сентяоря", Some(9)),
            ("октябри", Some(10)),
            ("февpаля", Some(2)),
            ("мая", Some(5)),
            ("майи", Some(5)),
            ("июня", Some(6)),
            ("июля", Some(7)),
            ("июди", None),
            ("года", None),
            ("соли", None),
            ("Ленинабад", None),
        ];
        for (word, month) in rows {
            assert_eq!(month_named(word), month, "{word}");
        }
    }
}
