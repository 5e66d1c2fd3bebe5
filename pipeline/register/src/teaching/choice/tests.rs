//! What is asked for next. Not for counting letters one by one.

use super::*;
use crate::geometry::Rect;

/// A line as read: on which scan, in which column, what, how surely.
fn read(scan: u32, column: usize, text: &str, confidence: f64) -> ReadLine {
    let left = column as f64 * 200.0;
    let top = text.chars().map(u32::from).sum::<u32>() as f64;
    ReadLine {
        line: LineSpot {
            scan: format!("b/{scan:06}").parse().unwrap(),
            half: Half::Whole,
            outline: Rect::new(left, top, left + 180.0, top + 20.0).corners(),
        },
        text: text.to_owned(),
        confidence: Some(confidence),
        column: Some(column),
    }
}

fn say(read: &ReadLine, said: Said) -> Transcription {
    Transcription {
        line: read.line.clone(),
        said,
        read: Some(read.text.clone()),
        person: "nigora".to_owned(),
        at: "2026-01-01T00:00:00Z".to_owned(),
        nonce: None,
    }
}

#[track_caller]
fn check(lines: &[ReadLine], said: &[Transcription], most: usize, asked: &[&str]) {
    let texts: Vec<&str> = choose(lines, said, most).iter().map(|read| read.text.as_str()).collect();
    assert_eq!(texts, asked);
}

#[test]
fn an_unsure_line_comes_before_a_sure_one_and_before_a_hopeless_one() {
    let lines = [read(1, 0, "Салимов", 0.99), read(1, 0, "Назаров", 0.02), read(1, 0, "Каримов", 0.5)];
    check(&lines, &[], 1, &["Каримов"]);
}

#[test]
fn a_sure_line_is_asked_for_when_nothing_else_is_left() {
    check(&[read(1, 0, "Салимов", 1.0)], &[], 5, &["Салимов"]);
}

#[test]
fn figures_alone_and_scraps_are_never_asked_for() {
    let lines =
        [read(1, 0, "1956", 0.5), read(1, 0, "12 / 03", 0.5), read(1, 0, "Али", 0.5), read(1, 0, "", 0.5)];
    check(&lines, &[], 5, &[]);
}

#[test]
fn what_somebody_answered_is_never_asked_again() {
    let lines = [read(1, 0, "Салимов", 0.5), read(1, 0, "Назаров", 0.5), read(1, 0, "Каримов", 0.5)];
    let said = [
        say(&lines[0], Said::Text("Салимов".into())),
        say(&lines[1], Said::Unreadable),
        say(&lines[2], Said::NoLine),
    ];
    check(&lines, &said, 5, &[]);
}

#[test]
fn a_line_laid_out_a_little_otherwise_is_still_the_line_that_was_answered() {
    let before = read(1, 0, "Салимов", 0.5);
    let mut again = before.clone();
    again.line.outline = Rect::around(&before.line.outline).grown(2.0).corners();
    check(&[again], &[say(&before, Said::NoLine)], 5, &[]);
}

#[test]
fn a_line_with_new_letters_comes_before_one_that_repeats_what_was_written_down() {
    let answered = read(1, 0, "Салимов Карим", 0.5);
    let lines = [answered.clone(), read(2, 1, "Салимов Карим", 0.5), read(3, 1, "Ҳоҷӣ Ғуломхӯҷа", 0.5)];
    check(&lines, &[say(&answered, Said::Text("Салимов Карим".into()))], 1, &["Ҳоҷӣ Ғуломхӯҷа"]);
}

#[test]
fn letters_asked_for_just_now_count_as_written_down() {
    let lines = [read(1, 0, "Каримова", 0.5), read(1, 0, "Каримов", 0.5), read(1, 0, "Зухуршоҳ", 0.4)];
    check(&lines, &[], 2, &["Каримова", "Зухуршоҳ"]);
}

#[test]
fn lines_are_spread_over_scans() {
    let lines = [
        read(1, 0, "Салимов", 0.5),
        read(1, 0, "Назаров", 0.5),
        read(1, 0, "Каримов", 0.5),
        read(2, 0, "Салимов", 0.5),
    ];
    let scans: Vec<u32> = choose(&lines, &[], 2).iter().map(|read| read.line.scan.number).collect();
    assert_eq!(scans, [1, 2]);
}

#[test]
fn lines_are_spread_over_columns() {
    let lines = [read(1, 0, "Салимов", 0.5), read(2, 0, "Салимов", 0.5), read(2, 3, "Салимов", 0.5)];
    let columns: Vec<Option<usize>> = choose(&lines, &[], 2).iter().map(|read| read.column).collect();
    assert_eq!(columns, [Some(0), Some(3)]);
}

#[test]
fn places_that_were_answered_count_for_the_spread() {
    let answered = read(1, 0, "Салимов", 0.5);
    let lines = [answered.clone(), read(1, 0, "Назаров", 0.5), read(2, 0, "Назарова", 0.3)];
    check(&lines, &[say(&answered, Said::Unreadable)], 1, &["Назарова"]);
}

#[test]
fn a_long_line_does_not_win_by_its_length_alone() {
    let again = "Салимов Салимов Салимов Салимов Салимов Салимов";
    let lines = [read(1, 0, again, 0.5), read(2, 1, "Салимов Карим", 0.5)];
    check(&lines, &[], 1, &["Салимов Карим"]);
}

#[test]
fn no_more_are_asked_for_than_wanted_and_the_answer_is_always_the_same() {
    let lines: Vec<ReadLine> =
        (1..=6).map(|n| read(n, n as usize % 3, &format!("Салимов {n}"), 0.1 * f64::from(n))).collect();
    let asked = choose(&lines, &[], 4);
    assert_eq!(asked.len(), 4);
    assert_eq!(asked, choose(&lines, &[], 4));
}
