//! What the other fields of an act say of one: the father's given name of the patronymic, a person's sex of the endings, an
//! age of the year of birth. Not for rules people are told of: a value that does not fit is no breach here.

use register::{
    act::{Act, Mark},
    date,
    form::FieldKind,
    name::stem_key,
    value::{age_in_years, ethnicities, ethnicity_code, normal_form},
};

use super::{
    endings::{Sex, family, of_sex, patronymics},
    known::a_letter_away,
};

/// Fields read with less confidence say nothing of others.
const SURE: f64 = 0.8;

/// What is asked of a value.
#[derive(Debug, Clone, PartialEq)]
enum Rule {
    /// It is of this stem.
    Stem(String),
    /// It is of this family.
    Family(String),
    /// Its ending is that of the sex, where it has one.
    Ends(Sex),
    /// It is one of these.
    OneOf(Vec<String>),
    /// Its year is none before the first and none after the second.
    Years(i32, i32),
}

/// What the rest of an act says of a field.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Expected {
    /// Values that would agree with it, as they would be written.
    pub(super) texts: Vec<String>,
    rules: Vec<Rule>,
}

/// A field under a look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) act: &'a Act,
    pub(super) key: &'a str,
    pub(super) kind: FieldKind,
    /// First and last year of the book.
    pub(super) years: Option<(i32, i32)>,
}

/// Tajik has one form for men and women.
fn is_tajik(name: &str) -> bool {
    name.contains(['ғ', 'ӣ', 'қ', 'ӯ', 'ҳ', 'ҷ'])
}

impl Expected {
    /// Does a value agree with all that is said of it? Not where nothing is.
    pub(super) fn fits(&self, value: &str) -> bool {
        !self.rules.is_empty() && self.rules.iter().all(|rule| rule.holds(value))
    }
}

impl Rule {
    fn holds(&self, value: &str) -> bool {
        match self {
            Rule::Stem(stem) => stem_key(value) == *stem,
            Rule::Family(of) => family(value) == *of,
            Rule::Ends(sex) => of_sex(value, *sex).is_none_or(|own| own == value),
            Rule::OneOf(values) => values.iter().any(|one| one == value),
            Rule::Years(first, last) => {
                date::year_of(value).is_some_and(|year| (*first..=*last).contains(&year))
            }
        }
    }
}

impl Asked<'_> {
    /// A value of the act that was read surely.
    fn sure(&self, key: &str) -> Option<&str> {
        let field = self.act.fields.get(key).filter(|f| f.mark == Mark::Read && key != self.key)?;
        field.value.as_deref().filter(|_| field.confidence.is_none_or(|sure| sure >= SURE))
    }

    fn person(&self) -> &str {
        self.key.split_once('.').map_or("", |(person, _)| person)
    }

    fn sex(&self) -> Option<Sex> {
        match self.person() {
            "father" | "groom" | "husband" => Some(Sex::Male),
            "mother" | "bride" | "wife" => Some(Sex::Female),
            person => match self.sure(&format!("{person}.sex"))? {
                "male" => Some(Sex::Male),
                "female" => Some(Sex::Female),
                _ => None,
            },
        }
    }

    /// What the act says of the field, in which `reading` was read.
    pub(super) fn expected(&self, reading: &str) -> Expected {
        match self.kind {
            FieldKind::Patronymic => self.patronymic(reading),
            FieldKind::Surname => self.surname(reading),
            FieldKind::Ethnicity => self.ethnicity(reading),
            FieldKind::Date => self.date(reading),
            _ => Expected::default(),
        }
    }

    fn endings(&self, reading: &str) -> Expected {
        let Some(sex) = self.sex() else { return Expected::default() };
        Expected { texts: of_sex(reading, sex).into_iter().collect(), rules: vec![Rule::Ends(sex)] }
    }

    fn patronymic(&self, reading: &str) -> Expected {
        let mut expected = self.endings(reading);
        if let Some(father) = self.sure("father.given").filter(|_| self.person() == "child") {
            let sex = self.sex();
            let made = patronymics(father).into_iter().filter(|(of, _)| sex.is_none_or(|sex| sex == *of));
            expected.texts.extend(made.map(|(_, name)| name));
            expected.rules.push(Rule::Stem(stem_key(father)));
        }
        expected
    }

    fn surname(&self, reading: &str) -> Expected {
        let mut expected = self.endings(reading);
        if let Some(father) = self.sure("father.surname").filter(|_| self.person() == "child") {
            let sexes = self.sex().map_or(vec![Sex::Male, Sex::Female], |sex| vec![sex]);
            expected.texts.extend(sexes.into_iter().filter_map(|sex| of_sex(father, sex)));
            expected.rules.push(Rule::Family(family(father)));
        }
        expected
    }

    /// Russian has a form for men and one for women.
    fn ethnicity(&self, reading: &str) -> Expected {
        let (Some(sex), Some(code)) = (self.sex(), ethnicity_code(reading)) else {
            return Expected::default();
        };
        let names = ethnicities().filter(|name| !name.ends_with('.') && ethnicity_code(name) == Some(code));
        let (of_both, of_one): (Vec<String>, Vec<String>) = names.partition(|name| is_tajik(name));
        let of_women = |name: &String| name.ends_with("ка") || name.ends_with("ая");
        let texts: Vec<String> =
            of_one.iter().filter(|name| of_women(name) == (sex == Sex::Female)).cloned().collect();
        if texts.is_empty() || texts.len() == of_one.len() {
            return Expected::default();
        }
        let rules = vec![Rule::OneOf(texts.iter().cloned().chain(of_both).collect())];
        Expected { texts, rules }
    }

    fn date(&self, reading: &str) -> Expected {
        let of_book = self.key == "reg_date" || self.act.kind.event_dates().contains(&self.key);
        let mut rules: Vec<Rule> = self
            .years
            .filter(|_| of_book)
            .map(|(first, last)| Rule::Years(first, last))
            .into_iter()
            .collect();
        rules.extend(self.born());
        let expected = Expected { texts: Vec::new(), rules };
        let value = |text: &str| normal_form(FieldKind::Date, text, self.years);
        let fits = |text: &String| value(text).is_some_and(|value| expected.fits(&value));
        if expected.rules.is_empty() || fits(&reading.to_owned()) {
            return expected;
        }
        let texts = a_letter_away(reading).into_iter().filter(fits).collect();
        Expected { texts, ..expected }
    }

    /// The years in which somebody was born who died at a known age.
    fn born(&self) -> Option<Rule> {
        let person = self.person();
        let age = age_in_years(self.sure(&format!("{person}.age"))?)?;
        let died = self.act.kind.event_dates().iter().find_map(|key| date::year_of(self.sure(key)?))?;
        (self.key == format!("{person}.birth_date")).then(|| {
            #[expect(clippy::cast_possible_truncation, reason = "an age is no more than 150 years")]
            let years = age as i32;
            Rule::Years(died - years - 1, died - years)
        })
    }
}

#[cfg(test)]
mod tests;
