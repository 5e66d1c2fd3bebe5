//! What stands before the layout of an ALTO document, out and in: which file, which program, in which unit and order.
//! Not for tags: those are in [`super::tags`].

use std::collections::BTreeMap;

use register::page::ScanReading;

use crate::{
    malformed::Placed,
    xml::{Element, Sheet, Tag},
};

/// Writes which file was read and by what.
pub(super) fn describe(sheet: &mut Sheet, reading: Option<&ScanReading>) {
    sheet.open(&Tag::new("Description"));
    sheet.leaf(&Tag::new("MeasurementUnit"), "pixel");
    if let Some(ScanReading { scan, .. }) = reading {
        sheet.open(&Tag::new("sourceImageInformation"));
        sheet.leaf(&Tag::new("fileName"), &scan.file);
        if !scan.sha256.is_empty() {
            sheet.leaf(&Tag::new("fileIdentifier"), &format!("sha256:{}", scan.sha256));
        }
        sheet.close();
    }
    sheet.open(&Tag::new("Processing").with("ID", "processing_0"));
    sheet.leaf(&Tag::new("processingCategory"), "contentGeneration");
    sheet.open(&Tag::new("processingSoftware"));
    sheet.leaf(&Tag::new("softwareName"), crate::SOFTWARE);
    sheet.leaf(&Tag::new("softwareVersion"), crate::VERSION);
    sheet.close();
    sheet.close();
    sheet.close();
}

/// Writes the order of lines, page by page, where there is any to write.
pub(super) fn write_order(sheet: &mut Sheet, order: &[Vec<String>]) {
    if order.is_empty() {
        return;
    }
    sheet.open(&Tag::new("ReadingOrder"));
    for (number, lines) in order.iter().enumerate() {
        sheet.open(&Tag::new("OrderedGroup").with("ID", format!("order_{number}")));
        for line in lines {
            sheet.empty(
                &Tag::new("ElementRef").with("ID", format!("order_{line}")).with("REF", line.as_str()),
            );
        }
        sheet.close();
    }
    sheet.close();
}

/// Stops at places in another unit than pixels.
pub(super) fn in_pixels(root: &Element) -> Result<(), Placed> {
    let Some(unit) = root.at(&["Description", "MeasurementUnit"]) else { return Ok(()) };
    match unit.text().trim() {
        "pixel" | "" => Ok(()),
        other => {
            let what = format!("places are measured in {other}");
            Err(unit.wrong(what, "export it again with places in pixels"))
        }
    }
}

/// The place of each line or block the reading order names.
pub(super) fn reading_order(root: &Element) -> BTreeMap<&str, f64> {
    fn gather<'a>(group: &'a Element, order: &mut BTreeMap<&'a str, f64>) {
        for part in group.elements() {
            for id in part.attribute("REF").unwrap_or_default().split_whitespace() {
                let next = order.len() as f64;
                order.entry(id).or_insert(next);
            }
            gather(part, order);
        }
    }
    let mut order = BTreeMap::new();
    if let Some(groups) = root.first("ReadingOrder") {
        gather(groups, &mut order);
    }
    order
}

/// Which frame of its file a page of ours is; the image numbers of others count what they like.
pub(super) fn frame(root: &Element, page: &Element) -> Option<usize> {
    let software = root.at(&["Description", "Processing", "processingSoftware", "softwareName"])?;
    let number: usize = page.index("PHYSICAL_IMG_NR").filter(|_| software.text() == crate::SOFTWARE)?;
    number.checked_sub(1)
}
