//! What an act's doubts become when people decide: those a decision answers go, rules are judged anew on what now stands,
//! and what a person says is so stays, with the reason. Not for values: see [`super::settle`].

use std::collections::BTreeSet;

use crate::{
    act::{Act, Doubt, Mark, Overridden, Severity},
    form,
    rules::{BookFacts, Rule, Scope, is_of_several_registers, of_act},
};

use super::{Decision, Verdict, doubt_name, rule_field, standing};

/// Rules that a decision on the field answers or breaks anew.
const NOT_UNDERSTOOD: [Rule; 2] = [Rule::DateNotUnderstood, Rule::ValueNotUnderstood];

/// The doubts of the settled act, of what the machine doubted of `machine`, in a book of these years.
pub(super) fn settle(settled: &mut Act, machine: &Act, decisions: &[Decision], years: Option<(i32, i32)>) {
    let fields = decisions.iter().map(|d| d.field.as_str());
    let decided: BTreeSet<&str> = fields.filter(|key| is_decided(decisions, key)).collect();
    if !decided.is_empty() {
        answered(settled, &decided);
        judged_anew(settled, machine, &decided, &book_of(machine, years));
        not_understood(settled, &decided);
    }
    for doubt in &mut settled.doubts {
        let fields = names(doubt).map(|name| rule_field(&name));
        // An act restored from its publication carries a word that may have been taken back since.
        if decisions.iter().any(|decision| fields.contains(&decision.field)) {
            let word = accepted_as(decisions, doubt).and_then(|name| standing(decisions, &rule_field(&name)));
            let overridden = |word: &Decision| Overridden {
                by: word.person.clone(),
                reason: word.value.clone().unwrap_or_default(),
            };
            doubt.overridden = word.map(overridden);
        }
    }
}

/// What a word on the doubt may be said of: the doubt itself, and its rule as a whole, as words were kept before.
fn names(doubt: &Doubt) -> [String; 2] {
    [doubt_name(doubt), doubt.rule.clone()]
}

/// By which name ([`rule_field`]) the word stands that a doubt is so; what was not found on the page is never so by a word.
pub fn accepted_as(decisions: &[Decision], doubt: &Doubt) -> Option<String> {
    let stands = |name: &String| {
        standing(decisions, &rule_field(name)).is_some_and(|word| word.verdict == Verdict::Accepted)
    };
    names(doubt).into_iter().filter(|_| may_be_accepted(&doubt.rule)).find(stands)
}

/// May a person say of a rule's doubts that it is so? Not of what reading alone doubts: there the page is to be looked at.
#[must_use]
pub fn may_be_accepted(rule: &str) -> bool {
    Rule::named(rule).is_some_and(|rule| rule.scope() != Scope::Reading)
}

/// Has a person decided on the field, and not left it to somebody else?
pub(super) fn is_decided(decisions: &[Decision], key: &str) -> bool {
    standing(decisions, key).is_some_and(|d| d.verdict != Verdict::Referred)
}

/// What was missed and is decided now is missed no longer; nor is what was not understood.
fn answered(settled: &mut Act, decided: &BTreeSet<&str>) {
    let is_of = |doubt: &Doubt, rule: Rule| doubt.rule == rule.as_str();
    for doubt in settled.doubts.iter_mut().filter(|doubt| is_of(doubt, Rule::MissingField)) {
        let before = doubt.fields.len();
        doubt.fields.retain(|field| !decided.contains(field.as_str()));
        if doubt.fields.len() < before {
            doubt.text = format!("Not found on the page: {}.", doubt.fields.join(", "));
        }
    }
    settled.doubts.retain(|doubt| {
        let of_one = matches!(doubt.fields.as_slice(), [key] if decided.contains(key.as_str()));
        let answers = NOT_UNDERSTOOD.iter().chain([&Rule::NumberMissing]).any(|rule| is_of(doubt, *rule));
        let found = is_of(doubt, Rule::MissingField) && doubt.fields.is_empty();
        !(of_one && answers || found)
    });
}

/// Rules of one act are judged on what stands now, where it is about a field that was decided; what only a whole register
/// can tell was told of another value, and goes with it.
fn judged_anew(settled: &mut Act, machine: &Act, decided: &BTreeSet<&str>, book: &BookFacts) {
    let touched = |doubt: &Doubt| doubt.fields.iter().any(|field| decided.contains(field.as_str()));
    let changed = |act: &Act, doubt: &Doubt| {
        let differs = |field: &String| act.value(field) != machine.value(field);
        touched(doubt) && doubt.fields.iter().any(differs)
    };
    let fresh = of_act(settled, book);
    let mut doubts = std::mem::take(&mut settled.doubts);
    doubts.retain(|doubt| match Rule::named(&doubt.rule).map(Rule::scope) {
        _ if is_of_several_registers(doubt) => !changed(settled, doubt),
        Some(Scope::Act) if doubt.rule != Rule::EventInFuture.as_str() => !touched(doubt),
        Some(Scope::Act | Scope::Register | Scope::Archive) => !changed(settled, doubt),
        Some(Scope::Reading) | None => true,
    });
    let new = fresh.into_iter().filter(|doubt| touched(doubt)).collect::<Vec<_>>();
    doubts.extend(new);
    settled.doubts = doubts;
}

/// The book by its years; where its card names none, by what the machine's doubts still tell of it.
fn book_of(machine: &Act, years: Option<(i32, i32)>) -> BookFacts {
    let outside = machine.doubts.iter().find(|doubt| doubt.rule == Rule::EventOutsideBook.as_str());
    let year = |name: &str| outside.and_then(|doubt| doubt.values.get(name)?.parse().ok());
    BookFacts { years: years.or_else(|| year("first").zip(year("last"))), ..BookFacts::default() }
}

/// A person may type what is no date, number or sex: it stays as written, without a normal form, and a doubt says so.
fn not_understood(settled: &mut Act, decided: &BTreeSet<&str>) {
    let unclear = settled.fields.iter().filter(|(key, field)| {
        let read = field.mark == Mark::Read && field.as_written.is_some();
        read && field.value.is_none() && decided.contains(key.as_str())
    });
    let doubts: Vec<Doubt> = unclear
        .map(|(key, field)| {
            let date = form::kind_of(settled, key) == form::FieldKind::Date;
            let written = field.as_written.as_deref().unwrap_or_default();
            let text = format!("Read as {written:?}, which is not understood.");
            let rule = NOT_UNDERSTOOD[usize::from(!date)];
            Doubt::new(rule.as_str(), Severity::Warning, text, vec![key.clone()])
        })
        .collect();
    settled.doubts.extend(doubts);
}
