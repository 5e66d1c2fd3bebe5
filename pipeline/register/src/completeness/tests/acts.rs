//! Act numbers: gaps, repeats, misreadings, restarts, offices.

use super::*;

#[test]
fn a_number_that_stands_nowhere_is_missing() {
    finds(&singles("-:1 -:2 -:3 -:5 -:6 -:7"), &["missing_act acts 4 scans 3 4"]);
}

#[test]
fn a_number_misread_once_raises_no_alarm() {
    finds(&singles("-:409 -:410 -:411 -:42 -:413 -:414"), &[]);
    finds(&singles("-:1 -:2 -:3 -:8"), &[]);
    finds(&singles("-:7 -:2 -:3 -:4"), &[]);
    finds_worth_knowing(&singles("-:410 -:411 -:42 -:413 -:414"), &["unread acts 412 scans 3"]);
}

#[test]
fn a_number_that_was_not_read_is_the_one_its_place_gives() {
    finds(&singles("-:1 -:2 -:? -:4 -:5"), &[]);
    finds_worth_knowing(&singles("-:1 -:2 -:? -:4 -:5"), &["unread acts 3 scans 3"]);
}

#[test]
fn another_reading_that_fits_is_taken() {
    finds_worth_knowing(&singles("-:1 -:2 -:8|3 -:4 -:5"), &["unread acts 3 scans 3"]);
}

#[test]
fn an_act_with_a_letter_is_one_of_its_kind() {
    let book = singles("-:30 -:31 -:31а -:32 -:33");
    finds(&book, &[]);
    assert_eq!(check(&book).rulers[0].lettered, [ActNumber { value: 31, letter: Some('а') }]);
}

#[test]
fn a_number_that_stands_twice_is_told_and_its_neighbours_are_not() {
    finds(&singles("-:7 -:8 -:9 -:9 -:10 -:11"), &["repeated_act acts 9 scans 3 4"]);
}

#[test]
fn numbers_begin_anew_inside_a_book() {
    let book = singles("-:1 -:2 -:3 -:4 -:1 -:2 -:3");
    finds(&book, &[]);
    let rulers = check(&book).rulers;
    assert_eq!(rulers.iter().map(|r| (r.first, r.last)).collect::<Vec<_>>(), [(1, 4), (1, 3)]);
}

#[test]
fn an_office_misread_is_still_the_same_where_the_number_runs_on() {
    finds(&singles("-:1/Рудаки -:2/Рудакӣ -:3/Рулакй -:4/Чоруқ -:5/Рудакӣ"), &[]);
}

#[test]
fn offices_that_take_turns_count_each_for_itself() {
    let book = singles("-:1/Румон -:1/Чоркӯҳ -:2/Румон -:2/Чоркӯҳ -:3/Румон -:5/Чоркӯҳ -:4/Румон -:6/Чоркӯҳ");
    finds(&book, &["missing_act acts 3 4 scans 4 6"]);
    let report = check(&book);
    assert_eq!(report.findings[0].authority.as_deref(), Some("Чоркӯҳ"));
    assert_eq!(report.rulers.len(), 2);
}

#[test]
fn the_card_tells_what_is_missing_at_the_ends() {
    let mut book = singles("-:3 -:4 -:5 -:6");
    book.card.acts = Some((1, 8));
    finds(&book, &["missing_act acts 1 2 scans 1", "missing_act acts 7 8 scans 4"]);
    assert_eq!(check(&book).acts, Tally { found: 4, expected: Some(8) });
}

#[test]
fn without_a_card_a_volume_may_begin_anywhere() {
    finds(&singles("-:214 -:215 -:216"), &[]);
    finds(&singles("-:2 -:3 -:4"), &["missing_act acts 1 scans 1"]);
}

#[test]
fn a_book_of_whose_numbers_none_was_read_lacks_them_all() {
    let mut book = singles("-:? -:?");
    book.card.acts = Some((1, 4));
    finds(&book, &["missing_act acts 1 2 3 4"]);
}

#[test]
fn a_page_with_fewer_acts_than_usual_may_hold_the_one_that_was_not_read() {
    let book = singles("-:1,2 -:3,4 -:5 -:7,8 -:9,10");
    finds(&book, &[]);
    finds_worth_knowing(&book, &["unread acts 6 scans 3 4"]);
}

#[test]
fn a_page_that_is_to_be_shot_again_holds_the_acts_that_were_not_read() {
    let mut book = singles("-:1 -:2 -:3 - -:5 -:6 -:7");
    book.scans[3].pages[0].quality.sharpness = Some(1.0);
    finds(&book, &["out_of_focus acts 4 scans 4"]);
}

#[test]
fn a_number_that_stands_twice_is_told_at_the_ends_of_a_count_too() {
    finds(&singles("-:1 -:1 -:2 -:3 -:4"), &["repeated_act acts 1 scans 1 2"]);
    finds(&singles("-:1 -:2 -:3 -:3 -:1/Румон -:2/Румон -:3/Румон"), &["repeated_act acts 3 scans 3 4"]);
}

#[test]
fn a_digit_is_taken_for_one_that_looks_alike_where_the_others_count_so() {
    finds(&singles("-:11 -:12 -:15 -:15 -:16 -:17"), &["missing_act acts 14 scans 3 4"]);
}

#[test]
fn one_number_missing_before_the_last_of_a_count_is_told() {
    finds(&singles("-:1 -:2 -:3 -:5"), &["missing_act acts 4 scans 3 4"]);
    finds(&singles("-:1 -:2 -:3 -:5 -:1/Румон -:2/Румон -:3/Румон"), &["missing_act acts 4 scans 3 4"]);
}

#[test]
fn a_number_read_as_the_next_one_raises_no_alarm() {
    finds(&singles("-:1 -:2 -:4 -:4 -:5 -:6"), &[]);
}

#[test]
fn an_act_without_a_number_where_none_is_left_for_it_is_a_number_given_twice() {
    finds(&singles("-:1,2 -:3,4 -:?,5 -:6,7 -:8,9"), &["repeated_act acts 4 5 scans 2 3"]);
}

#[test]
fn an_act_more_than_usual_on_a_page_is_an_entry_read_as_two() {
    finds(&singles("-:1,2 -:3,4 -:?,5,6 -:7,8 -:9,10"), &[]);
    finds(&singles("-:1 -:2 -:? -:3 -:4"), &[]);
}

#[test]
fn a_digit_lost_at_the_head_of_a_page_is_no_gap_within_it() {
    finds(&singles("-:10,11 -:12,13 -:4,15 -:16,17 -:18,19"), &[]);
    finds(
        &singles("-:1,2 -:3,4 -:7,18 -:19,20 -:21,22"),
        &["missing_act acts 5 6 7 8 9 10 11 12 13 14 15 16 scans 2 3"],
    );
}

/// Acts of councils of one district, each beginning on the scan given with it.
fn of_councils(text: &str, councils: &[(u32, &str)]) -> Book {
    let mut book = singles(text);
    for act in &mut book.acts {
        let name = councils.iter().rfind(|(from, _)| *from <= act.scan.number).map_or("", |(_, name)| name);
        act.authority = format!("Комиҷроияи Совети деҳоти {name}");
    }
    book
}

#[test]
fn a_number_that_begins_anew_at_the_next_council_is_not_counted_on_for_the_council_before() {
    let councils = [(1, "Чоркӯҳ"), (7, "Шаҳринав")];
    let book = of_councils("-:1 -:2 -:3 -:4 -:5 -:6 -:1 -:1 -:2 -:3 -:4 -:5", &councils);
    finds(&book, &["repeated_act acts 1 scans 7 8"]);
}

#[test]
fn no_scan_is_moved_only_that_councils_may_count_each_for_itself() {
    let text = "1:1 -:2 2:3 -:4 - -:6 4:7 - 5:9 -:10 -:? -:1 7:2 -:5 8:4 -:3 9:6 -:7 10:8 -:9 11:10 -:11 \
                12:1 -:2 13:3 -:4 13а:5 -:6 14:1 -:1 15:2 -:3 16:5 -:6 17:7 -:8 18:9 -:10";
    let councils = [(1, "Исфара"), (12, "Лаккон"), (23, "Чоркӯҳ"), (29, "Шаҳринав")];
    let mut book = of_councils(text, &councils);
    let unnamed = book.acts.iter_mut().find(|act| act.numbers.is_empty());
    unnamed.unwrap().authority = "Комиҷ".to_owned();
    let found =
        ["out_of_order scans 14 16", "repeated_act acts 1 scans 29 30", "missing_act acts 4 scans 32 33"];
    finds(&book, &found);
}
