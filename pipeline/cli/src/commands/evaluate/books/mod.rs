//! Registers whose acts are known: `truth.jsonl` beside `register.toml` and the scans. Not for reading them.

mod reading;
mod rows;

use std::path::{Path, PathBuf};

use ::reading::{accuracy::KnownAct, recognize::TesseractSettings};
use archive::arriving::is_image;
use register::{evaluation::Failed, volume::RegisterCard};
use sha2::{Digest as _, Sha256};

pub(super) use self::{
    reading::{DoneBook, measure},
    rows::rows,
};
use crate::{folders::below, models, trouble::Trouble};

/// The file of acts that is found in a folder; other names must be named themselves.
pub(super) const TRUTH: &str = "truth.jsonl";
/// The register's file beside it.
const CARD: &str = "register.toml";

/// A register with its known acts.
#[derive(Debug, Clone)]
pub(super) struct KnownBook {
    /// The file of acts, from the folder that was named on.
    pub(super) name: String,
    /// SHA-256 of that file, hexadecimal.
    pub(super) sha256: String,
    pub(super) card: RegisterCard,
    pub(super) acts: Vec<KnownAct>,
    /// In capture order.
    pub(super) scans: Vec<PathBuf>,
}

impl KnownBook {
    /// The languages its card names (Tesseract names).
    ///
    /// # Errors
    /// One has no model.
    pub(super) fn languages(&self, engine: &TesseractSettings) -> Result<Vec<String>, Trouble> {
        models::check(engine, &self.card.languages, &format!("register.toml of {}", self.name))?;
        Ok(self.card.languages.clone())
    }
}

/// Is it a file of known acts? In a folder one called [`TRUTH`]; one that was named itself, whatever it is called.
pub(super) fn is_truth(file: &Path, named: &Path) -> bool {
    file.file_name().is_some_and(|name| name == TRUTH)
        || (file == named && file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl")))
}

/// The register of a file of acts that is called `name`.
///
/// # Errors
/// It cannot be measured by, in plain words.
pub(super) fn known(file: &Path, name: String) -> Result<KnownBook, Failed> {
    let wrong = |why: String| Failed { truth: name.clone(), why };
    let bytes = std::fs::read(file).map_err(|error| wrong(format!("it cannot be read: {error}")))?;
    let acts = acts(&bytes).map_err(wrong)?;
    let folder = folder_of(file).ok_or_else(|| wrong(format!("no {CARD} lies beside it")))?;
    let card = std::fs::read_to_string(folder.join(CARD)).map_err(|error| error.to_string());
    let card = card.and_then(|text| RegisterCard::from_toml(&text).map_err(|error| error.to_string()));
    let card = card.map_err(|why| wrong(format!("its {CARD} cannot be used: {why}")))?;
    let scans = scans(&folder).map_err(|trouble| wrong(trouble.to_string()))?;
    if scans.is_empty() {
        return Err(wrong(format!("its scans are not there ({})", folder.display())));
    }
    Ok(KnownBook { sha256: hex::encode(Sha256::digest(&bytes)), name, card, acts, scans })
}

fn acts(bytes: &[u8]) -> Result<Vec<KnownAct>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let act = |(nth, line)| serde_json::from_str(line).map_err(|error| format!("line {}: {error}", nth + 1));
    let acts: Vec<KnownAct> = lines.map(act).collect::<Result<_, String>>()?;
    if acts.is_empty() { Err("it holds no act".to_owned()) } else { Ok(acts) }
}

/// Where the register's file and scans are: beside the acts, or in `scans/NAME` beside the folder of `NAME.jsonl`.
fn folder_of(file: &Path) -> Option<PathBuf> {
    let here = file.parent().unwrap_or(Path::new(""));
    let apart = here.join("../scans").join(file.file_stem().unwrap_or_default());
    [here.to_path_buf(), apart].into_iter().find(|folder| folder.join(CARD).is_file())
}

fn scans(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let files = below(folder, "nothing was read")?;
    Ok(files.into_iter().filter(|file| is_image(&file.to_string_lossy())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACT: &str = r#"{"register":"b","scan":"1.jpg","type":"birth","fields":{"act_no":"1"}}"#;

    /// The names of the scans of the acts in `truth.jsonl`, or what is said of it.
    fn check(files: &[(&str, &str)], expected: Result<&[&str], &str>) {
        let table = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let file = table.path().join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, content).unwrap();
        }
        let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let found = known(&table.path().join(files[0].0), "book".into());
        match (found, expected) {
            (Ok(book), Ok(scans)) => assert_eq!(book.scans.iter().map(name).collect::<Vec<_>>(), scans),
            (Err(failed), Err(why)) => assert!(failed.why.contains(why), "{failed:?}"),
            (found, _) => panic!("{found:?}"),
        }
    }

    #[test]
    fn scans_come_in_natural_order() {
        let files =
            [("truth.jsonl", ACT), (CARD, "id = 'b'"), ("10.jpg", ""), ("2.jpg", ""), ("notes.txt", "")];
        check(&files, Ok(&["2.jpg", "10.jpg"]));
    }

    #[test]
    fn acts_may_lie_in_a_folder_beside_that_of_the_scans() {
        check(
            &[("truth/b.jsonl", ACT), ("scans/b/register.toml", "id = 'b'"), ("scans/b/1.jpg", "")],
            Ok(&["1.jpg"]),
        );
    }

    #[test]
    fn what_is_missing_is_told() {
        check(&[("truth.jsonl", ACT)], Err("no register.toml lies beside it"));
        check(&[("truth.jsonl", ACT), (CARD, "id = 'b'")], Err("its scans are not there"));
        check(
            &[("truth.jsonl", ACT), (CARD, "id = 3"), ("1.jpg", "")],
            Err("its register.toml cannot be used"),
        );
    }

    #[test]
    fn acts_that_are_none_are_told_with_their_line() {
        check(
            &[("truth.jsonl", format!("{ACT}\n\n{{}}").as_str()), (CARD, "id = 'b'"), ("1.jpg", "")],
            Err("line 3"),
        );
        check(&[("truth.jsonl", "\n"), (CARD, "id = 'b'"), ("1.jpg", "")], Err("it holds no act"));
    }

    #[test]
    fn a_language_without_a_model_is_told_with_the_register_that_asks_for_it() {
        let card = RegisterCard::from_toml("id = 'b'\nlanguages = ['nosuch']").unwrap();
        let book = KnownBook {
            name: "book".into(),
            sha256: String::new(),
            card,
            acts: Vec::new(),
            scans: Vec::new(),
        };
        let told = book.languages(&TesseractSettings::default()).map_err(|trouble| format!("{trouble:?}"));
        assert!(told.is_err_and(|told| told.contains("register.toml of book")));
    }

    #[test]
    fn other_lists_are_taken_only_where_they_are_named() {
        let is = |file: &str, named: &str| is_truth(Path::new(file), Path::new(named));
        assert_eq!(
            [is("b/truth.jsonl", "b"), is("b/defects.jsonl", "b"), is("b/a.jsonl", "b/a.jsonl")],
            [true, false, true]
        );
    }
}
