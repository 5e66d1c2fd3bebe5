//! From lines to text: engines read, and what they read is laid on the scan, with the letters put right,
//! script and language told. Not for what a text means: extraction reads it for that.

mod alternatives;
#[cfg(test)]
mod answering;
mod cell_ink;
mod cells;
mod corner;
mod corner_marks;
mod corner_vote;
mod crop;
mod error;
mod figures;
mod leaders;
mod legacy_font;
mod lone;
mod look;
mod look_alikes;
mod open_text;
mod orientation;
mod patch;
mod recognizer;
mod recorded;
pub(crate) mod script;
mod second_look;
mod signs;
mod tesseract;
mod threes;
mod unread;
mod vote;
mod words;

use image::GrayImage;
use register::{geometry::Rect, layout::Line, page::Page};
use serde::{Deserialize, Serialize};

pub use self::{
    error::{RecognizeError, Trouble},
    recognizer::{FoundLine, FoundWord, Question, Recognizer, Segmentation},
    recorded::{Recorded, Recording},
    tesseract::{Tesseract, TesseractSettings},
};
use crate::layout::{self, Agreement};

/// The model that reads lone figures best (65 of 70, against 57 with `tgk` and `rus`).
const FIGURES: &str = "eng";

/// Languages of a register that names none: the Tajik and Russian of its archives.
const USUAL_LANGUAGES: [&str; 2] = ["tgk", "rus"];

/// Height of small letters when the page's was not measured: 11 points at 300 pixels per inch.
const USUAL_X_HEIGHT: f64 = 22.0;

/// How thoroughly to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecognizeOptions {
    /// Read doubtful lines a second time in another way.
    pub second_look: bool,
    /// Keep other readings of each word.
    pub alternatives: bool,
}

impl Default for RecognizeOptions {
    fn default() -> Self {
        Self { second_look: true, alternatives: true }
    }
}

/// An engine with the languages and options of one register.
struct Reader<'a> {
    engine: &'a mut dyn Recognizer,
    languages: &'a [String],
    options: &'a RecognizeOptions,
    ppi: Option<u32>,
    doubts: Vec<String>,
}

impl Reader<'_> {
    /// What the engine finds on `picture`; nothing, and a doubt, where the picture defeats it.
    fn ask(
        &mut self,
        picture: &GrayImage,
        segmentation: Segmentation,
    ) -> Result<Vec<FoundLine>, RecognizeError> {
        let answer = self.engine.read(&self.question(picture, segmentation, self.languages));
        self.or_doubt(answer)
    }

    /// What the engine finds on `picture` with the model that knows figures best; with the register's where that is
    /// missing.
    fn ask_figures(
        &mut self,
        picture: &GrayImage,
        segmentation: Segmentation,
    ) -> Result<Vec<FoundLine>, RecognizeError> {
        let latin = [FIGURES.to_owned()];
        let answer = self.engine.read(&self.question(picture, segmentation, &latin));
        match answer {
            Err(RecognizeError::MissingModel { .. }) => self.ask(picture, segmentation),
            other => self.or_doubt(other),
        }
    }

    fn question<'q>(
        &self,
        picture: &'q GrayImage,
        segmentation: Segmentation,
        languages: &'q [String],
    ) -> Question<'q> {
        let alternatives = self.options.alternatives;
        Question { picture, segmentation, languages, ppi: self.ppi, alternatives }
    }

    /// Trouble of the picture becomes a doubt.
    fn or_doubt(
        &mut self,
        answer: Result<Vec<FoundLine>, RecognizeError>,
    ) -> Result<Vec<FoundLine>, RecognizeError> {
        match answer {
            Err(error) if error.kind() == Trouble::Material => {
                let doubt = error.to_string();
                if !self.doubts.contains(&doubt) {
                    self.doubts.push(doubt);
                }
                Ok(Vec::new())
            }
            other => other,
        }
    }
}

/// Reads a page laid out before: fills the text of its cells, and gives its lines text, words,
/// confidence, script and language. Outside tables the lines are those the engine found. `straight` is
/// the page's straight picture, the one `page.placement` leads back from.
///
/// A picture that defeats the engine is a doubt of the page, no error.
///
/// # Errors
/// Trouble of the setting (a missing model) or ours; the page is then as far as reading came.
pub fn recognize(
    page: &mut Page,
    straight: &GrayImage,
    engine: &mut dyn Recognizer,
    languages: &[String],
    agreement: Option<&Agreement>,
    options: &RecognizeOptions,
) -> Result<(), RecognizeError> {
    if let Some(agreement) = agreement {
        layout::apply(agreement, straight, page, layout::Direction::of(languages));
    }
    let usual = USUAL_LANGUAGES.map(str::to_owned);
    let languages = if languages.is_empty() { &usual } else { languages };
    let mut reader = Reader { engine, languages, options, ppi: None, doubts: Vec::new() };
    let outcome = read_page(&mut reader, page, straight);
    page.doubts.append(&mut reader.doubts);
    for unsure in layout::check_numbers(page.tables.as_deref().unwrap_or_default()) {
        page.doubt(unsure);
    }
    outcome
}

fn read_page(reader: &mut Reader<'_>, page: &mut Page, straight: &GrayImage) -> Result<(), RecognizeError> {
    let clean = leaders::without_leaders(straight, page.quality.x_height.unwrap_or(USUAL_X_HEIGHT));
    let straight = clean.as_ref().unwrap_or(straight);
    let rects = cells::table_rects(&page.placement, page.tables.as_deref().unwrap_or_default());
    let mut open = open_text::read_open_text(reader, page, straight, &rects)?;
    let tabled = cells::read_tables(reader, page, straight)?;
    cells::fill_frames(page, &mut open);
    let tabled = rects.into_iter().flatten().zip(tabled).collect();
    page.lines = Some(in_reading_order(page, open, tabled));
    Ok(())
}

/// Lines outside tables keep the engine's order; a table's lines follow the last line that begins above it.
fn in_reading_order(page: &Page, open: Vec<Line>, tables: Vec<(Rect, Vec<Line>)>) -> Vec<Line> {
    let mut lines = open;
    for (rect, of_table) in tables {
        let above = |line: &Line| page.placement.page_rect(&line.outline).centre().y < rect.top;
        let place = lines.iter().rposition(above).map_or(0, |last| last + 1);
        lines.splice(place..place, of_table);
    }
    lines
}

#[cfg(test)]
mod tests {
    use image::Luma;
    use register::{
        geometry::{Placement, Point},
        layout::{Cell, Table},
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
        recognize(page, &straight(), &mut engine, &[], None, &options).unwrap();
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
            recognize(&mut page, &straight, &mut engine, &[], None, &options).unwrap();
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
}
