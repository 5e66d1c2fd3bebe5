//! The files a run is written to: whether they can be, before hours are spent, and writing them. Not for what is in them.

use std::path::{Path, PathBuf};

use crate::{
    arguments::Evaluate,
    folders::{beside, write_whole},
    trouble::Trouble,
};

/// Looks whether all files that were asked for can be written.
///
/// # Errors
/// Setting: one cannot.
pub(super) fn check(asked: &Evaluate) -> Result<(), Trouble> {
    let files = [
        ("--run", &asked.run),
        ("--words", &asked.words),
        ("--fields", &asked.fields),
        ("--html", &asked.html),
    ];
    let mut named = files.into_iter().filter_map(|(option, file)| Some((option, file.as_deref()?)));
    named.try_for_each(|(option, file)| can_be_written(option, file))
}

fn can_be_written(option: &str, file: &Path) -> Result<(), Trouble> {
    let wrong = |what: &str, place: &Path| {
        Trouble::setting(format!("the file of {option} cannot be written"))
            .what(what)
            .place(place.display().to_string())
            .so("nothing was read")
    };
    if file.is_dir() {
        let remedy = format!("name a file in it: {option} {}", file.join("evaluation").display());
        return Err(wrong("this is a folder", file).remedy(remedy));
    }
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(
            wrong("its folder is not there", folder).remedy("make the folder, or name a file in another")
        );
    }
    try_out(&beside(file)).map_err(|error| {
        wrong(&error.to_string(), file).remedy("name a file in a folder that can be written and has room")
    })
}

/// Whether a folder can be written shows only by writing.
fn try_out(file: &PathBuf) -> std::io::Result<()> {
    std::fs::write(file, "")?;
    std::fs::remove_file(file)
}

/// Writes a file that was looked at before.
///
/// # Errors
/// Setting: it cannot be written any more.
pub(super) fn write(file: &Path, text: &str) -> Result<(), Trouble> {
    write_whole(file, text).map_err(|error| {
        Trouble::setting("a file cannot be written")
            .place(file.display().to_string())
            .what(error.to_string())
            .so("it could be when reading began; what was measured since is lost, but for files written before this one")
            .remedy("name a file in a folder that can be written and has room, and measure again")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a file in a folder `desk` that holds the folder `full`; nothing where it can be written.
    fn check(file: &str, said: &str) {
        let desk = tempfile::tempdir().unwrap();
        std::fs::create_dir(desk.path().join("full")).unwrap();
        let found = can_be_written("--run", &desk.path().join(file));
        let words = found.err().map(|trouble| format!("{trouble:?}")).unwrap_or_default();
        assert!(words.contains(said) && words.is_empty() == said.is_empty(), "{words}");
        assert_eq!(std::fs::read_dir(desk.path()).unwrap().count(), 1, "something was left behind");
    }

    #[test]
    fn a_file_in_a_folder_that_is_there_can_be_written() {
        check("run.json", "");
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        check("gone/run.json", "its folder is not there");
    }

    #[test]
    fn a_folder_is_no_file() {
        check("full", "this is a folder");
    }
}
