//! Lines of many hands, of type and print that come with the program: shown among a register's own while a model learns, so that
//! it does not forget them, and some kept to see that it did not. Not for training the shipped models: they saw far more.
//!
//! `scripts/train/replay.py` makes a sheet: one grey picture, lines side by side, and a table of where each stands.

use image::{GrayImage, imageops};

use register::teaching::Source;

use super::TaughtLine;
use super::letters::spelled;
use crate::decode;

/// The sheet of a script (ISO 15924): picture and table.
const SHEETS: [(&str, &[u8], &str); 2] = [
    (
        "Cyrl",
        include_bytes!("../../../../../ocr-models/lines/cyrillic-replay.jpg"),
        include_str!("../../../../../ocr-models/lines/cyrillic-replay.tsv"),
    ),
    (
        "Latn",
        include_bytes!("../../../../../ocr-models/lines/latin-replay.jpg"),
        include_str!("../../../../../ocr-models/lines/latin-replay.tsv"),
    ),
];

/// A line of a sheet.
pub(super) struct Replayed {
    /// How it was put on paper: `hand`, `typed` or `print`.
    pub(super) kind: &'static str,
    /// Is it of a page no model learned from, to judge by? The others are shown.
    pub(super) is_judged: bool,
    pub(super) line: TaughtLine,
}

/// The lines of a script, in the letters of `alphabet`.
pub(super) fn replayed(script: &str, alphabet: &[char]) -> Vec<Replayed> {
    let sheet = SHEETS.iter().find(|(name, ..)| *name == script);
    sheet.map(|(_, picture, table)| lines_of(picture, table, alphabet)).unwrap_or_default()
}

fn lines_of(picture: &[u8], table: &'static str, alphabet: &[char]) -> Vec<Replayed> {
    let Ok(sheet) = decode::decode(picture, 0) else { return Vec::new() };
    table.lines().skip(1).filter_map(|row| line_of(&sheet.gray, row, alphabet)).collect()
}

/// A row of the table: left, top and width in pixels, use, kind, group, text.
fn line_of(sheet: &GrayImage, row: &'static str, alphabet: &[char]) -> Option<Replayed> {
    let mut cells = row.splitn(7, '\t');
    let (left, top) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    let width: u32 = cells.next()?.parse().ok()?;
    let (is_judged, kind) = (cells.next()? == "judged", cells.next()?);
    let text = spelled(cells.nth(1)?, alphabet)?;
    let height = super::HEIGHT as u32;
    let inside =
        u32::checked_add(left, width)? <= sheet.width() && u32::checked_add(top, height)? <= sheet.height();
    let picture = || imageops::crop_imm(sheet, left, top, width, height).to_image();
    let line = || TaughtLine { picture: picture(), text, source: Source::Written };
    inside.then(|| Replayed { kind, is_judged, line: line() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognize::LineModels;

    /// Every row of a sheet is a line of ink in letters the script's model knows.
    fn check(language: &str, script: &str) {
        let models = LineModels::shipped();
        let model = models.of(&[language.to_owned()]).unwrap().unwrap();
        let lines = replayed(script, model.alphabet());
        let table = SHEETS.iter().find(|(name, ..)| *name == script).unwrap().2;
        assert_eq!(lines.len(), table.lines().count() - 1);
        assert!(lines.len() > 300, "{}", lines.len());
        let judged = lines.iter().filter(|line| line.is_judged).count();
        assert!(judged > 100 && 2 * judged < lines.len(), "{judged}");
        let contrast = |Replayed { line, .. }: &Replayed| {
            let greys = line.picture.as_raw().iter();
            greys.clone().max().zip(greys.min()).map_or(0, |(paper, ink)| paper - ink)
        };
        assert!(lines.iter().all(|line| contrast(line) > 40));
    }

    #[test]
    fn the_latin_sheet_is_whole() {
        check("fra", "Latn");
    }

    #[test]
    fn the_cyrillic_sheet_is_whole() {
        check("tgk", "Cyrl");
    }

    #[test]
    fn a_script_without_a_sheet_has_none() {
        assert!(replayed("Arab", &['ا']).is_empty());
    }
}
