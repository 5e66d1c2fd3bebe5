//! Which words of a first reading stay where a second look has another: sure ones, figures, and all that may stand there.
//! Not for whether the other is likelier: see [`super::weighing`].

use register::layout::Word;

use super::SURE;

/// The words to write where `read` takes the place of those `before`, as far as it may: a word gives way only where no
/// text that may stand there has it, and sure ones and figures never do. Nothing where all stays as it was.
pub(super) fn instead(before: &[Word], read: Vec<Word>, allows: impl Fn(&str) -> bool) -> Option<Vec<Word>> {
    if before.len() != read.len() {
        return keeps_figures(before, &read).then_some(read);
    }
    let words = in_places(before, read, allows);
    words.iter().zip(before).any(|(word, before)| word.text != before.text).then_some(words)
}

/// As many words, each as it was read before or as it was read now.
fn in_places(before: &[Word], read: Vec<Word>, allows: impl Fn(&str) -> bool) -> Vec<Word> {
    let with = |at: usize| {
        let word = |(nth, word): (usize, &Word)| if nth == at { &before[nth] } else { word }.text.clone();
        read.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
    };
    let stays: Vec<bool> =
        before.iter().enumerate().map(|(at, word)| never_gives_way(word) || allows(&with(at))).collect();
    let words = before.iter().zip(read).zip(stays);
    words.map(|((before, read), stays)| if stays { before.clone() } else { read }).collect()
}

/// Figures are never corrected: no list speaks for one.
fn never_gives_way(word: &Word) -> bool {
    let is_figures = !word.text.is_empty() && word.text.chars().all(|sign| sign.is_ascii_digit());
    is_figures || word.confidence >= SURE
}

/// Have other words, parted otherwise, the figures of those that never give way, in the same order?
fn keeps_figures(before: &[Word], read: &[Word]) -> bool {
    let all: String = read.iter().map(figures).collect();
    let mut rest = all.as_str();
    before.iter().filter(|word| never_gives_way(word)).map(figures).all(|kept| match rest.split_once(&kept) {
        Some((_, behind)) => {
            rest = behind;
            true
        }
        None => false,
    })
}

fn figures(word: &Word) -> String {
    word.text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(of: &[(&str, f64)]) -> Vec<Word> {
        let word =
            |&(text, confidence): &(&str, f64)| Word { text: text.to_owned(), confidence, ..Word::default() };
        of.iter().map(word).collect()
    }

    /// What is written where `read` takes the place of words before, and dates with a month that is one may stand there.
    fn check(before: &[(&str, f64)], read: &str, expected: Option<&str>) {
        let read: Vec<Word> = words(&read.split(' ').map(|text| (text, 0.5)).collect::<Vec<_>>());
        let allows = |text: &str| ["марта", "мая"].contains(&text.split(' ').nth(1).unwrap_or_default());
        let text = |words: Vec<Word>| words.into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        assert_eq!(instead(&words(before), read, allows).map(text).as_deref(), expected);
    }

    #[test]
    fn a_sure_year_stays_where_the_month_gives_way() {
        check(&[("7", 0.9), ("нарта", 0.5), ("1958", 0.97)], "7 марта 1956", Some("7 марта 1958"));
    }

    #[test]
    fn figures_stay_however_unsure() {
        check(&[("1", 0.3), ("нарта", 0.5), ("1958", 0.3)], "7 марта 1956", Some("1 марта 1958"));
    }

    #[test]
    fn a_word_that_may_stand_there_stays() {
        check(&[("7", 0.9), ("мая", 0.5), ("I956", 0.5)], "7 марта 1956", None);
    }

    #[test]
    fn a_sure_word_stays_whatever_it_is() {
        check(&[("7", 0.9), ("нарта", 0.95), ("1956", 0.5)], "7 марта 1956", None);
    }

    #[test]
    fn words_parted_otherwise_are_written_with_the_same_figures_only() {
        check(&[("7марта", 0.5), ("1956", 0.97)], "7 марта 1956", Some("7 марта 1956"));
        check(&[("7марта", 0.5), ("1958", 0.97)], "7 марта 1956", None);
        check(&[("1956", 0.97), ("марта7", 0.5), ("г.", 0.5), ("3", 0.5)], "3 марта 1956", None);
    }
}
