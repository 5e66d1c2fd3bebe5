//! Which place a name in any spelling means, of those known (`register::value`). Not for where they lie, and not
//! for what an act says: that stays as written.

use std::{collections::HashMap, sync::LazyLock};

use register::{name, value::places_under_all_names};

/// A place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// Its name today.
    pub(crate) place: String,
    /// Every name it had, without years.
    pub(crate) names: Vec<String>,
}

struct Gazetteer {
    groups: Vec<Group>,
    by_key: HashMap<String, usize>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut gazetteer = Gazetteer { groups: Vec::new(), by_key: HashMap::new() };
    for (place, names) in places_under_all_names() {
        let mut group = Group { place: place.to_owned(), names: vec![place.to_owned()] };
        for name in names {
            if !group.names.iter().any(|n| n == name) {
                group.names.push(name.to_owned());
            }
        }
        for name in &group.names {
            gazetteer.by_key.entry(key(name)).or_insert(gazetteer.groups.len());
        }
        gazetteer.groups.push(group);
    }
    gazetteer
});

/// One key for a name of several words or with hyphens.
fn key(name: &str) -> String {
    name::spelling_key(&name::words(name).concat())
}

/// The place that has, or had, this name in any spelling.
pub(crate) fn place_of(name: &str) -> Option<&'static Group> {
    let key = key(name);
    GAZETTEER.by_key.get(&key).map(|&at| &GAZETTEER.groups[at])
}

/// The place a text names: all of it, else the first of its words (or pairs) that is one.
pub(crate) fn place_in(text: &str) -> Option<&'static Group> {
    let words = name::words(text);
    place_of(text)
        .or_else(|| name::join_pairs(&words).iter().find_map(|w| place_of(w)))
        .or_else(|| words.iter().filter(|w| w.chars().count() > 3).find_map(|w| place_of(w)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_found_under_its_soviet_name() {
        assert_eq!(place_of("Ленинабад").map(|g| g.place.as_str()), Some("Хуҷанд"));
        assert_eq!(place_of("Курган-Тюбе").map(|g| g.place.as_str()), Some("Бохтар"));
        assert_eq!(place_of("Ходжент").map(|g| g.place.as_str()), Some("Хуҷанд"));
    }

    #[test]
    fn a_place_is_found_in_an_address() {
        assert_eq!(place_in("г. Ленинабад, Таджикская ССР").map(|g| g.place.as_str()), Some("Хуҷанд"));
        assert_eq!(place_in("кишлак Без Имени"), None);
    }
}
