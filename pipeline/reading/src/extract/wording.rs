//! The labels of a register: those of all forms, and where its card names a form without columns, that form's own. Not for
//! columns: those are `by_form`.

use register::{
    form::{self, ActType, FULL_NAME, Form, Forms},
    volume::RegisterCard,
};

use super::lexicon::{Lexicon, Sense, Tongue, lexicon, roles_of};

/// The lexicon of each type of act in a register.
pub(super) struct Wording {
    own: Option<Lexicon>,
}

impl Wording {
    /// What the register's form prints.
    pub(super) fn of_register(card: &RegisterCard, forms: &Forms) -> Self {
        let named = card.form.as_deref().and_then(|name| forms.named(name));
        let own = named.filter(|form| !form.has_columns() && !form.labels.is_empty());
        Self { own: own.map(|form| with_labels(form)) }
    }

    /// The labels of a type.
    pub(super) fn of(&self, kind: ActType) -> &Lexicon {
        self.own.as_ref().filter(|own| own.kind == kind).unwrap_or_else(|| lexicon(kind))
    }
}

fn with_labels(form: &Form) -> Lexicon {
    let mut all = lexicon(form.kind).clone();
    for own in &form.labels {
        let sense = own.field.as_deref().map_or(Sense::Other, |key| sense(form, key));
        own.labels.iter().for_each(|label| all.mean(label, tongue(form, label), sense));
    }
    all
}

/// What a form's label asks for. A field that only this form has is not read from a sheet, but ends the value before it.
fn sense(form: &Form, key: &str) -> Sense {
    if let Some(spec) = form::field(form.kind, key) {
        return Sense::Field(&spec.key);
    }
    let person = key.strip_suffix(FULL_NAME).map(|person| person.trim_end_matches('.'));
    let role = person.and_then(|person| roles_of(form.kind).find(|role| role.section == person));
    role.map_or(Sense::Other, |role| Sense::FullName(Some(role.section)))
}

/// The language of a label: that of the form, or in a form of both the one its letters tell.
fn tongue(form: &Form, label: &str) -> Tongue {
    let prints = |language: &str| form.languages.iter().any(|l| l == language);
    let letters = label.to_lowercase().contains(['ғ', 'ӣ', 'қ', 'ӯ', 'ҳ', 'ҷ']);
    if prints("tgk") && (letters || !prints("rus")) { Tongue::Tajik } else { Tongue::Russian }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "id = 'ours'\ntitle = ''\ntype = 'birth'\nshape = 'sheet'\nlanguages = ['rus']\n";

    fn wording(labels: &str) -> Wording {
        let form = Form::from_toml(&format!("{FORM}{labels}")).unwrap();
        let card = RegisterCard::from_toml("id = 'b'\nform = 'ours'").unwrap();
        Wording::of_register(&card, &Forms::with([form]))
    }

    fn check(wording: &Wording, label: &str, expected: &[Sense]) {
        assert_eq!(wording.of(ActType::Birth).senses_of(label), expected, "{label}");
    }

    #[test]
    fn a_form_s_own_labels_are_known_beside_those_of_all_forms() {
        let wording = wording("[[label]]\nlabels = ['Прозвание младенца']\nfield = 'child.surname'\n");
        check(&wording, "Прозвание младенца", &[Sense::Field("child.surname")]);
        check(&wording, "Имя отца", &[Sense::Field("father.given")]);
        assert!(lexicon(ActType::Birth).senses_of("Прозвание младенца").is_empty());
    }

    #[test]
    fn a_form_may_mean_something_else_by_a_label() {
        let wording = wording(
            "[[label]]\nlabels = ['Фамилия']\nfield = 'mother.full_name'\n[[label]]\nlabels = ['Пол']\n",
        );
        check(&wording, "Фамилия", &[Sense::FullName(Some("mother"))]);
        check(&wording, "Пол", &[Sense::Other]);
    }

    #[test]
    fn acts_of_other_types_keep_the_labels_of_all_forms() {
        let wording = wording("[[label]]\nlabels = ['Фамилия']\nfield = 'child.surname'\n");
        assert_eq!(wording.of(ActType::Death).senses_of("Фамилия"), [Sense::Bare("surname")]);
    }
}
