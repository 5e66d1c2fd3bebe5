//! What the acts of a book have in common: its years and its usual labels. Not for what one field's value looks like: see
//! `evidence`.

use std::collections::{BTreeMap, BTreeSet};

use register::{act::Act, form::ActType};

/// What the acts of a book have in common.
#[derive(Debug, Clone, Default)]
pub(super) struct Book {
    /// First and last, where they are known.
    pub(super) years: Option<(i32, i32)>,
    usual: BTreeMap<ActType, BTreeSet<String>>,
}

/// Share of a book's acts that have a label for it to be usual. Where acts were cut in two, each half has its labels.
const USUAL: f64 = 1.0 / 3.0;

impl Book {
    /// Of these acts; `years` are the book's, where they are known.
    pub(super) fn of(acts: &[Act], years: Option<(i32, i32)>) -> Self {
        let mut counted: BTreeMap<ActType, (usize, BTreeMap<&String, usize>)> = BTreeMap::new();
        for act in acts {
            let (acts, keys) = counted.entry(act.kind).or_default();
            *acts += 1;
            act.fields.keys().for_each(|key| *keys.entry(key).or_default() += 1);
        }
        let usual = counted.into_iter().map(|(kind, (acts, keys))| {
            let usual = keys.into_iter().filter(|(_, times)| *times as f64 >= USUAL * acts as f64);
            (kind, usual.map(|(key, _)| key.clone()).collect())
        });
        Self { years, usual: usual.collect() }
    }

    /// Share of the labels usual in the book that the act has.
    pub(super) fn whole(&self, act: &Act) -> f64 {
        let Some(usual) = self.usual.get(&act.kind).filter(|usual| !usual.is_empty()) else { return 1.0 };
        usual.iter().filter(|key| act.fields.contains_key(*key)).count() as f64 / usual.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::{super::evidence::tests::act, *};

    #[test]
    fn a_part_of_an_act_has_few_of_the_books_labels() {
        let left = act(&[("act_no", "1"), ("child.given", "Саид")]);
        let right = act(&[("father.given", "Карим"), ("mother.given", "Зебо")]);
        let book = Book::of(&[left.clone(), right], None);
        assert_eq!(book.whole(&left), 0.5);
        assert_eq!(Book::of(std::slice::from_ref(&left), None).whole(&left), 1.0);
    }

    #[test]
    fn a_label_only_some_forms_have_is_not_missed() {
        let plain = act(&[("act_no", "1")]);
        let noted = act(&[("act_no", "4"), ("annotations", "см. №")]);
        let acts = [plain.clone(), plain.clone(), plain.clone(), noted];
        assert_eq!(Book::of(&acts, None).whole(&plain), 1.0);
    }
}
