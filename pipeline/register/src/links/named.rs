//! Ties that a note or a field of an act asserts: where number, year and office are those of exactly one act we hold. Not
//! for likely ones: see `pairs`.

use std::collections::BTreeMap;

use crate::{act::LinkState, date, form::ActType};

use super::{Known, Named, Tie, offices, pairs::share_a_person};

/// Acts by type, number and year.
type Held<'k> = BTreeMap<(ActType, &'k str, i32), Vec<usize>>;

/// The ties that are asserted.
pub(super) fn asserted(acts: &[Known]) -> Vec<Tie> {
    let mut held: Held<'_> = BTreeMap::new();
    for (place, act) in acts.iter().enumerate() {
        if let (Some(number), Some(year)) = (act.number.as_deref(), act.year) {
            held.entry((act.kind, number, year)).or_default().push(place);
        }
    }
    let of_act = |(place, act)| named_by(acts, &held, place, act);
    acts.iter().enumerate().flat_map(of_act).collect()
}

fn named_by<'k>(acts: &'k [Known], held: &Held<'k>, place: usize, act: &'k Known) -> Vec<Tie> {
    let found = act.names.iter().filter_map(|named| Some((named.kind, found(acts, held, act, named)?)));
    let tie = |(kind, to): (ActType, usize)| Tie {
        from: place,
        to,
        kind: kind.as_str(),
        back: act.kind.as_str(),
        state: LinkState::Asserted,
        score: None,
    };
    found.filter(|(_, to)| *to != place).map(tie).collect()
}

/// The one act that is meant. Two copies of it are one act: the first stands for both.
fn found(acts: &[Known], held: &Held<'_>, act: &Known, named: &Named) -> Option<usize> {
    let number = named.reference.number.as_deref()?;
    let year = date::year_of(named.reference.date.as_deref()?)?;
    let office = named.reference.office.as_deref();
    let of_office = |place: &&usize| {
        let theirs = &acts[**place].office;
        // A note without an office means the writer's own.
        offices::alike(office.unwrap_or(&act.office), theirs)
            || office.is_none() && (theirs.is_empty() || act.office.is_empty())
    };
    let same = held.get(&(named.kind, number, year))?;
    let meant: Vec<usize> =
        same.iter().filter(of_office).filter(|&&p| share_a_person(act, &acts[p])).copied().collect();
    let copies = meant
        .iter()
        .skip(1)
        .all(|&p| acts[p].register != acts[meant[0]].register && share_a_person(&acts[p], &acts[meant[0]]));
    match meant.as_slice() {
        [one] => Some(*one),
        [first, ..] if copies => Some(*first),
        _ => None,
    }
}
