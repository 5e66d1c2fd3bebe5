//! Rulers: the numbers of each authority drawn to scale, with what is missing or stands twice. Not for finding it.

#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use minijinja::{Value, context};
use register::completeness::{Report, Ruler};

use super::words::spans;
use crate::tongue::Tongue;

/// Width of the scale and the space at its ends, pixels.
const WIDTH: f64 = 732.0;
const SIDE: f64 = 4.0;
/// Least distance of two ticks, and of two numbers, pixels.
const TICK: f64 = 4.0;
const NUMBER: f64 = 62.0;
/// Steps between numbers that people count by.
const STEPS: [u32; 12] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10_000];
/// Mean width of a letter of a mark's words, pixels.
const LETTER: f64 = 6.6;

/// A ruler in one line: whose numbers, from where to where, and what is missing or stands twice.
pub fn ruled(ruler: &Ruler, tongue: Tongue) -> String {
    let kind = tongue.say(&format!("kinds.{}", ruler.kind), &[]);
    let year = ruler.year.map(|year| year.to_string()).unwrap_or_default();
    let whose: Vec<&str> =
        [kind.as_str(), &year, &ruler.authority].into_iter().filter(|part| !part.is_empty()).collect();
    let mut line = format!("{}: {}", whose.join(" "), range(ruler));
    for (kind, numbers) in amiss(ruler) {
        if !numbers.is_empty() {
            line += "; ";
            line += &said(kind, listed(numbers.iter().copied()), tongue);
        }
    }
    line
}

fn range(ruler: &Ruler) -> String {
    format!("{}–{}", ruler.first, ruler.last)
}

/// Numbers that are not as they should be, by kind.
fn amiss(ruler: &Ruler) -> [(&'static str, &[u32]); 3] {
    [("missing", &ruler.missing), ("twice", &ruler.repeated), ("doubled", &ruler.doubled)]
}

fn listed(numbers: impl Iterator<Item = u32>) -> String {
    spans(&numbers.map(|n| n.to_string()).collect::<Vec<String>>())
}

/// What is to be said of numbers of a kind.
fn said(kind: &str, numbers: String, tongue: Tongue) -> String {
    tongue.say(&format!("check.ruler_{kind}"), &[("numbers", numbers.into())])
}

/// All rulers of a report.
pub(super) fn drawn(report: &Report, tongue: Tongue) -> Vec<Value> {
    let several = report.rulers.len() > 1;
    report.rulers.iter().map(|ruler| one(ruler, several, tongue)).collect()
}

struct Scale {
    first: u32,
    last: u32,
}

impl Scale {
    fn unit(&self) -> f64 {
        (WIDTH - 2.0 * SIDE) / f64::from((self.last - self.first).max(1))
    }

    fn at(&self, number: u32) -> f64 {
        SIDE + f64::from(number.saturating_sub(self.first)) * self.unit()
    }

    /// The smallest step whose marks stand at least so far apart.
    fn step(&self, apart: f64) -> u32 {
        STEPS
            .into_iter()
            .find(|step| f64::from(*step) * self.unit() >= apart)
            .unwrap_or(STEPS[STEPS.len() - 1])
    }
}

fn one(ruler: &Ruler, several: bool, tongue: Tongue) -> Value {
    let scale = Scale { first: ruler.first, last: ruler.last };
    let kind = tongue.say(&format!("kinds.{}", ruler.kind), &[]);
    let year = ruler.year.map(|year| year.to_string()).unwrap_or_default();
    let name = if ruler.authority.is_empty() || !several { kind } else { ruler.authority.clone() };
    context! {
        name, year, range => range(ruler),
        ticks => ticks(&scale), marks => marks(ruler, &scale, tongue),
    }
}

fn ticks(scale: &Scale) -> Vec<Value> {
    let (small, large) = (scale.step(TICK), scale.step(NUMBER));
    let on = |step: u32| (scale.first..=scale.last).filter(move |n| n % step == 0 || step == 1);
    let tick = |n: u32| {
        let numbered = n.is_multiple_of(large);
        context! { x => rounded(scale.at(n)), numbered, number => n }
    };
    on(small).map(tick).collect()
}

/// One mark on a ruler: where, what kind, and its words where there is room for them.
struct Mark {
    from: f64,
    to: f64,
    kind: &'static str,
    words: String,
}

fn marks(ruler: &Ruler, scale: &Scale, tongue: Tongue) -> Vec<Value> {
    let mut marks: Vec<Mark> = Vec::new();
    for (kind, numbers) in amiss(ruler) {
        for run in runs(numbers) {
            let (from, to) = (scale.at(*run.start()), scale.at(*run.end()));
            marks.push(Mark { from, to, kind, words: said(kind, listed(run), tongue) });
        }
    }
    for number in &ruler.lettered {
        let at = scale.at(number.value) + scale.unit() / 2.0;
        let label = format!("{}{}", number.value, number.letter.unwrap_or_default());
        marks.push(Mark { from: at, to: at, kind: "lettered", words: said("lettered", label, tongue) });
    }
    marks.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut free_from = 0.0;
    marks.iter().map(|mark| placed(mark, scale, &mut free_from)).collect()
}

/// A mark with its words beside it, to the left where they would run out of the scale; without where others stand.
fn placed(mark: &Mark, scale: &Scale, free_from: &mut f64) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "words are short")]
    let width = mark.words.chars().count() as f64 * LETTER;
    let half = (scale.unit() / 2.0).clamp(2.0, 6.0);
    let (from, to) = (mark.from - half, mark.to + half);
    let right = to + 4.0;
    let (x, anchor) = if right + width <= WIDTH { (right, "start") } else { (from - 4.0, "end") };
    let begins = if anchor == "start" { x } else { x - width };
    let shown = begins >= *free_from;
    if shown {
        *free_from = (begins + width).max(to) + 10.0;
    }
    context! {
        x => rounded(from), width => rounded(to - from), middle => rounded((from + to) / 2.0), kind => mark.kind,
        words => mark.words.clone(), shown, text_x => rounded(x), anchor,
    }
}

/// Numbers that follow each other, as spans.
fn runs(numbers: &[u32]) -> Vec<RangeInclusive<u32>> {
    let mut runs: Vec<RangeInclusive<u32>> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some(run) if run.end().checked_add(1) == Some(number) => *run = *run.start()..=number,
            _ => runs.push(number..=number),
        }
    }
    runs
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
