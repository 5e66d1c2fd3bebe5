//! Leaves known to be missing by their acts alone, where the labels beside were not read: as many numbers lack between
//! two scans as whole leaves bear. Not for leaves that labels tell: see [`super::leaves`].

use std::collections::BTreeMap;

use crate::page::Half;

use super::{explain::Explained, leaves::Account};

/// Pages from one front to the next.
const PAGES: i64 = 2;
/// Letters of leaves that were passed over in counting, in their order.
const LETTERS: [char; 4] = ['а', 'б', 'в', 'г'];

/// The labels of the leaves that bear `numbers` acts missing between two places in the order; nothing where labels on
/// both sides are known and tell of another lack. `usual` acts begin on a page of each half.
pub(super) fn labels(
    explained: &Explained,
    usual: &BTreeMap<Half, usize>,
    (from, to): (Option<usize>, Option<usize>),
    numbers: usize,
) -> Option<Vec<String>> {
    let account = explained.leaves.as_ref().filter(|account| account.stride == PAGES)?;
    let (from, to) = (from?, to?);
    let leaves = whole_leaves(usual, numbers).filter(|_| to == from + 1)?;
    let pages = PAGES * i64::try_from(leaves).ok()?;
    // The level puts a number on every slot of the paper that is there; the missing pages lie before or behind it.
    let start = explained.slots[to];
    let before = known(explained, account, |at| at <= from).next_back();
    let behind = known(explained, account, |at| at >= to).next();
    if let (Some(before), Some(behind)) = (before, behind)
        && before == behind
        && (start + behind) % PAGES == 0
    {
        return lettered((start + behind) / PAGES - 1, leaves);
    }
    let (first, level) = match (before, behind) {
        (None, Some(level)) => (start - pages, level),
        (Some(level), None) => (start, level),
        // One label does not outweigh those further on, which a leaf without a label puts back; but with the acts.
        (Some(level), Some(_)) if next_agrees(explained, account, to, level + pages) => (start, level),
        _ => return None,
    };
    let fronts = (first..first + pages).map(|slot| slot + level).filter(|halves| halves % PAGES == 0);
    let labels: Vec<String> =
        fronts.map(|halves| halves / PAGES).filter(|n| *n > 0).map(|n| n.to_string()).collect();
    (!labels.is_empty()).then_some(labels)
}

/// Leaves that lack between two whose labels count on: they were passed over in counting, and bear the number of the
/// leaf before them and a letter.
fn lettered(number: i64, leaves: usize) -> Option<Vec<String>> {
    (number > 0 && leaves <= LETTERS.len())
        .then(|| LETTERS[..leaves].iter().map(|l| format!("{number}{l}")).collect())
}

/// The levels at labels believed where `wanted`, in order.
fn known(
    explained: &Explained,
    account: &Account,
    wanted: impl Fn(usize) -> bool,
) -> impl DoubleEndedIterator<Item = i64> {
    let pages = explained.labelled.iter().zip(&account.believed);
    let believed = pages.filter(move |(page, (_, label))| label.is_some() && wanted(page.position));
    believed.map(|(_, (level, _))| *level)
}

/// Does a label behind, passed over as misread, put the book on this level before one is believed again?
fn next_agrees(explained: &Explained, account: &Account, to: usize, level: i64) -> bool {
    let behind = explained.labelled.iter().zip(&account.believed).filter(|(page, _)| page.position >= to);
    let mut passed_over = behind.take_while(|(_, (_, believed))| believed.is_none());
    passed_over.any(|(page, _)| page.labels.first().is_some_and(|label| page.level(label, PAGES) == level))
}

/// How many leaves bear so many acts, if they do without remainder.
fn whole_leaves(usual: &BTreeMap<Half, usize>, numbers: usize) -> Option<usize> {
    let of = |half: Half| usual.get(&half).copied().unwrap_or(0);
    let on_leaf = of(Half::Left) + of(Half::Right) + 2 * of(Half::Whole);
    // One act may be one the writer left out.
    (on_leaf > 1 && numbers.is_multiple_of(on_leaf)).then(|| numbers / on_leaf)
}
