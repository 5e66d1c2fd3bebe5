//! Which format a file is. Not for what each of them says.

use delivery::transcript::{load, load_all};
use expect_test::{Expect, expect};

use crate::sheets::{Format, everything, small, texts};

fn complaint(bytes: &[u8], expected: Expect) {
    expected.assert_eq(&load("t", bytes).unwrap_err().to_string());
}

#[test]
fn a_file_says_itself_what_it_is() {
    let expected = everything();
    let mut documents = Format::ALL.map(|format| format.written(&expected)).to_vec();
    documents.push(serde_json::to_string(&expected).unwrap());
    documents.push(serde_json::to_string_pretty(&[&expected]).unwrap());
    for document in documents {
        for begin in ["", "\u{feff}", "\n "] {
            // A declaration stands at the very beginning, or is none.
            let document = document.trim_start_matches(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
            let reading = load("t", format!("{begin}{document}").as_bytes()).unwrap();
            assert_eq!(texts(&reading), texts(&expected));
        }
    }
}

#[test]
fn xml_may_be_utf_16() {
    let document = Format::Alto.written(&small());
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(document.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(texts(&load("t", &bytes).unwrap()), texts(&small()));
}

#[test]
fn anything_else_is_text_a_line_a_line() {
    let check =
        |text: &str, lines: &[&str]| assert_eq!(texts(&load("t", text.as_bytes()).unwrap()), lines, "{text}");
    check("Раҳимов\r\nҶамшед\n\n 12 \n", &["Раҳимов", "Ҷамшед", " 12 "]);
    check("<unclear>\n{12} [13]", &["<unclear>", "{12} [13]"]);
    check("", &[]);
    let reading = load("t", "a".as_bytes()).unwrap();
    assert_eq!((reading.scan.width, reading.pages[0].outline.len()), (0, 4));
}

#[test]
fn a_file_with_several_scans_is_loaded_frame_by_frame() {
    let mut second = small();
    second.scan.frame = 1;
    let document = delivery::hocr::write(&[small(), second]);
    assert_eq!(load_all("t", document.as_bytes()).unwrap().len(), 2);
    complaint(
        document.as_bytes(),
        expect!["t line 1: it holds 2 scans, and one is wanted; give one file a scan"],
    );
    complaint(b"<alto><Layout/></alto>", expect!["t line 1: no scan is in it; give a file with one"]);
}

#[test]
fn what_is_none_of_them_is_named() {
    complaint(
        b"<?xml version='1.0'?>\n<mets/>",
        expect![
            "t line 2: <mets> is no transcript we know; give ALTO, PAGE, hOCR, JSON of `daftar read`, or plain text"
        ],
    );
    complaint(
        b"{\n\"scan\":1}",
        expect![
            "t line 2: this is no reading of a scan: invalid type: integer `1`, expected struct ScanInfo at line 2 column 8; give what `daftar read --format json` prints"
        ],
    );
    complaint(b"\xc4\xe6", expect!["t line 1: this is neither UTF-8 nor UTF-16; save the file as UTF-8"]);
    complaint(
        b"\xff\xfe\x00\xd8\x00\xd8",
        expect!["t line 1: this is neither UTF-8 nor UTF-16; save the file as UTF-8"],
    );
}
