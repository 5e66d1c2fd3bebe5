//! Full names in one field: whose they are, and each word as the part of the name that it is. Not for names in columns of a
//! known form: see `by_form`.

use register::{
    form,
    form::FieldKind,
    name::{self, Part},
};

use super::{
    super::{
        entry::Entry,
        field::{Place, field},
        lexicon::key_of,
        sheet::Token,
    },
    Draft,
};

impl Draft {
    /// The fields a label asks for: one, or the parts of a full name.
    pub(super) fn asked_of(&self, entry: &Entry) -> Vec<&'static str> {
        let Some(person) = self.full_name(entry) else {
            return self.choose(entry).map(|chosen| chosen.key).into_iter().collect();
        };
        let keys = ["surname", "given", "patronymic"].map(|attribute| key_of(self.kind, person, attribute));
        keys.into_iter().flatten().filter(|key| !self.is_used(key)).collect()
    }

    /// Each word of a full name as the part of it that it is: see [`register::name::parts`].
    pub(super) fn take_full_name(&mut self, person: &'static str, entry: &Entry, place: Place<'_>) {
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
