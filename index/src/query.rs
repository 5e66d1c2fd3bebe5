//! What is asked of the index. Not for how free text is understood: that is `understand`.

use register::{access::Access, act::Status, form::ActType, id::RegisterId};
use serde::{Deserialize, Serialize};

/// Hits when nobody says how many.
pub const USUAL_LIMIT: usize = 20;

/// A question. Filters narrow; the text ranks. An empty text finds all that the filters leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// Free text: names in any order and script, years, a place, an act's number.
    pub text: String,
    /// Most hits to return.
    pub limit: usize,
    /// Hits to leave out at the beginning, for the next page.
    pub offset: usize,
    /// Only acts of this type.
    #[serde(rename = "type")]
    pub kind: Option<ActType>,
    /// Only acts with a year between these, both included.
    pub years: Option<(i32, i32)>,
    /// Only acts with this place, under any of its names.
    pub place: Option<String>,
    /// Only this register.
    pub register: Option<RegisterId>,
    /// Only acts of this status.
    pub status: Option<Status>,
    /// Letters as typed; no other script, spelling, ending or letter.
    pub exact: bool,
    /// Count hits by type, decade, place, register and status?
    pub facets: bool,
    /// The classes the viewer may see. Empty: none, and nothing is found.
    pub visible: Vec<Access>,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: String::new(),
            limit: USUAL_LIMIT,
            offset: 0,
            kind: None,
            years: None,
            place: None,
            register: None,
            status: None,
            exact: false,
            facets: false,
            visible: Vec::new(),
        }
    }
}

impl Query {
    /// A question in free text for a viewer who may see `visible`.
    pub fn of(text: impl Into<String>, visible: &[Access]) -> Self {
        Self { text: text.into(), visible: visible.to_vec(), ..Self::default() }
    }
}
