//! Broken, lying, empty and monstrous files: kept, set aside, named with the reason, and the rest goes on.

use std::fs;

use expect_test::expect;

use crate::{
    hand::{Table, scans},
    schema,
};

/// The head of a PNG of 60,000 x 60,000 pixels: 3.6 thousand million of them in 45 bytes.
const MONSTROUS: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\0\0\0\0\xa5\xb9\x2a\x9e\0\0\0\0IEND\xaeB`\x82";

fn good() -> Vec<u8> {
    fs::read(scans("divorces-1").join("0001.jpg")).unwrap()
}

#[test]
fn each_broken_file_is_set_aside_with_its_reason_and_the_good_one_is_read() {
    let table = Table::with_archive();
    table.write("card/01-good.jpg", good());
    table.write("card/02-empty.png", "");
    table.write("card/03-cut.jpg", &good()[..good().len() / 2]);
    table.write("card/04-text.tif", "Dear reader, this is no picture.");
    table.write("card/05-monstrous.png", MONSTROUS);
    table.write("card/Thumbs.db", "not for us");
    table.write("card/notes.txt", "neither");
    let ingested = table.ingests_files(&["card"]);
    assert_eq!(ingested.code, Some(3), "{ingested:?}");
    expect![[r#"
        taken      1 of 5 new scans, fingerprints kept
        left out   2 files with an ending that is no image's
        aside      02-empty.png: the file is empty
        aside      03-cut.jpg: the file is cut short: it ends after 1008 of 2268 of its rows
        aside      04-text.tif: this is no picture: it is text
        aside      05-monstrous.png: 60000 x 60000 pixels: more than the 300 million a scan may have
        next       copy or shoot these again, then ingest them under the same names: they take their places
    "#]]
    .assert_eq(&ingested.out);

    let run = table.says(&["run", "-C", "archive"]);
    assert!(matches!(run.code, Some(0 | 3)), "{run:?}");
    let status = table.does(&["status", "-C", "archive", "--json"]).json();
    schema::check("status", &status);
    assert_eq!(status["registers"][0]["scans"]["read"], 1);
    assert_eq!(status["registers"][0]["scans"]["waiting"], 0);
    assert_eq!(status["registers"][0]["set_aside"].as_array().unwrap().len(), 4);
}

#[test]
fn a_jpeg_named_png_is_read() {
    let table = Table::with_archive();
    table.write("0001.png", good());
    assert_eq!(table.ingests_files(&["0001.png"]).code, Some(0));
}

#[test]
fn the_same_file_twice_is_reported_and_not_doubled() {
    let table = Table::with_archive();
    table.write("0001.jpg", good());
    table.write("0002.jpg", good());
    let said = table.ingests_files(&["0001.jpg", "0002.jpg"]);
    expect![[r#"
        taken      1 of 1 new scan, fingerprints kept
        doubled    0002.jpg: the same bytes are here as b/000001; not taken again
    "#]]
    .assert_eq(&said.out);
}

#[test]
fn ingesting_again_changes_nothing() {
    let table = Table::with_archive();
    table.write("card/0001.jpg", good());
    table.ingests_files(&["card"]);
    let before = table.does(&["status", "-C", "archive", "--json"]).out;
    let again = table.ingests_files(&["card"]);
    assert_eq!(again.code, Some(0));
    expect![[r#"
        taken      0 of 0 new scans, fingerprints kept
        known      1 file here before, nothing changed
    "#]]
    .assert_eq(&again.out);
    assert_eq!(table.does(&["status", "-C", "archive", "--json"]).out, before);
}

#[test]
fn files_are_taken_in_natural_order() {
    let table = Table::with_archive();
    for (name, end) in [("10.jpg", 1u8), ("9.jpg", 2), ("1.jpg", 3)] {
        // A byte after the picture's end makes another file of the same picture.
        table.write(&format!("card/{name}"), [good(), vec![end]].concat());
    }
    table.ingests_files(&["card"]);
    table.does(&["withdraw", "-C", "archive", "b/000003", "--because", "shot twice"]);
    let said = table.does(&["audit", "-C", "archive"]);
    assert!(said.out.contains("b/000003"), "{said:?}");
    let status = table.does(&["status", "-C", "archive", "--json"]).json();
    assert_eq!(status["registers"][0]["scans"]["withdrawn"], 1);
}

#[test]
fn a_delivered_checksum_list_is_compared() {
    let table = Table::with_archive();
    table.write("0001.jpg", good());
    table.write("b.toml", "id = 'b'\n");
    table.write("sums", format!("{}  0001.jpg\n{}  0002.jpg\n", "0".repeat(64), "1".repeat(64)));
    let said =
        table.says(&["ingest", "-C", "archive", "--register", "b.toml", "--checksums", "sums", "0001.jpg"]);
    assert_eq!(said.code, Some(3), "{said:?}");
    assert!(said.out.contains("0002.jpg: listed, but not delivered"), "{said:?}");
}

#[test]
fn a_file_that_is_set_aside_is_named_at_every_ingest_until_it_is_copied_again() {
    let table = Table::with_archive();
    table.write("card/1.jpg", &good()[..good().len() / 2]);
    table.write("card/2.jpg", good());
    table.ingests_files(&["card"]);
    let again = table.ingests_files(&["card"]);
    assert_eq!(again.code, Some(3), "{again:?}");
    expect![[r#"
        taken      0 of 0 new scans, fingerprints kept
        known      2 files here before, nothing changed
        aside      1.jpg: the file is cut short: it ends after 1008 of 2268 of its rows
        next       copy or shoot these again, then ingest them under the same names: they take their places
    "#]]
    .assert_eq(&again.out);
    table.write("card/1.jpg", [good(), vec![1]].concat());
    let copied = table.ingests_files(&["card"]);
    assert_eq!(copied.code, Some(0), "{copied:?}");
    expect![[r#"
        taken      1 of 1 new scan, fingerprints kept
        known      1 file here before, nothing changed
        instead    1.jpg: takes the place of b/000001, which was set aside
    "#]]
    .assert_eq(&copied.out);
}

#[test]
fn a_listed_file_that_was_not_delivered_is_something_that_remains() {
    let table = Table::with_archive();
    table.write("0001.jpg", good());
    table.write("b.toml", "id = 'b'\n");
    table.write("sums", format!("{}  0002.jpg\n", "1".repeat(64)));
    let said =
        table.says(&["ingest", "-C", "archive", "--register", "b.toml", "--checksums", "sums", "0001.jpg"]);
    assert_eq!(said.code, Some(3), "{said:?}");
}
