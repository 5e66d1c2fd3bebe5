//! Fields of the types of act. Not for forms.

use super::*;

#[test]
fn every_line_of_the_tables_is_understood() {
    assert_eq!(
        fields().len(),
        include_str!("../../../../../ocr-models/forms/fields.tsv").lines().count() - 1
    );
    assert_eq!(
        sections().len(),
        include_str!("../../../../../ocr-models/forms/sections.tsv").lines().count() - 1
    );
}

#[test]
fn a_birth_has_the_common_fields_and_its_own() {
    let keys: Vec<&str> = fields_of(ActType::Birth).map(|f| f.key.as_str()).collect();
    assert!(keys.contains(&"act_no") && keys.contains(&"child.given") && !keys.contains(&"groom.given"));
}

#[test]
fn labels_have_alternates() {
    let field = field(ActType::Birth, "child.patronymic").unwrap();
    assert_eq!(field.labels_tg, ["Номи падари кӯдак", "Номи падар"]);
    assert_eq!(field.kind, FieldKind::Patronymic);
}
