//! Of critical fields: what is written and cannot be read, and what the capture does not show, said apart from what is
//! not written. Not for people's own word on it.

use crate::{
    act::{Act, By, Doubt, Mark},
    form,
};

use super::Rule;

pub(super) fn breaches(act: &Act) -> Vec<Doubt> {
    [(Mark::Illegible, Rule::NotReadable), (Mark::NotCaptured, Rule::NotCaptured)]
        .into_iter()
        .filter_map(|(mark, rule)| marked(act, mark, rule))
        .collect()
}

fn marked(act: &Act, mark: Mark, rule: Rule) -> Option<Doubt> {
    let critical = form::fields_of(act.kind).filter(|spec| spec.critical).map(|spec| spec.key.as_str());
    let so =
        |key: &&str| act.fields.get(*key).is_some_and(|field| field.mark == mark && field.by == By::Machine);
    let fields: Vec<&str> = critical.filter(so).collect();
    (!fields.is_empty()).then(|| rule.broken(&fields, &[]))
}
