//! The pages a look shows and their outlines: one, or two halves of a spread. Not for cutting them out.

use register::{
    geometry::{Outline, Rect},
    page::Half,
    unsure::Unsure,
};

use super::{
    edges::{self, Side},
    frame,
    look::Look,
    spread::{self, Fold},
};

/// Narrower page of a spread against the wider, at least: what is less is a part of a page.
const LEAST_EVEN: f64 = 0.6;

/// The pages of a look.
pub(super) struct Halves {
    /// Outlines in pixels of the look, left before right.
    pub(super) pages: Vec<(Half, Outline)>,
    /// What was unsure.
    pub(super) doubt: Option<Unsure>,
}

/// Finds the pages of a look.
pub(super) fn find(look: &Look) -> Halves {
    let text = look.text();
    let book = frame::trim(&look.gray);
    let whole = edges::page(look, &text, &book);
    let sheet = Rect::around(&whole).intersection(&book);
    let mut doubt = None;
    match spread::find(&look.gray, &text, &sheet) {
        Fold::Gutter(gutter) => {
            let left = edges::half(look, &text, gutter.left_of(&sheet), Side::Right);
            let right = edges::half(look, &text, gutter.right_of(&sheet), Side::Left);
            let (a, b) = (Rect::around(&left).width(), Rect::around(&right).width());
            if a.min(b) >= LEAST_EVEN * a.max(b) {
                return Halves { pages: vec![(Half::Left, left), (Half::Right, right)], doubt: None };
            }
            doubt = Some(Unsure::PartOfAnother);
        }
        Fold::Unsure => doubt = Some(Unsure::TwoPages),
        Fold::None => {}
    }
    Halves { pages: vec![(Half::Whole, whole)], doubt }
}
