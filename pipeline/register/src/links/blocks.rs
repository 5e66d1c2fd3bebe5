//! Acts put together by keys, so that only those that share one are weighed. Not for weighing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Known, keys::born};

/// Acts that share a key beyond which they are weighed only where they share the year of birth, too: a common name.
pub const CROWD: usize = 40;

/// Pairs of acts (by place, smaller first) that share a key of some person, each once.
pub(super) fn pairs(acts: &[Known]) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (place, act) in acts.iter().enumerate() {
        for key in act.persons.iter().flat_map(super::Person::keys) {
            blocks.entry(key).or_default().insert(place);
        }
    }
    blocks.into_iter().flat_map(|(key, block)| within(acts, &key, &block)).collect()
}

fn within(acts: &[Known], key: &str, block: &BTreeSet<usize>) -> Vec<(usize, usize)> {
    if block.len() <= CROWD {
        return each_with_each(block);
    }
    let mut by_year: BTreeMap<i32, BTreeSet<usize>> = BTreeMap::new();
    for &place in block {
        let owns = |person: &&super::Person| person.keys().iter().any(|own| own == key);
        let born = acts[place].persons.iter().filter(owns).filter_map(|person| born(&acts[place], person));
        born.for_each(|year| _ = by_year.entry(year).or_default().insert(place));
    }
    by_year.values().filter(|block| block.len() <= CROWD).flat_map(each_with_each).collect()
}

fn each_with_each(block: &BTreeSet<usize>) -> Vec<(usize, usize)> {
    block.iter().flat_map(|&a| block.range(a + 1..).map(move |&b| (a, b))).collect()
}
