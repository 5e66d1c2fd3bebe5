//! What each layout of a form gives.

use register::page::Half;

use super::paper::{acts, acts_of, check, has, paper};

const CHILD: [(&str, &str); 5] = [
    ("child.surname", "Курбонов"),
    ("child.given", "Рустам"),
    ("child.sex", "male"),
    ("child.birth_date", "1937-03-14"),
    ("child.birth_place", "г. Ленинабад"),
];

#[test]
fn a_dotted_form_gives_label_after_label() {
    let form = paper().rows(&[
        "ЗАПИСЬ АКТА О РОЖДЕНИИ № 231",
        "1. Фамилия ребёнка ......... Курбонов ........",
        "2. Имя ребёнка ............. Рустам",
        "3. Пол ..................... муж.",
        "4. Время рождения .......... 14 марта 1937 г.",
        "5. Место рождения .......... г. Ленинабад ....",
    ]);
    check("birth", form, &CHILD);
}

#[test]
fn the_number_of_the_act_stands_in_its_heading() {
    let rows = ["Фамилия ребёнка .. Курбонов", "Имя ребёнка .. Рустам", "Пол .. муж."];
    for heading in
        ["ЗАПИСЬ АКТА О РОЖДЕНИИ № 231", "ЗАПИСЬ АКТА О РОЖДЕНИИ N2 231", "З А П И С Ь  АКТА О РОЖДЕНИИ №231"]
    {
        let form = paper().row(heading).rows(&rows);
        check("birth", form, &[("act_no", "231")]);
    }
    let form = paper().rows(&["САБТИ АСНОДИ ТАВАЛЛУД", "ЗАПИСЬ АКТА О РОЖДЕНИИ", "№ 12а"]).rows(&rows);
    check("", form, &[("act_no", "12а")]);
}

#[test]
fn dots_that_were_not_read_leave_a_gap() {
    let form = paper().rows(&[
        "ЗАПИСЬ АКТА О РОЖДЕНИИ № 231",
        "1. Фамилия ребёнка         Курбонов",
        "2. Имя ребёнка             Рустам",
        "3. Пол                     муж.",
        "4. Дата рождения           14/III-37 г.",
        "5. Место рождения          г. Ленинабад",
    ]);
    check("birth", form, &CHILD);
}

#[test]
fn a_ruled_form_gives_the_cell_beside_the_label() {
    let form = paper().row("САБТИ АСНОДИ ТАВАЛЛУД № 412").table(&[
        &["КӮДАК · РЕБЁНОК", "<", "<"],
        &["1.", "Насаб\nФамилия", "Раҳмонов"],
        &["2.", "Ном\nИмя", "Фаррух"],
        &["3.", "Номи падар\nОтчество", "Саидович"],
        &["4.", "Ҷинс\nПол", "писар"],
        &["МОДАР · МАТЬ", "<", "<"],
        &["16.", "Насаб\nФамилия", "Раҳмонова"],
        &["17.", "Ном\nИмя", "Зебунисо"],
        &["18.", "Номи падар\nОтчество", "Ҳамидовна"],
        &["19.", "Синну сол\nВозраст", "27"],
        &["20.", "Миллат\nНациональность", "ӯзбек"],
    ]);
    check(
        "birth",
        form,
        &[
            ("act_no", "412"),
            ("child.surname", "Раҳмонов"),
            ("child.given", "Фаррух"),
            ("child.patronymic", "Саидович"),
            ("child.sex", "male"),
            ("mother.surname", "Раҳмонова"),
            ("mother.given", "Зебунисо"),
            ("mother.patronymic", "Ҳамидовна"),
            ("mother.ethnicity", "ӯзбек"),
        ],
    );
}

#[test]
fn nomi_padar_is_the_patronymic_and_then_the_father_s_name() {
    let form = paper().rows(&[
        "САБТИ АСНОДИ ТАВАЛЛУД № 5",
        "Насаб ........ Раҳмонов",
        "Ном .......... Фаррух",
        "Номи падар ... Саидович",
        "Ҷинс ......... писар",
        "Насаби падар . Раҳмонов",
        "Номи падар ... Саид",
        "Номи падари падар ... Назарович",
        "Насаби модар . Раҳимова",
        "Номи модар ... Зебо",
    ]);
    check(
        "birth",
        form,
        &[
            ("child.patronymic", "Саидович"),
            ("father.given", "Саид"),
            ("father.patronymic", "Назарович"),
            ("mother.given", "Зебо"),
        ],
    );
}

#[test]
fn nomi_padar_under_the_father_s_heading_is_his_patronymic() {
    let form = paper().rows(&[
        "САБТИ АСНОДИ ТАВАЛЛУД № 5",
        "КӮДАК",
        "Насаб ........ Раҳмонов",
        "Ном .......... Фаррух",
        "Номи падар ... Саидович",
        "ПАДАР",
        "Насаб ........ Раҳмонов",
        "Ном .......... Саид",
        "Номи падар ... Назарович",
        "МОДАР",
        "Насаб ........ Раҳимова",
        "Ном .......... Зебо",
        "Номи падар ... Алиевна",
    ]);
    check(
        "birth",
        form,
        &[
            ("child.patronymic", "Саидович"),
            ("father.given", "Саид"),
            ("father.patronymic", "Назарович"),
            ("mother.patronymic", "Алиевна"),
        ],
    );
}

#[test]
fn a_person_s_heading_that_was_cut_or_not_read_costs_nothing() {
    for heading in [["З", "АН: ОНА"], ["", "лллл"]] {
        let form = paper().row("САБТИ АСНОДИ БЕКОР КАРДАНИ АҚДИ НИКОҲ № 1").table(&[
            &["ШАВҲАР", "<"],
            &["Насаб", "Назаров"],
            &["Ном", "Ҳаким"],
            &["Номи падар", "Солеҳович"],
            &heading,
            &["Насаб", "Каримҷонова"],
            &["Ном", "Қумрӣ"],
            &["Номи падар", "Юсуфовна"],
        ]);
        check(
            "divorce",
            form,
            &[("husband.given", "Ҳаким"), ("wife.surname", "Каримҷонова"), ("wife.patronymic", "Юсуфовна")],
        );
    }
}

#[test]
fn boxes_with_the_label_above_give_what_is_below_it() {
    let form = paper().row("ЗАПИСЬ АКТА О СМЕРТИ № 7").table(&[
        &["Фамилия умершего\nСафаров", "Имя умершего\nКарим"],
        &["Отчество умершего\nАлиевич", "Пол\nмужской"],
        &["Дата смерти\n01.02.1960", "Место смерти\nг. Душанбе"],
        &["Причина смерти\nстарость", "Возраст\n80 лет"],
    ]);
    check(
        "death",
        form,
        &[
            ("deceased.surname", "Сафаров"),
            ("deceased.patronymic", "Алиевич"),
            ("deceased.sex", "male"),
            ("death.date", "1960-02-01"),
            ("death.place", "г. Душанбе"),
            ("death.cause", "старость"),
            ("deceased.age", "80"),
        ],
    );
}

#[test]
fn labels_above_without_rules_give_the_row_below() {
    let form = paper().rows(&[
        "ЗАПИСЬ АКТА О СМЕРТИ № 7",
        "Фамилия             Имя             Отчество",
        "Сафаров             Карим           Алиевич",
        "Дата смерти         Место смерти    Причина смерти",
        "01.02.1960          г. Душанбе      старость",
    ]);
    check(
        "death",
        form,
        &[
            ("deceased.surname", "Сафаров"),
            ("deceased.given", "Карим"),
            ("deceased.patronymic", "Алиевич"),
            ("death.date", "1960-02-01"),
            ("death.place", "г. Душанбе"),
            ("death.cause", "старость"),
        ],
    );
}

#[test]
fn he_and_she_stand_side_by_side_in_a_ruled_form() {
    let form = paper().row("ЗАПИСЬ АКТА О ЗАКЛЮЧЕНИИ БРАКА № 88").table(&[
        &["", "ОН", "ОНА"],
        &["Фамилия", "Курбонов", "Солиева"],
        &["Имя", "Рустам", "Мунира"],
        &["Отчество", "Саидович", "Каримовна"],
        &["Дата рождения", "14.03.1937", "01.02.1939"],
        &["Фамилия после заключения брака", "Курбонов", "Курбонова"],
        &["Дата заключения брака", "12.09.1959", "<"],
    ]);
    check(
        "marriage",
        form,
        &[
            ("groom.surname", "Курбонов"),
            ("bride.surname", "Солиева"),
            ("bride.given", "Мунира"),
            ("groom.birth_date", "1937-03-14"),
            ("bride.surname_after", "Курбонова"),
            ("marriage.date", "1959-09-12"),
        ],
    );
}

#[test]
fn labels_name_him_and_her_in_a_flat_form() {
    let form = paper().rows(&[
        "САБТИ АСНОДИ БЕКОР КАРДАНИ",
        "АҚДИ НИКОҲ № 3",
        "Насаби шавҳар ....... Сафаров",
        "Номи шавҳар ......... Карим",
        "Номи падари шавҳар .. Алиевич",
        "Насаби зан .......... Сафарова",
        "Номи зан ............ Зебо",
        "Асоси бекор кардани ақди никоҳ ... ҳалномаи суд",
        "Сабти ақди никоҳ №, сана ва ҷой .. № 12, 01.02.1950, ш. Хоруғ",
    ]);
    check(
        "",
        form,
        &[
            ("act_no", "3"),
            ("husband.surname", "Сафаров"),
            ("husband.patronymic", "Алиевич"),
            ("wife.given", "Зебо"),
            ("divorce.basis", "ҳалномаи суд"),
            ("marriage_ref", "№ 12, 01.02.1950, ш. Хоруғ"),
        ],
    );
}

#[test]
fn a_label_with_the_words_of_a_heading_begins_no_act() {
    let form = paper().row("САБТИ АСНОДИ БЕКОР КАРДАНИ АҚДИ НИКОҲ № 1").table(&[
        &["Насаби шавҳар", "Назаров"],
        &["Номи шавҳар", "Ҳаким"],
        &["Асоси бекор кардани ақди никоҳ\nОснование расторжения", "ҳалномаи суди халқӣ"],
        &["Санаи бекор кардани ақди никоҳ\nДата расторжения брака", "4 декабри соли 1985"],
        &["Санаи бақайдгирӣ\nДата составления записи", "6 декабри соли 1985"],
    ]);
    check("divorce", form, &[("divorce.date", "1985-12-04"), ("reg_date", "1985-12-06"), ("act_no", "1")]);
}

#[test]
fn a_ledger_gives_an_act_a_row() {
    let form = paper().row("ЗАПИСЬ АКТОВ О РОЖДЕНИИ").table(&[
        &["Запись акта №", "Фамилия ребёнка", "Имя ребёнка", "Пол", "Дата рождения"],
        &["1", "2", "3", "4", "5"],
        &["12", "Рахимов", "Саид", "муж.", "1.II.56"],
        &["13", "Алиева", "Зебо", "жен.", "2.II.56"],
    ]);
    let acts = acts("", form);
    assert_eq!(acts.len(), 2);
    has(&acts[0], &[("act_no", "12"), ("child.surname", "Рахимов"), ("child.birth_date", "1956-02-01")]);
    has(&acts[1], &[("act_no", "13"), ("child.given", "Зебо"), ("child.sex", "female")]);
}

#[test]
fn a_ledger_s_rows_run_on_over_the_spread() {
    let left = paper().row("ЗАПИСЬ АКТОВ О РОЖДЕНИИ").table(&[
        &["Запись акта №", "Фамилия ребёнка", "Имя ребёнка"],
        &["12", "Рахимов", "Саид"],
        &["13", "Алиева", "Зебо"],
    ]);
    let right = paper()
        .row("")
        .table(&[
            &["Фамилия отца", "Имя отца", "Отчество отца"],
            &["Рахимов", "Карим", "Алиевич"],
            &["Алиев", "Назар", "Саидович"],
        ])
        .continuing(0);
    let acts = acts_of("birth", vec![vec![left.page(Half::Left), right.page(Half::Right)]]);
    assert_eq!(acts.len(), 2);
    has(&acts[1], &[("child.given", "Зебо"), ("father.given", "Назар")]);
}

#[test]
fn a_right_page_with_the_columns_of_the_left_is_a_list_of_its_own() {
    let list = |first: [&str; 4], second: [&str; 4]| {
        paper().table(&[&["Запись акта №", "Фамилия ребёнка", "Имя ребёнка", "Пол"], &first, &second])
    };
    let left = list(["12", "Рахимов", "Саид", "муж."], ["13", "Алиева", "Зебо", "жен."]);
    let right = list(["14", "Назаров", "Карим", "муж."], ["15", "Юсуфова", "Нигора", "жен."]).continuing(0);
    let acts = acts_of("birth", vec![vec![left.page(Half::Left), right.page(Half::Right)]]);
    assert_eq!(acts.iter().filter_map(|a| a.value("act_no")).collect::<Vec<_>>(), ["12", "13", "14", "15"]);
}
