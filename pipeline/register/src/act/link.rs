//! A tie between two acts. Not for how ties are found: see [`crate::links`].

use serde::{Deserialize, Serialize};

use crate::id::ActId;

/// State of a link between acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkState {
    /// A note on the page says so.
    Asserted,
    /// A person confirmed it.
    Verified,
    /// The machine thinks so.
    Suggested,
}

/// A tie to another act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The other act.
    pub to: ActId,
    /// `parents`, `marriage`, `divorce`…
    pub kind: String,
    /// How sure.
    pub state: LinkState,
    /// 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub score: Option<f64>,
}
