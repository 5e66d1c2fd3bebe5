//! What the labels of one page ask for: which of its words are the value of a number, a date, a sex and so on. Not for
//! acts: which person's field it is, and what runs over to the next page, only the register tells.

use register::{
    form::{self, ActType, FieldKind},
    page::Page,
};

use super::{
    assemble::kind_of,
    bands::{Band, bands},
    entry::{Entry, Part},
    field::without_dirt,
    ledger::{Known, ledger},
    lexicon::{Lexicon, Sense, lexicon},
    sheet::{Token, sheet},
};

/// Words of a line that are, together, the value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// What the field holds.
    pub(crate) kind: FieldKind,
    /// The line, by place among the page's lines.
    pub(crate) line: usize,
    /// The words, by place among the line's: the first and the last.
    pub(crate) words: (usize, usize),
}

/// The values on a page that stand in one line each and have it to themselves but for their labels; none on a page
/// whose labels do not tell what it records.
pub(crate) fn asked(page: &Page) -> Vec<Asked> {
    let (mut all, mut before) = (Vec::new(), None);
    for band in bands(&sheet(page), None) {
        let Some(kind) = kind_of(&band, None, before) else { continue };
        before = Some(kind);
        let values = entries(&band, lexicon(kind));
        all.extend(values.iter().filter_map(|entry| value(page, kind, entry)));
    }
    all
}

/// Labels with their values: the rows of its ledgers, or the parts of its forms.
fn entries(band: &Band<'_>, lexicon: &Lexicon) -> Vec<Entry> {
    let ledgers = band.tables.iter().filter_map(|t| ledger(&t.cells, lexicon, Known::default()));
    let rows: Vec<Entry> = ledgers.flat_map(|l| l.rows).flat_map(|(_, entries)| entries).collect();
    if !rows.is_empty() {
        return rows;
    }
    let entry = |part| match part {
        Part::Entry(entry) => Some(entry),
        Part::Section(_) => None,
    };
    band.parts(lexicon).into_iter().filter_map(entry).collect()
}

fn value(page: &Page, kind: ActType, entry: &Entry) -> Option<Asked> {
    let kind = kind_asked(kind, entry)?;
    // A series is read so badly that it looks like dirt.
    let kept = if kind == FieldKind::Document { entry.value.clone() } else { without_dirt(&entry.value) };
    let (first, last) = (kept.first()?, kept.last()?);
    let in_one_line = kept.iter().all(|t| t.line == first.line);
    let in_order = first.word <= last.word;
    let line = page.lines.as_deref().unwrap_or_default().get(first.line)?;
    let whole = !line.words.is_empty() && is_whole(&entry.value, first, last);
    (in_one_line && in_order && whole).then_some(Asked {
        kind,
        line: first.line,
        words: (first.word, last.word),
    })
}

/// Is nothing but the value in its words? A label may touch it.
fn is_whole(value: &[Token], first: &Token, last: &Token) -> bool {
    let begins =
        !first.glued || value.iter().any(|t| t.line == first.line && t.word == first.word && !t.glued);
    begins
        && (first.word..=last.word).all(|word| value.iter().any(|t| t.line == first.line && t.word == word))
}

/// The kind of field a label asks for, where all it can mean are of one.
fn kind_asked(kind: ActType, entry: &Entry) -> Option<FieldKind> {
    let mut kinds = entry.senses.iter().map(|sense| match sense {
        Sense::Field(key) => form::field(kind, key).map(|field| field.kind),
        Sense::Bare(attribute) => of_attribute(kind, attribute),
        Sense::FullName(_) | Sense::Other => None,
    });
    let first = kinds.next()??;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}

/// The kind of a person's attribute, which is the same for all persons of a form.
fn of_attribute(kind: ActType, attribute: &str) -> Option<FieldKind> {
    let asks = |key: &str| key.split_once('.').is_some_and(|(_, of)| of == attribute);
    form::fields_of(kind).find(|field| asks(&field.key)).map(|field| field.kind)
}

#[cfg(test)]
mod tests {
    use register::page::Half;

    use super::*;
    use crate::extract::tests::paper::{Paper, paper};

    /// What is asked for on a page: the kind of field and the words that stand for it.
    fn check(paper: Paper, expected: &[(FieldKind, &str)]) {
        let page = paper.page(Half::Whole);
        let lines = page.lines.as_deref().unwrap();
        let words = |a: &Asked| -> Vec<&str> {
            lines[a.line].words[a.words.0..=a.words.1].iter().map(|w| w.text.as_str()).collect()
        };
        let found: Vec<(FieldKind, String)> =
            asked(&page).iter().map(|a| (a.kind, words(a).join(" "))).collect();
        for (kind, text) in expected {
            assert!(found.contains(&(*kind, (*text).to_owned())), "{text} in {found:?}");
        }
        assert!(!expected.is_empty() || found.is_empty(), "{found:?}");
    }

    #[test]
    fn a_form_asks_for_what_its_labels_say() {
        let form = paper().row("ЗАПИСЬ АКТА О РОЖДЕНИИ № 12").table(&[
            &["Фамилия ребёнка", "Рахимов"],
            &["Пол", "муж."],
            &["Дата рождения", "7 марта 1956 г."],
            &["Национальность отца", "таджик"],
        ]);
        let expected = [
            (FieldKind::Surname, "Рахимов"),
            (FieldKind::Sex, "муж."),
            (FieldKind::Date, "7 марта 1956 г."),
            (FieldKind::Ethnicity, "таджик"),
        ];
        check(form, &expected);
    }

    #[test]
    fn a_ledger_asks_in_every_row() {
        let rows: [&[&str]; 3] = [
            &["Запись акта №", "Фамилия ребёнка", "Имя ребёнка", "Пол", "Дата рождения"],
            &["12", "Рахимов", "Саид", "муж.", "1.II.56"],
            &["13", "Алиева", "Зебо", "жен.", "2.II.56"],
        ];
        let ledger = paper().row("ЗАПИСЬ АКТОВ О РОЖДЕНИИ").table(&rows);
        let expected = [(FieldKind::Number, "12"), (FieldKind::Sex, "жен."), (FieldKind::Date, "2.II.56")];
        check(ledger, &expected);
    }

    #[test]
    fn behind_leaders_stands_the_value_alone() {
        let form = paper().row("ЗАПИСЬ АКТА О РОЖДЕНИИ № 12").rows(&[
            "Фамилия ребёнка ...... Рахимов",
            "Имя ребёнка ...... Саид",
            "Дата рождения ...... 7/III-56",
        ]);
        check(form, &[(FieldKind::Date, "7/III-56")]);
    }

    #[test]
    fn a_value_that_touches_its_label_is_left() {
        let form = paper().row("ЗАПИСЬ АКТА О РОЖДЕНИИ № 12").rows(&[
            "Имя ребёнка ...... Саид",
            "Пол:муж.",
            "Дата рождения ...... 7/III-56",
        ]);
        let kinds: Vec<FieldKind> = asked(&form.page(Half::Whole)).iter().map(|a| a.kind).collect();
        assert!(kinds.contains(&FieldKind::Date) && !kinds.contains(&FieldKind::Sex), "{kinds:?}");
    }

    #[test]
    fn plain_text_asks_for_nothing() {
        check(paper().rows(&["В том году зима была долгой", "и март не принёс тепла"]), &[]);
        check(paper(), &[]);
    }
}
