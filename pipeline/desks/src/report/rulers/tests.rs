//! Rulers of act numbers, drawn. Not for finding what is missing.

use register::form::ActType;

use super::*;

fn check(tongue: Tongue, expected: &str) {
    let ruler = Ruler {
        authority: "Хӯҷанд".to_owned(),
        kind: ActType::Birth,
        year: Some(1956),
        first: 1,
        last: 9,
        found: 6,
        missing: vec![2, 3],
        repeated: vec![5],
        doubled: Vec::new(),
        lettered: Vec::new(),
    };
    assert_eq!(ruled(&ruler, tongue), expected);
}

#[test]
fn a_ruler_in_one_line_speaks_the_readers_language() {
    check(Tongue::English, "Births 1956 Хӯҷанд: 1–9; 2–3 missing; 5 twice");
    check(Tongue::Russian, "Рождения 1956 Хӯҷанд: 1–9; нет 2–3; 5 дважды");
}

#[test]
fn ticks_stand_apart_however_long_the_ruler_is() {
    for last in [1, 9, 96, 640, 12_000] {
        let scale = Scale { first: 1, last };
        let shown = ticks(&scale).len();
        assert!(shown <= 190, "{last}: {shown}");
        assert!(f64::from(scale.step(NUMBER)) * scale.unit() >= NUMBER || last < 9, "{last}");
    }
}

#[test]
fn numbers_in_a_row_are_one_mark() {
    assert_eq!(runs(&[3, 79, 80, 81]), [3..=3, 79..=81]);
}
