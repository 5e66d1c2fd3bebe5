//! A small tree of letters: how likely letters are, and files that are damaged. Not for readings: see `freely`.

use super::{super::super::LineModelError, *};

/// Knots of a file: signs, counts and numbers of children.
fn file(letters: &str, knots: &[[u8; 3]]) -> Vec<u8> {
    let length = u32::try_from(letters.len()).unwrap().to_le_bytes();
    length.iter().chain(letters.as_bytes()).chain(knots.as_flattened()).copied().collect()
}

/// Of the lines "ab", "ab" and "a": letters behind none, one and two others.
fn lines_of_a_and_b() -> Vec<u8> {
    let root = [[0, 8, 3]];
    let alone = [[0, 3, 1], [1, 3, 2], [2, 2, 1]];
    let pairs = [[1, 3, 2], [0, 1, 0], [2, 2, 1], [0, 2, 0]];
    let threes = [[0, 1, 0], [2, 2, 0], [0, 2, 0]];
    file("ab", &[root.as_slice(), &alone, &pairs, &threes].concat())
}

fn following(alphabet: &str) -> Following {
    let letters: Vec<char> = alphabet.chars().collect();
    Following::of(Stored::load(&lines_of_a_and_b()).unwrap(), &letters)
}

#[test]
fn all_that_may_follow_is_one_together() {
    let following = following("ab");
    let start = following.start();
    let (_, after_a) = following.letter(&start, 1);
    for context in [start, after_a] {
        let letters = (1..=2).map(|letter| following.letter(&context, letter).0.exp());
        let all = letters.sum::<f64>() + following.end(&context).exp();
        assert!((all - 1.0).abs() < 1e-5, "{all}");
    }
}

#[test]
fn what_was_seen_is_likelier_than_what_was_not() {
    let following = following("ab");
    let start = following.start();
    let ((a, after_a), (b, _)) = (following.letter(&start, 1), following.letter(&start, 2));
    assert!(a > -0.3 && b < -2.0, "{a} {b}");
    assert!(following.letter(&after_a, 2).0 > following.end(&after_a));
}

#[test]
fn letters_are_named_as_the_model_names_them() {
    let (one, other) = (following("ab"), following("ba"));
    assert_eq!(one.letter(&one.start(), 1).0, other.letter(&other.start(), 2).0);
}

#[test]
fn a_letter_no_text_held_is_unlikely_and_what_follows_it_stands_alone() {
    let following = following("abж");
    let (log, after) = following.letter(&following.start(), 3);
    assert!(log < -2.0, "{log}");
    assert_eq!(after, Context { knots: [ROOT; ORDER], known: 1 });
}

#[test]
fn frequent_letters_are_counted_roughly() {
    let tree = Stored::load(&file("a", &[[0, 200, 1], [1, 127, 0]])).unwrap();
    assert_eq!((tree.count(0), tree.count(1)), (128.0 * 512.0, 127.0));
}

#[test]
fn what_comes_with_the_program_is_whole() {
    for (bytes, letters) in [
        (include_bytes!("../../../../../../ocr-models/lines/cyrillic.following").as_slice(), "аяғӣқӯҳҷ"),
        (include_bytes!("../../../../../../ocr-models/lines/latin.following"), "azéß"),
    ] {
        let tree = Stored::load(bytes).unwrap();
        assert!(letters.chars().all(|letter| tree.sign(letter).is_some()));
    }
}

#[test]
fn a_damaged_file_is_told() {
    let check = |bytes: &[u8]| assert!(matches!(Stored::load(bytes), Err(LineModelError::Load(_))));
    let whole = lines_of_a_and_b();
    check(&[]);
    check(&whole[..whole.len() - 1]);
    check(&whole[..whole.len() - 3]);
    check(&file("a", &[[0, 1, 2], [1, 1, 0]]));
    check(&file("ab", &[[0, 2, 2], [2, 1, 0], [1, 1, 0]]));
    check(&file("a", &[[0, 1, 1], [9, 1, 0]]));
}
