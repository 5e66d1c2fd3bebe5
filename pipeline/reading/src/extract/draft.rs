//! An act while it is put together: whose field a label means, by the form around it. Not for finding
//! labels or reading values.

mod choosing;
mod full_name;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use register::{
    act::Mark,
    date,
    form::{self, ActType, FieldKind, Form},
    id::ScanId,
    page::Half,
};

use super::{
    ditto,
    entry::Entry,
    field::{Found, Place, field},
    lexicon::roles_of,
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
}

fn is_personal(key: &str) -> bool {
    let roles =
        ["child", "father", "mother", "groom", "bride", "husband", "wife", "deceased", "adopter", "person"];
    key.split_once('.').is_some_and(|(person, _)| roles.contains(&person))
}
