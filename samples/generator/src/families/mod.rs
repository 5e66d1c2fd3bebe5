//! Families instead of rows: lives over decades, the acts that were written of them in the registers of
//! their offices, and the whole truth of how these acts hang together. Not for single pages or books: see
//! `main` and `book`.

mod act;
mod book;
mod bound;
mod breach;
mod clerk;
mod copies;
mod ditto;
mod event;
mod export;
mod land;
mod lives;
mod manner;
mod names;
mod notes;
mod page;
mod person;
mod place;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::words::Language;
use bound::Holdings;
use breach::{Breach, Rule};
use place::Places;

/// What is asked for.
pub(crate) struct Order {
    /// Folder to write to.
    pub(crate) out: PathBuf,
    pub(crate) seed: u64,
    /// Couples that families begin with.
    pub(crate) couples: u32,
    /// First and last year of registration.
    pub(crate) years: (i32, i32),
    /// Language of the books; absent: as their time brings.
    pub(crate) language: Option<Language>,
    /// Handwritten books among the typed ones?
    pub(crate) hands: bool,
    /// Wear of paper, ink and capture, 0 to 1.
    pub(crate) wear: f32,
    pub(crate) typewriter: Option<String>,
    /// Breaches to sow.
    pub(crate) breaches: usize,
    /// Second copies of some books?
    pub(crate) copies: bool,
    /// Write no scans?
    pub(crate) acts_only: bool,
}

/// Writes registers.jsonl, acts.jsonl, links.jsonl, breaches.jsonl, notes.jsonl and a folder for each register.
pub(crate) fn write(order: &Order) -> Result<()> {
    let (holdings, breaches) = make(order);
    ensure!(!holdings.acts.is_empty(), "no acts came of so few couples and years: ask for more");
    let places = Places::of(&holdings);
    save(&order.out, "registers.jsonl", &export::registers(&holdings))?;
    save(&order.out, "acts.jsonl", &export::acts(&holdings, &places))?;
    save(&order.out, "links.jsonl", &export::links(&holdings, &places))?;
    save(&order.out, "breaches.jsonl", &export::breaches(&holdings, &places, &breaches))?;
    save(&order.out, "notes.jsonl", &export::notes(&holdings, &places))?;
    if order.acts_only { Ok(()) } else { page::write(order, &holdings, &places) }
}

/// Lives, binds and writes everything down, and sows the breaches.
fn make(order: &Order) -> (Holdings, Vec<Breach>) {
    let stream = |nth: u64| {
        let mut rng = ChaCha8Rng::seed_from_u64(order.seed);
        rng.set_stream(nth);
        rng
    };
    let wanted = Rule::wanted(order.breaches);
    let lived = wanted.iter().copied().filter(|rule| rule.is_lived()).collect();
    let events = lives::live(stream(1), order.couples, order.years, lived);
    let (books, numbers) = book::bind(&mut stream(2), &events, order.language, order.hands);
    let mut holdings = Holdings::write(events, books, numbers);
    notes::write(&mut stream(3), &mut holdings);
    if order.copies {
        copies::add(&mut stream(5), &mut holdings);
    }
    let breaches = breach::sow(&mut stream(4), &mut holdings, &wanted);
    ditto::write(&mut stream(6), &mut holdings);
    (holdings, breaches)
}

fn save(folder: &Path, name: &str, text: &str) -> Result<()> {
    let path = folder.join(name);
    fs::write(&path, text).with_context(|| format!("writing {}", path.display()))
}
