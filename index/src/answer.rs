//! What the index answers: the shape of `daftar search --json`. Not for how hits are found.

use std::collections::BTreeMap;

use register::{
    access::Access,
    act::Status,
    form::ActType,
    geometry::Outline,
    id::{RegisterId, ScanId},
    page::Half,
};
use serde::{Deserialize, Serialize};

pub use register::name::How;

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Answer {
    /// What was asked.
    pub query: String,
    /// How the text was understood.
    pub understood: Understood,
    /// All hits there are, of which `hits` is a part.
    pub total: usize,
    /// Time it took, milliseconds.
    pub took_ms: f64,
    /// Best first.
    pub hits: Vec<Hit>,
    /// Counts over all hits, when asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub facets: Option<Facets>,
}

/// How the words of a query were taken.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Understood {
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub surname: Option<String>,
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub given: Option<String>,
    /// Father's name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub patronymic: Option<String>,
    /// First and last year.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub years: Option<(i32, i32)>,
    /// A place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<String>,
    /// Number of an act.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub act_no: Option<String>,
    /// Type of act.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<ActType>,
    /// Words that could be anything.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub words: Vec<String>,
    /// How many of the words hits may lack, because no act has all of them.
    #[serde(skip_serializing_if = "is_nought", default)]
    pub lacking: usize,
}

fn is_nought(count: &usize) -> bool {
    *count == 0
}

/// What a hit is: an act of some type, or lines of a page that belong to no act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HitType {
    /// Text of a page outside acts; the hit's id is `<scan>-<w|l|r>`.
    Page,
    /// An act.
    #[serde(untagged)]
    Act(ActType),
}

/// An act, or a page, that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The act; for page text the page, `<scan>-<w|l|r>`.
    pub id: String,
    /// Its register.
    pub register: RegisterId,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: HitType,
    /// Machine-read or verified.
    pub status: Status,
    /// Its class.
    pub access: Access,
    /// Higher is better; comparable within one answer.
    pub score: f64,
    /// The act's values by field key.
    pub fields: BTreeMap<String, String>,
    /// What matched, in the order of the words asked.
    pub why: Vec<Why>,
    /// Where the best match stands.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub spot: Option<Place>,
    /// The page and line, for page text.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<Page>,
}

/// One word asked and what was found for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// Field key; `page` for page text.
    pub field: String,
    /// The word asked.
    pub asked: String,
    /// The value found.
    pub found: String,
    /// How they agree.
    pub how: How,
}

/// A place on a scan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The scan.
    pub scan: ScanId,
    /// The page on the scan.
    pub half: Half,
    /// On the scan.
    pub outline: Outline,
}

/// A line of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The scan.
    pub scan: ScanId,
    /// The page on the scan.
    pub half: Half,
    /// The line's text.
    pub text: String,
}

/// Counts over all hits of a query that the viewer may see.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facets {
    /// By type of act.
    pub types: Vec<Count>,
    /// By decade of the event, `1930`.
    pub decades: Vec<Count>,
    /// By place, most frequent first.
    pub places: Vec<Count>,
    /// By register.
    pub registers: Vec<Count>,
    /// By status.
    pub statuses: Vec<Count>,
}

/// How many hits there are of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Of what.
    pub of: String,
    /// How many.
    pub count: u64,
}
