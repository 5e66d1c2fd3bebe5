//! The reading order of regions, out and in. Not for that of lines within a region: they stand in it.

use std::collections::BTreeMap;

use register::page::ScanReading;

use super::region::{write_half, write_regions};
use crate::{
    labels::half_name,
    xml::{Element, Sheet, Tag},
};

/// Regions one after the other.
pub(super) fn whole_order(regions: &mut Sheet, reading: &ScanReading) -> Sheet {
    let ids: Vec<String> =
        reading.pages.iter().flat_map(|page| write_regions(regions, "page", page)).collect();
    let mut order = Sheet::within(2);
    if !ids.is_empty() {
        order.open(&Tag::new("ReadingOrder"));
        order.open(&Tag::new("OrderedGroup").with("id", "order"));
        write_references(&mut order, &ids);
        order.close();
        order.close();
    }
    order
}

/// A group of regions a half.
pub(super) fn halves_order(regions: &mut Sheet, reading: &ScanReading) -> Sheet {
    let mut order = Sheet::within(2);
    if reading.pages.is_empty() {
        return order;
    }
    order.open(&Tag::new("ReadingOrder"));
    order.open(&Tag::new("OrderedGroup").with("id", "order"));
    for (number, page) in reading.pages.iter().enumerate() {
        let id = format!("page_{number}");
        write_half(regions, &id, page);
        let ids = write_regions(regions, &id, page);
        if ids.is_empty() {
            let reference = Tag::new("RegionRefIndexed").with("index", number.to_string());
            order.empty(&reference.with("regionRef", id));
            continue;
        }
        let group =
            Tag::new("OrderedGroupIndexed").with("id", format!("order_{number}")).with("regionRef", id);
        let caption = format!("{} page", half_name(page.half));
        order.open(&group.with("index", number.to_string()).with("caption", caption));
        write_references(&mut order, &ids);
        order.close();
    }
    order.close();
    order.close();
    order
}

fn write_references(order: &mut Sheet, ids: &[String]) {
    for (index, id) in ids.iter().enumerate() {
        let reference = Tag::new("RegionRefIndexed").with("index", index.to_string());
        order.empty(&reference.with("regionRef", id.as_str()));
    }
}

/// The place of each region the reading order names.
pub(super) fn reading_order(page: &Element) -> BTreeMap<String, f64> {
    fn gather(group: &Element, ranks: &mut BTreeMap<String, f64>) {
        let mut parts: Vec<&Element> = group.elements().collect();
        // Those without an index stay as they stand.
        parts.sort_by_key(|part| part.index("index"));
        for part in parts {
            if let Some(region) = part.attribute("regionRef") {
                let next = ranks.len() as f64;
                ranks.entry(region.to_owned()).or_insert(next);
            }
            gather(part, ranks);
        }
    }
    let mut ranks = BTreeMap::new();
    if let Some(order) = page.first("ReadingOrder") {
        gather(order, &mut ranks);
    }
    ranks
}
