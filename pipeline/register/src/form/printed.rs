//! One printed form as data (`form.toml`): what is printed at its head, its columns or labels, which field each asks for
//! and where an act begins. Not for what stands on a page: extraction looks for the form there.

use serde::{Deserialize, Serialize};

use super::{ActType, FieldKind, fields};
use crate::page::Half;

/// The part of a person's key that stands for surname, given name and patronymic in one cell.
pub const FULL_NAME: &str = "full_name";

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

/// Why a form file cannot be used; every text says what to change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadForm {
    /// Not TOML, an unknown key, or a value of the wrong shape.
    #[error("{0}")]
    Shape(String),
    /// An id with other signs than it may have.
    #[error(
        "the id {0:?} has other signs than small letters, digits and \"-\"; write one like \"births-1926\""
    )]
    Id(String),
    /// A field no type and no `[[field]]` has.
    #[error(
        "there is no field {key:?} of {kind}; the nearest is {nearest:?}, or name a field of its own under [[field]]"
    )]
    UnknownField {
        /// What was written.
        key: String,
        /// The form's type of act.
        kind: ActType,
        /// The nearest field there is.
        nearest: String,
    },
    /// Nothing to read.
    #[error("no {0} fills a field; give at least one a field = \"…\"")]
    Empty(&'static str),
    /// No column fills what an act shall begin with.
    #[error("acts begin with {0:?}, and no column fills it; name the field of a column in begins = \"…\"")]
    Begins(String),
    /// A place that runs backwards or out of the table.
    #[error("the place of a column runs from {0} to {1}; it must run from left to right, between 0 and 1")]
    Place(String, String),
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

    /// Is all it names there?
    ///
    /// # Errors
    /// The first thing that is not.
    pub fn check(&self) -> Result<(), BadForm> {
        let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.id.is_empty() || !self.id.chars().all(sign) {
            return Err(BadForm::Id(self.id.clone()));
        }
        self.keys().try_for_each(|key| self.check_key(key))?;
        for (from, to) in self.columns.iter().filter_map(|c| c.place) {
            if !(0.0..=1.0).contains(&from) || !(from..=1.0).contains(&to) {
                return Err(BadForm::Place(from.to_string(), to.to_string()));
            }
        }
        if self.shape == Shape::Ledger && self.keys().next().is_none() {
            return Err(BadForm::Empty("column"));
        }
        match &self.begins {
            Some(begins) if !self.columns.iter().any(|c| c.field.as_ref() == Some(begins)) => {
                Err(BadForm::Begins(begins.clone()))
            }
            _ => Ok(()),
        }
    }

    /// The fields its columns and labels fill.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let columns = self.columns.iter().filter_map(|c| c.field.as_deref());
        columns.chain(self.labels.iter().filter_map(|l| l.field.as_deref()))
    }

    /// The kind of a field of its acts.
    #[must_use]
    pub fn kind_of(&self, key: &str) -> FieldKind {
        let own = self.own_fields.iter().find(|f| f.key == key).map(|f| f.kind);
        own.or_else(|| fields::field(self.kind, key).map(|f| f.kind)).unwrap_or(FieldKind::Text)
    }

    fn check_key(&self, key: &str) -> Result<(), BadForm> {
        let own = self.own_fields.iter().any(|f| f.key == key);
        if own || fields::field(self.kind, key).is_some() || self.is_full_name(key) {
            return Ok(());
        }
        let near = fields::fields_of(self.kind)
            .map(|f| f.key.as_str())
            .min_by_key(|known| strsim::damerau_levenshtein(known, key));
        let nearest = near.unwrap_or_default().to_owned();
        Err(BadForm::UnknownField { key: key.to_owned(), kind: self.kind, nearest })
    }

    /// Does the key stand for all names of a person this type of act has?
    #[must_use]
    pub fn is_full_name(&self, key: &str) -> bool {
        key.strip_suffix(FULL_NAME)
            .is_some_and(|person| fields::field(self.kind, &format!("{person}surname")).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEDGER: &str = "id = 'divorces-paris'\ntitle = 'Divorces'\ntype = 'divorce'\nshape = 'ledger'\n";

    fn check_refused(rest: &str, why: &str) {
        let error = Form::from_toml(&format!("{LEDGER}{rest}")).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }

    #[test]
    fn a_form_is_written_as_it_was_read() {
        let text = format!(
            "{LEDGER}begins = 'act_no'\n[[field]]\nkey = 'court'\nkind = 'place'\nlabel = 'Court'\n\
             [[column]]\nlabels = ['No']\nfield = 'act_no'\nplace = [0.0, 0.1]\n\
             [[column]]\nfield = 'court'\npage = 'left'\n[[column]]\nfield = 'wife.full_name'\n"
        );
        let form = Form::from_toml(&text).unwrap();
        assert_eq!(Form::from_toml(&form.to_toml().unwrap()).unwrap(), form);
        assert_eq!((form.kind_of("court"), form.kind_of("act_no")), (FieldKind::Place, FieldKind::Number));
    }

    #[test]
    fn what_a_form_names_must_be_there() {
        check_refused("[[column]]\nfield = 'act_on'", "the nearest is \"act_no\"");
        check_refused("[[column]]\nfield = 'child.full_name'", "no field \"child.full_name\" of divorce");
        check_refused("[[column]]\nlabels = ['No']", "no column fills a field");
        check_refused("begins = 'reg_date'\n[[column]]\nfield = 'act_no'", "no column fills it");
        check_refused("[[column]]\nfield = 'act_no'\nplace = [0.4, 0.2]", "from left to right");
        check_refused("colums = 1", "unknown field `colums`");
    }

    #[test]
    fn an_id_is_a_plain_word() {
        let error = Form::from_toml("id = 'A b'\ntitle = ''\ntype = 'birth'\nshape = 'sheet'").unwrap_err();
        assert_eq!(error, BadForm::Id("A b".into()));
    }
}
