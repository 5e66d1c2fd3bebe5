//! Registers: which acts are bound into which book, on which form, and which numbers they get. Not for
//! what stands in them.

use std::collections::BTreeMap;

use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use register::form::ActType;

use super::{event::Event, land::LANDS};
use crate::{layouts::Layout, words::Language};

/// First and last year of the books of a period; forms changed with them.
const PERIODS: [(i32, i32); 8] = [
    (1924, 1933),
    (1934, 1940),
    (1941, 1949),
    (1950, 1959),
    (1960, 1969),
    (1970, 1979),
    (1980, 1989),
    (1990, 1996),
];
/// Before this year Tajik was written in Arabic or Latin letters; the books here are Russian then.
const CYRILLIC: i32 = 1941;

/// How acts stand on the pages of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Columns across both facing pages, one act a row.
    Spread,
    /// Two acts a page, one below the other.
    TwoUp(Layout),
    /// One act a page.
    Single(Layout),
    /// One act after another, over the end of the page.
    Running,
}

/// One bound volume.
#[derive(Debug, Clone)]
pub(crate) struct Book {
    pub(crate) id: String,
    /// The office, by its place among the lands.
    pub(crate) office: usize,
    pub(crate) kind: ActType,
    pub(crate) years: (i32, i32),
    pub(crate) language: Language,
    pub(crate) form: Form,
    /// 1, or 2 for the second copy.
    pub(crate) copy: u32,
    /// Handwritten, not typed?
    pub(crate) by_hand: bool,
    /// The clerk, the hand and the paper follow from it.
    pub(crate) seed: u64,
    /// Its acts in order, by the events they record.
    pub(crate) acts: Vec<usize>,
}

/// Where an event's act is found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbered {
    pub(crate) book: usize,
    /// Counted anew by each office, type and year.
    pub(crate) number: u32,
}

/// Binds the acts of all events; `language` for all books that can be in it, or as the time brings.
pub(crate) fn bind(
    rng: &mut ChaCha8Rng,
    events: &[Event],
    language: Option<Language>,
    hands: bool,
) -> (Vec<Book>, Vec<Numbered>) {
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by_key(|&e| (events[e].office, events[e].kind(), events[e].registered, e));
    let mut books: BTreeMap<(usize, ActType, usize), Book> = BTreeMap::new();
    let mut counted: BTreeMap<(usize, ActType, i32), u32> = BTreeMap::new();
    let mut numbers = vec![0; events.len()];
    for e in order {
        let (office, kind, year) = (events[e].office, events[e].kind(), events[e].registered.year());
        let next = counted.entry((office, kind, year)).or_insert(0);
        *next += 1;
        numbers[e] = *next;
        let period = PERIODS.iter().position(|p| year <= p.1).unwrap_or(PERIODS.len() - 1);
        let book = books
            .entry((office, kind, period))
            .or_insert_with(|| open(rng, office, kind, period, language, hands));
        book.years = (book.years.0.min(year), book.years.1.max(year));
        book.acts.push(e);
    }
    let books: Vec<Book> = books.into_values().collect();
    let mut numbered: Vec<_> = numbers.into_iter().map(|number| Numbered { book: 0, number }).collect();
    for (nth, book) in books.iter().enumerate() {
        book.acts.iter().for_each(|&e| numbered[e].book = nth);
    }
    (books, numbered)
}

fn open(
    rng: &mut ChaCha8Rng,
    office: usize,
    kind: ActType,
    period: usize,
    language: Option<Language>,
    hands: bool,
) -> Book {
    let years = PERIODS[period];
    let any = [Language::Russian, Language::Tajik, Language::Both];
    let of_time = match period {
        0 | 1 => Language::Russian,
        7 => Language::Tajik,
        _ => *any.choose(rng).expect("there are languages"),
    };
    let language = if years.0 < CYRILLIC { Language::Russian } else { language.unwrap_or(of_time) };
    let slug = LANDS[office].slug;
    let share = if period < 4 { 0.9 } else { 0.3 };
    Book {
        id: format!("{slug}-{}-{}", kind.as_str().replace('_', "-"), years.0),
        office,
        kind,
        years,
        language,
        form: form(rng, period, kind),
        copy: 1,
        by_hand: hands && rng.random_bool(share),
        seed: rng.random(),
        acts: Vec::new(),
    }
}

/// The form of a period: table spreads to 1940, two acts a page in the forties, then one a page.
fn form(rng: &mut ChaCha8Rng, period: usize, kind: ActType) -> Form {
    let any = |rng: &mut ChaCha8Rng, of: &[Layout]| *of.choose(rng).expect("there are layouts");
    match period {
        0 | 1 => Form::Spread,
        2 if kind == ActType::Birth => Form::TwoUp(Layout::Dotted),
        2 => Form::TwoUp(any(rng, &[Layout::Grid, Layout::Dotted])),
        3 if rng.random() => Form::Running,
        3 => Form::Single(any(rng, &[Layout::Dotted, Layout::Grid])),
        4 | 5 => Form::Single(any(rng, &[Layout::Sections, Layout::Grid, Layout::Boxes])),
        _ => Form::Single(any(rng, &[Layout::Sections, Layout::Boxes, Layout::Grid])),
    }
}

impl Book {
    /// A number sequence of its own for what is drawn from its seed.
    pub(crate) fn rng(&self, stream: u64) -> ChaCha8Rng {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        rng.set_stream(stream);
        rng
    }
}
