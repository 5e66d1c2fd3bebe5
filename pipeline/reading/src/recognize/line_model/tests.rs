//! The shipped models on lines of the samples, and models that are damaged. Not for the layers: see `network::tests`.

use super::*;

#[test]
fn lines_of_a_batch_hold_no_more_than_its_columns() {
    let widths = [1000, 3000, 4000, 9000];
    assert_eq!(batch_end(&[0, 1, 2, 3], &widths, 0), 3);
    assert_eq!(batch_end(&[0, 1, 2, 3], &widths, 2), 3);
}

#[test]
fn a_line_wider_than_a_batch_is_one_by_itself() {
    assert_eq!(batch_end(&[0, 1], &[9000, 9001], 0), 1);
    assert_eq!(batch_end(&[0, 1], &[9000, 9001], 1), 2);
}

/// What the shipped model for `language` reads on a line of the samples.
fn check(file: &str, language: &str, expected: &str) {
    let path = format!("{}/../../samples/lines/{file}", env!("CARGO_MANIFEST_DIR"));
    let picture = image::open(path).unwrap().into_luma8();
    let models = LineModels::shipped();
    let model = models.of(&[language.to_owned()]).unwrap().unwrap();
    let read = model.read(&[LinePicture { picture: &picture, stretch: 1.0 }]).unwrap();
    assert_eq!(read[0].iter().map(|l| l.letter).collect::<String>(), expected);
}

#[test]
fn a_line_of_tajik_print_is_read() {
    check("tajik-serif.png", "tgk", "Қодирова Ҷамила, зодрӯз 7 марти соли 1956");
}

#[test]
fn a_line_of_russian_print_is_read() {
    check("russian-serif.png", "rus", "Запись акта о рождении № 12");
}

#[test]
fn a_typed_line_is_read() {
    check("russian-typed.png", "rus", "Рахимов Джамшед, Пенджикент, 1956 г.");
}

#[test]
fn a_line_reads_the_same_alone_and_beside_others() {
    let line = image::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/lines/russian-serif.png"));
    let line = line.unwrap().into_luma8();
    let other = GrayImage::from_pixel(40, 30, image::Luma([220]));
    let models = LineModels::shipped();
    let model = models.of(&["rus".to_owned()]).unwrap().unwrap();
    let one = LinePicture { picture: &line, stretch: 1.0 };
    let alone = model.read(&[one]).unwrap();
    let beside = model.read(&[LinePicture { picture: &other, stretch: 1.0 }, one]).unwrap();
    assert_eq!(alone[0], beside[1]);
}

#[test]
fn a_damaged_card_is_told() {
    assert!(matches!(LineModel::load(&[], "{", &[]), Err(LineModelError::Card(_))));
}

#[test]
fn a_damaged_model_is_told() {
    let loaded = LineModel::load(b"no model", r#"{"alphabet": "ab"}"#, &[]);
    assert!(matches!(loaded, Err(LineModelError::Load(_))));
}

#[test]
fn a_card_of_another_model_is_told() {
    let layers = include_bytes!("../../../../../ocr-models/lines/latin.safetensors");
    assert!(matches!(LineModel::load(layers, r#"{"alphabet": "ab"}"#, &[]), Err(LineModelError::Load(_))));
}
