//! `group.toml`: what a folder of known texts says of itself. Not for the texts.

use std::path::Path;

use register::layout::Hand;
use serde::Deserialize;

use crate::trouble::Trouble;

/// Its name.
const FILE: &str = "group.toml";

/// What may stand in it; all of it may be absent.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct GroupFile {
    /// The group's name, where the folder's will not do.
    pub(super) name: Option<String>,
    /// Tesseract names, most likely first.
    pub(super) languages: Vec<String>,
    /// How all of it is written, where the texts do not say.
    pub(super) hand: Option<Hand>,
}

/// What the nearest `group.toml` says, from `folder` up to `root`.
///
/// # Errors
/// Setting: there is one that cannot be read or understood.
pub(super) fn of(folder: &Path, root: &Path) -> Result<GroupFile, Trouble> {
    for folder in folder.ancestors() {
        let file = folder.join(FILE);
        if file.is_file() {
            return read(&file);
        }
        if folder == root {
            break;
        }
    }
    Ok(GroupFile::default())
}

fn read(file: &Path) -> Result<GroupFile, Trouble> {
    let wrong = |what: String| {
        Trouble::setting("a group.toml cannot be used")
            .what(what)
            .place(file.display().to_string())
            .so("nothing was read")
            .remedy("it may say name = \"…\", languages = [\"tgk\", \"rus\"] and hand = \"printed\", \"typed\" or \"handwritten\"")
    };
    let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    toml::from_str(&text).map_err(|error| wrong(error.message().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_speaks() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("births/page");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::write(root.path().join(FILE), "languages = ['rus']").unwrap();
        assert_eq!(of(&deep, root.path()).unwrap().languages, ["rus"]);
        std::fs::write(root.path().join("births").join(FILE), "languages = ['tgk', 'rus']\nhand = 'typed'")
            .unwrap();
        let group = of(&deep, root.path()).unwrap();
        assert_eq!((group.languages.len(), group.hand), (2, Some(Hand::Typed)));
    }

    #[test]
    fn above_the_folder_that_was_named_nothing_is_looked_for() {
        let root = tempfile::tempdir().unwrap();
        let named = root.path().join("truth");
        std::fs::create_dir(&named).unwrap();
        std::fs::write(root.path().join(FILE), "languages = ['rus']").unwrap();
        assert_eq!(of(&named, &named).unwrap(), GroupFile::default());
    }

    #[test]
    fn an_unknown_key_is_told() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(FILE), "language = 'rus'").unwrap();
        assert!(of(root.path(), root.path()).is_err());
    }
}
