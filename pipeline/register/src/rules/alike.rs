//! Whether two names may be one through spellings, scripts, endings and the laws on names. Tolerant: rules speak only
//! where no way leads from one to the other. Not for search: see [`crate::name`].

use crate::name::{Keys, agreement, k1, k2, stem_key, words};

/// May the two be one surname, or one made of the other's stem?
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    if agreement(&Keys::of(one), &Keys::of(other)).is_some() {
        return true;
    }
    let (ours, theirs) = (words(one), words(other));
    ours.iter().any(|a| theirs.iter().any(|b| same_stem(a, b))) || same_stem(&ours.concat(), &theirs.concat())
}

/// May the patronymic be made of the father's given name? Words like `угли` and `кызы` say nothing.
pub(crate) fn same_patronymic(patronymic: &str, father: &str) -> bool {
    const CHILD_OF: [&str; 8] = ["угли", "оглы", "углы", "огли", "кызы", "кизи", "бин", "сын"];
    let is_name = |word: &String| !CHILD_OF.contains(&k1(word).as_str());
    let name = words(patronymic).into_iter().filter(is_name).collect::<Vec<_>>().join(" ");
    same_name(&name, father) || is_short_with_ending(&k2(&name), &open(&k2(father)))
}

/// A name too short for its ending to be cut off by rule: Юрий, Юрьевич; Лев, Львович. Keys K2.
fn is_short_with_ending(patronymic: &str, father: &str) -> bool {
    const ENDINGS: [&str; 6] = ["ивич", "ович", "ивно", "овно", "ично", "ич"];
    let is_fathers =
        |base: &str| base.chars().count() >= 2 && (base == father || same_consonants(base, father));
    ENDINGS.iter().filter_map(|ending| patronymic.strip_suffix(ending)).any(is_fathers)
}

/// Stems without their last vowel, which endings take away (Никита, Никитич); or the same consonants from the same
/// letter on, as vowels come and go (Павел, Павлович).
fn same_stem(one: &str, other: &str) -> bool {
    let (a, b) = (open(&stem_key(one)), open(&stem_key(other)));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    a == b || same_consonants(&a, &b)
}

/// Two consonants or more, the same ones.
fn same_consonants(a: &str, b: &str) -> bool {
    let consonants = |key: &str| key.chars().filter(|c| !is_vowel(*c)).collect::<String>();
    consonants(a) == consonants(b) && consonants(a).chars().count() >= 2
}

fn open(stem: &str) -> String {
    stem.trim_end_matches(is_vowel).to_owned()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'о' | 'и' | 'у')
}

/// The parts of a person's name that tell a sex by their endings: male, female, or neither.
pub(super) fn sex_of_patronymic(name: &str) -> Option<&'static str> {
    const MALE: [&str; 8] = ["ович", "евич", "ич", "угли", "оглы", "углы", "огли", "писар"];
    const FEMALE: [&str; 7] = ["овна", "евна", "ична", "духт", "кызы", "кизи", "духтар"];
    ending(name, &FEMALE, "female").or_else(|| ending(name, &MALE, "male"))
}

/// A surname in -ова is a woman's, one in -ов mostly a man's.
pub(super) fn sex_of_surname(name: &str) -> Option<&'static str> {
    const MALE: [&str; 3] = ["ов", "ев", "ёв"];
    const FEMALE: [&str; 3] = ["ова", "ева", "ёва"];
    ending(name, &FEMALE, "female").or_else(|| ending(name, &MALE, "male"))
}

/// Shortest name with an ending: Лев has none.
const LONG: usize = 5;

fn ending(name: &str, endings: &[&str], sex: &'static str) -> Option<&'static str> {
    let last = k1(words(name).last()?);
    let long = words(name).len() > 1 || last.chars().count() >= LONG;
    (long && endings.iter().any(|ending| last.ends_with(ending))).then_some(sex)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_patronymic(patronymic: &str, father: &str, same: bool) {
        assert_eq!(same_patronymic(patronymic, father), same, "{patronymic} {father}");
    }

    #[test]
    fn a_patronymic_is_made_of_the_fathers_name() {
        let rows = [
            ("Рустамович", "Рустам"),
            ("Рустамовна", "Рустам"),
            ("Раҳимзода", "Раҳим"),
            ("Рахимович", "Раҳим"),
            ("Юрьевич", "Юрий"),
            ("Ильич", "Илья"),
            ("Никитична", "Никита"),
            ("Львович", "Лев"),
            ("Павлович", "Павел"),
            ("Петровна", "Пётр"),
            ("Абдуллоевич", "Абдулло"),
            ("Абдуллаевна", "Абдулло"),
            ("Мирзораҳимович", "Мирзо Раҳим"),
            ("Карим ӯғли", "Карим"),
            ("Карим", "Карим"),
            ("Каримӣ", "Карим"),
            ("Муҳаммадович", "Магомед"),
            ("Ҷамшедович", "Джамшед"),
        ];
        for (patronymic, father) in rows {
            check_patronymic(patronymic, father, true);
        }
    }

    #[test]
    fn another_fathers_name_is_told() {
        for (patronymic, father) in [("Рустамович", "Карим"), ("Ҳакимовна", "Раҳмон"), ("Саидович", "Ҷамшед")]
        {
            check_patronymic(patronymic, father, false);
        }
    }

    fn check_surname(one: &str, other: &str, same: bool) {
        assert_eq!(same_name(one, other), same, "{one} {other}");
    }

    #[test]
    fn one_surname_goes_through_sexes_and_laws() {
        for (one, other) in [
            ("Рахмонова", "Рахмонов"),
            ("Раҳмонзода", "Рахмонов"),
            ("Раҳмонӣ", "Раҳмонзода"),
            ("Раҳмон", "Рахманов"),
        ] {
            check_surname(one, other, true);
        }
        check_surname("Каримова", "Саидов", false);
    }

    #[test]
    fn endings_tell_a_sex() {
        assert_eq!(sex_of_patronymic("Каримовна"), Some("female"));
        assert_eq!(sex_of_patronymic("Каримович"), Some("male"));
        assert_eq!(sex_of_patronymic("Карим қизи"), Some("female"));
        assert_eq!(sex_of_patronymic("Карим"), None);
        assert_eq!(sex_of_surname("Каримова"), Some("female"));
        assert_eq!(sex_of_surname("Каримзода"), None);
    }
}
