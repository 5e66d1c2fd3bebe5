//! What extraction hands on: labels with the pieces found for them. Not for whose field a label means:
//! see `draft`.

use register::geometry::Rect;

use super::{
    lexicon::{Sense, Tongue},
    sheet::Token,
};

/// A label on the page and what is written for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// What the label can mean.
    pub(super) senses: Vec<Sense>,
    /// The person whose part of the form it stands in, where the place says so (a column headed Она).
    pub(super) section: Option<&'static str>,
    /// The pieces of the value, in reading order.
    pub(super) value: Vec<Token>,
    /// The place kept for the value, where the form rules it.
    pub(super) room: Option<Rect>,
    /// The language of the label, where it stands in one only.
    pub(super) tongue: Option<Tongue>,
    /// Letters misread in the label.
    pub(super) slips: usize,
    /// Was the label not read here, but taken from the other pages of the register?
    pub(super) taken: bool,
}

/// A part of a form in reading order.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// From here on labels mean this person.
    Section(&'static str),
    /// A label with its value.
    Entry(Entry),
}
