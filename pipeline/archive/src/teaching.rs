//! What a register has to teach: its lines that people wrote down, and those that verified fields tell, scan by scan, with where
//! their pages lie. Not for learning from them, and not for what was learned: see [`crate::line_models`].

use std::collections::BTreeMap;

use register::{
    geometry::{Outline, Placement},
    id::{RegisterId, ScanId},
    page::{Half, ScanInfo},
    teaching::{Said, Source, Transcription, standing},
};

use crate::{Archive, Result};

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
    /// replaced) teaches nothing.
    ///
    /// # Errors
    /// Setting: no such register. The catalogue fails.
    pub async fn taught_scans(&self, register: &RegisterId) -> Result<Vec<TaughtScan>> {
        let (told, said) = (self.lines_of_fields(register).await?, self.transcriptions(register).await?);
        let said = standing(&said).into_iter().map(|word| (word, Source::Written));
        let mut lines: BTreeMap<ScanId, BTreeMap<Half, Vec<TaughtLine>>> = BTreeMap::new();
        for (word, source) in said.chain(told.iter().map(|word| (word, Source::Fields))) {
            let Transcription { line, said: Said::Text(text), .. } = word else { continue };
            let page = lines.entry(line.scan.clone()).or_default().entry(line.half).or_default();
            page.push(TaughtLine { outline: line.outline.clone(), text: text.clone(), source });
        }
        let mut scans = Vec::new();
        for (scan, mut halves) in lines {
            let Some(held) = self.catalogue().scan(&scan).await? else { continue };
            let placed = self.catalogue().pages(&scan).await?;
            let mut pages: Vec<TaughtPage> = Vec::new();
            for page in &placed {
                pages.extend(
                    halves.remove(&page.half).map(|lines| TaughtPage { placement: page.placement, lines }),
                );
            }
            // Pages that are cut otherwise by now: their lines stand on whichever holds them.
            for line in halves.into_values().flatten() {
                let Some(page) = placed.iter().find(|page| holds(&page.placement, &line.outline)) else {
                    continue;
                };
                pages.push(TaughtPage { placement: page.placement, lines: vec![line] });
            }
            scans.extend((!pages.is_empty()).then_some(TaughtScan { scan, info: held.info, pages }));
        }
        Ok(scans)
    }
}

/// Does the middle of a line stand on the page?
fn holds(placement: &Placement, line: &Outline) -> bool {
    let middle = placement.page_rect(line).centre();
    (0.0..f64::from(placement.width)).contains(&middle.x)
        && (0.0..f64::from(placement.height)).contains(&middle.y)
}
