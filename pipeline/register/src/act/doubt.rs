//! A doubt of an act, and a person's word on it. Not for the rules: see [`crate::rules`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How grave a doubt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It cannot be so.
    Error,
    /// It is unlikely.
    Warning,
    /// Worth knowing.
    Info,
}

/// A rule an act breaks, or something the reading was unsure of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Name of the rule.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// In words.
    pub text: String,
    /// The fields it is about.
    #[serde(default)]
    pub fields: Vec<String>,
    /// What the rule's text names, by the name it has there: dates EDTF, numbers in ASCII digits.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// Who said that it is so all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overridden: Option<Overridden>,
}

impl Doubt {
    /// A doubt in words alone.
    pub fn new(rule: &str, severity: Severity, text: String, fields: Vec<String>) -> Self {
        Self { rule: rule.to_owned(), severity, text, fields, values: BTreeMap::new(), overridden: None }
    }

    /// Is it about the field, and has nobody said that it is so all the same?
    pub fn stands_on(&self, key: &str) -> bool {
        self.overridden.is_none() && self.fields.iter().any(|field| field == key)
    }
}

/// A person's word that an act is so, whatever the rule says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overridden {
    /// Who.
    pub by: String,
    /// Why it is so.
    pub reason: String,
}
