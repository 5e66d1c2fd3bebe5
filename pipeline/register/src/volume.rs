//! The card of a register: what is known of one bound volume before anything is read. Not for what is
//! found in it.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{
    form::{ActType, Forms, UnknownForm, type_names},
    id::RegisterId,
};

/// What the archivist writes about a register (`ingest --register R.toml`). Only `id` is required.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegisterCard {
    /// Names the register for ever.
    pub id: RegisterId,
    /// "Births, Panjakent, 1956, volume 1".
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Kind of its acts; absent: that of its form, or found from the headings.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<RegisterKind>,
    /// Tesseract names of its languages, most likely first; empty: found from the pages.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub languages: Vec<String>,
    /// Its form: the id of a known one ([`Forms`]), or the type of act it records; absent: recognised from the pages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub form: Option<String>,
    /// The office that kept it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub authority: Option<String>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<String>,
    /// First and last year.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub years: Option<(i32, i32)>,
    /// Archival reference.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<Reference>,
    /// First and last act number it should hold.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub acts: Option<(u32, u32)>,
    /// 1 for the first copy, 2 for the second.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub copy: Option<u32>,
}

/// Archival reference: fond, opis, delo.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Fond.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fond: Option<String>,
    /// Opis.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub opis: Option<String>,
    /// Delo.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub delo: Option<String>,
}

/// What a register holds: acts of one type, or of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisterKind {
    /// Acts of several types.
    Mixed,
    /// Acts of one type.
    #[serde(untagged)]
    Of(ActType),
}

const KEYS: [&str; 11] =
    ["id", "title", "type", "languages", "form", "authority", "place", "years", "reference", "acts", "copy"];

/// Why a register file cannot be used; every text says what to change.
#[derive(Debug, thiserror::Error)]
pub enum BadCard {
    /// Not TOML, or a value of the wrong shape.
    #[error("{0}")]
    Shape(#[from] Box<toml::de::Error>),
    /// A key nobody knows.
    #[error("line {line}: unknown key {key:?}; did you mean {nearest:?}?")]
    UnknownKey {
        /// Line in the file, from 1.
        line: usize,
        /// What was written.
        key: String,
        /// The nearest key there is.
        nearest: &'static str,
    },
    /// A type nobody knows.
    #[error(
        "there is no type {0:?}; write mixed, {types}", types = type_names()
    )]
    UnknownType(String),
    /// A span that runs backwards.
    #[error("{0} runs backwards; write the first before the last")]
    Backwards(&'static str),
}

impl RegisterCard {
    /// A card that knows nothing but the id.
    pub fn bare(id: RegisterId) -> Self {
        Self {
            id,
            title: None,
            kind: None,
            languages: Vec::new(),
            form: None,
            authority: None,
            place: None,
            years: None,
            reference: None,
            acts: None,
            copy: None,
        }
    }

    /// What is wrong with the form it names. Its pages are read as without a form then, and nothing is refused for it.
    pub fn unknown_form(&self, forms: &Forms) -> Option<UnknownForm> {
        forms.kind(self.form.as_deref()?).err()
    }

    /// The card with the type of act its form records, where it names no type itself: a book of adoptions is sealed before
    /// its acts are read.
    #[must_use]
    pub fn with_kind_of(mut self, forms: &Forms) -> Self {
        let of_form = self.form.as_deref().and_then(|form| forms.kind(form).ok()).map(RegisterKind::Of);
        self.kind = self.kind.or(of_form);
        self
    }

    /// Reads a register file.
    ///
    /// # Errors
    /// The file is no TOML, a value has the wrong shape, or a key is unknown.
    pub fn from_toml(text: &str) -> Result<Self, BadCard> {
        let table: toml::Table = toml::from_str(text).map_err(Box::new)?;
        for key in table.keys() {
            if !KEYS.contains(&key.as_str()) {
                let line =
                    text.lines().position(|l| l.trim_start().starts_with(key.as_str())).map_or(1, |i| i + 1);
                return Err(BadCard::UnknownKey { line, key: key.clone(), nearest: nearest_key(key) });
            }
        }
        if let Some(kind) = table.get("type").and_then(toml::Value::as_str)
            && kind != "mixed"
            && kind.parse::<ActType>().is_err()
        {
            return Err(BadCard::UnknownType(kind.to_owned()));
        }
        let card: Self = toml::from_str(text).map_err(Box::new)?;
        let card = card.with_kind_of(&Forms::default());
        match &card {
            Self { years: Some((first, last)), .. } if first > last => Err(BadCard::Backwards("years")),
            Self { acts: Some((first, last)), .. } if first > last => Err(BadCard::Backwards("acts")),
            _ => Ok(card),
        }
    }

    /// The title, or the id where there is none.
    pub fn shown_title(&self) -> &str {
        self.title.as_deref().unwrap_or(self.id.as_str())
    }
}

fn nearest_key(key: &str) -> &'static str {
    KEYS.into_iter().min_by_key(|k| strsim::damerau_levenshtein(k, key)).unwrap_or("id")
}
