//! Forms as commands name them: by id, by file, or by the type of act alone. Not for what is done with a form.

use std::path::{Path, PathBuf};

use archive::forms::{BadFormFile, FormsFolder, form_in};
use register::{
    form::{Form, Forms},
    volume::{RegisterCard, RegisterKind},
};

use crate::trouble::Trouble;

/// The form a scan without archive is read by, and the forms it is known among.
#[derive(Debug, Clone, Default)]
pub(crate) struct AskedForm {
    pub(crate) forms: Forms,
    /// Its id, or a type of act.
    pub(crate) name: Option<String>,
}

impl AskedForm {
    /// What `--form` says: a form file, the id of a form of the program, or a type of act.
    pub(crate) fn of(asked: Option<&str>) -> Result<Self, Trouble> {
        let Some(asked) = asked else { return Ok(Self::default()) };
        let file = Path::new(asked);
        if asked.ends_with(".toml") || file.is_dir() {
            let form = from_file(&if file.is_dir() { file.join("form.toml") } else { file.to_owned() })?;
            let name = Some(form.id.clone());
            return Ok(Self { forms: Forms::with([form]), name });
        }
        let forms = Forms::default();
        forms.kind(asked).map_err(|unknown| {
            Trouble::setting(format!("there is no form {asked:?}"))
                .place("--form")
                .remedy(format!("{unknown};\nor name a form file, as forms/ours/form.toml"))
        })?;
        Ok(Self { forms, name: Some(asked.to_owned()) })
    }

    /// Writes the form, and the type it records, on the card of a register.
    pub(crate) fn name_in(&self, card: &mut RegisterCard) {
        card.form.clone_from(&self.name);
        card.kind = self.name.as_deref().and_then(|name| self.forms.kind(name).ok()).map(RegisterKind::Of);
    }
}

/// The file of one of an archive's own forms.
pub(crate) fn file_of(archive: &Path, id: &str) -> PathBuf {
    FormsFolder::of_archive(archive).file(id)
}

/// The forms of an archive: those in its folder, and those of the program.
///
/// # Errors
/// A form file cannot be read or used.
pub(crate) fn of_archive(archive: &Path) -> Result<Forms, Trouble> {
    FormsFolder::of_archive(archive).load().map_err(told)
}

/// The form in a file.
pub(crate) fn from_file(file: &Path) -> Result<Form, Trouble> {
    form_in(file).map_err(told)
}

fn told(bad: BadFormFile) -> Trouble {
    Trouble::setting("the form file cannot be used").what(bad.what).place(bad.file.display().to_string())
}
