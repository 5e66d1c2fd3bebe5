//! Which acts one office wrote: its name is misread in many ways, so names spelled alike count as one. Not for
//! the numbers these acts bear.

use crate::value::plain_letters;

use super::book::BookAct;

/// Groups of offices by act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offices {
    of_act: Vec<usize>,
}

/// Share of the letters that must agree for two names to be one office.
const ALIKE: f64 = 0.72;
/// The same of every word, where both names have as many: two village councils of one district differ in one word of
/// three or four, and wholly; a word misread keeps more than half of its letters.
const WORD_ALIKE: f64 = 0.5;

impl Offices {
    /// Groups the acts by office, in the order offices first appear. An act whose office was not read belongs to
    /// that of the act before it.
    pub(super) fn of_acts(acts: &[BookAct]) -> Self {
        Self::of_names(acts.iter().map(|act| act.authority.as_str()))
    }

    /// The same by the offices' names, as written; empty where none was read.
    pub(crate) fn of_names<'n>(written: impl Iterator<Item = &'n str>) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut of_act: Vec<usize> = Vec::new();
        for name in written {
            let name = plain_letters(name.trim());
            let before = of_act.last().copied().unwrap_or(0);
            let group = if name.is_empty() { Some(before) } else { nearest(&names, &name) };
            of_act.push(group.unwrap_or(names.len()));
            if group.is_none() {
                names.push(name);
            }
        }
        Self { of_act }
    }

    /// The group of the act at this place.
    pub(crate) fn of(&self, act: usize) -> usize {
        self.of_act[act]
    }
}

fn nearest(names: &[String], name: &str) -> Option<usize> {
    let same = names.iter().enumerate().filter(|(_, known)| words_agree(known, name));
    let near = same.map(|(at, known)| (at, strsim::normalized_levenshtein(known, name)));
    near.filter(|(_, alike)| *alike >= ALIKE).max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}

/// Letters of a word from which it may tell two names apart: one letter misread is half of a shorter one, or all of it.
const TELLING: usize = 3;

/// Short words that do tell: town, district, village of Tajik and Russian offices.
const KINDS: [&str; 5] = ["ш", "н", "д", "г", "р"];

/// Does no word of one name stand where quite another stands in the other? Names of more words than the other were cut
/// or joined in reading, and tell nothing.
fn words_agree(one: &str, other: &str) -> bool {
    let words = |name: &str| name.split_whitespace().count();
    let is_short = |word: &str| word.chars().count() < TELLING;
    let mut pairs = one.split_whitespace().zip(other.split_whitespace());
    let kind = |word: &str| KINDS.iter().find(|kind| **kind == word.trim_end_matches('.')).copied();
    let agree = |a, b| match (kind(a), kind(b)) {
        (Some(a), Some(b)) => a == b,
        _ => is_short(a) || is_short(b) || strsim::normalized_levenshtein(a, b) >= WORD_ALIKE,
    };
    words(one) != words(other) || pairs.all(|(a, b)| agree(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, same: bool) {
        let known = [plain_letters(one)];
        assert_eq!(nearest(&known, &plain_letters(other)).is_some(), same, "{one} | {other}");
    }

    #[test]
    fn a_name_misread_in_some_letters_is_the_same_office() {
        check("Комиҷроияи Совети деҳоти Чоркӯҳ", "Комичроияи Совети дехоти Чоркух", true);
        check("Комиҷроияи Совети деҳоти Шаҳринав", "Комнчроияи Соввти дехоти Шахрннаь", true);
        check("Рудакӣ", "Рулакй", true);
    }

    #[test]
    fn councils_of_one_district_differ_in_one_word() {
        check("Комиҷроияи Совети деҳоти Чоркӯҳ", "Комиҷроияи Совети деҳоти Шаҳринав", false);
        check("Комиҷроияи Совети деҳоти Исфара", "Комиҷроияи Совети деҳоти Лаккон", false);
    }

    #[test]
    fn a_short_word_misread_tells_nothing() {
        check("Шӯъбаи САҲШ дар ш. Исфара", "Шӯъбаи САҲШ дар т. Исфара", true);
        check("Шӯъбаи САҲШ н. Рудакӣ", "Шӯъбаи САҲШ к Рудакӣ", true);
    }

    #[test]
    fn a_town_is_not_the_district_of_its_name() {
        check("Шӯъбаи САҲШ дар ш. Исфара", "Шӯъбаи САҲШ дар н. Исфара", false);
    }

    #[test]
    fn words_joined_or_cut_in_reading_tell_nothing() {
        check("Комиҷроияи Совети деҳоти Чоркӯҳ", "Комиҷроияи Советидеҳоти Чоркӯҳ", true);
        check("Комиҷроияи Совети деҳоти Чоркӯҳ", "Комиҷ", false);
    }
}
