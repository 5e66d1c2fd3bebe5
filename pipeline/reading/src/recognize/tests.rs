//! Pages read by engines made for the tests. Not for how well real ones read.

use image::Luma;
use register::{
    geometry::{Placement, Point},
    layout::{Cell, Hand, Line, Table},
    page::{Half, Quality, SkewEstimate},
};

use super::*;

/// Answers every picture with one line that tells its size, or with an error.
struct Measuring {
    fails: bool,
    asked: Vec<(Segmentation, u32, u32)>,
}

impl Recognizer for Measuring {
    fn read(&mut self, question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
        let (width, height) = question.picture.dimensions();
        self.asked.push((question.segmentation, width, height));
        if self.fails {
            return Err(RecognizeError::Deadline(1));
        }
        let rect = Rect::new(20.0, 20.0, 40.0, 30.0);
        let alternatives =
            vec![("Ќодир".to_owned(), 0.6), ("Қодир".to_owned(), 0.3), ("Кодир".to_owned(), 0.1)];
        let word = FoundWord {
            rect,
            text: "Ќодир".into(),
            confidence: 0.8,
            language: Some("tgk".into()),
            engine: None,
            alternatives,
        };
        Ok(vec![FoundLine { rect, baseline: None, words: vec![word] }])
    }
}

fn page(width: u32, height: u32, tables: Vec<Table>) -> Page {
    let placement = Placement::flat(width, height, [1.0, 0.0, 100.0, 0.0, 1.0, 50.0]);
    Page {
        half: Half::Whole,
        outline: Vec::new(),
        turned: 0,
        skew_degrees: 0.0,
        skew_estimate: SkewEstimate::default(),
        quality: Quality { x_height: Some(20.0), ..Quality::default() },
        doubts: Vec::new(),
        unsure: Vec::new(),
        placement,
        tables: Some(tables),
        lines: Some(Vec::new()),
    }
}

/// Two cells side by side, the left one with something on it.
fn table(placement: &Placement) -> Table {
    let cell = |column: usize, left: f64| Cell {
        column,
        row_span: 1,
        column_span: 1,
        outline: placement.outline(&Rect::new(left, 200.0, left + 200.0, 260.0)),
        ..Cell::default()
    };
    let outline = placement.outline(&Rect::new(100.0, 200.0, 500.0, 260.0));
    Table { rows: 1, columns: 2, outline, continues: None, cells: vec![cell(0, 100.0), cell(1, 300.0)] }
}

fn straight() -> GrayImage {
    let mut straight = GrayImage::from_pixel(600, 400, Luma([230]));
    (150..220).for_each(|x| (215..240).for_each(|y| straight.put_pixel(x, y, Luma([20]))));
    straight
}

fn read(page: &mut Page, fails: bool) -> Measuring {
    let mut engine = Measuring { fails, asked: Vec::new() };
    let options = RecognizeOptions::default();
    recognize(page, &straight(), (&mut engine, &LineModels::none()), &[], None, &options).unwrap();
    engine
}

#[test]
fn lines_lie_on_the_scan_with_their_letters_put_right() {
    let mut page = page(600, 400, Vec::new());
    read(&mut page, false);
    let lines = page.lines.unwrap();
    assert_eq!(lines[0].text.as_deref(), Some("Қодир"));
    assert_eq!(lines[0].outline[0], Point::new(120.0, 70.0));
    assert_eq!((lines[0].script.as_deref(), lines[0].lang.as_deref()), (Some("Cyrl"), Some("tgk")));
}

#[test]
fn readings_that_became_equal_are_one() {
    let mut page = page(600, 400, Vec::new());
    read(&mut page, false);
    let alternatives = page.lines.unwrap()[0].words[0].alternatives.clone();
    let texts: Vec<&str> = alternatives.iter().map(|a| a.0.as_str()).collect();
    assert_eq!(texts, ["Қодир", "Кодир"]);
    assert!((alternatives[0].1 - 0.9).abs() < 1e-9);
}

#[test]
fn cells_with_ink_are_read_alone_and_blank_ones_skipped() {
    let mut page = page(600, 400, Vec::new());
    page.tables = Some(vec![table(&page.placement)]);
    let engine = read(&mut page, false);
    assert_eq!(engine.asked.len(), 2, "the open text and one cell: {:?}", engine.asked);
    assert_eq!(engine.asked[1].0, Segmentation::Line);
    let cells = &page.tables.unwrap()[0].cells;
    assert_eq!((cells[0].text.as_deref(), cells[1].text.as_deref()), (Some("Қодир"), Some("")));
    let line = page.lines.unwrap().into_iter().find(|l| l.table.is_some()).unwrap();
    assert_eq!((line.table, line.row, line.column), (Some(0), Some(0), Some(0)));
}

#[test]
fn two_signs_in_a_cell_are_looked_at_as_figures_and_without_a_second_look_read_once() {
    let asked = |second_look: bool| {
        let mut page = page(600, 400, Vec::new());
        page.tables = Some(vec![table(&page.placement)]);
        let mut straight = GrayImage::from_pixel(600, 400, Luma([230]));
        for x in (150..165).chain(175..190) {
            (212..240).for_each(|y| straight.put_pixel(x, y, Luma([20])));
        }
        let mut engine = Measuring { fails: false, asked: Vec::new() };
        let options = RecognizeOptions { second_look, ..RecognizeOptions::default() };
        recognize(&mut page, &straight, (&mut engine, &LineModels::none()), &[], None, &options).unwrap();
        engine.asked.into_iter().skip(1).map(|(segmentation, ..)| segmentation).collect::<Vec<_>>()
    };
    assert_eq!(asked(false), [Segmentation::Line]);
    let looks = [Segmentation::Line, Segmentation::Line, Segmentation::Figures];
    assert_eq!(asked(true), [&looks[..], &[Segmentation::Line]].concat());
}

#[test]
fn a_picture_that_defeats_the_engine_is_a_doubt() {
    let mut page = page(600, 400, Vec::new());
    page.tables = Some(vec![table(&page.placement)]);
    read(&mut page, true);
    assert!(page.doubts.iter().any(|d| d.contains("stopped")));
    assert!(page.tables.is_some());
}

/// Finds nothing, and remembers the darkest grey of every picture it was shown.
struct Blind(Vec<u8>);

impl Recognizer for Blind {
    fn read(&mut self, question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
        self.0.push(question.picture.as_raw().iter().copied().min().unwrap_or(255));
        Ok(Vec::new())
    }
}

/// A page with a line of the samples at (120, 210), which layout took for a hand, in the cell (row, column) of the
/// first table where one is given, and the engine that saw the page with our own models beside it.
fn read_by_hand(tables: Vec<Table>, cell: Option<(usize, usize)>, others: Vec<Line>) -> (Page, Blind) {
    read_sample(Hand::Handwritten, 1.0, tables, cell, others)
}

/// What layout took the sample to stand on, pixels of the scan.
const BASELINE: [Point; 2] = [Point::new(220.0, 290.0), Point::new(600.0, 291.0)];

/// The same for a line that layout took to be in this hand, and of which it saw such a share from the left.
fn read_sample(
    hand: Hand,
    seen: f64,
    tables: Vec<Table>,
    cell: Option<(usize, usize)>,
    others: Vec<Line>,
) -> (Page, Blind) {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/lines/russian-serif.png");
    let sample = image::open(sample).unwrap().into_luma8();
    let mut straight = GrayImage::from_pixel(1000, 600, Luma([255]));
    image::imageops::replace(&mut straight, &sample, 120, 210);
    let mut page = page(1000, 600, tables);
    let (right, bottom) = (120.0 + seen * f64::from(sample.width()), 210.0 + f64::from(sample.height()));
    let mut lines = vec![Line {
        outline: page.placement.outline(&Rect::new(120.0, 210.0, right, bottom)),
        baseline: BASELINE.to_vec(),
        hand,
        table: cell.map(|_| 0),
        row: cell.map(|c| c.0),
        column: cell.map(|c| c.1),
        ..Line::default()
    }];
    lines.extend(others);
    page.lines = Some(lines);
    let mut engine = Blind(Vec::new());
    let options = RecognizeOptions::default();
    let readers: (&mut dyn Recognizer, &LineModels) = (&mut engine, &LineModels::shipped());
    recognize(&mut page, &straight, readers, &["rus".to_owned()], None, &options).unwrap();
    (page, engine)
}

const WRITTEN: &str = "Запись акта о рождении № 12";

fn texts(page: &Page) -> Vec<&str> {
    page.lines.iter().flatten().filter_map(|line| line.text.as_deref()).collect()
}

#[test]
fn a_written_line_is_read_by_our_own_model() {
    let (page, engine) = read_by_hand(Vec::new(), None, Vec::new());
    assert_eq!(texts(&page), [WRITTEN]);
    assert!(engine.0.is_empty(), "a page of nothing else is not shown to the engine");
}

#[test]
fn beside_type_a_written_line_is_hidden_from_the_engine() {
    let outline = Placement::flat(1000, 600, [1.0, 0.0, 100.0, 0.0, 1.0, 50.0])
        .outline(&Rect::new(120.0, 400.0, 400.0, 430.0));
    let typed = Line { outline, hand: Hand::Typed, ..Line::default() };
    let (page, engine) = read_by_hand(Vec::new(), None, vec![typed]);
    assert_eq!(texts(&page), [WRITTEN]);
    assert!(engine.0[0] > 200, "its ink was shown: {:?}", engine.0);
}

/// A table of two cells, the left one around the sample.
fn cells_around_the_sample() -> Vec<Table> {
    let placement = Placement::flat(1000, 600, [1.0, 0.0, 100.0, 0.0, 1.0, 50.0]);
    let cell = |column: usize, left: f64, right: f64| Cell {
        column,
        row_span: 1,
        column_span: 1,
        outline: placement.outline(&Rect::new(left, 200.0, right, 280.0)),
        ..Cell::default()
    };
    let outline = placement.outline(&Rect::new(60.0, 200.0, 940.0, 280.0));
    let cells = vec![cell(0, 60.0, 800.0), cell(1, 800.0, 940.0)];
    vec![Table { rows: 1, columns: 2, outline, continues: None, cells }]
}

#[test]
fn a_written_line_fills_its_cell_once() {
    let (page, _) = read_by_hand(cells_around_the_sample(), Some((0, 0)), Vec::new());
    let cells: Vec<&str> =
        page.tables.iter().flatten().flat_map(|t| &t.cells).filter_map(|c| c.text.as_deref()).collect();
    assert_eq!(cells, [WRITTEN, ""]);
    assert_eq!(texts(&page), [WRITTEN]);
}

/// Hand and baseline of the only line, and how often the engine is shown something: where there is a table, all but it.
fn check_typed(tables: Vec<Table>, cell: Option<(usize, usize)>, shown: usize) {
    let (page, engine) = read_sample(Hand::Typed, 1.0, tables, cell, Vec::new());
    let lines = page.lines.unwrap();
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!((line.text.as_deref(), line.hand), (Some(WRITTEN), Hand::Typed));
    assert_eq!(line.baseline, BASELINE, "our model knows no baselines");
    assert_eq!(engine.0.len(), shown, "what our model is sure of is not shown to the engine");
}

#[test]
fn a_typed_line_that_our_model_reads_stands_where_layout_saw_it() {
    check_typed(Vec::new(), None, 0);
    check_typed(cells_around_the_sample(), Some((0, 0)), 1);
}

#[test]
fn a_line_of_which_layout_saw_only_a_part_is_read_whole() {
    let (page, engine) = read_sample(Hand::Typed, 0.5, cells_around_the_sample(), Some((0, 0)), Vec::new());
    assert_eq!(texts(&page), [WRITTEN]);
    assert_eq!(engine.0.len(), 1, "what lies outside the table");
}
