//! The act: one birth, marriage, divorce, death…, its fields, and where each was read. The shape is the
//! contract's (`export --format jsonl`); not for how values are found.

use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

use crate::{
    access::Access,
    annotation::Annotation,
    date::Calendar,
    form::{ActType, FieldKind},
    geometry::Outline,
    id::{ActId, RegisterId, ScanId},
    page::Half,
};

/// Who stands behind an act as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Read by machine; some fields may be decided.
    #[default]
    Machine,
    /// Every field it was asked for is decided by people.
    Verified,
}

/// How a value stands on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It was read.
    #[default]
    Read,
    /// Nothing is written.
    Blank,
    /// A stroke is written.
    Dash,
    /// Something is written that cannot be read.
    Illegible,
    /// The capture does not show it.
    NotCaptured,
}

/// Who gave a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// A reading.
    #[default]
    Machine,
    /// A person.
    Verifier,
}

/// The place on a page a value was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// The scan.
    pub scan: ScanId,
    /// File name as delivered.
    pub file: String,
    /// Frame in the file, from 0.
    pub frame: u32,
    /// The page on the scan.
    pub half: Half,
    /// The place on the scan.
    pub outline: Outline,
}

/// One value of an act.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Field {
    /// What stands on the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_written: Option<String>,
    /// Normal form: dates EDTF, sex `male|female`, numbers in ASCII digits, names in NFC; places, ethnicities and other text
    /// as written with abbreviations resolved, in the language of the book.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The calendar a date was written in; absent when it is today's.
    #[serde(skip_serializing_if = "Calendar::is_todays")]
    pub calendar: Calendar,
    /// What a gazetteer or vocabulary says of the value: a place's name of today, the code of an ethnicity.
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub known_as: Option<String>,
    /// How probable it is that the value is right, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// How it stands on paper.
    pub mark: Mark,
    /// Who gave it.
    pub by: By,
    /// Where it was read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spots: Vec<Spot>,
    /// Readings with their probability, best first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<(String, f64)>,
}

impl Field {
    /// A value without a place on a page, as imports give it.
    pub fn plain(value: impl Into<String>) -> Self {
        Self { value: Some(value.into()), ..Self::default() }
    }

    /// Sets what stands beside the value: the calendar of what is written, and what gazetteer and vocabulary say. `years` are
    /// the first and last year of the book.
    pub fn place_beside(&mut self, kind: FieldKind, years: Option<(i32, i32)>) {
        let written = self.as_written.as_deref().or(self.value.as_deref());
        let dated = written.filter(|_| kind == FieldKind::Date && self.value.is_some());
        let read = dated.and_then(|written| crate::date::read(written, years));
        self.calendar = read.map(|dated| dated.calendar).unwrap_or_default();
        let last = years.map(|(_, last)| last);
        self.known_as = self.value.as_deref().and_then(|value| crate::value::known_as(kind, value, last));
    }
}

/// The long form of a field; every key may be absent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldShape {
    as_written: Option<String>,
    value: Option<String>,
    #[serde(default)]
    calendar: Calendar,
    #[serde(rename = "ref")]
    known_as: Option<String>,
    confidence: Option<f64>,
    #[serde(default)]
    mark: Mark,
    #[serde(default)]
    by: By,
    #[serde(default)]
    spots: Vec<Spot>,
    #[serde(default)]
    candidates: Vec<(String, f64)>,
}

/// A field is an object, or a plain string (or number) that is short for `{"value": …}`.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenField {
    Text(String),
    Number(i64),
    Shape(FieldShape),
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match WrittenField::deserialize(from)? {
            WrittenField::Text(value) => Self::plain(value),
            WrittenField::Number(value) => Self::plain(value.to_string()),
            WrittenField::Shape(f) => Self {
                as_written: f.as_written,
                value: f.value,
                calendar: f.calendar,
                known_as: f.known_as,
                confidence: f.confidence,
                mark: f.mark,
                by: f.by,
                spots: f.spots,
                candidates: f.candidates,
            },
        })
    }
}

/// How grave a doubt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It cannot be so.
    Error,
    /// It is unlikely.
    Warning,
    /// Worth knowing.
    Info,
}

/// A rule an act breaks, or something the reading was unsure of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Name of the rule.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// In words.
    pub text: String,
    /// The fields it is about.
    #[serde(default)]
    pub fields: Vec<String>,
    /// What the rule's text names, by the name it has there: dates EDTF, numbers in ASCII digits.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// Who said that it is so all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overridden: Option<Overridden>,
}

impl Doubt {
    /// A doubt in words alone.
    pub fn new(rule: &str, severity: Severity, text: String, fields: Vec<String>) -> Self {
        Self { rule: rule.to_owned(), severity, text, fields, values: BTreeMap::new(), overridden: None }
    }

    /// Is it about the field, and has nobody said that it is so all the same?
    pub fn stands_on(&self, key: &str) -> bool {
        self.overridden.is_none() && self.fields.iter().any(|field| field == key)
    }
}

/// A person's word that an act is so, whatever the rule says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overridden {
    /// Who.
    pub by: String,
    /// Why it is so.
    pub reason: String,
}

/// State of a link between acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkState {
    /// A note on the page says so.
    Asserted,
    /// A person confirmed it.
    Verified,
    /// The machine thinks so.
    Suggested,
}

/// A tie to another act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The other act.
    pub to: ActId,
    /// `parents`, `marriage`, `divorce`…
    pub kind: String,
    /// How sure.
    pub state: LinkState,
    /// 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub score: Option<f64>,
}

/// One act with everything known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// Its name for ever.
    pub id: ActId,
    /// The register it stands in.
    pub register: RegisterId,
    /// What it records.
    #[serde(rename = "type")]
    pub kind: ActType,
    /// The form it is written on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub form: Option<String>,
    /// Machine-read or verified.
    #[serde(default)]
    pub status: Status,
    /// Who may see it.
    #[serde(default)]
    pub access: Access,
    /// Field key (see [`crate::form`]) to value.
    pub fields: BTreeMap<String, Field>,
    /// Rules broken and places unsure.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
    /// Ties to other acts.
    #[serde(default)]
    pub links: Vec<Link>,
    /// What was noted beside it later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
}

impl Act {
    /// Is it sealed, or of a type that always is? Nothing of it is told by other acts, nor of others by it.
    pub fn is_secret(&self) -> bool {
        self.access == Access::Sealed || self.kind == ActType::Adoption
    }

    /// The normal form of a field, if it has one.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.fields.get(key)?.value.as_deref()
    }

    /// The year of the event: of the first date field of its type, else of its registration.
    pub fn event_year(&self) -> Option<i32> {
        let dates = self.kind.event_dates().iter().copied().chain(["reg_date"]);
        dates.filter_map(|key| crate::date::year_of(self.value(key)?)).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_string_is_short_for_a_value() {
        let field: Field = serde_json::from_str("\"Ҷамшед\"").unwrap();
        assert_eq!(field, Field::plain("Ҷамшед"));
    }

    #[test]
    fn a_field_written_out_is_read_back() {
        let field = Field { confidence: Some(0.5), mark: Mark::NotCaptured, ..Field::plain("1956") };
        let text = serde_json::to_string(&field).unwrap();
        assert_eq!(serde_json::from_str::<Field>(&text).unwrap(), field);
    }

    #[test]
    fn calendar_and_gazetteer_stand_beside_a_value_where_they_say_something() {
        let mut date =
            Field { as_written: Some("6 Раҷаби 1315".to_owned()), ..Field::plain("1897-12-01") };
        date.place_beside(FieldKind::Date, None);
        let text = serde_json::to_string(&date).unwrap();
        assert!(text.contains("\"calendar\":\"hijri\"") && !text.contains("\"ref\""), "{text}");
        assert_eq!(serde_json::from_str::<Field>(&text).unwrap(), date);
        let mut place = Field::plain("г. Ленинабад");
        place.place_beside(FieldKind::Place, Some((1956, 1956)));
        let text = serde_json::to_string(&place).unwrap();
        assert!(text.contains("\"ref\":\"Хуҷанд\"") && !text.contains("calendar"), "{text}");
        assert_eq!(serde_json::from_str::<Field>(&text).unwrap(), place);
    }

    #[test]
    fn the_year_comes_from_the_event_before_the_registration() {
        let act: Act = serde_json::from_str(
            r#"{"id":"a","register":"r","type":"birth","fields":{"child.birth_date":"1956-03-07","reg_date":"1957-01-02"}}"#,
        )
        .unwrap();
        assert_eq!(act.event_year(), Some(1956));
    }
}
