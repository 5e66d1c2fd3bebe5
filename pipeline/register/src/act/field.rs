//! One value of an act: as written and in normal form, where it was read, what else may stand there. Not for how values are
//! found.

use serde::{Deserialize, Deserializer, Serialize};

use crate::{date::Calendar, form::FieldKind, geometry::Outline, id::ScanId, page::Half};

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

/// Most candidates a field carries: as many as a verifier sees.
pub const MOST_CANDIDATES: usize = 4;

/// A probability in three figures, downwards, so that a sum of them is never more than one.
#[must_use]
pub fn rounded(probability: f64) -> f64 {
    (probability * 1e3).floor() / 1e3
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
}
