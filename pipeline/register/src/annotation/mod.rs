//! Margin notes: what was written beside an act later (a divorce, a death, a corrected name), with its date and the act it
//! names. Not for the act's own fields, and not for finding the act that is named: see [`crate::links`].

mod cues;
mod dated;
mod kind;
mod named;
mod notes;
mod office;
mod tokens;

use serde::{Deserialize, Serialize};

use tokens::Token;

/// What a note tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnotationKind {
    /// The marriage was dissolved.
    Divorce,
    /// A name was changed.
    NameChange,
    /// The person died.
    Death,
    /// The person married.
    Marriage,
    /// Paternity was established.
    Paternity,
    /// The child was adopted.
    Adoption,
    /// Something in the act was put right.
    Correction,
    /// The act was annulled.
    Cancelled,
    /// A certificate was issued again.
    CertificateReissued,
    /// Anything else.
    Other,
}

impl AnnotationKind {
    /// All kinds.
    pub const ALL: [AnnotationKind; 10] = [
        AnnotationKind::Divorce,
        AnnotationKind::NameChange,
        AnnotationKind::Death,
        AnnotationKind::Marriage,
        AnnotationKind::Paternity,
        AnnotationKind::Adoption,
        AnnotationKind::Correction,
        AnnotationKind::Cancelled,
        AnnotationKind::CertificateReissued,
        AnnotationKind::Other,
    ];

    /// The name used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            AnnotationKind::Divorce => "divorce",
            AnnotationKind::NameChange => "name_change",
            AnnotationKind::Death => "death",
            AnnotationKind::Marriage => "marriage",
            AnnotationKind::Paternity => "paternity",
            AnnotationKind::Adoption => "adoption",
            AnnotationKind::Correction => "correction",
            AnnotationKind::Cancelled => "cancelled",
            AnnotationKind::CertificateReissued => "certificate_reissued",
            AnnotationKind::Other => "other",
        }
    }
}

/// The act a note or a field names: what stands there of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reference {
    /// Its number in normal form, `123` or `12а`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// Its date, EDTF; a year alone where no more is written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// The office, as written.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub office: Option<String>,
}

/// One note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// What it tells of.
    pub kind: AnnotationKind,
    /// When that was, EDTF, where a date stands apart from that of the act named.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// The act it names.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<Reference>,
    /// The note as written.
    pub text: String,
    /// Series and number of a certificate it names, in normal form.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<String>,
}

/// The notes of a field, in the order they were written; none where nothing is. `years` are those of the book, by which
/// years of two digits are told.
#[must_use]
pub fn annotations(written: &str, years: Option<(i32, i32)>) -> Vec<Annotation> {
    notes::notes(written).into_iter().map(|note| annotation(note, years)).collect()
}

fn annotation(text: &str, years: Option<(i32, i32)>) -> Annotation {
    let tokens = tokens::tokens(text);
    let kind = kind::kind(&tokens);
    let numbers = named::numbers(&tokens);
    let dates = dated::dates(text, &tokens, &numbers.taken, years);
    let own = numbers.act.as_ref().and_then(|act| dated::next_to(&dates, act.token, &tokens));
    let date = dates.iter().enumerate().find(|(at, _)| Some(*at) != own).map(|(_, date)| date.edtf.clone());
    let reference = reference_of(text, &tokens, &numbers, own.map(|at| &dates[at]));
    Annotation { kind, date, reference, text: text.to_owned(), document: numbers.document }
}

/// The act a field of references names; nothing where neither number nor date can be told.
#[must_use]
pub fn reference(written: &str, years: Option<(i32, i32)>) -> Option<Reference> {
    let tokens = tokens::tokens(written);
    let mut numbers = named::numbers(&tokens);
    if numbers.act.is_none() {
        numbers.act = named::first_number(&tokens);
        numbers.taken.extend(numbers.act.as_ref().map(|act| act.token));
    }
    let dates = dated::dates(written, &tokens, &numbers.taken, years);
    let found = reference_of(written, &tokens, &numbers, dates.first());
    found.filter(|reference| reference.number.is_some() || reference.date.is_some())
}

fn reference_of(
    text: &str,
    tokens: &[Token<'_>],
    numbers: &named::Numbers,
    date: Option<&dated::Dated>,
) -> Option<Reference> {
    let number = numbers.act.as_ref().map(|act| act.number.clone());
    if number.is_none() && date.is_none() {
        return None;
    }
    Some(Reference { number, date: date.map(|d| d.edtf.clone()), office: office::office(text, tokens) })
}

#[cfg(test)]
mod tests;
