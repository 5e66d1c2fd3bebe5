//! On which scan each act begins, told by the form of its book alone, so that acts have the names the
//! program gives them whether or not they are drawn. Not for drawing.

use register::{
    id::{ActId, ScanId},
    page::Half,
};

use super::{
    book::{Book, Form},
    bound::{Bound, Holdings},
};

/// Acts on one spread of a table.
pub(crate) const ROWS: usize = 8;
/// Rows on a page of running acts.
pub(crate) const LINES: usize = 26;
/// Rows that a running act's heading takes, and the space behind the act.
pub(crate) const HEAD: usize = 3;

/// Where an act begins.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    /// The scan, counted from 1.
    pub(crate) scan: u32,
    half: Half,
    /// How manieth act that begins on that page, from 1.
    nth: usize,
    /// The first row, on a page of running acts.
    pub(crate) row: usize,
}

impl Place {
    /// The row of the act's `nth` entry, counted from the top of the page the act begins on.
    pub(crate) fn nth_row(&self, nth: usize) -> usize {
        self.row + HEAD - 1 + nth
    }
}

/// Places of all acts.
pub(crate) struct Places {
    places: Vec<Place>,
    ids: Vec<ActId>,
}

impl Places {
    /// Lays all acts out on the pages of their books.
    pub(crate) fn of(holdings: &Holdings) -> Self {
        let (mut places, mut ids) = (Vec::new(), Vec::new());
        for (nth, book) in holdings.books.iter().enumerate() {
            let acts: Vec<&Bound> = holdings.acts.iter().filter(|a| a.book == nth).collect();
            for place in lay(book, &acts) {
                let register = book.id.parse().expect("ids of books are ids of registers");
                ids.push(ActId::at(&ScanId { register, number: place.scan }, place.half, place.nth));
                places.push(place);
            }
        }
        Self { places, ids }
    }

    /// The act's name.
    pub(crate) fn id(&self, act: usize) -> &ActId {
        &self.ids[act]
    }

    /// The file of the scan it begins on.
    pub(crate) fn file(&self, act: usize) -> String {
        format!("{:04}.jpg", self.places[act].scan)
    }

    pub(crate) fn place(&self, act: usize) -> &Place {
        &self.places[act]
    }
}

fn lay(book: &Book, acts: &[&Bound]) -> Vec<Place> {
    let even = |per_page: usize, half: Half| {
        let place =
            |nth: usize| Place { scan: (nth / per_page) as u32 + 1, half, nth: nth % per_page + 1, row: 0 };
        (0..acts.len()).map(place).collect()
    };
    match book.form {
        Form::Spread => even(ROWS, Half::Left),
        Form::TwoUp(_) => even(2, Half::Whole),
        Form::Single(_) => even(1, Half::Whole),
        Form::Running => running(acts),
    }
}

/// One act after the other; a heading is never parted from the first rows below it.
fn running(acts: &[&Bound]) -> Vec<Place> {
    let (mut scan, mut row, mut nth) = (1, 0, 0);
    let mut places = Vec::new();
    for act in acts {
        if row + HEAD + 2 > LINES {
            (scan, row, nth) = (scan + 1, 0, 0);
        }
        nth += 1;
        places.push(Place { scan, half: Half::Whole, nth, row });
        row += HEAD + rows(act);
        if row >= LINES {
            (scan, row, nth) = (scan + (row / LINES) as u32, row % LINES, 0);
        }
    }
    places
}

/// Rows of entries that stand on the form; notes stand in the margin.
pub(crate) fn rows(act: &Bound) -> usize {
    act.record.entries.iter().filter(|e| e.spec.key != "annotations").count()
}
