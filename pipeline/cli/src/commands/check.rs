//! `daftar check`: is the book complete? A first, honest version: scans set aside, act numbers that are
//! missing or stand twice. Sharpness, doubled scans and the report with a contact sheet come later.

use std::{collections::BTreeMap, io::Write};

use archive::{Archive, progress::RegisterProgress};
use register::{act::Act, form::ActType};

use crate::{
    Outcome,
    arguments::Check,
    output::{count, number},
    trouble::Trouble,
};

/// Numbers restart with every authority, type and year, never with the book.
type Series = (String, ActType, Option<i32>);
/// No office writes so many acts of a type in a year: a higher number was misread.
const HIGHEST: u32 = 99_999;

pub(super) async fn carry_out(asked: &Check) -> anyhow::Result<Outcome> {
    if asked.html.is_some() {
        return Err(Trouble::setting("the report with contact sheet belongs to a later release")
            .so("nothing was written")
            .remedy("leave --html out: what is known so far is then printed")
            .into());
    }
    let (_, archive) = super::open(&asked.place).await?;
    let registers = archive.progress().await?;
    let Some(register) = registers.into_iter().find(|r| r.card.id == asked.register) else {
        return Err(archive::Error::NoRegister(asked.register.clone()).into());
    };
    let acts = acts(&archive, &register).await?;
    let hidden = (register.acts.machine + register.acts.verified).saturating_sub(acts.len());
    let rulers = rulers(&acts);
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", register.card.shown_title())?;
    let mut findings = write_scans(&mut out, &register)?;
    let unnumbered = acts.iter().filter(|act| act.value("act_no").and_then(numbered).is_none()).count();
    if unnumbered > 0 {
        writeln!(out, "  unread    {} without a number", count(unnumbered, "act"))?;
        findings += 1;
    }
    if hidden > 0 {
        writeln!(
            out,
            "  sealed    {}: nobody sees them, and their numbers are not looked at",
            count(hidden, "act")
        )?;
    } else {
        findings += write_rulers(&mut out, &rulers, register.card.acts)?;
    }
    match findings {
        0 => writeln!(
            out,
            "nothing found amiss in what is read; sharpness and doubled scans are not looked at yet"
        )?,
        n => writeln!(out, "{} to answer", count(n, "finding"))?,
    }
    Ok(if findings == 0 { Outcome::Done } else { Outcome::SomethingRemains })
}

async fn acts(archive: &Archive, register: &RegisterProgress) -> anyhow::Result<Vec<Act>> {
    let mut export = archive.export(&super::archivist(), Some(&register.card.id)).await?;
    let mut acts = Vec::new();
    while let Some(more) = export.next().await? {
        acts.extend(more);
    }
    Ok(acts)
}

fn write_scans(out: &mut impl Write, register: &RegisterProgress) -> std::io::Result<usize> {
    let waiting = register.scans.waiting;
    if waiting > 0 {
        writeln!(out, "  waiting   {} not read yet: daftar run", count(waiting, "scan"))?;
    }
    for aside in &register.set_aside {
        writeln!(out, "  aside     {}  {}  {}", aside.scan, aside.file, aside.reason)?;
    }
    Ok(register.set_aside.len() + usize::from(waiting > 0))
}

/// The act numbers of each series, with how often each stands.
fn rulers(acts: &[Act]) -> BTreeMap<Series, BTreeMap<u32, usize>> {
    let mut rulers: BTreeMap<Series, BTreeMap<u32, usize>> = BTreeMap::new();
    for act in acts {
        let Some(number) = act.value("act_no").and_then(numbered) else { continue };
        let series = (act.value("authority").unwrap_or_default().to_owned(), act.kind, act.event_year());
        *rulers.entry(series).or_default().entry(number).or_default() += 1;
    }
    rulers
}

/// 12 of `12` and `12а`; nothing for what no book counts to.
fn numbered(text: &str) -> Option<u32> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|n| *n <= HIGHEST)
}

/// Numbers from `first` to `last` that are not there, as spans.
fn gaps(numbers: &BTreeMap<u32, usize>, (first, last): (u32, u32)) -> Vec<(u32, u32)> {
    let mut gaps = Vec::new();
    let mut next = first;
    for &number in numbers.keys().filter(|n| (first..=last).contains(*n)) {
        if number > next {
            gaps.push((next, number - 1));
        }
        next = number + 1;
    }
    if next <= last {
        gaps.push((next, last));
    }
    gaps
}

/// Numbers of the card's range that stand in none of several series: offices are misread, numbers seldom.
fn write_whole(
    out: &mut impl Write,
    rulers: &BTreeMap<Series, BTreeMap<u32, usize>>,
    expected: Option<(u32, u32)>,
) -> std::io::Result<usize> {
    let Some(range) = expected.filter(|_| rulers.len() > 1) else { return Ok(0) };
    let mut all: BTreeMap<u32, usize> = BTreeMap::new();
    for (number, times) in rulers.values().flatten() {
        *all.entry(*number).or_default() += times;
    }
    let missing = gaps(&all, range);
    if missing.is_empty() {
        return Ok(0);
    }
    writeln!(out, "  missing   {} in no series of the book", written(&missing))?;
    Ok(1)
}

fn write_rulers(
    out: &mut impl Write,
    rulers: &BTreeMap<Series, BTreeMap<u32, usize>>,
    expected: Option<(u32, u32)>,
) -> std::io::Result<usize> {
    let mut findings = write_whole(out, rulers, expected)?;
    if let (true, Some((first, last))) = (rulers.is_empty(), expected) {
        writeln!(out, "  missing   {first}–{last}: no act number was read")?;
        findings += 1;
    }
    for ((authority, kind, year), numbers) in rulers {
        let (Some((&first, _)), Some((&last, _))) = (numbers.first_key_value(), numbers.last_key_value())
        else {
            continue;
        };
        // A card's range is of the whole book: it holds for a book of one series only.
        let (first, last) = if rulers.len() == 1 { expected.unwrap_or((first, last)) } else { (first, last) };
        let missing = gaps(numbers, (first, last));
        let repeated: Vec<_> =
            numbers.iter().filter(|(_, times)| **times > 1).map(|(n, _)| (*n, *n)).collect();
        let year = year.map(|y| format!(" {y}")).unwrap_or_default();
        let name = if authority.is_empty() { String::new() } else { format!(" {authority}") };
        writeln!(out, "  {kind}{year}{name}: acts {first} to {last}, {} there", number(numbers.len()))?;
        for (word, spans) in [("missing", missing), ("repeated", repeated)] {
            if !spans.is_empty() {
                writeln!(out, "  {word:<9} {}", written(&spans))?;
                findings += 1;
            }
        }
    }
    Ok(findings)
}

/// `3, 7–9` for 3 and 7 to 9.
fn written(spans: &[(u32, u32)]) -> String {
    let words = spans.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") });
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(number: &str, authority: &str) -> Act {
        let json = serde_json::json!({"id": number, "register": "b", "type": "birth",
            "fields": {"act_no": number, "authority": authority, "child.birth_date": "1956-03-07"}});
        serde_json::from_value(json).unwrap()
    }

    fn check(acts: &[Act], expected: Option<(u32, u32)>) -> (String, usize) {
        let mut out = Vec::new();
        let findings = write_rulers(&mut out, &rulers(acts), expected).unwrap();
        (String::from_utf8(out).unwrap(), findings)
    }

    #[test]
    fn missing_and_repeated_numbers_are_named() {
        let (words, findings) = check(&["1", "2", "2", "5"].map(|n| act(n, "")), Some((1, 6)));
        assert_eq!(words, "  birth 1956: acts 1 to 6, 3 there\n  missing   3–4, 6\n  repeated  2\n");
        assert_eq!(findings, 2);
    }

    #[test]
    fn a_number_that_stands_in_no_series_is_missing() {
        let acts = [act("1", "Рудакӣ"), act("4", "Рудаки"), act("2", "Рудакӣ")];
        let (words, findings) = check(&acts, Some((1, 4)));
        assert!(words.starts_with("  missing   3 in no series of the book\n") && findings >= 1, "{words}");
    }

    #[test]
    fn a_number_with_a_letter_is_no_gap_and_a_misread_one_no_end() {
        let (words, findings) = check(&["1", "2а", "3", "3000000000"].map(|n| act(n, "")), None);
        assert_eq!((words.as_str(), findings), ("  birth 1956: acts 1 to 3, 3 there\n", 0));
    }

    #[test]
    fn a_book_without_any_number_misses_them_all() {
        let (words, findings) = check(&[act("", "")], Some((1, 214)));
        assert_eq!((words.as_str(), findings), ("  missing   1–214: no act number was read\n", 1));
    }

    #[test]
    fn numbers_restart_with_every_authority() {
        let (_, findings) = check(&[act("1", "Рудакӣ"), act("2", "Рудакӣ"), act("1", "Чоруқ")], None);
        assert_eq!(findings, 0);
    }
}
