//! Ties between acts: those a note or a field names ([`LinkState::Asserted`]), and those that names, dates and places
//! make likely ([`LinkState::Suggested`]). Sealed acts and adoptions have none, from neither side. Not for what is settled:
//! only a person does that.
//!
//! Acts are reduced to what ties them ([`Known`]), put together by keys ([`Key`]) of names (`blocks`) and weighed pair by
//! pair (`weight`), so that the work grows with the acts and not with their square. By the same keys an archive is asked
//! for the few acts that may be tied to those of one register.

mod blocks;
mod keys;
mod known;
mod named;
mod offices;
mod pairs;
#[cfg(test)]
mod tests;
mod weight;

use std::collections::BTreeMap;

use crate::{
    act::{Link, LinkState},
    id::ActId,
};

pub use blocks::CROWD;
pub use keys::{Key, told_of};
pub use known::{Known, Named, Person, Role};
pub use pairs::{Tie, ties};

pub(crate) use pairs::is_person;

/// A tie weaker than this is not suggested.
pub const LEAST: f64 = 0.7;
/// Suggestions of one kind an act has at most, the likeliest.
const MOST: usize = 3;

/// The ties of acts, by the act they start from; what is asserted comes before what is suggested.
#[must_use]
pub fn links(acts: &[Known]) -> BTreeMap<ActId, Vec<Link>> {
    links_of(acts, ties(acts))
}

/// The same where the likely ties are known.
#[must_use]
pub fn links_of(acts: &[Known], likely: Vec<Tie>) -> BTreeMap<ActId, Vec<Link>> {
    let mut all: BTreeMap<ActId, Vec<Link>> = BTreeMap::new();
    let likely = likely.into_iter().filter(|tie| pairs::is_in_order(tie, acts));
    for tie in named::asserted(acts).into_iter().chain(likely) {
        let ends = [(tie.from, tie.to, tie.kind), (tie.to, tie.from, tie.back)];
        for (from, to, kind) in ends {
            let link =
                Link { to: acts[to].id.clone(), kind: kind.to_owned(), state: tie.state, score: tie.score };
            let links = all.entry(acts[from].id.clone()).or_default();
            let known = links.iter().any(|other| other.to == link.to && other.kind == link.kind);
            if !known {
                links.push(link);
            }
        }
    }
    all.values_mut().for_each(likeliest);
    all
}

/// Asserted first, then by score; of each kind no more than [`MOST`] suggestions.
fn likeliest(links: &mut Vec<Link>) {
    let rank = |link: &Link| (link.state == LinkState::Suggested, -link.score.unwrap_or(1.0));
    links.sort_by(|a, b| {
        rank(a).partial_cmp(&rank(b)).unwrap_or(std::cmp::Ordering::Equal).then(a.to.cmp(&b.to))
    });
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    links.retain(|link| {
        let count = counted.entry(link.kind.clone()).or_default();
        *count += usize::from(link.state == LinkState::Suggested);
        link.state != LinkState::Suggested || *count <= MOST
    });
}
