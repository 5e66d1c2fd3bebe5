//! A register read as `daftar run` reads it: all its scans laid out, agreed on, then recognized, and its acts measured.
//! Not for finding registers.

use std::{path::PathBuf, sync::Arc};

use ::reading::{
    accuracy::{self, MeasuredActs},
    extract::{self, ScanPages},
    layout::{self, Agreement, Direction},
};
use indicatif::ProgressBar;
use register::{
    evaluation::{Book, Failed, FieldTally},
    id::ScanId,
    page::{Page, ScanInfo},
};
use sha2::{Digest as _, Sha256};

use super::KnownBook;
use crate::{
    reader::{parent::ReaderSettings, scan::ScanReader},
    run::{Doing, side_by_side},
};

/// A register that was measured.
pub(in crate::commands::evaluate) struct DoneBook {
    pub(in crate::commands::evaluate) book: Book,
    pub(in crate::commands::evaluate) measured: MeasuredActs,
}

/// A scan to be laid out.
struct LayingOut {
    file: PathBuf,
    languages: Vec<String>,
    bar: ProgressBar,
}

/// A frame to be recognized, when its register has agreed.
struct Recognizing {
    file: PathBuf,
    frame: u32,
    pages: Vec<Page>,
    languages: Vec<String>,
    agreement: Agreement,
    second_look: bool,
}

/// A file's frames, laid out.
struct LaidOut {
    sha256: String,
    frames: Vec<(ScanInfo, Vec<Page>)>,
}

/// Reads the register and measures its acts; scans that cannot be read are told, and the others count.
///
/// # Errors
/// Readers cannot be started.
pub(in crate::commands::evaluate) async fn measure(
    known: &KnownBook,
    languages: &[String],
    (jobs, second_look): (usize, bool),
    readers: &Arc<ReaderSettings>,
    bar: &ProgressBar,
) -> anyhow::Result<(DoneBook, Vec<Failed>)> {
    let laying = known.scans.iter().map(|file| LayingOut {
        file: file.clone(),
        languages: languages.to_vec(),
        bar: bar.clone(),
    });
    let (mut scans, mut failed, mut sums) = (Vec::new(), Vec::new(), Sha256::new());
    for (file, laid) in known.scans.iter().zip(side_by_side(jobs, readers, laying.collect(), lay_out).await?)
    {
        match laid {
            Ok(laid) => {
                sums.update(&laid.sha256);
                scans.extend(laid.frames.into_iter().map(|(info, pages)| (file.clone(), info, pages)));
            }
            Err(why) => failed.push(Failed { truth: format!("{}, scan {}", known.name, name_of(file)), why }),
        }
    }
    let scans = numbered(known, scans)?;
    let agreement = agreed(&scans);
    let work = scans.iter().map(|(file, scan)| Recognizing {
        file: file.clone(),
        frame: scan.info.frame,
        pages: scan.pages.clone(),
        languages: languages.to_vec(),
        agreement: agreement.clone(),
        second_look,
    });
    let texts = side_by_side(jobs, readers, work.collect(), recognize).await?;
    let mut read: Vec<ScanPages> = Vec::new();
    for ((_, scan), text) in scans.into_iter().zip(texts) {
        match text {
            Ok(pages) => read.push(ScanPages { pages, ..scan }),
            Err(why) => {
                failed.push(Failed { truth: format!("{}, scan {}", known.name, scan.info.file), why })
            }
        }
    }
    Ok((measured(known, languages, &read, hex::encode(sums.finalize())), failed))
}

fn name_of(file: &std::path::Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Scans numbered as an archive numbers them.
fn numbered(
    known: &KnownBook,
    scans: Vec<(PathBuf, ScanInfo, Vec<Page>)>,
) -> anyhow::Result<Vec<(PathBuf, ScanPages)>> {
    let number = |(nth, (file, info, pages)): (usize, (PathBuf, ScanInfo, Vec<Page>))| {
        let id: ScanId = format!("{}/{:06}", known.card.id, nth + 1).parse().map_err(anyhow::Error::msg)?;
        Ok((file, ScanPages { id, info, pages }))
    };
    scans.into_iter().enumerate().map(number).collect()
}

fn agreed(scans: &[(PathBuf, ScanPages)]) -> Agreement {
    let pages: Vec<(ScanId, &Page)> =
        scans.iter().flat_map(|(_, scan)| scan.pages.iter().map(|page| (scan.id.clone(), page))).collect();
    layout::agree(&pages)
}

fn measured(known: &KnownBook, languages: &[String], scans: &[ScanPages], scans_sha256: String) -> DoneBook {
    let mut card = known.card.clone();
    card.languages = languages.to_vec();
    let measured = accuracy::measure_acts(&known.acts, &extract::extract_with_evidence(&card, scans));
    let mut tally = FieldTally::default();
    measured.kinds.values().for_each(|kind| tally += *kind);
    let book = Book {
        truth: known.name.clone(),
        sha256: known.sha256.clone(),
        scans_sha256,
        languages: languages.to_vec(),
        acts: known.acts.len(),
        acts_found: measured.found,
        acts_added: measured.added,
        tally,
    };
    DoneBook { book, measured }
}

/// All frames of a file, laid out.
fn lay_out(reader: &mut ScanReader, work: LayingOut) -> Doing<'_, Result<LaidOut, String>> {
    Box::pin(async move {
        work.bar.inc(1);
        let file = match std::fs::read(&work.file) {
            Ok(file) => file,
            Err(error) => return Ok(Err(format!("it cannot be opened: {error}"))),
        };
        let sha256 = reader.take_up(file);
        let sizes = match reader.sizes().await? {
            Ok(sizes) => sizes,
            Err(why) => return Ok(Err(why)),
        };
        let mut frames = Vec::new();
        for (frame, (width, height)) in (0..).zip(sizes) {
            let pages = match reader.pages(frame, Some(Direction::of(&work.languages))).await? {
                Ok(pages) => pages,
                Err(why) => return Ok(Err(why)),
            };
            let info = ScanInfo { file: name_of(&work.file), frame, width, height, sha256: sha256.clone() };
            frames.push((info, pages));
        }
        Ok(Ok(LaidOut { sha256, frames }))
    })
}

fn recognize(reader: &mut ScanReader, work: Recognizing) -> Doing<'_, Result<Vec<Page>, String>> {
    Box::pin(async move {
        let file = match std::fs::read(&work.file) {
            Ok(file) => file,
            Err(error) => return Ok(Err(format!("it cannot be opened: {error}"))),
        };
        reader.take_up(file);
        let Recognizing { frame, pages, languages, agreement, second_look, .. } = work;
        reader.agreed_texts(frame, pages, &languages, second_look, Some(agreement)).await
    })
}
