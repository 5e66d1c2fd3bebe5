//! Kinds of printed form and how a page of each is filled. Not for what is filled in: see `record`.

mod boxes;
mod columns;
mod dotted;
mod grid;
mod heading;

use ab_glyph::FontArc;
use anyhow::Result;
use rand::Rng;
use register::{form::ActType, geometry::Rect};

use crate::{
    canvas::{self, Canvas, Placed},
    fonts::{self, PrintFaces},
    hand::Hand,
    record::{Entry, Record},
    words::Language,
};

pub(crate) use heading::heading;
use heading::print_heading;

/// Width and height of an upright page: 203 x 288 mm at 200 pixels an inch.
pub(crate) const PAGE: (u32, u32) = (1600, 2268);

/// A kind of printed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Layout {
    /// Ruled: label | value, whole labels.
    Grid,
    /// Ruled: number | label | value, bare labels under headings of persons.
    Sections,
    /// Label, dotted leader, value on it.
    Dotted,
    /// Boxes with a small label above the value.
    Boxes,
    /// A ledger: one act a row.
    Columns,
}

/// What all pages of a register share.
#[derive(Clone)]
pub(crate) struct Style {
    pub(crate) language: Language,
    pub(crate) faces: PrintFaces,
    pub(crate) typewriter: FontArc,
    /// The pen that writes instead of the typewriter, whose font it is then.
    pub(crate) hand: Option<Hand>,
    /// Is an entry written smaller where it would run over its room?
    pub(crate) squeezes: bool,
    /// Size of the typewriter's letters, pixels.
    pub(crate) type_px: f32,
    /// Size of printed labels, pixels.
    pub(crate) label_px: f32,
    /// Are labels numbered?
    pub(crate) numbered: bool,
    /// Where values begin in a grid, share of the width.
    pub(crate) split: f32,
    /// Thickness of rules, pixels.
    pub(crate) rule: u32,
}

impl Style {
    /// Draws one register's style from the seed.
    pub(crate) fn choose(rng: &mut impl Rng, language: Language, typewriter: Option<&str>) -> Result<Self> {
        let (prints, machines) = fonts::CHOICES;
        Ok(Self {
            language,
            faces: fonts::print(rng.random_range(0..prints))?,
            typewriter: fonts::typewriter(typewriter, rng.random_range(0..machines))?,
            hand: None,
            squeezes: false,
            type_px: rng.random_range(34.0..40.0),
            label_px: rng.random_range(29.0..34.0),
            numbered: rng.random(),
            split: rng.random_range(0.40..0.48),
            rule: rng.random_range(2..=3),
        })
    }
}

impl Layout {
    /// How many acts a page of this form takes when `wanted` are asked for.
    pub(crate) fn acts_on_page(self, kind: ActType, wanted: u32) -> u32 {
        match (self, kind) {
            (Layout::Columns, _) => 8,
            (Layout::Grid | Layout::Dotted, ActType::Death | ActType::Divorce) => wanted.clamp(1, 2),
            (Layout::Grid | Layout::Dotted, _) if wanted >= 2 => 2,
            _ => 1,
        }
    }

    /// Fills one page with `records`.
    pub(crate) fn draw(self, rng: &mut impl Rng, style: &Style, records: &[Record]) -> Canvas {
        if self == Layout::Columns {
            return columns::draw(rng, style, records);
        }
        let mut canvas = Canvas::new(PAGE.0, PAGE.1);
        let share = (f64::from(PAGE.1) - 160.0) / records.len() as f64;
        for (act, record) in records.iter().enumerate() {
            let top = 80.0 + share * act as f64;
            let area = Rect::new(110.0, top, f64::from(PAGE.0) - 90.0, top + share - 40.0);
            match self {
                Layout::Grid => grid::draw(rng, style, &mut canvas, act, record, area, false),
                Layout::Sections => grid::draw(rng, style, &mut canvas, act, record, area, true),
                Layout::Dotted => dotted::draw(rng, style, &mut canvas, act, record, area),
                Layout::Boxes | Layout::Columns => boxes::draw(rng, style, &mut canvas, act, record, area),
            }
        }
        canvas
    }
}

/// Types one value and notes where it stands.
pub(crate) fn type_entry(
    rng: &mut impl Rng,
    style: &Style,
    canvas: &mut Canvas,
    act: usize,
    key: &str,
    text: &str,
    (x, y): (f32, f32),
) -> Rect {
    let rect = match &style.hand {
        None => canvas.strike(rng, &style.typewriter, style.type_px, x, y, text),
        Some(hand) => canvas.write(rng, hand, style.type_px, x, y, text),
    };
    match canvas.placed.iter_mut().find(|p| p.act == act && p.key == key) {
        Some(placed) => placed.rect = placed.rect.union(&rect),
        None => canvas.placed.push(Placed { act, key: key.to_owned(), rect }),
    }
    rect
}

/// The style for an entry that has `room`, pixels: smaller letters where it would run over and the register squeezes.
fn fitted(style: &Style, text: &str, room: f32) -> Style {
    let wanted = canvas::width(&style.typewriter, style.type_px, text);
    let share = if style.squeezes { (room / wanted).min(1.0) } else { 1.0 };
    Style { type_px: style.type_px * share, ..style.clone() }
}

/// The label of an entry in the form's languages: first line, and the second language's, if any.
pub(crate) fn label(style: &Style, entry: &Entry, bare: bool) -> (String, Option<String>) {
    let (ru, tg) = if bare {
        bare_label(entry)
    } else {
        (entry.spec.labels_ru[0].clone(), entry.spec.labels_tg[0].clone())
    };
    match style.language {
        Language::Russian => (ru, None),
        Language::Tajik => (tg, None),
        Language::Both => (tg, Some(ru)),
    }
}

/// Under the heading of a person labels stand bare (`sections.tsv`).
fn bare_label(entry: &Entry) -> (String, String) {
    let part = entry.spec.key.rsplit('.').next().unwrap_or_default();
    let (ru, tg) = match (entry.spec.section.is_some(), part) {
        (true, "surname") => ("Фамилия", "Насаб"),
        (true, "given") => ("Имя", "Ном"),
        (true, "patronymic") => ("Отчество", "Номи падар"),
        (true, "sex") => ("Пол", "Ҷинс"),
        (true, "birth_date") => ("Дата рождения", "Санаи таваллуд"),
        (true, "birth_place") => ("Место рождения", "Ҷойи таваллуд"),
        (true, "ethnicity") => ("Национальность", "Миллат"),
        (true, "residence") => ("Место жительства", "Ҷойи истиқомат"),
        (true, "occupation") => ("Место работы", "Ҷойи кор"),
        _ => return (entry.spec.labels_ru[0].clone(), entry.spec.labels_tg[0].clone()),
    };
    (ru.to_owned(), tg.to_owned())
}
