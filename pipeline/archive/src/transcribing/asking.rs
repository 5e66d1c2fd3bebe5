//! Which lines a person is asked to write down: handwritten ones of pages the person may see, chosen so that they teach most.
//! Not for what is said of them.

use std::collections::BTreeSet;

use register::{
    geometry::Rect,
    id::{RegisterId, ScanId},
    layout::Hand,
    page::Half,
    teaching::{LineSpot, ReadLine, Said, choose, standing},
};

use catalogue::State;

use super::may_transcribe;
use crate::{
    Archive, Result, Viewer,
    leafing::{PageView, named},
    looking::PageRef,
};

/// Lines are chosen from so many scans at a time, spread over the register: enough that few of each are asked for, few enough
/// that nobody waits.
const SCANS: usize = 48;

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

impl Archive {
    /// Up to `most` lines of a register to write down next, in the order to ask. Lines of pages with a sealed act and of
    /// withdrawn scans are never among them, nor are those of which anything was said, or that verified fields tell.
    ///
    /// # Errors
    /// Setting: no such register, or the role does not write lines down. Audit, catalogue or store fail.
    pub async fn lines_to_transcribe(
        &self,
        viewer: &Viewer,
        register: &RegisterId,
        most: usize,
    ) -> Result<Vec<LineAsked>> {
        may_transcribe(viewer)?;
        self.register(register).await?;
        let said = self.catalogue().transcriptions(register).await?;
        let known = self.lines_of_fields(register).await?;
        let scans =
            self.catalogue().scans(register).await?.into_iter().filter(|scan| scan.state == State::Read);
        let scans: Vec<ScanId> = spread(scans.map(|scan| scan.id).collect());
        let (mut lines, mut chosen) = (Vec::new(), Vec::new());
        for some in scans.chunks(SCANS) {
            for scan in some {
                lines.extend(self.handwritten(viewer, scan).await?);
            }
            lines.retain(|read| !known.iter().any(|known| known.line.holds(&read.line)));
            chosen = choose(&lines, &said, most).into_iter().cloned().collect();
            // A few lines left over on these are asked for before others are looked at: each look reads what was found on them all.
            if !chosen.is_empty() {
                break;
            }
        }
        self.note_pages(viewer, "lines to transcribe", register, chosen.iter().map(|read| &read.line))
            .await?;
        let mut asked = Vec::new();
        for ReadLine { line, text, .. } in chosen {
            asked.extend(self.line_asked(viewer, line, Some(text), None).await?);
        }
        Ok(asked)
    }

    /// The last lines of a register of which this person said something, oldest first, to mend what was said.
    ///
    /// # Errors
    /// Setting: the role does not write lines down. The catalogue fails.
    pub async fn lines_said_last(
        &self,
        viewer: &Viewer,
        register: &RegisterId,
        most: usize,
    ) -> Result<Vec<LineAsked>> {
        may_transcribe(viewer)?;
        let all = self.catalogue().transcriptions(register).await?;
        let mut own = standing(&all);
        own.retain(|said| said.person == viewer.name);
        let mut last = Vec::new();
        let own = own.split_off(own.len().saturating_sub(most));
        self.note_pages(viewer, "lines written down", register, own.iter().map(|said| &said.line)).await?;
        for said in own {
            let (line, read, said) = (said.line.clone(), said.read.clone(), Some(said.said.clone()));
            last.extend(self.line_asked(viewer, line, read, said).await?);
        }
        Ok(last)
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

    /// The handwritten lines of a scan's pages that the viewer may see.
    async fn handwritten(&self, viewer: &Viewer, scan: &ScanId) -> Result<Vec<ReadLine>> {
        let mut lines = Vec::new();
        for (half, found) in self.lines_of_scan(scan).await? {
            if self.visible_image(viewer.role, scan, half).await?.is_none() {
                continue;
            }
            for line in found.into_iter().filter(|line| line.hand == Hand::Handwritten) {
                let (confidence, column) = (line.confidence, line.column);
                let spot = LineSpot { scan: scan.clone(), half, outline: line.outline };
                lines.extend(line.text.map(|text| ReadLine { line: spot, text, confidence, column }));
            }
        }
        Ok(lines)
    }

    /// A line with its page; nothing where the viewer may not see that, or not any more.
    async fn line_asked(
        &self,
        viewer: &Viewer,
        line: LineSpot,
        read: Option<String>,
        said: Option<Said>,
    ) -> Result<Option<LineAsked>> {
        let Some((image, placement)) = self.visible_image(viewer.role, &line.scan, line.half).await? else {
            return Ok(None);
        };
        let page = PageRef { scan: line.scan.clone(), half: line.half, placement, image: Some(image) };
        Ok(Some(LineAsked { line, read, said, page }))
    }
}

/// The scans so that the first [`SCANS`] of them, and the next, lie apart in the register.
pub(super) fn spread(scans: Vec<ScanId>) -> Vec<ScanId> {
    let step = scans.len().div_ceil(SCANS).max(1);
    (0..step).flat_map(|first| scans.iter().skip(first).step_by(step)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scans(count: u32) -> Vec<ScanId> {
        (1..=count).map(|number| ScanId { register: "b".parse().unwrap(), number }).collect()
    }

    #[test]
    fn the_first_scans_looked_at_lie_apart_and_all_come_in_the_end() {
        let mut apart = spread(scans(100));
        assert_eq!(apart[..3].iter().map(|scan| scan.number).collect::<Vec<_>>(), [1, 4, 7]);
        apart.sort();
        assert_eq!(apart, scans(100));
    }

    #[test]
    fn few_scans_come_in_their_order() {
        assert_eq!(spread(scans(3)), scans(3));
        assert_eq!(spread(scans(0)), []);
    }
}
