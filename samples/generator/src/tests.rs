//! What a made-up register must keep: the same seed gives the same truth, and every entry stands where
//! the truth says. Not for how it looks.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use register::form::ActType;

use crate::{
    canvas::Canvas,
    layouts::{Layout, Style},
    paper,
    record::{self, Record},
    truth,
    words::Language,
};

fn sheet(seed: u64, kind: ActType, layout: Layout, language: Language) -> (ChaCha8Rng, Vec<Record>, Canvas) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let style = Style::choose(&mut rng, language, None).unwrap();
    let count = layout.acts_on_page(kind, 1);
    let records: Vec<_> = (1..=count).map(|n| record::make(&mut rng, kind, language, 1956, n)).collect();
    let sheet = layout.draw(&mut rng, &style, &records);
    (rng, records, sheet)
}

/// Truth lines of one page.
fn page(seed: u64, kind: ActType, layout: Layout, language: Language) -> Vec<String> {
    let (mut rng, records, sheet) = sheet(seed, kind, layout, language);
    let scan = paper::capture(&mut rng, sheet, 0.3);
    truth::lines("r", "0001.jpg", kind, &records, &scan)
}

/// Share of entries whose box holds typed ink.
fn inked(kind: ActType, layout: Layout) -> f64 {
    let (_, _, sheet) = sheet(3, kind, layout, Language::Tajik);
    let inked = sheet.placed.iter().filter(|p| {
        let r = p.rect;
        let (xs, ys) = (r.left as u32..r.right as u32, r.top as u32..r.bottom as u32);
        ys.into_iter()
            .any(|y| xs.clone().any(|x| sheet.typed.get_pixel_checked(x, y).is_some_and(|p| p.0[0] > 100)))
    });
    inked.count() as f64 / sheet.placed.len() as f64
}

#[test]
fn the_same_seed_makes_the_same_truth() {
    let make = || page(7, ActType::Birth, Layout::Grid, Language::Both);
    assert_eq!(make(), make());
}

#[test]
fn another_seed_makes_other_people() {
    let make = |seed| page(seed, ActType::Death, Layout::Dotted, Language::Russian);
    assert_ne!(make(1), make(2));
}

#[test]
fn every_entry_of_every_layout_stands_in_its_box() {
    for layout in [Layout::Grid, Layout::Sections, Layout::Dotted, Layout::Boxes, Layout::Columns] {
        for kind in [ActType::Birth, ActType::Death, ActType::Marriage, ActType::Divorce] {
            assert!(inked(kind, layout) > 0.999, "{layout:?} {kind}");
        }
    }
}

#[test]
fn a_ledger_gives_one_act_a_row() {
    let lines = page(5, ActType::Birth, Layout::Columns, Language::Tajik);
    assert_eq!(lines.len(), 8);
}

#[test]
fn a_stroke_on_paper_has_no_value() {
    let lines: String =
        (1..9).flat_map(|seed| page(seed, ActType::Birth, Layout::Grid, Language::Tajik)).collect();
    let acts = lines.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
    let strokes: Vec<_> = acts.filter(|a| a["written"]["father.occupation"] == "—").collect();
    assert!(!strokes.is_empty() && strokes.iter().all(|a| a["fields"].get("father.occupation").is_none()));
}
