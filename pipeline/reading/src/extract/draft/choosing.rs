//! Which field of an act a label means, by the form around it. Not for taking its value.

use register::{act::Mark, form};

use super::{
    super::{
        entry::Entry,
        lexicon::{Sense, key_of, roles_of},
    },
    Draft,
};

/// A field that a label can mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) key: &'static str,
    pub(super) bare: bool,
}

impl Draft {
    /// The person whose bare labels these are, if the place or a heading says it.
    fn person(&self, entry: &Entry) -> Option<&'static str> {
        entry.section.or(self.headed_person)
    }

    pub(super) fn candidates(&self, entry: &Entry) -> Vec<Candidate> {
        let person = self.person(entry);
        let mut all = Vec::new();
        for sense in &entry.senses {
            match (*sense, person) {
                (Sense::Field(key), _) => all.push(Candidate { key, bare: false }),
                (Sense::Bare(attribute), Some(person)) => {
                    all.extend(key_of(self.kind, person, attribute).map(|key| Candidate { key, bare: true }));
                }
                (Sense::Bare(attribute), None) => {
                    let keys = roles_of(self.kind).filter_map(|r| key_of(self.kind, r.section, attribute));
                    all.extend(keys.map(|key| Candidate { key, bare: true }));
                }
                _ => {}
            }
        }
        all
    }

    /// The likeliest field that is still free: of the person headed or named last, in the manner of the
    /// labels before, first in the order of the form.
    pub(super) fn choose(&self, entry: &Entry) -> Option<Candidate> {
        let person = self.person(entry);
        let mut free = self.candidates(entry);
        free.extend(self.of_later_persons(entry));
        free.retain(|c| !self.is_filled(c.key));
        free.into_iter().min_by_key(|c| {
            let of = c.key.split_once('.').map(|(p, _)| p);
            let headed = if person.is_some() && of == person { 4 } else { 0 };
            let named = if person.is_none() && self.named_person.is_some() && of == self.named_person {
                4
            } else {
                0
            };
            let manner = if self.last_was_bare == Some(c.bare) { 2 } else { 0 };
            let unused = if self.is_used(c.key) { 0 } else { 8 };
            let order = form::fields_of(self.kind).position(|f| f.key == c.key).unwrap_or(usize::MAX);
            (-(unused + headed + named + manner + i32::from(!c.bare)), order)
        })
    }

    /// Where the headed person has the field already, the next person's heading was not read: the form
    /// goes on to those who follow.
    pub(super) fn of_later_persons(&self, entry: &Entry) -> Vec<Candidate> {
        let Some(person) = self.headed_person.filter(|_| entry.section.is_none()) else { return Vec::new() };
        let attributes = entry.senses.iter().filter_map(|s| match s {
            Sense::Bare(attribute) => Some(*attribute),
            _ => None,
        });
        let later = roles_of(self.kind).map(|r| r.section).skip_while(move |s| *s != person).skip(1);
        let later: Vec<&'static str> = later.collect();
        let first_free = |attribute: &'static str| {
            let own = key_of(self.kind, person, attribute).filter(|k| self.is_filled(k));
            let next =
                later.iter().filter_map(|s| key_of(self.kind, s, attribute)).find(|k| !self.is_filled(k));
            own.and(next).map(|key| Candidate { key, bare: true })
        };
        attributes.filter_map(first_free).collect()
    }

    fn is_filled(&self, key: &str) -> bool {
        self.fields.get(key).is_some_and(|f| f.field.mark != Mark::Blank)
    }

    pub(super) fn full_name(&self, entry: &Entry) -> Option<&'static str> {
        let first = || roles_of(self.kind).map(|r| r.section).next();
        entry.senses.iter().find_map(|sense| match sense {
            Sense::FullName(Some(person)) => Some(*person),
            Sense::FullName(None) => self.person(entry).or(self.named_person).or_else(first),
            _ => None,
        })
    }
}
