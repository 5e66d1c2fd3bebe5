//! What a register has to teach: its lines that people wrote down, and those that verified fields tell, scan by scan, with where
//! their pages lie. Not for learning from them, and not for what was learned: see [`crate::line_models`].

use std::collections::BTreeMap;

use catalogue::PageFacts;
use register::{
    geometry::{Outline, Placement},
    id::{RegisterId, ScanId},
    page::{Half, ScanInfo},
    teaching::{RECOMMENDED, Said, Source, Transcription, standing},
};

use crate::{Archive, Result};

/// Lines of fields that teach at most: twice what is recommended, from so many on more bring little, and learning takes minutes
/// longer. They come from scans that lie apart.
const MOST: usize = 2 * RECOMMENDED;

/// A line and what is written on it.
#[derive(Debug, Clone)]
pub struct TaughtLine {
    /// Pixels of the scan.
    pub outline: Outline,
    /// What is written.
    pub text: String,
    /// How that is known.
    pub source: Source,
}

/// A page's lines to learn from.
#[derive(Debug, Clone)]
pub struct TaughtPage {
    /// Where the page lies in the scan.
    pub placement: Placement,
    /// The lines.
    pub lines: Vec<TaughtLine>,
}

/// A scan with lines to learn from.
#[derive(Debug, Clone)]
pub struct TaughtScan {
    /// The scan.
    pub scan: ScanId,
    /// Its file, frame and digest.
    pub info: ScanInfo,
    /// Its pages with such lines.
    pub pages: Vec<TaughtPage>,
}

impl Archive {
    /// The scans of a register with lines to learn from, in the order of their numbers. A page that is no more there (its scan was
    /// replaced) teaches nothing, and of the lines that verified fields tell only so many do as bring something.
    ///
    /// # Errors
    /// Setting: no such register. The catalogue or the store fail.
    pub async fn taught_scans(&self, register: &RegisterId) -> Result<Vec<TaughtScan>> {
        let (told, said) = (self.lines_of_fields(register).await?, self.transcriptions(register).await?);
        let mut scans = Vec::new();
        for (scan, halves) in by_page(&standing(&said), &told) {
            let Some(held) = self.catalogue().scan(&scan).await? else { continue };
            let pages = on_pages(halves, &self.catalogue().pages(&scan).await?);
            scans.extend((!pages.is_empty()).then_some(TaughtScan { scan, info: held.info, pages }));
        }
        Ok(scans)
    }
}

/// Lines by the page they stood on when they were written down.
type ByHalf = BTreeMap<Half, Vec<TaughtLine>>;

/// Lines that teach: those `said`, and of those that fields `told` the first.
fn by_page(said: &[&Transcription], told: &[Transcription]) -> BTreeMap<ScanId, ByHalf> {
    let said = said.iter().map(|word| (*word, Source::Written));
    let mut lines: BTreeMap<ScanId, ByHalf> = BTreeMap::new();
    for (word, source) in said.chain(told.iter().take(MOST).map(|word| (word, Source::Fields))) {
        let Transcription { line, said: Said::Text(text), .. } = word else { continue };
        let page = lines.entry(line.scan.clone()).or_default().entry(line.half).or_default();
        page.push(TaughtLine { outline: line.outline.clone(), text: text.clone(), source });
    }
    lines
}

/// The lines on the pages of their scan as these lie now.
fn on_pages(mut halves: ByHalf, placed: &[PageFacts]) -> Vec<TaughtPage> {
    let mut pages: Vec<TaughtPage> = Vec::new();
    for page in placed {
        let lines = halves.remove(&page.half);
        pages.extend(lines.map(|lines| TaughtPage { placement: page.placement, lines }));
    }
    // Pages that are cut otherwise by now: their lines stand on whichever holds them.
    for line in halves.into_values().flatten() {
        let Some(page) = placed.iter().find(|page| holds(&page.placement, &line.outline)) else { continue };
        pages.push(TaughtPage { placement: page.placement, lines: vec![line] });
    }
    pages
}

/// Does the middle of a line stand on the page?
fn holds(placement: &Placement, line: &Outline) -> bool {
    let middle = placement.page_rect(line).centre();
    (0.0..f64::from(placement.width)).contains(&middle.x)
        && (0.0..f64::from(placement.height)).contains(&middle.y)
}

#[cfg(test)]
mod tests {
    use register::teaching::LineSpot;

    use super::*;

    fn line(number: u32) -> Transcription {
        let scan = ScanId { register: "b".parse().unwrap(), number };
        Transcription {
            line: LineSpot { scan, half: Half::Whole, outline: Vec::new() },
            said: Said::Text("Салим".to_owned()),
            read: None,
            person: "zarina".to_owned(),
            at: "2026-01-01T00:00:00Z".to_owned(),
            nonce: None,
        }
    }

    #[test]
    fn of_lines_that_fields_tell_only_so_many_teach_while_all_that_were_written_down_do() {
        let many: Vec<Transcription> = (1..).take(MOST + 5).map(line).collect();
        assert_eq!(by_page(&[], &many).len(), MOST);
        assert_eq!(by_page(&many.iter().collect::<Vec<_>>(), &[]).len(), MOST + 5);
    }
}
