//! Two-digit years in a book whose card names none. Not for reading dates: `register::date` has its own.

use register::{act::Act, page::Half};

use super::paper::{acts_of, has, paper};

/// The act of a child born on that date, registered in March 1905; the date's readings are weighed so.
fn born(date: &str, readings: &[(&str, f64)]) -> Act {
    let mut page = paper()
        .rows(&["ЗАПИСЬ АКТА О РОЖДЕНИИ № 12", "Фамилия ребёнка .. Рахимов", "Имя ребёнка .. Саид"])
        .row(&format!("Дата рождения .. {date}"))
        .row("Дата регистрации .. 7 марта 1905 г.")
        .page(Half::Whole);
    let words = page.lines.iter_mut().flatten().flat_map(|line| &mut line.words);
    for word in words.filter(|word| word.text == date) {
        word.alternatives = readings.iter().map(|(text, weight)| ((*text).to_owned(), *weight)).collect();
    }
    acts_of("birth", vec![vec![page]]).remove(0)
}

/// Such a date is read as `value`, and other readings are offered as these.
fn check(date: &str, readings: &[(&str, f64)], value: &str, others: &[&str]) {
    let act = born(date, readings);
    has(&act, &[("child.birth_date", value)]);
    let field = &act.fields["child.birth_date"];
    let offered: Vec<&str> = field.candidates.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(offered, others);
    let own = field.candidates.iter().find(|(text, _)| text == date).map(|(_, weight)| *weight);
    assert_eq!(own, field.confidence);
}

#[test]
fn the_reading_that_is_the_value_is_no_rival_of_it() {
    let readings = [("5-III-05", 0.75), ("6-III-05", 0.25)];
    check("5-III-05", &readings, "1905-03-05", &["5-III-05", "6-III-05"]);
}

#[test]
fn a_year_that_means_another_century_in_the_book_does_so_in_all_readings() {
    let readings = [("5-III-25", 0.75), ("6-III-25", 0.25)];
    check("5-III-25", &readings, "1825-03-05", &["5-III-25", "6-III-25"]);
}

#[test]
fn a_date_the_books_years_explain_is_not_doubted() {
    let rules: Vec<String> = born("5-III-05", &[]).doubts.into_iter().map(|doubt| doubt.rule).collect();
    assert!(!rules.iter().any(|rule| rule == "date-not-understood"), "{rules:?}");
}
