//! Versions of the stages: a finding holds while the version of its stage holds. Not the version of the
//! program: that one changes with every release, these only when a stage would find something else.

use std::{collections::BTreeMap, sync::LazyLock};

use register::form::{Form, Forms};
use sha2::{Digest, Sha256};

/// Forms, as extraction knows them; another table is another version. Of recognition, too: what labels ask for is looked
/// at again, so that other labels are other readings.
const FORMS: [&str; 7] = [
    include_str!("../../../ocr-models/forms/fields.tsv"),
    include_str!("../../../ocr-models/forms/sections.tsv"),
    include_str!("../../../ocr-models/forms/attributes.tsv"),
    include_str!("../../../ocr-models/forms/headings.tsv"),
    include_str!("../../../ocr-models/forms/labels.tsv"),
    include_str!("../../../ocr-models/forms/others.tsv"),
    include_str!("../../../ocr-models/forms/roles.tsv"),
];

/// Words that recognition and extraction know.
const WORDS: [&str; 7] = [
    include_str!("../../../ocr-models/words/confusions.tsv"),
    include_str!("../../../ocr-models/words/ethnicities.tsv"),
    include_str!("../../../ocr-models/words/months-eastern.tsv"),
    include_str!("../../../ocr-models/words/months-western.tsv"),
    include_str!("../../../ocr-models/words/months.tsv"),
    include_str!("../../../ocr-models/words/numerals.tsv"),
    include_str!("../../../ocr-models/words/sexes.tsv"),
];

/// Places that recognition knows.
const PLACES: &str = include_str!("../../../ocr-models/words/names/places.tsv");

/// What only extraction knows: rules, and names as they are written one way and another.
const ACTS: [&str; 2] = [
    include_str!("../../../ocr-models/rules.tsv"),
    include_str!("../../../ocr-models/words/names/variants.tsv"),
];

/// The line models, their cards and what letters follow each other in their scripts; another model is another version.
const LINE_MODELS: [[&[u8]; 3]; 2] = [
    [
        include_bytes!("../../../ocr-models/lines/cyrillic.safetensors"),
        include_bytes!("../../../ocr-models/lines/cyrillic.json"),
        include_bytes!("../../../ocr-models/lines/cyrillic.following"),
    ],
    [
        include_bytes!("../../../ocr-models/lines/latin.safetensors"),
        include_bytes!("../../../ocr-models/lines/latin.json"),
        include_bytes!("../../../ocr-models/lines/latin.following"),
    ],
];

/// Their names, without endings, in the same order.
const LINE_MODEL_NAMES: [&str; 2] = ["lines/cyrillic", "lines/latin"];

/// What confidence is worth; other curves are another version.
const CALIBRATION: &[u8] = include_bytes!("../../../ocr-models/calibration.tsv");

/// The same of whole fields, for extraction.
const FIELD_CALIBRATION: &str = include_str!("../../../ocr-models/field-calibration.tsv");

/// SHA-256 (hexadecimal) of each model that comes with the program, by its name.
#[must_use]
pub fn models() -> BTreeMap<String, String> {
    let files = LINE_MODELS.iter().map(|[layers, ..]| layers);
    LINE_MODEL_NAMES
        .iter()
        .zip(files)
        .map(|(name, file)| ((*name).to_owned(), hex::encode(Sha256::digest(file))))
        .collect()
}

/// Version of `stage` (`prepare`, `layout`, `agree`, `recognize`, `extract`). Whoever changes what a stage
/// finds counts its number up; forms, words, places, line models and curves of confidence count themselves. Whoever
/// changes how labels are found on a page counts up `recognize` as well as `extract`: by labels it looks again.
pub fn version(stage: &str) -> String {
    let number = match stage {
        "prepare" => 6,
        "recognize" => 9,
        "layout" => 5,
        "agree" => 3,
        "extract" => 6,
        _ => 0,
    };
    match stage {
        "extract" => {
            static KNOWN: LazyLock<String> = LazyLock::new(|| {
                let known = FORMS.iter().chain(&WORDS).chain(&ACTS).chain([&FIELD_CALIBRATION, &PLACES]);
                let printed = written(Forms::default().all().map(AsRef::as_ref));
                checksum(known.map(|table| table.as_bytes()).chain([printed.as_bytes()]))
            });
            format!("{stage}-{number}-{}", &KNOWN[..12])
        }
        "recognize" => {
            static KNOWN: LazyLock<String> = LazyLock::new(|| of_recognition(&FORMS));
            format!("{stage}-{number}-{}", &KNOWN[..12])
        }
        _ => format!("{stage}-{number}"),
    }
}

/// Version of recognition in a register that is read by a line model of its own, of that SHA-256 (hexadecimal): another
/// model is another version.
#[must_use]
pub fn version_of_recognition(learned: Option<&str>) -> String {
    let version = version("recognize");
    match learned {
        Some(sha256) => format!("{version}-{}", sha256.get(..12).unwrap_or(sha256)),
        None => version,
    }
}

/// Version of extraction in an archive with forms of its own: another form is another version.
#[must_use]
pub fn version_of_extraction(forms: &Forms) -> String {
    let version = version("extract");
    if forms.own().is_empty() {
        return version;
    }
    let own = written(forms.own().iter().map(AsRef::as_ref));
    format!("{version}-{}", &checksum([own.as_bytes()])[..12])
}

/// Were acts of that version of extraction put together by these forms of the archive's own? The rest may be another.
#[must_use]
pub fn is_of_forms(version: &str, forms: &Forms) -> bool {
    let own = |version: &str| version.splitn(4, '-').nth(3).map(str::to_owned);
    own(version) == own(&version_of_extraction(forms))
}

/// Forms as their files say them, one behind the other.
fn written<'f>(forms: impl Iterator<Item = &'f Form>) -> String {
    forms.filter_map(|form| form.to_toml().ok()).collect()
}

/// Checksum of all that recognition knows, with these forms.
fn of_recognition(forms: &[&str]) -> String {
    let tables = WORDS.iter().chain([&PLACES]).chain(forms).map(|table| table.as_bytes());
    checksum(LINE_MODELS.into_iter().flatten().chain([CALIBRATION]).chain(tables))
}

fn checksum<'d>(data: impl IntoIterator<Item = &'d [u8]>) -> String {
    let mut sha = Sha256::new();
    for part in data {
        sha.update(part.len().to_le_bytes());
        sha.update(part);
    }
    hex::encode(sha.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_table_is_another_version() {
        assert_ne!(checksum([b"a".as_slice(), b"b".as_slice()]), checksum([b"ab".as_slice()]));
        assert_ne!(checksum([b"a".as_slice()]), checksum([b"b".as_slice()]));
    }

    #[test]
    fn other_labels_are_another_version_of_recognition() {
        assert!(version("recognize").ends_with(&of_recognition(&FORMS)[..12]));
        assert_ne!(of_recognition(&FORMS), of_recognition(&FORMS[1..]));
    }

    #[test]
    fn another_form_of_an_archive_is_another_version_of_extraction() {
        let form = |title: &str| {
            let text = format!("id = 'ours'\ntitle = '{title}'\ntype = 'birth'\nshape = 'sheet'");
            version_of_extraction(&Forms::with([Form::from_toml(&text).unwrap()]))
        };
        assert_eq!(version_of_extraction(&Forms::default()), version("extract"));
        assert_ne!(form("a"), form("b"));
    }

    #[test]
    fn acts_are_known_by_the_forms_of_the_archive_alone() {
        let text = "id = 'ours'\ntitle = ''\ntype = 'birth'\nshape = 'sheet'";
        let (none, ours) = (Forms::default(), Forms::with([Form::from_toml(text).unwrap()]));
        let (before, since) = (version_of_extraction(&none), version_of_extraction(&ours));
        assert!(is_of_forms(&before, &none) && is_of_forms(&since, &ours));
        assert!(!is_of_forms(&before, &ours) && !is_of_forms(&since, &none));
        assert!(is_of_forms(&since.replacen("extract-", "extract-0", 1), &ours));
    }

    #[test]
    fn another_line_model_of_a_register_is_another_version_of_recognition() {
        let (one, other) = ("0123456789abcdef".repeat(4), "fedcba9876543210".repeat(4));
        assert_eq!(version_of_recognition(None), version("recognize"));
        assert_eq!(version_of_recognition(Some(&one)), format!("{}-0123456789ab", version("recognize")));
        assert_ne!(version_of_recognition(Some(&one)), version_of_recognition(Some(&other)));
    }

    #[test]
    fn a_stage_has_one_version() {
        assert_eq!(version("layout"), "layout-5");
        assert_eq!(version("extract"), version("extract"));
    }
}
