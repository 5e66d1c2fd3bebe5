//! The archive's own forms: files in a folder beside its settings, read; how they are written is in `saving`. Not for
//! forms of the program: those are built in.

mod saving;
mod using;

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use register::form::{Form, Forms};

use crate::Error;

pub use saving::write_new;

/// Folder of an archive's own forms, beside its settings.
const FOLDER: &str = "forms";
/// The file in a form's own folder.
const FILE: &str = "form.toml";

/// Where an archive keeps its own forms: `forms/<id>/form.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormsFolder {
    folder: PathBuf,
}

/// A form file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the form file {} cannot be used: {what}; put it right, or move it away", file.display())]
pub struct BadFormFile {
    /// The file.
    pub file: PathBuf,
    /// Why, and what to change.
    pub what: String,
}

impl From<BadFormFile> for Error {
    fn from(bad: BadFormFile) -> Self {
        Error::Unusable(bad.to_string())
    }
}

impl FormsFolder {
    /// That of the archive whose settings are in `archive`.
    #[must_use]
    pub fn of_archive(archive: &Path) -> Self {
        Self { folder: archive.join(FOLDER) }
    }

    /// The file of one of its forms.
    #[must_use]
    pub fn file(&self, id: &str) -> PathBuf {
        self.folder.join(id).join(FILE)
    }

    /// The forms there are: those in the folder, and those of the program.
    ///
    /// # Errors
    /// A form file cannot be read or used.
    pub fn load(&self) -> std::result::Result<Forms, BadFormFile> {
        let untold =
            |error: std::io::Error| BadFormFile { file: self.folder.clone(), what: error.to_string() };
        let entries = match std::fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Forms::default()),
            entries => entries.map_err(untold)?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let file = entry.map_err(untold)?.path().join(FILE);
            if file.exists() {
                files.push(file);
            }
        }
        files.sort();
        let own: std::result::Result<Vec<Form>, BadFormFile> =
            files.iter().map(|file| form_of_folder(file)).collect();
        Ok(Forms::with(own?))
    }
}

/// The form in a file.
///
/// # Errors
/// It cannot be read or used.
pub fn form_in(file: &Path) -> std::result::Result<Form, BadFormFile> {
    let bad = |what: String| BadFormFile { file: file.to_owned(), what };
    let text = std::fs::read_to_string(file).map_err(|error| bad(error.to_string()))?;
    Form::from_toml(&text).map_err(|error| bad(error.to_string()))
}

/// The form in a file of the archive's folder, which names its own folder.
fn form_of_folder(file: &Path) -> std::result::Result<Form, BadFormFile> {
    let form = form_in(file)?;
    let folder = file.parent().and_then(Path::file_name).unwrap_or_default();
    if folder != form.id.as_str() {
        let what = format!("its id is {:?}, and its folder is named {folder:?}; name both alike", form.id);
        return Err(BadFormFile { file: file.to_owned(), what });
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn form(title: &str) -> Form {
        let text = format!("id = 'ours'\ntitle = '{title}'\ntype = 'birth'\nshape = 'sheet'");
        Form::from_toml(&text).unwrap()
    }

    #[test]
    fn a_form_that_was_saved_is_there_beside_those_of_the_program() {
        let archive = tempfile::tempdir().unwrap();
        let folder = FormsFolder::of_archive(archive.path());
        assert!(folder.load().unwrap().own().is_empty());
        folder.save(&form("first")).unwrap();
        folder.save(&form("second")).unwrap();
        let forms = folder.load().unwrap();
        assert_eq!(forms.named("ours").map(|form| form.title.as_str()), Some("second"));
        assert!(forms.named("birth-1950-rus").is_some());
    }

    #[test]
    fn a_file_that_cannot_be_used_is_named() {
        let archive = tempfile::tempdir().unwrap();
        let folder = FormsFolder::of_archive(archive.path());
        folder.save(&form("")).unwrap();
        std::fs::write(folder.file("ours"), "id = 1").unwrap();
        let error = folder.load().unwrap_err();
        assert_eq!(error.file, folder.file("ours"));
    }

    #[test]
    fn a_form_under_the_name_of_another_is_refused() {
        let archive = tempfile::tempdir().unwrap();
        let folder = FormsFolder::of_archive(archive.path());
        folder.save(&form("")).unwrap();
        std::fs::rename(folder.folder.join("ours"), folder.folder.join("theirs")).unwrap();
        let error = folder.load().unwrap_err();
        assert!(error.what.contains("ours") && error.what.contains("theirs"), "{error}");
    }

    #[test]
    fn a_folder_that_cannot_be_looked_through_is_told() {
        let archive = tempfile::tempdir().unwrap();
        let folder = FormsFolder::of_archive(archive.path());
        std::fs::write(&folder.folder, "").unwrap();
        assert_eq!(folder.load().unwrap_err().file, folder.folder);
    }
}
