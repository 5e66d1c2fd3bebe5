//! Words that say what kind of place a name is of: г., кишлак, с/с, ноҳияи. Not for the names.

use super::plain_letters;

/// A kind of place, in Russian and Tajik, Soviet and before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// к., кишлак, село, деҳа, станция
    Village,
    /// г., шаҳр
    City,
    /// пос., пгт, шаҳрак
    Settlement,
    /// с/с, сельсовет, ҷамоат
    Council,
    /// волость
    Volost,
    /// район, ноҳия
    District,
    /// уезд
    Uezd,
    /// область, вилоят, округ
    Region,
    /// республика, ҷумҳурӣ, ССР
    Republic,
}

impl Term {
    /// Smaller kinds have smaller ranks.
    pub(super) fn rank(self) -> usize {
        TERMS.iter().position(|(term, ..)| *term == self).unwrap_or(TERMS.len())
    }
}

/// Each kind by its abbreviations, whole, and the beginnings of its words, in plain letters, smallest kind first.
const TERMS: [(Term, &[&str], &[&str]); 9] = [
    (
        Term::Village,
        &["к", "киш", "с", "д", "дер", "ст", "х", "хут", "дех"],
        &["кишлак", "село", "дехаи", "деха", "деревн", "станци", "хутор", "аул"],
    ),
    (Term::City, &["г", "гор", "ш", "шах"], &["город", "шахри", "шахр"]),
    (Term::Settlement, &["пос", "пгт", "п", "раб"], &["поселок", "поселка", "шахраки", "шахрак"]),
    (
        Term::Council,
        &["с/с", "сс", "к/с", "ч", "чам", "дж"],
        &["сельсовет", "кишсовет", "чамоат", "джамоат", "дехот"],
    ),
    (Term::Volost, &["вол"], &["волост"]),
    (Term::District, &["р-н", "рн", "рон", "н", "нох"], &["район", "нохия"]),
    (Term::Uezd, &["у", "уезд", "бек"], &["уезд", "бекств", "тумен"]),
    (Term::Region, &["обл", "вил", "окр"], &["област", "вилоят", "округ"]),
    (Term::Republic, &["ссср", "сср", "асср", "респ", "чшс", "рсс"], &["республик", "чумхур"]),
];

/// A word of a place's name, with the kind the text gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Worded {
    /// In plain letters.
    pub(super) plain: String,
    pub(super) term: Option<Term>,
}

/// The kind of place a word names.
fn term_of(word: &str) -> Option<Term> {
    let exact = |(_, short, _): &&(Term, &[&str], &[&str])| short.contains(&word);
    let begins = |(_, _, long): &&(Term, &[&str], &[&str])| long.iter().any(|stem| word.starts_with(stem));
    // Of шаҳрак and шаҳр the longer stem counts.
    let longest = |(_, _, long): &&(Term, &[&str], &[&str])| {
        long.iter().filter(|stem| word.starts_with(**stem)).map(|stem| stem.len()).max()
    };
    let found = TERMS.iter().find(exact).or_else(|| TERMS.iter().filter(begins).max_by_key(longest));
    found.map(|(term, ..)| *term)
}

/// The words of names in a text, each with the kind that stands before it or, of an adjective, behind it.
pub(super) fn worded(text: &str) -> Vec<Worded> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '\'' | '’');
    let mut all: Vec<Worded> = Vec::new();
    for part in text.split([',', ';', '(', ')']) {
        let plain = plain_letters(part);
        let mut ahead = None;
        let mut begun = all.len();
        for word in plain.split(|c: char| !inside(c)).filter(|w| !w.is_empty()) {
            match term_of(word) {
                // Behind an adjective or a name that has none of its own: Сталинабадский р-н.
                Some(term) if all.len() > begun && is_adjective(&all[all.len() - 1].plain) => {
                    all[begun..].iter_mut().for_each(|w| w.term = w.term.or(Some(term)));
                    ahead = None;
                    begun = all.len();
                }
                Some(term) => {
                    ahead = Some(term);
                    begun = all.len();
                }
                None => all.push(Worded { plain: word.to_owned(), term: ahead }),
            }
        }
    }
    all
}

fn is_adjective(plain: &str) -> bool {
    ["скии", "ская", "скои", "ского", "ское", "ском"].iter().any(|ending| plain.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Option<Term>)]) {
        let found: Vec<(String, Option<Term>)> =
            worded(text).into_iter().map(|w| (w.plain, w.term)).collect();
        let expected: Vec<(String, Option<Term>)> =
            expected.iter().map(|(word, term)| (plain_letters(word), *term)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn terms_are_told_from_names() {
        check("г. Душанбе", &[("Душанбе", Some(Term::City))]);
        check("г.Душанбе", &[("Душанбе", Some(Term::City))]);
        check("кишлак Сарихосор", &[("Сарихосор", Some(Term::Village))]);
        check("деҳаи Сарихосор", &[("Сарихосор", Some(Term::Village))]);
        check("ҷамоати Гулистон", &[("Гулистон", Some(Term::Council))]);
        check("шаҳраки Норак", &[("Норак", Some(Term::Settlement))]);
        check("н. Айнӣ", &[("Айнӣ", Some(Term::District))]);
        check("пос. Ким", &[("Ким", Some(Term::Settlement))]);
        check("Чкаловский с/с", &[("Чкаловский", Some(Term::Council))]);
        check(
            "к. Варзоб, Сталинабадский р-н",
            &[("Варзоб", Some(Term::Village)), ("Сталинабадский", Some(Term::District))],
        );
        check("Ура-Тюбе", &[("Ура-Тюбе", None)]);
    }
}
