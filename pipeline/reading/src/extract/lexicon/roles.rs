//! The persons of each type of act, and how labels and headings name them. Not for the labels themselves.

use register::form::ActType;

use super::rows;

const ROLES: &str = include_str!("../../../../../ocr-models/forms/roles.tsv");

/// A person of a type of act, and how labels and headings name them.
#[derive(Debug, Clone, Copy)]
pub(in crate::extract) struct Role {
    pub(in crate::extract) section: &'static str,
    pub(super) ru_of: &'static str,
    pub(super) tg_of: &'static str,
    pub(in crate::extract) headings_ru: &'static str,
    pub(in crate::extract) headings_tg: &'static str,
}

/// The persons of a type.
pub(in crate::extract) fn roles_of(kind: ActType) -> impl Iterator<Item = Role> {
    rows(ROLES).filter_map(move |row| {
        let &[section, types, ru_of, tg_of, headings_ru, headings_tg] = row.as_slice() else { return None };
        let ours = types.split(',').any(|t| t == kind.as_str());
        ours.then_some(Role { section, ru_of, tg_of, headings_ru, headings_tg })
    })
}
