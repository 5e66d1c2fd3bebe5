//! What stands on which page of a book: covers, leaves with folio labels, acts numbered anew by each
//! authority. Not for what the operator does with it: see `shots` and `defect`.

use rand::Rng;

use super::Book;
use crate::words::{self, Language};

/// One side of a leaf.
#[derive(Debug, Clone)]
pub(super) struct BookPage {
    pub(super) content: Content,
    /// Label of its leaf, pencilled on the recto; covers and title pages have none.
    pub(super) leaf: Option<String>,
    /// Does it lie on the right of the open book?
    pub(super) recto: bool,
    /// What is written on it follows from this.
    pub(super) seed: u64,
}

/// What stands on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// The front cover.
    Cover,
    /// The title page.
    Title,
    /// Acts of one authority (its place in the book's list) by their numbers.
    Acts { authority: usize, numbers: Vec<u32> },
    /// Nothing.
    Nothing,
    /// The certifying note: how many leaves are numbered.
    Closing { leaves: u32 },
}

/// The offices whose acts a book of so many leaves holds, in the order of their names.
pub(super) fn authorities(rng: &mut impl Rng, language: Language, leaves: u32) -> Vec<String> {
    let most = (leaves / 5).clamp(1, 4) as usize;
    let count = rng.random_range(1..=most);
    let mut all = words::councils(language);
    while all.len() > count {
        all.remove(rng.random_range(0..all.len()));
    }
    all
}

/// The pages of a book from cover to closing note, acts numbered without a slip.
pub(super) fn pages(rng: &mut impl Rng, book: &Book, leaves: u32) -> Vec<BookPage> {
    let empty = if rng.random_bool(0.4) { rng.random_range(1..=2) } else { 0 };
    let labels = labels(rng, leaves + empty);
    let mut owners = owners(rng, book.authorities.len(), leaves as usize * 2).into_iter();
    let mut pages = vec![
        page(rng, Content::Cover, None, true),
        page(rng, Content::Nothing, None, false),
        page(rng, Content::Title, None, true),
        page(rng, Content::Nothing, None, false),
    ];
    for label in &labels {
        for recto in [true, false] {
            let content = owners.next().map_or(Content::Nothing, |authority| Content::Acts {
                authority,
                numbers: vec![0; book.acts_on_page as usize],
            });
            pages.push(page(rng, content, Some(label.clone()), recto));
        }
    }
    pages.push(page(rng, Content::Closing { leaves: labels.len() as u32 }, None, true));
    number(&mut pages, &[]);
    pages
}

fn page(rng: &mut impl Rng, content: Content, leaf: Option<String>, recto: bool) -> BookPage {
    BookPage { content, leaf, recto, seed: rng.random() }
}

/// Labels of `count` leaves; now and then a leaf was bound in later and got the one before with a letter.
fn labels(rng: &mut impl Rng, count: u32) -> Vec<String> {
    let late = if count > 8 && rng.random_bool(0.3) { rng.random_range(4..count - 2) } else { count };
    (1..=count)
        .map(|nth| match nth.cmp(&(late + 1)) {
            std::cmp::Ordering::Less => nth.to_string(),
            std::cmp::Ordering::Equal => format!("{late}а"),
            std::cmp::Ordering::Greater => (nth - 1).to_string(),
        })
        .collect()
}

/// Which authority each of `count` pages belongs to: runs of at least four pages, about evenly long.
fn owners(rng: &mut impl Rng, authorities: usize, count: usize) -> Vec<usize> {
    let share = count / authorities;
    let mut ends: Vec<usize> = (1..authorities)
        .map(|nth| nth * share + rng.random_range(0..share.saturating_sub(4).max(1) / 2 + 1))
        .collect();
    ends.push(count);
    (0..count).map(|page| ends.iter().position(|&end| page < end).unwrap_or_default()).collect()
}

/// A slip of the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// A number is left out before the first act of the page.
    Skipped(usize),
    /// The first act of the page gets the number of the act before it.
    Repeated(usize),
}

/// Numbers the acts through the pages, from 1 for every authority, with the writer's slips.
pub(super) fn number(pages: &mut [BookPage], slips: &[Slip]) {
    let (mut current, mut next) = (None, 1);
    for (place, page) in pages.iter_mut().enumerate() {
        let Content::Acts { authority, numbers } = &mut page.content else { continue };
        if current != Some(*authority) {
            (current, next) = (Some(*authority), 1);
        }
        if slips.contains(&Slip::Skipped(place)) {
            next += 1;
        } else if slips.contains(&Slip::Repeated(place)) {
            next -= 1;
        }
        for number in numbers {
            *number = next;
            next += 1;
        }
    }
}
