//! Acts and values that run on or begin anew, and what is not read as one. Not for layouts: see `forms`.

use register::{act::Mark, form::ActType, page::Half};

use super::paper::{acts, acts_of, acts_of_card, check, has, paper};

#[test]
fn two_acts_stand_on_one_page() {
    let rows = ["Фамилия ребёнка .. Рахимов", "Имя ребёнка .. Саид", "Пол .. муж.", "Имя отца .. Карим"];
    let form =
        paper().row("ЗАПИСЬ АКТА О РОЖДЕНИИ № 1").rows(&rows).row("ЗАПИСЬ АКТА О РОЖДЕНИИ № 2").rows(&rows);
    let acts = acts("birth", form);
    assert_eq!(acts.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["b/000001-w1", "b/000001-w2"]);
    has(&acts[1], &[("act_no", "2"), ("father.given", "Карим")]);
}

#[test]
fn an_act_runs_on_over_the_page_end() {
    let first =
        paper().rows(&["ЗАПИСЬ АКТА О РОЖДЕНИИ № 1", "Фамилия ребёнка .. Рахимов", "Имя ребёнка .. Саид"]);
    let second = paper().rows(&["Фамилия отца .. Рахимов", "Имя отца .. Карим"]);
    let acts = acts_of("birth", vec![vec![first.page(Half::Left), second.page(Half::Right)]]);
    assert_eq!(acts.len(), 1);
    has(&acts[0], &[("child.given", "Саид"), ("father.given", "Карим")]);
    assert_eq!(acts[0].fields["father.given"].spots[0].half, Half::Right);
}

#[test]
fn an_act_of_a_book_in_arabic_script_runs_on_from_the_right_page_to_the_left() {
    let first =
        paper().rows(&["ЗАПИСЬ АКТА О РОЖДЕНИИ № 1", "Фамилия ребёнка .. Рахимов", "Имя ребёнка .. Саид"]);
    let second = paper().rows(&["Фамилия отца .. Рахимов", "Имя отца .. Карим"]);
    let pages = vec![second.page(Half::Left), first.page(Half::Right)];
    let acts = acts_of_card("type = 'birth'\nlanguages = ['fas', 'rus']", vec![pages]);
    assert_eq!(acts.len(), 1);
    assert_eq!(acts[0].fields["father.given"].spots[0].half, Half::Left);
}

#[test]
fn a_page_whose_heading_was_not_read_begins_a_new_act() {
    let rows = [
        "Фамилия ребёнка .. Рахимов",
        "Имя ребёнка .. Саид",
        "Пол .. муж.",
        "Имя отца .. Карим",
        "Имя матери .. Зебо",
    ];
    let first = paper().row("ЗАПИСЬ АКТА О РОЖДЕНИИ № 1").rows(&rows);
    let acts =
        acts_of("birth", vec![vec![first.page(Half::Whole)], vec![paper().rows(&rows).page(Half::Whole)]]);
    assert_eq!(acts.len(), 2);
    assert!(acts[1].doubts.iter().any(|d| d.rule == "no-heading"));
}

#[test]
fn a_value_runs_over_to_the_next_line() {
    let form = paper().rows(&[
        "ЗАПИСЬ АКТА О РОЖДЕНИИ № 1",
        "Фамилия ребёнка ...... Рахимов",
        "Имя ребёнка .......... Саид",
        "Место рождения ....... кишлак Чорку Исфаринского",
        "                       района",
        "Имя отца ............. Карим",
    ]);
    check(
        "birth",
        form,
        &[("child.birth_place", "кишлак Чорку Исфаринского района"), ("father.given", "Карим")],
    );
}

#[test]
fn a_label_runs_over_to_the_next_line() {
    let form = paper().rows(&[
        "ЗАПИСЬ АКТА О РОЖДЕНИИ № 1",
        "Фамилия ребёнка ...... Рахимов",
        "Имя ребёнка .......... Саид",
        "Основание записи сведений",
        "об отце .............. свидетельство о браке",
        "Имя матери ........... Зебо",
    ]);
    check("birth", form, &[("father_basis", "свидетельство о браке"), ("mother.given", "Зебо")]);
}

#[test]
fn a_label_in_two_languages_on_one_line_is_one_label() {
    let form = paper().rows(&[
        "САБТИ АСНОДИ ТАВАЛЛУД / ЗАПИСЬ АКТА О РОЖДЕНИИ № 9",
        "1. Насаби кӯдак / Фамилия ребёнка ....... Раҳимов",
        "2. Номи кӯдак / Имя ребёнка ............. Саид",
        "3. Номи падар / Отчество ребёнка ........ Каримович",
        "4. Номи падар / Имя отца ................ Карим",
    ]);
    let values = [
        ("child.surname", "Раҳимов"),
        ("child.patronymic", "Каримович"),
        ("father.given", "Карим"),
        ("act_no", "9"),
    ];
    check("birth", form, &values);
}

#[test]
fn what_is_blank_and_what_is_struck_out_are_told_apart() {
    let form = paper().row("ЗАПИСЬ АКТА О РОЖДЕНИИ № 1").table(&[
        &["Фамилия ребёнка", "Рахимов"],
        &["Имя ребёнка", "Саид"],
        &["Фамилия отца", "—"],
        &["Имя отца", "---"],
        &["Отчество отца", ""],
    ]);
    let acts = acts("birth", form);
    let mark = |key: &str| acts[0].fields[key].mark;
    assert_eq!(
        [mark("father.surname"), mark("father.given"), mark("father.patronymic")],
        [Mark::Dash, Mark::Dash, Mark::Blank]
    );
    assert_eq!(acts[0].value("father.surname"), None);
}

#[test]
fn every_value_has_its_place_and_its_confidence() {
    let form = paper().rows(&[
        "ЗАПИСЬ АКТА О РОЖДЕНИИ № 1",
        "Фамилия ребёнка .. Рахимов",
        "Имя ребёнка .. Саид",
        "Пол .. муж.",
    ]);
    let acts = acts("birth", form);
    let field = &acts[0].fields["child.given"];
    assert_eq!(field.spots.len(), 1);
    assert!(field.confidence.is_some_and(|confidence| confidence > 0.5 && confidence < 1.0), "{field:?}");
    assert_eq!((field.spots[0].file.as_str(), field.spots[0].outline.len()), ("1.jpg", 4));
}

#[test]
fn the_type_is_told_by_the_labels_where_no_heading_was_read() {
    let form = paper().rows(&[
        "Фамилия умершего ... Сафаров",
        "Имя умершего ....... Карим",
        "Отчество умершего .. Алиевич",
        "Дата смерти ........ 01.02.1960",
        "Место смерти ....... г. Душанбе",
        "Причина смерти ..... старость",
    ]);
    let acts = acts("", form);
    assert_eq!(acts[0].kind, ActType::Death);
}

#[test]
fn prose_gives_no_act() {
    let prose = paper().rows(&[
        "Въ сей книгѣ описаны разные предметы и имя автора",
        "неизвестно. Запись акта о рождении ребёнка упомянута",
        "в главе третьей, где место и дата рождения героя",
        "Фамилия его была Рахимов, а имя Саид",
    ]);
    assert_eq!(acts("", prose).len(), 0);
    let table = paper().table(&[&["Year", "Income", "Cost"], &["1990", "12", "14"], &["1991", "13", "15"]]);
    assert_eq!(acts("birth", table).len(), 0);
}

#[test]
fn doubts_say_what_is_wrong() {
    let form = paper().rows(&[
        "ЗАПИСЬ АКТА О РОЖДЕНИИ",
        "Фамилия ребёнка .. Рахимов",
        "Имя ребёнка .. Саид",
        "Дата рождения .. 32 марта 1956 г.",
    ]);
    let acts = acts("birth", form);
    let rules: Vec<&str> = acts[0].doubts.iter().map(|d| d.rule.as_str()).collect();
    assert_eq!(rules, ["missing-field", "date-not-understood", "number-missing"]);
    assert_eq!(acts[0].fields["child.birth_date"].as_written.as_deref(), Some("32 марта 1956 г."));
}

#[test]
fn a_date_in_the_heading_is_that_of_registration() {
    let rows = ["Фамилия ребёнка .. Курбонов", "Имя ребёнка .. Рустам", "Пол .. муж."];
    let form = paper().row("ЗАПИСЬ АКТА О РОЖДЕНИИ № 12 14 марта 1937 г.").rows(&rows);
    check("birth", form, &[("act_no", "12"), ("reg_date", "1937-03-14")]);
}

#[test]
fn a_label_s_date_of_registration_goes_before_that_of_the_heading() {
    let rows =
        ["Фамилия ребёнка .. Курбонов", "Имя ребёнка .. Рустам", "Дата регистрации .. 20 марта 1937 г."];
    let form = paper().row("ЗАПИСЬ АКТА О РОЖДЕНИИ № 12 14 марта 1937 г.").rows(&rows);
    check("birth", form, &[("reg_date", "1937-03-20")]);
}

#[test]
fn a_folio_before_a_heading_does_not_hide_it() {
    let rows = ["Фамилия ребёнка .. Курбонов", "Имя ребёнка .. Рустам", "Пол .. муж."];
    check("birth", paper().row("12 ЗАПИСЬ АКТА О РОЖДЕНИИ № 231").rows(&rows), &[("act_no", "231")]);
}

#[test]
fn an_age_alone_before_the_next_label_stays_with_its_own() {
    let form = paper().rows(&[
        "ЗАПИСЬ АКТА О СМЕРТИ № 7",
        "Фамилия умершего .. Каримов",
        "Имя умершего .. Рустам",
        "Возраст 27     Национальность таджик",
    ]);
    check("death", form, &[("deceased.age", "27"), ("deceased.ethnicity", "таджик")]);
}

#[test]
fn a_value_with_a_wide_gap_in_it_is_kept_whole() {
    let form = paper().rows(&[
        "ЗАПИСЬ АКТА О РОЖДЕНИИ № 231",
        "Фамилия ребёнка      Курбонов",
        "Имя ребёнка          Рустам",
        "Дата рождения        седьмого     марта 1937 г.",
    ]);
    check("birth", form, &[("child.birth_date", "1937-03-07")]);
}

#[test]
fn a_numbered_row_whose_label_was_not_read_is_no_part_of_the_value_above() {
    let form = paper().rows(&[
        "ЗАПИСЬ АКТА О РОЖДЕНИИ № 231",
        "1. Фамилия ребёнка ... Курбонов",
        "2. Имя ребёнка ....... Рустам",
        "3. Место рождения .... г. Ленинабад",
        "4. Щшъо ..... вздор",
    ]);
    check("birth", form, &[("child.birth_place", "г. Ленинабад")]);
}
