//! The register file of a family's book. Not for reading it: `register::volume`.

use super::super::{book::Book, land::LANDS};

/// What ingest is told of the book.
pub(super) fn of(book: &Book) -> String {
    let languages: Vec<String> = book.language.tesseract().iter().map(|l| format!("\"{l}\"")).collect();
    let office = LANDS[book.office].office(book.language.tajik_entries(), book.years.1);
    let (from, to) = book.years;
    format!(
        "id = \"{}\"\ntitle = \"Made up: {}, {office}, {from}-{to}\"\ntype = \"{}\"\nlanguages = [{}]\n\
         authority = \"{office}\"\nyears = [{from}, {to}]\ncopy = {}\n",
        book.id,
        book.kind,
        book.kind,
        languages.join(", "),
        book.copy
    )
}
