//! Which of a register's lines are kept from teaching, to judge by: the same ones each time, so that no model is judged by what one
//! before it was shown. Not for lines of others: the replay sheets say of theirs.

use std::collections::BTreeSet;

use register::teaching::Source;
use sha2::{Digest as _, Sha256};

use super::TaughtLine;

/// Of so many lines one is kept.
const KEPT: u64 = 5;
/// More lines than these are not needed to judge by, and as many written down are enough: those of fields were read nearly right
/// before, and say less.
const MOST_KEPT: usize = 100;
const ENOUGH: usize = 20;

/// Lines to teach, and those kept.
pub(super) fn apart(lines: &[TaughtLine]) -> (Vec<&TaughtLine>, Vec<&TaughtLine>) {
    let mut kept = of_source(lines, Source::Written);
    if kept.len() < ENOUGH {
        kept.extend(of_source(lines, Source::Fields));
    }
    let kept: BTreeSet<usize> = kept.into_iter().take(MOST_KEPT).collect();
    let (mut taught, mut judged) = (Vec::new(), Vec::new());
    for (at, line) in lines.iter().enumerate() {
        if kept.contains(&at) { judged.push(line) } else { taught.push(line) }
    }
    (taught, judged)
}

/// Places of the lines to keep of one source.
fn of_source(lines: &[TaughtLine], source: Source) -> Vec<usize> {
    let own = lines.iter().enumerate().filter(|(_, line)| line.source == source);
    let mut lots: Vec<(u64, usize)> = own.map(|(at, line)| (lot(line), at)).collect();
    lots.retain(|(lot, _)| lot % KEPT == 0);
    lots.sort_unstable();
    lots.into_iter().map(|(_, at)| at).collect()
}

/// A number that follows from the line alone, spread evenly: from its picture where its box was laid once and for all; from its
/// text where the box is that of words, which move a little whenever the page is read anew.
fn lot(line: &TaughtLine) -> u64 {
    let digest = match line.source {
        Source::Written => Sha256::digest(line.picture.as_raw()),
        Source::Fields => Sha256::digest(&line.text),
    };
    digest.iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Luma};

    use super::*;

    /// Lines that differ in one pixel and in their texts.
    fn lines(count: u32, source: Source) -> Vec<TaughtLine> {
        let line = |number: u32| {
            let mut picture = GrayImage::from_pixel(90, 48, Luma([255]));
            picture.put_pixel(number % 90, number / 90, Luma([0]));
            TaughtLine { picture, text: number.to_string(), source }
        };
        (0..count).map(line).collect()
    }

    #[test]
    fn some_lines_are_kept_and_none_is_lost() {
        let lines = lines(200, Source::Written);
        let (taught, kept) = apart(&lines);
        assert!((25..=55).contains(&kept.len()), "{}", kept.len());
        assert_eq!(taught.len() + kept.len(), 200);
        assert!(taught.iter().all(|line| !kept.contains(line)));
    }

    #[test]
    fn what_was_kept_once_is_kept_when_more_lines_come() {
        let (few, many) = (lines(150, Source::Written), lines(300, Source::Written));
        let [before, after] = [&few, &many].map(|lines| apart(lines).1);
        assert!(before.iter().all(|line| after.contains(line)));
    }

    #[test]
    fn of_many_lines_a_hundred_are_kept() {
        assert_eq!(apart(&lines(2000, Source::Written)).1.len(), 100);
    }

    #[test]
    fn a_field_whose_box_moved_is_kept_as_before() {
        let before = lines(200, Source::Fields);
        let wider = |line: &TaughtLine| {
            let mut picture = GrayImage::from_pixel(91, 48, Luma([255]));
            image::imageops::overlay(&mut picture, &line.picture, 1, 0);
            TaughtLine { picture, ..line.clone() }
        };
        let after: Vec<TaughtLine> = before.iter().map(wider).collect();
        let kept = |lines| apart(lines).1.iter().map(|line| line.text.clone()).collect::<Vec<String>>();
        assert!(kept(&before).len() > 20);
        assert_eq!(kept(&before), kept(&after));
    }

    #[test]
    fn where_enough_was_written_down_fields_teach_and_do_not_judge() {
        let both = [lines(300, Source::Written), lines(300, Source::Fields)].concat();
        assert!(apart(&both).1.iter().all(|line| line.source == Source::Written));
        let few = [lines(20, Source::Written), lines(300, Source::Fields)].concat();
        assert!(apart(&few).1.iter().any(|line| line.source == Source::Fields));
    }
}
