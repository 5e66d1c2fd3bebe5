//! Fields that were read, as a table to calibrate by: `scripts/train/calibrate_fields.py` reads it. Not for people.

use std::fmt::Write as _;

use super::DoneBook;

/// Fields that were read with a confidence, one a row: register, field, what the form asks for, engine, script, hand,
/// confidence, then what speaks for it (see [`reading::extract::Evidence`]), right, the value as read and as known.
pub(in crate::commands::evaluate) fn rows(done: &[DoneBook]) -> String {
    let mut rows =
        "truth\tfield\tkind\tengine\tscript\thand\tconfidence\twords\tletters\tproduct\tleast\tslips\t\
        understood\twell_formed\tin_years\tlabel_taken\tdoubted\tunnumbered\twhole\tright\tvalue\tvalue_of_truth\n"
            .to_owned();
    for one in done {
        for (field, evidence) in &one.measured.fields {
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            let by = &field.read_by;
            let yes = |yes: bool| u8::from(yes);
            let _ = writeln!(
                rows,
                "{}\t{}\t{}\t{}\t{}\t{}\t{:.4}\t{}\t{}\t{:.5}\t{:.4}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.2}\t{}\t{}\t{}",
                in_a_row(&one.book.truth),
                in_a_row(&field.key),
                part(&by.kind),
                part(&by.engine),
                part(&by.script),
                part(&by.hand),
                field.confidence,
                evidence.words,
                evidence.letters,
                evidence.product,
                evidence.least,
                evidence.slips,
                yes(evidence.understood),
                yes(evidence.well_formed),
                evidence.in_years.map_or(-1, i8::from),
                yes(evidence.label_taken),
                yes(evidence.doubted),
                yes(evidence.unnumbered),
                evidence.whole,
                yes(field.right),
                in_a_row(&field.value),
                in_a_row(&field.truth)
            );
        }
    }
    rows
}

/// A text that ends neither column nor row: truths come from elsewhere, and their tabs and line ends would.
fn in_a_row(text: &str) -> String {
    text.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), " ")
}

#[cfg(test)]
mod tests {
    use ::reading::{accuracy::MeasuredActs, extract::Evidence};
    use register::{
        evaluation::{Book, JudgedField},
        form::FieldKind,
        layout::Hand,
    };

    use super::*;

    fn evidence() -> Evidence {
        Evidence {
            kind: FieldKind::Given,
            engine: None,
            script: "Cyrl".to_owned(),
            hand: Hand::Typed,
            words: 1,
            letters: 4,
            product: 0.9,
            least: 0.9,
            slips: 0,
            understood: true,
            well_formed: true,
            in_years: None,
            label_taken: false,
            doubted: false,
            unnumbered: false,
            whole: 1.0,
        }
    }

    /// The columns of each row of a field that was read and is known so.
    fn check(value: &str, truth: &str, last: [&str; 2]) {
        let field = JudgedField { value: value.into(), truth: truth.into(), ..JudgedField::default() };
        let measured = MeasuredActs { fields: vec![(field, evidence())], ..MeasuredActs::default() };
        let table = rows(&[DoneBook { book: Book::default(), measured }]);
        let table: Vec<Vec<&str>> = table.lines().map(|row| row.split('\t').collect()).collect();
        assert_eq!(table.iter().map(Vec::len).collect::<Vec<_>>(), [22, 22]);
        assert_eq!(table[1][20..], last);
    }

    #[test]
    fn a_field_is_a_row() {
        check("Саид", "Саъд", ["Саид", "Саъд"]);
    }

    #[test]
    fn tabs_and_line_ends_of_a_truth_end_no_column_and_no_row() {
        check("Саид\tАли", "Саид\nАли\r", ["Саид Али", "Саид Али "]);
    }
}
