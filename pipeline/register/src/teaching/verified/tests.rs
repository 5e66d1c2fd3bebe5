//! Which lines verified fields tell, on lines made up word by word. Not for single words: see `alike`.

use super::*;
use crate::{
    geometry::Placement,
    layout::Word,
    page::{Half, Quality, SkewEstimate},
};

fn scan() -> ScanId {
    "b/000001".parse().unwrap()
}

/// Words of one height, each from a place to a place.
type Words<'w> = &'w [(&'w str, f64, f64)];

/// A line 20 high whose outline runs from 0 to the end of its last word, or of the page.
fn line(words: Words<'_>) -> Line {
    let word = |(text, left, right): &(&str, f64, f64)| Word {
        outline: Rect::new(*left, 0.0, *right, 20.0).corners(),
        text: (*text).to_owned(),
        confidence: 0.95,
        ..Word::default()
    };
    let right = words.last().unwrap().2;
    Line {
        outline: Rect::new(0.0, 0.0, right + 5.0, 20.0).corners(),
        hand: Hand::Handwritten,
        words: words.iter().map(word).collect(),
        ..Line::default()
    }
}

fn page(line: Line) -> Page {
    Page {
        half: Half::Whole,
        outline: Rect::new(0.0, 0.0, 1000.0, 1000.0).corners(),
        turned: 0,
        skew_degrees: 0.0,
        skew_estimate: SkewEstimate::default(),
        quality: Quality::default(),
        doubts: Vec::new(),
        unsure: Vec::new(),
        placement: Placement::whole(1000, 1000),
        tables: None,
        lines: Some(vec![line]),
    }
}

/// A field read between two places of the line, and what people decided on it: a verdict and a value.
type Field<'f> = (&'f str, (f64, f64), &'f str, &'f [(Verdict, &'f str)]);

fn act(fields: &[Field<'_>]) -> (Act, Vec<Decision>) {
    let mut act: Act =
        serde_json::from_str(r#"{"id":"a","register":"b","type":"birth","fields":{}}"#).unwrap();
    let mut decisions = Vec::new();
    for (key, (left, right), read, decided) in fields {
        let outline = Rect::new(*left, 0.0, *right, 20.0).corners();
        let spot = Spot { scan: scan(), file: "1.jpg".to_owned(), frame: 0, half: Half::Whole, outline };
        let field = crate::act::Field {
            as_written: Some((*read).to_owned()),
            spots: vec![spot],
            ..crate::act::Field::plain(*read)
        };
        act.fields.insert((*key).to_owned(), field);
        for (verdict, value) in *decided {
            decisions.push(Decision {
                act: act.id.clone(),
                field: (*key).to_owned(),
                verdict: *verdict,
                value: Some((*value).to_owned()).filter(|value| !value.is_empty()),
                person: "zarina".to_owned(),
                at: "2026-01-01T00:00:00Z".to_owned(),
                revision: 0,
                nonce: None,
            });
        }
    }
    (act, decisions)
}

fn said(line: Line, (act, decisions): &(Act, Vec<Decision>)) -> Vec<Transcription> {
    verified(&scan(), &page(line), &[(act, decisions)])
}

fn check(words: Words<'_>, fields: &[Field<'_>], texts: &[&str]) {
    let said = said(line(words), &act(fields));
    let expected: Vec<Said> = texts.iter().map(|text| Said::Text((*text).to_owned())).collect();
    assert_eq!(said.into_iter().map(|word| word.said).collect::<Vec<_>>(), expected);
}

const NAMES: Words<'static> = &[("Салимов", 5.0, 70.0), ("Карим", 80.0, 120.0)];
const SURNAME: &str = "child.surname";
const GIVEN: &str = "child.given";

/// The surname and the given name of the line, as they were decided.
fn names(surname: &[(Verdict, &str)], given: &[(Verdict, &str)], texts: &[&str]) {
    let fields = [(SURNAME, (5.0, 70.0), "Салимов", surname), (GIVEN, (80.0, 120.0), "Карим", given)];
    check(NAMES, &fields, texts);
}

#[test]
fn a_line_all_of_whose_fields_are_verified_is_known_whole() {
    let confirmed: &[_] = &[(Verdict::Confirmed, "Салимов")];
    names(confirmed, &[(Verdict::Corrected, "Касим")], &["Салимов Касим"]);
    let words: Words<'_> = &[("Салимов", 5.0, 70.0)];
    let said = said(line(words), &act(&[(SURNAME, (5.0, 70.0), "Салимов", confirmed)]));
    assert_eq!(said[0].line.outline, line(words).outline);
}

#[test]
fn a_line_of_which_one_word_is_open_is_not_known() {
    names(&[(Verdict::Confirmed, "Салимов")], &[], &[]);
    names(&[(Verdict::Confirmed, "Салимов")], &[(Verdict::Referred, "")], &[]);
    names(&[(Verdict::Confirmed, "Салимов")], &[(Verdict::Illegible, "")], &[]);
    names(&[(Verdict::Confirmed, "Салимов")], &[(Verdict::Corrected, "Каримҷон")], &[]);
}

#[test]
fn what_is_taken_back_or_decided_otherwise_counts_as_it_stands() {
    let given: &[_] = &[(Verdict::Confirmed, "Карим")];
    names(&[(Verdict::Confirmed, "Салимов"), (Verdict::Undone, "")], given, &[]);
    names(&[(Verdict::Confirmed, "Салимов"), (Verdict::Corrected, "Селимов")], given, &["Селимов Карим"]);
}

#[test]
fn a_dash_between_fields_is_taken_as_it_was_read() {
    let words: Words<'_> = &[("Meurgier", 5.0, 70.0), ("-", 80.0, 82.0), ("André", 90.0, 130.0)];
    let surname: &[_] = &[(Verdict::Confirmed, "Meurgier")];
    let fields: &[Field<'_>] = &[
        (SURNAME, (5.0, 70.0), "Meurgier", surname),
        (GIVEN, (90.0, 130.0), "André", &[(Verdict::Confirmed, "André")]),
    ];
    check(words, fields, &["Meurgier - André"]);
    let mut unsure = line(words);
    unsure.words[1].confidence = 0.6;
    assert!(said(unsure, &act(fields)).is_empty());
}

#[test]
fn what_stands_apart_on_a_line_is_cut_in_the_gap() {
    let words: Words<'_> = &[("Фамилия", 0.0, 60.0), ("Салимов", 110.0, 170.0)];
    let surname: &[_] = &[(Verdict::Confirmed, "Салимов")];
    let said = said(line(words), &act(&[(SURNAME, (110.0, 170.0), "Салимов", surname)]));
    assert_eq!(Rect::around(&said[0].line.outline), Rect::new(85.0, 0.0, 175.0, 20.0));
    let near: Words<'_> = &[("Фамилия", 0.0, 60.0), ("Салимов", 90.0, 150.0)];
    check(near, &[(SURNAME, (90.0, 150.0), "Салимов", surname)], &[]);
}

#[test]
fn a_short_word_that_was_not_read_beyond_the_last_or_before_the_first_leaves_a_line_out() {
    let surname: &[_] = &[(Verdict::Confirmed, "Салимов")];
    let known = |left: f64, beyond: f64| {
        let mut line = line(&[("Салимов", left, left + 60.0)]);
        line.outline = Rect::new(0.0, 0.0, left + 60.0 + beyond, 20.0).corners();
        said(line, &act(&[(SURNAME, (left, left + 60.0), "Салимов", surname)])).len() == 1
    };
    assert!(known(15.0, 15.0));
    assert!(!known(25.0, 5.0) && !known(5.0, 25.0));
}

#[test]
fn ditto_marks_and_what_runs_over_lines_teach_nothing() {
    let (mut act, decisions) = act(&[(SURNAME, (5.0, 70.0), "Салимов", &[(Verdict::Confirmed, "Салимов")])]);
    let words: Words<'_> = &[("Салимов", 5.0, 70.0)];
    let field = act.fields.get_mut(SURNAME).unwrap();
    field.spots.push(field.spots[0].clone());
    assert!(said(line(words), &(act.clone(), decisions.clone())).is_empty());
    let field = act.fields.get_mut(SURNAME).unwrap();
    field.spots.pop();
    field.as_written = Some("то же".to_owned());
    assert!(said(line(words), &(act, decisions)).is_empty());
}

#[test]
fn type_sealed_acts_and_two_who_say_otherwise_of_a_word_teach_nothing() {
    let words: Words<'_> = &[("Салимов", 5.0, 70.0)];
    let confirmed = act(&[(SURNAME, (5.0, 70.0), "Салимов", &[(Verdict::Confirmed, "Салимов")])]);
    let typed = Line { hand: Hand::Typed, ..line(words) };
    assert!(said(typed, &confirmed).is_empty());
    let sealed = Act { access: crate::access::Access::Sealed, ..confirmed.0.clone() };
    assert!(said(line(words), &(sealed, confirmed.1.clone())).is_empty());
    let other = act(&[(SURNAME, (5.0, 70.0), "Салимов", &[(Verdict::Corrected, "Селимов")])]);
    let acts = [&confirmed, &other].map(|(act, decisions)| (act, decisions.as_slice()));
    assert!(verified(&scan(), &page(line(words)), &acts).is_empty());
    let twice = [&confirmed, &confirmed].map(|(act, decisions)| (act, decisions.as_slice()));
    assert_eq!(verified(&scan(), &page(line(words)), &twice).len(), 1);
}

#[test]
fn a_field_is_told_of_the_line_it_stands_on_though_boxes_overlap() {
    let confirmed: &[_] = &[(Verdict::Confirmed, "Салимов")];
    let own = act(&[(SURNAME, (5.0, 70.0), "Салимов", confirmed)]);
    let words: Words<'_> = &[("Салимов", 5.0, 70.0)];
    let mut below = line(&[("Назаров", 5.0, 70.0)]);
    below.words[0].outline = Rect::new(5.0, 8.0, 70.0, 28.0).corners();
    let page = Page { lines: Some(vec![below, line(words)]), ..page(line(words)) };
    let said = verified(&scan(), &page, &[(&own.0, &own.1)]);
    assert_eq!(said.iter().map(|word| word.read.as_deref()).collect::<Vec<_>>(), [Some("Салимов")]);
}
