//! A finding in words: what it is, what was seen, and what to do. Not for judging: the rules are
//! [`register::completeness`]'s.

use minijinja::Value;
use register::{
    completeness::{Certified, Detail, Finding, Kind, Remedy, Unchecked},
    id::ScanId,
    page::{Half, Side},
    unsure::Unsettled,
};

use super::spans::spans;
use crate::tongue::Tongue;

/// A finding as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What it is.
    pub title: String,
    /// Where, and what was seen.
    pub text: String,
    /// What to do.
    pub remedy: String,
}

/// The finding in the words of a language.
pub fn words(finding: &Finding, tongue: Tongue) -> Words {
    let mut parts: Vec<String> = place(finding, tongue).into_iter().collect();
    parts.extend(seen(finding, tongue));
    parts.extend(acts(finding, tongue));
    Words { title: title(finding, tongue), text: parts.join(" · "), remedy: remedy(finding, tongue) }
}

/// The kind as it is spelled in keys and in JSON.
pub fn key_of(kind: Kind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn title(finding: &Finding, tongue: Tongue) -> String {
    let count = match finding.kind {
        Kind::MissingLeaf => finding.leaves.len(),
        Kind::MissingAct => finding.acts.len(),
        _ => finding.scans.len(),
    };
    let values = [
        ("n", count.into()),
        ("leaves", spans(&finding.leaves).into()),
        ("acts", spans(&finding.acts).into()),
    ];
    tongue.say(&format!("finding.{}", key_of(finding.kind)), &values)
}

/// Where it shows; what is missing shows nowhere.
fn place(finding: &Finding, tongue: Tongue) -> Option<String> {
    if finding.scans.is_empty() || matches!(finding.kind, Kind::MissingLeaf | Kind::MissingAct) {
        return None;
    }
    let scans: Vec<String> = finding.scans.iter().map(|scan| scan.number.to_string()).collect();
    let scans = spans(&scans).into();
    Some(match finding.half {
        Some(half) => {
            tongue.say("finding.at_half", &[("scans", scans), ("half", half_of(half, tongue).into())])
        }
        None => tongue.say("finding.at", &[("scans", scans)]),
    })
}

fn half_of(half: Half, tongue: Tongue) -> String {
    let key = match half {
        Half::Whole => "half.whole",
        Half::Left => "half.left",
        Half::Right => "half.right",
    };
    tongue.say(key, &[])
}

fn seen(finding: &Finding, tongue: Tongue) -> Option<String> {
    let say = |key: &str, values: &[(&str, Value)]| Some(tongue.say(&format!("finding.{key}"), values));
    match &finding.detail {
        Detail::Measured { measured, needed } => measure(finding.kind, *measured, *needed, tongue),
        Detail::WholeBook { measured, needed } => {
            let measure = measure(finding.kind, *measured, *needed, tongue)?;
            Some(format!("{measure} · {}", tongue.say("finding.most_pages", &[])))
        }
        Detail::Sides(sides) => {
            let names: Vec<String> = sides.iter().map(|side| side_of(*side, tongue)).collect();
            say("sides", &[("sides", names.join(", ").into())])
        }
        Detail::Things(n) => say("things", &[("n", (*n).into())]),
        Detail::Between(before, behind) => {
            between(finding.kind, before.as_deref(), behind.as_deref(), tongue)
        }
        Detail::Keep(scan) => say("keep", &[("scan", number(scan))]),
        Detail::Belongs(Some(scan)) => say("belongs_after", &[("scan", number(scan))]),
        Detail::Belongs(None) => say("belongs_first", &[]),
        Detail::Certified(note) => {
            say("certified", &[("counted", counted(note).into()), ("leaves", spans(&finding.leaves).into())])
        }
        Detail::Reason(reason) => Some(reason.clone()),
        Detail::Unsettled(what) => say(unsettled(*what).0, &[]),
        Detail::Unchecked(unchecked) => {
            let told: Vec<String> =
                unchecked.iter().filter_map(|what| say(unchecked_key(*what), &[])).collect();
            Some(told.join(" · "))
        }
        Detail::Count(_) => None,
        Detail::None => match finding.kind {
            Kind::OutOfOrder => say("swapped", &[]),
            Kind::Doubled => say("both_label", &[("leaves", spans(&finding.leaves).into())]),
            Kind::MissingAct => say("no_numbers", &[]),
            _ => None,
        },
    }
}

/// What was not settled, and what to do about it.
fn unsettled(what: Unsettled) -> (&'static str, &'static str) {
    match what {
        Unsettled::Empty => ("unsettled_empty", "do_empty"),
        Unsettled::Turn => ("unsettled_turn", "do_turn"),
        Unsettled::Split => ("unsettled_split", "do_split"),
        Unsettled::Lean => ("unsettled_lean", "do_lean"),
    }
}

/// What could not be checked, and why.
fn unchecked_key(what: Unchecked) -> &'static str {
    match what {
        Unchecked::Leaves => "unchecked_leaves",
        Unchecked::Acts => "unchecked_acts",
        Unchecked::Capture => "unchecked_capture",
    }
}

fn number(scan: &ScanId) -> Value {
    scan.number.to_string().into()
}

/// What the note counts, in both ways where they differ.
fn counted(note: &Certified) -> String {
    let counts = [note.words, note.digits];
    let mut told: Vec<String> = counts.into_iter().flatten().map(|n| n.to_string()).collect();
    told.dedup();
    told.join(" / ")
}

/// Sharpness and heights to a tenth, greys and the rest whole.
fn measure(kind: Kind, measured: f64, needed: f64, tongue: Tongue) -> Option<String> {
    let (key, digits) = match kind {
        Kind::OutOfFocus => ("sharpness", 1),
        Kind::TooDark => ("paper", 0),
        Kind::TooBright => ("glare", 0),
        Kind::LowContrast => ("contrast", 0),
        // Letters are not that high, and resolutions not that low.
        Kind::LowResolution if needed < 100.0 => ("x_height", 1),
        Kind::LowResolution => ("ppi", 0),
        _ => return None,
    };
    let shown = |value: f64| Value::from(tongue.measure(value, digits));
    Some(tongue.say(&format!("finding.{key}"), &[("measured", shown(measured)), ("needed", shown(needed))]))
}

fn side_of(side: Side, tongue: Tongue) -> String {
    let key = match side {
        Side::Left => "finding.left",
        Side::Top => "finding.top",
        Side::Right => "finding.right",
        Side::Bottom => "finding.bottom",
    };
    tongue.say(key, &[])
}

fn between(kind: Kind, before: Option<&str>, behind: Option<&str>, tongue: Tongue) -> Option<String> {
    let what = if kind == Kind::MissingLeaf { "labels" } else { "numbers" };
    let (way, values) = match (before, behind) {
        (Some(a), Some(b)) => ("jump", vec![("before", a.into()), ("behind", b.into())]),
        (None, Some(b)) => ("begin", vec![("behind", b.into())]),
        (Some(a), None) => ("end", vec![("before", a.into())]),
        (None, None) => return None,
    };
    Some(tongue.say(&format!("finding.{what}_{way}"), &values))
}

/// The acts a finding is about, where its title does not name them.
fn acts(finding: &Finding, tongue: Tongue) -> Option<String> {
    let key = match finding.kind {
        Kind::MissingAct | Kind::RepeatedAct => return finding.authority.clone(),
        Kind::MissingLeaf => "acts_too",
        Kind::Unread => "acts_unread",
        _ => "acts_here",
    };
    let unread = match finding.detail {
        Detail::Count(n) if finding.kind == Kind::Unread => n.saturating_sub(finding.acts.len()),
        _ => 0,
    };
    let values = [("n", finding.acts.len().into()), ("acts", spans(&finding.acts).into())];
    let known = (!finding.acts.is_empty()).then(|| tongue.say(&format!("finding.{key}"), &values));
    let unplaced = (unread > 0).then(|| tongue.say("finding.no_place", &[("n", unread.into())]));
    let told: Vec<String> = [known, unplaced].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

fn remedy(finding: &Finding, tongue: Tongue) -> String {
    let key = match finding.remedy {
        Remedy::Shoot | Remedy::LookOnScan if let Detail::Unsettled(what) = finding.detail => {
            unsettled(what).1
        }
        Remedy::Shoot if finding.kind == Kind::MissingLeaf => "do_shoot_leaf",
        Remedy::Shoot => "do_shoot",
        Remedy::LeaveOut => "do_leave_out",
        Remedy::LookInBook if finding.kind == Kind::Unchecked => "do_check_by_hand",
        Remedy::LookInBook => "do_look_in_book",
        Remedy::LookOnScan => match finding.detail {
            Detail::Unsettled(what) => unsettled(what).1,
            _ => "do_look_on_scan",
        },
        Remedy::Read => "do_read",
    };
    let out = match &finding.detail {
        Detail::Keep(kept) => finding.scans.iter().find(|scan| *scan != kept),
        _ => None,
    };
    let values = match out {
        Some(scan) => vec![("scan", number(scan)), ("id", scan.to_string().into())],
        None => Vec::new(),
    };
    tongue.say(&format!("finding.{key}"), &values)
}
