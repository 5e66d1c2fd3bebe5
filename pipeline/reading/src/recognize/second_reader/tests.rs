//! Whose reading stays. Not for how well either reads.

use super::*;

fn word(left: f64, text: &str, confidence: f64) -> FoundWord {
    let rect = Rect::new(left, 0.0, left + 40.0, 20.0);
    FoundWord { rect, text: text.to_owned(), confidence, ..FoundWord::default() }
}

fn line(words: Vec<FoundWord>) -> FoundLine {
    let rect = words.iter().map(|w| w.rect).reduce(|a, b| a.union(&b)).unwrap_or_default();
    FoundLine { rect, baseline: None, words }
}

/// What stands after our reading was weighed against Tesseract's on one line of layout.
fn weighed(theirs: Vec<FoundLine>, own: Vec<FoundWord>) -> Vec<String> {
    let rect = Rect::new(0.0, 0.0, 200.0, 20.0);
    let mut found = theirs;
    take_if_surer(&rect, &line(own), &[rect], &mut found);
    let text = |l: &FoundLine| l.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
    found.iter().map(text).collect()
}

#[test]
fn each_word_is_the_surer_readers() {
    let theirs = vec![line(vec![word(0.0, "прошествiй", 0.8), word(60.0, "дней", 0.95)])];
    let own = vec![word(0.0, "прошествїй", 0.93), word(60.0, "днси", 0.7)];
    assert_eq!(weighed(theirs, own), ["прошествїй дней"]);
}

#[test]
fn a_word_that_gave_way_stays_beside_the_other() {
    let theirs = line(vec![word(0.0, "тѣм", 0.6)]);
    let own = line(vec![word(0.0, "тѣмъ", 0.7)]);
    let words = surer_words(&theirs, &own).unwrap();
    assert_eq!(words[0].alternatives[1], ("тѣм".to_owned(), 0.6));
}

#[test]
fn a_reading_surer_by_far_stands_as_a_whole() {
    let theirs = vec![line(vec![word(0.0, "вндѣлсл", 0.2), word(60.0, "съ", 0.97)])];
    let own = vec![word(0.0, "видѣлся", 0.96), word(60.0, "cъ", 0.9)];
    assert_eq!(weighed(theirs, own), ["видѣлся cъ"]);
}

#[test]
fn pieces_of_a_line_give_way_together() {
    let theirs = vec![line(vec![word(0.0, "до", 0.5)]), line(vec![word(100.0, "гадывллся", 0.5)])];
    assert_eq!(weighed(theirs, vec![word(0.0, "догадывался", 0.9)]), ["догадывался"]);
}

#[test]
fn a_less_sure_reading_changes_nothing() {
    let theirs = vec![line(vec![word(0.0, "Номер", 0.9), word(60.0, "акта", 0.9)])];
    assert_eq!(weighed(theirs, vec![word(0.0, "Номеракта", 0.92)]), ["Номер акта"]);
}

#[test]
fn an_apostrophe_is_an_apostrophe() {
    let theirs = vec![line(vec![word(0.0, "d’un", 0.5)])];
    assert_eq!(weighed(theirs, vec![word(0.0, "d'un", 0.6)]), ["d’un"]);
}

#[test]
fn certain_lines_of_a_sure_page_are_not_read_twice() {
    let rects = [Rect::new(0.0, 0.0, 200.0, 20.0), Rect::new(0.0, 40.0, 200.0, 60.0)];
    let sure = line(vec![word(0.0, "таваллуд", 0.97); 9]);
    let mut unsure = line(vec![word(0.0, "насаб", 0.6)]);
    unsure.rect = rects[1];
    assert_eq!(doubtful(&rects, &[sure, unsure]), [rects[1]]);
}

#[test]
fn a_line_that_was_passed_over_is_read() {
    let rects = [Rect::new(0.0, 0.0, 200.0, 20.0)];
    assert_eq!(doubtful(&rects, &[]), rects);
}
