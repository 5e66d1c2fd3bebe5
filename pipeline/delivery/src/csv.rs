//! Acts as a table, one a row: id, register, type, status, then a column for every field. Made for
//! spreadsheets: it carries values, not places on pages; the exact copy is [`crate::jsonl`].

use std::{
    collections::BTreeMap,
    io::{self, BufRead},
};

use ::csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use register::{
    access::Access,
    act::{Act, Field, Mark, Status},
    form::{self, ActType},
    id::BadId,
};

use crate::{
    Malformed,
    malformed::{Flaw, not_utf8, unreadable},
    written::{Naming, plain_field, register_of},
};

pub use crate::table::{Columns, Table, write};

/// Columns before the fields.
pub(crate) const COLUMNS: [&str; 4] = ["id", "register", "type", "status"];

/// How values that are none stand in a cell; also taken on import.
pub(crate) const MARKS: [(Mark, &str); 4] = [
    (Mark::Blank, "[blank]"),
    (Mark::Dash, "[dash]"),
    (Mark::Illegible, "[illegible]"),
    (Mark::NotCaptured, "[not_captured]"),
];

/// A header nearer than this (in letters changed) to a field's key is a slip of the pen.
const SLIP: usize = 2;

/// Reads a table whose first row names the columns: `type` and field keys, perhaps `id`, `register`,
/// `status`. Commas, semicolons and tabs separate. Empty cells say nothing; after a bad row reading goes on.
///
/// # Errors
/// The first row cannot be used: `type` is missing, a name stands twice or is no field.
pub fn read<R: BufRead>(
    file: &str,
    mut from: R,
) -> Result<impl Iterator<Item = Result<Act, Malformed>> + use<R>, Malformed> {
    let file = file.to_owned();
    let delimiter = delimiter(&mut from).map_err(|e| unreadable(&e).at(&file, 1))?;
    let mut table = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(from);
    let columns = columns(&mut table).map_err(|flaw| flaw.at(&file, 1))?;
    let mut naming = Naming::default();
    let mut ended = false;
    Ok(std::iter::from_fn(move || {
        let mut row = StringRecord::new();
        let line = table.position().line();
        let read = (!ended).then(|| table.read_record(&mut row))?;
        let act = match read {
            Ok(false) => return None,
            Ok(true) => act_of(&columns, &row, &mut naming),
            Err(e) => {
                ended = matches!(e.kind(), ErrorKind::Io(_));
                Err(flaw_of(&e))
            }
        };
        Some(act.map_err(|flaw| flaw.at(&file, row.position().map_or(line, ::csv::Position::line))))
    }))
}

/// What separates the cells: of comma, semicolon and tab the one that stands most often in the first row.
fn delimiter(from: &mut impl BufRead) -> io::Result<u8> {
    let start = from.fill_buf()?;
    let first = start.split(|byte| *byte == b'\n').next().unwrap_or(start);
    let count = |delimiter: u8| first.iter().filter(|byte| **byte == delimiter).count();
    // Of equals the last wins, so the comma is the usual one.
    Ok([b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b','))
}

fn columns<R: io::Read>(table: &mut Reader<R>) -> Result<Vec<String>, Flaw> {
    let header = table.headers().map_err(|e| flaw_of(&e))?;
    let columns: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    if !columns.iter().any(|name| name == "type") {
        return Err(Flaw::new("there is no column named type", format!("add one with {}", type_names())));
    }
    for (place, name) in columns.iter().enumerate() {
        if columns[..place].contains(name) {
            return Err(Flaw::new(format!("two columns are named {name:?}"), "rename or remove one"));
        }
        check_column(name)?;
    }
    Ok(columns)
}

/// Is it a column of ours, a field's key, or at least shaped like one and no slip of the pen?
fn check_column(name: &str) -> Result<(), Flaw> {
    let keys = || form::fields().iter().map(|field| field.key.as_str()).chain(COLUMNS);
    if keys().any(|key| key == name) {
        return Ok(());
    }
    let nearest = keys().min_by_key(|key| strsim::damerau_levenshtein(key, name)).unwrap_or_default();
    let shaped = !name.is_empty() && name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '.' | '_'));
    let slip = strsim::damerau_levenshtein(nearest, name) <= SLIP;
    if shaped && !slip {
        return Ok(());
    }
    let guess = if slip { format!(" (is it {nearest:?}?)") } else { String::new() };
    let remedy = format!("name it after a field, as child.surname{guess}, or remove it");
    Err(Flaw::new(format!("the column {name:?} is no field"), remedy))
}

fn act_of(columns: &[String], row: &StringRecord, naming: &mut Naming) -> Result<Act, Flaw> {
    if row.len() != columns.len() {
        let what = format!("there are {} cells under {} columns", row.len(), columns.len());
        return Err(Flaw::new(what, "put texts that hold the separator in quotation marks"));
    }
    let named = |name: &str| {
        let place = columns.iter().position(|column| column == name)?;
        row.get(place).map(str::trim).filter(|text| !text.is_empty())
    };
    let kind =
        named("type").ok_or_else(|| Flaw::new("the type is missing", format!("write {}", type_names())))?;
    let kind: ActType = kind.parse().map_err(|what: String| Flaw::new(what, "correct it"))?;
    let status = status_of(named("status"))?;
    let register = named("register").map(str::parse).transpose();
    let register = register_of(register.map_err(|e: BadId| Flaw::new(e.to_string(), "correct it"))?);
    let cells = columns.iter().zip(row).filter(|(column, _)| !COLUMNS.contains(&column.as_str()));
    let filled = cells.map(|(column, text)| (column, text.trim())).filter(|(_, text)| !text.is_empty());
    let fields: BTreeMap<String, Field> =
        filled.map(|(column, text)| (column.clone(), field_of(kind, column, text))).collect();
    Ok(Act {
        id: naming.id(named("id"), &register, kind, &fields),
        register,
        kind,
        form: None,
        status,
        access: Access::default(),
        fields,
        doubts: Vec::new(),
        links: Vec::new(),
        annotations: Vec::new(),
    })
}

fn status_of(text: Option<&str>) -> Result<Status, Flaw> {
    match text {
        None | Some("machine") => Ok(Status::Machine),
        Some("verified") => Ok(Status::Verified),
        Some(other) => Err(Flaw::new(format!("{other:?} is no status"), "write machine or verified")),
    }
}

fn field_of(kind: ActType, key: &str, text: &str) -> Field {
    match MARKS.iter().find(|(_, written)| *written == text) {
        Some((mark, _)) => Field { mark: *mark, ..Field::default() },
        None => plain_field(kind, key, text),
    }
}

fn type_names() -> String {
    ActType::ALL.map(ActType::as_str).join(", ")
}

fn flaw_of(error: &::csv::Error) -> Flaw {
    match error.kind() {
        ErrorKind::Utf8 { .. } => not_utf8(),
        ErrorKind::Io(e) => unreadable(e),
        _ => Flaw::new(error.to_string(), "save the table as CSV again"),
    }
}
