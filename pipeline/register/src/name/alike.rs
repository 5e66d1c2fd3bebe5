//! How far two spelling keys stand apart, letter by letter: what sounds or looks alike costs less. Not
//! for finding: the index proposes, this weighs.

/// Letters (as K2 writes them) that are heard or written for each other, with the cost of taking one
/// for the other; every other pair costs 1. Sound: domain reference §2 (Гусейн, Юсуп, Мурат); shape:
/// its table of OCR confusions.
const CLOSE: [(char, char, f64); 30] = [
    ('ч', 'ж', 0.3),
    ('о', 'у', 0.5),
    ('о', 'и', 0.55),
    ('у', 'и', 0.55),
    ('у', 'в', 0.4),
    ('о', 'в', 0.7),
    ('д', 'т', 0.4),
    ('б', 'п', 0.4),
    ('б', 'в', 0.6),
    ('ф', 'п', 0.4),
    ('ф', 'в', 0.6),
    ('г', 'х', 0.4),
    ('г', 'к', 0.5),
    ('к', 'х', 0.5),
    ('ж', 'з', 0.6),
    ('ж', 'ш', 0.6),
    ('з', 'с', 0.6),
    ('с', 'ш', 0.7),
    ('ц', 'с', 0.4),
    ('ц', 'ч', 0.6),
    ('ц', 'ж', 0.6),
    ('ч', 'ш', 0.6),
    ('н', 'м', 0.7),
    ('н', 'п', 0.7),
    ('н', 'и', 0.7),
    ('д', 'б', 0.7),
    ('о', 'д', 0.7),
    ('ч', 'т', 0.7),
    ('л', 'х', 0.8),
    ('з', 'р', 0.8),
];

/// Cost of a letter too many or too few.
fn gap(c: char) -> f64 {
    match c {
        'о' | 'и' | 'у' => 0.5,
        'х' | 'в' | 'г' | 'л' => 0.7,
        _ => 0.9,
    }
}

fn swap(a: char, b: char) -> f64 {
    if a == b {
        return 0.0;
    }
    CLOSE.iter().find(|(x, y, _)| (*x, *y) == (a, b) || (*y, *x) == (a, b)).map_or(1.0, |c| c.2)
}

/// What it costs to make one key of the other: 0 for equal keys, about 1 a letter. Neighbours in the
/// wrong order cost as one letter.
pub fn cost(a: &str, b: &str) -> f64 {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut rows = vec![vec![0.0_f64; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            if i == 0 && j == 0 {
                continue;
            }
            let mut best = f64::INFINITY;
            if i > 0 {
                best = best.min(rows[i - 1][j] + gap(a[i - 1]));
            }
            if j > 0 {
                best = best.min(rows[i][j - 1] + gap(b[j - 1]));
            }
            if i > 0 && j > 0 {
                best = best.min(rows[i - 1][j - 1] + swap(a[i - 1], b[j - 1]));
            }
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 0.8);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

/// The cost up to which two keys may be one name with a wrong letter: one letter, or two that are
/// close; none in words of two letters and less.
pub fn allowed(asked: &str) -> f64 {
    match asked.chars().count() {
        0..=2 => 0.0,
        3 => 0.8,
        4..=5 => 1.0,
        _ => 1.25,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_sounds_alike_costs_less_than_what_does_not() {
        assert!(cost("мурот", "мурод") < cost("муроз", "мурод"));
        assert!(cost("усуп", "усуф") < cost("усур", "усуф"));
    }

    #[test]
    fn neighbours_in_the_wrong_order_cost_as_one_letter() {
        assert!(cost("рутсом", "рустом") < 1.0);
    }

    proptest! {
        #[test]
        fn the_cost_is_the_same_both_ways(a in "[абвгдиожзух]{0,8}", b in "[абвгдиожзух]{0,8}") {
            prop_assert!((cost(&a, &b) - cost(&b, &a)).abs() < 1e-9);
            prop_assert_eq!(cost(&a, &a), 0.0);
        }
    }
}
