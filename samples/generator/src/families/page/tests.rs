//! What pages of families must keep: every entry of every form stands on its scan, and the files told of
//! are there. Not for how they look.

use register::form::ActType;

use super::{
    super::{Order, make, tests::order},
    *,
};
use crate::layouts::{Layout, Style};

/// Entries of the first scan of a book of births bound in that form; those off the sheet are counted apart.
fn entries(form: Form, kind: ActType) -> (usize, usize) {
    let (mut holdings, _) = make(&Order { couples: 40, copies: false, ..order(21, 0) });
    let fits = |book: &Book| book.kind == kind && book.acts.len() > 1;
    let nth = holdings.books.iter().position(fits).unwrap();
    holdings.books[nth].form = form;
    let (book, places) = (&holdings.books[nth], Places::of(&holdings));
    let acts = holdings.acts.iter().enumerate().filter(|(_, a)| a.book == nth);
    let leaves: Vec<Leaf> = acts.map(|(at, act)| leaf(act, places.place(at))).collect();
    let mut rng = book.rng(2);
    let style = Style { squeezes: true, ..Style::choose(&mut rng, book.language, None).unwrap() };
    let mut canvas = draw(&mut rng, book, &style, &leaves, 1);
    finish(&mut rng, book, &style, &mut canvas, &leaves, 1);
    let (width, height) = canvas.print.dimensions();
    let on_sheet = |r: register::geometry::Rect| {
        r.left >= 0.0 && r.top >= 0.0 && r.right <= f64::from(width) + 1.0 && r.bottom <= f64::from(height)
    };
    let off = canvas.placed.iter().filter(|p| !on_sheet(p.rect)).count();
    (canvas.placed.len(), off)
}

fn check(form: Form, at_least: usize) {
    for kind in [ActType::Birth, ActType::Marriage, ActType::Divorce, ActType::Death, ActType::NameChange] {
        let (all, off) = entries(form, kind);
        assert!(all >= at_least && off == 0, "{form:?} {kind}: {off} of {all}");
    }
}

#[test]
fn a_spread_has_its_rows_on_both_pages() {
    check(Form::Spread, 20);
}

#[test]
fn two_acts_stand_on_one_page() {
    check(Form::TwoUp(Layout::Dotted), 20);
}

#[test]
fn acts_run_on_over_the_page() {
    check(Form::Running, 20);
}

#[test]
fn one_act_fills_a_page() {
    check(Form::Single(Layout::Sections), 10);
    check(Form::Single(Layout::Boxes), 10);
}

#[test]
fn the_truth_names_scans_that_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let few = Order { couples: 1, years: (1924, 1936), copies: false, acts_only: false, ..order(12, 0) };
    let few = Order { out: folder.path().to_owned(), ..few };
    crate::families::write(&few).unwrap();
    let (holdings, _) = make(&few);
    for book in &holdings.books {
        let register = folder.path().join(&book.id);
        let truth = std::fs::read_to_string(register.join("truth.jsonl")).unwrap();
        assert_eq!(truth.lines().count(), book.acts.len(), "{}", book.id);
        for line in truth.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()) {
            assert!(register.join(line["scan"].as_str().unwrap()).exists(), "{line}");
            assert!(line["boxes"].as_object().unwrap().len() > 5, "{line}");
        }
        assert!(register.join("register.toml").exists());
    }
}
