//! Leaves: missing ones, misread labels, lettered leaves, and the certifying note.

use super::*;

#[test]
fn leaves_missing_between_two_labels_are_named_with_their_place() {
    finds(&spreads("1 2 3 4 7 8 9 10"), &["missing_leaf leaves 5 6 scans 4 5"]);
    finds(&spreads("1 2 4 5 6"), &["missing_leaf leaves 3 scans 2 3"]);
}

#[test]
fn acts_missing_at_the_same_place_belong_to_the_leaf() {
    finds(
        &spreads("1:1,2 2:3,4 3:5,6 4:7,8 7:13,14 8:15,16 9:17,18"),
        &["missing_leaf leaves 5 6 acts 9 10 11 12 scans 4 5"],
    );
}

#[test]
fn a_misread_label_raises_no_alarm_wherever_it_stands() {
    for book in ["1 2 3 9 5 6 7", "7 2 3 4 5 6 7", "1 2 3 4 5 6 1", "1 2 8 4 5 3 7 8", "1 2 3 4 5 6 8"] {
        finds(&spreads(book), &[]);
    }
}

#[test]
fn labels_that_were_not_read_are_counted_by_their_scans() {
    finds(&spreads("1 ? 3 ? ? 6 7 ? 9"), &[]);
    finds(&spreads("1 2 ? ? 6 7 8 9"), &["missing_leaf leaves 3 4 5 scans 2 5"]);
}

#[test]
fn a_digit_misread_throughout_is_no_missing_leaf() {
    finds(&spreads("26 27 28 29 80 81 82 83 84 85 86 87 88 89 40 41 42 43"), &[]);
}

#[test]
fn a_leaf_with_a_letter_follows_its_number() {
    finds(&spreads("10 11 12 12а 13 14 15"), &[]);
    finds(&spreads("10 11 12 12а 12б 13 14 15"), &[]);
}

#[test]
fn fronts_and_backs_shot_singly_are_two_pages_a_leaf() {
    finds(&singles("1 - 2 - 3 - 4 - 5 -"), &[]);
    finds(&singles("1 - 2 - 4 - 5 - 6 -"), &["missing_leaf leaves 3 scans 3 5"]);
    finds(&singles("1 - 2 - 3 4 - 5 - 6 -"), &["missing_leaf leaves 3об scans 5 6"]);
}

#[test]
fn numbered_pages_are_one_page_a_number() {
    finds(&singles("1 2 3 4 5 6"), &[]);
    finds(&singles("1 2 3 5 6 7"), &["missing_leaf leaves 4 scans 3 4"]);
}

#[test]
fn leaves_missing_at_the_beginning_are_named() {
    finds(&spreads("3 4 5 6 7"), &["missing_leaf leaves 1 2 scans 1"]);
    finds(&spreads("- - 1 2 3 4"), &[]);
}

#[test]
fn a_volume_that_goes_on_from_another_lacks_nothing() {
    finds(&spreads("201 202 203 204"), &[]);
}

#[test]
fn a_leaf_next_to_either_end_may_be_missing() {
    finds(&spreads("1 3 4 5 6"), &["missing_leaf leaves 2 scans 1 2"]);
    let noted = with_note(spreads("1 2 3 4 5 7"), Some(7), Some(7));
    finds(&noted, &["missing_leaf leaves 6 scans 5 6"]);
}

#[test]
fn numbers_in_corners_that_make_no_sequence_are_no_labels() {
    finds(&spreads("17 3 98 41 5 66 20 31"), &[]);
    assert_eq!(check(&spreads("17 3 98 41 5 66 20 31")).leaves, None);
}

#[test]
fn too_few_labels_say_nothing() {
    finds(&spreads("1 3"), &[]);
    finds(&spreads("4"), &[]);
}

/// The note on the left page of a last scan.
fn with_note(mut book: Book, digits: Option<u32>, words: Option<u32>) -> Book {
    let mut last = page(Half::Left, Vec::new(), "note");
    last.certified = Some(Certified { digits, words });
    book.scans.push(BookScan {
        id: scan_id(book.scans.len() + 1),
        file: "last.jpg".to_owned(),
        state: ScanState::Read,
        reason: None,
        pages: vec![last, page(Half::Right, Vec::new(), "cover")],
    });
    book
}

#[test]
fn the_note_that_counts_as_the_labels_do_says_nothing() {
    finds(&with_note(spreads("1 2 3 4 5"), Some(5), Some(5)), &[]);
    finds(&with_note(spreads("1 2 3 4 5"), Some(6), Some(5)), &[]);
}

#[test]
fn the_note_tells_of_leaves_missing_at_the_end() {
    let report = check(&with_note(spreads("1 2 3 4 5"), Some(8), Some(8)));
    assert_eq!(told(&report.findings[0]), "missing_leaf leaves 6 7 8 scans 5");
    assert_eq!(report.leaves, Some(Tally { found: 5, expected: Some(8) }));
}

#[test]
fn a_missing_leaf_explains_a_note_that_counts_more() {
    finds(&with_note(spreads("1 2 5 6 7"), Some(7), Some(7)), &["missing_leaf leaves 3 4 scans 2 3"]);
}

#[test]
fn a_note_that_counts_fewer_than_the_labels_is_a_finding() {
    finds(&with_note(spreads("1 2 3 4 5"), Some(4), Some(4)), &["leaf_count leaves 5 scans 6"]);
}

#[test]
fn a_count_that_may_be_misread_alarms_nobody() {
    finds(&with_note(spreads("1 2 3 4 5"), Some(9), None), &[]);
}

#[test]
fn without_labels_the_pages_are_counted() {
    finds(&with_note(spreads("- - - -"), Some(8), Some(8)), &["leaf_count leaves 5 scans 5"]);
    finds(&with_note(spreads("- - - -"), Some(4), Some(4)), &[]);
}

#[test]
fn as_many_acts_as_a_leaf_bears_are_a_leaf_where_the_labels_before_were_not_read() {
    finds(
        &spreads("- -:1,2 -:3,4 -:7,8 5:9,10 6:11,12 7:13,14 8:15,16"),
        &["missing_leaf leaves 3 acts 5 6 scans 3 4"],
    );
}

#[test]
fn a_bad_shot_of_which_one_page_was_found_counts_as_the_pages_that_lie_on_it() {
    let mut book = spreads("1:1,2 2:3,4 3:5,6 4:7,8 5:9,10 6:11,12");
    book.scans[2].pages.remove(0);
    book.scans[2].pages[0].half = Half::Whole;
    book.scans[2].pages[0].quality.glare = Some(0.9);
    book.acts.retain(|act| act.scan.number != 3);
    finds(&book, &["too_bright acts 5 6 scans 3"]);
}

#[test]
fn acts_and_one_label_tell_a_leaf_though_a_leaf_without_a_label_puts_the_count_back() {
    finds(
        &spreads("1:1,2 2:3,4 3:5,6 4:7,8 5:9,10 7:13,14 ?:15,16 8:17,18 9:19,20 10:21,22"),
        &["missing_leaf leaves 6 acts 11 12 scans 5 6"],
    );
}

#[test]
fn a_spread_of_which_one_page_was_found_is_cut_off_and_lacks_no_leaf() {
    let mut book = spreads("1:1,2 2:3,4 3:5,6 ?:7,8 5:9,10 6:11,12 7:13,14");
    book.scans[3].pages.remove(1);
    book.scans[3].pages[0].half = Half::Whole;
    book.acts.retain(|act| act.scan.number != 4 || act.half == Half::Left);
    for act in book.acts.iter_mut().filter(|act| act.scan.number == 4) {
        act.half = Half::Whole;
    }
    finds(&book, &["clipped acts 8 scans 4"]);
}

#[test]
fn covers_show_one_page_and_lack_none() {
    let mut book = spreads("- 1:1,2 2:3,4 3:5,6 4:7,8 -");
    for nth in [0, 5] {
        book.scans[nth].pages.remove(1);
        book.scans[nth].pages[0].half = Half::Whole;
    }
    finds(&book, &[]);
}

#[test]
fn a_leaf_lost_after_another_is_named_by_the_label_nearest_before_it() {
    finds(
        &spreads("1:1,2 2:3,4 4:7,8 5:9,10 ?:11,12 ?:15,16 ?:17,18"),
        &["missing_leaf leaves 3 acts 5 6 scans 2 3", "missing_leaf leaves 7 acts 13 14 scans 5 6"],
    );
}

#[test]
fn a_leaf_lost_right_behind_one_with_a_letter_is_missing() {
    finds(&spreads("1:1 2:2 3:3 4:4 4а:5 6:7 7:8 8:9"), &["missing_leaf leaves 5 acts 6 scans 5 6"]);
}

#[test]
fn the_leaf_before_the_one_that_bears_its_number_and_a_letter_is_missing() {
    finds(&spreads("1:1 2:2 3:3 4а:5 5:6 6:7 7:8"), &["missing_leaf leaves 4 acts 4 scans 3 4"]);
}

#[test]
fn a_number_the_writer_left_out_is_no_sign_of_a_leaf_and_a_count_that_begins_late_is() {
    let text = "1:1,2,3,4 2:5,6,7,8 2а:9,10,11,12 4:5,6,7,8 5:10,11,12,13 6:14,15,16,17";
    let found = ["missing_leaf leaves 3 acts 1 2 3 4 scans 3 4", "missing_act acts 9 scans 4 5"];
    finds(&spreads(text), &found);
}

#[test]
fn a_label_read_surely_tells_of_a_leaf_behind_it_alone_and_so_do_the_acts_there() {
    let text = "1:1 -:2 3:5 -:5 4:6 -:7 5:8 -:9 6:10 -:11";
    let mut book = singles(text);
    for page in book.scans.iter_mut().flat_map(|scan| &mut scan.pages) {
        page.label_is_sure = !page.labels.is_empty();
    }
    finds(&book, &["missing_leaf leaves 2 acts 3 4 scans 2 3", "repeated_act acts 5 scans 3 4"]);
}

#[test]
fn an_empty_frame_before_a_leaf_that_one_with_a_letter_follows_moves_no_scan() {
    let mut book = singles("1:1 -:2 2:3 -:4 3:5 -:6 -: 4:7 -:8 4а:9 -:10 5:11 -:12 6:13");
    for page in book.scans.iter_mut().flat_map(|scan| &mut scan.pages) {
        page.label_is_sure = !page.labels.is_empty();
    }
    book.scans[6].pages[0].quality.blank = Some(true);
    finds(&book, &["blank scans 7"]);
}

#[test]
fn a_label_alone_between_an_empty_frame_and_a_missing_leaf_keeps_its_leaf_from_being_missed() {
    let mut book = singles("1:1 -:2 2:3 -:4 3:5 -:6 3а:7 -: -:8 4:9 -:10 6:13 -:14 7:15 -:16 8:17 -:18");
    for page in book.scans.iter_mut().flat_map(|scan| &mut scan.pages) {
        page.label_is_sure = !page.labels.is_empty();
    }
    book.scans[7].pages[0].quality.blank = Some(true);
    finds(&book, &["missing_leaf leaves 5 acts 11 12 scans 11 12", "blank scans 8"]);
}

#[test]
fn another_reading_of_a_label_read_surely_hides_no_leaf() {
    let mut book = singles("- - 1:1 -:2 3:5 -:6 4:7 -:8 5:9 -:10 6:11 -:12");
    for page in book.scans.iter_mut().flat_map(|scan| &mut scan.pages) {
        page.label_is_sure = !page.labels.is_empty();
    }
    book.scans[2].pages[0].labels.push(LeafLabel::front(2));
    finds(&book, &["missing_leaf leaves 2 acts 3 4 scans 4 5"]);
    book.scans[2].pages[0].label_is_sure = false;
    finds(&book, &["missing_leaf leaves 2а acts 3 4 scans 4 5"]);
}

#[test]
fn as_many_acts_as_a_leaf_bears_are_one_with_a_letter_where_the_labels_count_on() {
    let found = ["missing_leaf leaves 3а acts 7 8 scans 6 7"];
    finds(&singles("1:1 -:2 2:3 -:4 3:5 -:6 4:9 -:10 5:11 -:12 6:13 -:14"), &found);
    let found = ["missing_leaf leaves 3а 3б acts 7 8 9 10 scans 6 7"];
    finds(&singles("1:1 -:2 2:3 -:4 3:5 -:6 4:11 -:12 5:13 -:14 6:15 -:16"), &found);
}

#[test]
fn acts_missing_between_front_and_back_are_no_leaf() {
    let found = ["missing_act acts 6 7 scans 5 6"];
    finds(&singles("1:1 -:2 2:3 -:4 3:5 -:8 4:9 -:10 5:11 -:12 6:13 -:14"), &found);
}
