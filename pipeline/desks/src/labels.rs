//! Printed labels as a screen shows them: in the form's own language first, the bare form beside a
//! section's name, the whole form over the input. Not for finding labels on a page.

#[cfg(test)]
mod tests;

use register::{
    form::{ActType, FieldSpec},
    volume::RegisterCard,
};
use serde::Serialize;

/// Language of a printed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormTongue {
    /// Tajik labels lead.
    Tajik,
    /// Russian labels lead.
    Russian,
}

impl FormTongue {
    /// By the register's languages: the first of the two that forms are printed in. Forms of other languages
    /// have no labels here, and Russian is read by most who work with them; Tajik when nobody said.
    pub(crate) fn of(card: &RegisterCard) -> Self {
        let known = card.languages.iter().find_map(|language| match language.as_str() {
            "tgk" => Some(FormTongue::Tajik),
            "rus" => Some(FormTongue::Russian),
            _ => None,
        });
        known.unwrap_or(if card.languages.is_empty() { FormTongue::Tajik } else { FormTongue::Russian })
    }

    /// For `lang` attributes.
    pub(crate) fn code(self) -> &'static str {
        match self {
            FormTongue::Tajik => "tg",
            FormTongue::Russian => "ru",
        }
    }

    fn other(self) -> Self {
        match self {
            FormTongue::Tajik => FormTongue::Russian,
            FormTongue::Russian => FormTongue::Tajik,
        }
    }

    fn labels(self, field: &FieldSpec) -> &[String] {
        match self {
            FormTongue::Tajik => &field.labels_tg,
            FormTongue::Russian => &field.labels_ru,
        }
    }
}

/// The labels of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Labels {
    /// Bare, as under a section's heading: Насаб.
    pub(crate) bare: String,
    /// Whole: Насаби падар.
    pub(crate) whole: String,
    /// Language of both.
    pub(crate) lang: &'static str,
    /// Whole, in the other language of the forms.
    pub(crate) other: String,
    /// Its language.
    pub(crate) other_lang: &'static str,
}

/// How the person of a section is named in its labels: Tajik and Russian.
const OWNERS: [(&str, &[&str]); 10] = [
    ("child", &["кӯдак", "ребёнка"]),
    ("father", &["падар", "отца"]),
    ("mother", &["модар", "матери"]),
    ("groom", &["домод", "(он)"]),
    ("bride", &["арӯс", "(она)"]),
    ("husband", &["шавҳар", "(он)"]),
    ("wife", &["зан", "(она)"]),
    ("deceased", &["фавтида", "умершего"]),
    ("adopter", &["фарзандхонда", "усыновителя"]),
    ("person", &[]),
];

/// The labels of `field` on a form that leads with `tongue`.
pub(crate) fn of(field: &FieldSpec, tongue: FormTongue) -> Labels {
    let whole = first(tongue.labels(field), &field.key);
    Labels {
        bare: bare(&whole, field.section.as_deref()),
        // What a form calls a field of its own is no translation.
        other: Some(first(tongue.other().labels(field), ""))
            .filter(|other| *other != whole)
            .unwrap_or_default(),
        whole,
        lang: tongue.code(),
        other_lang: tongue.other().code(),
    }
}

fn first(labels: &[String], or: &str) -> String {
    labels.first().map_or(or, String::as_str).to_owned()
}

/// "Насаби падар" under "Падар" → "Насаб"; "Имя отца" → "Имя"; what does not name its owner stays.
fn bare(whole: &str, section: Option<&str>) -> String {
    let owners = OWNERS.iter().find(|(name, _)| Some(*name) == section).map_or(&[][..], |(_, words)| *words);
    for owner in owners {
        let Some((before, after)) = split_word(whole, owner) else { continue };
        // The izafat -и (or -ӣ… после й) joins the owner to the label and goes with it.
        let label = if owner.starts_with('(') || is_russian(owner) { before } else { without_izafat(before) };
        return [label, after].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    }
    whole.to_owned()
}

/// The last standing of `word` in `text` as a word of its own, with what is before and after.
fn split_word<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let at = text.rfind(word)?;
    let (before, after) = (&text[..at], &text[at + word.len()..]);
    let whole_word = before.ends_with(' ') && (after.is_empty() || after.starts_with(' '));
    whole_word.then(|| (before.trim(), after.trim()))
}

fn is_russian(owner: &str) -> bool {
    ["ребёнка", "отца", "матери", "умершего", "усыновителя"].contains(&owner)
}

fn without_izafat(label: &str) -> &str {
    label.strip_suffix('и').unwrap_or(label)
}

/// What a form of the type is headed with.
pub(crate) fn heading(kind: ActType, tongue: FormTongue) -> &'static str {
    match (tongue, kind) {
        (FormTongue::Tajik, ActType::Birth) => "Сабти асноди таваллуд",
        (FormTongue::Tajik, ActType::Marriage) => "Сабти асноди ақди никоҳ",
        (FormTongue::Tajik, ActType::Divorce) => "Сабти асноди бекор кардани ақди никоҳ",
        (FormTongue::Tajik, ActType::Death) => "Сабти асноди вафот",
        (FormTongue::Tajik, ActType::Paternity) => "Сабти асноди муқаррар намудани падарӣ",
        (FormTongue::Tajik, ActType::Adoption) => "Сабти асноди фарзандхондӣ",
        (FormTongue::Tajik, ActType::NameChange) => "Сабти асноди иваз намудани насаб, ном ва номи падар",
        (FormTongue::Tajik, ActType::Deed) => "Санади нотариалӣ",
        (FormTongue::Russian, ActType::Birth) => "Запись акта о рождении",
        (FormTongue::Russian, ActType::Marriage) => "Запись акта о заключении брака",
        (FormTongue::Russian, ActType::Divorce) => "Запись акта о расторжении брака",
        (FormTongue::Russian, ActType::Death) => "Запись акта о смерти",
        (FormTongue::Russian, ActType::Paternity) => "Запись акта об установлении отцовства",
        (FormTongue::Russian, ActType::Adoption) => "Запись акта об усыновлении",
        (FormTongue::Russian, ActType::NameChange) => "Запись акта о перемене имени",
        (FormTongue::Russian, ActType::Deed) => "Нотариальный акт",
    }
}

/// The language a value is written in, as far as its letters tell; for `lang` and fonts.
pub(crate) fn language_of(written: &str, form: &'static str) -> &'static str {
    let mut letters = written.chars();
    if letters.clone().any(|c| ('\u{0600}'..='\u{06ff}').contains(&c)) {
        return "fa";
    }
    if letters.any(|c| "ғӣқӯҳҷҒӢҚӮҲҶ".contains(c)) { "tg" } else { form }
}
