//! One side of a leaf, cut from a scan, and what a scan gave when it was read. Not for what is
//! written on the page as acts: that is [`crate::act`].

use serde::{Deserialize, Serialize};

use crate::{
    act::Act,
    geometry::{Outline, Placement},
    layout::{Line, Table},
    signature::Signature,
    unsure::Unsure,
};

/// Which part of the scan a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Half {
    /// The scan shows a single page.
    Whole,
    /// Left page of a spread (verso).
    Left,
    /// Right page of a spread (recto).
    Right,
}

impl Half {
    /// One letter, for ids and keys.
    pub fn letter(self) -> char {
        match self {
            Half::Whole => 'w',
            Half::Left => 'l',
            Half::Right => 'r',
        }
    }
}

/// An angle seen on the page, and how surely.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct SkewEstimate {
    /// Degrees, positive where lines run down to the right.
    pub degrees: f64,
    /// 0 to 1.
    pub confidence: f64,
}

/// A side of a page or a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Towards smaller x.
    Left,
    /// Towards smaller y.
    Top,
    /// Towards larger x.
    Right,
    /// Towards larger y.
    Bottom,
}

/// What can be measured of a page's capture. Absent means not measured.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Quality {
    /// Pixels per inch, from the file's metadata.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ppi: Option<f64>,
    /// Height of small letters over the width of their edges; higher is sharper.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sharpness: Option<f64>,
    /// Grey of the paper, 0 to 255: a quarter of the page is brighter.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub paper: Option<f64>,
    /// Share of the page covered by ink, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ink: Option<f64>,
    /// Median height of small letters, pixels.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub x_height: Option<f64>,
    /// Grey between the paper and its ink, 0 to 255.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub contrast: Option<f64>,
    /// Share of the page burnt out to white, where print would be lost, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub glare: Option<f64>,
    /// Is it paper on which nothing stands, neither form nor entry?
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub blank: Option<bool>,
    /// Sides of the scan, as shot, that cut off the page.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub clipped: Vec<Side>,
    /// Fingers and other things that lie on the page, on the scan.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub covered: Vec<Outline>,
    /// What the page looks like, coarsely, so that the same page shot twice is known again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signature: Option<Signature>,
}

/// One page of a scan and what stands on it. Keys of a later stage are absent when reading stopped
/// before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Which part of the scan.
    pub half: Half,
    /// The page on the scan.
    pub outline: Outline,
    /// Quarter turn that was found and taken out: 0, 90, 180, 270 degrees clockwise.
    pub turned: u16,
    /// The angle that was taken out; 0 when unsure.
    pub skew_degrees: f64,
    /// What was seen.
    pub skew_estimate: SkewEstimate,
    /// Capture quality.
    pub quality: Quality,
    /// What the stages were unsure of, in words.
    pub doubts: Vec<String>,
    /// Those of them that have a kind, so that they can be told in other languages ([`Page::doubt`] keeps both).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub unsure: Vec<Unsure>,
    /// Where the straight page lies in the scan.
    pub placement: Placement,
    /// Tables found by layout.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tables: Option<Vec<Table>>,
    /// Lines in reading order, with text once recognized.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lines: Option<Vec<Line>>,
}

impl Page {
    /// Writes down a doubt, once, as a sentence and by its kind.
    pub fn doubt(&mut self, unsure: Unsure) {
        if !self.unsure.contains(&unsure) {
            self.doubts.push(unsure.to_string());
            self.unsure.push(unsure);
        }
    }
}

/// The scan a reading is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanInfo {
    /// File name as delivered, without folders.
    pub file: String,
    /// Frame of a file with several, from 0.
    pub frame: u32,
    /// Width in pixels, after EXIF orientation.
    pub width: u32,
    /// Height in pixels, after EXIF orientation.
    pub height: u32,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
}

/// Everything reading made of one scan: the document `daftar read` prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScanReading {
    /// Which scan.
    pub scan: ScanInfo,
    /// Why it could not be read, if so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub set_aside: Option<String>,
    /// Its pages, left before right.
    pub pages: Vec<Page>,
    /// Acts, when reading went that far.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub acts: Option<Vec<Act>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let text = r#"{"half":"whole","outline":[],"turned":0,"skew_degrees":0.0,"skew_estimate":{"degrees":0.0,"confidence":0.0},
            "quality":{},"doubts":["lines may run down the page; not turned"],
            "placement":{"width":0,"height":0,"affine":[1.0,0.0,0.0,0.0,1.0,0.0]}}"#;
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_page_of_earlier_days_has_doubts_without_kinds() {
        let page = page();
        assert_eq!((page.doubts.len(), page.unsure.len()), (1, 0));
        assert!(!serde_json::to_string(&page).unwrap().contains("unsure"));
    }

    #[test]
    fn a_doubt_is_kept_as_a_sentence_and_by_its_kind() {
        let mut page = page();
        page.doubt(Unsure::BelowStamp);
        assert_eq!(page.doubts[1], "text below a stamp may be missing");
        assert_eq!(page.unsure, [Unsure::BelowStamp]);
    }
}
