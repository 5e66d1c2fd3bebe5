//! Books read from the right: the right page of an open book comes first, and the left one bears the label.

use super::*;

/// The spreads of the text as a Persian book shows them: pages and acts on the other side, left still written first.
fn persian(text: &str) -> Book {
    let mut book = spreads(text);
    book.card.languages = vec!["fas".to_owned()];
    let swapped = |half: Half| if half == Half::Left { Half::Right } else { Half::Left };
    for scan in &mut book.scans {
        scan.pages.reverse();
        scan.pages.iter_mut().for_each(|page| page.half = swapped(page.half));
    }
    book.acts.iter_mut().for_each(|act| act.half = swapped(act.half));
    book.acts.sort_by_key(|act| (act.scan.number, act.half));
    book
}

const WHOLE: &str = "1:1,2 2:3,4 3:5,6 4:7,8 5:9,10";

#[test]
fn a_whole_book_has_nothing_amiss() {
    finds(&persian(WHOLE), &[]);
    assert_eq!(check(&persian(WHOLE)).leaves, Some(Tally { found: 5, expected: Some(5) }));
}

#[test]
fn read_from_the_left_its_numbers_would_run_to_and_fro() {
    let mut book = persian(WHOLE);
    book.card.languages.clear();
    assert!(check(&book).acts.found < 10);
}

#[test]
fn what_is_missing_is_told_as_of_any_book() {
    let [before, behind] = ["1:1,2 2:3,4", "4:7,8 5:9,10 6:11,12"];
    finds(&persian(&format!("{before} {behind}")), &["missing_leaf leaves 3 acts 5 6 scans 2 3"]);
}

#[test]
fn the_half_of_a_finding_and_of_a_frame_is_the_side_it_lies_on() {
    let mut book = persian("1 2 3 4 5 6 7 8");
    book.scans[2].pages[0].quality.sharpness = Some(2.0);
    let report = check(&book);
    assert_eq!(report.findings[0].half, Some(Half::Left));
    let halves: Vec<Half> = report.frames[0].pages.iter().map(|(half, _)| *half).collect();
    assert_eq!(halves, [Half::Right, Half::Left]);
    let labels: Vec<String> =
        report.frames[1].pages.iter().filter_map(|(_, label)| Some((*label)?.to_string())).collect();
    assert_eq!(labels, ["1об", "2"]);
}
