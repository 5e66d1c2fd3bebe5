//! Words of acts written in Tajik in Tajik letters: the bar of ӯ and ӣ and the hook of ҷ, ҳ, қ are lost first on paper, and
//! a known word is known without them. Not for names, which have spellings of their own, nor for what was written: that stays
//! as it was read.

use std::{collections::BTreeMap, sync::LazyLock};

use register::{
    act::{Act, By, Field, Mark},
    form::{self, FieldKind},
    value::{ethnicities, places, plain_letters},
};

use super::lexicon::{alternates, rows};

/// Letters of Tajik that Russian has not.
const OWN: [char; 12] = ['ғ', 'ӣ', 'қ', 'ӯ', 'ҳ', 'ҷ', 'Ғ', 'Ӣ', 'Қ', 'Ӯ', 'Ҳ', 'Ҷ'];
/// So many fields with such letters make an act one in Tajik; a name alone may come from elsewhere.
const FIELDS: usize = 2;
/// Fields read with less confidence show nothing.
const SURE: f64 = 0.8;
/// Words of offices and papers that stand in no other table.
const BESIDE_TABLES: [&str; 8] =
    ["шӯъбаи", "ноҳияи", "деҳаи", "шаҳри", "халқӣ", "суди", "ҳалномаи", "муҷаррад"];

/// Known words with letters of Tajik alone, by their plain letters; none that is another word, too.
static WORDS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let labels = rows(include_str!("../../../../ocr-models/forms/fields.tsv"));
    let labels = labels.filter_map(|row| row.last().copied()).flat_map(alternates).map(str::to_owned);
    let tables = ethnicities().chain(places().map(str::to_owned)).chain(labels);
    let all = tables.chain(BESIDE_TABLES.map(str::to_owned));
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    for word in all.flat_map(|text| words_of(&text).map(str::to_lowercase).collect::<Vec<_>>()) {
        let plain = plain_letters(&word);
        if word.contains(OWN) {
            words.entry(plain).or_insert(word);
        }
    }
    words
});

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1)
}

/// Spells known words of acts in Tajik with its letters, in the values of places, offices, papers and ethnicities.
pub(super) fn spell(acts: &mut [Act]) {
    for act in acts.iter_mut().filter(|act| is_tajik(act)) {
        for (key, field) in &mut act.fields {
            let kind = form::field(act.kind, key).map_or(FieldKind::Text, |spec| spec.kind);
            let words = matches!(
                kind,
                FieldKind::Place
                    | FieldKind::Text
                    | FieldKind::Reference
                    | FieldKind::Ethnicity
                    | FieldKind::Choice
            );
            if words && field.by == By::Machine && field.mark == Mark::Read {
                field.value = field.value.as_deref().map(spelled);
            }
        }
    }
}

fn is_tajik(act: &Act) -> bool {
    let shows = |field: &&Field| {
        field.confidence.is_some_and(|sure| sure >= SURE)
            && field.as_written.as_deref().is_some_and(|written| written.contains(OWN))
    };
    act.fields.values().filter(shows).count() >= FIELDS
}

/// The text with its known words in letters of Tajik; capitals stay where they are.
fn spelled(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for run in value.split_inclusive(|c: char| !c.is_alphabetic()) {
        let word = run.trim_end_matches(|c: char| !c.is_alphabetic());
        match WORDS.get(&plain_letters(word)).filter(|known| keeps_own(word, known)) {
            Some(known) => text.extend(word.chars().zip(known.chars()).map(|(was, is)| as_large(is, was))),
            None => text.push_str(word),
        }
        text.push_str(&run[word.len()..]);
    }
    text
}

/// Letters of Tajik that were read stay: Қӯрғонтеппа is another spelling than Қурғонтеппа.
fn keeps_own(word: &str, known: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase).zip(known.chars());
    letters.all(|(was, is)| was == is || !was.to_string().contains(OWN))
}

fn as_large(letter: char, as_other: char) -> char {
    let large = || letter.to_uppercase().next().unwrap_or(letter);
    if as_other.is_uppercase() { large() } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &str) {
        assert_eq!(spelled(value), expected);
    }

    #[test]
    fn known_words_get_their_letters_back() {
        check("узбек", "ӯзбек");
        check("Шуъбаи САХШ ш. Ленинобод", "Шӯъбаи САҲШ ш. Ленинобод");
        check("дехаи Румон, нохияи Ленинобод", "деҳаи Румон, ноҳияи Ленинобод");
    }

    #[test]
    fn words_that_are_not_known_stay() {
        check("бофанда", "бофанда");
        check("ш. Қӯрғонтеппа", "ш. Қӯрғонтеппа");
        check("№ 12-а, 5.V.1974", "№ 12-а, 5.V.1974");
        check("", "");
    }

    #[test]
    fn every_word_is_as_long_as_its_plain_letters() {
        for (plain, word) in WORDS.iter() {
            assert_eq!(plain.chars().count(), word.chars().count(), "{word}");
        }
    }

    fn act(written: [&str; 3]) -> Act {
        let json = serde_json::json!({"id": "r-1-1", "register": "r", "type": "birth", "fields": {
            "father.ethnicity": {"value": written[0], "as_written": written[0], "confidence": 0.99, "mark": "read"},
            "child.given": {"value": written[1], "as_written": written[1], "confidence": 0.99, "mark": "read"},
            "mother.given": {"value": written[2], "as_written": written[2], "confidence": 0.99, "mark": "read"},
        }});
        serde_json::from_value(json).unwrap()
    }

    fn ethnicity(written: [&str; 3]) -> Option<String> {
        let mut acts = [act(written)];
        spell(&mut acts);
        acts[0].fields["father.ethnicity"].value.clone()
    }

    #[test]
    fn only_acts_in_tajik_are_spelled_so() {
        assert_eq!(ethnicity(["узбек", "Ҳасан", "Ҷамила"]).as_deref(), Some("ӯзбек"));
        assert_eq!(ethnicity(["узбек", "Хасан", "Джамиля"]).as_deref(), Some("узбек"));
        assert_eq!(ethnicity(["узбек", "Ҳасан", "Джамиля"]).as_deref(), Some("узбек"));
    }

    #[test]
    fn what_was_written_stays_as_it_was_read() {
        let mut acts = [act(["узбек", "Ҳасан", "Ҷамила"])];
        spell(&mut acts);
        assert_eq!(acts[0].fields["father.ethnicity"].as_written.as_deref(), Some("узбек"));
    }
}
