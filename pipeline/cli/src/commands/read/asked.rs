//! Is what was asked of `daftar read` something it can do, and something that harms no file? Looked at before
//! anything is read. Not for what the scan turns out to be.

use std::{
    fs,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

use crate::{
    arguments::{Read, ReadFormat, Until},
    trouble::Trouble,
};

/// Endings of other pictures and of documents: a PNG under such a name is what no program expects.
const NO_PNG: [&str; 16] = [
    "jpg", "jpeg", "jpe", "jfif", "tif", "tiff", "jp2", "j2k", "jpx", "gif", "bmp", "webp", "avif", "heic",
    "pdf", "svg",
];

/// Refuses what cannot be written.
///
/// # Errors
/// Setting: text before there is any, or an overlay that cannot or must not be written.
pub(super) fn refuse(asked: &Read) -> Result<(), Trouble> {
    refuse_text_before_it_is_read(asked.format, asked.until)?;
    match &asked.overlay {
        Some(overlay) => refuse_overlay(overlay, &asked.scan),
        None => Ok(()),
    }
}

/// Refuses several frames where a document holds one.
///
/// # Errors
/// Setting: PAGE of a file with several frames, none of them named.
pub(super) fn refuse_several(format: ReadFormat, frames: u32, scan: &Path) -> Result<(), Trouble> {
    if format != ReadFormat::Page || frames < 2 {
        return Ok(());
    }
    Err(Trouble::setting("a PAGE document holds one image")
        .what(format!("the file holds {frames}"))
        .place(scan.display().to_string())
        .so("the scan was not read")
        .remedy("ask for one after the other: --frame 0, --frame 1 and so on,\nor take --format alto, which holds all"))
}

fn refuse_text_before_it_is_read(format: ReadFormat, until: Until) -> Result<(), Trouble> {
    if format != ReadFormat::Text || until >= Until::Text {
        return Ok(());
    }
    let stage = if until == Until::Prepare { "prepare" } else { "layout" };
    Err(Trouble::setting(format!("there is no text after --until {stage}"))
        .so("the scan was not read")
        .remedy("take --until text with --format text,\nor --format json, which holds pages and lines"))
}

fn refuse_overlay(overlay: &Path, scan: &Path) -> Result<(), Trouble> {
    let folder = match overlay.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(Trouble::setting("the overlay's folder is not there")
            .place(folder.display().to_string())
            .so("the scan was not read")
            .remedy("make the folder, or name a file in another"));
    }
    if overlay.is_dir() {
        return Err(Trouble::setting("the overlay is to be a file, and this is a folder")
            .place(overlay.display().to_string())
            .so("the scan was not read")
            .remedy(format!("name a file in it: --overlay {}", overlay.join("out.png").display())));
    }
    let ending = overlay.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if NO_PNG.contains(&ending.as_str()) {
        return Err(Trouble::setting(format!("an overlay is a PNG, and the name says .{ending}"))
            .place(overlay.display().to_string())
            .so("the scan was not read")
            .remedy(format!("name it as a PNG: --overlay {}", overlay.with_extension("png").display())));
    }
    keep_the_scan(overlay, scan)
}

/// Refuses an overlay that is the scan itself, whatever the two are called.
///
/// # Errors
/// Setting: they are one file.
pub(super) fn keep_the_scan(overlay: &Path, scan: &Path) -> Result<(), Trouble> {
    if !is_one_file(overlay, scan) {
        return Ok(());
    }
    Err(Trouble::setting("the overlay would be written over the scan")
        .place(overlay.display().to_string())
        .so("the scan was not read, and stays as it is")
        .remedy("name another file for --overlay"))
}

/// One file under two names, too: the same inode of the same device.
fn is_one_file(a: &Path, b: &Path) -> bool {
    match (fs::metadata(a), fs::metadata(b)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        // What is not there is nothing that could be lost.
        _ => false,
    }
}

/// Where the overlay of a frame goes: `out.png`, or of a file with several frames `out-2.png` for frame 2.
pub(super) fn overlay_of(overlay: &Path, frame: u32, several: bool) -> PathBuf {
    if !several {
        return overlay.to_owned();
    }
    let stem = overlay.file_stem().unwrap_or_default().to_string_lossy();
    let ending = overlay.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    overlay.with_file_name(format!("{stem}-{frame}{ending}"))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::trouble;

    /// A folder with a scan `a.png`.
    fn desk() -> tempfile::TempDir {
        let desk = tempfile::tempdir().unwrap();
        fs::write(desk.path().join("a.png"), "a scan").unwrap();
        desk
    }

    fn check(desk: &Path, overlay: &str, expected: Expect) {
        let refused = refuse_overlay(&desk.join(overlay), &desk.join("a.png")).unwrap_err();
        let (words, code) = trouble::report(&refused.into(), false);
        assert_eq!(code, 2);
        expected.assert_eq(&words.replace(desk.to_str().unwrap(), "DESK"));
    }

    #[test]
    fn an_overlay_is_never_written_over_its_scan() {
        check(
            desk().path(),
            "a.png",
            expect![[r#"
                error: the overlay would be written over the scan
                  where  DESK/a.png
                  so     the scan was not read, and stays as it is
                  do     name another file for --overlay
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
    }

    #[test]
    fn the_scan_is_known_by_any_other_name() {
        let desk = desk();
        let (scan, at) = (desk.path().join("a.png"), |name: &str| desk.path().join(name));
        fs::hard_link(&scan, at("hard.png")).unwrap();
        std::os::unix::fs::symlink(&scan, at("soft.png")).unwrap();
        fs::write(at("copy.png"), "a scan").unwrap();
        let one = ["./a.png", "hard.png", "soft.png"].map(|name| refuse_overlay(&at(name), &scan).is_err());
        assert_eq!(one, [true; 3]);
        assert!(
            refuse_overlay(&at("copy.png"), &scan).is_ok() && refuse_overlay(&at("new.png"), &scan).is_ok()
        );
    }

    #[test]
    fn the_folder_of_an_overlay_is_to_be_there() {
        check(
            desk().path(),
            "nodir/out.png",
            expect![[r#"
                error: the overlay's folder is not there
                  where  DESK/nodir
                  so     the scan was not read
                  do     make the folder, or name a file in another
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
        assert!(refuse_overlay(Path::new("out.png"), Path::new("a.png")).is_ok());
    }

    #[test]
    fn an_overlay_is_a_file_and_its_name_says_what_it_is() {
        check(
            desk().path(),
            "",
            expect![[r#"
                error: the overlay is to be a file, and this is a folder
                  where  DESK/
                  so     the scan was not read
                  do     name a file in it: --overlay DESK/out.png
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
        check(
            desk().path(),
            "b.JPG",
            expect![[r#"
                error: an overlay is a PNG, and the name says .jpg
                  where  DESK/b.JPG
                  so     the scan was not read
                  do     name it as a PNG: --overlay DESK/b.png
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
    }

    #[test]
    fn text_is_there_only_after_it_is_read() {
        let refused = |until| refuse_text_before_it_is_read(ReadFormat::Text, until).is_err();
        assert_eq!(
            [Until::Prepare, Until::Layout, Until::Text, Until::Acts].map(refused),
            [true, true, false, false]
        );
        assert!(refuse_text_before_it_is_read(ReadFormat::Json, Until::Layout).is_ok());
    }

    #[test]
    fn a_page_document_is_of_one_frame() {
        let refused = |format, frames| refuse_several(format, frames, Path::new("a.tif")).is_err();
        assert!(refused(ReadFormat::Page, 2));
        assert!(
            !refused(ReadFormat::Page, 1) && !refused(ReadFormat::Alto, 2) && !refused(ReadFormat::Hocr, 2)
        );
    }

    #[test]
    fn overlays_of_several_frames_are_numbered() {
        let out = Path::new("a/out.png");
        assert_eq!(overlay_of(out, 2, true), Path::new("a/out-2.png"));
        assert_eq!(overlay_of(out, 0, false), out);
    }
}
