//! Rules that need acts of several registers: a marriage before the one before ended, an event after a death, a divorce
//! before its marriage, copies that differ. What is not held breaks nothing. Not for ties as such: see [`crate::links`].

use crate::{
    act::{Act, Doubt},
    form::{self, ActType, FieldKind},
    id::{ActId, RegisterId},
    links::{Known, Role, Tie, is_person, ties},
    value::plain_letters,
};

use super::{Day, Rule, same_name, seen};

/// A doubt of an act that others gave rise to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The act.
    pub act: ActId,
    /// What it breaks.
    pub doubt: Doubt,
}

/// Ties weaker than this prove nothing: homonyms are many, and a name and a father's name are theirs, too.
const PROOF: f64 = 0.85;

/// What acts of several registers break together; sealed acts and adoptions are left out. `office` is that of a register,
/// for acts that name none: copies are known by it.
#[must_use]
pub fn across<'o>(acts: &[Act], office: impl Fn(&RegisterId) -> Option<&'o str>) -> Vec<Breach> {
    let of_book = |act: &Act| Known::of(act, office(&act.register));
    let (known, held): (Vec<Known>, Vec<&Act>) =
        acts.iter().filter_map(|act| Some((of_book(act)?, act))).unzip();
    let ties: Vec<Tie> =
        ties(&known).into_iter().filter(|tie| tie.score.is_some_and(|score| score >= PROOF)).collect();
    let held = Held::new(known, held, ties);
    let copies = held.of_kind("copy").filter_map(|tie| copies_differ(held.acts[tie.from], held.acts[tie.to]));
    let dead = held.of_kind("death").filter_map(|tie| after_death(held.acts[tie.from], held.acts[tie.to]));
    let divorced = held.of_kind("divorce").filter_map(|tie| divorced_before(&held, tie));
    let parted = held.of_kind("divorce").filter_map(|tie| divorced_after_death(&held, tie));
    let dead = dead.chain(parted);
    copies.chain(dead).chain(divorced).chain(remarried(&held)).collect()
}

/// Acts with the ties between them that prove something.
struct Held<'a> {
    known: Vec<Known>,
    acts: Vec<&'a Act>,
    ties: Vec<Tie>,
    /// Which ties an act is an end of, by place of the act.
    ends: Vec<Vec<usize>>,
}

impl<'a> Held<'a> {
    fn new(known: Vec<Known>, acts: Vec<&'a Act>, ties: Vec<Tie>) -> Self {
        let mut ends = vec![Vec::new(); acts.len()];
        for (place, tie) in ties.iter().enumerate() {
            ends[tie.from].push(place);
            ends[tie.to].push(place);
        }
        Self { known, acts, ties, ends }
    }

    fn of_kind<'h>(&'h self, kind: &'static str) -> impl Iterator<Item = &'h Tie> {
        self.ties.iter().filter(move |tie| tie.kind == kind)
    }

    /// The ties of one act, of that kind.
    fn of_act<'h>(&'h self, act: usize, kind: &'static str) -> impl Iterator<Item = &'h Tie> {
        self.ends[act].iter().map(|&place| &self.ties[place]).filter(move |tie| tie.kind == kind)
    }
}

fn breach(act: &Act, doubt: Doubt) -> Breach {
    Breach { act: act.id.clone(), doubt }
}

/// The second copy, in which other things stand.
fn copies_differ(one: &Act, other: &Act) -> Option<Breach> {
    let differs = |key: &&str| {
        let kind = form::field(one.kind, key).map(|spec| spec.kind);
        match (seen::text(one, key), seen::text(other, key)) {
            (Some(a), Some(b)) if kind.is_some_and(FieldKind::is_name) => !same_name(a, b),
            (Some(a), Some(b)) => plain_letters(a) != plain_letters(b),
            _ => false,
        }
    };
    let keys = form::fields_of(one.kind).filter(|spec| spec.critical).map(|spec| spec.key.as_str());
    let fields: Vec<&str> = keys.filter(differs).collect();
    (!fields.is_empty())
        .then(|| breach(other, Rule::CopiesDiffer.broken(&fields, &[("other", one.id.to_string())])))
}

/// A divorce of a couple of whom one was dead, as the act of their marriage ties them.
fn divorced_after_death(held: &Held<'_>, divorce: &Tie) -> Option<Breach> {
    let deaths = held.of_act(divorce.from, "death").filter(|tie| tie.from == divorce.from);
    deaths.filter_map(|death| after_death(held.acts[divorce.to], held.acts[death.to])).next()
}

/// A marriage or divorce of somebody who was dead.
fn after_death(act: &Act, death: &Act) -> Option<Breach> {
    let (key, event) = seen::event(act).filter(|_| act.kind != ActType::Birth)?;
    seen::day(death, "death.date").filter(|died| *died < event)?;
    let values = [
        ("event", seen::shown(act, key)),
        ("died", seen::shown(death, "death.date")),
        ("other", death.id.to_string()),
    ];
    Some(breach(act, Rule::EventAfterDeath.broken(&[key], &values)))
}

/// A divorce of a couple before its only marriage that is held. Where the divorce names a marriage of another number, that
/// one is not held.
fn divorced_before(held: &Held<'_>, tie: &Tie) -> Option<Breach> {
    let (marriage, divorce) = (held.acts[tie.from], held.acts[tie.to]);
    let (married, divorced) = (seen::day(marriage, "marriage.date")?, seen::day(divorce, "divorce.date")?);
    let other_number = held.known[tie.to].names.iter().filter_map(|named| named.reference.number.as_deref());
    let other_is_meant = other_number.clone().next().is_some()
        && other_number.clone().all(|number| Some(number) != held.known[tie.from].number.as_deref());
    let only = held.of_act(tie.to, "divorce").filter(|other| other.to == tie.to).count() == 1;
    if divorced >= married || other_is_meant || !only {
        return None;
    }
    let values = [
        ("divorced", seen::shown(divorce, "divorce.date")),
        ("married", seen::shown(marriage, "marriage.date")),
        ("other", marriage.id.to_string()),
    ];
    Some(breach(divorce, Rule::DivorceBeforeMarriage.broken(&["divorce.date"], &values)))
}

/// Marriages of one person of which the later came before the end, which is held, of the earlier.
fn remarried(held: &Held<'_>) -> Vec<Breach> {
    let day = |at: usize| seen::event(held.acts[at]).map(|(_, day)| day);
    let mut breaches = Vec::new();
    for tie in held.of_kind("marriage").filter(|tie| held.acts[tie.from].kind == ActType::Marriage) {
        let Some((a, b)) = day(tie.from).zip(day(tie.to)) else { continue };
        let (first, second, again) = if a < b { (tie.from, tie.to, b) } else { (tie.to, tie.from, a) };
        let role = [Role::Groom, Role::Bride]
            .into_iter()
            .find(|role| is_person(&held.known[first], *role, &held.known[second], *role));
        let Some(role) = role.filter(|_| a != b && is_next(held, first, second)) else { continue };
        let mut ends = ends(held, first, role);
        // Who is divorced by the act's own word may be so by an act that is not held.
        ends.retain(|(act, _)| {
            held.acts[*act].kind == ActType::Divorce || !says_divorced(held.acts[second], role)
        });
        let late = ends.iter().all(|(_, end)| *end > again);
        if let Some((act, _)) = ends.first().filter(|_| late) {
            breaches.extend(married_again(held.acts[second], role, held.acts[*act]));
        }
    }
    breaches
}

/// Was there no other marriage of the person between the two? Only the last one before must have ended.
fn is_next(held: &Held<'_>, first: usize, second: usize) -> bool {
    let day = |at: usize| seen::event(held.acts[at]).map(|(_, day)| day);
    let other = |tie: &Tie| if tie.from == second { tie.to } else { tie.from };
    let marriages = held
        .of_act(second, "marriage")
        .map(other)
        .filter(|&at| held.acts[at].kind == ActType::Marriage && at != first);
    marriages.filter_map(day).all(|between| Some(between) <= day(first) || Some(between) >= day(second))
}

/// Does the act call the person divorced?
fn says_divorced(marriage: &Act, role: Role) -> bool {
    const DIVORCED: [&str; 4] = ["развед", "расторг", "чудо", "талок"];
    let key = if role == Role::Groom { "groom.marital_status" } else { "bride.marital_status" };
    let status = marriage.value(key).map(plain_letters).unwrap_or_default();
    DIVORCED.iter().any(|word| status.contains(word))
}

/// The acts that ended a marriage of this spouse, with their days: its divorce, the death of the other spouse.
fn ends(held: &Held<'_>, marriage: usize, role: Role) -> Vec<(usize, Day)> {
    let other = if role == Role::Groom { Role::Bride } else { Role::Groom };
    let is_of_other =
        |tie: &&Tie| is_person(&held.known[marriage], other, &held.known[tie.to], Role::Deceased);
    let divorces = held.of_act(marriage, "divorce");
    let of_marriage = divorces.chain(held.of_act(marriage, "death").filter(is_of_other));
    let begun = seen::event(held.acts[marriage]).map(|(_, day)| day);
    let end =
        |tie: &Tie| Some((tie.to, seen::event(held.acts[tie.to])?.1)).filter(|(_, end)| Some(*end) >= begun);
    let begins = of_marriage.filter(|tie| tie.from == marriage);
    let mut ends: Vec<(usize, Day)> = begins.filter_map(end).collect();
    ends.sort_by_key(|(act, day)| (*day, *act));
    ends
}

fn married_again(marriage: &Act, role: Role, end: &Act) -> Option<Breach> {
    let (key, _) = seen::event(marriage)?;
    let (ended, _) = seen::event(end)?;
    let given = if role == Role::Groom { "groom.given" } else { "bride.given" };
    let values = [
        ("event", seen::shown(marriage, key)),
        ("ended", seen::shown(end, ended)),
        ("other", end.id.to_string()),
    ];
    Some(breach(marriage, Rule::RemarriedBeforeEnd.broken(&[given, key], &values)))
}
