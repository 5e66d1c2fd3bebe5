//! Which model a register's languages are given, shipped and taught. Not for what models read: see the tests beside.

use super::{super::LinePicture, *};

fn check(languages: &[&str], there: bool) {
    let languages: Vec<String> = languages.iter().map(|&l| l.to_owned()).collect();
    assert_eq!(LineModels::shipped().of(&languages).unwrap().is_some(), there);
}

#[test]
fn tajik_is_read_by_the_cyrillic_model() {
    check(&["tgk", "rus"], true);
}

#[test]
fn french_is_read_by_the_latin_model() {
    check(&["fra"], true);
}

#[test]
fn where_scripts_are_mixed_no_model_is_chosen() {
    check(&["tgk", "fas"], false);
}

#[test]
fn a_language_the_models_have_not_seen_is_left_to_tesseract() {
    check(&["hye"], false);
}

#[test]
fn for_persian_there_is_no_model_yet() {
    check(&["fas"], false);
}

/// The shipped Cyrillic model with its letters named otherwise, so that its readings tell it from the shipped one.
fn taught() -> LineModels {
    let card = SHIPPED[0].card.replacen("абв", "вба", 1);
    assert_ne!(card, SHIPPED[0].card);
    LineModels::taught(SHIPPED[0].layers, &card, "Cyrl").unwrap()
}

/// What the model for `language` reads on a line of the samples.
fn read(models: &LineModels, language: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/lines/russian-serif.png");
    let picture = image::open(path).unwrap().into_luma8();
    let model = models.of(&[language.to_owned()]).unwrap().unwrap();
    let read = model.read(&[LinePicture { picture: &picture, stretch: 1.0 }]).unwrap();
    read[0].iter().map(|letter| letter.letter).collect()
}

#[test]
fn lines_in_the_script_of_the_taught_model_are_read_by_it() {
    assert_eq!(read(&LineModels::shipped(), "rus"), "Запись акта о рождении № 12");
    assert_eq!(read(&taught(), "rus"), "Звпись вктв о рождении № 12");
}

#[test]
fn lines_in_another_script_are_read_by_the_shipped_model() {
    assert_eq!(read(&taught(), "fra"), read(&LineModels::shipped(), "fra"));
}

#[test]
fn what_the_shipped_models_have_not_seen_the_taught_one_is_not_asked_either() {
    let models = taught();
    assert!(models.of(&["kaz".to_owned()]).unwrap().is_none());
    assert!(models.of(&["tgk".to_owned(), "fas".to_owned()]).unwrap().is_none());
}

#[test]
fn which_end_is_up_is_told_by_the_shipped_models_alone() {
    assert_eq!(taught().all().count(), SHIPPED.len());
}

#[test]
fn a_taught_model_that_is_damaged_is_told() {
    assert!(matches!(LineModels::taught(b"no model", SHIPPED[0].card, "Cyrl"), Err(LineModelError::Load(_))));
    assert!(matches!(LineModels::taught(SHIPPED[0].layers, "{", "Cyrl"), Err(LineModelError::Card(_))));
}

#[test]
fn where_there_are_none_none_is_found() {
    assert!(LineModels::none().of(&["rus".to_owned()]).unwrap().is_none());
}
