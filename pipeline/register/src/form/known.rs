//! The forms that are known: those built into the program and those an archive made. Not for telling which of them a page
//! is: extraction does that.

use std::sync::{Arc, LazyLock};

use super::{ActType, FieldKind, Form, field, type_names};
use crate::act::Act;

/// `ocr-models/forms/<form>/form.toml`, by name.
macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        [$(include_str!(concat!("../../../../ocr-models/forms/", $name, "/form.toml"))),*]
    };
}

static BUILT_IN: LazyLock<Vec<Arc<Form>>> = LazyLock::new(|| {
    let files = built_in![
        "adoption-1950-rus",
        "adoption-1980-tgk-rus",
        "adoption-2011-tgk",
        "birth-1926-rus",
        "birth-1940-rus",
        "birth-1950-rus",
        "birth-1980-tgk-rus",
        "birth-2011-tgk",
        "births-index-lyon-1903",
        "death-1926-rus",
        "death-1940-rus",
        "death-1950-rus",
        "death-1980-tgk-rus",
        "death-2011-tgk",
        "divorce-1926-rus",
        "divorce-1940-rus",
        "divorce-1950-rus",
        "divorce-1980-tgk-rus",
        "divorce-2011-tgk",
        "divorces-paris-1885",
        "marriage-1926-rus",
        "marriage-1940-rus",
        "marriage-1950-rus",
        "marriage-1980-tgk-rus",
        "marriage-2011-tgk",
        "marriages-otterskirchen-1774",
        "name-change-1950-rus",
        "name-change-1980-tgk-rus",
        "name-change-2011-tgk",
        "notary-repertory-paris",
        "paternity-1950-rus",
        "paternity-1980-tgk-rus",
        "paternity-2011-tgk",
    ];
    files.iter().filter_map(|text| Form::from_toml(text).ok()).map(Arc::new).collect()
});

/// A form that is not among those known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no form {name:?}; the nearest is {nearest:?}; or write a type of act ({types}), or nothing to have it recognised", types = type_names())]
pub struct UnknownForm {
    /// What was written.
    pub name: String,
    /// The nearest form there is.
    pub nearest: String,
}

/// The forms of an archive, its own before those of the program: one with the same id takes the place of the program's.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    own: Vec<Arc<Form>>,
}

impl Forms {
    /// Those of the program and these.
    #[must_use]
    pub fn with(own: impl IntoIterator<Item = Form>) -> Self {
        Self { own: own.into_iter().map(Arc::new).collect() }
    }

    /// All forms, the archive's own first.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Form>> {
        let own = |id: &str| self.own.iter().any(|form| form.id == id);
        self.own.iter().chain(BUILT_IN.iter().filter(move |form| !own(&form.id)))
    }

    /// The archive's own forms.
    #[must_use]
    pub fn own(&self) -> &[Arc<Form>] {
        &self.own
    }

    /// The form of that id.
    #[must_use]
    pub fn named(&self, id: &str) -> Option<&Arc<Form>> {
        self.all().find(|form| form.id == id)
    }

    /// The type of act that a register's form records: a form's id, or the name of a type for any form of it.
    ///
    /// # Errors
    /// It is neither.
    pub fn kind(&self, name: &str) -> Result<ActType, UnknownForm> {
        if let Some(form) = self.named(name) {
            return Ok(form.kind);
        }
        name.parse().map_err(|_| {
            let ids = self.all().map(|form| form.id.as_str());
            let nearest = ids.min_by_key(|id| strsim::damerau_levenshtein(id, name)).unwrap_or_default();
            UnknownForm { name: name.to_owned(), nearest: nearest.to_owned() }
        })
    }
}

/// The kind of a field of an act: by its type, else by the form of the program it stands on; text where neither knows the
/// field, as with those of an archive's own forms.
#[must_use]
pub fn kind_of(act: &Act, key: &str) -> FieldKind {
    if let Some(known) = field(act.kind, key) {
        return known.kind;
    }
    let form = act.form.as_deref().and_then(|id| BUILT_IN.iter().find(|form| form.id == id));
    form.map_or(FieldKind::Text, |form| form.kind_of(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_only_a_form_has_is_of_the_kind_the_form_says() {
        let text = r#"{"id":"a","register":"r","type":"divorce","form":"divorces-paris-1885","fields":{}}"#;
        let mut act: Act = serde_json::from_str(text).unwrap();
        assert_eq!(kind_of(&act, "divorce.court"), FieldKind::Place);
        assert_eq!(kind_of(&act, "divorce.date"), FieldKind::Date);
        act.form = None;
        assert_eq!(kind_of(&act, "divorce.court"), FieldKind::Text);
    }

    #[test]
    fn every_form_of_the_program_is_understood_and_listed() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ocr-models/forms");
        let mut files = 0;
        for entry in std::fs::read_dir(folder).unwrap().filter_map(Result::ok).filter(|e| e.path().is_dir()) {
            let name = entry.file_name().into_string().unwrap();
            let form = Form::from_toml(&std::fs::read_to_string(entry.path().join("form.toml")).unwrap());
            assert_eq!(form.map(|form| form.id), Ok(name.clone()), "{name}");
            assert!(Forms::default().named(&name).is_some(), "{name} is missing in known.rs");
            files += 1;
        }
        assert_eq!(Forms::default().all().count(), files);
    }

    #[test]
    fn an_archive_s_form_takes_the_place_of_the_program_s() {
        let mut form = Form::clone(Forms::default().all().next().unwrap());
        form.title = "ours".into();
        let forms = Forms::with([form.clone()]);
        assert_eq!(forms.named(&form.id).unwrap().title, "ours");
        assert_eq!(forms.all().count(), Forms::default().all().count());
    }

    #[test]
    fn a_form_is_named_by_its_id_or_by_a_type() {
        let forms = Forms::default();
        assert_eq!(forms.kind("birth"), Ok(ActType::Birth));
        assert_eq!(forms.kind("divorces-paris-1885"), Ok(ActType::Divorce));
        let told = forms.kind("divorces-paris-1858").unwrap_err().to_string();
        assert!(told.contains("the nearest is \"divorces-paris-1885\""), "{told}");
    }
}
