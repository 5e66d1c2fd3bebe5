//! Ditto marks of ledgers: the value of the row above, under a mark that stands for it. Not for forms with labels beside
//! their values: there a mark has nothing above it.

use std::collections::BTreeMap;

use register::{
    act::{Act, Field, Mark},
    value::is_ditto,
};

use super::{
    draft::Draft,
    evidence::Evidence,
    field::{Found, Place, spots},
    sheet::Token,
};

/// The fields of the row above, of the same page or the one before.
pub(super) fn above(drafts: &[Draft], here: usize) -> Option<BTreeMap<String, Found>> {
    let (before, own) = (drafts.get(here.checked_sub(1)?)?, drafts.get(here)?);
    (before.ledger && before.kind == own.kind).then(|| before.fields.clone())
}

/// Are these pieces a mark that stands for what is above?
pub(super) fn is_mark(tokens: &[Token]) -> bool {
    is_ditto(&written(tokens))
}

fn written(tokens: &[Token]) -> String {
    tokens.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Every act has a number of its own.
const NUMBER: &str = "act_no";

/// The fields that a mark takes from above; nothing where the pieces are no mark, or nothing was read above. The mark stays
/// what is written, and the place is the mark's.
pub(super) fn carried<'k>(
    keys: &[&'k str],
    tokens: &[Token],
    above: &BTreeMap<String, Found>,
    place: Place<'_>,
) -> Option<Vec<(&'k str, Found)>> {
    let mark = written(tokens);
    let fields = is_ditto(&mark).then(|| {
        let read = keys.iter().filter(|key| **key != NUMBER).filter_map(|key| Some((*key, above.get(*key)?)));
        let read = read.filter(|(_, found)| found.field.mark == Mark::Read && found.field.value.is_some());
        read.map(|(key, found)| (key, as_above(&mark, tokens, found, place))).collect::<Vec<_>>()
    })?;
    (!fields.is_empty()).then_some(fields)
}

fn as_above(mark: &str, tokens: &[Token], above: &Found, place: Place<'_>) -> Found {
    let field = Field {
        as_written: Some(mark.to_owned()),
        spots: spots(tokens, place),
        candidates: Vec::new(),
        ..above.field.clone()
    };
    // What speaks for the value above speaks for it here, and the mark against it where it was read unsurely.
    let sure = tokens.iter().map(|t| t.confidence).fold(1.0, f64::min);
    let weakened = |e: Evidence| Evidence { product: e.product * sure, least: e.least.min(sure), ..e };
    Found { field, evidence: above.evidence.clone().map(weakened) }
}

/// No value that a mark stands for is surer than the value above it.
pub(super) fn no_surer_than_above(acts: &mut [Act]) {
    for at in 1..acts.len() {
        let (before, here) = acts.split_at_mut(at);
        let (Some(above), Some(here)) = (before.last(), here.first_mut()) else { continue };
        for (key, field) in &mut here.fields {
            let source = above.fields.get(key).filter(|s| s.value == field.value);
            let marked = field.value.is_some() && field.as_written.as_deref().is_some_and(is_ditto);
            let Some(most) = source.filter(|_| marked).and_then(|s| s.confidence) else { continue };
            field.confidence = field.confidence.map(|confidence| confidence.min(most));
        }
    }
}
