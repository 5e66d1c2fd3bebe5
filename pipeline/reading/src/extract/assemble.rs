//! Walks through a register's pages in capture order and puts its acts together, also those that run over
//! a page end. Not for what a label means: see `draft`.

mod ledgers;

use std::collections::BTreeMap;

use register::{
    form::{ActType, Forms},
    page::{Half, Page},
    volume::{RegisterCard, RegisterKind},
};

use self::ledgers::LastLedger;
use super::{
    ScanPages,
    bands::{Band, bands},
    by_form::{ByForm, Recognised},
    draft::Draft,
    entry::{Entry, Part},
    field::Place,
    heading::Heading,
    lexicon::{Lexicon, Sense, lexicon},
    sheet::sheet,
    usual::Usual,
    wording::Wording,
};
use crate::layout::Direction;

/// Labels that make an act of a band without a heading, where the card does not say what the book holds.
const LABELS_WITHOUT_HEADING: usize = 5;
/// Repeated labels among the next ones that mean a new act has begun.
const REPEATED: usize = 4;
/// How many of the next labels are looked at for that.
const NEXT: usize = 6;

/// Acts as they grow.
pub(super) struct Assembly<'r> {
    only: Option<ActType>,
    wording: Wording,
    years: Option<(i32, i32)>,
    direction: Direction,
    pub(super) drafts: Vec<Draft>,
    ledgers: BTreeMap<Half, LastLedger<'r>>,
    usual: Usual,
    by_form: Option<ByForm>,
}

impl<'r> Assembly<'r> {
    /// Ready for the first of these scans.
    pub(super) fn new(
        card: &RegisterCard,
        scans: &[ScanPages],
        recognised: Option<&Recognised>,
        forms: &Forms,
    ) -> Self {
        let named = || card.form.as_deref().and_then(|name| forms.named(name)).map(|form| form.kind);
        let only = match card.kind {
            Some(RegisterKind::Of(kind)) => Some(kind),
            Some(RegisterKind::Mixed) => None,
            None => named(),
        };
        let wording = Wording::of_register(card, forms);
        let direction = Direction::of(&card.languages);
        let usual = Usual::of(scans, only, &wording, |band, current| kind_of(band, only, current));
        let by_form = recognised.map(|recognised| ByForm::new(recognised.clone(), card.years));
        Self {
            only,
            wording,
            years: card.years,
            direction,
            drafts: Vec::new(),
            ledgers: BTreeMap::new(),
            usual,
            by_form,
        }
    }

    pub(super) fn scan(&mut self, scan: &'r ScanPages) {
        let mut pages: Vec<&Page> = scan.pages.iter().collect();
        if self.direction == Direction::RightToLeft {
            pages.reverse();
        }
        self.by_form.iter_mut().for_each(ByForm::next_scan);
        for page in pages {
            let taken = self.by_form.as_mut().is_some_and(|forms| forms.page(scan, page, &mut self.drafts));
            if taken {
                continue;
            }
            for band in bands(&sheet(page), self.only) {
                self.band(scan, page, &band);
            }
        }
    }

    fn band(&mut self, scan: &'r ScanPages, page: &'r Page, band: &Band<'_>) {
        let place = Place { scan: &scan.id, info: &scan.info, page, years: self.years };
        let current = self.drafts.last().map(|d| d.kind);
        let Some(kind) = kind_of(band, self.only, current) else { return };
        let ledgers: Vec<usize> =
            (0..band.tables.len()).filter(|&t| self.ledger(scan, kind, band, t, place)).collect();
        if !ledgers.is_empty() {
            return;
        }
        let parts = band.parts(self.wording.of(kind));
        if let Some(heading) = &band.heading {
            self.begin(heading, place);
        }
        let entries: Vec<&Entry> = entries(&parts).collect();
        let mut nth = 0;
        for part in &parts {
            match part {
                Part::Section(person) => self.drafts.last_mut().into_iter().for_each(|d| d.head(person)),
                Part::Entry(entry) => {
                    if self.begins_anew(kind, &entries[nth..]) {
                        self.drafts.push(Draft::new(kind, false, place.scan, place.page.half));
                    }
                    self.drafts.last_mut().into_iter().for_each(|d| d.take(entry, place));
                    nth += 1;
                }
            }
        }
    }

    /// Begins an act under its heading; a heading in the other language right before it is the same one.
    fn begin(&mut self, heading: &Heading, place: Place<'_>) {
        let same = self.drafts.last().is_some_and(|d| {
            let empty = d.fields.keys().all(|k| k == "act_no");
            d.headed
                && !d.ledger
                && empty
                && d.kind == heading.kind
                && d.scan == *place.scan
                && d.half == place.page.half
        });
        let other_number =
            same && !heading.number.is_empty() && self.drafts.last().is_some_and(|d| !d.fields.is_empty());
        if !same || other_number && self.number_differs(heading, place) {
            self.drafts.push(Draft::new(heading.kind, true, place.scan, place.page.half));
        }
        if let Some(draft) = self.drafts.last_mut() {
            draft.number(&heading.number, place);
            draft.dated(&heading.behind, place);
        }
    }

    fn number_differs(&self, heading: &Heading, place: Place<'_>) -> bool {
        let mut other = Draft::new(heading.kind, true, place.scan, place.page.half);
        other.number(&heading.number, place);
        let value = |d: &Draft| d.fields.get("act_no").and_then(|f| f.field.value.clone());
        self.drafts.last().and_then(value) != value(&other)
    }

    /// Does a new act begin with these labels, though no heading was found? So it is where they repeat
    /// what the act has, label after label.
    fn begins_anew(&self, kind: ActType, next: &[&Entry]) -> bool {
        let Some(current) = self.drafts.last() else { return true };
        if current.kind != kind || current.ledger {
            return true;
        }
        let first = next.first().is_some_and(|e| current.repeats(e));
        first
            && next.iter().take(NEXT).filter(|e| current.repeats(e)).count()
                >= REPEATED.min(next.len().max(3))
    }
}

fn entries(parts: &[Part]) -> impl Iterator<Item = &Entry> {
    parts.iter().filter_map(|p| match p {
        Part::Entry(entry) => Some(entry),
        Part::Section(_) => None,
    })
}

/// The type of a band: its heading's, the book's, that of the act before; or what its labels tell.
pub(super) fn kind_of(band: &Band<'_>, only: Option<ActType>, current: Option<ActType>) -> Option<ActType> {
    let known = band.heading.as_ref().map(|h| h.kind).or(only);
    known.or_else(|| told_by_labels(band, current)).or(current)
}

/// The type whose labels stand in the band, where enough of them do; of several that of the act under way.
fn told_by_labels(band: &Band<'_>, current: Option<ActType>) -> Option<ActType> {
    let counted = ActType::ALL.map(|kind| (labels(band, lexicon(kind)), kind));
    let best = counted.iter().map(|c| c.0).max()?;
    let mut first = counted.iter().filter(|c| c.0 == best);
    let first = first.clone().find(|c| Some(c.1) == current).or_else(|| first.next())?;
    (best >= LABELS_WITHOUT_HEADING).then_some(first.1)
}

/// Different labels of fields that the type asks for.
fn labels(band: &Band<'_>, lexicon: &Lexicon) -> usize {
    let parts = band.parts(lexicon);
    let mut senses: Vec<&Vec<Sense>> =
        entries(&parts).map(|e| &e.senses).filter(|s| **s != [Sense::Other]).collect();
    senses.sort_unstable();
    senses.dedup();
    senses.len()
}
