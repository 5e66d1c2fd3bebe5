//! The report on how well known texts were read, as one HTML file that needs nothing else and can be printed. Not for
//! measuring: the figures are [`register::evaluation`]'s.

mod curves;
mod fields;
mod lines;

use std::collections::BTreeSet;

use minijinja::{Value, context};
use register::{
    evaluation::{BookChange, Change, Confusion, Run, Stretch, Tally, Verdict},
    layout::Hand,
};

use self::curves::Of;
use crate::{render, report::style, tongue::Tongue};

/// What a report is written from.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The run.
    pub run: &'a Run,
    /// What changed since an earlier one, where it was compared.
    pub changes: Option<&'a [Change]>,
    /// The same for acts of registers.
    pub book_changes: &'a [BookChange],
    /// The worst lines, worst first.
    pub worst: &'a [WorstLine],
    /// Letters taken for others, the most frequent first.
    pub confusions: &'a [Confusion],
    /// The language.
    pub tongue: Tongue,
    /// When it was measured: an EDTF date and a time of day.
    pub at: (&'a str, &'a str),
}

/// A line that was read badly.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WorstLine {
    /// The file with its text.
    pub truth: String,
    /// Its group.
    pub group: String,
    /// How it is written, where that is known.
    pub hand: Option<Hand>,
    /// ISO 15924.
    pub script: String,
    /// What was counted on it.
    pub tally: Tally,
    /// Where the reading differs.
    pub stretches: Vec<Stretch>,
    /// JPEG of the line; empty where there is none.
    pub picture: Vec<u8>,
}

/// Confusions shown.
const MOST_CONFUSIONS: usize = 60;

/// The report.
#[must_use]
pub fn html(edition: &Edition<'_>) -> String {
    let Edition { run, changes, book_changes, worst, confusions, tongue, at: (date, time) } = *edition;
    let page = context! {
        lang => tongue.code(), date, time, program => run.program.clone(),
        figures => figures(run, tongue),
        groups => run.groups.iter().map(|g| row(&g.name, Some(g.images), &g.tally, tongue)).collect::<Vec<_>>(),
        total => row("", Some(run.truths.len()), &run.total, tongue),
        hands => run.hands.iter().map(|(hand, t)| row(&tongue.word("evaluate", hand), None, t, tongue)).collect::<Vec<_>>(),
        scripts => run.scripts.iter().map(|(script, t)| row(&tongue.word("evaluate", script), None, t, tongue)).collect::<Vec<_>>(),
        changes => changes.map(|changes| changed(changes, tongue)),
        book_changes => fields::changed(book_changes, tongue),
        curves => curves::drawn(&run.reliability, Of::Words, tongue),
        fields_alone => run.truths.is_empty() && !run.fields.is_empty(),
        fields => (!run.fields.is_empty()).then(|| fields::shown(&run.fields, tongue)),
        confusions => confusions.iter().take(MOST_CONFUSIONS).map(confusion).collect::<Vec<_>>(),
        worst => worst.iter().map(|line| lines::shown(line, tongue)).collect::<Vec<_>>(),
        failed => run.failed.iter().map(|f| context! { truth => f.truth.clone(), why => f.why.clone() }).collect::<Vec<_>>(),
        stages => run.stages.values().cloned().collect::<Vec<_>>(),
        models => run.models.iter().map(|(name, sum)| context! { name, sum }).collect::<Vec<_>>(),
        style => style::sheet_of(include_str!("../../static/evaluation.css")),
    };
    let templates = render::templates();
    let template = templates.get_template("evaluation.html").expect("templates are checked by tests");
    template.render(page).expect("a report is made of plain values")
}

fn figures(run: &Run, tongue: Tongue) -> Vec<Value> {
    let share = |rate: Option<f64>, key: &str| {
        context! { value => percent(rate, tongue), label => tongue.say(key, &[]) }
    };
    let count = |n: usize, key: &str| {
        context! { value => tongue.number(i64::try_from(n).unwrap_or(i64::MAX)), label => tongue.say(key, &[]) }
    };
    let lines = run.hands.values().map(|tally| tally.letters).sum::<usize>();
    let fields = &run.fields.total;
    if run.truths.is_empty() && !run.fields.is_empty() {
        return vec![
            share(fields.exact().map(|exact| 1.0 - exact), "evaluate.of_fields_wrong"),
            count(fields.fields, "evaluate.fields"),
            count(run.fields.books.iter().map(|book| book.acts).sum(), "evaluate.acts"),
        ];
    }
    vec![
        share(run.total.cer(), "evaluate.letters_wrong"),
        share(run.total.wer(), "evaluate.words_wrong"),
        count(run.truths.len(), "evaluate.images_read"),
        count(lines, "evaluate.letters_compared"),
    ]
}

/// A rate of a hundred; two places, as good print differs in the second.
fn percent(rate: Option<f64>, tongue: Tongue) -> String {
    rate.map_or_else(|| "–".to_owned(), |rate| format!("{}\u{a0}%", tongue.measure(100.0 * rate, 2)))
}

/// Widest bar of a table, pixels: half the letters wrong.
const BAR: f64 = 120.0;

fn row(name: &str, images: Option<usize>, tally: &Tally, tongue: Tongue) -> Value {
    let cer = tally.cer();
    context! {
        name, images, letters => tally.letters, cer => percent(cer, tongue), wer => percent(tally.wer(), tongue),
        found => percent(tally.found(), tongue), order => percent(tally.order(), tongue),
        bar => cer.map_or(0.0, |cer| (BAR * (2.0 * cer).min(1.0)).round()),
    }
}

fn changed(changes: &[Change], tongue: Tongue) -> Value {
    let of = |verdict: Verdict| {
        let named = changes.iter().filter(|change| change.verdict == verdict).map(|change| {
            let (before, now) = (percent(change.before.cer(), tongue), percent(change.now.cer(), tongue));
            context! { group => change.group.clone(), before, now }
        });
        named.collect::<Vec<_>>()
    };
    let named = |truths: fn(&Change) -> &Vec<String>| {
        changes.iter().flat_map(truths).cloned().collect::<BTreeSet<String>>()
    };
    let (other, gone_truths) = (named(|change| &change.other_truths), named(|change| &change.gone_truths));
    context! {
        worse => of(Verdict::Worse), better => of(Verdict::Better), same => of(Verdict::Same).len(),
        new => of(Verdict::New), gone => of(Verdict::Gone), other, gone_truths,
    }
}

fn confusion(confusion: &Confusion) -> Value {
    context! {
        truth => lines::visible(&confusion.stretch.truth), read => lines::visible(&confusion.stretch.read),
        times => confusion.times,
    }
}

#[cfg(test)]
mod tests;
