//! Scans out of order, and pages shot twice.

use super::*;

#[test]
fn two_scans_that_changed_places_are_told_by_their_labels() {
    finds(&spreads("1 2 4 3 5 6 7"), &["out_of_order scans 3 4"]);
    finds(&spreads("1 2 8 4 5 6 7 3 9 10"), &["out_of_order scans 3 8"]);
}

#[test]
fn one_label_alone_moves_nothing() {
    finds(&spreads("1 2 4 ? 5 6 7"), &[]);
    finds(&spreads("1 2 4 4 5 6 7"), &[]);
}

#[test]
fn a_label_and_a_number_that_agree_are_enough() {
    finds(&spreads("1:1,2 2:3,4 4:7,8 ?:5,6 5:9,10 6:11,12"), &["out_of_order scans 3 4"]);
}

#[test]
fn without_labels_the_numbers_tell() {
    finds(&singles("-:1 -:2 -:4 -:3 -:5 -:6"), &["out_of_order scans 3 4"]);
    finds(&singles("-:1,2,3,4 -:9,10,11,12 -:5,6,7,8 -:13,14,15,16"), &["out_of_order scans 2 3"]);
}

#[test]
fn a_scan_shot_late_is_told_with_the_place_it_belongs_to() {
    let book = spreads("1:1 2:2 4:4 5:5 6:6 3:3 7:7 8:8");
    finds(&book, &["out_of_order scans 6"]);
    assert_eq!(check(&book).findings[0].detail, Detail::Belongs(Some(scan_id(2))));
}

#[test]
fn both_a_swap_and_a_missing_leaf_are_told() {
    finds(
        &spreads("1 2 4 3 5 6 7 8 11 12 13 14"),
        &["missing_leaf leaves 9 10 scans 8 9", "out_of_order scans 3 4"],
    );
}

/// The scan at `second` shows what that at `first` does.
fn looks_like(mut book: Book, second: usize, first: usize) -> Book {
    for nth in 0..book.scans[first - 1].pages.len() {
        let signature = book.scans[first - 1].pages[nth].quality.signature.clone();
        book.scans[second - 1].pages[nth].quality.signature = signature;
    }
    book
}

#[test]
fn a_page_shot_twice_is_one_finding_and_its_numbers_are_none() {
    let book = looks_like(spreads("1:1,2 2:3,4 3:5,6 3:5,6 4:7,8 5:9,10"), 4, 3);
    finds(&book, &["doubled scans 3 4"]);
    assert_eq!(check(&book).rulers[0].doubled, [5, 6]);
    assert_eq!(check(&book).leaves, Some(Tally { found: 5, expected: Some(5) }));
}

#[test]
fn the_sharper_of_two_is_kept() {
    let mut book = looks_like(spreads("1 2 3 3 4 5"), 4, 3);
    book.scans[3].pages[0].quality.sharpness = Some(9.0);
    book.scans[3].pages[1].quality.sharpness = Some(9.0);
    assert_eq!(check(&book).findings[0].detail, Detail::Keep(scan_id(4)));
}

#[test]
fn a_blurred_page_that_was_shot_again_at_once_needs_no_other_shot() {
    let mut book = looks_like(singles("1:1 2:2 3:3 3:3 4:4 5:5 6:6"), 4, 3);
    book.scans[2].pages[0].quality.sharpness = Some(1.0);
    finds(&book, &["doubled scans 3 4"]);
    assert_eq!(check(&book).findings[0].detail, Detail::Keep(scan_id(4)));
}

#[test]
fn pages_of_one_form_that_look_alike_but_count_on_are_two() {
    finds(&looks_like(singles("-:1 -:2 -:3 -:4 -:5"), 4, 3), &[]);
}

#[test]
fn far_apart_a_page_is_the_same_only_where_label_or_number_agree() {
    finds(&looks_like(singles("-:1 -:2 -:3 -:4 -:5 -:6 -:7 -:8"), 8, 2), &[]);
    finds(&looks_like(singles("-:1 -:2 -:3 -:4 -:5 -:6 -:7 -:2"), 8, 2), &["doubled scans 2 8"]);
}

#[test]
fn a_label_on_two_leaves_that_look_different_is_worth_a_look() {
    finds(&spreads("1 2 3 3 4 5 6"), &["doubled leaves 3 scans 3 4"]);
}

#[test]
fn an_empty_frame_between_is_no_leaf_and_no_step_back() {
    let mut book = spreads("1 2 3 - 4 5 6");
    for page in &mut book.scans[3].pages {
        page.quality.blank = Some(true);
    }
    finds(&book, &["blank scans 4"]);
    assert_eq!(check(&book).leaves, Some(Tally { found: 6, expected: Some(6) }));
}

/// Words of a page that no other bears.
fn words(name: &str) -> std::collections::BTreeSet<String> {
    (0..12).map(|nth| format!("{name}слово{nth}")).collect()
}

fn worded(text: &str, names: &[&str]) -> Book {
    let mut book = singles(text);
    for (scan, name) in book.scans.iter_mut().zip(names) {
        scan.pages[0].words = words(name);
    }
    book
}

#[test]
fn a_page_shot_twice_is_known_by_its_words_though_its_number_was_not_read() {
    let book = worded("-:1 -:2 -:3 -:4 -:? -:5 -:6", &["a", "b", "c", "d", "d", "e", "f"]);
    finds(&book, &["doubled scans 4 5"]);
}

#[test]
fn a_number_given_twice_on_pages_that_look_alike_but_say_otherwise_is_the_writers_slip() {
    let mut book = worded("-:1 -:2 -:3 -:3 -:4 -:5", &["a", "b", "c", "d", "e", "f"]);
    book.scans[3].pages[0].quality.signature = book.scans[2].pages[0].quality.signature.clone();
    finds(&book, &["repeated_act acts 3 scans 3 4"]);
}

#[test]
fn a_second_shot_some_scans_later_moves_nothing() {
    let book = worded("-:1 -:2 -:3 -:4 -:5 -:3 -:6", &["a", "b", "c", "d", "e", "c", "f"]);
    finds(&book, &["doubled scans 3 6"]);
}

#[test]
fn two_scans_that_changed_places_are_no_digits_that_look_alike() {
    finds(&singles("-:1 -:2 -:5 -:4 -:3 -:6 -:7"), &["out_of_order scans 3 5"]);
    finds(&singles("-:4 -:5 -:8 -:7 -:6 -:9 -:10"), &["out_of_order scans 3 5"]);
}

#[test]
fn of_scans_shot_again_in_a_row_one_may_be_read_badly() {
    let text = "-:1 -:2 -:3 -:4 -:3 -:4 -:5 -:6";
    let book = worded(text, &["a", "b", "c", "d", "misread", "d", "e", "f"]);
    finds(&book, &["doubled scans 3 5", "doubled scans 4 6"]);
}

#[test]
fn a_scan_without_label_and_number_fills_no_gap() {
    finds(&spreads("? 1:1 2:2 3:3 4:4 6:6 7:7 8:8"), &["missing_leaf leaves 5 acts 5 scans 5 6"]);
}

#[test]
fn scans_that_bear_other_labels_and_other_numbers_are_two_whatever_words_were_read() {
    let names = ["a", "b", "c", "d", "c", "f", "g"];
    finds(&worded("1:1 2:2 3:3 4:4 5:5 6:6 7:7", &names), &[]);
    finds(&worded("1:1 -:2 2:3 -:4 3:5 -:6 4:7", &["a", "b", "c", "d", "d", "f", "g"]), &[]);
    finds(&worded("1:1 2:2 3:3 4:4 3:3 5:5 6:6", &names), &["doubled scans 3 5"]);
}

#[test]
fn neighbours_that_changed_places_are_found_among_many_labels_misread() {
    let mut text: Vec<String> = (1..=48_u32).map(|leaf| format!("{leaf}:{leaf}")).collect();
    text.swap(29, 30);
    for misread in (5..48).step_by(9) {
        text[misread] = format!("7:{}", misread + 1);
    }
    finds(&spreads(&text.join(" ")), &["out_of_order scans 30 31"]);
}

/// A book of two counts on one form, of which each page bears a few words of its own.
fn with_few_words(mut book: Book) -> Book {
    for (nth, scan) in book.scans.iter_mut().enumerate() {
        let own = (0..5).map(|word| format!("own{nth}x{word}"));
        scan.pages[0].words = own.chain(["form".to_owned()]).collect();
    }
    book
}

#[test]
fn pages_of_two_counts_that_look_alike_are_two_where_few_words_say_so() {
    finds(&looks_like(with_few_words(singles("-:1 -:2 -:3 -:4 -:5 -:1 -:2 -:3 -:4")), 7, 2), &[]);
}

#[test]
fn a_second_shot_of_few_words_is_known_by_them_where_label_and_number_agree() {
    let mut book = with_few_words(singles("1:1 -:2 2:3 -:4 3:5 -:6 3:5 4:7 -:8"));
    book.scans[6].pages[0].words = book.scans[4].pages[0].words.clone();
    finds(&book, &["doubled scans 5 7"]);
}
