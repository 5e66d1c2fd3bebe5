//! Acts as JSON, one a line: the exact copy, what is exported comes in again as it was. Not for
//! spreadsheets: that is [`crate::csv`].

use std::io::{self, BufRead, Read, Write};

use register::act::Act;

use crate::{
    Malformed,
    malformed::{Flaw, not_utf8, unreadable},
    written::{Naming, WrittenAct},
};

/// Longest line taken, in bytes; the longest act of the samples has 40 thousand.
const LONGEST_LINE: u64 = 16 << 20;

/// Writes acts in the order given, one a line.
///
/// # Errors
/// What the writer says.
pub fn write<'a>(mut out: impl Write, acts: impl IntoIterator<Item = &'a Act>) -> io::Result<()> {
    for act in acts {
        serde_json::to_writer(&mut out, act)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Reads acts line by line, `file` being named in what is wrong. Empty lines are passed over; after a line
/// that is no act reading goes on with the next, after one that cannot be read at all it ends.
///
/// An act without an id gets one from its register and content, an act without a register is `imported`.
pub fn read<R: BufRead>(file: &str, from: R) -> impl Iterator<Item = Result<Act, Malformed>> + use<R> {
    let mut naming = Naming::default();
    let file = file.to_owned();
    lines(from).map(move |(line, text)| {
        let act = text.and_then(|text| naming.complete(act_of(&text)?));
        act.map_err(|flaw| flaw.at(&file, line))
    })
}

/// The lines that say something, with their numbers from 1.
fn lines<R: BufRead>(mut from: R) -> impl Iterator<Item = (u64, Result<String, Flaw>)> {
    let mut line = 0;
    let mut ended = false;
    std::iter::from_fn(move || {
        while !ended {
            line += 1;
            match next_line(&mut from) {
                Ok(None) => ended = true,
                Ok(Some(text)) if text.trim().is_empty() => {}
                Ok(Some(text)) => return Some((line, Ok(text))),
                Err(flaw) => {
                    ended = true;
                    return Some((line, Err(flaw)));
                }
            }
        }
        None
    })
}

fn next_line(from: &mut impl BufRead) -> Result<Option<String>, Flaw> {
    let mut bytes = Vec::new();
    let taken = from.take(LONGEST_LINE).read_until(b'\n', &mut bytes).map_err(|e| unreadable(&e))?;
    if taken as u64 == LONGEST_LINE {
        return Err(Flaw::new("the line is longer than 16 MiB", "give one act a line"));
    }
    let text = String::from_utf8(bytes).map_err(|_| not_utf8())?;
    // Some editors put a byte order mark before everything.
    Ok((taken > 0).then(|| text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
}

fn act_of(text: &str) -> Result<WrittenAct, Flaw> {
    const REMEDY: &str = "an act is an object with at least type and fields, as `daftar export` writes it";
    if !text.trim_start().starts_with('{') {
        return Err(Flaw::new("this is no JSON object", REMEDY));
    }
    serde_json::from_str(text).map_err(|e| {
        // Its own line number is always 1 here; the column helps.
        let said = e.to_string();
        let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
        match e.column() {
            0 => Flaw::new(what, REMEDY),
            column => Flaw::new(format!("{what} (column {column})"), REMEDY),
        }
    })
}
