//! A page put together from a transcript: lines and tables as they come, made a page at the end. What the formats do
//! not carry (quality, doubts, where the straight page lies) is as for a page nobody measured. Not for writing.

use std::collections::BTreeMap;

use register::{
    geometry::{Outline, Placement, Rect},
    layout::{Hand, Line, Table},
    page::{Half, Page, Quality, ScanInfo, ScanReading, SkewEstimate},
};

/// A page under way.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) half: Half,
    /// Empty where the transcript does not say it: then the whole scan.
    pub(crate) outline: Outline,
    /// By how much its content is turned on the scan, degrees clockwise.
    pub(crate) turned: f64,
    pub(crate) lines: Vec<Drafted>,
    pub(crate) tables: Vec<Table>,
}

/// A line as it came.
#[derive(Debug)]
pub(crate) struct Drafted {
    pub(crate) line: Line,
    /// Its place in reading order, where it is written beside it.
    pub(crate) rank: Option<f64>,
    /// How it was written, where that is said.
    pub(crate) hand: Option<Hand>,
    /// Is it called a heading?
    pub(crate) heading: bool,
}

impl Draft {
    pub(crate) fn new(half: Half) -> Self {
        Self { half, outline: Outline::new(), turned: 0.0, lines: Vec::new(), tables: Vec::new() }
    }

    fn is_bare(&self) -> bool {
        self.lines.is_empty() && self.tables.is_empty()
    }

    fn page(mut self, scan: &ScanInfo, unsaid: Hand) -> Page {
        // Reading order counts only where all lines have their place; the sort keeps equals as they came.
        if self.lines.iter().all(|drafted| drafted.rank.is_some()) {
            self.lines.sort_by(|a, b| a.rank.unwrap_or(0.0).total_cmp(&b.rank.unwrap_or(0.0)));
        }
        let in_hand = |Drafted { line, hand, heading, .. }: Drafted| {
            let otherwise = if heading { Hand::Printed } else { unsaid };
            Line { hand: hand.unwrap_or(otherwise), ..line }
        };
        let lines: Vec<Line> = self.lines.into_iter().map(in_hand).collect();
        fill_cells(&mut self.tables, &lines);
        let (turned, skew_degrees) = quarter_and_rest(self.turned);
        let all = Rect::new(0.0, 0.0, scan.width.into(), scan.height.into());
        Page {
            half: self.half,
            outline: if self.outline.is_empty() { all.corners() } else { self.outline },
            turned,
            skew_degrees,
            skew_estimate: SkewEstimate { degrees: skew_degrees, confidence: 0.0 },
            quality: Quality::default(),
            doubts: Vec::new(),
            unsure: Vec::new(),
            placement: Placement::whole(scan.width, scan.height),
            tables: Some(self.tables),
            lines: Some(lines),
        }
    }
}

/// Where an element stands, and what those around it say of every line in it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    /// Among the drafts.
    pub(crate) page: usize,
    pub(crate) margin: bool,
    /// How it was written, where that is said.
    pub(crate) hand: Option<Hand>,
    /// Is it called a heading?
    pub(crate) heading: bool,
    /// In reading order, where that is written.
    pub(crate) rank: Option<f64>,
    /// Among the tables of the page.
    pub(crate) table: Option<usize>,
    pub(crate) row: Option<usize>,
    pub(crate) column: Option<usize>,
}

impl Place {
    /// The same on a page; a table of another page is left behind.
    pub(crate) fn on(self, page: usize) -> Self {
        if page == self.page { self } else { Self { page, table: None, row: None, column: None, ..self } }
    }
}

/// Puts a line where it stands.
pub(crate) fn put(drafts: &mut [Draft], place: Place, line: Line) {
    let Place { page, rank, hand, heading, table, row, column, .. } = place;
    let margin = line.margin || place.margin;
    let line = Line { margin, table, row, column, ..line };
    drafts[page].lines.push(Drafted { line, rank, hand, heading });
}

/// The page of a scan that is this half of a spread, begun if it was not.
pub(crate) fn of_half(drafts: &mut Vec<Draft>, half: Half) -> usize {
    let known = drafts.iter().position(|draft| draft.half == half);
    known.unwrap_or_else(|| {
        drafts.push(Draft::new(half));
        drafts.len() - 1
    })
}

/// A reading of these pages; a whole page on which nothing stands is left out beside halves. Where some lines are
/// called printed, as the form's words are in ground truth of registers, those of which nothing is said are by hand;
/// elsewhere they are print.
pub(crate) fn reading(scan: ScanInfo, drafts: Vec<Draft>) -> ScanReading {
    let halved = drafts.iter().any(|draft| draft.half != Half::Whole);
    let mut lines = drafts.iter().flat_map(|draft| &draft.lines);
    let unsaid = match lines.any(|drafted| drafted.hand == Some(Hand::Printed)) {
        true => Hand::Handwritten,
        false => Hand::Printed,
    };
    let kept = drafts.into_iter().filter(|draft| !(halved && draft.half == Half::Whole && draft.is_bare()));
    let pages = kept.map(|draft| draft.page(&scan, unsaid)).collect();
    ScanReading { scan, set_aside: None, pages, acts: None }
}

/// A scan of which a transcript says no more.
pub(crate) fn scan(file: &str, frame: usize, width: f64, height: f64) -> ScanInfo {
    // A float becomes the nearest whole number a scan can have; what is none becomes nought.
    let pixels = |length: f64| length.round() as u32;
    ScanInfo {
        // Some name the folder it lay in, too.
        file: file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
        frame: u32::try_from(frame).unwrap_or(u32::MAX),
        width: pixels(width),
        height: pixels(height),
        sha256: String::new(),
    }
}

/// Writes into each cell what its lines say, once any line of the page was read.
fn fill_cells(tables: &mut [Table], lines: &[Line]) {
    if lines.iter().all(|line| line.text.is_none()) {
        return;
    }
    let mut texts: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for line in lines {
        let place = (line.table, line.row, line.column);
        texts.entry(place).or_default().extend(line.text.as_deref());
    }
    for (number, table) in tables.iter_mut().enumerate() {
        for cell in table.cells.iter_mut().filter(|cell| cell.text.is_none()) {
            let place = (Some(number), Some(cell.row), Some(cell.column));
            cell.text = Some(texts.get(&place).map(|texts| texts.join("\n")).unwrap_or_default());
        }
    }
}

/// A turn as quarters, 0 to 270 degrees clockwise, and what is left, at most an eighth either way.
fn quarter_and_rest(degrees: f64) -> (u16, f64) {
    let around = degrees.rem_euclid(360.0);
    let quarters = (around / 90.0).round();
    let rest = around - quarters * 90.0;
    // At most 4, and 4 quarters are none.
    (((quarters as u16) % 4) * 90, (rest * 1000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_quarters_and_a_lean() {
        let check = |degrees: f64, expected: (u16, f64)| assert_eq!(quarter_and_rest(degrees), expected);
        check(0.0, (0, 0.0));
        check(-0.84, (0, -0.84));
        check(91.5, (90, 1.5));
        check(269.2, (270, -0.8));
        check(-90.0, (270, 0.0));
        check(360.0, (0, 0.0));
    }
}
