//! Notes against a table of what they say. Not for linking.

use super::*;

/// Written notes, each with what it says: `samples/notes/written.tsv`.
const WRITTEN: &str = include_str!("../../../../samples/notes/written.tsv");

fn row(annotation: &Annotation) -> String {
    let reference = annotation.reference.clone().unwrap_or_default();
    let cells = [
        Some(annotation.kind.as_str().to_owned()),
        annotation.date.clone(),
        reference.number,
        reference.date,
        reference.office,
        annotation.document.clone(),
    ];
    cells.map(|cell| cell.unwrap_or_else(|| "-".to_owned())).join("\t")
}

#[test]
fn written_notes_are_understood() {
    let mut wrong = Vec::new();
    for line in WRITTEN.lines().skip(1) {
        let (written, expected) = line.split_once('\t').unwrap();
        let found = annotations(written, Some((1920, 2010)));
        let found: Vec<String> = found.iter().map(row).collect();
        if found != [expected] {
            wrong.push(format!("{written}\n  expected {expected}\n  found    {}", found.join(" + ")));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_holds_notes_of_every_kind() {
    let kinds: Vec<&str> = WRITTEN.lines().skip(1).filter_map(|line| line.split('\t').nth(1)).collect();
    assert!(kinds.len() >= 60, "{}", kinds.len());
    assert!(AnnotationKind::ALL.iter().all(|kind| kinds.contains(&kind.as_str())));
}

fn check(written: &str, kinds: &[AnnotationKind]) {
    let found: Vec<AnnotationKind> = annotations(written, None).iter().map(|a| a.kind).collect();
    assert_eq!(found, kinds, "{written}");
}

#[test]
fn several_notes_in_one_field_are_told_apart() {
    use AnnotationKind::{Cancelled, CertificateReissued, Death, Divorce};
    check("Брак расторгнут, а/з № 12 от 5.V.1974 г. Умер 3.II.1980 г. а/з № 45", &[Divorce, Death]);
    check("Выдано повт. св-во I-ТБ № 123456; запись аннулирована", &[CertificateReissued, Cancelled]);
    check("Брак расторгнут\nУмерла 1.II.1990", &[Divorce, Death]);
}

#[test]
fn a_child_alone_is_no_adoption() {
    check("Ба фарзандӣ гирифта шуд 13.08.1971", &[AnnotationKind::Adoption]);
    check("Номи фарзанди онҳо Саид", &[AnnotationKind::Other]);
    check("Насаби фарзандӣ иваз карда шуд", &[AnnotationKind::NameChange]);
}

#[test]
fn a_stroke_is_no_note() {
    check("—", &[]);
    check("", &[]);
    check(" . . . ", &[]);
}

#[test]
fn a_field_of_references_names_an_act() {
    let check = |written: &str, number: Option<&str>, date: Option<&str>| {
        let found = reference(written, Some((1950, 1999))).unwrap_or_default();
        assert_eq!((found.number.as_deref(), found.date.as_deref()), (number, date), "{written}");
    };
    check("№ 123 от 5.V.1974 г. Ленинабадский горЗАГС", Some("123"), Some("1974-05-05"));
    check("123 от 5.V.1974", Some("123"), Some("1974-05-05"));
    check("сабти акти № 12а аз 05.05.1974, ш. Хуҷанд", Some("12а"), Some("1974-05-05"));
    check("5.V.1974 г.", None, Some("1974-05-05"));
    check("№ 45 за 1974 г.", Some("45"), Some("1974"));
    check("—", None, None);
}
