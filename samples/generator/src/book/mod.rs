//! A whole register book in the order it was shot: cover, title page, leaves of acts with their folio
//! numbers, closing note, and the mistakes of writer and operator asked for, with their truth in
//! defects.jsonl. Not for single pages: `main` makes those.

mod blur;
mod camera;
mod defect;
mod fault;
mod plan;
mod sheet;
mod shots;
mod thing;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use register::form::ActType;

use crate::{
    layouts::{Layout, Style},
    truth,
    words::Language,
};
pub(crate) use defect::Kind;

/// What a book is asked to be.
pub(crate) struct Order {
    /// Folder to write to.
    pub(crate) out: PathBuf,
    /// Names the register.
    pub(crate) register: String,
    pub(crate) seed: u64,
    pub(crate) kind: ActType,
    pub(crate) language: Language,
    pub(crate) layout: Layout,
    /// Leaves of acts; every leaf has two pages.
    pub(crate) leaves: u32,
    /// Acts on a page.
    pub(crate) acts: u32,
    pub(crate) typewriter: Option<String>,
    pub(crate) wear: f32,
    /// Both pages of the open book on one scan?
    pub(crate) spreads: bool,
    /// Mistakes to make; one may stand several times.
    pub(crate) defects: Vec<Kind>,
}

/// What all of a book shares.
pub(crate) struct Book {
    kind: ActType,
    language: Language,
    layout: Layout,
    acts_on_page: u32,
    style: Style,
    year: i32,
    /// Offices in the order their acts are bound.
    authorities: Vec<String>,
    wear: f32,
    camera: camera::Camera,
}

/// Writes the book: scans, register.toml, truth.jsonl and defects.jsonl.
pub(crate) fn write(order: &Order) -> Result<()> {
    let mut rng = ChaCha8Rng::seed_from_u64(order.seed);
    let book = Book {
        kind: order.kind,
        language: order.language,
        layout: order.layout,
        acts_on_page: order.layout.acts_on_page(order.kind, order.acts),
        style: Style::choose(&mut rng, order.language, order.typewriter.as_deref())?,
        year: rng.random_range(1946..=1988),
        authorities: plan::authorities(&mut rng, order.language, order.leaves),
        wear: order.wear,
        camera: camera::Camera::choose(&mut rng),
    };
    let mut pages = plan::pages(&mut rng, &book, order.leaves);
    let mut shots = shots::all(&mut rng, &pages, order.spreads);
    let made = defect::seed(&mut rng, &order.defects, &mut pages, &mut shots)?;
    let lines = shoot(order, &book, &pages, &shots)?;
    let save = |name: &str, text: String| write_file(&order.out, name, text.as_bytes());
    save("truth.jsonl", lines)?;
    save("defects.jsonl", defect::lines(&made, &shots)?)?;
    save("register.toml", truth::book_card(&order.register, order.kind, order.language, book.year))
}

/// Shoots every scan; gives the truth of the acts on it, each where it was shot first.
fn shoot(order: &Order, book: &Book, pages: &[plan::BookPage], shots: &[shots::Shot]) -> Result<String> {
    let mut lines = String::new();
    let mut seen = vec![false; pages.len()];
    for (nth, shot) in shots.iter().enumerate() {
        let file = format!("{:04}.jpg", nth + 1);
        let sheet = sheet::of_shot(book, pages, shot);
        let capture = camera::capture(book, &sheet, shot);
        write_file(&order.out, &file, &capture.jpeg)?;
        let again = shot.pages.iter().any(|&p| std::mem::replace(&mut seen[p], true));
        if !again {
            lines.extend(truth::lines(&order.register, &file, book.kind, &sheet.records, &capture));
        }
    }
    Ok(lines)
}

fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))
}
