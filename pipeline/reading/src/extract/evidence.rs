//! What speaks for a value that was read: how sure its words are and who read them, what it looks like, and what the rest
//! of the act says of it. Not for weighing it: `confidence` does.

use std::collections::{BTreeMap, BTreeSet};

use register::{
    act::{Act, Severity},
    date,
    form::{ActType, FieldKind},
    layout::{Engine, Hand},
    page::Page,
    value,
};

use super::sheet::Token;

/// What speaks for the value of one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What the form asks for.
    pub kind: FieldKind,
    /// Who read its words; absent where several did, or several looks were weighed.
    pub engine: Option<Engine>,
    /// ISO 15924, of its first line.
    pub script: String,
    /// How it is written: by hand where a word of it is.
    pub hand: Hand,
    /// Words with a letter or a digit.
    pub words: usize,
    /// Letters and digits of its words.
    pub letters: usize,
    /// Probability that all words are right, taken one by one. Readings of the least sure word that give the same value
    /// count as right.
    pub product: f64,
    /// Probability of the least sure word.
    pub least: f64,
    /// Letters misread in its label.
    pub slips: usize,
    /// Has it a normal form?
    pub understood: bool,
    /// Has it the shape of its kind?
    pub well_formed: bool,
    /// Does a date of the event or the registration lie in the book's years? Absent where that cannot be asked.
    pub in_years: Option<bool>,
    /// Was its label not read here, but taken from the other pages of the register?
    pub label_taken: bool,
    /// Does a doubt about the act name it?
    pub doubted: bool,
    /// Was the number of its act not read? It may hold values of several.
    pub unnumbered: bool,
    /// Share of the labels usual in the book that its act has: where it has few, it may be a part of another.
    pub whole: f64,
}

/// Code of figures and signs (ISO 15924, undetermined script).
const NO_SCRIPT: &str = "Zyyy";

impl Evidence {
    /// Of a value's pieces on a page. What the act says is added by [`Evidence::within`].
    pub(super) fn of(kind: FieldKind, tokens: &[Token], same_value: f64, page: &Page) -> Self {
        let words: Vec<&Token> = tokens.iter().filter(|t| !t.is_sign()).collect();
        let least = words.iter().map(|t| t.confidence).fold(1.0, f64::min);
        // Pieces that were cut from one word are right or wrong together.
        let apart = words.iter().enumerate().filter(|(nth, t)| *nth == 0 || !t.glued).map(|(_, t)| t);
        let product: f64 = apart.map(|t| t.confidence).product();
        let first = words.first().map(|t| t.engine);
        let line = |t: &Token| page.lines.as_deref().unwrap_or_default().get(t.line);
        let hands: Vec<Hand> = words.iter().filter_map(|t| line(t)).map(|l| l.hand).collect();
        let by_hand = hands.contains(&Hand::Handwritten).then_some(Hand::Handwritten);
        let script = words.first().and_then(|t| line(t)).and_then(|l| l.script.clone());
        Self {
            kind,
            engine: first.flatten().filter(|e| words.iter().all(|t| t.engine == Some(*e))),
            script: script.unwrap_or_else(|| NO_SCRIPT.to_owned()),
            hand: by_hand.or(hands.first().copied()).unwrap_or_default(),
            words: words.len(),
            letters: words.iter().map(|t| t.plain.chars().count()).sum(),
            product: if least > 0.0 { product / least * same_value.max(least).min(1.0) } else { 0.0 },
            least,
            slips: 0,
            understood: false,
            well_formed: false,
            in_years: None,
            label_taken: false,
            doubted: false,
            unnumbered: false,
            whole: 1.0,
        }
    }

    /// Of one sure word of a form without doubts; for tests.
    #[cfg(test)]
    pub(crate) fn plain(kind: FieldKind, hand: Hand) -> Self {
        Self {
            kind,
            engine: Some(Engine::LineModel),
            script: "Cyrl".to_owned(),
            hand,
            words: 1,
            letters: 6,
            product: 0.95,
            least: 0.95,
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

    /// Adds what the act and the book say of the field.
    pub(super) fn within(&mut self, act: &Act, key: &str, book: &Book) {
        let Some(field) = act.fields.get(key) else { return };
        self.understood = field.value.is_some();
        self.well_formed =
            field.value.as_deref().is_some_and(|value| value::is_well_formed(self.kind, value));
        let dated = key == "reg_date" || act.kind.event_dates().contains(&key);
        let year = field.value.as_deref().filter(|_| dated).and_then(date::year_of);
        self.in_years = book.years.zip(year).map(|((first, last), year)| (first..=last).contains(&year));
        let names = |fields: &[String]| fields.iter().any(|named| named == key);
        self.label_taken = act.doubts.iter().any(|d| d.rule == LABEL_TAKEN && names(&d.fields));
        self.unnumbered = act.value("act_no").is_none();
        self.whole = book.whole(act);
        self.doubted = act.doubts.iter().any(|d| d.severity != Severity::Info && names(&d.fields));
    }
}

/// The doubt about labels that other pages of the register gave.
pub(super) const LABEL_TAKEN: &str = "heading-from-register";

/// What the acts of a book have in common.
#[derive(Debug, Clone, Default)]
pub(super) struct Book {
    years: Option<(i32, i32)>,
    usual: BTreeMap<ActType, BTreeSet<String>>,
}

/// Share of a book's acts that have a label for it to be usual. Where acts were cut in two, each half has its labels.
const USUAL: f64 = 1.0 / 3.0;

impl Book {
    /// Of these acts; `years` are the book's, where they are known.
    pub(super) fn of(acts: &[Act], years: Option<(i32, i32)>) -> Self {
        let mut counted: BTreeMap<ActType, (usize, BTreeMap<&String, usize>)> = BTreeMap::new();
        for act in acts {
            let (acts, keys) = counted.entry(act.kind).or_default();
            *acts += 1;
            act.fields.keys().for_each(|key| *keys.entry(key).or_default() += 1);
        }
        let usual = counted.into_iter().map(|(kind, (acts, keys))| {
            let usual = keys.into_iter().filter(|(_, times)| *times as f64 >= USUAL * acts as f64);
            (kind, usual.map(|(key, _)| key.clone()).collect())
        });
        Self { years, usual: usual.collect() }
    }

    fn whole(&self, act: &Act) -> f64 {
        let Some(usual) = self.usual.get(&act.kind).filter(|usual| !usual.is_empty()) else { return 1.0 };
        usual.iter().filter(|key| act.fields.contains_key(*key)).count() as f64 / usual.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use register::act::{Doubt, Field};

    use super::*;

    fn act(fields: &[(&str, &str)]) -> Act {
        let shape = r#"{"id":"a","register":"b","type":"birth","fields":{}}"#;
        let mut act: Act = serde_json::from_str(shape).unwrap();
        act.fields = fields.iter().map(|(key, text)| ((*key).to_owned(), Field::plain(*text))).collect();
        act
    }

    /// What an act with this doubt of a book of 1956 says of its field.
    fn check(kind: FieldKind, (key, text): (&str, &str), doubt: Option<(&str, Severity)>) -> Evidence {
        let mut act = act(&[(key, text)]);
        act.doubts.extend(doubt.map(|(rule, severity)| Doubt {
            rule: rule.into(),
            severity,
            text: String::new(),
            fields: vec![key.to_owned()],
        }));
        let mut evidence = Evidence::plain(kind, Hand::Typed);
        evidence.within(&act, key, &Book::of(std::slice::from_ref(&act), Some((1956, 1956))));
        evidence
    }

    #[test]
    fn a_date_of_the_registration_lies_in_the_books_years_or_not() {
        let of = |key: &str, date: &str| check(FieldKind::Date, (key, date), None).in_years;
        assert_eq!(of("reg_date", "1956-03-07"), Some(true));
        assert_eq!(of("reg_date", "1936-03-07"), Some(false));
        assert_eq!(of("child.birth_date", "1936-03-07"), Some(false));
        assert_eq!(of("father.birth_date", "1936-03-07"), None);
    }

    #[test]
    fn doubts_that_name_the_field_count() {
        let of = |doubt| {
            let told = check(FieldKind::Given, ("child.given", "Саид"), doubt);
            (told.doubted, told.label_taken)
        };
        assert_eq!(of(None), (false, false));
        assert_eq!(of(Some(("event-after-registration", Severity::Error))), (true, false));
        assert_eq!(of(Some((LABEL_TAKEN, Severity::Info))), (false, true));
    }

    #[test]
    fn the_shape_of_the_value_is_looked_at() {
        let of = |text: &str| check(FieldKind::Given, ("child.given", text), None).well_formed;
        assert_eq!([of("Саид"), of("сАид")], [true, false]);
    }

    #[test]
    fn an_act_without_number_is_told_by_all_its_fields() {
        let of = |field| check(FieldKind::Number, field, None).unnumbered;
        assert_eq!([of(("child.given", "Саид")), of(("act_no", "12"))], [true, false]);
    }

    #[test]
    fn a_part_of_an_act_has_few_of_the_books_labels() {
        let left = act(&[("act_no", "1"), ("child.given", "Саид")]);
        let right = act(&[("father.given", "Карим"), ("mother.given", "Зебо")]);
        let book = Book::of(&[left.clone(), right], None);
        assert_eq!(book.whole(&left), 0.5);
        assert_eq!(Book::of(std::slice::from_ref(&left), None).whole(&left), 1.0);
    }

    #[test]
    fn a_label_only_some_forms_have_is_not_missed() {
        let plain = act(&[("act_no", "1")]);
        let noted = act(&[("act_no", "4"), ("annotations", "см. №")]);
        let acts = [plain.clone(), plain.clone(), plain.clone(), noted];
        assert_eq!(Book::of(&acts, None).whole(&plain), 1.0);
    }
}
