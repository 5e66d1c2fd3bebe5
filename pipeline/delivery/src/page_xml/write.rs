//! One reading as a PAGE document. Not for its regions: those are in [`super::region`].

use register::page::{Half, ScanInfo, ScanReading};

use super::{
    order::{halves_order, whole_order},
    region::{coords, orientation},
};
use crate::xml::{Sheet, Tag};

const NAMESPACE: &str = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15";

/// When every file says it was made, and why.
const MADE: &str = "1970-01-01T00:00:00";
const WHY: &str = "no time is written, so that the same scan gives the same file";

/// Writes a scan. One that was set aside gives a page without anything on it: PAGE has no word for it. The same
/// reading gives the same document.
pub fn write(reading: &ScanReading) -> String {
    let scan = &reading.scan;
    let mut sheet = Sheet::default();
    sheet.line(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
    let root = Tag::new("PcGts").with("xmlns", NAMESPACE);
    let root = root.with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    sheet.open(&root.with("xsi:schemaLocation", format!("{NAMESPACE} {NAMESPACE}/pagecontent.xsd")));
    write_metadata(&mut sheet, scan);
    let whole =
        matches!(reading.pages.as_slice(), [page] if page.half == Half::Whole).then(|| &reading.pages[0]);
    let tag =
        Tag::new("Page").with("imageFilename", scan.file.as_str()).with("imageWidth", scan.width.to_string());
    let tag = tag.with("imageHeight", scan.height.to_string());
    sheet.open(&tag.maybe("orientation", whole.and_then(orientation)));
    if let Some(page) = whole.filter(|page| !page.outline.is_empty()) {
        sheet.open(&Tag::new("Border"));
        coords(&mut sheet, &page.outline);
        sheet.close();
    }
    let mut regions = Sheet::within(2);
    let order = if whole.is_some() {
        whole_order(&mut regions, reading)
    } else {
        halves_order(&mut regions, reading)
    };
    sheet.append(&order);
    sheet.append(&regions);
    sheet.close();
    sheet.close();
    sheet.finished()
}

fn write_metadata(sheet: &mut Sheet, scan: &ScanInfo) {
    sheet.open(&Tag::new("Metadata"));
    sheet.leaf(&Tag::new("Creator"), &format!("{} {}", crate::SOFTWARE, crate::VERSION));
    sheet.leaf(&Tag::new("Created"), MADE);
    sheet.leaf(&Tag::new("LastChange"), MADE);
    sheet.leaf(&Tag::new("Comments"), WHY);
    let item = |kind, name, value: String| {
        Tag::new("MetadataItem").with("type", kind).with("name", name).with("value", value)
    };
    sheet.empty(&item("processingStep", crate::SOFTWARE, crate::VERSION.to_owned()));
    sheet.empty(&item("imageProperties", "frame", scan.frame.to_string()));
    if !scan.sha256.is_empty() {
        sheet.empty(&item("imageProperties", "sha256", scan.sha256.clone()));
    }
    sheet.close();
}
