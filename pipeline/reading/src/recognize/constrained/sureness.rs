//! How sure words are after a second look, and what other readings stand beside them. Not for which words are written: see
//! [`super::staying`].

use register::layout::Word;

use super::{
    aligned::{beside, facing},
    weighing::Weighed,
};

/// How sure a second look is at most. On worn made-up registers all of 40 values that may stand where they were read, and of
/// which the engines were unsure (0.47 to 0.89), were right, and so were 17 of 18 readings that took the place of others.
const SUREST: f64 = 0.95;

/// The words as they were, surer where they may stand there and are read again.
pub(super) fn as_before(before: &[Word], weighed: &Weighed) -> Vec<Word> {
    let mut words = before.to_vec();
    if weighed.is_allowed {
        let shares = shares(before, weighed);
        words.iter_mut().zip(shares).for_each(|(word, share)| make_surer(word, share));
    }
    words
}

/// Words that take the place of those before. One is as sure as all texts together in which it stands in its place.
pub(super) fn surely(mut words: Vec<Word>, before: &[Word], weighed: &Weighed) -> Vec<Word> {
    let firsts = facing(&texts(&words), &texts(before));
    let shares = shares(&words, weighed);
    for ((word, first), share) in words.iter_mut().zip(firsts).zip(shares) {
        make_sure(word, first.map(|at| &before[at]), share);
    }
    words
}

/// Where a word was read before as well it is no less sure than it was; else what that word might have been stands beside
/// it, within what is left.
fn make_sure(word: &mut Word, first: Option<&Word>, share: f64) {
    if let Some(first) = first.filter(|first| first.text == word.text) {
        (word.confidence, word.engine) = (first.confidence, first.engine);
        word.alternatives.clone_from(&first.alternatives);
        return make_surer(word, share);
    }
    (word.confidence, word.engine) = (share, None);
    word.alternatives.clear();
    for (other, weight) in first.iter().flat_map(|first| &first.alternatives) {
        add(word, other.clone(), (1.0 - share) * weight);
    }
}

/// A share is a probability already, that of several looks: no curve of an engine is for it.
fn make_surer(word: &mut Word, share: f64) {
    if share <= word.confidence {
        return;
    }
    (word.confidence, word.engine) = (share, None);
    for (other, weight) in &mut word.alternatives {
        *weight = if *other == word.text { share } else { *weight * (1.0 - share) };
    }
}

/// For each word the share of the texts in which it stands in its place, [`SUREST`] at most.
fn shares(words: &[Word], weighed: &Weighed) -> Vec<f64> {
    let mine = texts(words);
    let mut shares = vec![0.0; mine.len()];
    for (text, share) in &weighed.texts {
        let theirs: Vec<&str> = text.split(' ').collect();
        for (at, other) in facing(&mine, &theirs).into_iter().enumerate() {
            if other.is_some_and(|other| theirs[other] == mine[at]) {
                shares[at] += share;
            }
        }
    }
    shares.into_iter().map(|share: f64| share.min(SUREST)).collect()
}

/// The words with those of the other texts beside the ones they are said for.
pub(super) fn with_others(mut words: Vec<Word>, weighed: &Weighed) -> Vec<Word> {
    for (text, share) in &weighed.texts {
        let theirs: Vec<&str> = text.split(' ').collect();
        for (at, other) in beside(&texts(&words), &theirs) {
            add(&mut words[at], other, *share);
        }
    }
    words
}

pub(super) fn texts(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.text.as_str()).collect()
}

fn add(word: &mut Word, other: String, share: f64) {
    if word.text == other {
        return;
    }
    if word.alternatives.is_empty() {
        word.alternatives.push((word.text.clone(), word.confidence));
    }
    let highest = word.alternatives[0].1;
    match word.alternatives.iter_mut().find(|(text, _)| *text == other) {
        Some(known) => known.1 = known.1.max(share.min(highest)),
        None => word.alternatives.push((other, share.min(highest))),
    }
    word.alternatives[1..].sort_by(|a, b| b.1.total_cmp(&a.1));
}

#[cfg(test)]
mod tests {
    use register::layout::Engine;

    use super::*;

    fn word(text: &str, confidence: f64) -> Word {
        Word { text: text.to_owned(), confidence, ..Word::default() }
    }

    fn weighed(texts: &[(&str, f64)]) -> Weighed {
        Weighed {
            texts: texts.iter().map(|&(t, share)| (t.to_owned(), share)).collect(),
            is_allowed: true,
            instead: None,
        }
    }

    /// The other readings of words after other texts were weighed for them.
    fn check(words: &[&str], texts: &[(&str, f64)], expected: &[&[&str]]) {
        let words = words.iter().map(|text| word(text, 0.8)).collect();
        let others = |word: &Word| -> Vec<String> {
            word.alternatives.iter().skip(1).map(|(text, _)| text.clone()).collect()
        };
        let words = with_others(words, &weighed(texts));
        assert_eq!(words.iter().map(others).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_other_reading_stands_beside_the_word_that_differs() {
        let texts = [("7 марта 1956", 0.7), ("7 нарта 1956", 0.2)];
        check(&["7", "марта", "1956"], &texts, &[&[], &["нарта"], &[]]);
    }

    #[test]
    fn a_reading_of_more_words_stands_beside_the_one() {
        check(&["14/VII-1946"], &[("14/VII-1946", 0.7), ("14/VII VII-1946", 0.2)], &[&["14/VII VII-1946"]]);
    }

    #[test]
    fn a_reading_without_a_blank_says_nothing_of_the_words_behind_it() {
        let texts = [("7 марта 1956 г.", 0.7), ("7марта 1956 г.", 0.2)];
        check(&["7", "марта", "1956", "г."], &texts, &[&[], &["7марта"], &[], &[]]);
    }

    #[test]
    fn the_likelier_of_the_others_stands_before() {
        check(&["5"], &[("5", 0.6), ("3", 0.1), ("8", 0.2)], &[&["8", "3"]]);
    }

    #[test]
    fn a_text_that_is_not_written_stands_beside() {
        check(&["марта", "1958"], &[("марта 1956", 0.9), ("нарта 1958", 0.1)], &[&["нарта"], &["1956"]]);
    }

    /// How sure a word is that was read, by the texts that were weighed, where those before stood.
    fn check_share(read: &[&str], before: Vec<Word>, texts: &[(&str, f64)], expected: (usize, f64)) {
        let read = read.iter().map(|text| word(text, 0.1)).collect();
        let words = surely(read, &before, &weighed(texts));
        assert!((words[expected.0].confidence - expected.1).abs() < 1e-9, "{words:?}");
    }

    #[test]
    fn a_word_is_as_sure_as_all_texts_in_which_it_stands() {
        let texts = [("марта 1956", 0.5), ("марте 1956", 0.3)];
        check_share(&["марта", "1956"], vec![word("марга", 0.4), word("I956", 0.4)], &texts, (1, 0.8));
        let texts = [("7 марта 1956", 0.5), ("7марта 1956", 0.3)];
        check_share(&["7", "марта", "1956"], vec![word("7марта", 0.4), word("I956", 0.4)], &texts, (2, 0.8));
    }

    #[test]
    fn what_the_first_word_might_have_been_stands_beside() {
        let alternatives = vec![("[киргиз".to_owned(), 0.7), ("қиргиз".to_owned(), 0.3)];
        let before = [Word { alternatives, ..word("[киргиз", 0.6) }];
        let words = surely(vec![word("киргиз", 0.1)], &before, &weighed(&[("киргиз", 0.9)]));
        let others: Vec<&str> = words[0].alternatives.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(others, ["киргиз", "[киргиз", "қиргиз"]);
    }

    #[test]
    fn a_word_that_was_read_before_stays_as_sure_as_it_was() {
        check_share(&["1956"], vec![word("1956", 0.95)], &[("1956", 0.6)], (0, 0.95));
    }

    #[test]
    fn a_word_made_surer_is_of_no_engine_and_leaves_the_rest_to_others() {
        let alternatives = vec![("мая".to_owned(), 0.6), ("мал".to_owned(), 0.4)];
        let engine = Some(Engine::Tesseract);
        let before = [Word { alternatives, engine, ..word("мая", 0.7) }];
        let words = as_before(&before, &weighed(&[("мая", 0.9)]));
        assert_eq!((words[0].engine, words[0].confidence), (None, 0.9));
        assert!(words[0].alternatives.iter().map(|(_, weight)| weight).sum::<f64>() <= 1.0, "{words:?}");
        assert_eq!(as_before(&before, &weighed(&[("мая", 0.6)]))[0].engine, engine);
    }
}
