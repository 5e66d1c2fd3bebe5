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
                one.book.truth,
                field.key,
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
                field.value,
                field.truth
            );
        }
    }
    rows
}
