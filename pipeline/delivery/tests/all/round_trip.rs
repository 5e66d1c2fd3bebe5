//! Readings written and loaded again: every word and box, what is said of lines, tables and pages. Documents are held
//! against the official schemas. Not for what others write.

use delivery::transcript;
use register::{
    geometry::Point,
    layout::{Line, Table, Word},
    page::{Page, ScanReading},
};

use crate::sheets::{Format, everything, recorded};

/// Confidences have four decimals.
const SURE: f64 = 6e-5;

fn check(name: &str, format: Format, reading: &ScanReading) {
    let document = format.written(reading);
    format.validate(&document);
    let loaded = transcript::load(name, document.as_bytes()).unwrap();
    assert_eq!(loaded.scan, reading.scan, "{name} {format:?}");
    assert_eq!(loaded.pages.len(), reading.pages.len(), "{name} {format:?}");
    for (page, expected) in loaded.pages.iter().zip(&reading.pages) {
        same_page(&format!("{name} {format:?} {:?}", page.half), format, page, expected);
    }
}

fn same_page(at: &str, format: Format, page: &Page, expected: &Page) {
    assert_eq!((page.half, page.turned), (expected.half, expected.turned), "{at}");
    assert!((page.skew_degrees - expected.skew_degrees).abs() < 1e-3, "{at}: {}", page.skew_degrees);
    same_place(at, format, &page.outline, &expected.outline);
    let (lines, expected_lines) = (page.lines.as_ref().unwrap(), expected.lines.as_ref().unwrap());
    assert_eq!(lines.len(), expected_lines.len(), "{at}");
    for (line, expected) in lines.iter().zip(expected_lines) {
        same_line(&format!("{at}: {:?}", expected.text), format, line, expected);
    }
    let (tables, expected_tables) = (page.tables.as_ref().unwrap(), expected.tables.as_ref().unwrap());
    assert_eq!(tables.len(), expected_tables.len(), "{at}");
    for (table, expected) in tables.iter().zip(expected_tables) {
        same_table(at, format, table, expected);
    }
}

fn same_line(at: &str, format: Format, line: &Line, expected: &Line) {
    assert_eq!(line.text, expected.text, "{at}");
    assert_eq!((line.hand, line.margin), (expected.hand, expected.margin), "{at}");
    assert_eq!((&line.lang, &line.script), (&expected.lang, &expected.script), "{at}");
    assert_eq!((line.table, line.row, line.column), (expected.table, expected.row, expected.column), "{at}");
    assert_eq!(line.confidence.is_some(), expected.confidence.is_some(), "{at}");
    let sure = |line: &Line| line.confidence.unwrap_or_default();
    assert!((sure(line) - sure(expected)).abs() < 2.0 * SURE, "{at}: {:?}", line.confidence);
    same_place(at, format, &line.outline, &expected.outline);
    same_place(at, format, &line.baseline, &expected.baseline);
    assert_eq!(line.words.len(), expected.words.len(), "{at}");
    for (word, expected) in line.words.iter().zip(&expected.words) {
        same_word(at, format, word, expected);
    }
}

fn same_word(at: &str, format: Format, word: &Word, expected: &Word) {
    assert_eq!(word.text, expected.text, "{at}");
    assert!((word.confidence - expected.confidence).abs() < SURE, "{at}: {word:?}");
    same_place(at, format, &word.outline, &expected.outline);
    assert_eq!(word.alternatives.len(), expected.alternatives.len(), "{at}: {word:?}");
    for ((text, weight), (expected, heavy)) in word.alternatives.iter().zip(&expected.alternatives) {
        assert_eq!(text, expected, "{at}");
        assert!((weight - heavy).abs() < SURE, "{at}: {text} {weight}");
    }
}

fn same_table(at: &str, format: Format, table: &Table, expected: &Table) {
    assert_eq!(
        (table.rows, table.columns, table.continues),
        (expected.rows, expected.columns, expected.continues),
        "{at}"
    );
    same_place(at, format, &table.outline, &expected.outline);
    assert_eq!(table.cells.len(), expected.cells.len(), "{at}");
    for (cell, expected) in table.cells.iter().zip(&expected.cells) {
        same_place(at, format, &cell.outline, &expected.outline);
        let placed = register::layout::Cell { outline: expected.outline.clone(), ..cell.clone() };
        assert_eq!(placed, *expected, "{at}");
    }
}

fn same_place(at: &str, format: Format, outline: &[Point], expected: &[Point]) {
    assert_eq!(outline.len(), expected.len(), "{at}: {outline:?}");
    for (point, expected) in outline.iter().zip(expected) {
        let off = (point.x - expected.x.max(0.0)).abs().max((point.y - expected.y.max(0.0)).abs());
        assert!(off <= format.rounding(), "{at}: {point:?} was {expected:?}");
    }
}

#[test]
fn ten_scans_and_more_come_back_from_alto() {
    let readings = recorded();
    assert!(readings.len() >= 10, "{}", readings.len());
    readings.iter().for_each(|(name, reading)| check(name, Format::Alto, reading));
}

#[test]
fn ten_scans_and_more_come_back_from_page() {
    recorded().iter().for_each(|(name, reading)| check(name, Format::Page, reading));
}

#[test]
fn ten_scans_and_more_come_back_from_hocr() {
    recorded().iter().for_each(|(name, reading)| check(name, Format::Hocr, reading));
}

#[test]
fn a_spread_with_everything_comes_back() {
    Format::ALL.into_iter().for_each(|format| check("everything", format, &everything()));
}

#[test]
fn a_page_that_was_only_laid_out_comes_back_unread() {
    let mut reading = everything();
    for line in reading.pages.iter_mut().flat_map(|page| page.lines.iter_mut().flatten()) {
        *line = Line {
            text: None,
            confidence: None,
            words: Vec::new(),
            lang: None,
            script: None,
            ..line.clone()
        };
    }
    for cell in
        reading.pages.iter_mut().flat_map(|page| page.tables.iter_mut().flatten()).flat_map(|t| &mut t.cells)
    {
        cell.text = None;
    }
    Format::ALL.into_iter().for_each(|format| check("laid out", format, &reading));
}

#[test]
fn a_blank_page_comes_back() {
    let mut reading = everything();
    for page in &mut reading.pages {
        (page.lines, page.tables) = (Some(Vec::new()), Some(Vec::new()));
    }
    Format::ALL.into_iter().for_each(|format| check("blank", format, &reading));
    reading.pages.clear();
    for format in Format::ALL {
        format.validate(&format.written(&reading));
    }
}

#[test]
fn the_same_reading_gives_the_same_document() {
    for format in Format::ALL {
        assert!(format.written(&everything()) == format.written(&everything()), "{format:?}");
    }
}

#[test]
fn what_xml_cannot_hold_becomes_a_sign_for_it_and_breaks_nothing() {
    let mut reading = everything();
    let line = &mut reading.pages[0].lines.as_mut().unwrap()[0];
    line.text = Some("a\u{0}\u{b}\u{fffe}]]>".to_owned());
    line.words.clear();
    for format in Format::ALL {
        let document = format.written(&reading);
        format.validate(&document);
        let loaded = transcript::load("odd", document.as_bytes()).unwrap();
        let text = loaded.pages[0].lines.as_ref().unwrap()[0].text.clone();
        assert_eq!(text.as_deref(), Some("a\u{fffd}\u{fffd}\u{fffd}]]>"), "{format:?}");
    }
}

#[test]
fn letters_are_not_normalized() {
    // Composed, decomposed, a no-break space, a soft hyphen, of the private use area, outside the basic plane.
    let text = "\u{439} \u{438}\u{306} 12\u{a0}руб со\u{ad}юз \u{e42c} \u{1d11e}";
    let mut reading = everything();
    let line = &mut reading.pages[0].lines.as_mut().unwrap()[0];
    (line.text, line.words) = (Some(text.to_owned()), Vec::new());
    Format::ALL.into_iter().for_each(|format| check("letters", format, &reading));
}
