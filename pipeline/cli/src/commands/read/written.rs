//! What a reading gave, written: the result to stdout, what was set aside to stderr. Not for drawing.

use std::{fmt::Write as _, io::Write};

use register::page::ScanReading;

use crate::arguments::{Read, ReadFormat};

/// One document; of JSON an array for a file with several frames.
pub(super) fn write(asked: &Read, readings: &[ScanReading]) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match asked.format {
        ReadFormat::Text => write_text(&mut out, readings)?,
        ReadFormat::Json => write_json(&mut out, readings)?,
        ReadFormat::Alto | ReadFormat::Page | ReadFormat::Hocr => {
            out.write_all(document(asked.format, readings).as_bytes())?;
        }
    }
    out.flush()?;
    drop(out);
    let asides = asides(&asked.scan.display().to_string(), asked.overlay.is_some(), readings);
    // Nobody is left to tell when stderr is gone.
    let _ = std::io::stderr().write_all(asides.as_bytes());
    Ok(())
}

fn write_json(out: &mut impl Write, readings: &[ScanReading]) -> std::io::Result<()> {
    match readings {
        [one] => serde_json::to_writer(&mut *out, one)?,
        several => serde_json::to_writer(&mut *out, several)?,
    }
    writeln!(out)
}

/// What was read in a format of others; nothing where all was set aside, as they have no word for it.
fn document(format: ReadFormat, readings: &[ScanReading]) -> String {
    let read: Vec<ScanReading> =
        readings.iter().filter(|reading| reading.set_aside.is_none()).cloned().collect();
    match (format, read.as_slice()) {
        (_, []) => String::new(),
        (ReadFormat::Hocr, read) => delivery::hocr::write(read),
        (ReadFormat::Page, [one, ..]) => delivery::page_xml::write(one),
        (_, read) => delivery::alto::write(read),
    }
}

fn write_text(out: &mut impl Write, readings: &[ScanReading]) -> std::io::Result<()> {
    let pages = readings.iter().flat_map(|r| &r.pages);
    for (i, page) in pages.enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        for text in page.lines.iter().flatten().filter_map(|line| line.text.as_deref()) {
            writeln!(out, "{text}")?;
        }
    }
    Ok(())
}

/// A line for each scan set aside: where, what, so, do.
fn asides(file: &str, overlay: bool, readings: &[ScanReading]) -> String {
    let so = if overlay { "nothing was read and no overlay drawn" } else { "nothing was read" };
    let mut lines = String::new();
    for reading in readings {
        let Some(why) = &reading.set_aside else { continue };
        let frame = match readings {
            [_] => String::new(),
            _ => format!(", frame {}", reading.scan.frame),
        };
        let _ = writeln!(lines, "aside  {file}{frame}: {why}; {so}; shoot or copy it again");
    }
    lines
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use register::page::ScanInfo;

    use super::*;

    fn reading(frame: u32, set_aside: Option<&str>) -> ScanReading {
        let scan = ScanInfo { file: "a.tif".into(), frame, width: 0, height: 0, sha256: String::new() };
        ScanReading { scan, set_aside: set_aside.map(str::to_owned), pages: Vec::new(), acts: None }
    }

    fn check(overlay: bool, readings: &[ScanReading], expected: Expect) {
        expected.assert_eq(&asides("card/a.tif", overlay, readings));
    }

    #[test]
    fn a_scan_set_aside_says_what_where_so_and_do() {
        let empty = [reading(0, Some("the file is empty"))];
        check(
            false,
            &empty,
            expect![[r"
            aside  card/a.tif: the file is empty; nothing was read; shoot or copy it again
        "]],
        );
        check(
            true,
            &empty,
            expect![[r"
            aside  card/a.tif: the file is empty; nothing was read and no overlay drawn; shoot or copy it again
        "]],
        );
    }

    #[test]
    fn of_several_frames_those_set_aside_are_named() {
        check(
            false,
            &[reading(0, None), reading(1, Some("the file is cut short"))],
            expect![[r"
            aside  card/a.tif, frame 1: the file is cut short; nothing was read; shoot or copy it again
        "]],
        );
    }

    #[test]
    fn a_scan_set_aside_is_no_document() {
        let both = [reading(0, Some("the file is cut short")), reading(1, None)];
        for format in [ReadFormat::Alto, ReadFormat::Page, ReadFormat::Hocr] {
            assert_eq!(document(format, &both[..1]), "");
            let written = document(format, &both);
            let loaded = delivery::transcript::load("a.xml", written.as_bytes()).unwrap();
            assert_eq!((loaded.scan.file.as_str(), loaded.scan.frame), ("a.tif", 1), "{format:?}");
        }
    }

    #[test]
    fn nothing_is_said_of_what_was_read() {
        check(true, &[reading(0, None)], expect![""]);
    }
}
