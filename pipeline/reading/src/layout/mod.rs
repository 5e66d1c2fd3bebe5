//! What stands where on a straight page: rulings, tables, cells, text lines. Not for what the text says.

use image::GrayImage;
use register::{id::ScanId, page::Page};
use serde::{Deserialize, Serialize};

/// What most pages of a register show; found from all of them at once.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Agreement {
    /// Pages that went into it.
    pub pages: usize,
}

/// Finds tables and lines of the straight page and writes them, in scan pixels, into `page`.
pub fn lay_out(straight: &GrayImage, page: &mut Page) {
    let _ = straight;
    page.tables = Some(Vec::new());
    page.lines = Some(Vec::new());
}

/// What the pages of one register agree on.
pub fn agree(pages: &[(ScanId, &Page)]) -> Agreement {
    Agreement { pages: pages.len() }
}
