//! Measures of which a low value is bad: each against the usual of the book, letters against what else is known of their
//! page, too. Not for light and what is blank: see [`super::paper`].

use crate::{act::Severity, page::Quality};

use super::{
    super::{
        report::{Detail, Finding, Kind, Remedy},
        usual::{USUAL_FROM, usual},
    },
    On, about,
};

/// How one measure is judged: a low value is bad.
pub(super) struct Rule {
    kind: Kind,
    of: fn(&Quality) -> Option<f64>,
    /// Below it nothing can be read, whatever is usual.
    floor: f64,
    /// Below it a page is looked at only when it stands out.
    fair: f64,
    /// Share of the usual value below which a page may stand out.
    share: f64,
}

/// Paper in too little light.
pub(super) const DARK: Rule =
    Rule { kind: Kind::TooDark, of: |q| q.paper, floor: 70.0, fair: 140.0, share: 0.75 };
/// Letters of too few pixels.
const SMALL: Rule =
    Rule { kind: Kind::LowResolution, of: |q| q.x_height, floor: 8.0, fair: 14.0, share: 0.6 };
/// Edges of ink too soft.
pub(super) const BLURRED: Rule =
    Rule { kind: Kind::OutOfFocus, of: |q| q.sharpness, floor: 0.0, fair: f64::INFINITY, share: 0.6 };
/// Ink hardly darker than paper.
pub(super) const FAINT: Rule =
    Rule { kind: Kind::LowContrast, of: |q| q.contrast, floor: 25.0, fair: 60.0, share: 0.6 };

/// Height of what is taken for letters on a smeared page, share of the usual one at most.
const BITS: f64 = 0.5;
/// Ink on a smeared page, share of the usual at least: an empty form has less.
const WRITTEN: f64 = 0.7;
/// Height of a page shot from as far as the others, share of the usual one at least.
const AS_HIGH: f64 = 0.9;
/// Resolution in pixels per inch that archives ask for, and below which small type cannot be read.
const LEAST_PPI: f64 = 200.0;
/// Resolutions that cameras and programs write when they know none.
const UNKNOWN_PPI: [f64; 3] = [1.0, 72.0, 96.0];

/// Pages that a rule is broken by; of a book that is bad throughout one finding for all.
pub(super) fn judge(rule: &Rule, pages: &[On]) -> Vec<Finding> {
    let measured: Vec<(On, f64)> =
        pages.iter().filter_map(|&on| Some((on, (rule.of)(&on.1.quality)?))).collect();
    let Some(usual) = usual(measured.iter().map(|(_, value)| *value).collect()) else { return Vec::new() };
    let known = usual.pages >= USUAL_FROM;
    if known && usual.median < rule.floor {
        let detail = Detail::WholeBook { measured: usual.median, needed: rule.floor };
        return vec![Finding { detail, ..Finding::new(rule.kind, Severity::Warning, Remedy::Shoot) }];
    }
    let needed = if known { usual.stands_out(rule.share).min(rule.fair).max(rule.floor) } else { rule.floor };
    let bad = measured.iter().filter(|(_, value)| *value < needed);
    bad.map(|&(on, measured)| about(rule.kind, Severity::Error, on, Detail::Measured { measured, needed }))
        .collect()
}

/// Pages shot from too far. The pages of a book are equally high: where one shows lower, so do its letters; where it
/// does not, its letters were mismeasured, or are those of another form.
pub(super) fn too_small(pages: &[On]) -> Vec<Finding> {
    let letters = usual(pages.iter().filter_map(|(_, page)| (SMALL.of)(&page.quality)).collect());
    let height = usual(pages.iter().map(|(_, page)| page.height).collect());
    let known = letters.zip(height).filter(|(letters, _)| letters.pages >= USUAL_FROM);
    let Some((letters, height)) = known.filter(|(letters, _)| letters.median >= SMALL.floor) else {
        return judge(&SMALL, pages);
    };
    let needed = (SMALL.share * letters.median).clamp(SMALL.floor, SMALL.fair);
    let small = |&on: &On| {
        let share = on.1.height / height.median;
        let measured = (letters.median * share).round();
        let detail = Detail::Measured { measured, needed };
        (share < SMALL.share && measured < needed).then(|| about(SMALL.kind, Severity::Error, on, detail))
    };
    pages.iter().filter_map(small).collect()
}

/// Pages so blurred that their letters fall to bits and no edge can be measured: as high as the others, written as
/// densely, and with what is taken for letters far lower.
pub(super) fn smeared(pages: &[On]) -> Vec<Finding> {
    let letters = usual(pages.iter().filter_map(|(_, page)| (SMALL.of)(&page.quality)).collect());
    let height = usual(pages.iter().map(|(_, page)| page.height).collect());
    let ink = usual(pages.iter().filter_map(|(_, page)| page.quality.ink).collect());
    let (Some(letters), Some(height), Some(ink)) = (letters, height, ink) else { return Vec::new() };
    if letters.pages < USUAL_FROM || letters.median < SMALL.floor {
        return Vec::new();
    }
    let is_smeared = |(_, page): &&On| {
        let quality = &page.quality;
        let bits = quality.x_height.is_some_and(|x| x < SMALL.floor && x < BITS * letters.median);
        let written = quality.ink.is_some_and(|share| share >= WRITTEN * ink.median);
        let unmeasured = quality.sharpness.is_none() && quality.contrast.is_some();
        unmeasured && bits && written && page.height > AS_HIGH * height.median
    };
    let smeared = pages.iter().filter(is_smeared);
    smeared.map(|&on| about(Kind::OutOfFocus, Severity::Error, on, Detail::None)).collect()
}

/// The resolution the files tell, where letters could not be measured.
pub(super) fn resolution(pages: &[On], so_far: &[Finding]) -> Option<Finding> {
    if so_far.iter().any(|f| f.kind == Kind::LowResolution)
        || pages.iter().any(|(_, p)| p.quality.x_height.is_some())
    {
        return None;
    }
    let told = pages.iter().filter_map(|(_, page)| page.quality.ppi).filter(|ppi| !UNKNOWN_PPI.contains(ppi));
    let usual = usual(told.collect()).filter(|usual| usual.median < LEAST_PPI)?;
    let detail = Detail::WholeBook { measured: usual.median, needed: LEAST_PPI };
    Some(Finding { detail, ..Finding::new(Kind::LowResolution, Severity::Warning, Remedy::Shoot) })
}
