//! Writes what a second look found into the words of a line: another reading in the place of the first, or beside it.
//! Not for which of them is right: see [`super::weighing`].

use register::{
    layout::{Line, Table, Word, mean_confidence},
    page::Page,
};

use super::weighing::Weighed;
use crate::{
    extract::Asked,
    recognize::{crop::Crop, words::Way},
};

/// How sure a second look is at most. On worn made-up registers all of 40 values that may stand where they were read, and of
/// which the engines were unsure (0.47 to 0.89), were right, and so were 17 of 18 readings that took the place of others.
const SUREST: f64 = 0.95;

/// Writes what was weighed for a value that was read on `crop`.
pub(super) fn write(page: &mut Page, asked: &Asked, crop: &Crop, languages: &[String], weighed: &Weighed) {
    let placement = page.placement;
    let Some(line) = page.lines.as_mut().and_then(|lines| lines.get_mut(asked.line)) else { return };
    let (from, to) = asked.words;
    let Some(before) = line.words.get(from..=to).map(<[Word]>::to_vec) else { return };
    let way = Way { placement: &placement, crop: Some(crop), languages };
    let instead = weighed.instead.as_ref().and_then(|found| way.line(found)).map(|line| line.words);
    let replaced = instead.is_some();
    let mut words = instead.unwrap_or_else(|| before.clone());
    if replaced {
        words.iter_mut().enumerate().for_each(|(at, word)| make_sure(word, at, &before, weighed));
    } else if weighed.is_allowed {
        let surer = |(at, word): (usize, &mut Word)| {
            word.confidence = word.confidence.max(share(&word.text, at, weighed));
        };
        words.iter_mut().enumerate().for_each(surer);
    }
    add_others(&mut words, weighed);
    line.words.splice(from..=to, words);
    if replaced {
        line.text = Some(line.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "));
        line.confidence = mean_confidence(&line.words);
        let cell = (line.table, line.row, line.column);
        rewrite_cell(page, cell);
    }
}

/// A word is as sure as all texts together in which it stands in its place. Where it was read before as well it is no less
/// sure than it was; else what that word might have been stands beside it, within what is left.
fn make_sure(word: &mut Word, at: usize, before: &[Word], weighed: &Weighed) {
    word.confidence = share(&word.text, at, weighed);
    word.alternatives.clear();
    let Some(first) = before.get(at) else { return };
    if first.text == word.text {
        word.confidence = word.confidence.max(first.confidence);
        (word.engine, word.alternatives) = (first.engine, first.alternatives.clone());
        return;
    }
    let left = 1.0 - word.confidence;
    for (other, weight) in &first.alternatives {
        add(word, other.clone(), left * weight);
    }
}

/// Share of the texts in which a word stands in its place, [`SUREST`] at most.
fn share(word: &str, at: usize, weighed: &Weighed) -> f64 {
    let stands = |text: &str| text.split(' ').nth(at) == Some(word);
    let shares = weighed.texts.iter().filter(|(text, _)| stands(text)).map(|(_, share)| share);
    shares.sum::<f64>().min(SUREST)
}

/// Adds the words of the other texts beside those they are said for.
fn add_others(words: &mut [Word], weighed: &Weighed) {
    let Some((_, rest)) = weighed.texts.split_first() else { return };
    for (text, share) in rest {
        let others = shared_out(text, words.len());
        for (word, other) in words.iter_mut().zip(others) {
            add(word, other, *share);
        }
    }
}

/// The words of a text for so many words of another: one each, and the last has all that is left.
fn shared_out(text: &str, words: usize) -> Vec<String> {
    text.splitn(words.max(1), ' ').map(str::to_owned).collect()
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

/// A cell's text is that of its lines.
fn rewrite_cell(page: &mut Page, place: (Option<usize>, Option<usize>, Option<usize>)) {
    let (Some(table), Some(row), Some(column)) = place else { return };
    let here = |line: &&Line| (line.table, line.row, line.column) == place;
    let texts: Vec<&str> =
        page.lines.iter().flatten().filter(here).filter_map(|line| line.text.as_deref()).collect();
    let text = texts.join("\n");
    let table: Option<&mut Table> = page.tables.as_mut().and_then(|tables| tables.get_mut(table));
    let cells = table.into_iter().flat_map(|table| &mut table.cells);
    cells
        .filter(|cell| (cell.row, cell.column) == (row, column))
        .for_each(|cell| cell.text = Some(text.clone()));
}

#[cfg(test)]
mod tests {
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
        let mut words: Vec<Word> = words.iter().map(|text| word(text, 0.8)).collect();
        add_others(&mut words, &weighed(texts));
        let others = |word: &Word| -> Vec<String> {
            word.alternatives.iter().skip(1).map(|(text, _)| text.clone()).collect()
        };
        assert_eq!(words.iter().map(others).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_other_reading_stands_beside_the_word_that_differs() {
        let texts = [("7 марта 1956", 0.7), ("7 нарта 1956", 0.2)];
        check(&["7", "марта", "1956"], &texts, &[&[], &["нарта"], &[]]);
    }

    #[test]
    fn a_reading_of_more_words_stands_beside_the_last() {
        check(&["14/VII-1946"], &[("14/VII-1946", 0.7), ("14/VII VII-1946", 0.2)], &[&["14/VII VII-1946"]]);
    }

    #[test]
    fn the_likelier_of_the_others_stands_before() {
        check(&["5"], &[("5", 0.6), ("3", 0.1), ("8", 0.2)], &[&["8", "3"]]);
    }

    #[test]
    fn a_word_is_as_sure_as_all_texts_in_which_it_stands() {
        let mut read = word("1956", 0.1);
        make_sure(
            &mut read,
            1,
            &[word("марга", 0.4), word("1958", 0.4)],
            &weighed(&[("марта 1956", 0.5), ("марте 1956", 0.3)]),
        );
        assert!((read.confidence - 0.8).abs() < 1e-9, "{read:?}");
    }

    #[test]
    fn what_the_first_word_might_have_been_stands_beside() {
        let alternatives = vec![("[киргиз".to_owned(), 0.7), ("қиргиз".to_owned(), 0.3)];
        let mut read = word("киргиз", 0.1);
        make_sure(
            &mut read,
            0,
            &[Word { alternatives, ..word("[киргиз", 0.6) }],
            &weighed(&[("киргиз", 0.9)]),
        );
        let others: Vec<&str> = read.alternatives.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(others, ["киргиз", "[киргиз", "қиргиз"]);
    }

    #[test]
    fn a_word_that_was_read_before_stays_as_sure_as_it_was() {
        let mut read = word("1956", 0.1);
        make_sure(&mut read, 0, &[word("1956", 0.95)], &weighed(&[("1956", 0.6)]));
        assert_eq!(read.confidence, 0.95);
    }
}
