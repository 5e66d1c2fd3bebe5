//! Versions of the stages: a finding holds while the version of its stage holds. Not the version of the
//! program: that one changes with every release, these only when a stage would find something else.

use sha2::{Digest, Sha256};

/// What extraction knows as data; another table is another version.
const FORMS_AND_WORDS: [&str; 11] = [
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
];

/// Version of `stage` (`prepare`, `layout`, `agree`, `recognize`, `extract`). Whoever changes what a stage
/// finds counts its number up; forms and words count themselves.
pub fn version(stage: &str) -> String {
    let number = match stage {
        "prepare" | "recognize" => 6,
        "layout" => 4,
        "agree" => 3,
        "extract" => 2,
        _ => 0,
    };
    match stage {
        "extract" => format!("{stage}-{number}-{}", &checksum(&FORMS_AND_WORDS)[..12]),
        _ => format!("{stage}-{number}"),
    }
}

fn checksum(texts: &[&str]) -> String {
    let mut sha = Sha256::new();
    for text in texts {
        sha.update(text.len().to_le_bytes());
        sha.update(text);
    }
    hex::encode(sha.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_table_is_another_version() {
        assert_ne!(checksum(&["a", "b"]), checksum(&["ab"]));
        assert_ne!(checksum(&["a"]), checksum(&["b"]));
    }

    #[test]
    fn a_stage_has_one_version() {
        assert_eq!(version("layout"), "layout-4");
        assert_eq!(version("extract"), version("extract"));
    }
}
