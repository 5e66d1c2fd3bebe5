//! A register read as `daftar run` reads it: all its scans laid out, agreed on, then recognized, and its acts measured.
//! Not for finding registers.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use ::reading::{
    accuracy::{self, KnownAct, MeasuredActs},
    extract::{self, ScanPages},
    layout::{self, Agreement, Direction},
};
use indicatif::ProgressBar;
use register::{
    evaluation::{Book, Failed, FieldTally},
    form::Forms,
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
    let laid = side_by_side(jobs, readers, laying.collect(), lay_out).await?;
    let mut sums = Sha256::new();
    laid.iter().flatten().for_each(|laid| sums.update(&laid.sha256));
    let (scans, mut failed) = numbered(known, laid)?;
    failed.extend(gone(known));
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

/// Scans whose acts are known and whose files are not there.
fn gone(known: &KnownBook) -> Vec<Failed> {
    let there: BTreeSet<String> = known.scans.iter().map(|file| name_of(file)).collect();
    let named: BTreeSet<&str> = known.acts.iter().map(KnownAct::scan_file).collect();
    let gone = named.into_iter().filter(|name| !name.is_empty() && !there.contains(*name));
    let told =
        |name| Failed { truth: format!("{}, scan {name}", known.name), why: "it is not there".to_owned() };
    gone.map(told).collect()
}

fn name_of(file: &std::path::Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A scan with its file.
type FiledScan = (PathBuf, ScanPages);

/// Scans numbered as an archive does: a file that was not laid out has a number, too, so that those
/// behind it keep theirs.
fn numbered(
    known: &KnownBook,
    laid: Vec<Result<LaidOut, String>>,
) -> anyhow::Result<(Vec<FiledScan>, Vec<Failed>)> {
    let (mut scans, mut failed, mut number) = (Vec::new(), Vec::new(), 0);
    for (file, laid) in known.scans.iter().zip(laid) {
        match laid {
            Ok(laid) => {
                for (info, pages) in laid.frames {
                    number += 1;
                    let id: ScanId =
                        format!("{}/{number:06}", known.card.id).parse().map_err(anyhow::Error::msg)?;
                    scans.push((file.clone(), ScanPages { id, info, pages }));
                }
            }
            Err(why) => {
                number += 1;
                failed.push(Failed { truth: format!("{}, scan {}", known.name, name_of(file)), why });
            }
        }
    }
    Ok((scans, failed))
}

fn agreed(scans: &[FiledScan]) -> Agreement {
    let pages: Vec<(ScanId, &Page)> =
        scans.iter().flat_map(|(_, scan)| scan.pages.iter().map(|page| (scan.id.clone(), page))).collect();
    layout::agree(&pages)
}

fn measured(known: &KnownBook, languages: &[String], scans: &[ScanPages], scans_sha256: String) -> DoneBook {
    let mut card = known.card.clone();
    card.languages = languages.to_vec();
    let measured =
        accuracy::measure_acts(&known.acts, &extract::extract_with_evidence(&card, scans, &Forms::default()));
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

#[cfg(test)]
mod tests {
    use register::volume::RegisterCard;

    use super::*;

    /// A register of so many scans with an act on each of these.
    fn book(scans: usize, acts_on: &[&str]) -> KnownBook {
        let act = |scan: &&str| KnownAct { scan: Some((*scan).to_owned()), ..KnownAct::default() };
        KnownBook {
            name: "truth.jsonl".into(),
            sha256: String::new(),
            card: RegisterCard::from_toml("id = 'b'").unwrap(),
            acts: acts_on.iter().map(act).collect(),
            scans: (1..=scans).map(|nth| PathBuf::from(format!("in/{nth}.jpg"))).collect(),
        }
    }

    /// The numbers of the scans of files with so many frames; none: the file cannot be laid out.
    fn check(files: &[Option<u32>], expected: &[&str]) {
        let known = book(files.len(), &[]);
        let info =
            |frame| ScanInfo { file: String::new(), frame, width: 9, height: 9, sha256: String::new() };
        let laid = files.iter().map(|frames| {
            let frames = frames.ok_or_else(|| "it is no image".to_owned())?;
            Ok(LaidOut {
                sha256: String::new(),
                frames: (0..frames).map(|frame| (info(frame), Vec::new())).collect(),
            })
        });
        let (scans, failed) = numbered(&known, laid.collect()).unwrap();
        assert_eq!(scans.iter().map(|(_, scan)| scan.id.to_string()).collect::<Vec<_>>(), expected);
        assert_eq!(failed.len(), files.iter().filter(|frames| frames.is_none()).count());
    }

    #[test]
    fn a_scan_that_is_gone_is_told_once() {
        let told = gone(&book(2, &["1.jpg", "out/3.jpg", "3.jpg", ""]));
        assert_eq!(told.iter().map(|f| f.truth.as_str()).collect::<Vec<_>>(), ["truth.jsonl, scan 3.jpg"]);
    }

    #[test]
    fn each_frame_of_each_file_is_a_scan() {
        check(&[Some(1), Some(2), Some(1)], &["b/000001", "b/000002", "b/000003", "b/000004"]);
    }

    #[test]
    fn a_file_that_cannot_be_laid_out_keeps_its_number() {
        check(&[Some(1), None, Some(1)], &["b/000001", "b/000003"]);
    }
}
