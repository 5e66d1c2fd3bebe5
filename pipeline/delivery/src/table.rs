//! A table of acts, written. It names its columns before its first act, so whoever writes one of many acts goes
//! through them twice and holds only some of them. Not for reading tables: see [`crate::csv`].

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use ::csv::{Writer, WriterBuilder};
use register::{
    act::{Act, Field, Status},
    form,
};

use crate::csv::{COLUMNS, MARKS};

/// The columns that acts need, gathered from all of them.
#[derive(Debug, Clone, Default)]
pub struct Columns(BTreeSet<String>);

impl Columns {
    /// Adds what these acts need.
    pub fn gather(&mut self, acts: &[Act]) {
        for key in acts.iter().flat_map(|act| act.fields.keys()) {
            if !self.0.contains(key) {
                self.0.insert(key.clone());
            }
        }
    }

    /// Fields in the order of the forms, others after them.
    fn in_order(mut self) -> Vec<String> {
        let known = form::fields().iter().map(|field| &field.key);
        let mut keys: Vec<String> = known.filter_map(|key| self.0.take(key)).collect();
        keys.extend(self.0);
        keys
    }
}

/// A table under way.
pub struct Table<W: Write> {
    keys: Vec<String>,
    rows: Writer<W>,
}

impl<W: Write> Table<W> {
    /// Begins a table with these columns.
    ///
    /// # Errors
    /// What the writer says.
    pub fn begin(out: W, columns: Columns) -> io::Result<Self> {
        let keys = columns.in_order();
        let mut rows = WriterBuilder::new().from_writer(out);
        rows.write_record(COLUMNS.into_iter().chain(keys.iter().map(String::as_str)))?;
        Ok(Self { keys, rows })
    }

    /// Writes acts in the order given.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&mut self, acts: &[Act]) -> io::Result<()> {
        for act in acts {
            let status = match act.status {
                Status::Machine => "machine",
                Status::Verified => "verified",
            };
            let head = [act.id.as_str(), act.register.as_str(), act.kind.as_str(), status];
            let cells = self.keys.iter().map(|key| cell(act.fields.get(key)));
            self.rows.write_record(head.into_iter().chain(cells))?;
        }
        Ok(())
    }

    /// Ends the table: all of it is with the writer.
    ///
    /// # Errors
    /// What the writer says.
    pub fn end(mut self) -> io::Result<()> {
        self.rows.flush()
    }
}

/// Writes a table of acts in the order given. Fields stand in the order of the forms, others after them.
///
/// # Errors
/// What the writer says.
pub fn write(out: impl Write, acts: &[Act]) -> io::Result<()> {
    let mut columns = Columns::default();
    columns.gather(acts);
    let mut table = Table::begin(out, columns)?;
    table.write(acts)?;
    table.end()
}

fn cell(field: Option<&Field>) -> &str {
    let Some(field) = field else { return "" };
    match MARKS.iter().find(|(mark, _)| *mark == field.mark) {
        Some((_, text)) => text,
        None => field.value.as_deref().or(field.as_written.as_deref()).unwrap_or(""),
    }
}
