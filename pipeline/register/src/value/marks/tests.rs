//! Ditto marks, dashes and corrections. Not for the value they stand for.

use super::*;

#[test]
fn ditto_marks_are_signs_and_words() {
    for text in [
        "„",
        "\"",
        "''",
        "〃",
        "-\"-",
        "— \" —",
        "- „ -",
        "\" \"",
        "»",
        "”",
        "то же",
        "То же.",
        "тот же",
        "он же",
        "там же",
        "ҳамон",
        "Ҳамон ҷо",
        "dud.",
        "idem",
        "Id.",
        "do.",
    ] {
        assert!(is_ditto(text), "{text}");
    }
    for text in ["", "-", "—", "...", "Рахимов", "там", "г. Душанбе", "'", "Идем домой", "7", "«Москва»"]
    {
        assert!(!is_ditto(text), "{text}");
    }
}

#[test]
fn dashes_say_that_nothing_is_written() {
    for text in ["—", "-", "– –", "прочерк", "Z", "---"] {
        assert!(is_dash(text), "{text}");
    }
    for text in ["", "..........", "___________", "-\"-", "Ура-Тюбе", "--------------"] {
        assert!(!is_dash(text), "{text}");
    }
}

fn check(text: &str, struck: &str, valid: &str) {
    let struck = (!struck.is_empty()).then(|| struck.to_owned());
    assert_eq!(corrected(text), Some(Corrected { struck, valid: valid.to_owned() }), "{text}");
}

#[test]
fn a_correction_has_what_was_struck_and_what_holds() {
    check("зачёркнутое «Рахимов» читать «Каримов»", "Рахимов", "Каримов");
    check("зачеркнутое Рахимов читать Каримов исправленному верить", "Рахимов", "Каримов");
    check("вместо Рахимов читать Каримов", "Рахимов", "Каримов");
    check("[Рахимов] Каримов", "Рахимов", "Каримов");
    check("~~1955~~ 1956", "1955", "1956");
    check("[...] Каримов", "", "Каримов");
    check("Каримов исправленному верить", "", "Каримов");
    check("Каримов (исправленному верить)", "", "Каримов");
    assert_eq!(corrected("Каримов"), None);
    assert_eq!(corrected("[Каримов]"), None);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_stumble(text in "[а-яё\\[\\]~\" «»-]{0,30}|\\PC{0,30}") {
        let _ = (is_ditto(&text), is_dash(&text), corrected(&text));
    }
}
