//! The worst lines of a run, with their pictures cut from the scans. Not for showing them.

use std::{path::PathBuf, sync::Arc};

use desks::evaluation::WorstLine;
use reading::accuracy::MeasuredLine;
use register::geometry::Rect;

use super::measuring::Done;
use crate::{
    reader::{parent::ReaderSettings, scan::ScanReader},
    run::{Doing, side_by_side},
};

/// Lines shown: as many as one looks through.
const MOST: usize = 50;
/// Scan shown above and below a line, share of its height.
const AROUND: f64 = 0.25;

/// Lines to be cut out of one frame of an image.
struct Cutting {
    image: PathBuf,
    frame: u32,
    parts: Vec<Rect>,
}

/// The worst lines, the worst of each image before the second worst of any, with their pictures.
///
/// # Errors
/// Readers cannot be started.
pub(super) async fn cut(
    done: &[Done],
    jobs: usize,
    readers: &Arc<ReaderSettings>,
) -> anyhow::Result<Vec<WorstLine>> {
    let chosen = choose(done);
    let mut work: Vec<(usize, Cutting)> = Vec::new();
    for (image, line) in &chosen {
        let part = around(&done[*image].measured.lines[*line]);
        match work.iter_mut().find(|(of, _)| of == image) {
            Some((_, cutting)) => cutting.parts.push(part),
            None => {
                let Done { image: file, truth, .. } = &done[*image];
                work.push((*image, Cutting { image: file.clone(), frame: truth.frame, parts: vec![part] }));
            }
        }
    }
    let (images, cuttings): (Vec<usize>, Vec<Cutting>) = work.into_iter().unzip();
    let cut = side_by_side(jobs, readers, cuttings, cut_out).await?;
    let mut pictures: Vec<(usize, std::vec::IntoIter<Vec<u8>>)> =
        images.into_iter().zip(cut.into_iter().map(Vec::into_iter)).collect();
    let shown = chosen.into_iter().map(|(image, line)| {
        let picture = pictures.iter_mut().find(|(of, _)| *of == image).and_then(|(_, cut)| cut.next());
        let (truth, line) = (&done[image].truth, &done[image].measured.lines[line]);
        WorstLine {
            truth: truth.truth.clone(),
            group: truth.group.clone(),
            hand: line.hand,
            script: line.script.clone(),
            tally: line.tally,
            stretches: line.stretches.clone(),
            picture: picture.unwrap_or_default(),
        }
    });
    Ok(shown.collect())
}

/// Image and line of the worst lines, worst first.
fn choose(done: &[Done]) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (image, one) in done.iter().enumerate() {
        let edits = |line: usize| one.measured.lines[line].tally.letter_edits;
        let mut lines: Vec<usize> = (0..one.measured.lines.len()).filter(|&line| edits(line) > 0).collect();
        lines.sort_by_key(|&line| std::cmp::Reverse(edits(line)));
        all.extend(lines.into_iter().enumerate().map(|(rank, line)| (rank, edits(line), image, line)));
    }
    all.sort_by_key(|&(rank, edits, image, line)| (rank, std::cmp::Reverse(edits), image, line));
    all.truncate(MOST);
    all.sort_by_key(|&(_, edits, image, line)| (std::cmp::Reverse(edits), image, line));
    all.into_iter().map(|(_, _, image, line)| (image, line)).collect()
}

fn around(line: &MeasuredLine) -> Rect {
    let rect = Rect::around(&line.outline);
    rect.grown(AROUND * rect.height().min(rect.width()))
}

/// An image that cannot be read any more has no pictures.
fn cut_out(reader: &mut ScanReader, cutting: Cutting) -> Doing<'_, Vec<Vec<u8>>> {
    Box::pin(async move {
        let Ok(file) = std::fs::read(&cutting.image) else { return Ok(Vec::new()) };
        reader.take_up(file);
        Ok(reader.cuttings(cutting.frame, &cutting.parts).await?.unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use reading::accuracy::Measured;
    use register::evaluation::{Tally, Truth};

    use super::*;

    fn done(edits: &[usize]) -> Done {
        let line = |&letter_edits: &usize| MeasuredLine {
            tally: Tally { letter_edits, ..Tally::default() },
            ..MeasuredLine::default()
        };
        let measured = Measured { lines: edits.iter().map(line).collect(), ..Measured::default() };
        Done { truth: Truth::default(), image: PathBuf::new(), measured }
    }

    #[test]
    fn the_worst_line_comes_first_and_a_perfect_one_not_at_all() {
        assert_eq!(choose(&[done(&[0, 3]), done(&[9, 0])]), [(1, 0), (0, 1)]);
    }

    #[test]
    fn one_bad_page_does_not_crowd_out_the_others() {
        let chosen = choose(&[done(&[30; 100]), done(&[5])]);
        assert_eq!(chosen.len(), MOST);
        assert!(chosen.contains(&(1, 0)));
    }
}
