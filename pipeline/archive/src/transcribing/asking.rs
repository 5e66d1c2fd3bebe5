//! Lines a person is shown to write down: handwritten ones of pages the person may see; and those said last, to mend them. Not for
//! which teach most (see `choosing`), nor for what is said of them.

use std::collections::BTreeSet;

use register::{
    access::Role,
    geometry::Rect,
    id::{RegisterId, ScanId},
    page::Half,
    teaching::{LineSpot, Needed, Said, Transcription, standing},
};

use super::{
    choosing::{Choice, SCANS},
    counted, may_transcribe,
    sight::Sight,
};
use crate::{
    Archive, Result, Viewer,
    leafing::{PageView, named},
    looking::PageRef,
};

/// A line to look at, with the page it is cut from.
#[derive(Debug, Clone, PartialEq)]
pub struct LineAsked {
    /// Where it stands.
    pub line: LineSpot,
    /// What the machine read.
    pub read: Option<String>,
    /// What this person said of it before.
    pub said: Option<Said>,
    /// Its page, with an image.
    pub page: PageRef,
}

/// What the desk shows of a register at one look.
#[derive(Debug, Clone, PartialEq)]
pub struct LinesAsked {
    /// Lines to write down next, in the order to ask. Lines of pages with a sealed act and of withdrawn scans are never among
    /// them, nor are those of which anything was said, or that verified fields tell: nothing is asked from a scan before it was
    /// looked what these tell.
    pub asked: Vec<LineAsked>,
    /// The last lines of which this person said something, oldest first, to mend what was said.
    pub said: Vec<LineAsked>,
    /// How many lines were written down or are told by verified fields, and how many are wanted. Of scans on which nobody has
    /// looked yet what fields tell, that is counted at the next looks.
    pub needed: Needed,
    /// Scans on which nobody has looked for lines yet, where none was found on the others: the next look goes on there.
    pub unlooked: usize,
}

impl Archive {
    /// Up to `most` lines of a register to write down next, and up to `last` of those said last. What was found on a scan, and
    /// what was said of the register, is read once; what was found on many scans is read over several looks.
    ///
    /// # Errors
    /// Setting: no such register, or the role does not write lines down. Audit, catalogue or store fail.
    pub async fn lines_to_transcribe(
        &self,
        viewer: &Viewer,
        register: &RegisterId,
        (most, last): (usize, usize),
    ) -> Result<LinesAsked> {
        may_transcribe(viewer)?;
        let sight = self.sight(register).await?;
        let all = self.catalogue().transcriptions(register).await?;
        let told = self.fields_told(&sight, SCANS).await?;
        let known = told.beside(&sight, &all);
        let choice = Choice::of((viewer.role, &sight), &all, &known, &told.open);
        let (chosen, unlooked) = self.chosen(&choice, most).await?;
        let mut own = standing(&all);
        let needed = counted(&sight, &own, known.len());
        own.retain(|said| said.person == viewer.name);
        let own = own.split_off(own.len().saturating_sub(last));
        let asked_on = chosen.iter().map(|read| &read.line);
        self.note_pages(viewer, "lines to transcribe", register, asked_on).await?;
        self.note_pages(viewer, "lines written down", register, own.iter().map(|said| &said.line)).await?;
        let line = |line, read, said| line_asked(&sight, viewer.role, line, read, said);
        let asked = chosen.into_iter().filter_map(|read| line(read.line, Some(read.text), None)).collect();
        let again =
            |said: &Transcription| line(said.line.clone(), said.read.clone(), Some(said.said.clone()));
        Ok(LinesAsked { asked, said: own.into_iter().filter_map(again).collect(), needed, unlooked })
    }

    /// Writes down whose lines are looked at: the register, and the pages they stand on. Nothing where there are none.
    async fn note_pages<'l>(
        &self,
        viewer: &Viewer,
        action: &str,
        register: &RegisterId,
        lines: impl Iterator<Item = &'l LineSpot>,
    ) -> Result<()> {
        let pages: BTreeSet<String> = lines.map(|line| named(&line.scan, line.half)).collect();
        if pages.is_empty() {
            return Ok(());
        }
        let pages: Vec<String> = pages.into_iter().collect();
        self.note(viewer, action, &format!("{register}: {}", pages.join(", "))).await
    }

    /// The image of a page of which one `line` (pixels of the image) is cut out, if the viewer may see every act on the page.
    ///
    /// # Errors
    /// Setting: the role does not write lines down. Audit, catalogue or store fail.
    pub async fn line_image(
        &self,
        viewer: &Viewer,
        scan: &ScanId,
        half: Half,
        line: &Rect,
    ) -> Result<Option<PageView>> {
        may_transcribe(viewer)?;
        let Some(found) = self.visible_image(viewer.role, scan, half).await? else { return Ok(None) };
        let Rect { left, top, right, bottom } = line;
        let subject = format!("{} {left:.0},{top:.0} to {right:.0},{bottom:.0}", named(scan, half));
        self.note(viewer, "line image", &subject).await?;
        Ok(Some(self.view_of_page(scan, found).await?))
    }
}

/// A line with its page; nothing where the role may not see that.
fn line_asked(
    sight: &Sight,
    role: Role,
    line: LineSpot,
    read: Option<String>,
    said: Option<Said>,
) -> Option<LineAsked> {
    let (image, placement) = sight.image(role, &line.scan, line.half)?;
    let page = PageRef { scan: line.scan.clone(), half: line.half, placement, image: Some(image) };
    Some(LineAsked { line, read, said, page })
}
