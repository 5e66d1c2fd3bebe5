//! What the signs of skew say together, and how sure that is. Not for finding them.

use register::page::SkewEstimate;

use super::baselines::Baseline;

/// Piling up of feet above chance, as share of it: none of text, and surely of text. Measured on pages of
/// print, type and hand (0.2 to 2.5) and on pictures and covers (below 0.1).
const PILED: (f64, f64) = (0.12, 0.42);
/// Pieces of baselines: too few to count, and many.
const MANY_PIECES: (f64, f64) = (40.0, 160.0);
/// Standard error of the slope of baselines, degrees: sharp, and none worth the name.
const SHARP: (f64, f64) = (0.12, 0.3);
/// How far piles and baselines may differ, degrees: agreed, and at odds. Rows seen aslant differ by a
/// quarter of a degree from each other, false rows by a whole one.
const AGREED: (f64, f64) = (0.25, 1.25);
/// Most the rules differ from the text they stand by, degrees, and the sheet from what is written on it.
const BY_RULES: f64 = 0.4;
const BY_SHEET: f64 = 0.6;
/// The same for a small lean, as share of it.
const OF_RULES: f64 = 0.5;
/// Doubt that is left when a second sign agrees.
const DOUBT_LEFT: f64 = 0.5;
/// A sheet that differs by so many times what it may leaves this share of the confidence: clear text stays
/// sure, a wavering hand does not.
const CONTRADICTS: f64 = 2.5;
const CONTRADICTED: f64 = 0.8;
/// Greatest angle that can be told from the end of the search, degrees.
const GREATEST: f64 = 15.25;
/// An angle so many errors large, or so many spreads of the lines' slopes, is one as likely as not.
const ABOVE_ERROR: f64 = 3.0;
const ABOVE_SPREAD: f64 = 0.4;
/// Share of the baselines in the angle: piles waver less, baselines err less where lines are not parallel.
const BASELINES_SHARE: f64 = 0.67;

/// The usual slope of baselines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Traced {
    pub(super) degrees: f64,
    /// Standard error of that, degrees.
    error: f64,
    /// How far the middle half of the slopes spreads, degrees.
    spread: f64,
    /// Length of all baselines, strips.
    pieces: f64,
}

impl Traced {
    /// The median slope, by length.
    pub(super) fn of(mut lines: Vec<Baseline>) -> Option<Self> {
        lines.sort_by(|a, b| a.degrees.total_cmp(&b.degrees));
        let weight = |line: &Baseline| line.pieces as f64;
        let total: f64 = lines.iter().map(weight).sum();
        let slope = |share: f64| {
            let mut sum = 0.0;
            let reached = |line: &&Baseline| {
                sum += weight(line);
                sum >= share * total
            };
            lines.iter().find(reached).map(|line| line.degrees)
        };
        let (low, degrees, high) = (slope(0.25)?, slope(0.5)?, slope(0.75)?);
        // Of a normal spread: quartiles lie 1.35 deviations apart, a median errs by 1.25 of a mean's error.
        let spread = high - low;
        let error = 1.25 * spread / 1.35 / (lines.len() as f64).sqrt();
        Some(Self { degrees, error, spread, pieces: total })
    }

    fn strength(&self) -> f64 {
        rising(self.pieces, MANY_PIECES) * (1.0 - rising(self.error, SHARP))
    }
}

/// The signs of skew, degrees each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// Where feet pile up most sharply.
    pub(super) piled: f64,
    /// By how much more than usual, as share.
    pub(super) contrast: f64,
    pub(super) traced: Option<Traced>,
    pub(super) ruled: Option<f64>,
    pub(super) sheet: Option<f64>,
}

impl Signs {
    /// The angle and its confidence. Rules and sheet confirm them, for it is
    /// the text that is to be read, and entries do not always run level with the rules.
    pub(super) fn weigh(&self) -> SkewEstimate {
        let traced = self.traced.map_or(self.piled, |t| t.degrees);
        let degrees = self.piled + (traced - self.piled) * BASELINES_SHARE;
        let apart = (self.piled - traced).abs();
        let agreed = 1.0 - rising(apart, AGREED);
        let by_text = rising(self.contrast, PILED);
        let by_lines = self.traced.map_or(0.0, |t| t.strength());
        let mut confidence = (1.0 - (1.0 - by_text) * (1.0 - by_lines)) * agreed;
        let off = |sign: Option<f64>| sign.map_or(f64::NAN, |sign| (sign - degrees).abs());
        let (rules, sheet) = (off(self.ruled), off(self.sheet));
        for _ in [rules <= BY_RULES, sheet <= BY_SHEET].iter().filter(|agrees| **agrees) {
            confidence = if confidence > 0.0 { 1.0 - (1.0 - confidence) * DOUBT_LEFT } else { 0.0 };
        }
        if sheet > CONTRADICTS * BY_SHEET {
            confidence *= CONTRADICTED;
        }
        if degrees.abs() > GREATEST {
            confidence *= 0.3;
        }
        let size = self.size_against_error(degrees, apart);
        confidence *= size;
        // Words typed into the lines of a form stand unevenly on them; its rules tell a lean that their slopes hide.
        if size < 1.0 && rules <= BY_RULES.min(degrees.abs() * OF_RULES) && confidence > 0.0 {
            confidence = 1.0 - (1.0 - confidence) * DOUBT_LEFT;
        }
        SkewEstimate { degrees: rounded(degrees, 1000.0), confidence: rounded(confidence, 100.0) }
    }

    /// 1 for an angle clearly larger than its error and than what parts the lines: a small one on a page whose
    /// lines lean differently (perspective, curl, a wavering hand) is no angle of the page.
    fn size_against_error(&self, degrees: f64, apart: f64) -> f64 {
        let error = self.traced.map_or(apart, |t| t.error.hypot(apart / 2.0)) * ABOVE_ERROR;
        let spread = self.traced.map_or(0.0, |t| t.spread) * ABOVE_SPREAD;
        (0.5 * (degrees.abs() / error.max(spread).max(1e-6)).powi(2)).min(1.0)
    }
}

/// 0 up to the first bound, 1 from the second.
fn rising(value: f64, (low, high): (f64, f64)) -> f64 {
    ((value - low) / (high - low)).clamp(0.0, 1.0)
}

fn rounded(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traced(degrees: f64) -> Option<Traced> {
        Traced::of(
            (0..30).map(|i| Baseline { degrees: degrees + f64::from(i % 3) * 0.02, pieces: 12 }).collect(),
        )
    }

    const SIGNS: Signs = Signs { piled: 2.0, contrast: 0.25, traced: None, ruled: None, sheet: None };

    fn check(signs: Signs, sure: std::ops::RangeInclusive<f64>) {
        let found = signs.weigh();
        assert!(sure.contains(&found.confidence), "{found:?} of {signs:?} is not {sure:?}");
    }

    #[test]
    fn piles_and_baselines_that_agree_are_sure() {
        check(Signs { traced: traced(2.0), ..SIGNS }, 0.95..=1.0);
    }

    #[test]
    fn piles_and_baselines_at_odds_are_unsure() {
        check(Signs { traced: traced(3.4), contrast: 2.0, ..SIGNS }, 0.0..=0.2);
    }

    #[test]
    fn rules_and_sheet_confirm_faint_text() {
        check(SIGNS, 0.4..=0.49);
        check(Signs { ruled: Some(2.1), ..SIGNS }, 0.7..=0.75);
        check(Signs { sheet: Some(2.5), ruled: Some(2.1), ..SIGNS }, 0.85..=0.95);
    }

    #[test]
    fn a_sheet_that_lies_otherwise_outweighs_faint_text_only() {
        check(Signs { sheet: Some(9.0), ..SIGNS }, 0.0..=0.49);
        check(Signs { contrast: 1.0, sheet: Some(9.0), traced: traced(2.0), ..SIGNS }, 0.6..=0.8);
    }

    #[test]
    fn no_piles_at_all_are_no_angle_whatever_the_sheet_says() {
        check(Signs { contrast: 0.01, sheet: Some(2.0), ..SIGNS }, 0.0..=0.0);
    }

    #[test]
    fn an_angle_smaller_than_its_error_is_left() {
        let wavering = Traced { degrees: 0.1, error: 0.2, spread: 0.9, pieces: 100.0 };
        check(Signs { piled: 0.1, contrast: 1.0, traced: Some(wavering), ..SIGNS }, 0.0..=0.2);
    }

    #[test]
    fn rules_that_lean_as_much_bear_out_words_that_waver() {
        let wavering = Traced { degrees: -0.5, error: 0.05, spread: 1.3, pieces: 100.0 };
        let signs = Signs { piled: -0.5, contrast: 1.0, traced: Some(wavering), ..SIGNS };
        check(signs, 0.4..=0.49);
        check(Signs { ruled: Some(-0.54), ..signs }, 0.7..=0.8);
        check(Signs { ruled: Some(-0.1), ..signs }, 0.4..=0.49);
    }

    #[test]
    fn the_end_of_the_search_is_unsure() {
        check(Signs { piled: 15.4, traced: traced(15.4), contrast: 1.0, ..SIGNS }, 0.0..=0.3);
    }
}
