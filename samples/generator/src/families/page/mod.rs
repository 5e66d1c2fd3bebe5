//! The pages of the families' registers: each book on the form of its time, typed or written, with its
//! notes and seals, and the truth of what stands where. Not for what the acts say.

mod age;
mod card;
mod correction;
mod margin;
mod running;
mod seal;
mod spread;
#[cfg(test)]
mod tests;
mod truth;

use std::fs;

use anyhow::{Context, Result};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::{
    Order,
    book::{Book, Form},
    bound::{Bound, Holdings},
    place::{Place, Places},
    save,
};
use crate::{canvas::Canvas, hand::Hand, layouts::Style, paper, record::Record};

/// One act on the pages of a book.
pub(super) struct Leaf<'a> {
    act: &'a Bound,
    place: &'a Place,
    /// Its entries as they are drawn: without notes, some of them struck out.
    record: Record,
}

/// Writes every register into a folder of its own.
pub(super) fn write(order: &Order, holdings: &Holdings, places: &Places) -> Result<()> {
    for (nth, book) in holdings.books.iter().enumerate() {
        let folder = order.out.join(&book.id);
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        let acts = holdings.acts.iter().enumerate().filter(|(_, a)| a.book == nth);
        let mut leaves: Vec<Leaf> = acts.map(|(at, act)| leaf(act, places.place(at))).collect();
        let mut rng = book.rng(2);
        let style = style(&mut rng, order, book)?;
        let mut truth = truth::Truth::default();
        let scans = scans(book, &leaves);
        for scan in 1..=scans {
            let corrections = correction::strike_out(&mut rng, book, &mut leaves, scan);
            let mut canvas = draw(&mut rng, book, &style, &leaves, scan);
            correction::write(&mut rng, &style, &mut canvas, &corrections);
            finish(&mut rng, book, &style, &mut canvas, &leaves, scan);
            let open = book.form == Form::Spread;
            let capture = paper::capture_aged(&mut rng, canvas, order.wear, |rng, image| {
                age::age(rng, image, order.wear, open)
            });
            let file = format!("{scan:04}.jpg");
            fs::write(folder.join(&file), &capture.jpeg)
                .with_context(|| format!("writing {file} of {}", book.id))?;
            truth.add(scan, &capture);
        }
        save(&folder, "truth.jsonl", &truth.lines(book, &leaves))?;
        save(&folder, "register.toml", &card::of(book))?;
    }
    Ok(())
}

fn leaf<'a>(act: &'a Bound, place: &'a Place) -> Leaf<'a> {
    let mut record = act.record.clone();
    record.entries.retain(|e| e.spec.key != "annotations");
    Leaf { act, place, record }
}

fn scans(book: &Book, leaves: &[Leaf]) -> u32 {
    let last =
        |leaf: &Leaf| if book.form == Form::Running { running::last_scan(leaf) } else { leaf.place.scan };
    leaves.iter().map(last).max().unwrap_or(0)
}

/// The book's form, and the machine or the hand of its registrar.
fn style(rng: &mut ChaCha8Rng, order: &Order, book: &Book) -> Result<Style> {
    let mut style = Style::choose(rng, book.language, order.typewriter.as_deref())?;
    style.squeezes = true;
    if book.by_hand {
        let hand = Hand::choose(rng, book.language.tajik_entries())?;
        style.typewriter = hand.font.clone();
        style.type_px *= hand.size;
        style.hand = Some(hand);
    }
    Ok(style)
}

fn draw(rng: &mut ChaCha8Rng, book: &Book, style: &Style, leaves: &[Leaf], scan: u32) -> Canvas {
    let here: Vec<&Leaf> = leaves.iter().filter(|l| l.place.scan == scan).collect();
    let mut canvas = match book.form {
        Form::Spread => spread::draw(rng, style, book, &here),
        Form::TwoUp(layout) | Form::Single(layout) => {
            let records: Vec<Record> = here.iter().map(|l| l.record.clone()).collect();
            layout.draw(rng, style, &records)
        }
        Form::Running => running::draw(rng, style, leaves, scan),
    };
    // Acts are counted through the whole book.
    if book.form != Form::Running {
        let first = leaves.iter().position(|l| l.place.scan == scan).unwrap_or_default();
        canvas.placed.iter_mut().for_each(|p| p.act += first);
    }
    canvas.ink = style.hand.as_ref().map(|hand| hand.ink);
    canvas
}

/// Notes in the margin and seals over the text.
fn finish(rng: &mut ChaCha8Rng, book: &Book, style: &Style, canvas: &mut Canvas, leaves: &[Leaf], scan: u32) {
    for (nth, leaf) in leaves.iter().enumerate().filter(|(_, l)| l.place.scan == scan) {
        if !leaf.act.notes.is_empty() && book.form != Form::Spread {
            margin::write(rng, book, style, canvas, nth, leaf.act);
        }
    }
    if book.form != Form::Spread && rng.random_bool(0.6) {
        seal::press(rng, style, canvas, book);
    }
}
