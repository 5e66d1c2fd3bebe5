//! Ledgers over a spread whose entries read like labels and headings. Not for plain ones: see `forms`.

use register::{act::Act, page::Half};

use super::paper::{acts_of, has, paper};

/// Two births over a spread, in a register of this type (any, with none).
fn births(kind: &str) -> Vec<Act> {
    let left = paper().row("ЗАПИСЬ АКТА О РОЖДЕНИИ").table(&[
        &[
            "Запись акта №",
            "Дата составления записи",
            "Фамилия ребёнка",
            "Имя ребёнка",
            "Пол",
            "Дата рождения",
        ],
        &["1", "27.V.26", "Смирнов", "Павел", "мужской", "25.V.26"],
        &["2", "11.XII.27", "Смирнова", "Татьяна", "женский", "28.X.27"],
    ]);
    let basis = "свидетельство о браке\n№ 1 от 17/III-1924 г.";
    let note = "Ақди никоҳ баст\n2/II-1951, сабти акт № 1";
    let right = paper()
        .row("")
        .table(&[
            &[
                "Фамилия отца",
                "Имя отца",
                "Отчество отца",
                "Основание записи сведений об отце",
                "Выдано свидетельство серия, №",
                "Отметки",
            ],
            &["Смирнов", "Михаил", "Викторович", basis, "II-ТБ № 484719", ""],
            &["Смирнов", "Михаил", "Викторович", basis, "IV-ТБ № 400668", note],
        ])
        .continuing(0);
    acts_of(kind, vec![vec![left.page(Half::Left), right.page(Half::Right)]])
}

fn check(kind: &str) {
    let acts = births(kind);
    let types: Vec<&str> = acts.iter().map(|act| act.kind.as_str()).collect();
    assert_eq!(types, ["birth", "birth"]);
    has(&acts[0], &[("child.given", "Павел"), ("father.patronymic", "Викторович")]);
    has(
        &acts[0],
        &[("father_basis", "свидетельство о браке № 1 от 17/III-1924 г."), ("cert_no", "II-ТБ № 484719")],
    );
    has(&acts[1], &[("child.given", "Татьяна"), ("cert_no", "IV-ТБ № 400668")]);
    has(&acts[1], &[("annotations", "Ақди никоҳ баст 2/II-1951, сабти акт № 1")]);
}

#[test]
fn entries_that_read_like_labels_are_entries() {
    check("birth");
}

#[test]
fn notes_that_name_other_records_head_none() {
    check("");
}
