//! What parent and reader say to each other: frames of a JSON head and blobs over the child's stdin and
//! stdout. Not for what is done about it.
//!
//! A frame is `DFTR`, the length of its head (four bytes, little end first), the head, and the blobs one
//! after the other; the head says how long each is.

use std::io::{self, Read, Write};

use reading::layout::{Agreement, Direction};
use register::{
    geometry::{Outline, Placement, Rect},
    page::{Half, Page},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tokio::io::{AsyncRead, AsyncReadExt as _};

const MAGIC: [u8; 4] = *b"DFTR";

/// Longest head: the pages of an A2 spread with all alternatives take 20 MiB.
const LONGEST_HEAD: u32 = 256 << 20;
/// Longest blob: more than any file a reader's memory would hold.
const LONGEST_BLOB: u64 = 4 << 30;

/// What a reader is asked. The first blob is always the bytes of the file; the second, where pass two reads by a learned
/// model that this reader does not hold, the layers of that.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub(crate) enum Request {
    /// How many frames, how large.
    Probe,
    /// Pass one: prepare, and lay out.
    PassOne {
        /// Frame, from 0.
        frame: u32,
        /// Which way the register is read; `None`: stop before layout.
        lay_out: Option<Direction>,
        /// Make the pictures people see.
        pictures: bool,
    },
    /// Pass two: text on the pages of pass one.
    PassTwo(Box<PassTwo>),
    /// A PNG of the scan with what was found drawn on it.
    Overlay {
        /// Frame, from 0.
        frame: u32,
        /// What was found.
        pages: Vec<Page>,
    },
    /// Parts of the scan as small JPEGs.
    Cut {
        /// Frame, from 0.
        frame: u32,
        /// Boxes, pixels of the scan.
        parts: Vec<Rect>,
    },
    /// Lines to learn from, as the line models see them.
    Lines {
        /// Frame, from 0.
        frame: u32,
        /// Where each page lies in the scan, and its lines, pixels of the scan.
        pages: Vec<(Placement, Vec<Outline>)>,
    },
}

/// What pass two needs to know.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PassTwo {
    /// Frame, from 0.
    pub(crate) frame: u32,
    /// What pass one found.
    pub(crate) pages: Vec<Page>,
    /// Tesseract names, most likely first; empty: found from the page.
    pub(crate) languages: Vec<String>,
    /// What the register agreed on.
    pub(crate) agreement: Option<Agreement>,
    /// Look at doubtful words again.
    pub(crate) second_look: bool,
    /// Keep other readings of a word.
    pub(crate) alternatives: bool,
    /// The line model the register learned, where it is read by one.
    pub(crate) learned: Option<Learned>,
}

/// A learned line model, but for its layers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Learned {
    /// SHA-256 of its layers, hexadecimal.
    pub(crate) sha256: String,
    /// Its card.
    pub(crate) card: String,
    /// The script it writes, ISO 15924.
    pub(crate) script: String,
}

impl Request {
    /// What is being done, for troubles.
    pub(crate) fn doing(&self) -> &'static str {
        match self {
            Request::Probe => "looking at the file",
            Request::PassOne { .. } => "preparing the pages",
            Request::PassTwo(_) => "reading the text",
            Request::Overlay { .. } => "drawing the overlay",
            Request::Cut { .. } | Request::Lines { .. } => "cutting out lines",
        }
    }

    /// The learned model it is to be done by.
    pub(crate) fn learned(&self) -> Option<&Learned> {
        match self {
            Request::PassTwo(ask) => ask.learned.as_ref(),
            _ => None,
        }
    }
}

/// What a reader answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub(crate) enum Answer {
    /// Width and height of each frame, after EXIF orientation.
    Frames {
        /// Pixels.
        frames: Vec<(u32, u32)>,
    },
    /// Pages; where pictures were asked for, each image (half, width, height) has its bytes among the blobs.
    Pages {
        /// Width and height of the frame.
        size: (u32, u32),
        /// Left before right.
        pages: Vec<Page>,
        /// Page images, in the order of the blobs.
        images: Vec<(Half, u32, u32)>,
    },
    /// The one blob is a PNG; of parts of a scan, there is a JPEG for each.
    Drawn,
    /// Of each line the blobs hold the greys, row by row; nothing of a line outside its page.
    Lines,
    /// The material is at fault; in plain words.
    Unreadable {
        /// Why.
        reason: String,
    },
    /// A setting is at fault: a model is missing.
    Setting {
        /// What is wrong.
        what: String,
    },
    /// We are at fault; counts as the reader's death.
    Fault {
        /// What is wrong.
        what: String,
    },
}

#[derive(Serialize)]
struct HeadOut<'a, T> {
    blobs: Vec<u64>,
    body: &'a T,
}

#[derive(Deserialize)]
struct HeadIn<T> {
    blobs: Vec<u64>,
    body: T,
}

fn garbled(what: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.into())
}

/// Magic, length and head: everything of a frame before its blobs.
pub(crate) fn head<T: Serialize>(body: &T, blobs: &[&[u8]]) -> io::Result<Vec<u8>> {
    let head = serde_json::to_vec(&HeadOut { blobs: blobs.iter().map(|b| b.len() as u64).collect(), body })?;
    let length = u32::try_from(head.len()).ok().filter(|l| *l <= LONGEST_HEAD);
    let length = length.ok_or_else(|| garbled("a head longer than 256 MiB"))?;
    Ok([MAGIC.as_slice(), &length.to_le_bytes(), &head].concat())
}

fn head_length(prefix: [u8; 8]) -> io::Result<usize> {
    let [m0, m1, m2, m3, l0, l1, l2, l3] = prefix;
    if [m0, m1, m2, m3] != MAGIC {
        return Err(garbled("it does not speak as readers do"));
    }
    let length = u32::from_le_bytes([l0, l1, l2, l3]);
    if length <= LONGEST_HEAD { Ok(length as usize) } else { Err(garbled("a head longer than 256 MiB")) }
}

fn parse<T: DeserializeOwned>(head: &[u8]) -> io::Result<HeadIn<T>> {
    let head: HeadIn<T> = serde_json::from_slice(head).map_err(|e| garbled(format!("no head: {e}")))?;
    if head.blobs.iter().any(|l| *l > LONGEST_BLOB) {
        Err(garbled("a blob longer than 4 GiB"))
    } else {
        Ok(head)
    }
}

/// Writes one frame and sends it off.
pub(crate) fn write<T: Serialize>(out: &mut impl Write, body: &T, blobs: &[&[u8]]) -> io::Result<()> {
    out.write_all(&head(body, blobs)?)?;
    for blob in blobs {
        out.write_all(blob)?;
    }
    out.flush()
}

/// Waits for one frame.
pub(crate) fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<(T, Vec<Vec<u8>>)> {
    let mut prefix = [0; 8];
    from.read_exact(&mut prefix)?;
    let mut bytes = vec![0; head_length(prefix)?];
    from.read_exact(&mut bytes)?;
    let head: HeadIn<T> = parse(&bytes)?;
    let mut blobs = Vec::with_capacity(head.blobs.len().min(16));
    for length in head.blobs {
        let mut blob = Vec::new();
        from.take(length).read_to_end(&mut blob)?;
        if blob.len() as u64 != length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        blobs.push(blob);
    }
    Ok((head.body, blobs))
}

/// As [`read`], without holding up a thread.
pub(crate) async fn read_async<T: DeserializeOwned>(
    from: &mut (impl AsyncRead + Unpin),
) -> io::Result<(T, Vec<Vec<u8>>)> {
    let mut prefix = [0; 8];
    from.read_exact(&mut prefix).await?;
    let mut bytes = vec![0; head_length(prefix)?];
    from.read_exact(&mut bytes).await?;
    let head: HeadIn<T> = parse(&bytes)?;
    let mut blobs = Vec::with_capacity(head.blobs.len().min(16));
    for length in head.blobs {
        let mut blob = Vec::new();
        from.take(length).read_to_end(&mut blob).await?;
        if blob.len() as u64 != length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        blobs.push(blob);
    }
    Ok((head.body, blobs))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_refused(bytes: &[u8]) {
        assert!(read::<Answer>(&mut &*bytes).is_err());
    }

    #[test]
    fn a_frame_is_read_as_it_was_written() {
        let said = Answer::Frames { frames: vec![(3308, 2339)] };
        let mut wire = Vec::new();
        write(&mut wire, &said, &[b"one", b""]).unwrap();
        let heard: (Answer, _) = read(&mut wire.as_slice()).unwrap();
        assert_eq!(heard, (said, vec![b"one".to_vec(), Vec::new()]));
    }

    #[test]
    fn garbage_is_refused() {
        check_refused(b"Segmentation fault (core dumped)");
    }

    #[test]
    fn a_frame_cut_short_is_refused() {
        let mut wire = Vec::new();
        write(&mut wire, &Answer::Drawn, &[b"0123456789"]).unwrap();
        check_refused(&wire[..wire.len() - 1]);
    }

    #[test]
    fn a_head_of_unbelievable_length_is_refused_before_memory_is_taken() {
        check_refused(b"DFTR\xff\xff\xff\xff");
    }
}
