//! One register on the shelf: its spine, its bar and its state in words. Not for counting: the archive
//! counts.

#[cfg(test)]
mod tests;

use archive::{pace, progress::RegisterProgress};
use minijinja::{Value, context};
use register::{
    form::ActType,
    volume::{RegisterCard, RegisterKind},
};

use super::{reason, total};
use crate::tongue::Tongue;

/// Scans a minute, rounded up, and minutes until `waiting` scans are read, from when scans were finished lately.
pub(super) fn pace_of(finished: &[i64], waiting: usize) -> (usize, Option<usize>) {
    let a_minute = pace::scans_a_minute(finished);
    let minutes = a_minute.map(|rate| (waiting as f64 / rate).ceil() as usize);
    (a_minute.unwrap_or(0.0).ceil() as usize, minutes)
}

/// A hundred times `part` of `whole`; nothing of nothing is nought, and not all is never a hundred.
pub(super) fn share(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(0)
}

/// Registers in series of one kind and place, in the order of their ids.
pub(super) fn series(progress: &[RegisterProgress], tongue: Tongue) -> Vec<Value> {
    let mut series: Vec<(String, String, Vec<Value>)> = Vec::new();
    for register in progress {
        let (title, fond) = (series_title(&register.card, tongue), fond(&register.card));
        let row = row(register, tongue);
        match series.iter_mut().find(|(t, f, _)| *t == title && *f == fond) {
            Some((_, _, rows)) => rows.push(row),
            None => series.push((title, fond, vec![row])),
        }
    }
    series
        .into_iter()
        .map(|(title, fond, rows)| context! { title, fond, count => rows.len(), rows })
        .collect()
}

/// The kind of a register's acts as a message key's end.
pub(crate) fn kind_of(card: &RegisterCard) -> &'static str {
    match card.kind {
        Some(RegisterKind::Of(kind)) => kind.as_str(),
        Some(RegisterKind::Mixed) => "mixed",
        None => "unknown",
    }
}

fn series_title(card: &RegisterCard, tongue: Tongue) -> String {
    let kind = tongue.say(&format!("kinds.{}", kind_of(card)), &[]);
    match card.place.as_ref().or(card.authority.as_ref()) {
        Some(place) => format!("{kind}, {place}"),
        None => kind,
    }
}

/// "Ф. 214 Оп. 3", as archives write it in every language here.
fn fond(card: &RegisterCard) -> String {
    let Some(reference) = &card.reference else { return String::new() };
    let part = |mark: &str, number: &Option<String>| number.as_ref().map(|n| format!("{mark} {n}"));
    [part("Ф.", &reference.fond), part("Оп.", &reference.opis)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The whole reference, "Ф. 214 Оп. 3 Д. 61".
pub(crate) fn reference(card: &RegisterCard) -> String {
    let delo = card.reference.as_ref().and_then(|r| r.delo.as_ref()).map(|d| format!("Д. {d}"));
    [Some(fond(card)).filter(|f| !f.is_empty()), delo].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A register's name on screen: its title, else kind and years, else its id.
pub(crate) fn title(card: &RegisterCard, tongue: Tongue) -> String {
    match (&card.title, years(card)) {
        (Some(title), _) => title.clone(),
        (None, Some(years)) => format!("{}, {years}", tongue.say(&format!("kinds.{}", kind_of(card)), &[])),
        (None, None) => card.id.to_string(),
    }
}

fn years(card: &RegisterCard) -> Option<String> {
    let (first, last) = card.years?;
    Some(if first == last { first.to_string() } else { format!("{first}–{last}") })
}

fn row(p: &RegisterProgress, tongue: Tongue) -> Value {
    let all = total(p);
    let acts = p.acts.machine + p.acts.verified;
    let (rate, minutes) = pace_of(&p.read_lately, p.scans.waiting);
    // The dark part of the bar is the verified part of what is read.
    let verified = (p.scans.read * p.acts.verified).checked_div(acts).unwrap_or(0);
    let width = |scans: usize| if all == 0 { 0.0 } else { scans as f64 * 234.0 / all as f64 };
    context! {
        id => p.card.id.as_str(), title => title(&p.card, tongue), about => about(&p.card, tongue), cloth => cloth(&p.card),
        plate => plate(&p.card), scans => all, acts => acts,
        verified_width => width(verified), read_width => width(p.scans.read), aside_width => width(p.scans.set_aside),
        read => p.scans.read, set_aside => p.scans.set_aside, waiting => p.scans.waiting,
        verified_share => share(p.acts.verified, acts), verified => p.acts.verified,
        state => state(p), rate, minutes,
    }
}

/// "Д. 61 · acts 1–640 · Tajik and Russian".
fn about(card: &RegisterCard, tongue: Tongue) -> String {
    let delo = card.reference.as_ref().and_then(|r| r.delo.as_ref()).map(|d| format!("Д. {d}"));
    let acts = card.acts.map(|(first, last)| {
        tongue.say(
            "shelf.acts_range",
            &[("first", first.to_string().into()), ("last", last.to_string().into())],
        )
    });
    let languages: Vec<String> = card.languages.iter().map(|l| tongue.word("language", l)).collect();
    let languages = (!languages.is_empty()).then(|| languages.join(", "));
    let parts: Vec<String> = [delo, acts, languages].into_iter().flatten().collect();
    if parts.is_empty() { card.id.to_string() } else { parts.join(" · ") }
}

/// The cloth of the spine tells the kind, never the state.
pub(crate) fn cloth(card: &RegisterCard) -> &'static str {
    let foreign = card.languages.first().is_some_and(|l| matches!(l.as_str(), "fas" | "ara" | "tur"));
    match card.kind {
        _ if foreign => "other",
        Some(RegisterKind::Of(ActType::Birth)) => "birth",
        Some(RegisterKind::Of(ActType::Marriage)) => "marriage",
        Some(RegisterKind::Of(ActType::Divorce)) => "divorce",
        Some(RegisterKind::Of(ActType::Death)) => "death",
        _ => "other",
    }
}

/// Two figures of the year on the label plate.
pub(crate) fn plate(card: &RegisterCard) -> String {
    card.years.map_or_else(String::new, |(first, _)| format!("{:02}", first.rem_euclid(100)))
}

/// Where the register stands, as a message key's end.
fn state(p: &RegisterProgress) -> &'static str {
    let acts = p.acts.machine + p.acts.verified;
    if p.signed_off {
        "closed"
    } else if p.due && !p.read_lately.is_empty() {
        "reading"
    } else if p.due {
        "waiting"
    } else if total(p) == 0 {
        "imported"
    } else if p.scans.read == 0 {
        "needs_hand"
    } else if acts > 0 && p.acts.machine == 0 {
        "verified"
    } else if p.acts.verified > 0 {
        "verifying"
    } else {
        "read"
    }
}

/// The scans of a register that need a hand.
pub(super) fn hands(p: &RegisterProgress, tongue: Tongue) -> Vec<Value> {
    let hand = |aside: &archive::progress::SetAside| {
        context! {
            register => p.card.id.as_str(), title => title(&p.card, tongue), number => aside.scan.number,
            file => aside.file.clone(), reason => reason::said(&aside.reason, tongue),
        }
    };
    p.set_aside.iter().map(hand).collect()
}
