//! How well the fields of acts were read, book by book. Not for letters: those are a [`super::Tally`]'s.

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, ops::AddAssign};

use serde::{Deserialize, Serialize};

use super::{MARGIN, ReadBy, Reliability, Verdict};

/// A field that was read, and whether its value is right.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JudgedField {
    /// Its key, as `child.surname`.
    pub key: String,
    /// Who read it; engine, script, hand and kind are all known.
    pub read_by: ReadBy,
    /// 0 to 1.
    pub confidence: f64,
    /// Is its value that of the truth?
    pub right: bool,
    /// Its value; empty where what was read has no normal form.
    pub value: String,
    /// The value of the truth; empty where the truth has none.
    pub truth: String,
}

/// Fields of acts, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FieldTally {
    /// Fields the truth has a value for.
    pub fields: usize,
    /// Read with that value.
    pub right: usize,
    /// Read with another.
    pub wrong: usize,
    /// Not read, or not understood.
    pub missing: usize,
    /// Values that were read where the truth has none.
    pub added: usize,
}

impl FieldTally {
    /// Share of the truth's fields that were read right; none where it has no fields.
    #[must_use]
    pub fn exact(&self) -> Option<f64> {
        (self.fields > 0).then(|| self.right as f64 / self.fields as f64)
    }

    /// Share of the values read that are right; none where none was read.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        let given = self.right + self.wrong + self.added;
        (given > 0).then(|| self.right as f64 / given as f64)
    }
}

impl AddAssign for FieldTally {
    fn add_assign(&mut self, other: Self) {
        self.fields += other.fields;
        self.right += other.right;
        self.wrong += other.wrong;
        self.missing += other.missing;
        self.added += other.added;
    }
}

/// Share of a register's fields that a person is asked in the measure of the rest: as many as a reading room can look at.
pub const ASKED_SHARE: f64 = 0.1;

/// What the machine's own values are worth when the fields it is least sure of go to a person.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rest {
    /// Share of fields that were asked, [`ASKED_SHARE`].
    pub share: f64,
    /// How many that were.
    pub asked: usize,
    /// All others.
    #[serde(flatten)]
    pub tally: FieldTally,
}

/// One register and the truth of its acts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Book {
    /// The file with the acts, below the folder that was named.
    pub truth: String,
    /// SHA-256 of that file, hexadecimal.
    pub sha256: String,
    /// SHA-256 of the SHA-256s of its scans in capture order, hexadecimal.
    pub scans_sha256: String,
    /// Languages it was read in (Tesseract names); empty: the usual ones.
    pub languages: Vec<String>,
    /// Acts of the truth.
    pub acts: usize,
    /// Those that were read.
    pub acts_found: usize,
    /// Acts that were read and are none of the truth's.
    pub acts_added: usize,
    /// Its fields.
    #[serde(flatten)]
    pub tally: FieldTally,
}

/// The fields of a run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Fields {
    /// Each register that was read.
    pub books: Vec<Book>,
    /// Fields by what the form asks for, as [`crate::form::FieldKind`] is written.
    pub kinds: BTreeMap<String, FieldTally>,
    /// All together.
    pub total: FieldTally,
    /// The fields that are left when the most doubtful are sent to a person; absent in runs before it was measured.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rest: Option<Rest>,
    /// What confidence is worth: all fields, engines, scripts, hands and kinds apart, and engines and kinds together.
    pub reliability: Vec<Reliability>,
}

impl Fields {
    /// Was no register read?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.books.is_empty()
    }
}

/// A register in two runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookChange {
    /// Its truth's name in this run; in the earlier one where it is gone.
    pub truth: String,
    /// What became of it.
    pub verdict: Verdict,
    /// As it was; nothing where it is new.
    pub before: FieldTally,
    /// As it is; nothing where it is gone.
    pub now: FieldTally,
}

impl BookChange {
    /// Must somebody look at it? What is not measured any more may be read worse.
    #[must_use]
    pub fn remains(&self) -> bool {
        matches!(self.verdict, Verdict::Worse | Verdict::Gone)
    }
}

/// What changed from `before` to `now`: this run's registers, then those that are gone, each in their order.
#[must_use]
pub fn compare_books(before: &Fields, now: &Fields) -> Vec<BookChange> {
    let was = now.books.iter().map(|book| match twin(book, before) {
        Some(was) => changed(book, weighed(&was.tally, &book.tally), was.tally, book.tally),
        None => changed(book, Verdict::New, FieldTally::default(), book.tally),
    });
    let gone = before.books.iter().filter(|book| twin(book, now).is_none());
    let gone = gone.map(|book| changed(book, Verdict::Gone, book.tally, FieldTally::default()));
    was.chain(gone).collect()
}

fn changed(book: &Book, verdict: Verdict, before: FieldTally, now: FieldTally) -> BookChange {
    BookChange { truth: book.truth.clone(), verdict, before, now }
}

/// The same acts of the same scans in another run, wherever they are kept.
fn twin<'f>(book: &Book, run: &'f Fields) -> Option<&'f Book> {
    run.books.iter().find(|other| other.sha256 == book.sha256 && other.scans_sha256 == book.scans_sha256)
}

/// Fewer right, or more values that are not: each counts as a field.
fn weighed(before: &FieldTally, now: &FieldTally) -> Verdict {
    let bad = |tally: &FieldTally| tally.fields - tally.right.min(tally.fields) + tally.added;
    let by = bad(now).abs_diff(bad(before));
    if by == 0 || (by as f64) <= MARGIN * now.fields as f64 {
        Verdict::Same
    } else if bad(now) > bad(before) {
        Verdict::Worse
    } else {
        Verdict::Better
    }
}
