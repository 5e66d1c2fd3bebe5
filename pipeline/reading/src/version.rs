//! Versions of the stages: a finding holds while the version of its stage holds. Not the version of the
//! program: that one changes with every release, these only when a stage would find something else.

use std::{collections::BTreeMap, sync::LazyLock};

use sha2::{Digest, Sha256};

/// What extraction knows as data; another table is another version.
const FORMS_AND_WORDS: [&str; 12] = [
    include_str!("../../../ocr-models/forms/fields.tsv"),
    include_str!("../../../ocr-models/forms/sections.tsv"),
    include_str!("../../../ocr-models/forms/attributes.tsv"),
    include_str!("../../../ocr-models/forms/headings.tsv"),
    include_str!("../../../ocr-models/forms/labels.tsv"),
    include_str!("../../../ocr-models/forms/others.tsv"),
    include_str!("../../../ocr-models/forms/roles.tsv"),
    include_str!("../../../ocr-models/words/ethnicities.tsv"),
    include_str!("../../../ocr-models/words/months.tsv"),
    include_str!("../../../ocr-models/words/numerals.tsv"),
    include_str!("../../../ocr-models/words/sexes.tsv"),
    include_str!("../../../ocr-models/field-calibration.tsv"),
];

/// The line models; another model is another version.
const LINE_MODELS: [&[u8]; 4] = [
    include_bytes!("../../../ocr-models/lines/cyrillic.onnx"),
    include_bytes!("../../../ocr-models/lines/cyrillic.json"),
    include_bytes!("../../../ocr-models/lines/latin.onnx"),
    include_bytes!("../../../ocr-models/lines/latin.json"),
];

/// What confidence is worth; other curves are another version.
const CALIBRATION: &[u8] = include_bytes!("../../../ocr-models/calibration.tsv");

/// Their names, without endings, in the same order.
const LINE_MODEL_NAMES: [&str; 2] = ["lines/cyrillic", "lines/latin"];

/// SHA-256 (hexadecimal) of each model that comes with the program, by its name.
#[must_use]
pub fn models() -> BTreeMap<String, String> {
    let files = LINE_MODELS.iter().step_by(2);
    LINE_MODEL_NAMES
        .iter()
        .zip(files)
        .map(|(name, file)| ((*name).to_owned(), hex::encode(Sha256::digest(file))))
        .collect()
}

/// Version of `stage` (`prepare`, `layout`, `agree`, `recognize`, `extract`). Whoever changes what a stage
/// finds counts its number up; forms, words, line models and curves of confidence count themselves.
pub fn version(stage: &str) -> String {
    let number = match stage {
        "prepare" => 6,
        "recognize" => 7,
        "layout" => 4,
        "agree" => 3,
        "extract" => 3,
        _ => 0,
    };
    match stage {
        "extract" => {
            static KNOWN: LazyLock<String> = LazyLock::new(|| checksum(FORMS_AND_WORDS.map(str::as_bytes)));
            format!("{stage}-{number}-{}", &KNOWN[..12])
        }
        "recognize" => {
            static KNOWN: LazyLock<String> = LazyLock::new(|| {
                let [cyrillic, cyrillic_card, latin, latin_card] = LINE_MODELS;
                checksum([cyrillic, cyrillic_card, latin, latin_card, CALIBRATION])
            });
            format!("{stage}-{number}-{}", &KNOWN[..12])
        }
        _ => format!("{stage}-{number}"),
    }
}

fn checksum<const N: usize>(data: [&[u8]; N]) -> String {
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
        assert_ne!(checksum([b"a".as_slice(), b"b"]), checksum([b"ab".as_slice()]));
        assert_ne!(checksum([b"a".as_slice()]), checksum([b"b".as_slice()]));
    }

    #[test]
    fn a_stage_has_one_version() {
        assert_eq!(version("layout"), "layout-4");
        assert_eq!(version("extract"), version("extract"));
    }
}
