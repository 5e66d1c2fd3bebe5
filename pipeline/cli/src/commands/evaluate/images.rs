//! The image a known text is of: the one it names, the one of the same name, or the only `image.*` of the folder. Not for
//! whether it can be read.

use std::path::{Path, PathBuf};

use archive::arriving::is_image;

/// Endings of texts that are no part of the name they share with their image.
const TEXT_ENDINGS: [&str; 10] =
    [".gt.txt", ".xml", ".hocr", ".html", ".htm", ".xhtml", ".page", ".alto", ".gt", ".pagexml"];

/// The image of the text in `file`, which names it `named`.
///
/// # Errors
/// In plain words: it is not there.
pub(super) fn of(file: &Path, named: Option<&str>) -> Result<PathBuf, String> {
    let folder = file.parent().unwrap_or(Path::new(""));
    // Transkribus and eScriptorium put texts into a folder below their images.
    let folders = [folder.to_path_buf(), folder.join("..")];
    let named = named.map(|named| named.rsplit(['/', '\\']).next().unwrap_or(named));
    let stem = stem(&file.file_name().unwrap_or_default().to_string_lossy());
    for folder in &folders {
        let there: Vec<String> = images_in(folder);
        let find =
            |is: &dyn Fn(&str) -> bool| there.iter().find(|name| is(name)).map(|name| folder.join(name));
        let same_stem = |name: &str| name.strip_prefix(&stem).is_some_and(|rest| rest.starts_with('.'));
        let exactly = |name: &str| name.rsplit_once('.').is_some_and(|(name, _)| name == stem);
        if let Some(image) = named
            .and_then(|named| find(&|name| name == named))
            .or_else(|| find(&exactly))
            .or_else(|| find(&same_stem))
            .or_else(|| find(&|name| name.starts_with("image.")))
        {
            return Ok(image);
        }
    }
    let looked = named.map_or_else(|| format!("{stem}.*"), |named| format!("{named} or {stem}.*"));
    Err(format!("its image is not there ({looked})"))
}

/// Names of the images of a folder, in order.
fn images_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| is_image(name)).collect();
    names.sort();
    names
}

fn stem(name: &str) -> String {
    let mut stem = name;
    while let Some(shorter) = TEXT_ENDINGS.iter().find_map(|ending| stem.strip_suffix(ending)) {
        stem = shorter;
    }
    stem.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The image that is found for a text, with these files in the folder (and in the one above, after `../`).
    fn check(text: &str, named: Option<&str>, files: &[&str], expected: Option<&str>) {
        let table = tempfile::tempdir().unwrap();
        let folder = table.path().join("texts");
        std::fs::create_dir(&folder).unwrap();
        files.iter().for_each(|file| std::fs::write(folder.join(file), "").unwrap());
        let found = of(&folder.join(text), named).ok();
        let name = found.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
        assert_eq!(name.as_deref(), expected);
    }

    #[test]
    fn the_image_a_text_names_comes_first() {
        check("1.xml", Some("scans/a.jpg"), &["1.jpg", "a.jpg"], Some("a.jpg"));
    }

    #[test]
    fn a_text_shares_its_name_with_its_image() {
        check("1.xml", Some("gone.jpg"), &["1.tif", "2.tif"], Some("1.tif"));
        check("1.page.xml", None, &["1.png", "10.png"], Some("1.png"));
    }

    #[test]
    fn pictures_of_lines_may_say_how_they_were_made() {
        check("0001.gt.txt", None, &["0001.bin.png"], Some("0001.bin.png"));
    }

    #[test]
    fn a_folder_of_one_scan_calls_it_image() {
        check("gt.page.xml", None, &["image.jpg", "notes.txt"], Some("image.jpg"));
    }

    #[test]
    fn texts_may_lie_in_a_folder_below_their_images() {
        check("1.xml", None, &["../1.jpg"], Some("1.jpg"));
    }

    #[test]
    fn a_text_without_image_is_told() {
        check("1.xml", Some("a.jpg"), &["2.jpg"], None);
        assert_eq!(
            of(Path::new("/nowhere/1.xml"), Some("a.jpg")),
            Err("its image is not there (a.jpg or 1.*)".into())
        );
    }
}
