//! Files that are damaged or made to do harm: each is an error with its line, or a reading, never a panic, and takes
//! no more than it is. Not for what is wrong in good faith: see the tests of the formats.

use delivery::transcript::{load, load_all};
use proptest::prelude::*;
use register::page::Half;

use crate::sheets::{Format, everything};

fn complaint(text: &str) -> String {
    load("x.xml", text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn entities_a_file_makes_itself_are_not_expanded() {
    let mut text = "<!DOCTYPE alto [<!ENTITY a \"ha\">".to_owned();
    for (before, next) in ('a'..'j').zip('b'..='j') {
        text.push_str(&format!("<!ENTITY {next} \"{}\">", format!("&{before};").repeat(10)));
    }
    text.push_str("]>\n<alto><Description><MeasurementUnit>&j;</MeasurementUnit></Description></alto>");
    assert_eq!(
        complaint(&text),
        "x.xml line 2: the entity &j; is not known; entities a file makes itself are not expanded: write the characters"
    );
    let within = text.replace("<MeasurementUnit>&j;", "<MeasurementUnit a=\"&j;\">");
    assert!(complaint(&within).contains("line 2: <MeasurementUnit> has an attribute that cannot be read"));
}

#[test]
fn external_entities_are_not_fetched() {
    let text = "<!DOCTYPE alto [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><alto>&f;</alto>";
    assert!(complaint(text).contains("&f; is not known"));
}

#[test]
fn depth_is_bounded() {
    let deep = format!("<alto>{}", "<Page>".repeat(100_000));
    assert_eq!(
        complaint(&deep),
        "x.xml line 1: elements are nested more than 200 deep; export it again from the program that wrote it"
    );
}

#[test]
fn a_document_cut_short_names_what_stood_open() {
    for format in Format::ALL {
        let document = format.written(&everything());
        let lines = document.lines().count() / 2;
        let half: Vec<&str> = document.lines().take(lines).collect();
        let said = complaint(&half.join("\n"));
        assert!(said.contains("is closed; the file is cut short: copy it again"), "{said}");
        assert!(said.starts_with(&format!("x.xml line {lines}: ")), "{said}");
    }
}

#[test]
fn tables_with_absurd_numbers_do_no_harm() {
    let huge = usize::MAX;
    let page = format!(
        "<PcGts><Page imageFilename='a' imageWidth='-5' imageHeight='1e99'><TableRegion id='t' rows='{huge}'>\
         <Coords points='0,0 1,1'/><TextRegion id='c'><Coords points='0,0 1,1'/><Roles>\
         <TableCellRole rowIndex='{huge}' columnIndex='-1' rowSpan='{huge}'/></Roles></TextRegion></TableRegion></Page></PcGts>"
    );
    let reading = load("x.xml", page.as_bytes()).unwrap();
    assert_eq!((reading.scan.width, reading.scan.height), (0, u32::MAX));
    Format::ALL.into_iter().for_each(|format| drop(format.written(&reading)));
}

#[test]
fn a_page_within_a_table_of_another_takes_no_cells_from_it() {
    let hocr = "<html><div class='ocr_page'><div class='ocr_table'><div data-half='left'>\
        <div data-cell='0 0 1 1'><span class='ocr_line'>a</span></div></div></div></div></html>";
    let page = "<PcGts><Page><TableRegion><TextRegion custom='daftar {half:left;}'><Roles><TableCellRole/></Roles>\
        <TextLine/></TextRegion></TableRegion></Page></PcGts>";
    let alto = "<alto><Tags><OtherTag ID='h' TYPE='half' LABEL='left'/><OtherTag ID='c' TYPE='cell' LABEL='table 0'/>\
        <OtherTag ID='t' TYPE='table' LABEL=''/></Tags><Layout><Page><PrintSpace><ComposedBlock TAGREFS='t'>\
        <TextBlock TAGREFS='h c'><TextLine/></TextBlock></ComposedBlock></PrintSpace></Page></Layout></alto>";
    for text in [hocr, page, alto] {
        let reading = load("x", text.as_bytes()).unwrap();
        let left = reading.pages.iter().find(|page| page.half == Half::Left).unwrap();
        assert_eq!(left.lines.as_ref().unwrap()[0].table, None, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_reading_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = load_all("x", &bytes);
    }

    #[test]
    fn anything_that_looks_like_xml_is_a_reading_or_an_error(
        root in "alto|PcGts|html", text in "[<>/&;a-zA-Z \"'=0-9!?\\[\\]-]{0,200}",
    ) {
        let _ = load_all("x", format!("<{root} {text}").as_bytes());
        let _ = load_all("x", format!("<{root}>{text}</{root}>").as_bytes());
    }

    #[test]
    fn a_document_cut_anywhere_is_a_reading_or_an_error(share in 0.0..1.0f64, number in 0..3usize) {
        let document = Format::ALL[number].written(&everything());
        let cut = (document.len() as f64 * share) as usize;
        let _ = load_all("x", &document.as_bytes()[..cut]);
    }

    #[test]
    fn a_document_with_a_changed_byte_is_a_reading_or_an_error(
        share in 0.0..1.0f64, byte in any::<u8>(), number in 0..3usize,
    ) {
        let mut document = Format::ALL[number].written(&everything()).into_bytes();
        let place = (document.len() as f64 * share) as usize;
        document[place] = byte;
        if let Ok(readings) = load_all("x", &document) {
            for reading in &readings {
                Format::ALL.into_iter().for_each(|format| drop(format.written(reading)));
            }
        }
    }

    #[test]
    fn any_text_comes_back_but_for_what_xml_cannot_hold(text in any::<String>(), number in 0..3usize) {
        let mut reading = everything();
        let line = &mut reading.pages[0].lines.as_mut().unwrap()[0];
        line.words[0].text.clone_from(&text);
        line.text = Some(format!("{text} АСНОДИ"));
        let document = Format::ALL[number].written(&reading);
        let loaded = load("x", document.as_bytes()).unwrap();
        let line = &loaded.pages[0].lines.as_ref().unwrap()[0];
        let held = |c: char| (c >= ' ' || c.is_ascii_whitespace() && c != '\u{c}') && !matches!(c, '\u{fffe}' | '\u{ffff}');
        let expected: String = text.chars().map(|c| if held(c) { c } else { '\u{fffd}' }).collect();
        prop_assert_eq!(&line.words[0].text, &expected);
        prop_assert_eq!(line.text.clone().unwrap(), format!("{expected} АСНОДИ"));
    }
}
