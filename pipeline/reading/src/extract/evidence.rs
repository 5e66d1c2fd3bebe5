//! What speaks for a value that was read: how sure its words are and who read them, what it looks like, and what the rest
//! of the act says of it. Not for weighing it: `confidence` does.

use register::{
    act::{Act, Field, Severity},
    date,
    form::FieldKind,
    language::NO_SCRIPT,
    layout::{Engine, Hand},
    page::Page,
    value,
};

use super::{book::Book, sheet::Token};

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
    /// Probability that all words are right, taken one by one. When the act is whole, readings of the least sure word that
    /// give the same value count as right.
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

impl Evidence {
    /// Of a value's pieces on a page. What the act says is added by [`Evidence::within`].
    pub(super) fn of(kind: FieldKind, tokens: &[Token], page: &Page) -> Self {
        let words: Vec<&Token> = tokens.iter().filter(|t| !t.is_sign()).collect();
        let least = words.iter().map(|t| t.confidence).fold(1.0, f64::min);
        // Pieces that were cut from one word are right or wrong together.
        let apart = words.iter().enumerate().filter(|(nth, t)| *nth == 0 || !t.glued).map(|(_, t)| t);
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
            product: if least > 0.0 { apart.map(|t| t.confidence).product() } else { 0.0 },
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
        self.same_value(field);
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

    /// The least sure word is as sure as all its readings that give the field's value.
    fn same_value(&mut self, field: &Field) {
        let value = field.value.as_ref().or(field.as_written.as_ref());
        let same = field.candidates.iter().find(|(other, _)| Some(other) == value);
        if let Some((_, weight)) = same.filter(|(_, weight)| self.least > 0.0 && *weight > self.least) {
            self.product = self.product / self.least * weight.min(1.0);
        }
    }
}

/// The doubt about labels that other pages of the register gave.
pub(super) const LABEL_TAKEN: &str = "heading-from-register";

#[cfg(test)]
pub(super) mod tests {
    use register::act::Doubt;

    use super::*;

    pub(in crate::extract) fn act(fields: &[(&str, &str)]) -> Act {
        let shape = r#"{"id":"a","register":"b","type":"birth","fields":{}}"#;
        let mut act: Act = serde_json::from_str(shape).unwrap();
        act.fields = fields.iter().map(|(key, text)| ((*key).to_owned(), Field::plain(*text))).collect();
        act
    }

    /// What an act with this doubt of a book of 1956 says of its field.
    fn check(kind: FieldKind, (key, text): (&str, &str), doubt: Option<(&str, Severity)>) -> Evidence {
        let mut act = act(&[(key, text)]);
        let doubt =
            doubt.map(|(rule, severity)| Doubt::new(rule, severity, String::new(), vec![key.to_owned()]));
        act.doubts.extend(doubt);
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

    /// The probability of all words of a date of two words, of which the least sure has these readings.
    fn product(value: &str, candidates: &[(&str, f64)]) -> f64 {
        let mut act = act(&[("reg_date", value)]);
        let date = act.fields.get_mut("reg_date").unwrap();
        date.candidates = candidates.iter().map(|(text, weight)| ((*text).to_owned(), *weight)).collect();
        let mut evidence =
            Evidence { product: 0.25, least: 0.5, ..Evidence::plain(FieldKind::Date, Hand::Typed) };
        evidence.within(&act, "reg_date", &Book::default());
        evidence.product
    }

    #[test]
    fn readings_that_give_the_same_value_make_it_surer() {
        assert_eq!(product("1956-03-07", &[("1956-03-07", 0.75), ("1956-03-01", 0.25)]), 0.375);
        assert_eq!(product("1956-03-07", &[("1956-03-01", 0.75)]), 0.25);
        assert_eq!(product("1956-03-07", &[]), 0.25);
    }
}
