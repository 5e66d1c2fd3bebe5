//! Known texts taken out of a file: one, or of a document with several pages one a page. Not for finding files.

use std::{collections::BTreeMap, path::Path};

use register::{evaluation::Failed, layout::Line, page::ScanReading};
use sha2::{Digest as _, Sha256};

use super::{Kind, KnownText, Text, images};
use crate::commands::evaluate::group::GroupFile;

/// A file, what it is called, and the group it belongs to where nothing else is said.
pub(super) struct Place<'a> {
    pub(super) file: &'a Path,
    pub(super) name: String,
    pub(super) folder: String,
}

/// What a file holds before its image is looked for.
struct Taken {
    text: Text,
    /// The image it names.
    image: Option<String>,
    /// Languages it says it is in.
    languages: Vec<String>,
    /// Frame it says it is of.
    frame: Option<u32>,
    size: (u32, u32),
}

/// The texts of a file with all that belongs to them; those that cannot be measured by, with the reason.
pub(super) fn texts(
    at: &Place<'_>,
    kind: Kind,
    bytes: &[u8],
    group: &GroupFile,
) -> Vec<Result<KnownText, Failed>> {
    let taken = match kind {
        Kind::OneLine => one_line(bytes).map(|line| vec![line]),
        _ => pages(at.file, bytes),
    };
    let sha256 = hex::encode(Sha256::digest(bytes));
    let taken = match taken {
        Ok(taken) => taken,
        Err(why) => return vec![Err(Failed { truth: at.name.clone(), why })],
    };
    let several = taken.len() > 1;
    let known = |taken: Taken| {
        let name = match taken.frame.filter(|_| several) {
            Some(frame) => format!("{}, frame {frame}", at.name),
            None => at.name.clone(),
        };
        known(at, name, sha256.clone(), taken, group)
    };
    taken.into_iter().map(known).collect()
}

fn known(
    at: &Place<'_>,
    name: String,
    sha256: String,
    taken: Taken,
    group: &GroupFile,
) -> Result<KnownText, Failed> {
    let image = match images::of(at.file, taken.image.as_deref()) {
        Ok(image) => image,
        Err(why) => return Err(Failed { truth: name, why }),
    };
    let languages_told = !group.languages.is_empty();
    Ok(KnownText {
        name,
        group: group.name.clone().unwrap_or_else(|| at.folder.clone()),
        sha256,
        text: taken.text,
        image,
        frame: taken.frame,
        size: taken.size,
        languages_told,
        languages: if languages_told { group.languages.clone() } else { taken.languages },
        hand: group.hand,
    })
}

fn one_line(bytes: &[u8]) -> Result<Taken, String> {
    let line = String::from_utf8(bytes.to_vec()).map_err(|_| "it is not UTF-8".to_owned())?;
    if line.trim().is_empty() {
        return Err("it holds no text".to_owned());
    }
    Ok(Taken { text: Text::OneLine(line), image: None, languages: Vec::new(), frame: None, size: (0, 0) })
}

/// The pages of a document that have text; there is nothing to measure by on the others.
fn pages(file: &Path, bytes: &[u8]) -> Result<Vec<Taken>, String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let readings = delivery::transcript::load_all(&name, bytes).map_err(|malformed| malformed.to_string())?;
    let files: Vec<String> = readings.iter().map(|reading| reading.scan.file.clone()).collect();
    let alone = |file: &str| files.iter().filter(|other| *other == file).count() == 1;
    let taken = readings.into_iter().map(|reading| {
        let alone = alone(&reading.scan.file);
        page(reading, alone)
    });
    let taken: Vec<Taken> = taken.filter(has_text).collect();
    if taken.is_empty() { Err("it holds no text".to_owned()) } else { Ok(taken) }
}

/// `alone`: the document has no other page of this image.
fn page(reading: ScanReading, alone: bool) -> Taken {
    let scan = reading.scan;
    // Programs that know nothing of frames name none; those that do name the checksum or another than the first.
    let says_frame = !alone || scan.frame > 0 || !scan.sha256.is_empty();
    let lines: Vec<Line> =
        reading.pages.into_iter().flat_map(|page| page.lines.unwrap_or_default()).collect();
    Taken {
        languages: languages(&lines),
        text: Text::Lines(lines),
        image: Some(scan.file).filter(|file| !file.is_empty()),
        frame: says_frame.then_some(scan.frame),
        size: (scan.width, scan.height),
    }
}

fn has_text(taken: &Taken) -> bool {
    match &taken.text {
        Text::OneLine(_) => true,
        Text::Lines(lines) => {
            lines.iter().any(|line| line.text.as_deref().is_some_and(|text| !text.trim().is_empty()))
        }
    }
}

/// Languages that lines say they are in, most lines first.
fn languages(lines: &[Line]) -> Vec<String> {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    lines
        .iter()
        .filter_map(|line| line.lang.as_deref())
        .for_each(|lang| *counted.entry(lang).or_default() += 1);
    let mut counted: Vec<(&str, usize)> = counted.into_iter().collect();
    counted.sort_by_key(|(_, lines)| std::cmp::Reverse(*lines));
    counted.into_iter().map(|(lang, _)| lang.to_owned()).collect()
}
