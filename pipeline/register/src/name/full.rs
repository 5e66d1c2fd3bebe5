//! Full names in one piece: which word is surname, given name and father's name, by what joins them, by endings, and by
//! the usual order. Not for names in fields of their own.

use super::{Part, fold, likely_part};

/// Words between a person's name and the father's, as K1 writes them: Russian, Arabic, Tajik.
const CHILD_OF: [&str; 15] = [
    "сын",
    "сина",
    "дочь",
    "дочери",
    "бин",
    "бинт",
    "бинти",
    "ибн",
    "бен",
    "валад",
    "валади",
    "вулд",
    "писари",
    "духтари",
    "духтар",
];
/// Words behind the father's name: Uzbek and its neighbours.
const CHILD: [&str; 10] = ["угли", "углы", "оглы", "огли", "кизи", "кызы", "кызи", "зода", "заде", "зада"];

/// What part of a name each word is; a word that only joins them is none. Without joining words or telling endings the
/// order is surname, given name, and all the rest the father's name.
#[must_use]
pub fn parts(words: &[&str]) -> Vec<Option<Part>> {
    let folded: Vec<String> = words.iter().map(|word| fold::k1(word)).collect();
    let first = |list: &[&str], before: usize| (1..before).find(|&at| list.contains(&folded[at].as_str()));
    if let Some(at) = first(&CHILD_OF, words.len().saturating_sub(1)) {
        let own = own_names(&words[..at]);
        let father = words[at + 1..].iter().map(|_| Some(Part::Patronymic));
        return own.into_iter().chain(std::iter::once(None)).chain(father).collect();
    }
    if let Some(at) = first(&CHILD, words.len()) {
        let mut all = own_names(&words[..at - 1]);
        all.extend([Some(Part::Patronymic), Some(Part::Patronymic)]);
        all.extend(words[at + 1..].iter().map(|_| Some(Part::Surname)));
        return all;
    }
    by_order(words)
}

/// The words before the father's name: a given name, with the surname at the side its ending tells, else before it.
fn own_names(words: &[&str]) -> Vec<Option<Part>> {
    let surname = match words.len() {
        0 | 1 => None,
        _ => words.iter().position(|word| likely_part(word) == Some(Part::Surname)).or(Some(0)),
    };
    (0..words.len()).map(|at| Some(if Some(at) == surname { Part::Surname } else { Part::Given })).collect()
}

fn by_order(words: &[&str]) -> Vec<Option<Part>> {
    let surnames: Vec<usize> =
        (0..words.len()).filter(|&at| likely_part(words[at]) == Some(Part::Surname)).collect();
    let surname = match surnames.as_slice() {
        [only] => *only,
        _ => 0,
    };
    let mut given = false;
    let part = |at: usize| {
        if at == surname {
            return Some(Part::Surname);
        }
        let first = !std::mem::replace(&mut given, true);
        Some(if first && likely_part(words[at]) != Some(Part::Patronymic) {
            Part::Given
        } else {
            Part::Patronymic
        })
    };
    (0..words.len()).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, surname: &str, given: &str, patronymic: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let parts = parts(&words);
        let of = |part: Part| {
            let own = words.iter().zip(&parts).filter(|(_, p)| **p == Some(part)).map(|(word, _)| *word);
            own.collect::<Vec<_>>().join(" ")
        };
        let found = [of(Part::Surname), of(Part::Given), of(Part::Patronymic)];
        assert_eq!(found, [surname, given, patronymic], "{text}");
    }

    #[test]
    fn the_usual_order_is_surname_given_name_and_father() {
        check("Рахимов Саид Каримович", "Рахимов", "Саид", "Каримович");
        check("Раҳмон Ҷамшед Карим", "Раҳмон", "Ҷамшед", "Карим");
        check("Рахимова Зебо", "Рахимова", "Зебо", "");
        check("Рахимов", "Рахимов", "", "");
    }

    #[test]
    fn a_telling_surname_may_stand_last() {
        check("Саид Каримович Рахимов", "Рахимов", "Саид", "Каримович");
        check("Саид Рахимов", "Рахимов", "Саид", "");
        check("Ҷамшед Карим Раҳмонзода", "Раҳмонзода", "Ҷамшед", "Карим");
    }

    #[test]
    fn joining_words_tell_the_father() {
        check("Саид сын Карима", "", "Саид", "Карима");
        check("Зебо дочь Назара", "", "Зебо", "Назара");
        check("Рахимов Саид сын Карима", "Рахимов", "Саид", "Карима");
        check("Саид бин Карим", "", "Саид", "Карим");
        check("Саид ибн Карим", "", "Саид", "Карим");
        check("Саид писари Карим", "", "Саид", "Карим");
    }

    #[test]
    fn a_word_for_child_follows_the_father() {
        check("Рахимов Саид Карим угли", "Рахимов", "Саид", "Карим угли");
        check("Рахимова Зебо Карим қизи", "Рахимова", "Зебо", "Карим қизи");
        check("Саид Карим ўғли", "", "Саид", "Карим ўғли");
        check("Саид Карим оглы Рахимов", "Рахимов", "Саид", "Карим оглы");
    }

    proptest::proptest! {
        #[test]
        fn every_word_is_told_of(words in proptest::collection::vec("сын|бин|угли|зода|[А-Я][а-я]{1,8}(ов|ович|а)?", 0..6)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            assert_eq!(parts(&words).len(), words.len());
        }
    }
}
