//! A second look at a real line of the samples that stands for a value of a form. Not for what is allowed where: see the
//! modules beside.

use image::GrayImage;
use register::{
    form::FieldKind,
    geometry::Placement,
    layout::{Cell, Engine, Hand, Line, Table},
    page::{Half, Page, Quality, SkewEstimate},
};

use super::{weighing::Weighed, *};
use crate::recognize::{
    LineModels, RecognizeOptions,
    answering::with_models,
    crop::Crop,
    line_model::{AskedLine, read_lines},
    recognizer::{FoundLine, FoundWord},
    second_look::on_page,
};

/// Қодирова Ҷамила, зодрӯз 7 марти соли 1956
fn sample() -> GrayImage {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/lines/tajik-serif.png");
    image::open(path).unwrap().into_luma8()
}

fn word(text: &str, rect: &Rect, confidence: f64) -> Word {
    Word {
        outline: rect.corners(),
        text: text.to_owned(),
        confidence,
        engine: Some(Engine::LineModel),
        ..Word::default()
    }
}

fn line(row: usize, column: usize, words: Vec<Word>) -> Line {
    let outline = words.iter().map(|w| Rect::around(&w.outline)).reduce(|a, b| a.union(&b)).unwrap();
    let text = words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
    Line {
        outline: outline.corners(),
        hand: Hand::Printed,
        text: Some(text),
        words,
        table: Some(0),
        row: Some(row),
        column: Some(column),
        ..Line::default()
    }
}

/// Row of the date in the form.
const DATE: usize = 1;

/// A form on the picture, with nothing written but a date: that of the sample, read as `first` with this confidence.
fn form(picture: &GrayImage, first: &str, confidence: f64) -> Page {
    let (width, height) = picture.dimensions();
    let whole = Rect::new(0.0, 0.0, width.into(), height.into());
    let languages = ["tgk".to_owned()];
    let asked = [AskedLine::as_it_is(whole)];
    let (_, (crop, read)) =
        read_lines(&LineModels::shipped(), &languages, picture, &asked).unwrap().remove(0);
    let date = on_page(&crop, &read.unwrap()).words[3..7].to_vec();
    let words = first.split(' ').zip(&date).map(|(text, at)| word(text, &at.rect, confidence)).collect();
    let below = |row: f64, text: &str| {
        let at = |nth: usize| {
            Rect::new(200.0 * nth as f64, 100.0 * row, 200.0 * nth as f64 + 180.0, 100.0 * row + 40.0)
        };
        text.split(' ').enumerate().map(|(nth, text)| word(text, &at(nth), 0.97)).collect::<Vec<Word>>()
    };
    let labels = ["Насаби кӯдак", "Санаи таваллуд", "Номи кӯдак", "Ҷинс", "Миллати падар"];
    let mut lines: Vec<Line> =
        labels.iter().enumerate().map(|(row, label)| line(row, 0, below(row as f64 + 2.0, label))).collect();
    lines.push(line(DATE, 1, words));
    let cell =
        |row: usize, column: usize| Cell { row, column, row_span: 1, column_span: 1, ..Cell::default() };
    let cells = (0..labels.len()).flat_map(|row| [cell(row, 0), cell(row, 1)]).collect();
    Page {
        half: Half::Whole,
        outline: Vec::new(),
        turned: 0,
        skew_degrees: 0.0,
        skew_estimate: SkewEstimate::default(),
        quality: Quality::default(),
        doubts: Vec::new(),
        unsure: Vec::new(),
        placement: Placement::whole(width, height),
        tables: Some(vec![Table {
            rows: labels.len(),
            columns: 2,
            outline: Vec::new(),
            continues: None,
            cells,
        }]),
        lines: Some(lines),
    }
}

/// No second looks.
const NONE: RecognizeOptions = RecognizeOptions { second_look: false, alternatives: true };

/// The date after a second look, where it was read as `first` with this confidence; and the text of its cell.
fn looked(
    first: &str,
    confidence: f64,
    options: Option<&'static RecognizeOptions>,
) -> (Line, Option<String>) {
    let picture = sample();
    let mut page = form(&picture, first, confidence);
    let (outcome, asked) = with_models(&LineModels::shipped(), &[], &[], |reader| {
        reader.options = options.unwrap_or(reader.options);
        look_again(reader, &mut page, &picture)
    });
    outcome.unwrap();
    assert_eq!(asked, 0, "no engine but our own model is asked");
    let cell =
        page.tables.as_ref().unwrap()[0].cells.iter().find(|c| (c.row, c.column) == (DATE, 1)).unwrap();
    (page.lines.as_ref().unwrap().last().unwrap().clone(), cell.text.clone())
}

fn others(line: &Line, word: usize) -> Vec<&str> {
    line.words[word].alternatives.iter().skip(1).map(|(text, _)| text.as_str()).collect()
}

#[test]
fn a_month_that_is_none_is_read_again_and_both_readings_are_kept() {
    let (line, cell) = looked("7 нарти соли 1956", 0.8, None);
    assert_eq!(line.text.as_deref(), Some("7 марти соли 1956"));
    assert_eq!(cell.as_deref(), line.text.as_deref());
    assert_eq!(others(&line, 1), ["нарти"]);
    assert!(line.words[1].confidence > 0.9 && line.words[1].engine.is_none(), "{line:?}");
}

#[test]
fn a_year_stays_where_the_month_is_read_again() {
    let (line, _) = looked("7 нарти соли 1958", 0.8, None);
    assert_eq!(line.text.as_deref(), Some("7 марти соли 1958"));
    assert_eq!((others(&line, 1), others(&line, 3)), (vec!["нарти"], vec!["1956"]));
}

#[test]
fn values_of_one_line_are_written_each_in_its_place() {
    let rect = Rect::new(0.0, 0.0, 60.0, 20.0);
    let picture = GrayImage::new(60, 20);
    let texts = ["родился", "7марта", "1956", "умер", "9", "нарта", "1958"];
    let mut page = form(&sample(), "7 марти соли 1956", 0.95);
    let words = texts.iter().map(|text| word(text, &rect, 0.8)).collect();
    page.lines = Some(vec![line(DATE, 1, words)]);
    let value = |words: (usize, usize)| Doubtful {
        asked: Asked { kind: FieldKind::Date, line: 0, words },
        field: nets::of(FieldKind::Date).unwrap(),
        first: texts[words.0..=words.1].join(" "),
        line: AskedLine::as_it_is(rect),
    };
    let crop = Crop::cut(&picture, &rect, 1.0, 0).unwrap();
    let found = |text: &str| FoundWord { rect, text: text.to_owned(), ..FoundWord::default() };
    let weighed = |text: &str| Weighed {
        texts: vec![(text.to_owned(), 0.9)],
        is_allowed: false,
        instead: Some(FoundLine { words: text.split(' ').map(found).collect(), ..FoundLine::default() }),
    };
    let values = [(value((1, 2)), "7 марта 1956"), (value((4, 6)), "9 марта 1958")];
    let answer = |(value, text)| Answer { value, crop: &crop, weighed: weighed(text) };
    write_all(&mut page, &["rus".to_owned()], values.iter().map(|(v, text)| answer((v, *text))).collect());
    let line = &page.lines.unwrap()[0];
    assert_eq!(line.text.as_deref(), Some("родился 7 марта 1956 умер 9 марта 1958"));
}

#[test]
fn figures_are_read_again_as_figures() {
    assert_eq!(looked("7 марти соли I956", 0.8, None).0.text.as_deref(), Some("7 марти соли 1956"));
}

#[test]
fn a_year_that_may_stand_there_is_not_corrected() {
    let (line, cell) = looked("7 марти соли 1958", 0.8, None);
    assert_eq!((line.text.as_deref(), cell), (Some("7 марти соли 1958"), None));
    assert_eq!(others(&line, 3), ["1956"]);
}

#[test]
fn what_was_read_surely_and_may_stand_there_is_not_looked_at() {
    let (line, _) = looked("7 марти соли 1958", 0.95, None);
    assert!(line.words.iter().all(|word| word.alternatives.is_empty() && word.confidence == 0.95));
}

#[test]
fn what_reads_the_same_again_is_surer() {
    let (line, _) = looked("7 марти соли 1956", 0.7, None);
    assert!(line.words.iter().all(|word| word.confidence > 0.9), "{line:?}");
}

#[test]
fn without_second_looks_nothing_is_looked_at() {
    let (line, _) = looked("7 нарти соли 1956", 0.8, Some(&NONE));
    assert_eq!(line.text.as_deref(), Some("7 нарти соли 1956"));
}
