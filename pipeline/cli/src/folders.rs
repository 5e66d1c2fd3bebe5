//! Files and folders as they are typed: all that lies below them, in the order people count in. Not for what the
//! files are.

use std::path::{Path, PathBuf};

use crate::trouble::Trouble;

/// A file as typed, or all files below a folder, in natural order (2.jpg before 10.jpg). `so`: what an unreadable one
/// leads to.
///
/// # Errors
/// Setting: something there cannot be read.
pub(crate) fn below(path: &Path, so: &str) -> Result<Vec<PathBuf>, Trouble> {
    let by_nature = |a: &walkdir::DirEntry, b: &walkdir::DirEntry| {
        natord::compare(&a.file_name().to_string_lossy(), &b.file_name().to_string_lossy())
            .then_with(|| a.file_name().cmp(b.file_name()))
    };
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(path).follow_links(true).sort_by(by_nature) {
        let entry = entry.map_err(|error| {
            Trouble::setting("a file or folder cannot be read")
                .what(error.to_string())
                .place(path.display().to_string())
                .so(so)
        })?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// Where a file is written before it is put at its place.
pub(crate) fn beside(file: &Path) -> PathBuf {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    beside.into()
}

/// Writes a file beside its place and puts it there: a full disk leaves no half a file.
pub(crate) fn write_whole(file: &Path, text: &str) -> std::io::Result<()> {
    let beside = beside(file);
    std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, file)).inspect_err(|_| {
        // What is left of it is of no use; that it cannot be removed changes nothing for who reads the error.
        let _ = std::fs::remove_file(&beside);
    })
}
