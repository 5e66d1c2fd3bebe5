//! Finds a label at a place in a row, slips of reading forgiven. Not for what stands beside it.

mod slips;

use self::slips::slips;
use super::{
    lexicon::{Label, Lexicon, Sense, Tongue},
    sheet::Token,
};

/// A label found at the start of some pieces.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) senses: Vec<Sense>,
    pub(super) tongue: Tongue,
    /// How many pieces it took.
    pub(super) used: usize,
    /// Letters of the label.
    pub(super) letters: usize,
    /// Letters that were read wrongly.
    pub(super) slips: usize,
}

/// What one slip costs, in letters of label found.
const SLIP: f64 = 2.5;

/// The label that fits the first pieces best: the longest with the fewest slips. `alone` says that
/// nothing but the label stands there, which lets even the shortest word have a slip.
pub(super) fn label_at(lexicon: &Lexicon, tokens: &[Token], alone: bool) -> Option<Found> {
    let (place, fit) = best_fit(&lexicon.labels, tokens, alone)?;
    let label = &lexicon.labels[place];
    let letters = label.joined.len();
    let sign = tokens.get(fit.used).is_some_and(|t| label.ends_in_number && t.text == "№");
    let used = fit.used + usize::from(sign);
    Some(Found { senses: label.senses.clone(), tongue: label.tongue, used, letters, slips: fit.slips })
}

/// How a text fits the first pieces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    pub(super) used: usize,
    pub(super) slips: usize,
}

/// Which of `labels` fits best, by place in the list.
pub(super) fn best_fit(labels: &[Label], tokens: &[Token], alone: bool) -> Option<(usize, Fit)> {
    let spans = Span::all(tokens);
    let longest = spans.last()?;
    let mut best: Option<(f64, usize, Fit)> = None;
    for (place, label) in
        labels.iter().enumerate().filter(|(_, l)| l.joined.len() <= longest.letters.len() + 3)
    {
        for span in &spans {
            let Some(slips) = slips(label, span, alone && span.used == longest.used) else { continue };
            let score = label.joined.len() as f64 - SLIP * slips as f64;
            if score > 0.0 && best.as_ref().is_none_or(|(s, ..)| score > *s) {
                best = Some((score, place, Fit { used: span.used, slips }));
            }
        }
    }
    best.map(|(_, place, fit)| (place, fit))
}

/// A label at the start of some pieces, perhaps in two languages, and where it ends.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parsed {
    pub(super) senses: Vec<Sense>,
    pub(super) used: usize,
    pub(super) slips: usize,
    pub(super) letters: usize,
    /// The language it stands in, where it stands in one only.
    pub(super) tongue: Option<Tongue>,
}

/// The label the pieces begin with, its number passed over, with the same label in the other language
/// where that follows at once.
pub(super) fn parse_label(lexicon: &Lexicon, tokens: &[Token], alone: bool) -> Option<Parsed> {
    let start = tokens.iter().take(2).take_while(|t| is_numbering(t) || is_short_sign(t)).count();
    let first = label_at(lexicon, tokens.get(start..)?, alone)?;
    let end = start + first.used;
    let parsed = Parsed {
        senses: first.senses.clone(),
        used: end,
        slips: first.slips,
        letters: first.letters,
        tongue: Some(first.tongue),
    };
    Some(second_tongue(lexicon, tokens, end, &first).unwrap_or(parsed))
}

fn second_tongue(lexicon: &Lexicon, tokens: &[Token], end: usize, first: &Found) -> Option<Parsed> {
    let signs = tokens[end..].iter().take_while(|t| is_short_sign(t)).count();
    let from = end + signs;
    let second = label_at(lexicon, &tokens[from..], false).filter(|s| s.tongue != first.tongue)?;
    let senses = in_common(&first.senses, &second.senses);
    let (slips, letters) = (first.slips + second.slips, first.letters + second.letters);
    (!senses.is_empty()).then_some(Parsed { senses, used: from + second.used, slips, letters, tongue: None })
}

/// A slash, bar or bracket, no leader.
pub(super) fn is_short_sign(token: &Token) -> bool {
    token.is_sign() && token.text.chars().count() <= 2 && token.text != ":"
}

/// The first pieces run together.
struct Span {
    used: usize,
    words: Vec<String>,
    letters: Vec<char>,
}

/// Words in the longest label there is, and a little more for words cut apart.
const LONGEST_LABEL: usize = 12;

impl Span {
    /// Spans of growing length, each ending in a word.
    fn all(tokens: &[Token]) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let (mut words, mut letters) = (Vec::new(), Vec::new());
        for (i, token) in tokens.iter().enumerate() {
            if is_leader(token) {
                break;
            }
            if token.is_sign() {
                continue;
            }
            words.push(token.plain.clone());
            letters.extend(token.plain.chars());
            spans.push(Span { used: i + 1, words: words.clone(), letters: letters.clone() });
            if spans.len() >= LONGEST_LABEL {
                break;
            }
        }
        spans
    }
}

/// A run of dots or a rule, or a colon: no label goes on behind it.
pub(super) fn is_leader(token: &Token) -> bool {
    token.is_sign() && (token.text.chars().count() >= 3 || token.text == ":")
}

/// What two labels of one place have in common: a form in two languages asks for one thing.
pub(super) fn in_common(a: &[Sense], b: &[Sense]) -> Vec<Sense> {
    a.iter().flat_map(|x| b.iter().filter_map(|y| narrower(*x, *y))).collect()
}

fn narrower(a: Sense, b: Sense) -> Option<Sense> {
    let of = |key: &str, attribute: &str| key.split_once('.').is_some_and(|(_, a)| a == attribute);
    match (a, b) {
        (x, y) if x == y => Some(x),
        (Sense::Field(key), Sense::Bare(attribute)) | (Sense::Bare(attribute), Sense::Field(key)) => {
            of(key, attribute).then_some(Sense::Field(key))
        }
        (Sense::FullName(Some(p)), Sense::FullName(None))
        | (Sense::FullName(None), Sense::FullName(Some(p))) => Some(Sense::FullName(Some(p))),
        _ => None,
    }
}

/// Is it the number before a label: `16.`, `3)`, `а)`?
pub(super) fn is_numbering(token: &Token) -> bool {
    let text = token.text.as_str();
    let digits = text.trim_end_matches(['.', ')', ',', ';', ':']);
    let short = !digits.is_empty() && digits.chars().count() <= 2;
    short
        && (digits.chars().all(|c| c.is_ascii_digit())
            || (text.ends_with(')') && digits.chars().all(char::is_alphabetic)))
}

#[cfg(test)]
mod tests;
