//! Paper without writing: burnt out in part or whole, or blank where other pages are written. Not for whether a page is
//! blank: that was measured.

use crate::{act::Severity, page::Half};

use super::{
    super::{
        book::Book,
        report::{Detail, Finding, Kind, Remedy},
        usual::{USUAL_FROM, usual},
        whitened::WHITE,
    },
    On, about, share,
};

/// Share of a page burnt out beyond which it is shot again.
const MOST_GLARE: f64 = 0.02;
/// Grey of the usual paper of a book that was not made white.
const NOT_WHITENED: f64 = 243.0;
/// Share of a book's pages of one half that are blank, beyond which it was written on the other side only.
const BLANK_SO: f64 = 0.2;

/// Pages burnt out in part, or white all over in a book that is not.
pub(super) fn too_bright(pages: &[On]) -> Vec<Finding> {
    let burnt = |&on: &On| {
        let share = on.1.quality.glare.filter(|share| *share > MOST_GLARE);
        gone_white(on, pages).or_else(|| share.map(|share| burnt_out(on, share)))
    };
    pages.iter().filter_map(burnt).collect()
}

fn burnt_out(on: On, share: f64) -> Finding {
    let detail = Detail::Measured { measured: share * 100.0, needed: MOST_GLARE * 100.0 };
    about(Kind::TooBright, Severity::Error, on, detail)
}

/// A page white all over though the written pages of its book are not.
fn gone_white(on: On, written: &[On]) -> Option<Finding> {
    let is_white = on.1.quality.paper.is_some_and(|paper| paper >= WHITE);
    let paper = || usual(written.iter().filter_map(|(_, page)| page.quality.paper).collect());
    let not_white = || paper().is_some_and(|paper| paper.pages >= USUAL_FROM && paper.median <= NOT_WHITENED);
    (is_white && not_white()).then(|| burnt_out(on, 1.0))
}

/// Blank pages between those with acts (before recognition, between written ones); leaves left over at the end of a
/// book are none, nor backs that are blank throughout; what shows nothing is told apart. One that went white may have
/// had all its writing washed out.
pub(super) fn blank(book: &Book, pages: &[On], all_written: &[On]) -> Vec<Finding> {
    let written = |(_, page): &On| !page.is_blank();
    let has_act =
        |(scan, page): &On| book.acts.iter().any(|act| act.scan == scan.id && act.half == page.half);
    let ends = |is: &dyn Fn(&On) -> bool| Some((pages.iter().position(is)?, pages.iter().rposition(is)?));
    let Some((first, last)) = ends(&has_act).or_else(|| ends(&written)) else { return Vec::new() };
    let inner = &pages[first..=last];
    let habit = |half: Half| {
        let of_half: Vec<&On> = inner.iter().filter(|(_, page)| page.half == half).collect();
        // A spread of which no pages were found is no side of a leaf.
        let is_side = share(of_half.len(), inner.len()) > BLANK_SO;
        is_side && share(of_half.iter().filter(|on| !written(on)).count(), of_half.len()) > BLANK_SO
    };
    let odd = inner.iter().filter(|on| !written(on) && !on.1.shows_nothing() && !habit(on.1.half));
    let found = |&on: &On| {
        gone_white(on, all_written).unwrap_or_else(|| Finding {
            remedy: Remedy::LookInBook,
            ..about(Kind::Blank, Severity::Warning, on, Detail::None)
        })
    };
    odd.map(found).collect()
}
