//! Spreads without form or entry on which the shadow of the gutter was taken for ink, so that they were neither found
//! blank nor parted into pages: told by the scans around them. Not for blank pages that were measured as such.

use std::borrow::Cow;

use super::{
    book::{Book, BookPage},
    framing,
    usual::{USUAL_FROM, usual},
};

/// Ink on such a spread, share of the usual page's at most: an empty form has more than half.
const SHADOW: f64 = 0.5;
/// Grey of its paper, share of the usual at least: on a page without light nothing can be told.
const AS_LIGHT: f64 = 0.85;
/// Share burnt out at most: on a page washed out nothing can be told.
const GLARE: f64 = 0.01;

/// The book with such spreads as what they are.
pub(super) fn told(book: &Book) -> Cow<'_, Book> {
    let measured = |of: fn(&BookPage) -> Option<f64>| {
        let written = book.scans.iter().flat_map(|scan| &scan.pages).filter(|page| !page.is_blank());
        usual(written.filter_map(of).collect()).filter(|usual| usual.pages >= USUAL_FROM)
    };
    let (Some(ink), Some(paper)) = (measured(|page| page.quality.ink), measured(|page| page.quality.paper))
    else {
        return Cow::Borrowed(book);
    };
    let is_bare = |page: &BookPage| {
        let quality = &page.quality;
        let unwritten = page.words.is_empty() && page.labels.is_empty() && quality.x_height.is_none();
        let little = quality.ink.is_some_and(|share| share < SHADOW * ink.median);
        let lit = quality.paper.is_some_and(|grey| grey >= AS_LIGHT * paper.median);
        unwritten && little && lit && quality.glare.is_none_or(|share| share <= GLARE)
    };
    let halved = framing::halved(book).into_iter().filter(|scan| !scan.pages.is_empty());
    let bare: Vec<_> = halved.filter(|scan| scan.pages.iter().all(is_bare)).map(|scan| &scan.id).collect();
    if bare.is_empty() {
        return Cow::Borrowed(book);
    }
    let mut told = book.clone();
    for scan in told.scans.iter_mut().filter(|scan| bare.contains(&&scan.id)) {
        scan.pages.iter_mut().for_each(|page| page.quality.blank = Some(true));
    }
    Cow::Owned(told)
}
