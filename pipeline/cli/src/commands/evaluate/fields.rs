//! How well fields of acts were read, as tables for the terminal. Not for texts: see [`super::table`].

use std::io::Write;

use register::evaluation::{FieldTally, Fields, Rest};

use super::table::{confidence, in_words, rate};

/// Least width of the column of names: the longest engine with the longest kind.
const NAME: usize = 24;

/// What the columns are.
const LEGEND: &str = "right: values of the truth that were read so; precision: values read that are right; wrong, missing and added: values read
otherwise, not read, and read where nothing is known to stand";

/// Registers and the sum, kinds of fields, and what confidence of fields is worth; nothing where no acts were known.
pub(super) fn write(out: &mut impl Write, fields: &Fields) -> std::io::Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    let names = fields.books.iter().map(|book| book.truth.chars().count());
    let width = names.max().unwrap_or_default().max(NAME);
    head(out, "acts of registers", width)?;
    let (mut acts, mut found) = (0, 0);
    for book in &fields.books {
        row(out, (&book.truth, width), &format!("{}/{}", book.acts_found, book.acts), &book.tally)?;
        (acts, found) = (acts + book.acts, found + book.acts_found);
    }
    row(out, ("all", width), &format!("{found}/{acts}"), &fields.total)?;
    writeln!(out, "{LEGEND}")?;
    let added: usize = fields.books.iter().map(|book| book.acts_added).sum();
    if added > 0 {
        writeln!(out, "acts read where none is known: {added}")?;
    }
    fields.rest.map_or(Ok(()), |rest| asked(out, &rest))?;
    writeln!(out)?;
    head(out, "fields by kind", width)?;
    for (kind, tally) in &fields.kinds {
        row(out, (&format!("  {}", in_words(kind)), width), "", tally)?;
    }
    confidence(out, ("fields", &fields.reliability), width)
}

/// What the machine's own values are worth when it sends the most doubtful to a person.
fn asked(out: &mut impl Write, rest: &Rest) -> std::io::Result<()> {
    let (exact, precision) = (rate(rest.tally.exact()), rate(rest.tally.precision()));
    let percent = rest.share * 100.0;
    writeln!(
        out,
        "asked {percent:.0} % ({} fields): rest exact {exact}, precision {precision} ({} of {} right)",
        rest.asked, rest.tally.right, rest.tally.fields
    )
}

fn head(out: &mut impl Write, name: &str, width: usize) -> std::io::Result<()> {
    writeln!(
        out,
        "{name:width$} {:>9} {:>7} {:>8} {:>9} {:>6} {:>7} {:>6}",
        "acts", "fields", "right", "precision", "wrong", "missing", "added"
    )
}

fn row(
    out: &mut impl Write,
    (name, width): (&str, usize),
    acts: &str,
    tally: &FieldTally,
) -> std::io::Result<()> {
    writeln!(
        out,
        "{name:width$} {acts:>9} {:>7} {:>8} {:>9} {:>6} {:>7} {:>6}",
        tally.fields,
        rate(tally.exact()),
        rate(tally.precision()),
        tally.wrong,
        tally.missing,
        tally.added
    )
}

#[cfg(test)]
mod tests {
    use register::evaluation::{Book, JudgedField, ReadBy, reliability_of_fields};

    use super::*;

    fn said(fields: &Fields) -> String {
        let mut out = Vec::new();
        write(&mut out, fields).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn fields() -> Fields {
        let tally = FieldTally { fields: 20, right: 17, wrong: 2, missing: 1, added: 1 };
        let book = Book { truth: "b/truth.jsonl".into(), acts: 2, acts_found: 2, tally, ..Book::default() };
        let part = |part: &str| Some(part.to_owned());
        let read_by = ReadBy {
            engine: part("tesseract"),
            script: part("Cyrl"),
            hand: part("typed"),
            kind: part("date"),
        };
        let judged = JudgedField { read_by, confidence: 0.9, right: true, ..JudgedField::default() };
        Fields {
            books: vec![book],
            kinds: [("date".to_owned(), tally)].into(),
            total: tally,
            rest: Some(Rest { share: 0.1, asked: 2, tally: FieldTally { fields: 18, right: 17, ..tally } }),
            reliability: reliability_of_fields(&[judged]),
        }
    }

    #[test]
    fn registers_stand_with_their_fields_and_the_sum_below() {
        let said = said(&fields());
        for name in ["b/truth.jsonl", "all", "  date"] {
            let row = said.lines().find(|line| line.starts_with(name)).unwrap();
            let columns: Vec<&str> =
                row.split_whitespace().skip_while(|part| !part.starts_with("20")).collect();
            assert_eq!(columns, ["20", "0.8500", "0.8500", "2", "1", "1"], "{row}");
        }
    }

    #[test]
    fn confidence_is_told_by_engine_and_kind() {
        let said = said(&fields());
        let row = said.lines().find(|line| line.starts_with("  tesseract date")).unwrap();
        assert_eq!(row.split_whitespace().skip(2).collect::<Vec<_>>(), ["1", "1.0000", "0.9000", "0.1000"]);
    }

    #[test]
    fn what_is_left_when_a_person_is_asked_is_told() {
        let said = said(&fields());
        assert!(said.contains("asked 10 % (2 fields): rest exact 0.9444"), "{said}");
    }

    #[test]
    fn of_no_register_nothing_is_said() {
        assert_eq!(said(&Fields::default()), "");
    }
}
