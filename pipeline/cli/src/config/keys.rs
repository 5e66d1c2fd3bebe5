//! Which keys `daftar.toml` may hold, and on which line a key stands. Not for what they mean: that is
//! `sections`.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::trouble::Trouble;

/// Sections and their keys; every key of `sections` stands here too (a test keeps both in step).
const KEYS: [(&str, &[&str]); 6] = [
    ("store", &["kind", "path", "endpoint", "region", "bucket", "prefix", "path_style", "checksums"]),
    ("catalogue", &["url"]),
    ("index", &["path"]),
    ("read", &["second_look", "alternatives", "jobs", "memory_mib", "seconds_a_scan", "languages", "models"]),
    ("closure", &["birth", "marriage", "divorce", "death", "adoption"]),
    ("desks", &["bind", "title", "secure_cookies"]),
];

/// Refuses what is no TOML and keys nobody knows.
pub(super) fn check(text: &str, file: &str) -> Result<(), Trouble> {
    let table = DeTable::parse(text).map_err(|error| of_toml(&error, text, file))?;
    for (section, value) in table.get_ref() {
        let name = section.get_ref().as_ref();
        let Some((_, keys)) = KEYS.iter().find(|(known, _)| *known == name) else {
            let nearest = nearest(name, KEYS.iter().map(|(known, _)| *known));
            return Err(Trouble::setting(format!("there is no section [{name}]"))
                .place(place(text, file, &section.span()))
                .remedy(format!("write [{nearest}], or take the section out")));
        };
        let DeValue::Table(entries) = value.get_ref() else { continue };
        if let Some(key) = entries.keys().find(|key| !keys.contains(&key.get_ref().as_ref())) {
            let nearest = nearest(key.get_ref(), keys.iter().copied());
            return Err(Trouble::setting(format!("there is no setting {:?} in [{name}]", key.get_ref()))
                .place(place(text, file, &key.span()))
                .remedy(format!("write {nearest}, or take the line out")));
        }
    }
    Ok(())
}

/// What the TOML reader had to say, with the line.
pub(super) fn of_toml(error: &toml::de::Error, text: &str, file: &str) -> Trouble {
    let wrong_kind = error.message().starts_with("invalid") || error.message().starts_with("unknown");
    let title = if wrong_kind { "a value is of the wrong kind" } else { "the settings cannot be read" };
    let trouble = Trouble::setting(title).what(error.message());
    match error.span() {
        Some(span) => trouble.place(place(text, file, &span)),
        None => trouble.place(file),
    }
}

/// Line (from 1) and words of the line where `section.key` stands.
pub(super) fn line_of(text: &str, (section, key): (&str, &str)) -> Option<(usize, String)> {
    let table = DeTable::parse(text).ok()?;
    let DeValue::Table(entries) = table.get_ref().get(section)?.get_ref() else { return None };
    let (found, _) = entries.iter().find(|(k, _)| k.get_ref().as_ref() == key)?;
    let (line, words) = line_at(text, &found.span());
    // An address may hold a password: never repeat it.
    let words = if key == "url" { "url = …".to_owned() } else { words.to_owned() };
    Some((line, words))
}

fn place(text: &str, file: &str, span: &Range<usize>) -> String {
    let (line, words) = line_at(text, span);
    format!("{file}, line {line}: {words}")
}

fn line_at<'t>(text: &'t str, span: &Range<usize>) -> (usize, &'t str) {
    let start = span.start.min(text.len());
    let line = text[..start].matches('\n').count();
    (line + 1, text.lines().nth(line).unwrap_or_default().trim())
}

fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> &'k str {
    known.min_by_key(|k| strsim::damerau_levenshtein(k, word)).expect("no section is without keys")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_toml_is_named_with_its_line() {
        let trouble = check("[read]\nsecond_look = \n", "daftar.toml").unwrap_err();
        let (words, code) = crate::trouble::report(&trouble.into(), false);
        assert!(words.contains("daftar.toml, line 2: second_look ="), "{words}");
        assert_eq!(code, 2);
    }

    #[test]
    fn every_known_key_stands_in_the_file_that_init_writes_or_belongs_to_s3() {
        let template = super::super::TEMPLATE;
        for key in KEYS.iter().flat_map(|(_, keys)| keys.iter()) {
            assert!(template.contains(&format!("{key} = ")), "{key}");
        }
    }
}
