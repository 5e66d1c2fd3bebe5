//! What reading was unsure of on a page, in the language of the screen. Not for doubts about an act: see
//! [`super::doubts`].

use minijinja::Value;
use register::unsure::Unsure;

use crate::tongue::Tongue;

/// The doubt as a person reads it.
pub(crate) fn said(unsure: Unsure, tongue: Tongue) -> String {
    let plain = |n: u64| Value::from(n.to_string());
    let (key, values) = match unsure {
        Unsure::NothingShows => ("nothing_shows", vec![]),
        Unsure::UpsideDown => ("upside_down", vec![]),
        Unsure::HalfTurn => ("half_turn", vec![]),
        Unsure::QuarterTurn => ("quarter_turn", vec![]),
        Unsure::LinesDown => ("lines_down", vec![]),
        Unsure::PartOfAnother => ("part_of_another", vec![]),
        Unsure::TwoPages => ("two_pages", vec![]),
        Unsure::Lean { degrees } => ("lean", vec![("degrees", tongue.measure(degrees.abs(), 1).into())]),
        Unsure::BelowStamp => ("below_stamp", vec![]),
        Unsure::UprightNote => ("upright_note", vec![]),
        Unsure::RulesTaken => ("rules_taken", vec![]),
        Unsure::TableTaken => ("table_taken", vec![]),
        Unsure::RuleThroughText => ("rule_through_text", vec![]),
        Unsure::CellsOver { cells } => ("cells_over", vec![("n", cells.into())]),
        Unsure::HighRow { row, times } => ("high_row", vec![("row", row.into()), ("n", times.into())]),
        Unsure::RunsOver { column, lines } => {
            ("runs_over", vec![("left", column.into()), ("right", (column + 1).into()), ("n", lines.into())])
        }
        // As they stand in the book, with no mark between thousands.
        Unsure::NumberFollows { number, before } => {
            ("number_follows", vec![("number", plain(number.into())), ("before", plain(before.into()))])
        }
    };
    tongue.say(&format!("unsure.{key}"), &values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(unsure: Unsure, [english, russian, tajik]: [&str; 3]) {
        assert_eq!(said(unsure, Tongue::English), english);
        assert_eq!(said(unsure, Tongue::Russian), russian);
        assert_eq!(said(unsure, Tongue::Tajik), tajik);
    }

    #[test]
    fn a_doubt_is_said_in_the_language_of_the_screen() {
        check(
            Unsure::Lean { degrees: -0.84 },
            [
                "The page may lean by 0.8°; it was left as it is.",
                "Страница, возможно, наклонена на 0,8°; оставлена как есть.",
                "Саҳифа шояд 0,8° моил бошад; ҳамон тавр монда шуд.",
            ],
        );
    }

    #[test]
    fn every_kind_is_said_in_every_language() {
        for unsure in Unsure::ALL {
            let texts = Tongue::ALL.map(|tongue| said(unsure, tongue));
            // A key nobody wrote is shown itself, and a value nobody gave stays in braces.
            assert!(texts.iter().all(|text| text.contains(' ') && !text.contains('{')), "{texts:?}");
            assert!(texts[0] != texts[1] && texts[1] != texts[2], "{texts:?}");
        }
    }

    #[test]
    fn numbers_of_a_book_are_said_as_they_stand_there() {
        check(
            Unsure::NumberFollows { number: 1018, before: 1013 },
            [
                "Number 1018 follows 1013 in the table.",
                "В таблице после номера 1013 идёт 1018.",
                "Дар ҷадвал баъди рақами 1013 рақами 1018 меояд.",
            ],
        );
    }

    #[test]
    fn what_is_counted_is_said_in_its_form() {
        check(
            Unsure::CellsOver { cells: 3 },
            [
                "3 cells of the table lie over others.",
                "3 ячейки таблицы лежат поверх других.",
                "3 катаки ҷадвал болои катаки дигар омадааст.",
            ],
        );
    }
}
