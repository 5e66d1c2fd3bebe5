//! One known text: its image read, the reading measured. Not for finding texts, nor for adding figures.

use std::{fmt::Write as _, path::PathBuf};

use indicatif::ProgressBar;
use reading::{
    accuracy::{self, Measured},
    layout::Direction,
};
use register::{
    evaluation::{Failed, Truth},
    layout::Line,
};

use super::{
    frames,
    truths::{KnownText, Text},
};
use crate::{reader::scan::ScanReader, run::Doing};

/// A text to measure by, and how its image is read.
pub(super) struct Work {
    pub(super) text: KnownText,
    pub(super) languages: Vec<String>,
    pub(super) second_look: bool,
    pub(super) bar: ProgressBar,
}

/// What was measured.
pub(super) struct Done {
    pub(super) truth: Truth,
    pub(super) image: PathBuf,
    pub(super) measured: Measured,
}

/// Reads the image of a text and measures the reading; or says why it cannot.
pub(super) fn measure(reader: &mut ScanReader, work: Work) -> Doing<'_, Result<Done, Failed>> {
    Box::pin(async move {
        let read = read(reader, &work).await?;
        work.bar.inc(1);
        let KnownText { name, group, sha256, text, image, hand, .. } = work.text;
        let Read { sha256: image_sha256, frame, size, lines } = match read {
            Ok(read) => read,
            Err(why) => return Ok(Err(Failed { truth: name, why })),
        };
        let measured = match &text {
            Text::Lines(truth) => accuracy::measure(truth, &lines, hand),
            Text::OneLine(truth) => accuracy::measure_line(truth, &lines, size, hand),
        };
        let (languages, tally) = (work.languages, measured.tally);
        let truth = Truth { truth: name, group, sha256, image_sha256, frame, languages, tally };
        Ok(Ok(Done { truth, image, measured }))
    })
}

/// A frame of an image as it was read.
struct Read {
    /// Of the file, hexadecimal.
    sha256: String,
    frame: u32,
    /// Width and height, pixels.
    size: (u32, u32),
    lines: Vec<Line>,
}

/// The frame and its lines as `daftar read --until text` finds them; or why it cannot be read.
async fn read(reader: &mut ScanReader, work: &Work) -> anyhow::Result<Result<Read, String>> {
    let file = match std::fs::read(&work.text.image) {
        Ok(file) => file,
        Err(error) => return Ok(Err(format!("its image cannot be opened: {error}"))),
    };
    let sha256 = reader.take_up(file);
    let sizes = reader.sizes().await?;
    let (frame, size) = match sizes.and_then(|sizes| frames::of(&work.text, &sizes)) {
        Ok(found) => found,
        Err(why) => return Ok(Err(why)),
    };
    let pages = match reader.pages(frame, Some(Direction::of(&work.languages))).await? {
        Ok(pages) => reader.texts(frame, pages, &work.languages, work.second_look).await?,
        Err(why) => Err(why),
    };
    Ok(pages.map(|pages| {
        let lines = pages.into_iter().flat_map(|page| page.lines.unwrap_or_default()).collect();
        Read { sha256, frame, size, lines }
    }))
}

/// Words that were read on lines of the truths, one a row: text, engine, script, hand, confidence, what
/// the engine told, letters, right, the word as it was read and as it stands there (empty: nothing does).
pub(super) fn words(done: &[Done]) -> String {
    let mut rows =
        "truth\tengine\tscript\thand\tconfidence\tengine_confidence\tletters\tright\tword\tword_of_truth\n"
            .to_owned();
    for one in done {
        for word in &one.measured.words {
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            let (engine, script, hand) =
                (part(&word.read_by.engine), part(&word.read_by.script), part(&word.read_by.hand));
            let (name, right) = (&one.truth.truth, u8::from(word.right));
            let (confidence, score, letters) = (word.confidence, word.score, word.letters);
            let _ = writeln!(
                rows,
                "{name}\t{engine}\t{script}\t{hand}\t{confidence:.4}\t{score:.4}\t{letters}\t{right}\t{}\t{}",
                word.text, word.truth
            );
        }
    }
    rows
}
