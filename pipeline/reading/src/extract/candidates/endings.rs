//! Russian endings of names: what a father's given name makes of his child's patronymic, and a man's surname of a woman's.
//! Not for telling parts of names: `register::name` does.

/// Man or woman.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sex {
    Male,
    Female,
}

/// Endings of a man's and a woman's names.
const PAIRS: [(&str, &str); 8] = [
    ("ович", "овна"),
    ("евич", "евна"),
    ("ов", "ова"),
    ("ев", "ева"),
    ("ёв", "ёва"),
    ("ин", "ина"),
    ("ский", "ская"),
    ("цкий", "цкая"),
];

/// The name with the ending of that sex; nothing where it has neither ending.
pub(super) fn of_sex(name: &str, sex: Sex) -> Option<String> {
    let both = PAIRS.iter().flat_map(|(man, woman)| [(*woman, *man, *woman), (*man, *man, *woman)]);
    let mut found = both.filter_map(|(ending, man, woman)| Some((name.strip_suffix(ending)?, man, woman)));
    let (stem, man, woman) = found.find(|(stem, ..)| stem.chars().count() >= SHORTEST)?;
    let ending = if sex == Sex::Male { man } else { woman };
    Some(format!("{stem}{ending}"))
}

/// Least letters before an ending: Лев and Нина have none.
const SHORTEST: usize = 3;

/// The surname as a man has it, to count a family's as one.
pub(super) fn family(surname: &str) -> String {
    of_sex(surname, Sex::Male).unwrap_or_else(|| surname.to_owned())
}

/// The stem to which endings of belonging are put, and whether they begin with `е`.
fn stem(given: &str) -> Option<(String, bool)> {
    let last = given.chars().next_back()?;
    let without = || given.strip_suffix(last).unwrap_or_default();
    Some(match last {
        'й' | 'ь' => (without().to_owned(), true),
        'ӣ' => (format!("{}и", without()), true),
        'а' | 'о' | 'у' | 'ӯ' | 'и' | 'е' | 'э' | 'ю' | 'я' => (given.to_owned(), true),
        'ж' | 'ч' | 'ш' | 'ц' | 'ҷ' => (given.to_owned(), true),
        _ => (given.to_owned(), false),
    })
}

/// The patronymics that a father's given name makes, a son's and a daughter's.
pub(super) fn patronymics(given: &str) -> Vec<(Sex, String)> {
    let ends = |sex, soft, hard| {
        let (stem, is_soft) = stem(given)?;
        Some((sex, format!("{stem}{}", if is_soft { soft } else { hard })))
    };
    let both = [ends(Sex::Male, "евич", "ович"), ends(Sex::Female, "евна", "овна")];
    both.into_iter().flatten().collect()
}

/// The surnames that a given name makes, a man's and a woman's.
pub(super) fn surnames(given: &str) -> Vec<String> {
    let Some((stem, soft)) = stem(given) else { return Vec::new() };
    let ends = if soft { ["ев", "ева"] } else { ["ов", "ова"] };
    ends.iter().map(|ending| format!("{stem}{ending}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_takes_the_ending_of_a_sex() {
        let check = |name: &str, sex: Sex, expected: Option<&str>| {
            assert_eq!(of_sex(name, sex).as_deref(), expected, "{name}");
        };
        check("Раҳмонов", Sex::Female, Some("Раҳмонова"));
        check("Раҳмонова", Sex::Male, Some("Раҳмонов"));
        check("Раҳмонова", Sex::Female, Some("Раҳмонова"));
        check("Каримович", Sex::Female, Some("Каримовна"));
        check("Каримовна", Sex::Male, Some("Каримович"));
        check("Раҳмонзода", Sex::Female, None);
        check("Нина", Sex::Male, None);
    }

    #[test]
    fn a_father_s_name_makes_patronymics() {
        let check = |given: &str, son: &str, daughter: &str| {
            let made: Vec<String> = patronymics(given).into_iter().map(|(_, name)| name).collect();
            assert_eq!(made, [son, daughter]);
        };
        check("Карим", "Каримович", "Каримовна");
        check("Алӣ", "Алиевич", "Алиевна");
        check("Мирзо", "Мирзоевич", "Мирзоевна");
        check("Сергей", "Сергеевич", "Сергеевна");
    }

    #[test]
    fn a_family_is_one() {
        assert_eq!(family("Саидова"), family("Саидов"));
        assert_eq!(surnames("Саид"), ["Саидов", "Саидова"]);
    }
}
