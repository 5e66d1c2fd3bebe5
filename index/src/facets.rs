//! Counts over all hits of a query, by type, decade, place, register and status. Counts only what the
//! query lets through, so hidden acts are never counted. Not for hits.

use std::collections::BTreeMap;

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::{Column, StrColumn},
};

use crate::answer::{Count, Facets};

/// Most places (and registers) counted out.
const MOST: usize = 50;

const WORDS: [&str; 4] = ["type", "place", "register", "status"];

/// Collects the counts.
pub(crate) struct Counting;

/// Counts of one segment: for each of [`WORDS`] by its number in the segment, and by decade.
pub(crate) struct Segment {
    words: Vec<(Option<StrColumn>, BTreeMap<u64, u64>)>,
    event: Option<Column<i64>>,
    decades: BTreeMap<i64, u64>,
}

/// Counts by name.
#[derive(Default)]
pub(crate) struct Counts {
    words: [BTreeMap<String, u64>; 4],
    decades: BTreeMap<i64, u64>,
}

impl Collector for Counting {
    type Fruit = Facets;
    type Child = Segment;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Segment> {
        let columns = WORDS.iter().map(|name| Ok((reader.fast_fields().str(name)?, BTreeMap::new())));
        Ok(Segment {
            words: columns.collect::<tantivy::Result<_>>()?,
            event: reader.fast_fields().column_opt::<i64>("event")?,
            decades: BTreeMap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Facets> {
        let mut all = Counts::default();
        for counts in segments {
            let counts = counts?;
            for (sum, words) in all.words.iter_mut().zip(counts.words) {
                words.into_iter().for_each(|(word, count)| *sum.entry(word).or_default() += count);
            }
            counts.decades.into_iter().for_each(|(d, count)| *all.decades.entry(d).or_default() += count);
        }
        let [types, places, registers, statuses] = all.words.map(most_first);
        let decades = all.decades.into_iter().map(|(d, count)| Count { of: d.to_string(), count }).collect();
        Ok(Facets { types, decades, places, registers, statuses })
    }
}

impl SegmentCollector for Segment {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, doc: DocId, _: Score) {
        for (column, counts) in &mut self.words {
            if let Some(word) = column.as_ref().and_then(|c| c.ords().first(doc)) {
                *counts.entry(word).or_default() += 1;
            }
        }
        if let Some(year) = self.event.as_ref().and_then(|c| c.first(doc)) {
            *self.decades.entry(year.div_euclid(10) * 10).or_default() += 1;
        }
    }

    fn harvest(self) -> Self::Fruit {
        let mut counts = Counts { words: Default::default(), decades: self.decades };
        for ((column, by_number), by_word) in self.words.into_iter().zip(&mut counts.words) {
            let Some(column) = column else { continue };
            for (number, count) in by_number {
                let mut word = String::new();
                if column.ord_to_str(number, &mut word)? {
                    by_word.insert(word, count);
                }
            }
        }
        Ok(counts)
    }
}

fn most_first(counts: BTreeMap<String, u64>) -> Vec<Count> {
    let mut counts: Vec<Count> = counts.into_iter().map(|(of, count)| Count { of, count }).collect();
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.of.cmp(&b.of)));
    counts.truncate(MOST);
    counts
}
