//! Acts that were read against acts that are known: which values are right. Not for which acts belong together
//! (`pairing`), nor for adding the figures of several registers: [`register::evaluation`] has them.

mod pairing;

use std::collections::{BTreeMap, BTreeSet};

use register::{
    act::Field,
    asking::most_doubtful,
    evaluation::{ASKED_SHARE, FieldTally, JudgedField, ReadBy},
    form::{self, FieldKind},
};
use serde::Deserialize;

use self::pairing::paired;
use super::letters::plain;
use crate::extract::{Evidence, ReadAct};

/// An act as it is known, in the shape acts are exported in; `scan` is its scan's file, absent where its fields' spots
/// say it.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct KnownAct {
    /// File name of its scan.
    #[serde(default)]
    pub scan: Option<String>,
    /// By key, in normal form.
    pub fields: BTreeMap<String, Field>,
}

impl KnownAct {
    /// The name of its scan's file; empty where the truth does not say.
    pub fn scan_file(&self) -> &str {
        pairing::scan_of(self)
    }
}

/// What was measured on a register.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MeasuredActs {
    /// Acts of the truth that were read.
    pub found: usize,
    /// Acts that were read and are none of the truth's.
    pub added: usize,
    /// Fields the machine sends to a person: the most doubtful [`ASKED_SHARE`] of those it gives.
    pub asked: usize,
    /// All other fields.
    pub rest: FieldTally,
    /// Fields by kind.
    pub kinds: BTreeMap<&'static str, FieldTally>,
    /// Each field that was read with a confidence, judged, and what speaks for it.
    pub fields: Vec<(JudgedField, Evidence)>,
}

/// Lays acts that were read on those of the truth and compares their values: as [`super::cer`] compares letters, capitals
/// with small ones. An act is taken once.
pub fn measure_acts(truth: &[KnownAct], read: &[ReadAct]) -> MeasuredActs {
    let pairs = paired(truth, read);
    let mut measured = MeasuredActs { found: pairs.iter().flatten().count(), ..MeasuredActs::default() };
    measured.added = read.len() - measured.found;
    let nothing = KnownAct::default();
    let asked: BTreeSet<(usize, &str)> =
        most_doubtful(read.iter().map(|read| &read.act), ASKED_SHARE).into_iter().collect();
    measured.asked = asked.len();
    let is_asked = |place: usize, key: &str| asked.contains(&(place, key));
    for (known, pair) in truth.iter().zip(&pairs) {
        if let Some(place) = pair {
            compare(known, &read[*place], |key| is_asked(*place, key), &mut measured);
        } else {
            for key in known.fields.keys() {
                let missing = tally(value(known.fields.get(key)), "", false);
                *measured.kinds.entry(kind_of(key).as_str()).or_default() += missing;
                measured.rest += missing;
            }
        }
    }
    let added = (0..read.len()).filter(|place| !pairs.contains(&Some(*place)));
    added.for_each(|place| compare(&nothing, &read[place], |key| is_asked(place, key), &mut measured));
    measured
}

/// The value of a field; empty where it has none.
fn value(field: Option<&Field>) -> &str {
    field.and_then(|field| field.value.as_deref()).unwrap_or_default()
}

/// `is_asked`: does a person look at the field?
fn compare(known: &KnownAct, read: &ReadAct, is_asked: impl Fn(&str) -> bool, measured: &mut MeasuredActs) {
    let keys: BTreeSet<&String> = known.fields.keys().chain(read.act.fields.keys()).collect();
    for key in keys {
        let (truth, field) = (value(known.fields.get(key)), read.act.fields.get(key));
        let text = value(field);
        let right = is_same_value(truth, text);
        let one = tally(truth, text, right);
        *measured.kinds.entry(kind_of(key).as_str()).or_default() += one;
        if !is_asked(key) {
            measured.rest += one;
        }
        let evidence = read.evidence.get(key);
        if let (Some(evidence), Some(confidence)) = (evidence, field.and_then(|field| field.confidence)) {
            let judged = JudgedField {
                key: key.clone(),
                read_by: read_by(evidence),
                confidence,
                right,
                value: text.to_owned(),
                truth: truth.to_owned(),
            };
            measured.fields.push((judged, evidence.clone()));
        }
    }
}

fn tally(truth: &str, text: &str, right: bool) -> FieldTally {
    let one = |yes: bool| usize::from(yes);
    let (asked, given) = (!truth.is_empty(), !text.is_empty());
    FieldTally {
        fields: one(asked),
        right: one(right),
        wrong: one(asked && given && !right),
        missing: one(asked && !given),
        added: one(!asked && given),
    }
}

/// Is a value the known one? None is none.
fn is_same_value(known: &str, read: &str) -> bool {
    let folded = |text: &str| plain(text).to_lowercase();
    !read.is_empty() && folded(read) == folded(known)
}

fn read_by(evidence: &Evidence) -> ReadBy {
    let engine = evidence.engine.map_or("several", |engine| engine.as_str());
    ReadBy {
        engine: Some(engine.to_owned()),
        script: Some(evidence.script.clone()),
        hand: Some(evidence.hand.as_str().to_owned()),
        kind: Some(evidence.kind.as_str().to_owned()),
    }
}

/// What a field of that name holds on any form.
fn kind_of(key: &str) -> FieldKind {
    form::ActType::ALL
        .iter()
        .find_map(|kind| form::field(*kind, key))
        .map_or(FieldKind::Text, |spec| spec.kind)
}

#[cfg(test)]
mod tests {
    use register::{
        act::{Act, Spot},
        form::ActType,
        geometry::Rect,
        layout::Hand,
        page::Half,
    };

    use super::*;

    pub(super) fn known(scan: &str, fields: &[(&str, &str)]) -> KnownAct {
        let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), Field::plain(*text))).collect();
        KnownAct { scan: Some(scan.into()), fields }
    }

    /// An act whose fields were read with a confidence of a half.
    pub(super) fn read(scan: &str, fields: &[(&str, &str)]) -> ReadAct {
        let spot = Spot {
            scan: "book/000001".parse().unwrap(),
            file: scan.to_owned(),
            frame: 0,
            half: Half::Whole,
            outline: Rect::new(0.0, 0.0, 9.0, 9.0).corners(),
        };
        let mut act: Act =
            serde_json::from_str(r#"{"id":"a","register":"book","type":"birth","fields":{}}"#).unwrap();
        act.kind = ActType::Birth;
        let mut evidence = BTreeMap::new();
        for (key, text) in fields {
            let field = Field { confidence: Some(0.5), spots: vec![spot.clone()], ..Field::plain(*text) };
            act.fields.insert((*key).to_owned(), field);
            evidence.insert((*key).to_owned(), Evidence::plain(kind_of(key), Hand::Typed));
        }
        ReadAct { act, evidence }
    }

    fn counted(truth: &[(&str, &str)], found: &[(&str, &str)]) -> FieldTally {
        let measured = measure_acts(&[known("1.jpg", truth)], &[read("1.jpg", found)]);
        let mut sum = FieldTally::default();
        measured.kinds.into_values().for_each(|tally| sum += tally);
        sum
    }

    #[test]
    fn values_are_right_wrong_missing_or_added() {
        let truth = [("child.given", "Саид"), ("child.surname", "Рахимов"), ("father.given", "Карим")];
        let found = [("child.given", "Саид"), ("child.surname", "Рахнмов"), ("mother.given", "Зебо")];
        let expected = FieldTally { fields: 3, right: 1, wrong: 1, missing: 1, added: 1 };
        assert_eq!(counted(&truth, &found), expected);
    }

    #[test]
    fn what_the_machine_doubts_most_is_asked_and_the_rest_counted() {
        let fields: Vec<String> =
            form::fields_of(ActType::Birth).map(|spec| spec.key.clone()).take(10).collect();
        let values: Vec<(&str, &str)> = fields.iter().map(|key| (key.as_str(), "x")).collect();
        let mut act = read("1.jpg", &values);
        let doubtful = act.act.fields.get_mut("authority").unwrap();
        (doubtful.confidence, doubtful.value) = (Some(0.1), Some("y".to_owned()));
        let measured = measure_acts(&[known("1.jpg", &values)], &[act]);
        assert_eq!((measured.asked, measured.rest.fields, measured.rest.right), (1, 9, 9));
    }

    #[test]
    fn capitals_and_composition_make_no_difference() {
        let found = [("child.given", "САИ\u{0304}Д")];
        assert_eq!(counted(&[("child.given", "саӣд")], &found).right, 1);
    }

    #[test]
    fn an_act_that_is_not_there_has_only_wrong_values() {
        let measured = measure_acts(&[], &[read("1.jpg", &[("child.given", "Саид")])]);
        assert_eq!((measured.found, measured.added, measured.fields[0].0.right), (0, 1, false));
        let lost = measure_acts(&[known("1.jpg", &[("child.given", "Саид")])], &[]);
        assert_eq!((lost.kinds["given"].missing, lost.fields.len()), (1, 0));
    }
}
