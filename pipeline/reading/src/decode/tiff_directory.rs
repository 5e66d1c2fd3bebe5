//! The directories of a TIFF file: one a frame, with size, layout and where its strips or tiles lie. Read by
//! ourselves because no decoder tells it all without refusing some variety. Not for pixels.

use std::collections::BTreeMap;

use super::{Frame, Unreadable, believable, frame, orientation::Orientation};

/// Most directories followed: no register has so many leaves, and a loop in the chain ends here.
const MOST_FRAMES: usize = 10_000;
/// Most values of one tag read: strips of one row each, of the tallest frame.
const MOST_VALUES: u64 = 1 << 20;

/// One picture of the file.
#[derive(Debug, Clone)]
pub(super) struct Directory {
    /// Place in the file's chain, thumbnails counted.
    pub(super) index: usize,
    pub(super) stored: Frame,
    pub(super) turn: Orientation,
    pub(super) bits: u64,
    pub(super) samples: u64,
    pub(super) compression: u64,
    pub(super) photometric: u64,
    pub(super) planar: u64,
    pub(super) ppi: Option<f64>,
    /// Strips or tiles: all of them, and those that lie whole in the file.
    pub(super) parts: (usize, usize),
}

/// Every full picture of the file; reduced copies and masks (tag 254) are left out.
pub(super) fn directories(bytes: &[u8]) -> Result<Vec<Directory>, Unreadable> {
    let file = File::open(bytes).ok_or_else(|| cut("it ends inside its header"))?;
    let (mut found, mut at, mut index) =
        (Vec::new(), file.first().ok_or_else(|| cut("it has no frames"))?, 0);
    while at != 0 && index < MOST_FRAMES {
        let Some((tags, next)) = file.tags(at) else {
            return Err(cut(&format!("the description of frame {} is missing", index + 1)));
        };
        if tags.get(&254).and_then(|t| file.first_value(t)).unwrap_or(0) & 0b101 == 0 {
            found.push(file.directory(index, &tags)?);
        }
        (at, index) = (next, index + 1);
    }
    if found.is_empty() { Err(cut("it has no frames")) } else { Ok(found) }
}

fn cut(what: &str) -> Unreadable {
    Unreadable::CutShort(what.to_owned())
}

/// One entry of a directory: type, count, and where its values stand.
struct Entry {
    kind: u64,
    count: u64,
    values: usize,
}

struct File<'a> {
    bytes: &'a [u8],
    little: bool,
    big: bool,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let little = bytes.starts_with(b"II");
        let big = bytes.get(2..4)?.contains(&43);
        Some(Self { bytes, little, big })
    }

    fn first(&self) -> Option<usize> {
        let at = if self.big { self.number(8, 8)? } else { self.number(4, 4)? };
        usize::try_from(at).ok()
    }

    fn number(&self, at: usize, size: usize) -> Option<u64> {
        let raw = self.bytes.get(at..at.checked_add(size)?)?;
        let fold = |n: u64, b: &u8| n << 8 | u64::from(*b);
        Some(if self.little { raw.iter().rev().fold(0, fold) } else { raw.iter().fold(0, fold) })
    }

    /// The entries of the directory at `at`, and where the next one stands.
    fn tags(&self, at: usize) -> Option<(BTreeMap<u64, Entry>, usize)> {
        let (head, each, word) = if self.big { (8, 20, 8) } else { (2, 12, 4) };
        let count = usize::try_from(self.number(at, head)?).ok()?;
        let start = at + head;
        let end = start.checked_add(count.checked_mul(each)?)?;
        let mut tags = BTreeMap::new();
        for entry in (start..end).step_by(each) {
            let (kind, count) = (self.number(entry + 2, 2)?, self.number(entry + 4, word)?);
            let inline = size_of(kind).saturating_mul(count) <= word as u64;
            let slot = entry + 4 + word;
            let values = if inline { slot } else { usize::try_from(self.number(slot, word)?).ok()? };
            tags.insert(self.number(entry, 2)?, Entry { kind, count, values });
        }
        Some((tags, usize::try_from(self.number(end, word)?).ok()?))
    }

    fn value(&self, entry: &Entry, place: u64) -> Option<u64> {
        let size = size_of(entry.kind) as usize;
        self.number(entry.values.checked_add(place as usize * size)?, size)
    }

    fn first_value(&self, entry: &Entry) -> Option<u64> {
        self.value(entry, 0)
    }

    fn values(&self, entry: &Entry) -> Vec<Option<u64>> {
        (0..entry.count.min(MOST_VALUES)).map(|i| self.value(entry, i)).collect()
    }

    fn directory(&self, index: usize, tags: &BTreeMap<u64, Entry>) -> Result<Directory, Unreadable> {
        let get =
            |tag: u64, otherwise: u64| tags.get(&tag).and_then(|t| self.first_value(t)).unwrap_or(otherwise);
        Ok(Directory {
            index,
            stored: frame(get(256, 0), get(257, 0))?,
            turn: Orientation::from_tag(get(274, 1) as u32),
            bits: get(258, 1),
            samples: get(277, 1),
            compression: get(259, 1),
            photometric: get(262, 1),
            planar: get(284, 1),
            ppi: self.ppi(tags),
            parts: self.parts(tags),
        })
    }

    fn ppi(&self, tags: &BTreeMap<u64, Entry>) -> Option<f64> {
        let entry = tags.get(&282)?;
        let (over, under) = (self.number(entry.values, 4)?, self.number(entry.values + 4, 4)?);
        let unit = tags.get(&296).and_then(|t| self.first_value(t)).unwrap_or(2);
        let density = over as f64 / under as f64;
        match unit {
            2 => believable(density),
            3 => believable((density * 2.54).round()),
            _ => None,
        }
    }

    /// Strips or tiles, and how many lie whole in the file. Files of one strip may leave its length out.
    fn parts(&self, tags: &BTreeMap<u64, Entry>) -> (usize, usize) {
        let list =
            |strip: u64, tile: u64| tags.get(&strip).or_else(|| tags.get(&tile)).map(|t| self.values(t));
        let offsets = list(273, 324).unwrap_or_default();
        let lengths = list(279, 325).unwrap_or_default();
        let there = |(i, offset): (usize, &Option<u64>)| {
            let length = lengths.get(i).copied().flatten().unwrap_or(1);
            offset.is_some_and(|o| o.saturating_add(length) <= self.bytes.len() as u64)
        };
        (offsets.len(), offsets.iter().enumerate().filter(|&(i, o)| there((i, o))).count())
    }
}

/// Bytes of one value of a TIFF type (TIFF 6.0 section 2, BigTIFF types 16 to 18).
fn size_of(kind: u64) -> u64 {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 | 16 | 17 | 18 => 8,
        _ => 1,
    }
}
