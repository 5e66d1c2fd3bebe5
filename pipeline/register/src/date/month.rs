//! Names of months of the Julian and Gregorian year, with endings, abbreviations and slips of reading. Not for
//! months in digits, nor for those of the Hijri and Rumi years.

use std::sync::LazyLock;

use super::spelling::letters;

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
    LazyLock::new(|| month_names().map(|(name, month)| (letters(&name), month)).collect());

/// Names in other tongues and spellings: Russian before 1918, Uzbek, Tajik in Latin letters, French, German, Latin,
/// English.
static WESTERN: LazyLock<Vec<(String, u32)>> = LazyLock::new(|| {
    let table = include_str!("../../../../ocr-models/words/months-western.tsv");
    table.lines().skip(1).filter_map(western_row).flatten().collect()
});

/// Cases of a month in Uzbek: март, мартда, мартида, мартнинг.
const UZBEK_CASES: [&str; 4] = ["", "да", "ида", "нинг"];

fn western_row(line: &'static str) -> Option<Vec<(String, u32)>> {
    let (month, tongues) = line.split_once('\t')?;
    let month = month.parse().ok()?;
    let columns = tongues.split('\t').enumerate();
    let names = columns.flat_map(|(column, names)| {
        let cases = if column == 1 { &UZBEK_CASES[..] } else { &UZBEK_CASES[..1] };
        let names = names.split('|').filter(|name| !name.is_empty());
        names.flat_map(|name| cases.iter().map(move |case| letters(&format!("{name}{case}"))))
    });
    Some(names.map(|name| (name, month)).collect())
}

/// Is it a month's name, letter by letter, as registers of any tongue spell it?
pub(crate) fn is_month(word: &str) -> bool {
    let small = word.to_lowercase();
    let western = include_str!("../../../../ocr-models/words/months-western.tsv").lines().skip(1);
    let mut names = western.flat_map(|row| row.split(['\t', '|']).skip(1));
    names.any(|name| name == small) || month_names().any(|(name, _)| name == small)
}

/// Shortest name of another tongue in which one wrong letter is forgiven.
const WESTERN_FORGIVING: usize = 6;

fn western(word: &str, slips: usize) -> Option<u32> {
    let near = |name: &str| if slips == 0 { name == word } else { strsim::levenshtein(name, word) <= slips };
    let long = |name: &str| slips == 0 || name.chars().count() >= WESTERN_FORGIVING;
    let mut months = WESTERN.iter().filter(|(name, _)| long(name) && near(name)).map(|(_, month)| *month);
    let first = months.next()?;
    months.all(|month| month == first).then_some(first)
}

/// Is it a month's name, letter by letter, with digits in it (`8bre`)?
pub(super) fn is_numbered(run: &str) -> bool {
    run.starts_with(|c: char| c.is_ascii_digit()) && western(&letters(run), 0).is_some()
}

/// Is it a name as French, German and Latin registers write it, those older than civil registration?
pub(super) fn is_western(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_alphanumeric() || !b.is_ascii()) && !has_cyrillic(word) && {
        let word = letters(word);
        western(&word, 0).or_else(|| western(&word, 1)).is_some()
    }
}

fn has_cyrillic(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{400}'..='\u{52F}'))
}

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
    let word = letters(word);
    if let Some((_, month)) = NAMES.iter().find(|(name, _)| *name == word) {
        return Some(*month);
    }
    western(&word, 0).or_else(|| nearly(&word)).or_else(|| western(&word, 1))
}

/// The Russian or Tajik month nearest to a word.
fn nearly(word: &str) -> Option<u32> {
    let limit = forgiven(word.chars().count());
    let near = |name: &str| strsim::damerau_levenshtein(name, word);
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
            ("іюня", Some(6)),
            ("мартъ", Some(3)),
            ("генваря", Some(1)),
            ("мартида", Some(3)),
            ("marti", Some(3)),
            ("Aprilis", Some(4)),
            ("août", Some(8)),
            ("Xbre", Some(12)),
            ("8bris", Some(10)),
            ("Märtz", Some(3)),
        ];
        for (word, month) in rows {
            assert_eq!(month_named(word), month, "{word}");
        }
    }
}
