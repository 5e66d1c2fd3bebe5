//! The fields of the index and what a token says besides its letters. Not for which acts have which:
//! that is `document`.

use register::{
    form::{self, ActType, FieldKind},
    name::Part,
};
use tantivy::schema::{
    BytesOptions, FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};

/// Number of the index's shape. Counts up when fields, keys or tokens change (3: keys of names with ддҷ), or what goes in
/// at all (2: no sealed acts); an index of another shape is left alone and a new one is built beside it.
pub(crate) const SHAPE: u32 = 3;

/// Handles of all fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) register: Field,
    pub(crate) kind: Field,
    pub(crate) status: Field,
    pub(crate) access: Field,
    pub(crate) place: Field,
    /// Every year of every date.
    pub(crate) year: Field,
    /// Year of the event.
    pub(crate) event: Field,
    /// Letter for letter.
    pub(crate) plain: Field,
    /// K1.
    pub(crate) script: Field,
    /// K2 after variants.
    pub(crate) spelling: Field,
    /// Without endings.
    pub(crate) stem: Field,
    /// Spelling keys of candidates.
    pub(crate) maybe: Field,
    /// Consonants of Perso-Arabic words.
    pub(crate) skeleton: Field,
    /// Two names of one person, joined.
    pub(crate) person: Field,
    /// What hits show, as JSON.
    pub(crate) kept: Field,
}

/// Makes the schema and the handles of its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let mut word = |name: &str, options: TextOptions| builder.add_text_field(name, options);
    let tokens = || {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        TextOptions::default().set_indexing_options(indexing)
    };
    let mut fields = Fields {
        id: word("id", STRING | FAST),
        register: word("register", STRING | FAST),
        kind: word("type", STRING | FAST),
        status: word("status", STRING | FAST),
        access: word("access", STRING),
        place: word("place", TextOptions::default().set_fast("raw")),
        plain: word("plain", tokens()),
        script: word("script", tokens()),
        spelling: word("spelling", tokens()),
        stem: word("stem", tokens()),
        maybe: word("maybe", tokens()),
        skeleton: word("skeleton", tokens()),
        person: word("person", tokens()),
        year: Field::from_field_id(0),
        event: Field::from_field_id(0),
        kept: Field::from_field_id(0),
    };
    fields.year = builder.add_i64_field("year", INDEXED);
    fields.event = builder.add_i64_field("event", FAST);
    fields.kept = builder.add_bytes_field("kept", BytesOptions::default().set_stored());
    (builder.build(), fields)
}

/// Where in an act a word stands; the first letter of every token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Slot {
    /// Part of the name of the person the act is about.
    Main(Part),
    /// Part of the name of a parent, adopter…
    Other(Part),
    /// Place of the event or of birth.
    Place,
    /// Residence, office.
    OtherPlace,
    /// The act's number.
    Number,
    /// Numbers of documents and of other acts.
    Document,
    /// A whole date, eight digits.
    Date,
    /// Any other field.
    Text,
    /// A line of the page.
    Page,
}

impl Slot {
    /// Every slot that holds words.
    pub(crate) const WORDS: [Slot; 10] = [
        Slot::Main(Part::Surname),
        Slot::Main(Part::Given),
        Slot::Main(Part::Patronymic),
        Slot::Other(Part::Surname),
        Slot::Other(Part::Given),
        Slot::Other(Part::Patronymic),
        Slot::Place,
        Slot::OtherPlace,
        Slot::Text,
        Slot::Page,
    ];
    /// Slots that hold places.
    pub(crate) const PLACES: [Slot; 2] = [Slot::Place, Slot::OtherPlace];
    /// Slots that hold numbers.
    pub(crate) const NUMBERS: [Slot; 4] = [Slot::Number, Slot::Document, Slot::Text, Slot::Page];

    pub(crate) fn letter(self) -> char {
        match self {
            Slot::Main(Part::Surname) => 'S',
            Slot::Main(Part::Given) => 'G',
            Slot::Main(Part::Patronymic) => 'P',
            Slot::Other(Part::Surname) => 's',
            Slot::Other(Part::Given) => 'g',
            Slot::Other(Part::Patronymic) => 'p',
            Slot::Place => 'L',
            Slot::OtherPlace => 'l',
            Slot::Number => 'N',
            Slot::Document => 'D',
            Slot::Date => 'Y',
            Slot::Text => 'T',
            Slot::Page => 'X',
        }
    }

    pub(crate) fn of_letter(letter: u8) -> Option<Slot> {
        Slot::WORDS.into_iter().find(|s| s.letter() == char::from(letter))
    }

    /// The slot of an act's field; `None` for fields nobody searches by words (sex, choices).
    pub(crate) fn of_field(kind: ActType, key: &str) -> Option<Slot> {
        let (person, leaf) = key.split_once('.').unwrap_or(("", key));
        let main = matches!(
            person,
            "child"
                | "groom"
                | "bride"
                | "husband"
                | "wife"
                | "deceased"
                | "person"
                | "death"
                | "marriage"
                | "divorce"
        );
        let name = |part| Some(if main { Slot::Main(part) } else { Slot::Other(part) });
        let known = form::field(kind, key).map(|f| f.kind).or_else(|| kind_by_name(leaf));
        match known.unwrap_or(FieldKind::Text) {
            FieldKind::Surname => name(Part::Surname),
            FieldKind::Given => name(Part::Given),
            FieldKind::Patronymic => name(Part::Patronymic),
            FieldKind::Place if main && leaf != "residence" => Some(Slot::Place),
            FieldKind::Place => Some(Slot::OtherPlace),
            FieldKind::Number if key == "act_no" => Some(Slot::Number),
            FieldKind::Number | FieldKind::Document | FieldKind::Reference => Some(Slot::Document),
            FieldKind::Date => Some(Slot::Date),
            FieldKind::Sex | FieldKind::Choice | FieldKind::Age => None,
            FieldKind::Text | FieldKind::Ethnicity => Some(Slot::Text),
        }
    }
}

/// The kind of a field no form knows (imports bring them), by the end of its key.
fn kind_by_name(leaf: &str) -> Option<FieldKind> {
    let kinds = [
        ("surname", FieldKind::Surname),
        ("given", FieldKind::Given),
        ("patronymic", FieldKind::Patronymic),
        ("place", FieldKind::Place),
        ("residence", FieldKind::Place),
        ("date", FieldKind::Date),
        ("sex", FieldKind::Sex),
    ];
    kinds.into_iter().find(|(word, _)| leaf.contains(word)).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_of_words_is_known_by_its_letter() {
        for slot in Slot::WORDS {
            assert_eq!(Slot::of_letter(slot.letter() as u8), Some(slot));
        }
    }

    #[test]
    fn the_child_is_who_a_birth_is_about() {
        assert_eq!(Slot::of_field(ActType::Birth, "child.given"), Some(Slot::Main(Part::Given)));
        assert_eq!(Slot::of_field(ActType::Birth, "father.given"), Some(Slot::Other(Part::Given)));
        assert_eq!(Slot::of_field(ActType::Birth, "act_no"), Some(Slot::Number));
        assert_eq!(Slot::of_field(ActType::Birth, "child.sex"), None);
    }

    #[test]
    fn fields_no_form_knows_are_told_by_their_name() {
        assert_eq!(
            Slot::of_field(ActType::Death, "mother.surname_at_birth"),
            Some(Slot::Other(Part::Surname))
        );
    }
}
