//! Every printed label of a type of act and what it can mean. Not for finding labels on a page: see
//! `matching`.

mod roles;

use std::{collections::HashMap, sync::OnceLock};

use register::{
    form::{self, ActType},
    value::plain_letters,
};

pub(super) use self::roles::roles_of;

/// What a label asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sense {
    /// One field of the type, whatever stands around it.
    Field(&'static str),
    /// Something of a person (`surname`); whose, the form around it says.
    Bare(&'static str),
    /// Surname, given name and patronymic in one; whose, if the label says it.
    FullName(Option<&'static str>),
    /// Something we do not keep.
    Other,
}

impl Sense {
    /// Does it belong to a person the form around it names?
    pub(super) fn is_personal(&self) -> bool {
        matches!(self, Sense::Bare(_) | Sense::FullName(None))
    }
}

/// The language of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    Russian,
    Tajik,
}

/// A printed label.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// Its words in plain letters, nothing but letters and digits.
    pub(super) words: Vec<String>,
    /// The words run together.
    pub(super) joined: Vec<char>,
    pub(super) tongue: Tongue,
    /// Is the sign `№` its last?
    pub(super) ends_in_number: bool,
    pub(super) senses: Vec<Sense>,
}

/// The labels of one type of act.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    pub(super) kind: ActType,
    pub(super) labels: Vec<Label>,
    places: HashMap<String, usize>,
}

const ATTRIBUTES: &str = include_str!("../../../../ocr-models/forms/attributes.tsv");
const MORE_LABELS: &str = include_str!("../../../../ocr-models/forms/labels.tsv");
const OTHERS: &str = include_str!("../../../../ocr-models/forms/others.tsv");

/// The attribute that stands for a whole name.
const FULL_NAME: &str = "full_name";

/// Rows of a table, cells apart.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

/// Alternates in a cell.
pub(super) fn alternates(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').map(str::trim).filter(|a| !a.is_empty())
}

/// The words of a text in plain letters; signs are dropped.
pub(super) fn plain_words(text: &str) -> Vec<String> {
    let plain = plain_letters(text);
    plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// The labels of a type, built once.
pub(super) fn lexicon(kind: ActType) -> &'static Lexicon {
    static ALL: [OnceLock<Lexicon>; ActType::ALL.len()] = [const { OnceLock::new() }; ActType::ALL.len()];
    let place = ActType::ALL.iter().position(|&k| k == kind).unwrap_or_default();
    ALL[place].get_or_init(|| build(kind))
}

fn build(kind: ActType) -> Lexicon {
    let mut all = Lexicon { kind, labels: Vec::new(), places: HashMap::new() };
    add_attributes(&mut all);
    for spec in form::fields_of(kind) {
        for (labels, tongue) in [(&spec.labels_ru, Tongue::Russian), (&spec.labels_tg, Tongue::Tajik)] {
            labels.iter().for_each(|label| all.add_field(label, tongue, &spec.key));
        }
    }
    for row in rows(MORE_LABELS) {
        let &[act_type, key, ru, tg] = row.as_slice() else { continue };
        if act_type == "*" || act_type == kind.as_str() {
            alternates(ru).for_each(|label| all.add_field(label, Tongue::Russian, key));
            alternates(tg).for_each(|label| all.add_field(label, Tongue::Tajik, key));
        }
    }
    for row in rows(OTHERS) {
        let &[ru, tg] = row.as_slice() else { continue };
        alternates(ru).for_each(|label| all.add(label, Tongue::Russian, Sense::Other));
        alternates(tg).for_each(|label| all.add(label, Tongue::Tajik, Sense::Other));
    }
    all
}

fn add_attributes(all: &mut Lexicon) {
    for row in rows(ATTRIBUTES) {
        let &[attribute, ru, tg] = row.as_slice() else { continue };
        for (cell, tongue) in [(ru, Tongue::Russian), (tg, Tongue::Tajik)] {
            for pattern in alternates(cell) {
                // A Tajik pattern with a person needs its izafet, so its bare form is listed by itself.
                if tongue == Tongue::Russian || !pattern.contains("{}") {
                    all.add(&pattern.replace("{}", ""), tongue, bare(attribute));
                }
                if pattern.contains("{}") {
                    add_roles(all, attribute, pattern, tongue);
                }
            }
        }
    }
}

fn add_roles(all: &mut Lexicon, attribute: &'static str, pattern: &str, tongue: Tongue) {
    for role in roles_of(all.kind) {
        let names = if tongue == Tongue::Russian { role.ru_of } else { role.tg_of };
        for name in alternates(names) {
            all.add(&pattern.replace("{}", name), tongue, of_person(all.kind, role.section, attribute));
        }
    }
}

fn bare(attribute: &'static str) -> Sense {
    if attribute == FULL_NAME { Sense::FullName(None) } else { Sense::Bare(attribute) }
}

fn of_person(kind: ActType, section: &'static str, attribute: &'static str) -> Sense {
    if attribute == FULL_NAME {
        return Sense::FullName(Some(section));
    }
    key_of(kind, section, attribute).map_or(Sense::Other, Sense::Field)
}

/// The key of a person's attribute, where the form asks for it.
pub(super) fn key_of(kind: ActType, section: &str, attribute: &str) -> Option<&'static str> {
    form::fields_of(kind)
        .map(|f| f.key.as_str())
        .find(|key| key.split_once('.') == Some((section, attribute)))
}

impl Lexicon {
    /// A label of one field. A label that is the field's attribute alone says nothing of the person, so
    /// it stays bare.
    fn add_field(&mut self, label: &str, tongue: Tongue, key: &'static str) {
        let attribute = key.split_once('.').map(|(_, attribute)| attribute);
        let words = plain_words(label).concat();
        let is_bare = self.places.get(&words).is_some_and(|&place| {
            self.labels[place].senses.iter().any(|s| matches!(s, Sense::Bare(a) if Some(*a) == attribute))
        });
        if !is_bare {
            self.add(label, tongue, Sense::Field(key));
        }
    }

    /// From here on a label means this and nothing else.
    pub(super) fn mean(&mut self, label: &str, tongue: Tongue, sense: Sense) {
        if let Some(&place) = self.places.get(&plain_words(label).concat()) {
            self.labels[place].senses.clear();
        }
        self.add(label, tongue, sense);
    }

    fn add(&mut self, label: &str, tongue: Tongue, sense: Sense) {
        let words = plain_words(label);
        let joined = words.concat();
        if joined.is_empty() {
            return;
        }
        let place = *self.places.entry(joined.clone()).or_insert(self.labels.len());
        if place == self.labels.len() {
            let ends_in_number = label.trim_end().ends_with('№');
            let joined = joined.chars().collect();
            self.labels.push(Label { words, joined, tongue, ends_in_number, senses: Vec::new() });
        }
        let senses = &mut self.labels[place].senses;
        let known = senses.contains(&sense) || (sense == Sense::Other && !senses.is_empty());
        if !known {
            senses.retain(|s| *s != Sense::Other);
            senses.push(sense);
        }
    }
}

#[cfg(test)]
impl Lexicon {
    /// What a label means; nothing where there is none.
    pub(super) fn senses_of(&self, label: &str) -> Vec<Sense> {
        let place = self.places.get(&plain_words(label).concat());
        place.map(|&p| self.labels[p].senses.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
