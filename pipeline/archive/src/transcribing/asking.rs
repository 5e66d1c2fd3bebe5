//! Which lines a person is asked to write down: handwritten ones of pages the person may see, chosen so that they teach most; and
//! those said last, to mend them. Not for what is said of them.

use std::collections::BTreeSet;

use register::{
    access::Role,
    geometry::Rect,
    id::{RegisterId, ScanId},
    page::Half,
    teaching::{LineSpot, Needed, ReadLine, Said, Transcription, choose, needed, standing},
};

use super::{may_transcribe, sight::Sight};
use crate::{
    Archive, Result, Viewer,
    leafing::{PageView, named},
    looking::PageRef,
};

/// Lines are chosen from so many scans at a time, spread over the register: enough that few of each are asked for, few enough
/// that nobody waits.
const SCANS: usize = 48;
/// What was found on so many scans is read for one look at most, some 10 ms each; what was read is known at the next look.
const READS: usize = 2 * SCANS;

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
    /// them, nor are those of which anything was said, or that verified fields tell.
    pub asked: Vec<LineAsked>,
    /// The last lines of which this person said something, oldest first, to mend what was said.
    pub said: Vec<LineAsked>,
    /// How many lines were written down, and how many are wanted.
    pub needed: Needed,
    /// Scans on which nobody has looked for lines yet, where none was found on the others: the next look goes on there.
    pub unlooked: usize,
}

impl Archive {
    /// Up to `most` lines of a register to write down next, and up to `last` of those said last. What was found on a scan, and
    /// what was said of the register, is read once.
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
        let known = self.lines_of_fields(register).await?;
        let (chosen, unlooked) = self.chosen(viewer.role, &sight, (&all, &known), most).await?;
        let mut own = standing(&all);
        let teach = |said: &&Transcription| sight.may_see(Role::Archivist, &said.line.scan, said.line.half);
        let needed = needed(&own.iter().copied().filter(teach).collect::<Vec<_>>(), known.len());
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

    /// Lines to ask for, and the number of scans not looked at where there are none.
    async fn chosen(
        &self,
        role: Role,
        sight: &Sight,
        (said, known): (&[Transcription], &[Transcription]),
        most: usize,
    ) -> Result<(Vec<ReadLine>, usize)> {
        let (mut reads, mut unlooked) = (READS, 0);
        let scans = if most == 0 { Vec::new() } else { spread(sight.read().collect()) };
        for some in scans.chunks(SCANS) {
            let (mut lines, mut whole) = (Vec::new(), Vec::new());
            for &scan in some {
                match self.hands_of(&scan.id, scan.read_at, &mut reads).await? {
                    Some(found) if seen(&mut lines, &found, sight, role) => whole.push(scan),
                    Some(_) => {}
                    None => unlooked += 1,
                }
            }
            let found = lines.len();
            lines.retain(|read| !known.iter().any(|known| known.line.holds(&read.line)));
            // Lines that fields tell may be asked for again when one of these is taken back.
            if lines.len() < found {
                whole.clear();
            }
            let chosen: Vec<ReadLine> = choose(&lines, said, most).into_iter().cloned().collect();
            // A few lines left over on these are asked for before others are looked at.
            if !chosen.is_empty() {
                return Ok((chosen, 0));
            }
            whole.iter().for_each(|scan| self.is_exhausted(&scan.id, scan.read_at));
        }
        Ok((Vec::new(), unlooked))
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

/// Adds the lines that the role may see; are these all?
fn seen(lines: &mut Vec<ReadLine>, found: &[ReadLine], sight: &Sight, role: Role) -> bool {
    let before = lines.len();
    let may_see = |line: &&ReadLine| sight.may_see(role, &line.line.scan, line.line.half);
    lines.extend(found.iter().filter(may_see).cloned());
    lines.len() - before == found.len()
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

/// The scans so that the first [`SCANS`] of them, and the next, lie apart in the register.
pub(super) fn spread<T: Clone>(scans: Vec<T>) -> Vec<T> {
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
