//! How form files are written: whole or not at all, and told in the audit log first. Not for reading them.

use std::{io::Write as _, path::Path};

use register::{access::Role, form::Form};

use super::FormsFolder;
use crate::{Archive, Error, Result, Viewer, following::blocking};

/// What names of files begin with that are still being written; no form is read from one.
const ARRIVING: &str = ".arriving-";

impl Archive {
    /// Keeps a form as one of the archive's own, as [`FormsFolder::save`] does, with who did it in the audit log.
    ///
    /// # Errors
    /// Setting: the role may not, the form is not whole, or its file cannot be written.
    pub async fn save_form(&self, viewer: &Viewer, folder: &FormsFolder, form: Form) -> Result<()> {
        self.note_form(viewer, &form).await?;
        let folder = folder.clone();
        blocking(move || folder.save(&form)).await
    }

    /// The same of a form that is new: what stands under its id stays.
    ///
    /// # Errors
    /// As [`Archive::save_form`], and where there is such a form file.
    pub async fn save_new_form(&self, viewer: &Viewer, folder: &FormsFolder, form: Form) -> Result<()> {
        self.note_form(viewer, &form).await?;
        let file = folder.file(&form.id);
        blocking(move || write_new(&file, &form)).await
    }

    async fn note_form(&self, viewer: &Viewer, form: &Form) -> Result<()> {
        if viewer.role != Role::Archivist {
            return Err(Error::NotAllowed { role: viewer.role.as_str(), what: "change forms" });
        }
        form.check().map_err(|bad| Error::Unusable(bad.to_string()))?;
        self.note(viewer, "form", &form.id).await
    }
}

impl FormsFolder {
    /// Writes a form as one of the archive's own, in place of what stood under its id; a comment at the head of the file
    /// stays.
    ///
    /// # Errors
    /// The form is not whole, or the file cannot be written: then what stood there stands.
    pub fn save(&self, form: &Form) -> Result<()> {
        let file = self.file(&form.id);
        let text = text_of(form)?;
        let head = std::fs::read_to_string(&file).map(|text| comment(&text)).unwrap_or_default();
        write(&file, &(head + &text), true)
    }
}

/// Writes a form to a file that is not there yet.
///
/// # Errors
/// The form is not whole, or the file is there or cannot be written.
pub fn write_new(file: &Path, form: &Form) -> Result<()> {
    write(file, &text_of(form)?, false)
}

fn text_of(form: &Form) -> Result<String> {
    form.check().map_err(|bad| Error::Unusable(bad.to_string()))?;
    form.to_toml().map_err(|bad| Error::Fault(bad.to_string()))
}

/// Under a name of its own first, so that two who save at once leave one of their files whole, and no reader sees half.
fn write(file: &Path, text: &str, over: bool) -> Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = || {
        std::fs::create_dir_all(folder)?;
        let mut arriving = builder().tempfile_in(folder)?;
        arriving.write_all(text.as_bytes())?;
        arriving.as_file().sync_all()?;
        let persisted = if over { arriving.persist(file) } else { arriving.persist_noclobber(file) };
        persisted.map(drop).map_err(|error| error.error)
    };
    written().map_err(|cause: std::io::Error| {
        Error::Unusable(format!("the form file {} cannot be written: {cause}", file.display()))
    })
}

/// Files as any other program writes them: whoever may read the folder reads them.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(ARRIVING);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

/// The lines of comment a file begins with.
fn comment(text: &str) -> String {
    text.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::tests::form, *};

    #[test]
    fn a_comment_at_the_head_stays() {
        let archive = tempfile::tempdir().unwrap();
        let folder = FormsFolder::of_archive(archive.path());
        folder.save(&form("first")).unwrap();
        let file = folder.file("ours");
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("# from the book of 1926\n{text}")).unwrap();
        folder.save(&form("second")).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("# from the book of 1926\nid = ") && text.contains("second"), "{text}");
    }

    #[test]
    fn what_is_not_whole_is_not_saved() {
        let archive = tempfile::tempdir().unwrap();
        let folder = FormsFolder::of_archive(archive.path());
        let error = folder.save(&Form { id: "../other".into(), ..form("") }).unwrap_err();
        assert!(error.to_string().contains("other signs"), "{error}");
        assert!(!folder.folder.exists());
    }

    #[test]
    fn a_new_form_takes_the_place_of_no_other() {
        let archive = tempfile::tempdir().unwrap();
        let file = FormsFolder::of_archive(archive.path()).file("ours");
        write_new(&file, &form("first")).unwrap();
        assert!(write_new(&file, &form("second")).is_err());
        assert!(std::fs::read_to_string(&file).unwrap().contains("first"));
    }

    #[test]
    fn many_who_save_at_once_leave_one_whole_file_and_nothing_else() {
        let archive = tempfile::tempdir().unwrap();
        let folder = FormsFolder::of_archive(archive.path());
        std::thread::scope(|scope| {
            for saver in 0..8 {
                let folder = &folder;
                scope.spawn(move || folder.save(&form(&saver.to_string().repeat(5000))).unwrap());
            }
        });
        assert_eq!(folder.load().unwrap().named("ours").unwrap().title.len(), 5000);
        assert_eq!(std::fs::read_dir(folder.file("ours").parent().unwrap()).unwrap().count(), 1);
    }
}
