//! The fields of each type of act with their printed labels, and the headings under which labels stand bare. Not for
//! finding labels on a page: that is extraction.
//!
//! The tables are data (`ocr-models/forms/*.tsv`), built into the program.

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::ActType;
use crate::{act::Act, value};

/// What kind of value a field holds; decides its normal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A number, perhaps with a letter (12а).
    Number,
    /// A date, EDTF in normal form.
    Date,
    /// A place.
    Place,
    /// A document with series and number.
    Document,
    /// Anything.
    Text,
    /// Family name.
    Surname,
    /// Given name.
    Given,
    /// Father's name.
    Patronymic,
    /// `male` or `female`.
    Sex,
    /// One of a few printed choices.
    Choice,
    /// Ethnicity, period vocabulary.
    Ethnicity,
    /// Age in years (months, days for infants).
    Age,
    /// Number, date and place of another act.
    Reference,
}

impl FieldKind {
    /// All kinds.
    pub const ALL: [FieldKind; 13] = [
        FieldKind::Number,
        FieldKind::Date,
        FieldKind::Place,
        FieldKind::Document,
        FieldKind::Text,
        FieldKind::Surname,
        FieldKind::Given,
        FieldKind::Patronymic,
        FieldKind::Sex,
        FieldKind::Choice,
        FieldKind::Ethnicity,
        FieldKind::Age,
        FieldKind::Reference,
    ];

    /// The name used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::Place => "place",
            FieldKind::Document => "document",
            FieldKind::Text => "text",
            FieldKind::Surname => "surname",
            FieldKind::Given => "given",
            FieldKind::Patronymic => "patronymic",
            FieldKind::Sex => "sex",
            FieldKind::Choice => "choice",
            FieldKind::Ethnicity => "ethnicity",
            FieldKind::Age => "age",
            FieldKind::Reference => "reference",
        }
    }

    /// Is it a part of a person's name?
    pub fn is_name(self) -> bool {
        matches!(self, FieldKind::Surname | FieldKind::Given | FieldKind::Patronymic)
    }
}

/// One field of a type of act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSpec {
    /// The type of act; `None` for fields every type has.
    pub act_type: Option<ActType>,
    /// The person or part it belongs to: `child`, `father`…
    pub section: Option<String>,
    /// Field key, as `child.surname`.
    pub key: String,
    /// Kind of value.
    pub kind: FieldKind,
    /// Must two people agree on it?
    pub critical: bool,
    /// Printed labels in Russian, most usual first.
    pub labels_ru: Vec<String>,
    /// Printed labels in Tajik, most usual first.
    pub labels_tg: Vec<String>,
}

/// A heading under which a form repeats bare labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// `child`, `father`…
    pub name: String,
    /// Headings in Russian.
    pub headings_ru: Vec<String>,
    /// Headings in Tajik.
    pub headings_tg: Vec<String>,
}

static FIELDS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| {
    include_str!("../../../../ocr-models/forms/fields.tsv")
        .lines()
        .skip(1)
        .filter_map(field_of_line)
        .collect()
});

static SECTIONS: LazyLock<Vec<Section>> = LazyLock::new(|| {
    include_str!("../../../../ocr-models/forms/sections.tsv")
        .lines()
        .skip(1)
        .filter_map(section_of_line)
        .collect()
});

fn field_of_line(line: &str) -> Option<FieldSpec> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [act_type, section, key, kind, critical, ru, tg] = columns.as_slice() else { return None };
    Some(FieldSpec {
        act_type: act_type.parse().ok(),
        section: (*section != "-").then(|| (*section).to_owned()),
        key: (*key).to_owned(),
        kind: serde_json::from_value(serde_json::Value::String((*kind).to_owned())).ok()?,
        critical: *critical == "yes",
        labels_ru: alternates(ru),
        labels_tg: alternates(tg),
    })
}

fn section_of_line(line: &str) -> Option<Section> {
    let mut columns = line.split('\t');
    let (name, ru, tg) = (columns.next()?, columns.next()?, columns.next()?);
    Some(Section { name: name.to_owned(), headings_ru: alternates(ru), headings_tg: alternates(tg) })
}

fn alternates(cell: &str) -> Vec<String> {
    cell.split('|').map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect()
}

/// Every field of every type, in the order of the forms.
pub fn fields() -> &'static [FieldSpec] {
    &FIELDS
}

/// The fields of one type: the common ones first, then its own, in the order of the form.
pub fn fields_of(kind: ActType) -> impl Iterator<Item = &'static FieldSpec> {
    FIELDS.iter().filter(move |f| f.act_type.is_none_or(|t| t == kind))
}

/// The field of that key.
pub fn field(kind: ActType, key: &str) -> Option<&'static FieldSpec> {
    fields_of(kind).find(|f| f.key == key)
}

/// The headings of sections.
pub fn sections() -> &'static [Section] {
    &SECTIONS
}

/// The normal form of what was typed into a field of an act; nothing for a date, number or sex that is none.
pub fn normal_value(act: &Act, key: &str, written: &str) -> Option<String> {
    let kind = super::kind_of(act, key);
    let year = act.event_year();
    let closed = matches!(kind, FieldKind::Date | FieldKind::Number | FieldKind::Sex);
    let as_typed = || Some(written.trim().to_owned()).filter(|text| !closed && !text.is_empty());
    value::normal_form(kind, written, year.map(|y| (y, y))).or_else(as_typed)
}
