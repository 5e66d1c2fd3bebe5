//! An act while it is put together: whose field a label means, by the form around it. Not for finding
//! labels or reading values.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use register::{
    act::Mark,
    date,
    form::{self, ActType, FieldKind, Form},
    id::ScanId,
    name::{self, Part},
    page::Half,
};

use super::{
    ditto,
    entry::Entry,
    field::{Found, Place, field},
    lexicon::{Sense, key_of, roles_of},
    named::Tongues,
    sheet::Token,
};

/// An act with the fields found so far.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) kind: ActType,
    /// Was it headed as a record?
    pub(super) headed: bool,
    /// Is it a row of a ledger?
    pub(super) ledger: bool,
    pub(super) scan: ScanId,
    pub(super) half: Half,
    pub(super) fields: BTreeMap<String, Found>,
    /// Fields whose label was not read here, but taken from the other pages of the register.
    pub(super) taken: BTreeSet<String>,
    /// The languages of the labels found for it.
    pub(super) tongues: Tongues,
    /// The form it was read by, where one was recognised.
    pub(super) form: Option<Arc<Form>>,
    /// The date that stood in the heading.
    headed_date: Option<Found>,
    /// The person the last heading named.
    headed_person: Option<&'static str>,
    /// The person the last full label named.
    named_person: Option<&'static str>,
    /// Did the last label name no person?
    last_was_bare: Option<bool>,
}

/// The field a heading's date fills.
const REG_DATE: &str = "reg_date";

/// A field that a label can mean.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Candidate {
    key: &'static str,
    bare: bool,
}

impl Draft {
    pub(super) fn new(kind: ActType, headed: bool, scan: &ScanId, half: Half) -> Self {
        Self {
            kind,
            headed,
            ledger: false,
            scan: scan.clone(),
            half,
            fields: BTreeMap::new(),
            taken: BTreeSet::new(),
            tongues: Tongues::default(),
            form: None,
            headed_date: None,
            headed_person: None,
            named_person: None,
            last_was_bare: None,
        }
    }

    /// From here on bare labels mean this person.
    pub(super) fn head(&mut self, person: &'static str) {
        self.headed_person = Some(person);
        self.named_person = None;
    }

    /// The number that stood in the heading.
    pub(super) fn number(&mut self, tokens: &[Token], place: Place<'_>) {
        if !tokens.is_empty() && !self.is_used("act_no") {
            self.fields.insert("act_no".to_owned(), field(FieldKind::Number, tokens, None, place));
        }
    }

    /// What stood behind the number in the heading: the date of registration, if it is a whole one.
    pub(super) fn dated(&mut self, tokens: &[Token], place: Place<'_>) {
        let found = field(FieldKind::Date, tokens, None, place);
        if found.field.value.as_deref().is_some_and(date::is_whole) {
            self.headed_date.get_or_insert(found);
        }
    }

    /// All fields; the date of the heading where no label gave another.
    pub(super) fn into_fields(mut self) -> BTreeMap<String, Found> {
        if let Some(date) = self.headed_date.take()
            && self.fields.get(REG_DATE).is_none_or(|f| f.field.mark == Mark::Blank)
            && form::field(self.kind, REG_DATE).is_some()
        {
            self.fields.insert(REG_DATE.to_owned(), date);
        }
        self.fields
    }

    /// Would the label only repeat what is there?
    pub(super) fn repeats(&self, entry: &Entry) -> bool {
        let mut candidates = self.candidates(entry);
        candidates.extend(self.of_later_persons(entry));
        !candidates.is_empty() && candidates.iter().all(|c| c.key != "act_no" && self.is_used(c.key))
    }

    /// Takes a label with its value, if the form asks for it and it was not there before.
    pub(super) fn take(&mut self, entry: &Entry, place: Place<'_>) {
        self.tongues.count(entry.tongue);
        if let Some(person) = self.full_name(entry) {
            self.take_full_name(person, entry, place);
            return;
        }
        let Some(chosen) = self.choose(entry) else { return };
        let spec = form::field(self.kind, chosen.key);
        let kind = spec.map_or(FieldKind::Text, |s| s.kind);
        let found = field(kind, &entry.value, entry.room, place);
        let keep = self.fields.get(chosen.key).is_none_or(|old| old.field.mark == Mark::Blank);
        if keep {
            self.insert(chosen.key, found, entry);
        }
        if let Some((person, _)) = chosen.key.split_once('.').filter(|_| is_personal(chosen.key)) {
            self.named_person =
                (!chosen.bare || entry.section.is_some()).then_some(person).or(self.named_person);
            self.last_was_bare = Some(chosen.bare);
            if chosen.bare && self.headed_person.is_some() && entry.section.is_none() {
                self.headed_person = roles_of(self.kind).map(|r| r.section).find(|s| *s == person);
            }
        }
    }

    /// Takes a value of a ledger's row; where a mark says that it is as above, the value of the row above.
    pub(super) fn take_in_row(
        &mut self,
        entry: &Entry,
        place: Place<'_>,
        above: Option<&BTreeMap<String, Found>>,
    ) {
        let carried =
            above.and_then(|above| ditto::carried(&self.asked_of(entry), &entry.value, above, place));
        self.take(entry, place);
        for (key, found) in carried.into_iter().flatten() {
            self.insert(key, found, entry);
        }
    }

    /// The fields a label asks for: one, or the parts of a full name.
    fn asked_of(&self, entry: &Entry) -> Vec<&'static str> {
        let Some(person) = self.full_name(entry) else {
            return self.choose(entry).map(|chosen| chosen.key).into_iter().collect();
        };
        let keys = ["surname", "given", "patronymic"].map(|attribute| key_of(self.kind, person, attribute));
        keys.into_iter().flatten().filter(|key| !self.is_used(key)).collect()
    }

    /// Adds what stands in a column of its form: behind what the field has already, where it runs over.
    pub(super) fn add(&mut self, key: &str, kind: FieldKind, found: Found, years: Option<(i32, i32)>) {
        match self.fields.get_mut(key) {
            Some(old) if old.field.mark == Mark::Read => {
                if found.field.mark == Mark::Read {
                    old.run_on(kind, found, years);
                }
            }
            _ => {
                self.fields.insert(key.to_owned(), found);
            }
        }
    }

    fn insert(&mut self, key: &str, mut found: Found, entry: &Entry) {
        found.evidence.iter_mut().for_each(|evidence| evidence.slips = entry.slips);
        self.fields.insert(key.to_owned(), found);
        if entry.taken {
            self.taken.insert(key.to_owned());
        } else {
            self.taken.remove(key);
        }
    }

    fn is_used(&self, key: &str) -> bool {
        self.fields.contains_key(key)
    }

    /// The person whose bare labels these are, if the place or a heading says it.
    fn person(&self, entry: &Entry) -> Option<&'static str> {
        entry.section.or(self.headed_person)
    }

    fn candidates(&self, entry: &Entry) -> Vec<Candidate> {
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
    fn choose(&self, entry: &Entry) -> Option<Candidate> {
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
    fn of_later_persons(&self, entry: &Entry) -> Vec<Candidate> {
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

    fn full_name(&self, entry: &Entry) -> Option<&'static str> {
        let first = || roles_of(self.kind).map(|r| r.section).next();
        entry.senses.iter().find_map(|sense| match sense {
            Sense::FullName(Some(person)) => Some(*person),
            Sense::FullName(None) => self.person(entry).or(self.named_person).or_else(first),
            _ => None,
        })
    }

    /// Each word of a full name as the part of it that it is: see [`register::name::parts`].
    fn take_full_name(&mut self, person: &'static str, entry: &Entry, place: Place<'_>) {
        let words: Vec<&Token> = entry.value.iter().filter(|t| !t.is_sign()).collect();
        let told = name::parts(&words.iter().map(|t| t.text.as_str()).collect::<Vec<_>>());
        let of = |part: Part| -> Vec<Token> {
            let own = words.iter().zip(&told).filter(|(_, told)| **told == Some(part));
            own.map(|(token, _)| (*token).clone()).collect()
        };
        let parts = [
            ("surname", of(Part::Surname)),
            ("given", of(Part::Given)),
            ("patronymic", of(Part::Patronymic)),
        ];
        for (attribute, tokens) in parts {
            let Some(key) = key_of(self.kind, person, attribute).filter(|k| !self.is_used(k)) else {
                continue;
            };
            let kind = form::field(self.kind, key).map_or(FieldKind::Text, |s| s.kind);
            if !tokens.is_empty() {
                self.insert(key, field(kind, &tokens, entry.room, place), entry);
            }
        }
        self.named_person = Some(person);
    }
}

fn is_personal(key: &str) -> bool {
    let roles =
        ["child", "father", "mother", "groom", "bride", "husband", "wife", "deceased", "adopter", "person"];
    key.split_once('.').is_some_and(|(person, _)| roles.contains(&person))
}
