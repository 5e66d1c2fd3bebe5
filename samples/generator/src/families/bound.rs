//! Acts as they are bound in their books, in order, with everything written in them. Not for drawing
//! them.

use time::Date;

use super::{
    act,
    book::{Book, Numbered},
    clerk::Clerk,
    event::Event,
    notes::Note,
};
use crate::record::Record;

/// One act in its book.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    /// The event it records.
    pub(crate) event: usize,
    pub(crate) book: usize,
    pub(crate) record: Record,
    /// The day it was registered.
    pub(crate) registered: Date,
    pub(crate) notes: Vec<Note>,
}

/// Everything that was written.
pub(crate) struct Holdings {
    pub(crate) events: Vec<Event>,
    pub(crate) books: Vec<Book>,
    pub(crate) numbers: Vec<Numbered>,
    pub(crate) clerks: Vec<Clerk>,
    /// Acts of all books, book by book.
    pub(crate) acts: Vec<Bound>,
}

impl Holdings {
    /// Has every clerk write the acts of the clerk's book.
    pub(crate) fn write(events: Vec<Event>, books: Vec<Book>, numbers: Vec<Numbered>) -> Self {
        let clerk = |book: &Book| Clerk::new(book.rng(1), book.language.tajik_entries(), book.years);
        let mut clerks: Vec<Clerk> = books.iter().map(clerk).collect();
        let mut acts = Vec::new();
        for (nth, book) in books.iter().enumerate() {
            for &event in &book.acts {
                let record = act::write(&mut clerks[nth], &events, &numbers, event);
                let registered = events[event].registered;
                acts.push(Bound { event, book: nth, record, registered, notes: Vec::new() });
            }
        }
        Self { events, books, numbers, clerks, acts }
    }

    /// The act of an event, in its first copy.
    pub(crate) fn of_event(&self, event: usize) -> Option<usize> {
        self.acts.iter().position(|a| a.event == event && self.books[a.book].copy == 1)
    }

    /// Does any act refer to this event's, or follow from it?
    pub(crate) fn is_referred_to(&self, event: usize) -> bool {
        self.events.iter().any(|e| e.ties.iter().any(|t| t.0 == event))
    }

    /// Is it the last of its office, type and year?
    pub(crate) fn is_last_of_year(&self, act: usize) -> bool {
        let here = &self.acts[act];
        self.acts
            .get(act + 1)
            .is_none_or(|next| next.book != here.book || next.registered.year() != here.registered.year())
    }
}

impl Bound {
    /// What a field means.
    pub(crate) fn value(&self, key: &str) -> Option<&str> {
        let entry = self.record.entries.iter().find(|e| e.spec.key == key)?;
        Some(entry.value.as_str()).filter(|v| !v.is_empty())
    }

    /// Writes something else into a field it has.
    pub(crate) fn put(&mut self, key: &str, written: impl Into<String>, value: impl Into<String>) {
        let (written, value) = (written.into(), value.into());
        for entry in self.record.entries.iter_mut().filter(|e| e.spec.key == key) {
            (entry.written, entry.value) = (written.clone(), value.clone());
        }
    }
}
