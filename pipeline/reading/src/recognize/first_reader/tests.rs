//! Which lines our own model reads, and which Tesseract reads as well. Not for how well either reads.

use image::{Luma, imageops};

use super::*;
use crate::recognize::{LineModels, RecognizeOptions, answering::with_models};

const WRITTEN: &str = "Запись акта о рождении № 12";

/// Heights, pixels, at which our model is sure of the line of the samples, not quite, and not at all.
const LARGE: u32 = 32;
const SMALL: u32 = 13;
const TINY: u32 = 8;
/// From line to line, pixels.
const APART: u32 = 50;

/// A page with a line of the samples in each of these heights, from above, and what layout saw of it.
fn page(heights: &[u32]) -> (GrayImage, Vec<(Rect, Hand)>) {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/lines/russian-serif.png");
    let sample = image::open(file).unwrap().into_luma8();
    let mut page = GrayImage::from_pixel(1000, APART * (heights.len() as u32 + 1), Luma([255]));
    let mut laid = Vec::new();
    for (place, &height) in (1..).zip(heights) {
        let width = sample.width() * height / sample.height();
        let line = imageops::resize(&sample, width, height, imageops::FilterType::Triangle);
        imageops::replace(&mut page, &line, 100, (place * APART).into());
        let (left, top) = (100.0, f64::from(place * APART));
        laid.push((Rect::new(left, top, left + f64::from(width), top + f64::from(height)), Hand::Typed));
    }
    (page, laid)
}

/// The lines read where Tesseract gives `answers` one after another, and how often it was asked.
fn read(heights: &[u32], answers: &[(&'static str, f64)]) -> (Option<Vec<FoundLine>>, usize) {
    let (page, laid) = page(heights);
    let act = |reader: &mut Reader<'_>| read_first(reader, &page, &laid).unwrap();
    with_models(&LineModels::shipped(), answers, &[], act)
}

fn text(line: &FoundLine) -> String {
    line.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// What stands where Tesseract gives `answers`, and how often it is asked for them.
fn check(heights: &[u32], answers: &[(&'static str, f64)], expected: Option<&[&str]>, asks: usize) {
    let (lines, asked) = read(heights, answers);
    let texts = lines.map(|lines| lines.iter().map(text).collect::<Vec<_>>());
    assert_eq!(
        texts.as_deref(),
        expected.map(|e| e.iter().map(|&t| t.to_owned()).collect::<Vec<_>>()).as_deref()
    );
    assert_eq!(asked, asks, "so often Tesseract was asked");
}

#[test]
fn what_our_model_is_sure_of_tesseract_does_not_read() {
    check(&[LARGE], &[("другое", 0.99)], Some(&[WRITTEN]), 0);
}

/// Our own reading of the lines, which stays where Tesseract gives `answers`, and how often it is asked for them.
fn check_stays(heights: &[u32], answers: &[(&'static str, f64)], asks: usize) {
    let own = own(heights);
    check(heights, answers, Some(&own.iter().map(String::as_str).collect::<Vec<_>>()), asks);
}

/// What our model reads alone.
fn own(heights: &[u32]) -> Vec<String> {
    let (page, laid) = page(heights);
    let options = RecognizeOptions { second_look: false, ..RecognizeOptions::default() };
    let act = |reader: &mut Reader<'_>| {
        let mut hasty =
            Reader { engine: &mut *reader.engine, options: &options, doubts: Vec::new(), ..*reader };
        read_first(&mut hasty, &page, &laid).unwrap().unwrap_or_default().iter().map(text).collect()
    };
    let (own, asked) = with_models(&LineModels::shipped(), &[("другое", 0.99)], &[], act);
    assert_eq!(asked, 0, "without a second look nothing is read twice");
    own
}

#[test]
fn what_it_is_unsure_of_both_read_and_the_surer_reading_stays() {
    let surer = "Запись акта о рождении №12";
    check(&[LARGE, SMALL], &[(surer, 0.99)], Some(&[WRITTEN, surer]), 1);
    check_stays(&[LARGE, SMALL], &[("Залусь акша о рожденuu №12", 0.5)], 1);
}

#[test]
fn half_a_line_does_not_replace_a_whole_one() {
    check_stays(&[LARGE, SMALL], &[("акта о", 0.99)], 1);
}

#[test]
fn where_tesseract_finds_nothing_our_reading_stays() {
    check_stays(&[LARGE, SMALL], &[], 1);
}

#[test]
fn a_line_that_neither_reads_is_none() {
    let heights = [LARGE, LARGE, LARGE, LARGE, LARGE, TINY];
    check(&heights, &[("шть", 0.2)], Some(&[WRITTEN; 5]), 1);
}

#[test]
fn type_that_our_model_does_not_know_is_left_to_tesseract() {
    check(&[TINY, TINY], &[("другое", 0.99)], None, 0);
}

#[test]
fn where_nothing_was_laid_there_is_nothing_to_read_first() {
    check(&[], &[], None, 0);
}

#[test]
fn without_a_model_of_ours_tesseract_reads() {
    let (page, laid) = page(&[LARGE]);
    let act = |reader: &mut Reader<'_>| read_first(reader, &page, &laid).unwrap();
    assert_eq!(with_models(&LineModels::none(), &[("другое", 0.99)], &[], act), (None, 0));
}

#[test]
fn without_a_second_look_nothing_is_read_twice() {
    assert_eq!(own(&[LARGE, SMALL]).len(), 2);
}

#[test]
fn who_does_not_know_the_type_of_a_page_is_asked_of_a_few_lines_only() {
    let heights = [[LARGE; 6], [SMALL; 6]].concat();
    check_stays(&heights, &[("Зanucь akma o poждeнuu № 12", 0.5); 6], 3);
}

#[test]
fn lines_stay_in_the_order_of_layout_whichever_are_shown_first() {
    let lines = read(&[LARGE; SHOWN + 3], &[]).0.unwrap();
    assert_eq!(lines.len(), SHOWN + 3);
    assert!(lines.is_sorted_by(|a, b| a.rect.top < b.rect.top), "{lines:?}");
}

#[test]
fn a_line_lies_where_layout_saw_it() {
    let (_, laid) = page(&[LARGE]);
    let line = read(&[LARGE], &[]).0.unwrap().remove(0);
    assert!((line.rect.top - laid[0].0.top).abs() < 1.0 && (line.rect.bottom - laid[0].0.bottom).abs() < 1.0);
    assert!(line.words.is_sorted_by(|a, b| a.rect.right <= b.rect.left), "{line:?}");
    assert!(line.rect.left >= laid[0].0.left - 10.0 && line.rect.right <= laid[0].0.right + 20.0, "{line:?}");
}
