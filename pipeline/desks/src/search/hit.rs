//! A hit as the clerk sees it: names with the letters that differ, where it stands, why it was found.
//! Not for order: the index gave it.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use index::{Answer, Hit, HitType, How, Why};
use minijinja::{Value, context};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use register::{act::Status, form::ActType, geometry::Rect, volume::RegisterCard};

use super::diff::{Run, in_cyrillic, runs};
use crate::{
    reader,
    render::data,
    shelf::{reference, title},
    tongue::Tongue,
};

/// From exact to far; each is a heading on the page.
const GROUPS: [&str; 6] = ["spelled", "script", "near", "sound", "outside", "page"];

/// The hits under their headings, each group in the index's order.
pub(crate) fn groups(answer: &Answer, cards: &HashMap<&str, &RegisterCard>, tongue: Tongue) -> Vec<Value> {
    let mut grouped: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
    for hit in &answer.hits {
        let card = cards.get(hit.register.as_str()).copied();
        grouped.entry(group_of(hit, answer)).or_default().push(shown(hit, card, tongue));
    }
    grouped.into_iter().map(|(at, hits)| context! { name => GROUPS[at], count => hits.len(), hits }).collect()
}

/// A hit is as far as its farthest word.
fn group_of(hit: &Hit, answer: &Answer) -> usize {
    if hit.kind == HitType::Page {
        return 5;
    }
    let year = event_year(hit);
    if let (Some((first, last)), Some(year)) = (answer.understood.years, year)
        && !(first..=last).contains(&year)
    {
        return 4;
    }
    let far = |why: &Why| match why.how {
        How::Exact | How::UncertainLetter => 0,
        How::Script => 1,
        How::Spelling | How::Patronymic | How::Typo => 2,
        How::Swapped | How::Phonetic => 3,
    };
    hit.why.iter().map(far).max().unwrap_or(0)
}

/// The date of the event, else of its registration.
fn date_of(hit: &Hit) -> Option<&str> {
    let HitType::Act(kind) = hit.kind else { return None };
    let keys = kind.event_dates().iter().copied().chain(["reg_date"]);
    keys.filter_map(|key| hit.fields.get(key)).map(String::as_str).next()
}

fn event_year(hit: &Hit) -> Option<i32> {
    register::date::year_of(date_of(hit)?)
}

/// The people an act is about, by the beginning of their field keys.
fn people_of(kind: ActType) -> &'static [&'static str] {
    match kind {
        ActType::Birth | ActType::Paternity | ActType::Adoption => &["child"],
        ActType::Marriage => &["groom", "bride"],
        ActType::Divorce => &["husband", "wife"],
        ActType::Death => &["deceased"],
        ActType::NameChange => &["person"],
        ActType::Deed => &[],
    }
}

/// The field keys of a person's name, in the order it is said; acts that change a name have two.
const NAME_PARTS: [&str; 9] = [
    "surname",
    "surname_before",
    "surname_after",
    "given",
    "given_before",
    "given_after",
    "patronymic",
    "patronymic_before",
    "patronymic_after",
];

/// A person's name as one text.
pub(crate) fn person_of(fields: &BTreeMap<String, String>, kind: ActType) -> String {
    let of = |person: &str| {
        let parts = NAME_PARTS.iter().filter_map(|part| fields.get(&format!("{person}.{part}")));
        // A surname kept in marriage stands twice in the act, and once in the name.
        let mut said: Vec<&str> = Vec::new();
        parts.map(String::as_str).for_each(|part| {
            if !said.contains(&part) {
                said.push(part)
            }
        });
        said.join(" ")
    };
    let people: Vec<String> = people_of(kind).iter().map(|p| of(p)).filter(|n| !n.is_empty()).collect();
    people.join(" · ")
}

/// The name on the hit's line, in runs: of each person the act is about, and of another who matched.
fn name_runs(hit: &Hit, kind: ActType) -> Vec<Run> {
    let matched = hit.why.first().and_then(|w| w.field.split_once('.')).map(|(person, _)| person);
    let people = people_of(kind);
    let other = matched.filter(|m| !people.contains(m));
    let mut all: Vec<Run> = Vec::new();
    for person in people.iter().copied().chain(other) {
        if !all.is_empty() {
            all.push(Run { text: " · ".to_owned(), differs: false });
        }
        push_person(&mut all, hit, person);
    }
    all
}

fn push_person(all: &mut Vec<Run>, hit: &Hit, person: &str) {
    let mut first = true;
    for part in NAME_PARTS {
        let key = format!("{person}.{part}");
        let Some(value) = hit.fields.get(&key) else { continue };
        if !first {
            all.push(Run { text: " ".to_owned(), differs: false });
        }
        first = false;
        match hit.why.iter().find(|w| w.field == key) {
            Some(why) => all.extend(runs(&why.asked, value)),
            None => all.push(Run { text: value.clone(), differs: false }),
        }
    }
}

/// The two fields whose snippets let the clerk decide: what matched first, then the rest of the name.
fn snippet_fields(hit: &Hit, kind: ActType) -> Vec<String> {
    let person = hit.why.first().and_then(|w| w.field.split_once('.')).map_or(people_of(kind)[0], |(p, _)| p);
    let keys = NAME_PARTS.iter().map(|part| format!("{person}.{part}"));
    keys.filter(|key| hit.fields.contains_key(key)).take(2).collect()
}

fn shown(hit: &Hit, card: Option<&RegisterCard>, tongue: Tongue) -> Value {
    let place = context! {
        register => card.map_or_else(|| hit.register.to_string(), |c| title(c, tongue)),
        reference => card.map(reference), scan => hit.spot.as_ref().map(|s| s.scan.number),
    };
    let verified = hit.status == Status::Verified;
    let HitType::Act(kind) = hit.kind else {
        let page = hit.page.as_ref();
        let line = hit.spot.as_ref().map(|spot| Rect::around(&spot.outline).centre());
        let to = page.map(|p| match line {
            Some(at) => reader::address_of_line(&p.scan, p.half, at, ""),
            None => reader::address(&p.scan, p.half, None, ""),
        });
        return context! { page_text => page.map(|p| p.text.clone()), to, verified, ..place };
    };
    let encoded = utf8_percent_encode(&hit.id, NON_ALPHANUMERIC).to_string();
    let snippets: Vec<String> = match hit.spot {
        Some(_) => snippet_fields(hit, kind)
            .iter()
            .map(|key| format!("/snippet?act={encoded}&field={}", utf8_percent_encode(key, NON_ALPHANUMERIC)))
            .collect(),
        None => Vec::new(),
    };
    context! {
        to => format!("/look/{encoded}"), kind => kind.as_str(), runs => data(name_runs(hit, kind)), snippets,
        lang => lang_of(hit), date => date_of(hit), act_no => hit.fields.get("act_no").cloned(),
        reason => reason(hit, kind, tongue), closed => hit.access != register::access::Access::Open, verified, ..place
    }
}

fn lang_of(hit: &Hit) -> &'static str {
    let value = hit.why.first().map_or("", |w| w.found.as_str());
    crate::labels::language_of(value, if in_cyrillic(value) { "ru" } else { "tg-Latn" })
}

/// Sections of an act that are people; what stands in the others (`divorce.date`) says enough.
const PEOPLE: [&str; 10] =
    ["child", "father", "mother", "groom", "bride", "husband", "wife", "deceased", "adopter", "person"];

/// Why it was found, in words, with its mark: the farthest word decides.
fn reason(hit: &Hit, kind: ActType, tongue: Tongue) -> Value {
    let Some(why) = hit.why.iter().max_by_key(|w| w.how) else {
        return context! { mark => "dot", text => "" };
    };
    let how = serde_json::to_value(why.how).ok().and_then(|v| v.as_str().map(|s| s.replace('-', "_")));
    let how = how.unwrap_or_default();
    let values = [("asked", why.asked.clone().into()), ("found", why.found.clone().into())];
    let mut text = tongue.say(&format!("how.{how}"), &values);
    if let Some((person, _)) = why.field.split_once('.')
        && !people_of(kind).contains(&person)
        && PEOPLE.contains(&person)
    {
        text = format!("{text} · {}", tongue.say(&format!("section.{person}"), &[]));
    }
    let mark = match why.how {
        How::Exact => "confirmed",
        How::UncertainLetter => "doubt",
        _ => "turn",
    };
    context! { mark, text }
}
