//! Dates of the Hijri and Rumi years, in Arabic script, Tajik, Russian and Turkish. Not for converting them.

use std::sync::LazyLock;

use super::{
    letters_apart::{Piece, pieces},
    reckoning::Calendar,
};

/// A date in its own calendar, as far as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) calendar: Calendar,
    pub(super) year: i32,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
}

/// Hijri years of registers: 1786 to 2057.
const HIJRI_YEARS: std::ops::RangeInclusive<i32> = 1200..=1480;
/// Rumi years of registers: 1840 to 1925.
const RUMI_YEARS: std::ops::RangeInclusive<i32> = 1256..=1341;
/// Most words of a month's name.
const LONGEST_NAME: usize = 4;
/// Shortest name in which one wrong letter is forgiven.
const FORGIVING: usize = 7;

/// Words that say which years are meant, folded; those of one letter only beside a year.
const HIJRI_MARKS: [&str; 16] = [
    "хиджри",
    "хиджры",
    "хиджрии",
    "хижри",
    "hicri",
    "hijri",
    "هجری",
    "هجریه",
    "ه",
    "h",
    "ah",
    "х",
    "гх",
    "камари",
    "قمری",
    "hicriyye",
];
const RUMI_MARKS: [&str; 6] = ["rumi", "руми", "رومی", "رومیه", "mali", "r"];

#[derive(Debug)]
struct Name {
    calendar: Calendar,
    month: u32,
    /// Names, folded, without spaces.
    names: Vec<String>,
    sigla: Vec<String>,
}

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let table = include_str!("../../../../ocr-models/words/months-eastern.tsv");
    table.lines().skip(1).filter_map(name_of_line).collect()
});

fn name_of_line(line: &str) -> Option<Name> {
    let columns: Vec<&str> = line.split('\t').collect();
    let (calendar, rest) = columns.split_first()?;
    let calendar = if *calendar == "rumi" { Calendar::Rumi } else { Calendar::Hijri };
    let (month, tongues) = rest.split_first()?;
    let (sigla, tongues) = tongues.split_last()?;
    let alternates = |cell: &str| {
        let filled = cell.split('|').filter(|name| !name.is_empty());
        filled.map(|name| pieces(name).into_iter().map(|p| p.folded).collect::<String>()).collect::<Vec<_>>()
    };
    Some(Name {
        calendar,
        month: month.parse().ok()?,
        names: tongues.iter().flat_map(|cell| alternates(cell)).collect(),
        sigla: sigla.split('|').filter(|s| !s.is_empty()).map(str::to_owned).collect(),
    })
}

/// The date, where a month of these calendars is named, or the text says which years it counts.
pub(super) fn eastern(text: &str) -> Option<Own> {
    let pieces = pieces(text);
    named(&pieces).or_else(|| by_siglum(&pieces)).or_else(|| marked(&pieces))
}

/// `6 Раҷаби 1315`, `٦ رجب ١٣١٥`, `1 Mart 1333`.
fn named(pieces: &[Piece]) -> Option<Own> {
    let found = (0..pieces.len()).find_map(|at| {
        let longest = LONGEST_NAME.min(pieces.len() - at);
        (1..=longest).rev().find_map(|length| {
            let (calendar, month) = month_of(&pieces[at..at + length])?;
            Some((calendar, month, at, at + length))
        })
    });
    let (calendar, month, begins, ends) = found?;
    let (before, after) = (&pieces[..begins], &pieces[ends..]);
    let year_in = |pieces: &[Piece]| pieces.iter().find_map(|p| year(p, calendar));
    let year = year_in(after).or_else(|| year_in(before))?;
    let day_in = |p: &Piece| p.number(2).filter(|d| (1..=31).contains(d));
    let day = before.iter().rev().find_map(day_in).or_else(|| after.iter().find_map(day_in));
    Some(Own { calendar, year, month: Some(month), day })
}

fn month_of(pieces: &[Piece]) -> Option<(Calendar, u32)> {
    if pieces[0].is_number() {
        return None;
    }
    let joined: String = pieces.iter().map(|p| p.folded.as_str()).collect();
    let izafet = joined.strip_suffix('и');
    let is = |name: &String| *name == joined || Some(name.as_str()) == izafet;
    let nearly = |name: &String| {
        let long = name.chars().count() >= FORGIVING && joined.chars().count() >= FORGIVING;
        long && strsim::levenshtein(name, izafet.unwrap_or(&joined)) <= 1
    };
    let exact = NAMES.iter().find(|n| n.names.iter().any(is));
    exact.or_else(|| NAMES.iter().find(|n| n.names.iter().any(nearly))).map(|n| (n.calendar, n.month))
}

/// Four digits of the calendar's years; of three the thousand was left out (`٣١٥`).
fn year(piece: &Piece, calendar: Calendar) -> Option<i32> {
    let number = piece.number(4)? as i32;
    let year = if (200..480).contains(&number) { number + 1000 } else { number };
    let years = if calendar == Calendar::Rumi { RUMI_YEARS } else { HIJRI_YEARS };
    years.contains(&year).then_some(year)
}

/// `6 B 1315`, `15 ZA 1312`: day, siglum, year.
fn by_siglum(pieces: &[Piece]) -> Option<Own> {
    let said: Vec<&Piece> =
        pieces.iter().filter(|p| !matches!(p.folded.as_str(), "fi" | "sene" | "سنه" | "فی")).collect();
    let [day, siglum, year_piece] = said.as_slice() else { return None };
    let raw = siglum.raw.trim();
    let short = raw.chars().count() == 2;
    let is = |s: &String| if short { *s == raw.to_uppercase() } else { s == raw };
    let month = NAMES.iter().find(|n| n.sigla.iter().any(is))?.month;
    let (day, year) = (day.number(2)?, year(year_piece, Calendar::Hijri)?);
    let plausible = year_piece.number(3).is_none() && (1..=30).contains(&day);
    plausible.then_some(Own { calendar: Calendar::Hijri, year, month: Some(month), day: Some(day) })
}

/// Numbers alone with a word that says which years they count: `6.7.1315 ҳ.`, `1315 ҳиҷрӣ`.
fn marked(pieces: &[Piece]) -> Option<Own> {
    let has = |marks: &[&str]| pieces.iter().any(|p| marks.contains(&p.folded.as_str()));
    let calendar = match (has(&HIJRI_MARKS), has(&RUMI_MARKS)) {
        (true, false) => Calendar::Hijri,
        (false, true) => Calendar::Rumi,
        _ => return None,
    };
    let numbers: Vec<&Piece> = pieces.iter().filter(|p| p.is_number()).collect();
    let own = |year, month, day| Some(Own { calendar, year, month, day });
    match (calendar, numbers.as_slice()) {
        (_, [year_piece]) => own(whole_year(year_piece, calendar)?, None, None),
        // A Rumi month in digits may count from Mart or from January: it says too little.
        (Calendar::Hijri, [first, month, last]) => {
            let month = month.number(2).filter(|m| (1..=12).contains(m))?;
            let day_first = whole_year(last, calendar).zip(first.number(2));
            let (year, day) = day_first.or_else(|| whole_year(first, calendar).zip(last.number(2)))?;
            own(year, Some(month), Some(day))
        }
        _ => None,
    }
}

fn whole_year(piece: &Piece, calendar: Calendar) -> Option<i32> {
    year(piece, calendar).filter(|_| piece.number(3).is_none())
}
