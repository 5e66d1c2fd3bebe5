//! What stands on a scan, from a file in whichever of our formats: the file itself says which. Not for writing, and
//! not for judging what was read by it.

use register::{
    layout::Line,
    page::{Half, ScanReading},
};

use crate::{
    Malformed, alto,
    draft::{self, Draft, Drafted},
    hocr,
    malformed::Flaw,
    page_xml,
    xml::{self, Element},
};

/// Loads the transcript of one scan: ALTO 2 to 4, PAGE of 2013 to 2019, hOCR, the JSON of `daftar read`, or plain
/// text, a line a line. `name` is the file, for messages.
///
/// Outlines are in pixels of the scan; plain text has none, and no size. What a transcript does not say is as for
/// [`Default`]: a line nobody called anything is printed, unless others are called printed (then it is by hand); a
/// word nobody weighed has confidence nought. The page lies in its scan as it is.
///
/// # Errors
/// The file is damaged, holds several scans, or is XML of another kind; the line and what to do are named.
pub fn load(name: &str, bytes: &[u8]) -> Result<ScanReading, Malformed> {
    let mut readings = load_all(name, bytes)?;
    match (readings.pop(), readings.len()) {
        (Some(reading), 0) => Ok(reading),
        (None, _) => Err(Flaw::new("no scan is in it", "give a file with one").at(name, 1)),
        (Some(_), before) => {
            let what = format!("it holds {} scans, and one is wanted", before + 1);
            Err(Flaw::new(what, "give one file a scan").at(name, 1))
        }
    }
}

/// As [`load`], for a file that may hold several scans, frame by frame.
///
/// # Errors
/// As [`load`].
pub fn load_all(name: &str, bytes: &[u8]) -> Result<Vec<ScanReading>, Malformed> {
    let text = xml::decoded(bytes).map_err(|flaw| flaw.at(name, 1))?;
    let begin = text.trim_start();
    if is_json(begin) {
        return json(name, &text);
    }
    if !is_xml(begin) {
        return Ok(vec![plain(&text)]);
    }
    let root = xml::parse(name, &text)?;
    of_root(&root).map_err(|placed| placed.of(name))
}

fn of_root(root: &Element) -> Result<Vec<ScanReading>, crate::malformed::Placed> {
    match root.name.as_str() {
        "alto" => alto::readings(root),
        "PcGts" => Ok(vec![page_xml::reading(root)?]),
        "html" => hocr::readings(root),
        other => {
            let what = format!("<{other}> is no transcript we know");
            Err(root.wrong(what, "give ALTO, PAGE, hOCR, JSON of `daftar read`, or plain text"))
        }
    }
}

/// An object or an array of objects, as `daftar read` prints; a transcribed line may begin with a bracket.
fn is_json(begin: &str) -> bool {
    let object =
        |text: &str| text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
    object(begin) || begin.strip_prefix('[').is_some_and(|rest| object(rest.trim_start()))
}

/// A declaration, a document type, or one of the roots we know; a transcribed line may begin with `<`.
fn is_xml(begin: &str) -> bool {
    let Some(rest) = begin.strip_prefix('<') else { return false };
    let name: String = rest.chars().take_while(|c| !c.is_whitespace() && !matches!(c, '>' | '/')).collect();
    let local = name.rsplit(':').next().unwrap_or_default();
    rest.starts_with("?xml") || rest.starts_with('!') || matches!(local, "alto" | "PcGts" | "html")
}

fn json(name: &str, text: &str) -> Result<Vec<ScanReading>, Malformed> {
    let readings = match text.trim_start().starts_with('[') {
        true => serde_json::from_str(text),
        false => serde_json::from_str(text).map(|one| vec![one]),
    };
    readings.map_err(|error| {
        let what = format!("this is no reading of a scan: {error}");
        Flaw::new(what, "give what `daftar read --format json` prints").at(name, error.line() as u64)
    })
}

/// Lines that say something; an empty one stands between pages and is no line of either.
fn plain(text: &str) -> ScanReading {
    let mut draft = Draft::new(Half::Whole);
    for text in text.lines().filter(|text| !text.trim().is_empty()) {
        let line = Line { text: Some(text.to_owned()), ..Line::default() };
        draft.lines.push(Drafted { line, rank: None, hand: None, heading: false });
    }
    draft::reading(draft::scan("", 0, 0.0, 0.0), vec![draft])
}
