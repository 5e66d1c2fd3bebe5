//! Blank pages of a book whose paper was made white, black and white or grey: measured by itself such a page looks burnt
//! out, and only the others tell that all paper of the book is as white. Not for spreads that were not parted into
//! pages: see [`super::bare`].

use std::borrow::Cow;

use super::{
    book::{Book, BookPage},
    usual::{USUAL_FROM, usual},
};

/// Grey of paper from which nothing is left of its tone.
pub(super) const WHITE: f64 = 252.0;

/// The book with the blank pages of white paper as what they are.
pub(super) fn told(book: &Book) -> Cow<'_, Book> {
    let is_bare = |page: &BookPage| !page.is_blank() && is_white(page) && !shows_ink(page);
    if !is_whitened(book) || !pages(book).any(is_bare) {
        return Cow::Borrowed(book);
    }
    let mut told = book.clone();
    for page in told.scans.iter_mut().flat_map(|scan| &mut scan.pages).filter(|page| is_bare(page)) {
        page.quality.blank = Some(true);
    }
    Cow::Owned(told)
}

/// Is the paper of its written pages white? Unknown where they are few.
fn is_whitened(book: &Book) -> bool {
    let written = pages(book).filter(|page| !page.is_blank() && shows_ink(page));
    usual(written.filter_map(|page| page.quality.paper).collect())
        .is_some_and(|paper| paper.pages >= USUAL_FROM && paper.median >= WHITE)
}

fn pages(book: &Book) -> impl Iterator<Item = &BookPage> {
    book.scans.iter().flat_map(|scan| &scan.pages)
}

fn is_white(page: &BookPage) -> bool {
    page.quality.paper.is_some_and(|paper| paper >= WHITE)
}

/// Was anything read there, or edges of ink enough to measure? A few specks and the border of the scanner are not.
fn shows_ink(page: &BookPage) -> bool {
    let quality = &page.quality;
    quality.contrast.is_some()
        || quality.x_height.is_some()
        || !page.words.is_empty()
        || !page.labels.is_empty()
}
