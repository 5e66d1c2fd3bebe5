//! An act or a page as a document of the index: every word under all its keys, each marked with where
//! it stands. Not for searching.

use std::collections::{BTreeMap, HashMap};

use register::{
    access::Access,
    act::{Act, Status},
    date,
    name::{self, Keys},
};
use tantivy::TantivyDocument;

use crate::{
    answer::HitType,
    gazetteer,
    kept::Kept,
    schema::{Fields, Slot},
};

/// Keys of words met before: registers repeat their names, and keys cost more than tokens.
#[derive(Default)]
pub(crate) struct Memory(HashMap<String, Keys>);

/// Words remembered at most; then it begins anew.
const MOST_REMEMBERED: usize = 50_000;

impl Memory {
    fn keys(&mut self, word: &str) -> &Keys {
        if self.0.len() >= MOST_REMEMBERED {
            self.0.clear();
        }
        self.0.entry(word.to_owned()).or_insert_with(|| Keys::of(word))
    }
}

/// The tokens of one document, key by key, parted by spaces.
struct Tokens<'m> {
    memory: &'m mut Memory,
    plain: String,
    script: String,
    spelling: String,
    stem: String,
    maybe: String,
    skeleton: String,
    person: String,
}

fn push(into: &mut String, slot: Slot, key: &str) {
    if !key.is_empty() {
        into.push(slot.letter());
        into.push_str(key);
        into.push(' ');
    }
}

impl<'m> Tokens<'m> {
    fn new(memory: &'m mut Memory) -> Self {
        Self {
            memory,
            plain: String::new(),
            script: String::new(),
            spelling: String::new(),
            stem: String::new(),
            maybe: String::new(),
            skeleton: String::new(),
            person: String::new(),
        }
    }

    /// A word that stands in the act.
    fn word(&mut self, slot: Slot, word: &str) {
        let keys = self.memory.keys(word);
        push(&mut self.plain, slot, &keys.plain);
        keys.scripts.iter().for_each(|k| push(&mut self.script, slot, k));
        keys.spellings.iter().for_each(|k| push(&mut self.spelling, slot, k));
        if slot != Slot::Page {
            keys.stems.iter().for_each(|k| push(&mut self.stem, slot, k));
        }
        if keys.pattern.is_some() {
            push(&mut self.skeleton, slot, &keys.skeleton);
        }
    }

    /// All words of a text; names and places also pairwise joined.
    fn text(&mut self, slot: Slot, text: &str) {
        let words = name::words(text);
        words.iter().for_each(|w| self.word(slot, w));
        if !matches!(slot, Slot::Text | Slot::Page) {
            name::join_pairs(&words).iter().for_each(|w| self.word(slot, w));
        }
    }

    fn number(&mut self, slot: Slot, text: &str) {
        name::words(text).iter().for_each(|w| push(&mut self.plain, slot, &name::plain(w)));
    }

    /// A reading the machine was not sure of.
    fn candidate(&mut self, slot: Slot, text: &str) {
        for word in name::words(text) {
            let keys = self.memory.keys(&word);
            keys.spellings.iter().for_each(|k| push(&mut self.maybe, slot, k));
        }
    }
}

/// Names of the class, type and status in the index.
pub(crate) fn access_name(access: Access) -> &'static str {
    match access {
        Access::Open => "open",
        Access::Closed => "closed",
        Access::Sealed => "sealed",
    }
}

pub(crate) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Machine => "machine",
        Status::Verified => "verified",
    }
}

pub(crate) fn kind_name(kind: HitType) -> &'static str {
    match kind {
        HitType::Page => "page",
        HitType::Act(kind) => kind.as_str(),
    }
}

/// The document of an act with its lines.
pub(crate) fn of_act(fields: &Fields, memory: &mut Memory, act: &Act, kept: &Kept) -> TantivyDocument {
    let mut tokens = Tokens::new(memory);
    let mut years: Vec<i32> = Vec::new();
    for (key, field) in &act.fields {
        let Some(slot) = Slot::of_field(act.kind, key) else { continue };
        let texts = [
            field.value.as_deref(),
            field.as_written.as_deref().filter(|w| field.value.as_deref() != Some(*w)),
        ];
        for text in texts.into_iter().flatten() {
            match slot {
                Slot::Date => {
                    years.extend(date::year_of(text));
                    push(&mut tokens.plain, slot, &date_digits(text));
                }
                Slot::Number | Slot::Document => tokens.number(slot, text),
                _ => tokens.text(slot, text),
            }
        }
        field.candidates.iter().for_each(|(text, _)| tokens.candidate(slot, text));
    }
    tokens.person = person_tokens(act, tokens.memory);
    years.extend(act.event_year());
    let mut document = finish(fields, kept, tokens);
    years.sort_unstable();
    years.dedup();
    years.iter().for_each(|y| document.add_i64(fields.year, i64::from(*y)));
    if let Some(year) = act.event_year() {
        document.add_i64(fields.event, i64::from(year));
    }
    if let Some(place) = place_of_act(act) {
        document.add_text(fields.place, place);
    }
    document
}

/// The document of a page's lines outside acts.
pub(crate) fn of_page(fields: &Fields, memory: &mut Memory, kept: &Kept) -> TantivyDocument {
    finish(fields, kept, Tokens::new(memory))
}

fn finish(fields: &Fields, kept: &Kept, mut tokens: Tokens<'_>) -> TantivyDocument {
    kept.lines.iter().for_each(|line| tokens.text(Slot::Page, &line.text));
    let mut document = TantivyDocument::new();
    document.add_text(fields.id, &kept.id);
    document.add_text(fields.register, kept.register.as_str());
    document.add_text(fields.kind, kind_name(kept.kind));
    document.add_text(fields.status, status_name(kept.status));
    document.add_text(fields.access, access_name(kept.access));
    document.add_text(fields.plain, tokens.plain);
    document.add_text(fields.script, tokens.script);
    document.add_text(fields.spelling, tokens.spelling);
    document.add_text(fields.stem, tokens.stem);
    document.add_text(fields.maybe, tokens.maybe);
    document.add_text(fields.skeleton, tokens.skeleton);
    document.add_text(fields.person, tokens.person);
    document.add_bytes(fields.kept, &serde_json::to_vec(kept).expect("kept fields are plain data"));
    document
}

/// `1956-03-07` as `19560307`; dates that are not whole have none.
pub(crate) fn date_digits(edtf: &str) -> String {
    let digits: String = edtf.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 8 && edtf.len() == 10 { digits } else { String::new() }
}

/// The names of each person in pairs, so that surname and given name of one person rank above those of
/// two.
fn person_tokens(act: &Act, memory: &mut Memory) -> String {
    let mut persons: BTreeMap<(&str, bool), Vec<String>> = BTreeMap::new();
    for (key, field) in &act.fields {
        if let (Some(Slot::Main(_) | Slot::Other(_)), Some(value)) =
            (Slot::of_field(act.kind, key), &field.value)
        {
            let (person, leaf) = key.split_once('.').unwrap_or(("", key));
            let names = persons.entry((person, leaf.ends_with("_after"))).or_default();
            names.extend(name::words(value).iter().take(3).map(|w| person_key(memory.keys(w))));
        }
    }
    let pairs = persons.values().flat_map(|names| {
        names.iter().enumerate().flat_map(|(at, a)| names[at + 1..].iter().map(move |b| pair(a, b)))
    });
    pairs.collect::<Vec<_>>().join(" ")
}

/// The stem, or the consonants of a Perso-Arabic word.
pub(crate) fn person_key(keys: &Keys) -> String {
    keys.stems.first().unwrap_or(&keys.skeleton).clone()
}

/// One token for two names, whichever comes first.
pub(crate) fn pair(a: &str, b: &str) -> String {
    if a <= b { format!("{a}+{b}") } else { format!("{b}+{a}") }
}

/// The place an act is counted under.
fn place_of_act(act: &Act) -> Option<String> {
    let places = act.fields.iter().filter(|(key, _)| Slot::of_field(act.kind, key) == Some(Slot::Place));
    let text = places.filter_map(|(_, f)| f.value.as_deref()).next().or_else(|| act.value("authority"))?;
    Some(gazetteer::place_in(text).map_or_else(|| text.trim().to_owned(), |g| g.place.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_dates_have_digits() {
        assert_eq!(date_digits("1956-03-07"), "19560307");
        assert_eq!(date_digits("1956-03-XX"), "");
        assert_eq!(date_digits("1956~"), "");
    }

    #[test]
    fn a_pair_is_the_same_both_ways() {
        assert_eq!(pair("а", "б"), pair("б", "а"));
    }
}
