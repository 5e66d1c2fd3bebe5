//! Texts letter by letter: what counts as the same, how far two texts are apart, and where they differ. Not for words
//! that stand at different places: see [`super::laying`].

use register::evaluation::Stretch;
use unicode_normalization::UnicodeNormalization;

/// Umlauts with a small e above, as the Medieval Unicode Font Initiative (recommendation 4.0) places them among the
/// private characters; transcriptions of Fraktur have them.
const SMALL_E_ABOVE: [(char, char); 3] = [('\u{E42C}', 'ä'), ('\u{E644}', 'ö'), ('\u{E72B}', 'ü')];

/// A text as it is compared: NFC, without soft hyphens, long s as s, white space as single blanks. What a transcriber
/// may write either way is no error.
pub(super) fn plain(text: &str) -> String {
    let text: String = text.nfc().filter(|&c| c != '\u{00AD}').map(plain_letter).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain_letter(letter: char) -> char {
    if letter == 'ſ' {
        return 's';
    }
    SMALL_E_ABOVE.iter().find(|(private, _)| *private == letter).map_or(letter, |(_, umlaut)| *umlaut)
}

/// Levenshtein distance, one row at a time.
pub(super) fn edits<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

/// Longest texts that are laid side by side, product of their lengths: 64 MiB of distances. Longer ones are no lines.
const LARGEST: usize = 16 << 20;

/// Pairs of places in two texts so that as few as possible differ; an absent place is what only the other text has. None
/// where the texts are too long to be lines.
pub(super) fn align<T: PartialEq>(a: &[T], b: &[T]) -> Option<Vec<(Option<usize>, Option<usize>)>> {
    let width = b.len() + 1;
    if (a.len() + 1).checked_mul(width)? > LARGEST {
        return None;
    }
    let distances = distances(a, b);
    let at = |i: usize, j: usize| distances[i * width + j];
    let (mut i, mut j) = (a.len(), b.len());
    let mut pairs = Vec::with_capacity(a.len().max(b.len()));
    while i > 0 || j > 0 {
        if i > 0 && j > 0 && at(i, j) == at(i - 1, j - 1) + u32::from(a[i - 1] != b[j - 1]) {
            (i, j) = (i - 1, j - 1);
            pairs.push((Some(i), Some(j)));
        } else if i > 0 && at(i, j) == at(i - 1, j) + 1 {
            i -= 1;
            pairs.push((Some(i), None));
        } else {
            j -= 1;
            pairs.push((None, Some(j)));
        }
    }
    pairs.reverse();
    Some(pairs)
}

/// Distances of all beginnings of `a` (rows) to all of `b`.
fn distances<T: PartialEq>(a: &[T], b: &[T]) -> Vec<u32> {
    let width = b.len() + 1;
    let mut all = vec![0; (a.len() + 1) * width];
    (0..width).zip(0u32..).for_each(|(j, distance)| all[j] = distance);
    for (i, x) in a.iter().enumerate() {
        all[(i + 1) * width] = all[i * width] + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = all[i * width + j] + u32::from(x != y);
            let either = all[i * width + j + 1].min(all[(i + 1) * width + j]) + 1;
            all[(i + 1) * width + j + 1] = replaced.min(either);
        }
    }
    all
}

/// Where a reading differs from its truth: stretches that are the same and stretches that are not, in turn. Both texts
/// are [`plain`].
pub(super) fn stretches(truth: &str, read: &str) -> Vec<Stretch> {
    let (t, r): (Vec<char>, Vec<char>) = (truth.chars().collect(), read.chars().collect());
    let Some(pairs) = align(&t, &r) else {
        return vec![Stretch { truth: truth.to_owned(), read: read.to_owned() }];
    };
    let mut stretches: Vec<(bool, Stretch)> = Vec::new();
    for (i, j) in pairs {
        let (letter, as_read) = (i.map(|i| t[i]), j.map(|j| r[j]));
        let same = letter == as_read;
        if stretches.last().is_none_or(|(before, _)| *before != same) {
            stretches.push((same, Stretch::default()));
        }
        if let Some((_, stretch)) = stretches.last_mut() {
            stretch.truth.extend(letter);
            stretch.read.extend(as_read);
        }
    }
    stretches.into_iter().map(|(_, stretch)| stretch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stretches as `same[truth|read]same`.
    fn check(truth: &str, read: &str, expected: &str) {
        let shown: String = stretches(truth, read)
            .iter()
            .map(|s| if s.truth == s.read { s.truth.clone() } else { format!("[{}|{}]", s.truth, s.read) })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_letter_taken_for_another_is_a_stretch_of_its_own() {
        check("Раҳимов", "Рахимов", "Ра[ҳ|х]имов");
    }

    #[test]
    fn lost_and_made_up_letters_stand_against_nothing() {
        check("Ҷамшед", "амшедд", "[Ҷ|]амше[|д]д");
    }

    #[test]
    fn a_line_nobody_read_is_one_stretch() {
        check("№ 12", "", "[№ 12|]");
    }

    #[test]
    fn nothing_has_no_stretches() {
        check("", "", "");
    }

    #[test]
    fn texts_too_long_for_lines_are_one_stretch() {
        let long = "а".repeat(5000);
        assert_eq!(stretches(&long, &long[2..]).len(), 1);
    }

    #[test]
    fn stretches_hold_as_many_edits_as_the_distance() {
        let (truth, read) = ("рождения 1956 года", "рожденйя 1596 гола");
        let of = |text: &str| text.chars().collect::<Vec<_>>();
        let differing: usize = stretches(truth, read)
            .iter()
            .filter(|s| s.truth != s.read)
            .map(|s| s.truth.chars().count().max(s.read.chars().count()))
            .sum();
        assert_eq!(differing, edits(&of(truth), &of(read)));
    }

    #[test]
    fn what_may_be_written_either_way_is_the_same() {
        assert_eq!(plain("Haus\u{00AD}ſtand"), "Hausstand");
        assert_eq!(plain("f\u{E72B}r\t  alle\n"), "für alle");
        assert_eq!(plain("и\u{0306}"), "й");
    }
}
