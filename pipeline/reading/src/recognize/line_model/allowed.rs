//! The likeliest texts of a line among those that may stand there: CTC's prefix beam search (Graves, 2012; Hannun et al.,
//! 2014) in a net of letters. Not for choosing between them and what was read freely.

use std::collections::BTreeMap;

use super::{
    beginnings::{Beginnings, EMPTY, Likely},
    net::{Net, START},
    scores::LineScores,
    spelled::log_probability,
};

/// Beginnings carried from step to step: more than the net of any field has ways at its start (a date's has 78), so that
/// the first step loses none; later ones keep the likeliest.
const CARRIED: usize = 128;

/// Beginnings at a knot of the net, each with how likely it is.
type Beams = BTreeMap<(usize, usize), Likely>;

/// The likeliest texts of `net` on the line, best first and `most` at most, as letters of the alphabet and the logarithm
/// of how likely each is; none where the line has too few steps for any. Letters the `alphabet` lacks are not found.
pub(super) fn likeliest(
    scores: &LineScores,
    net: &Net,
    alphabet: &[char],
    most: usize,
) -> Vec<(Vec<usize>, f64)> {
    let number = |letter: char| alphabet.iter().position(|&known| known == letter).map(|at| at + 1);
    let mut numbers: BTreeMap<char, Option<usize>> = BTreeMap::new();
    let mut beginnings = Beginnings::new();
    let mut beams = Beams::from([((EMPTY, START), Likely::SURE)]);
    for step in scores.steps() {
        let mut next = Beams::new();
        for (&(beginning, knot), &likely) in &beams {
            let last = beginnings.last(beginning);
            next.entry((beginning, knot)).or_insert(Likely::NOT).stay(likely, step, last);
            for &(letter, to) in net.ways(knot) {
                let Some(letter) = *numbers.entry(letter).or_insert_with(|| number(letter)) else { continue };
                let longer = (beginnings.with(beginning, letter), to);
                let log = likely.before(letter, last) + f64::from(step[letter]);
                next.entry(longer).or_insert(Likely::NOT).end_in(log);
            }
        }
        beams = likeliest_of(next);
    }
    let ended = beams.keys().filter(|(_, knot)| net.may_end(*knot)).map(|(beginning, _)| *beginning);
    let mut texts: Vec<Vec<usize>> = ended.map(|beginning| beginnings.letters(beginning)).collect();
    texts.sort();
    texts.dedup();
    let likely = |letters: Vec<usize>| {
        let log = log_probability(scores, &letters);
        (letters, log)
    };
    let mut texts: Vec<(Vec<usize>, f64)> = texts.into_iter().map(likely).collect();
    texts.retain(|(_, log)| log.is_finite());
    texts.sort_by(|a, b| b.1.total_cmp(&a.1));
    texts.truncate(most);
    texts
}

fn likeliest_of(beams: Beams) -> Beams {
    if beams.len() <= CARRIED {
        return beams;
    }
    let mut all: Vec<((usize, usize), Likely)> = beams.into_iter().collect();
    all.sort_by(|a, b| b.1.all().total_cmp(&a.1.all()));
    all.truncate(CARRIED);
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{super::net::part, *};

    const ALPHABET: [char; 6] = ['м', 'у', 'ж', 'е', 'н', '1'];

    /// The texts of a net of `words` on a line whose steps tell these letters with these shares.
    fn texts(words: &[&str], steps: &[&[(char, f32)]]) -> Vec<String> {
        let scores = LineScores::told(steps, &ALPHABET);
        let found = likeliest(&scores, &Net::of(&[vec![part(words)]]), &ALPHABET, 3);
        assert!(found.windows(2).all(|pair| pair[0].1 >= pair[1].1), "{found:?}");
        found.into_iter().map(|(letters, _)| letters.iter().map(|at| ALPHABET[at - 1]).collect()).collect()
    }

    #[test]
    fn the_likeliest_word_of_the_list_is_found() {
        let steps: [&[(char, f32)]; 4] = [&[('м', 0.9)], &[('у', 0.9)], &[('_', 0.9)], &[('ж', 0.9)]];
        assert_eq!(texts(&["жен", "муж"], &steps), ["муж", "жен"]);
    }

    #[test]
    fn a_letter_that_cannot_stand_there_gives_way() {
        let steps: [&[(char, f32)]; 3] = [&[('н', 0.7), ('м', 0.2)], &[('у', 0.9)], &[('ж', 0.9)]];
        assert_eq!(texts(&["муж", "жен"], &steps)[0], "муж");
    }

    #[test]
    fn a_double_letter_is_told_from_a_single_one() {
        let twice: [&[(char, f32)]; 3] = [&[('н', 0.9)], &[('_', 0.9)], &[('н', 0.9)]];
        assert_eq!(texts(&["н", "нн"], &twice)[0], "нн");
        let once: [&[(char, f32)]; 3] = [&[('н', 0.9)], &[('н', 0.9)], &[('_', 0.9)]];
        assert_eq!(texts(&["н", "нн"], &once)[0], "н");
    }

    #[test]
    fn figures_are_what_the_ink_says() {
        let steps: [&[(char, f32)]; 2] = [&[('1', 0.6)], &[('м', 0.6)]];
        assert_eq!(texts(&["#", "##"], &steps)[0], "1");
    }

    #[test]
    fn a_word_longer_than_the_line_is_not_found() {
        assert_eq!(texts(&["муж"], &[&[('м', 0.9)], &[('у', 0.9)]]), Vec::<String>::new());
    }

    #[test]
    fn letters_the_model_does_not_know_are_not_found() {
        assert_eq!(texts(&["ы", "м"], &[&[('м', 0.9)], &[('_', 0.9)]]), ["м"]);
    }

    #[test]
    fn no_first_letter_is_lost_at_the_first_step() {
        let alphabet: Vec<char> = ('А'..='я').chain('0'..='9').chain('a'..='f').collect();
        let firsts: Vec<String> = alphabet[1..].iter().map(|letter| format!("{letter}d")).collect();
        let words: Vec<&str> = firsts.iter().map(String::as_str).chain(["Аe"]).collect();
        // Of all the first letters `А` is the least likely, yet the second follows no other.
        let least = [(1, 1e-4)];
        let e = alphabet.iter().position(|&letter| letter == 'e').unwrap() + 1;
        let scores = LineScores::made(&[&least, &[(e, 0.999)]], alphabet.len());
        let found = likeliest(&scores, &Net::of(&[vec![part(&words)]]), &alphabet, 1);
        assert_eq!(found[0].0, [1, e]);
    }

    #[test]
    fn a_line_without_steps_bears_nothing() {
        assert_eq!(texts(&["муж"], &[]), Vec::<String>::new());
    }
}
