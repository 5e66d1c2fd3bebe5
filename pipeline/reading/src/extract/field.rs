//! From the pieces of a value to the field of an act: as written, normal form, places, other readings, and what speaks
//! for it. Not for which field it is, nor for how probable it is: `confidence` says that when the act is whole.

use register::{
    act::{Field, MOST_CANDIDATES, Mark, Spot},
    form::FieldKind,
    geometry::Rect,
    id::ScanId,
    page::{Page, ScanInfo},
    value::{is_dash, normal_form, trimmed},
};

use super::{evidence::Evidence, sheet::Token};

/// Where pieces stand: their scan and page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) scan: &'p ScanId,
    pub(super) info: &'p ScanInfo,
    pub(super) page: &'p Page,
    /// First and last year of the book.
    pub(super) years: Option<(i32, i32)>,
}

/// A field and what speaks for its value; nothing does where nothing was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) field: Field,
    pub(super) evidence: Option<Evidence>,
}

impl Found {
    /// Takes what runs over from this field into the next row or page of a ledger; what it says is understood anew.
    pub(super) fn run_on(&mut self, kind: FieldKind, rest: Found, years: Option<(i32, i32)>) {
        let written = [self.field.as_written.take(), rest.field.as_written];
        let written = written.into_iter().flatten().collect::<Vec<_>>().join(" ");
        self.field.value = normal_form(kind, &written, years);
        self.field.as_written = Some(written);
        self.field.place_beside(kind, years);
        self.field.spots.extend(rest.field.spots);
        // Other readings were those of a part.
        self.field.candidates.clear();
    }
}

/// The field that `tokens` make; `room` is the place kept for it on the form.
pub(super) fn field(kind: FieldKind, tokens: &[Token], room: Option<Rect>, place: Place<'_>) -> Found {
    if let Some(mark) = nothing_read(tokens) {
        let spots = room.iter().filter(|r| r.area() > 0.0).map(|r| spot(r, place)).collect();
        return Found { field: Field { mark, spots, ..Field::default() }, evidence: None };
    }
    let kept = without_dirt(tokens);
    let as_written = written(&kept);
    let value = normal_form(kind, &as_written, place.years);
    let candidates = candidates(kind, &kept, place.years);
    let evidence = Evidence::of(kind, &kept, place.page);
    let spots = spots(&kept, place);
    let mut field = Field { as_written: Some(as_written), value, spots, candidates, ..Field::default() };
    field.place_beside(kind, place.years);
    Found { field, evidence: Some(evidence) }
}

/// Blank or dash, where there is no letter and no digit.
fn nothing_read(tokens: &[Token]) -> Option<Mark> {
    let words: Vec<&Token> = tokens.iter().filter(|t| !t.is_sign()).collect();
    if matches!(words.as_slice(), [one] if is_dash(&one.text)) {
        return Some(Mark::Dash);
    }
    if !words.is_empty() {
        return None;
    }
    Some(if tokens.iter().any(|t| is_dash(&t.text)) { Mark::Dash } else { Mark::Blank })
}

/// Words of one or two letters read less surely than this are specks of the form at a value's ends.
const SPECK: f64 = 0.35;
/// Words read less surely than this at the ends of a value with a word read more surely than that are
/// leaders or stains read as letters.
const DIRT: f64 = 0.25;
const SURE: f64 = 0.75;

pub(super) fn without_dirt(tokens: &[Token]) -> Vec<Token> {
    let words = without_leaders(tokens);
    let surest = words.iter().map(|t| t.score).fold(0.0, f64::max);
    let unsure =
        |t: &Token| (t.score < SPECK && t.plain.chars().count() <= 2) || (t.score < DIRT && surest > SURE);
    let speck = |t: &Token| t.is_sign() || is_leader_read_as_letters(t) || unsure(t);
    let has_more = |t: &[Token]| t.iter().any(|t| !speck(t));
    if !has_more(&words) {
        return words;
    }
    let first = words.iter().position(|t| !is_dirt_at_end(t, speck(t))).unwrap_or(0);
    let last = words.iter().rposition(|t| !is_dirt_at_end(t, speck(t))).unwrap_or(words.len() - 1);
    words[first..=last].to_vec()
}

/// Leaders go; where one stood between two words of one reading (`ш...Панҷакент`), a space and an
/// abbreviation's full stop are left.
fn without_leaders(tokens: &[Token]) -> Vec<Token> {
    let mut words: Vec<Token> = Vec::new();
    let mut parted = false;
    for token in tokens {
        if !is_written(token) {
            let short = words.last_mut().filter(|w| token.glued && w.plain.chars().count() <= 2);
            short.into_iter().filter(|_| token.text.starts_with('.')).for_each(|w| w.text.push('.'));
            parted = true;
            continue;
        }
        words.push(Token { glued: token.glued && !parted, ..token.clone() });
        parted = false;
    }
    words
}

fn is_dirt_at_end(token: &Token, speck: bool) -> bool {
    let bracket = matches!(token.text.as_str(), "(" | ")" | "«" | "»" | "\"" | "." | "г." | "№");
    speck && !bracket
}

/// Letters, digits, brackets, quotes and single strokes are written; leaders and rule fragments are not.
fn is_written(token: &Token) -> bool {
    !token.is_sign()
        || matches!(
            token.text.as_str(),
            "(" | ")" | "«" | "»" | "№" | "-" | "—" | "/" | "." | "," | ":" | "\""
        )
}

/// Dots of a leader read as a run of one letter: `еееее`, `оооо`.
fn is_leader_read_as_letters(token: &Token) -> bool {
    let mut letters = token.plain.chars();
    let Some(first) = letters.next() else { return true };
    token.plain.chars().count() >= 4 && letters.all(|c| c == first) && first.is_alphabetic()
}

fn written(tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        let closes = matches!(token.text.as_str(), ")" | "," | "." | ":" | "»");
        let opened = text.ends_with('(') || text.ends_with('«');
        if !text.is_empty() && !token.glued && !closes && !opened {
            text.push(' ');
        }
        text.push_str(&token.text);
    }
    trimmed(&text)
}

/// What is written with other readings of its least sure word, one for each value.
fn candidates(kind: FieldKind, tokens: &[Token], years: Option<(i32, i32)>) -> Vec<(String, f64)> {
    let open = tokens.iter().enumerate().filter(|(_, t)| t.alternatives.len() > 1);
    let Some((at, unsure)) = open.min_by(|a, b| a.1.confidence.total_cmp(&b.1.confidence)) else {
        return Vec::new();
    };
    let mut all: Vec<(String, (String, f64))> = Vec::new();
    for (text, weight) in &unsure.alternatives {
        let mut other = tokens.to_vec();
        other[at].text.clone_from(text);
        let written = written(&other);
        let value = normal_form(kind, &written, years).unwrap_or_else(|| written.clone());
        match all.iter_mut().find(|(v, _)| *v == value) {
            Some((_, same)) => same.1 = (same.1 + weight).min(1.0),
            None => all.push((value, (written, *weight))),
        }
    }
    all.into_iter().map(|(_, candidate)| candidate).take(MOST_CANDIDATES).collect()
}

/// One box a line.
fn lines(tokens: &[Token]) -> Vec<Rect> {
    let mut lines: Vec<(usize, Rect)> = Vec::new();
    for token in tokens {
        match lines.iter_mut().find(|(line, _)| *line == token.line) {
            Some((_, rect)) => *rect = rect.union(&token.rect),
            None => lines.push((token.line, token.rect)),
        }
    }
    lines.into_iter().map(|(_, rect)| rect).collect()
}

/// The places of pieces of a page, one a line.
pub(super) fn spots(tokens: &[Token], place: Place<'_>) -> Vec<Spot> {
    lines(tokens).iter().map(|rect| spot(rect, place)).collect()
}

fn spot(rect: &Rect, place: Place<'_>) -> Spot {
    Spot {
        scan: place.scan.clone(),
        file: place.info.file.clone(),
        frame: place.info.frame,
        half: place.page.half,
        outline: place.page.placement.outline(rect),
    }
}
