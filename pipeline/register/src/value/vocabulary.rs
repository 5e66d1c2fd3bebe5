//! Closed vocabularies: sexes and ethnicities. Not for names or places.

use super::plain_letters;

const SEXES: &str = include_str!("../../../../ocr-models/words/sexes.tsv");
const ETHNICITIES: &str = include_str!("../../../../ocr-models/words/ethnicities.tsv");

/// What registers write under sex, in small letters.
pub fn sexes() -> impl Iterator<Item = &'static str> {
    rows(SEXES).flat_map(|(_, forms)| forms.split(['\t', '|'])).filter(|form| !form.is_empty())
}

/// Ethnicities of Soviet registers in small letters: written out, and shortened with the full stop behind. Names that were
/// old or rare are not among them: a reading is not drawn to them.
pub fn ethnicities() -> impl Iterator<Item = String> {
    ethnicity_rows().filter(|row| !row.old).flat_map(|row| {
        let short = row.short.split('|').filter(|short| !short.is_empty()).map(|short| format!("{short}."));
        std::iter::once(row.full.to_owned()).chain(short)
    })
}

/// A line of the table of ethnicities.
struct EthnicityRow {
    full: &'static str,
    short: &'static str,
    code: &'static str,
    /// A name before the Soviet ones, or a rare one.
    old: bool,
}

fn ethnicity_rows() -> impl Iterator<Item = EthnicityRow> {
    ETHNICITIES.lines().skip(1).filter_map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[full, short, code, period] = columns.as_slice() else { return None };
        Some(EthnicityRow { full, short, code, old: period == "old" })
    })
}

/// The code of an ethnicity of the vocabulary, one for all its names, of men and women, old and new, in both languages:
/// `tajik`, `bukharan_jewish`.
#[must_use]
pub fn ethnicity_code(value: &str) -> Option<&'static str> {
    let plain = plain_letters(value.trim());
    let short = plain.strip_suffix('.');
    let is_short =
        |row: &EthnicityRow| short.is_some_and(|s| row.short.split('|').any(|a| plain_letters(a) == s));
    ethnicity_rows().find(|row| plain_letters(row.full) == plain || is_short(row)).map(|row| row.code)
}

/// Rows of a table behind its heading: the first column, and all others.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// `male` or `female`; a slip in a longer word is forgiven. A printed choice of both says nothing.
pub(super) fn sex(text: &str) -> Option<&'static str> {
    let plain = plain_letters(text);
    let mut words = plain.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let first = sex_of(words.next()?)?;
    words.filter_map(sex_of).all(|other| other == first).then_some(first)
}

fn sex_of(word: &str) -> Option<&'static str> {
    rows(SEXES).find_map(|(value, forms)| {
        let mut forms = forms.split(['\t', '|']).filter(|form| !form.is_empty());
        forms.any(|form| is_form(&plain_letters(form), word)).then_some(value)
    })
}

/// Shortest word in which one wrong letter is forgiven.
const FORGIVING_LENGTH: usize = 5;

fn is_form(form: &str, word: &str) -> bool {
    let long = word.chars().count() >= FORGIVING_LENGTH && form.chars().count() >= FORGIVING_LENGTH;
    form == word || (long && strsim::levenshtein(form, word) <= 1)
}

/// Is it, as a normal form, an ethnicity of the vocabulary?
pub(super) fn is_ethnicity(value: &str) -> bool {
    let value = value.to_lowercase();
    ethnicity_rows().any(|row| row.full == value)
}

/// The ethnicity with its abbreviation resolved; a word that is none stays as written.
pub(super) fn ethnicity(text: &str) -> String {
    let shortened = text.strip_suffix('.').or_else(|| text.contains('-').then_some(text));
    let Some(short) = shortened.map(str::to_lowercase) else { return text.to_owned() };
    let row = ethnicity_rows().find(|row| row.short.split('|').any(|a| a == short));
    let full = row.map(|row| row.full).or_else(|| parted(&short));
    full.map_or_else(|| text.trim_end_matches('.').to_owned(), str::to_owned)
}

/// The word that a hyphen parts, as at a line's end, or leaves the middle out of: `тадж-ичка`, `туркм-ка`.
fn parted(small: &str) -> Option<&'static str> {
    let (head, tail) = small.split_once('-').filter(|_| !is_ethnicity(small))?;
    let (head, tail) = (head.trim_end(), tail.trim_start());
    let tells = head.chars().count() >= LEAST_HEAD && !tail.is_empty();
    let fits = |full: &str| full.strip_prefix(head).is_some_and(|rest| rest.ends_with(tail));
    let mut rows = ethnicity_rows().filter(|row| tells && !row.old && fits(row.full));
    let one = rows.next()?;
    rows.all(|row| row.full == one.full).then_some(one.full)
}

/// Fewer letters at its head name no ethnicity.
const LEAST_HEAD: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_vocabularies_is_understood() {
        assert!(sexes().count() > 10 && sexes().all(|word| sex(word).is_some()));
        assert!(ethnicities().any(|word| word == "таджик") && ethnicities().any(|word| word == "тадж."));
        assert!(ethnicities().all(|word| !ethnicity(&word).ends_with('.')));
        assert!(ethnicities().all(|word| ethnicity_code(&word).is_some()));
        assert_eq!(ethnicity_rows().count(), ETHNICITIES.lines().count() - 1);
    }

    #[test]
    fn an_ethnicity_with_a_hyphen_in_it_is_whole() {
        for (written, value) in [
            ("тадж-ка", "таджичка"),
            ("укр-ка", "украинка"),
            ("русск-ая", "русская"),
            ("узб-чка", "узбечка"),
            ("туркм-ка", "туркменка"),
            ("Украин-ец", "украинец"),
            ("т-чка", "таджичка"),
            ("кара-киргиз", "кара-киргиз"),
            ("а-б", "а-б"),
            ("тадж-", "тадж-"),
            ("рус-кий", "русский"),
        ] {
            assert_eq!(ethnicity(written), value, "{written}");
        }
    }

    #[test]
    fn an_ethnicity_has_one_code_under_all_its_names() {
        for (value, code) in [
            ("таджик", Some("tajik")),
            ("Таджичка", Some("tajik")),
            ("тадж.", Some("tajik")),
            ("тоҷик", Some("tajik")),
            ("еврей бухарский", Some("bukharan_jewish")),
            ("Сарт", Some("sart")),
            ("кара-киргиз", Some("kyrgyz")),
            ("Рахимов", None),
            ("", None),
        ] {
            assert_eq!(ethnicity_code(value), code, "{value}");
        }
    }
}
