//! The act: one birth, marriage, divorce, death…, its fields, and where each was read. The shape is the
//! contract's (`export --format jsonl`); not for how values are found.

mod doubt;
mod field;
mod link;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    access::Access,
    annotation::Annotation,
    form::ActType,
    id::{ActId, RegisterId},
};

pub use doubt::{Doubt, Overridden, Severity};
pub use field::{By, Field, MOST_CANDIDATES, Mark, Spot, rounded};
pub use link::{Link, LinkState};

/// Who stands behind an act as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Read by machine; some fields may be decided.
    #[default]
    Machine,
    /// Every field it was asked for is decided by people.
    Verified,
}

/// One act with everything known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// Its name for ever.
    pub id: ActId,
    /// The register it stands in.
    pub register: RegisterId,
    /// What it records.
    #[serde(rename = "type")]
    pub kind: ActType,
    /// The form it is written on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub form: Option<String>,
    /// Machine-read or verified.
    #[serde(default)]
    pub status: Status,
    /// Who may see it.
    #[serde(default)]
    pub access: Access,
    /// Field key (see [`crate::form`]) to value.
    pub fields: BTreeMap<String, Field>,
    /// Rules broken and places unsure.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
    /// Ties to other acts.
    #[serde(default)]
    pub links: Vec<Link>,
    /// What was noted beside it later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
}

impl Act {
    /// Is it sealed, or of a type that always is? Nothing of it is told by other acts, nor of others by it.
    pub fn is_secret(&self) -> bool {
        self.access == Access::Sealed || self.kind == ActType::Adoption
    }

    /// The normal form of a field, if it has one.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.fields.get(key)?.value.as_deref()
    }

    /// The year of the event: of the first date field of its type, else of its registration.
    pub fn event_year(&self) -> Option<i32> {
        let dates = self.kind.event_dates().iter().copied().chain(["reg_date"]);
        dates.filter_map(|key| crate::date::year_of(self.value(key)?)).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_comes_from_the_event_before_the_registration() {
        let act: Act = serde_json::from_str(
            r#"{"id":"a","register":"r","type":"birth","fields":{"child.birth_date":"1956-03-07","reg_date":"1957-01-02"}}"#,
        )
        .unwrap();
        assert_eq!(act.event_year(), Some(1956));
    }
}
