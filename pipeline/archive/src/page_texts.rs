//! Texts of pages as they are published: every line with the class of the act it belongs to. Not for acts.

use std::collections::BTreeMap;

use catalogue::{ActFacts, PageFacts, Scan, State};
use register::{
    access::{Access, Closure},
    geometry::{Outline, Rect},
    id::{ActId, RegisterId, ScanId},
    layout::Hand,
    page::Half,
    publication::{PageImage, PageText, TextLine},
    unsure::Unsure,
    volume::RegisterCard,
};
use serde::Deserialize;

use crate::{Archive, Result, access::strictest};

/// What is needed of a finding of pass two; words and cells are passed over.
#[derive(Deserialize)]
struct LeanFinding {
    value: Vec<LeanPage>,
}

#[derive(Deserialize)]
struct LeanPage {
    half: Half,
    #[serde(default)]
    unsure: Vec<Unsure>,
    #[serde(default)]
    lines: Option<Vec<LeanLine>>,
}

/// A line as it was read, as far as it is needed.
#[derive(Deserialize)]
pub(crate) struct LeanLine {
    /// On the scan.
    pub(crate) outline: Outline,
    /// How it was written.
    #[serde(default)]
    pub(crate) hand: Hand,
    /// As read.
    #[serde(default)]
    pub(crate) text: Option<String>,
    /// How sure that is, 0 to 1.
    #[serde(default)]
    pub(crate) confidence: Option<f64>,
    /// The column of its table.
    #[serde(default)]
    pub(crate) column: Option<usize>,
}

/// An act on a page: its spots and the box around them.
struct OnPage {
    act: ActId,
    access: Access,
    spots: Vec<Rect>,
    bounds: Rect,
}

type OnPages = BTreeMap<(u32, Half), Vec<OnPage>>;

impl Archive {
    /// The texts of all read pages of a register, in capture order.
    pub(crate) async fn page_texts(&self, card: &RegisterCard, acts: &[ActFacts]) -> Result<Vec<PageText>> {
        let scans = self.catalogue().scans(&card.id).await?;
        let pages = self.catalogue().pages_of_register(&card.id).await?;
        let acts = on_pages(acts, &card.id);
        let mut texts = Vec::new();
        for scan in scans.into_iter().filter(|scan| scan.state == State::Read) {
            let facts = pages.get(&scan.id.number).map(Vec::as_slice).unwrap_or_default();
            texts.extend(self.texts_of_scan(card, &scan, facts, &acts).await?);
        }
        Ok(texts)
    }

    /// The text of one page as it would be published now.
    pub(crate) async fn text_of_page(&self, scan: &ScanId, half: Half) -> Result<Option<PageText>> {
        let Some(facts) = self.catalogue().scan(scan).await?.filter(|scan| scan.state == State::Read) else {
            return Ok(None);
        };
        let card = self.register(&scan.register).await?.card;
        let mut acts = Vec::new();
        for (id, _) in self.catalogue().acts_on_page(scan, half).await? {
            acts.extend(self.catalogue().act(&id).await?);
        }
        let pages = self.catalogue().pages(scan).await?;
        let texts = self.texts_of_scan(&card, &facts, &pages, &on_pages(&acts, &scan.register)).await?;
        Ok(texts.into_iter().find(|text| text.half == half))
    }

    /// What reading was unsure of on a page; nothing where it was not read.
    pub(crate) async fn unsure_of_page(&self, scan: &ScanId, half: Half) -> Result<Vec<Unsure>> {
        let finding: Option<LeanFinding> = self.finding(scan, store::Stage::Recognize).await?;
        let page = finding.and_then(|found| found.value.into_iter().find(|page| page.half == half));
        Ok(page.map(|page| page.unsure).unwrap_or_default())
    }

    /// The lines of a scan as they were read, page by page; none where that is gone.
    pub(crate) async fn lines_of_scan(&self, scan: &ScanId) -> Result<Vec<(Half, Vec<LeanLine>)>> {
        let finding: Option<LeanFinding> = self.finding(scan, store::Stage::Recognize).await?;
        let pages = finding.map(|found| found.value).unwrap_or_default();
        Ok(pages.into_iter().map(|page| (page.half, page.lines.unwrap_or_default())).collect())
    }

    async fn texts_of_scan(
        &self,
        card: &RegisterCard,
        scan: &Scan,
        pages: &[PageFacts],
        acts: &OnPages,
    ) -> Result<Vec<PageText>> {
        let finding: Option<LeanFinding> = self.finding(&scan.id, store::Stage::Recognize).await?;
        // Published without it now; again when it was read again.
        let Some(finding) = finding else { return Ok(Vec::new()) };
        let mut texts = Vec::new();
        for page in finding.value {
            let Some(facts) = pages.iter().find(|facts| facts.half == page.half) else { continue };
            let none = PageImage { sha256: String::new(), width: 0, height: 0 };
            let on_page = acts.get(&(scan.id.number, page.half)).map(Vec::as_slice).unwrap_or_default();
            texts.push(PageText {
                scan: scan.id.clone(),
                file: scan.info.file.clone(),
                frame: scan.info.frame,
                half: page.half,
                placement: facts.placement,
                image: facts.image.clone().unwrap_or(none),
                lines: lines_of(page, on_page, card, &self.settings().closure),
            });
        }
        Ok(texts)
    }
}

fn on_pages(acts: &[ActFacts], register: &RegisterId) -> OnPages {
    let mut pages = OnPages::new();
    for facts in acts {
        for page in facts.pages.iter().filter(|page| page.scan.register == *register) {
            let spots = facts.machine.fields.values().flat_map(|field| &field.spots);
            let here = spots.filter(|spot| spot.scan == page.scan && spot.half == page.half);
            pages.entry((page.scan.number, page.half)).or_default().push(OnPage {
                act: facts.machine.id.clone(),
                access: facts.access,
                spots: here.map(|spot| Rect::around(&spot.outline)).collect(),
                bounds: page.bounds,
            });
        }
    }
    pages
}

fn lines_of(page: LeanPage, acts: &[OnPage], card: &RegisterCard, closure: &Closure) -> Vec<TextLine> {
    let outside = strictest(acts.iter().map(|act| act.access), card, closure);
    let line = |line: LeanLine| {
        let text = line.text.filter(|text| !text.trim().is_empty())?;
        let act = act_of(&line.outline, acts);
        let access = act.map_or(outside, |act| act.access);
        Some(TextLine { text, outline: line.outline, access, act: act.map(|act| act.act.clone()) })
    };
    page.lines.unwrap_or_default().into_iter().filter_map(line).collect()
}

/// The act a line belongs to: the one whose spot holds its middle, else the only one whose bounds do.
fn act_of<'a>(outline: &[register::geometry::Point], acts: &'a [OnPage]) -> Option<&'a OnPage> {
    let middle = Rect::around(outline).centre();
    if let Some(act) = acts.iter().find(|act| act.spots.iter().any(|spot| spot.contains(middle))) {
        return Some(act);
    }
    let mut around = acts.iter().filter(|act| act.bounds.contains(middle));
    around.next().filter(|_| around.next().is_none())
}

/// Puts the classes of acts anew into the lines of a published page; true when one changed.
pub(crate) fn reclass(
    page: &mut PageText,
    classes: &[(ActId, Access)],
    card: &RegisterCard,
    closure: &Closure,
) -> bool {
    let outside = strictest(classes.iter().map(|(_, class)| *class), card, closure);
    let mut changed = false;
    for line in &mut page.lines {
        let own = line.act.as_ref().and_then(|act| classes.iter().find(|(id, _)| id == act));
        let class = own.map_or(outside, |(_, class)| *class);
        changed |= class != line.access;
        line.access = class;
    }
    changed
}
