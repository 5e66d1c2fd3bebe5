//! One printed form as data (`form.toml`): what is printed at its head, its columns or labels, which field each asks for
//! and where an act begins. Not for what stands on a page: extraction looks for the form there.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{ActType, BadForm, FieldKind, fields};
use crate::page::Half;

/// The part of a person's key that stands for surname, given name and patronymic in one cell.
pub const FULL_NAME: &str = "full_name";

/// What keys begin with that a proposal makes up for columns nothing is known of: they wait for a person to name their field.
pub const UNNAMED: &str = "column.";

/// How acts stand on a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// A table with an act a row.
    Ledger,
    /// Labels with a value each; an act or two a page, or an act over several.
    Sheet,
}

/// A printed form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Names it for ever: small letters, digits and `-`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What its acts record.
    #[serde(rename = "type")]
    pub kind: ActType,
    /// How acts stand on it.
    pub shape: Shape,
    /// Tesseract names of the languages it is printed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// First and last year it was in use, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<(i32, i32)>,
    /// What is printed at its head, or stands in every entry where nothing is printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<String>,
    /// Acts on a page of a sheet: 1 or 2; absent: not known, or acts run over the page end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acts_a_page: Option<u8>,
    /// The fields it asks for, in its order, where labels of all forms tell them and no columns do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Of a ledger: the field that every act fills and what runs over does not; absent: every row that is written in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins: Option<String>,
    /// Fields no type of act has.
    #[serde(default, rename = "field", skip_serializing_if = "Vec::is_empty")]
    pub own_fields: Vec<OwnField>,
    /// Columns of a ledger, from left to right, those of the left page first.
    #[serde(default, rename = "column", skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
    /// Labels of a sheet that the tables of all forms do not have, or have for another field.
    #[serde(default, rename = "label", skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
}

/// A column of a ledger.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What is printed over it, one way or another; empty where nothing is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// The field it fills, `groom.full_name` for a whole name; absent: it is not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// In a cell with a whole name: does the given name stand before the surname?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub given_first: bool,
    /// The page of a spread it stands on; absent: on every page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Half>,
    /// Where it begins and ends, shares of the table's width from the left, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<(f64, f64)>,
}

/// A label of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// What is printed, one way or another.
    pub labels: Vec<String>,
    /// The field it asks for; absent: it is not kept, and ends the value before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// A field that only this form has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnField {
    /// Its key, as `deed.nature`.
    pub key: String,
    /// Kind of value.
    pub kind: FieldKind,
    /// What it is called on screens.
    pub label: String,
}

impl Form {
    /// Reads a form file.
    ///
    /// # Errors
    /// It is no TOML of this shape, or names what is not there.
    pub fn from_toml(text: &str) -> Result<Self, BadForm> {
        let form: Self = toml::from_str(text).map_err(|error| BadForm::Shape(error.to_string()))?;
        form.check()?;
        Ok(form)
    }

    /// The form file.
    ///
    /// # Errors
    /// None that a form read or proposed can have; the type has no way to say so.
    pub fn to_toml(&self) -> Result<String, BadForm> {
        toml::to_string(self).map_err(|error| BadForm::Shape(error.to_string()))
    }

    /// The fields it asks for: those it lists, then those its columns and labels fill.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let columns = self.columns.iter().filter_map(|c| c.field.as_deref());
        let labels = self.labels.iter().filter_map(|l| l.field.as_deref());
        self.fields.iter().map(String::as_str).chain(columns).chain(labels)
    }

    /// Is it read column by column, and not by the labels of all forms?
    #[must_use]
    pub fn has_columns(&self) -> bool {
        self.shape == Shape::Ledger && !self.columns.is_empty()
    }

    /// The keys a column or label of it may fill: those of its type, whole names of its persons, and its own fields.
    #[must_use]
    pub fn may_fill(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for key in fields::fields_of(self.kind).map(|f| f.key.as_str()) {
            if let Some(person) = key.strip_suffix("surname") {
                keys.push(format!("{person}{FULL_NAME}"));
            }
            keys.push(key.to_owned());
        }
        keys.extend(self.own_fields.iter().map(|own| own.key.clone()));
        keys
    }

    /// The kind of a field of its acts.
    #[must_use]
    pub fn kind_of(&self, key: &str) -> FieldKind {
        let own = self.own_fields.iter().find(|f| f.key == key).map(|f| f.kind);
        own.or_else(|| fields::field(self.kind, key).map(|f| f.kind)).unwrap_or(FieldKind::Text)
    }

    /// Does the key stand for all names of a person this type of act has?
    #[must_use]
    pub fn is_full_name(&self, key: &str) -> bool {
        key.strip_suffix(FULL_NAME)
            .is_some_and(|person| fields::field(self.kind, &format!("{person}surname")).is_some())
    }
}
