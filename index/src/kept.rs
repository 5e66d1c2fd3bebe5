//! What the index keeps of an act or page to show and explain a hit, without asking anything else. Not
//! the act: doubts, links and second spots stay in the store.

use register::{
    access::Access,
    act::{Act, Field, Status},
    geometry::Outline,
    id::{RegisterId, ScanId},
    page::Half,
    publication::{PageText, TextLine},
};
use serde::{Deserialize, Serialize};

use crate::answer::{HitType, Place};

/// A place on a scan, short in files.
pub(crate) type Spot = (ScanId, Half, Outline);

/// Candidates kept of a field.
const CANDIDATES: usize = 4;

/// An act or the lines of a page outside acts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) id: String,
    #[serde(rename = "r")]
    pub(crate) register: RegisterId,
    #[serde(rename = "t")]
    pub(crate) kind: HitType,
    #[serde(rename = "s")]
    pub(crate) status: Status,
    #[serde(rename = "a")]
    pub(crate) access: Access,
    #[serde(rename = "f", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) fields: Vec<KeptField>,
    #[serde(rename = "l", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) lines: Vec<KeptLine>,
}

/// A field's value, what stands on paper where that differs, other readings, and its first spot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct KeptField {
    #[serde(rename = "k")]
    pub(crate) key: String,
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<String>,
    #[serde(rename = "w", default, skip_serializing_if = "Option::is_none")]
    pub(crate) as_written: Option<String>,
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) candidates: Vec<String>,
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub(crate) spot: Option<Spot>,
}

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct KeptLine {
    #[serde(rename = "x")]
    pub(crate) text: String,
    #[serde(rename = "p")]
    pub(crate) spot: Spot,
}

impl KeptField {
    fn of(key: &str, field: &Field) -> Self {
        let as_written = field.as_written.clone().filter(|w| field.value.as_ref() != Some(w));
        let others = field.candidates.iter().map(|(text, _)| text);
        let candidates = others
            .filter(|text| Some(*text) != field.value.as_ref() && Some(*text) != as_written.as_ref())
            .take(CANDIDATES)
            .cloned()
            .collect();
        let spot = field.spots.first().map(|s| (s.scan.clone(), s.half, s.outline.clone()));
        Self { key: key.to_owned(), value: field.value.clone(), as_written, candidates, spot }
    }
}

impl KeptLine {
    pub(crate) fn of(page: &PageText, line: &TextLine) -> Self {
        Self { text: line.text.clone(), spot: (page.scan.clone(), page.half, line.outline.clone()) }
    }
}

impl Kept {
    pub(crate) fn of_act(act: &Act, lines: Vec<KeptLine>) -> Self {
        Self {
            id: act.id.to_string(),
            register: act.register.clone(),
            kind: HitType::Act(act.kind),
            status: act.status,
            access: act.access,
            fields: act.fields.iter().map(|(key, field)| KeptField::of(key, field)).collect(),
            lines,
        }
    }

    pub(crate) fn of_page(
        register: &RegisterId,
        page: &PageText,
        access: Access,
        lines: Vec<KeptLine>,
    ) -> Self {
        Self {
            id: page_id(&page.scan, page.half),
            register: register.clone(),
            kind: HitType::Page,
            status: Status::Machine,
            access,
            fields: Vec::new(),
            lines,
        }
    }
}

pub(crate) fn place((scan, half, outline): &Spot) -> Place {
    Place { scan: scan.clone(), half: *half, outline: outline.clone() }
}

/// The id under which lines of a page outside acts are found.
pub(crate) fn page_id(scan: &ScanId, half: Half) -> String {
    format!("{scan}-{}", half.letter())
}
