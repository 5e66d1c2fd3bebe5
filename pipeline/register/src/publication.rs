//! What a register gives to the outside: a manifest with a generation number, and parts named by their
//! content: acts by the hundred, page texts. Not for who may see them: every act and line carries its
//! class, and the index filters.

use serde::{Deserialize, Serialize};

use crate::{
    access::Access,
    act::Act,
    geometry::{Outline, Placement},
    id::{ActId, ScanId},
    page::Half,
    volume::RegisterCard,
};

/// Acts in one part; a correction rewrites one part.
pub const ACTS_PER_PART: usize = 100;
/// Page texts in one part.
pub const PAGES_PER_PART: usize = 100;

/// What stands published of one register. The highest generation wins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The register's card.
    pub card: RegisterCard,
    /// Counts up with every publication, given by the catalogue.
    pub generation: u64,
    /// Parts holding acts, in capture order.
    pub acts: Vec<PartRef>,
    /// Parts holding page texts, in capture order.
    pub pages: Vec<PartRef>,
}

/// A part, named by its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRef {
    /// SHA-256 of the part's bytes, hexadecimal.
    pub sha256: String,
    /// Things in it.
    pub count: usize,
}

/// A part with acts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActsPart {
    /// Settled acts in capture order.
    pub acts: Vec<Act>,
}

/// A part with page texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PagesPart {
    /// Pages in capture order.
    pub pages: Vec<PageText>,
}

/// The text of one page with its places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageText {
    /// The scan.
    pub scan: ScanId,
    /// File name as delivered.
    pub file: String,
    /// Frame in the file, from 0.
    pub frame: u32,
    /// The page on the scan.
    pub half: Half,
    /// Where the straight page lies in the scan.
    pub placement: Placement,
    /// The page image people see.
    pub image: PageImage,
    /// Lines in reading order.
    pub lines: Vec<TextLine>,
}

/// The derivative of a page that browsers show: the straight page, scaled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageImage {
    /// SHA-256 of its bytes, hexadecimal: its name in the store.
    pub sha256: String,
    /// Width in pixels; divided by the placement's width, its scale.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// One line of a page with the class of the act it belongs to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextLine {
    /// As read.
    pub text: String,
    /// On the scan.
    pub outline: Outline,
    /// The class of its act; of a line outside acts, the strictest class of the page's acts.
    pub access: Access,
    /// The act it belongs to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub act: Option<ActId>,
}
