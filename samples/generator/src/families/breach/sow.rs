//! Sowing: picks for each wanted breach an act that it can be put into, so that nothing else breaks. Not
//! for what each breach writes.

use std::collections::HashSet;

use rand::{Rng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

use super::{Breach, Rule, births, marriages, numbers};
use crate::families::bound::{Bound, Holdings};

/// What a breach wrote, once it found its act.
pub(super) struct Written {
    pub(super) fields: Vec<&'static str>,
    pub(super) also: Vec<Rule>,
}

/// A breach that touches these fields and no other rule.
pub(super) fn touching(fields: &[&'static str]) -> Option<Written> {
    Some(Written { fields: fields.to_vec(), also: Vec::new() })
}

/// Sows the wanted breaches into acts that have nothing to do with one another; tells those that were lived before
/// them. A breach that no act is left for is not sown.
pub(crate) fn sow(rng: &mut ChaCha8Rng, holdings: &mut Holdings, wanted: &[Rule]) -> Vec<Breach> {
    let mut breaches = lived(holdings);
    let mut touched: HashSet<usize> = HashSet::new();
    for breach in &breaches {
        touch(holdings, holdings.acts[breach.act].event, &mut touched);
    }
    // An act of which a second copy is held would differ from it.
    let copied = holdings.acts.iter().filter(|a| holdings.books[a.book].copy > 1);
    touched.extend(copied.map(|a| a.event));
    for &rule in wanted.iter().filter(|rule| !rule.is_lived()) {
        let mut order: Vec<usize> = (0..holdings.acts.len()).collect();
        order.shuffle(rng);
        for at in order {
            let event = holdings.acts[at].event;
            if touched.contains(&event) {
                continue;
            }
            if let Some(written) = write(rng, holdings, at, rule) {
                touch(holdings, event, &mut touched);
                let at =
                    if rule == Rule::DuplicateAct { insert_after(holdings, at, &mut breaches) } else { at };
                breaches.push(Breach { act: at, rule, fields: written.fields, also: written.also });
                break;
            }
        }
    }
    breaches.sort_by_key(|b| (b.act, b.rule));
    breaches
}

/// Breaches that came out of the lives.
fn lived(holdings: &Holdings) -> Vec<Breach> {
    let fields = |rule: Rule| match rule {
        Rule::RemarriedBeforeEnd => vec!["groom.surname", "groom.given", "groom.patronymic", "marriage.date"],
        _ => vec!["divorce.date"],
    };
    let acts = holdings.acts.iter().enumerate();
    acts.filter_map(|(act, bound)| {
        let rule = holdings.events[bound.event].breach?;
        Some(Breach { act, rule, fields: fields(rule), also: Vec::new() })
    })
    .collect()
}

/// An event, those it is tied to, and those tied to any of them, are left alone from now on.
fn touch(holdings: &Holdings, event: usize, touched: &mut HashSet<usize>) {
    let mut near: HashSet<usize> = holdings.events[event].ties.iter().map(|t| t.0).collect();
    near.insert(event);
    let later = holdings.events.iter().enumerate();
    touched.extend(later.filter(|(_, e)| e.ties.iter().any(|t| near.contains(&t.0))).map(|(nth, _)| nth));
    touched.extend(near);
}

fn write(rng: &mut impl Rng, holdings: &mut Holdings, at: usize, rule: Rule) -> Option<Written> {
    match rule {
        Rule::EventOutsideBook | Rule::NumberRepeated | Rule::NumberOutOfSequence | Rule::DuplicateAct => {
            numbers::write(holdings, at, rule)
        }
        Rule::BornAfterEvent
        | Rule::MarriageAge
        | Rule::DivorceWithoutMarriage
        | Rule::DivorceBeforeMarriage => marriages::write(holdings, at, rule),
        Rule::DeathBeforeBirth | Rule::AgeDiffers | Rule::AgeImprobable => {
            marriages::write_death(holdings, at, rule)
        }
        Rule::CertificateSeries | Rule::PlaceNotKnownThen | Rule::RecordAnnulled => {
            numbers::write_any(holdings, at, rule)
        }
        _ => births::write(rng, holdings, at, rule),
    }
}

/// The act once more, with the next number, as if it had been registered twice. Breaches behind it move on by one.
fn insert_after(holdings: &mut Holdings, at: usize, breaches: &mut [Breach]) -> usize {
    let mut again: Bound = holdings.acts[at].clone();
    again.record.number += 1;
    let certificate = holdings.clerks[again.book].certificate();
    again.put("cert_no", certificate.clone(), certificate);
    holdings.acts.insert(at + 1, again);
    breaches.iter_mut().filter(|b| b.act > at).for_each(|b| b.act += 1);
    at + 1
}
