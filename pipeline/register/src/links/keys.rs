//! Keys by which acts that may be tied find each other: names of their persons, and numbers they have or name. Not for
//! weighing who shares one.

use std::collections::BTreeSet;

use crate::{
    act::Act,
    date,
    form::ActType,
    id::ActId,
    name::{spelling_key, stem_key},
    rules::is_of_several_registers,
};

use super::{Known, Person, Role};

/// What a key of a number begins with; no name does.
const NUMBER: char = '№';

/// Longest key that is kept, bytes: a PostgreSQL index takes some 2,700.
const LONGEST: usize = 400;

/// A key of an act.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key.
    pub text: String,
    /// The year in which the person of that name was born, where it is known.
    pub born: Option<i32>,
}

impl Key {
    /// Can a database find acts by it? PostgreSQL takes no long ones, and none with a zero in it; no name is so long.
    fn can_be_kept(&self) -> bool {
        self.text.len() <= LONGEST && !self.text.contains('\0')
    }

    /// May more acts than can be weighed share it, as a common name? Of a number there is one act an office.
    #[must_use]
    pub fn is_of_name(&self) -> bool {
        !self.text.starts_with(NUMBER)
    }
}

impl Known {
    /// What other acts that may be tied to this one have as well.
    ///
    /// The catalogue keeps them: whoever changes what a key is adds a step that sets `acts.keyed` to 0, and all are made anew.
    #[must_use]
    pub fn keys(&self) -> BTreeSet<Key> {
        let of_person = |person: &Person| {
            let born = born(self, person);
            person.keys().into_iter().map(move |text| Key { text, born })
        };
        let own =
            self.number.as_deref().zip(self.year).map(|(number, year)| numbered(self.kind, number, year));
        let named = self.names.iter().filter_map(|named| {
            let year = date::year_of(named.reference.date.as_deref()?)?;
            Some(numbered(named.kind, named.reference.number.as_deref()?, year))
        });
        self.persons.iter().flat_map(of_person).chain(own).chain(named).filter(Key::can_be_kept).collect()
    }
}

fn numbered(kind: ActType, number: &str, year: i32) -> Key {
    Key { text: format!("{NUMBER}{}/{number}/{year}", kind.as_str()), born: None }
}

/// The year of birth: written, or of a child that of the event.
pub(super) fn born(act: &Known, person: &Person) -> Option<i32> {
    let of_child = || act.event.filter(|_| person.role == Role::Child);
    person.born.or_else(of_child).map(|day| day.year)
}

impl Person {
    /// Keys by which the person may be found again: the given name with the father's, with each surname, and with both,
    /// which few share where the name is common.
    pub(crate) fn keys(&self) -> Vec<String> {
        let given = spelling_key(&self.given);
        let of_father = self.patronymic.as_deref().map(|name| format!("{given}/{}", skeleton(name)));
        let families = self.surnames.iter().map(|name| stem_key(name));
        let of_family = families.flat_map(|family| {
            let with_father = of_father.as_ref().map(|of_father| format!("{of_father}|{family}"));
            std::iter::once(format!("{given}|{family}")).chain(with_father)
        });
        of_family.chain(of_father.clone()).collect()
    }
}

/// The consonants of a stem: endings of patronymics take and give vowels.
fn skeleton(name: &str) -> String {
    stem_key(name).chars().filter(|c| !matches!(c, 'о' | 'и' | 'у')).collect()
}

/// The acts an act tells of: those it is tied to, and those it is doubted for.
#[must_use]
pub fn told_of(act: &Act) -> BTreeSet<ActId> {
    let tied = act.links.iter().map(|link| link.to.clone());
    let doubted = act.doubts.iter().filter(|doubt| is_of_several_registers(doubt));
    let doubted = doubted.filter_map(|doubt| doubt.values.get("other")).map(|id| ActId(id.clone()));
    tied.chain(doubted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        let act: Act = serde_json::from_str(text).unwrap();
        Known::of(&act, None).map(|known| known.keys().into_iter().collect()).unwrap_or_default()
    }

    const DIVORCE: &str = r#"{"id":"d/1","register":"d","type":"divorce","fields":{"act_no":"7","reg_date":"1960-03-03",
        "husband.given":"Саид","husband.surname":"Каримов","husband.birth_date":"1930-01-02",
        "marriage_ref":"№ 40 от 5.V.1955 г. Душанбинский горЗАГС"}}"#;

    #[test]
    fn an_act_is_found_by_its_number_and_by_those_it_names() {
        let keys = keys(DIVORCE);
        let numbers: Vec<&str> = keys.iter().filter(|k| !k.is_of_name()).map(|k| k.text.as_str()).collect();
        assert_eq!(numbers, ["№divorce/7/1960", "№marriage/40/1955"]);
    }

    #[test]
    fn a_key_of_a_name_knows_when_the_person_was_born() {
        let keys = keys(DIVORCE);
        let names: Vec<Option<i32>> = keys.iter().filter(|k| k.is_of_name()).map(|k| k.born).collect();
        assert_eq!(names, [Some(1930)]);
    }

    #[test]
    fn a_name_that_no_database_takes_has_no_key() {
        let kept = |name: &str| keys(&DIVORCE.replace("Каримов", name)).iter().any(Key::is_of_name);
        assert!(kept("Каримов"));
        assert!(!kept(&"Кари".repeat(100)));
    }

    #[test]
    fn a_sealed_act_and_an_adoption_have_no_keys() {
        assert!(keys(&DIVORCE.replace("\"divorce\"", "\"adoption\"")).is_empty());
        assert!(keys(&DIVORCE.replace("\"id\"", "\"access\":\"sealed\",\"id\"")).is_empty());
    }

    #[test]
    fn an_act_tells_of_those_it_is_tied_to_and_doubted_for() {
        let text = r#"{"id":"a/1","register":"a","type":"marriage","fields":{},
            "links":[{"to":"b/1","kind":"divorce","state":"suggested","score":0.9}],
            "doubts":[{"rule":"divorce-before-marriage","severity":"error","text":"","fields":[],
                       "values":{"other":"c/1"}}]}"#;
        let told: Vec<String> =
            told_of(&serde_json::from_str(text).unwrap()).iter().map(ToString::to_string).collect();
        assert_eq!(told, ["b/1", "c/1"]);
    }
}
