//! Known texts and acts found in folders, each with its images and its group. Not for reading images.

mod taking;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use register::{
    evaluation::Failed,
    layout::{Hand, Line},
};

use self::taking::Place;
use super::{
    books::{self, KnownBook},
    group, images,
};
use crate::{folders::below, trouble::Trouble};

/// A text and where it stands.
#[derive(Debug, Clone)]
pub(super) enum Text {
    /// Lines of a whole image, in its pixels.
    Lines(Vec<Line>),
    /// All of a picture of one line.
    OneLine(String),
}

/// A known text with its image.
#[derive(Debug, Clone)]
pub(super) struct KnownText {
    /// Its file, from the folder that was named on, and its frame where the file holds several.
    pub(super) name: String,
    pub(super) group: String,
    /// SHA-256 of the file, hexadecimal.
    pub(super) sha256: String,
    pub(super) text: Text,
    pub(super) image: PathBuf,
    /// Frame of the image's file it is of, from 0; none where the image is to have one alone.
    pub(super) frame: Option<u32>,
    /// Width and height of the image as the text says, pixels; 0: it does not say.
    pub(super) size: (u32, u32),
    /// Tesseract names, as group.toml or the text itself says.
    pub(super) languages: Vec<String>,
    /// Does group.toml say so?
    pub(super) languages_told: bool,
    pub(super) hand: Option<Hand>,
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) texts: Vec<KnownText>,
    pub(super) books: Vec<KnownBook>,
    pub(super) failed: Vec<Failed>,
}

/// Kinds of texts, the one that is taken first where an image has several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Page,
    Alto,
    Hocr,
    OneLine,
}

/// What is known of the images below `paths`. Files of other kinds are passed over.
///
/// # Errors
/// Setting: a folder or a group.toml cannot be read, or no text is there at all.
pub(super) fn find(paths: &[PathBuf]) -> Result<Found, Trouble> {
    let mut found = Found::default();
    let mut kinds = Kinds::new();
    for path in paths {
        let root = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(Path::new("")) };
        for file in below(path, "nothing was read")? {
            if books::is_truth(&file, path) {
                match books::known(&file, shown(&file, root)) {
                    Ok(book) => found.books.push(book),
                    Err(failed) => found.failed.push(failed),
                }
                continue;
            }
            let (kind, bytes) = match known(&file) {
                Ok(Some(known)) => known,
                Ok(None) => continue,
                Err(error) => {
                    let why = format!("it cannot be read: {error}");
                    found.failed.push(Failed { truth: shown(&file, root), why });
                    continue;
                }
            };
            let group = group::of(file.parent().unwrap_or(root), root)?;
            let at = Place { file: &file, name: shown(&file, root), folder: folder_below(&file, root) };
            for text in taking::texts(&at, kind, &bytes, &group) {
                match text {
                    Ok(text) => keep(&mut found, &mut kinds, kind, text),
                    Err(failed) => found.failed.push(failed),
                }
            }
        }
    }
    if found.texts.is_empty() && found.books.is_empty() && found.failed.is_empty() {
        return Err(Trouble::setting("no known text was found")
            .place(paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "))
            .so("nothing was read")
            .remedy(
                "put PAGE, ALTO or hOCR files, or NAME.gt.txt, beside their images, or truth.jsonl beside register.toml and scans",
            ));
    }
    Ok(found)
}

/// Of each image and frame, the kind of the text that was taken and its place among [`Found::texts`].
type Kinds = BTreeMap<(PathBuf, Option<u32>), (Kind, usize)>;

/// Of several texts of a frame one is taken.
fn keep(found: &mut Found, kinds: &mut Kinds, kind: Kind, text: KnownText) {
    let of = (text.image.clone(), text.frame);
    match kinds.get_mut(&of) {
        None => {
            kinds.insert(of, (kind, found.texts.len()));
            found.texts.push(text);
        }
        Some((known, place)) if kind < *known => {
            *known = kind;
            found.texts[*place] = text;
        }
        Some(_) => {}
    }
}

/// Bytes of a file's head in which its kind must show.
const HEAD: usize = 4096;

/// The kind of a text and its bytes; none for what is no known text.
fn known(file: &Path) -> std::io::Result<Option<(Kind, Vec<u8>)>> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if name.ends_with(".gt.txt") {
        return Ok(Some((Kind::OneLine, std::fs::read(file)?)));
    }
    if !matches!(ending, "xml" | "hocr" | "html" | "htm" | "xhtml") {
        return Ok(None);
    }
    let bytes = std::fs::read(file)?;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let kind = match ending {
        "xml" if head.contains("pcgts") => Kind::Page,
        "xml" if head.contains("<alto") || head.contains(":alto") => Kind::Alto,
        _ if head.contains("ocr_page") || head.contains("ocr-system") => Kind::Hocr,
        _ => return Ok(None),
    };
    Ok(Some((kind, bytes)))
}

/// The folder that was named and what lies below it, so that the same truth has one name wherever it is kept.
fn shown(file: &Path, root: &Path) -> String {
    let rest = file.strip_prefix(root).unwrap_or(file);
    Path::new(&name_of(root)).join(rest).display().to_string()
}

fn name_of(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    whole.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Folders in which programs put texts apart from their images.
const TEXT_FOLDERS: [&str; 5] = ["page", "alto", "hocr", "xml", "gt"];

/// A group's folder: the first below the one that was named; else that one.
fn folder_below(file: &Path, root: &Path) -> String {
    let rest = file.strip_prefix(root).unwrap_or(file);
    let folders = rest.parent().into_iter().flat_map(Path::components);
    let first = folders.map(|folder| folder.as_os_str().to_string_lossy().into_owned()).next();
    first
        .filter(|folder| !TEXT_FOLDERS.contains(&folder.to_lowercase().as_str()))
        .unwrap_or_else(|| name_of(root))
}

#[cfg(test)]
mod tests;
