//! `daftar read`: one scan, no archive.

use expect_test::expect;

use crate::{
    hand::{Table, scans},
    schema,
};

fn sample() -> String {
    scans("divorces-1").join("0001.jpg").to_str().unwrap().to_owned()
}

/// A TIFF of `frames` grey frames of 40 x 30 pixels, uncompressed (TIFF 6.0).
fn tiff(frames: u32) -> Vec<u8> {
    const TAGS: u32 = 8;
    let (strip, directory) = (40 * 30, 2 + 12 * TAGS + 4);
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    for frame in 0..frames {
        let start = 8 + frame * (directory + strip);
        let next = if frame + 1 == frames { 0 } else { start + directory + strip };
        bytes.extend(u16::try_from(TAGS).unwrap().to_le_bytes());
        let entries = [
            (256, 40),
            (257, 30),
            (258, 8),
            (259, 1),
            (262, 1),
            (273, start + directory),
            (278, 30),
            (279, strip),
        ];
        for (tag, value) in entries {
            bytes.extend(u16::to_le_bytes(tag));
            bytes.extend(4u16.to_le_bytes());
            bytes.extend(1u32.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
        bytes.extend(next.to_le_bytes());
        bytes.extend(std::iter::repeat_n(230u8, strip as usize));
    }
    bytes
}

#[test]
fn a_scan_is_read_to_its_acts_and_keeps_to_the_schema() {
    let said = Table::empty().does(&["read", &sample(), "--lang", "rus+tgk"]);
    let reading = said.json();
    schema::check("read", &reading);
    assert_eq!(reading["scan"]["file"], "0001.jpg");
    assert!(reading["acts"].as_array().is_some_and(|acts| !acts.is_empty()), "{}", reading["acts"]);
}

#[test]
fn keys_of_later_stages_are_absent() {
    let table = Table::empty();
    let read = |until| table.does(&["read", &sample(), "--until", until]).json();
    let prepared = read("prepare");
    schema::check("read", &prepared);
    let page = &prepared["pages"][0];
    assert!(page.get("outline").is_some() && page.get("tables").is_none() && page.get("lines").is_none());
    let laid_out = read("layout");
    schema::check("read", &laid_out);
    assert!(laid_out["pages"][0]["lines"][0].get("text").is_none());
    assert!(laid_out.get("acts").is_none());
}

#[test]
fn the_same_scan_is_read_the_same_twice() {
    let table = Table::empty();
    let read = || table.does(&["read", &sample(), "--lang", "rus", "--until", "text"]).out;
    assert!(read() == read());
}

#[test]
fn text_is_a_line_a_line() {
    let said = Table::empty().does(&["read", &sample(), "--lang", "rus+tgk", "--format", "text"]);
    assert!(said.out.lines().count() > 10, "{said:?}");
}

/// What was read, loaded again from a format: words with their boxes to whole pixels.
fn words(document: &str) -> Vec<(String, String)> {
    let reading = delivery::transcript::load("out", document.as_bytes()).unwrap();
    let lines = reading.pages.iter().flat_map(|page| page.lines.iter().flatten());
    let place = |word: &register::layout::Word| {
        let rect = register::geometry::Rect::around(&word.outline);
        [rect.left, rect.top, rect.right, rect.bottom].map(|side| side.round().to_string()).join(" ")
    };
    lines.flat_map(|line| &line.words).map(|word| (word.text.clone(), place(word))).collect()
}

#[test]
fn every_format_has_every_word_where_it_stands() {
    let table = Table::empty();
    let read = |format| {
        table.does(&["read", &sample(), "--lang", "rus+tgk", "--until", "text", "--format", format]).out
    };
    let expected = words(&read("json"));
    assert!(expected.len() > 20, "{}", expected.len());
    for format in ["alto", "page", "hocr"] {
        assert_eq!(words(&read(format)), expected, "{format}");
    }
}

#[test]
fn several_frames_are_one_document_where_the_format_has_room() {
    let table = Table::empty();
    table.write("two.tif", tiff(2));
    let read = |format| table.does(&["read", "two.tif", "--until", "prepare", "--format", format]).out;
    for format in ["alto", "hocr"] {
        let readings = delivery::transcript::load_all(format, read(format).as_bytes()).unwrap();
        let frames: Vec<u32> = readings.iter().map(|reading| reading.scan.frame).collect();
        assert_eq!(frames, [0, 1], "{format}");
    }
    let refused = table.says(&["read", "two.tif", "--format", "page"]);
    assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""));
    expect![[r#"
        error: a PAGE document holds one image
          what   the file holds 2
          where  two.tif
          so     the scan was not read
          do     ask for one after the other: --frame 0, --frame 1 and so on,
                 or take --format alto, which holds all
        exit 2: a setting is wrong; nothing was read or changed
    "#]]
    .assert_eq(&refused.err);
    let second =
        table.does(&["read", "two.tif", "--until", "prepare", "--frame", "1", "--format", "page"]).out;
    assert_eq!(delivery::page_xml::load("page", second.as_bytes()).unwrap().scan.frame, 1);
}

#[test]
fn a_scan_set_aside_gives_no_document() {
    let table = Table::empty();
    table.write("empty.png", "");
    for format in ["alto", "page", "hocr"] {
        let said = table.says(&["read", "empty.png", "--format", format]);
        assert_eq!((said.code, said.out.as_str()), (Some(3), ""), "{format}");
        assert_eq!(
            said.err,
            "aside  empty.png: the file is empty; nothing was read; shoot or copy it again\n"
        );
    }
}

#[test]
fn the_overlay_is_a_png() {
    let table = Table::empty();
    table.does(&["read", &sample(), "--until", "layout", "--overlay", "out.png"]);
    assert!(std::fs::read(table.path("out.png")).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn a_scan_asked_for_as_its_own_overlay_stays_as_it_is() {
    let table = Table::empty();
    table.write("two.png", tiff(2));
    std::fs::hard_link(table.path("two.png"), table.path("other-1.png")).unwrap();
    for overlay in ["two.png", "./two.png", "other.png"] {
        let said = table.says(&["read", "two.png", "--until", "prepare", "--overlay", overlay]);
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{said:?}");
        assert!(said.err.contains("over the scan"), "{said:?}");
    }
    assert_eq!(std::fs::read(table.path("two.png")).unwrap(), tiff(2));
    assert!(!table.path("other-0.png").exists());
}

#[test]
fn a_file_with_several_frames_is_an_array_unless_one_is_asked_for() {
    let table = Table::empty();
    table.write("two.tif", tiff(2));
    let both = table.does(&["read", "two.tif", "--until", "prepare"]).json();
    schema::check("read", &both);
    assert_eq!((both[0]["scan"]["frame"].as_u64(), both[1]["scan"]["frame"].as_u64()), (Some(0), Some(1)));
    let second = table.does(&["read", "two.tif", "--until", "prepare", "--frame", "1"]).json();
    assert_eq!(second["scan"]["frame"], 1);
    let third = table.says(&["read", "two.tif", "--frame", "2"]);
    assert_eq!(third.code, Some(2));
    expect![[r#"
        error: there is no frame 2
          what   the file holds 2, counted from 0
          where  two.tif
        exit 2: a setting is wrong; nothing was read or changed
    "#]]
    .assert_eq(&third.err);
}

#[test]
fn a_scan_that_cannot_be_read_is_set_aside_with_a_reason() {
    let table = Table::empty();
    table.write("empty.png", "");
    let said = table.says(&["read", "empty.png"]);
    assert_eq!(said.code, Some(3));
    schema::check("read", &said.json());
    assert_eq!(said.err, "aside  empty.png: the file is empty; nothing was read; shoot or copy it again\n");
    expect![[r#"
        {"scan":{"file":"empty.png","frame":0,"width":0,"height":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"set_aside":"the file is empty","pages":[]}
    "#]].assert_eq(&said.out);
}

#[test]
fn a_file_that_is_not_there_is_a_matter_of_usage() {
    assert_eq!(Table::empty().says(&["read", "nothing.png"]).code, Some(2));
}

#[test]
fn a_form_nobody_knows_is_a_matter_of_usage_and_those_known_are_named() {
    let said = Table::empty().says(&["read", &sample(), "--form", "nix"]);
    assert_eq!((said.code, said.out.as_str()), (Some(2), ""));
    assert!(said.err.contains("there is no form \"nix\"; the nearest is"), "{said:?}");
    assert!(said.err.contains("a type of act (birth, marriage, divorce"), "{said:?}");
}

#[test]
fn a_form_that_is_known_is_told_with_its_acts() {
    let said = Table::empty().does(&["read", &sample(), "--lang", "rus+tgk", "--form", "divorce"]);
    let json = said.json();
    assert_eq!((&json["acts"][0]["form"], &json["acts"][0]["type"]), (&"divorce".into(), &"divorce".into()));
}

#[test]
fn a_language_without_model_is_a_matter_of_usage() {
    let said = Table::empty().says(&["read", &sample(), "--lang", "xxx"]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("xxx"), "{said:?}");
}
