//! ALTO as we write it and as others do. Not for what comes back of ours: see `round_trip`.

use delivery::alto::{load, write};
use expect_test::{Expect, expect};
use register::{layout::Hand, page::ScanReading};

use crate::sheets::{Format, everything, recorded, small, texts};

fn loaded(text: &str) -> ScanReading {
    load("a.xml", text.as_bytes()).unwrap().remove(0)
}

fn complaint(text: &str, expected: Expect) {
    expected.assert_eq(&load("a.xml", text.as_bytes()).unwrap_err().to_string());
}

#[test]
fn a_page_is_written_so() {
    let written = write(&[small()]).replace(env!("CARGO_PKG_VERSION"), "VERSION");
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <alto xmlns="http://www.loc.gov/standards/alto/ns-v4#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/standards/alto/ns-v4# http://www.loc.gov/standards/alto/v4/alto-4-4.xsd" SCHEMAVERSION="4.4">
          <Description>
            <MeasurementUnit>pixel</MeasurementUnit>
            <sourceImageInformation>
              <fileName>0001.jpg</fileName>
              <fileIdentifier>sha256:73ed0a78</fileIdentifier>
            </sourceImageInformation>
            <Processing ID="processing_0">
              <processingCategory>contentGeneration</processingCategory>
              <processingSoftware>
                <softwareName>Daftar</softwareName>
                <softwareVersion>VERSION</softwareVersion>
              </processingSoftware>
            </Processing>
          </Description>
          <Tags>
            <OtherTag ID="tag_0" TYPE="hand" LABEL="typed"/>
            <OtherTag ID="tag_1" TYPE="confidence" LABEL="0.8"/>
            <StructureTag ID="tag_2" TYPE="table" LABEL="rows 1 columns 1"/>
            <StructureTag ID="tag_3" TYPE="cell" LABEL="table 0 row 0 column 0 rows 1 columns 1 header"/>
            <OtherTag ID="tag_4" TYPE="hand" LABEL="printed"/>
          </Tags>
          <Layout>
            <Page ID="scan_0" PHYSICAL_IMG_NR="1" HEIGHT="400" WIDTH="600" ROTATION="0.5">
              <PrintSpace ID="scan_0_space" HEIGHT="400" WIDTH="600" HPOS="0" VPOS="0">
                <Shape>
                  <Polygon POINTS="0 0 600 0 600 400 0 400"/>
                </Shape>
                <TextBlock ID="scan_0_block_0" HEIGHT="32.2" WIDTH="140.2" HPOS="20" VPOS="9.1">
                  <TextLine ID="scan_0_line_0" TAGREFS="tag_0 tag_1" HEIGHT="32.2" WIDTH="140.2" HPOS="20" VPOS="9.1" BASELINE="20.2 36 160 34.7" LANG="tg-Cyrl">
                    <Shape>
                      <Polygon POINTS="20 10.4 160 9.1 160.2 40 20.2 41.3"/>
                    </Shape>
                    <String ID="scan_0_line_0_word_0" HEIGHT="30" WIDTH="60" HPOS="20" VPOS="10" CONTENT="Ҷамшед" WC="0.9"/>
                    <SP/>
                    <String ID="scan_0_line_0_word_1" HEIGHT="30" WIDTH="70" HPOS="90" VPOS="10" CONTENT="Раҳимов" WC="0.7">
                      <ALTERNATIVE PURPOSE="weight 0.61">Раҳимов</ALTERNATIVE>
                      <ALTERNATIVE PURPOSE="weight 0.22">Раҳимова</ALTERNATIVE>
                    </String>
                  </TextLine>
                </TextBlock>
                <ComposedBlock ID="scan_0_table_0" TAGREFS="tag_2" HEIGHT="100" WIDTH="580" HPOS="10" VPOS="100" TYPE="table">
                  <Shape>
                    <Polygon POINTS="10 100 590 100 590 200 10 200"/>
                  </Shape>
                </ComposedBlock>
                <TextBlock ID="scan_0_table_0_cell_0" TAGREFS="tag_3" HEIGHT="100" WIDTH="580" HPOS="10" VPOS="100">
                  <Shape>
                    <Polygon POINTS="10 100 590 100 590 200 10 200"/>
                  </Shape>
                  <TextLine ID="scan_0_line_1" TAGREFS="tag_4" HEIGHT="30" WIDTH="60" HPOS="20" VPOS="110" BASELINE="20 136 80 136">
                    <Shape>
                      <Polygon POINTS="20 110 80 110 80 140 20 140"/>
                    </Shape>
                    <String HEIGHT="30" WIDTH="60" HPOS="20" VPOS="110" CONTENT="Имя"/>
                  </TextLine>
                </TextBlock>
              </PrintSpace>
            </Page>
          </Layout>
        </alto>
    "#]].assert_eq(&written);
}

#[test]
fn frames_of_a_file_are_pages_of_one_document() {
    let mut second = small();
    second.scan.frame = 1;
    let document = write(&[small(), second]);
    Format::Alto.validate(&document);
    let frames: Vec<u32> =
        load("a.xml", document.as_bytes()).unwrap().iter().map(|reading| reading.scan.frame).collect();
    assert_eq!(frames, [0, 1]);
}

#[test]
fn a_scan_set_aside_has_no_page() {
    let mut aside = everything();
    aside.set_aside = Some("the file is cut short".to_owned());
    assert_eq!(write(&[aside, small()]).matches("<Page ").count(), 1);
}

#[test]
fn every_line_stands_where_kraken_and_escriptorium_look_for_it() {
    for (name, reading) in recorded() {
        let file = format!("<fileName>{}</fileName>", reading.scan.file);
        let document = write(&[reading]);
        assert!(document.contains(&file), "{name}");
        let lines: Vec<&str> = document.lines().collect();
        // Directly within alto, Layout, Page and PrintSpace, two spaces each.
        let within_space = lines.iter().filter(|line| line.starts_with("        <TextBlock ")).count();
        assert_eq!(within_space, document.matches("<TextBlock ").count(), "{name}");
        for (number, line) in lines.iter().enumerate().filter(|(_, line)| line.contains("<TextLine ")) {
            assert!(line.contains(" BASELINE=\""), "{name}: {line}");
            assert_eq!(lines[number + 1].trim(), "<Shape>", "{name}: {line}");
        }
    }
}

/// As eScriptorium exports ground truth of registers.
const TRUTH: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">
  <Description>
    <MeasurementUnit>pixel</MeasurementUnit>
    <sourceImageInformation><fileName>scans/7.jpg</fileName></sourceImageInformation>
  </Description>
  <Tags>
    <OtherTag ID="BT1" LABEL="MarginTextZone:note" DESCRIPTION="block type"/>
    <OtherTag ID="LT1" LABEL="printed" DESCRIPTION="line type"/>
    <OtherTag ID="LT2" LABEL="DefaultLine" DESCRIPTION="line type"/>
  </Tags>
  <Layout>
    <Page WIDTH="2480" HEIGHT="3508" PHYSICAL_IMG_NR="13" ID="eSc_dummypage_">
      <PrintSpace HPOS="0" VPOS="0" WIDTH="2480" HEIGHT="3508">
        <TextBlock ID="b1">
          <TextLine ID="l1" TAGREFS="LT1" BASELINE="323 395 926 385" HPOS="321" VPOS="344" WIDTH="605" HEIGHT="82">
            <Shape><Polygon POINTS="323 395 325 426 926 407 926 354 321 354"/></Shape>
            <String CONTENT="Noms et prénoms" HPOS="321" VPOS="344" WIDTH="605" HEIGHT="82"></String>
          </TextLine>
          <TextLine ID="l2" TAGREFS="LT2" HPOS="10" VPOS="20" WIDTH="30" HEIGHT="8"><String CONTENT="Tardy"/></TextLine>
        </TextBlock>
        <TextBlock ID="b2" TAGREFS="BT1"><TextLine ID="l3" TAGREFS="LT2"><String CONTENT=""/></TextLine></TextBlock>
      </PrintSpace>
    </Page>
  </Layout>
</alto>"#;

#[test]
fn ground_truth_gives_lines_with_their_hands() {
    let reading = loaded(TRUTH);
    assert_eq!((reading.scan.file.as_str(), reading.scan.frame), ("7.jpg", 0));
    assert_eq!((reading.scan.width, reading.scan.height), (2480, 3508));
    assert_eq!(texts(&reading), ["Noms et prénoms", "Tardy", ""]);
    let lines = reading.pages[0].lines.as_ref().unwrap();
    assert_eq!(lines[0].hand, Hand::Printed);
    // Some lines are called printed, so the others are not.
    assert_eq!((lines[1].hand, lines[2].hand), (Hand::Handwritten, Hand::Handwritten));
    assert_eq!([lines[0].margin, lines[1].margin, lines[2].margin], [false, false, true]);
    assert!(lines.iter().all(|line| line.words.is_empty() && line.confidence.is_none()));
    assert_eq!((lines[0].outline.len(), lines[0].baseline.len()), (5, 2));
    let corners = [[10.0, 20.0], [40.0, 20.0], [40.0, 28.0], [10.0, 28.0]];
    assert_eq!(lines[1].outline, corners.map(Into::into));
    assert!(lines[2].outline.is_empty() && lines[1].baseline.is_empty());
}

/// As older versions have it: words with spaces and a hyphen between, a baseline that is a height.
const OLD: &str = r#"<alto xmlns="http://www.loc.gov/standards/alto/ns-v2#"><Layout><Page ID="P" HEIGHT="100" WIDTH="200">
  <LeftMargin ID="M"><TextBlock ID="T0"><TextLine><String CONTENT="7" ID="S0"/></TextLine></TextBlock></LeftMargin>
  <PrintSpace><ComposedBlock ID="C"><TextBlock ID="T">
    <TextLine BASELINE="40" HPOS="5" VPOS="10" WIDTH="100" HEIGHT="30">
      <String CONTENT="за" WC="0.9" HPOS="5" VPOS="10" WIDTH="20" HEIGHT="30"><ALTERNATIVE>зa</ALTERNATIVE></String>
      <String CONTENT="," WC="0.7" HPOS="25" VPOS="10" WIDTH="5" HEIGHT="30"/><SP/>
      <String CONTENT="пис" WC="0.8" HPOS="40" VPOS="10" WIDTH="60" HEIGHT="30"/><HYP CONTENT="-"/>
    </TextLine>
  </TextBlock></ComposedBlock></PrintSpace></Page></Layout></alto>"#;

#[test]
fn words_are_set_together_as_spaces_say() {
    let reading = loaded(OLD);
    assert_eq!(texts(&reading), ["7", "за, пис-"]);
    let lines = reading.pages[0].lines.as_ref().unwrap();
    assert!(lines[0].margin && lines[0].words.len() == 1);
    assert_eq!(lines[1].baseline, [[5.0, 40.0], [105.0, 40.0]].map(Into::into));
    assert_eq!(lines[1].words[0].alternatives, [("зa".to_owned(), 0.0)]);
    assert!((lines[1].confidence.unwrap() - 0.816_667).abs() < 1e-5);
}

#[test]
fn without_spaces_there_is_one_between_words() {
    let text = OLD.replace("<SP/>", "").replace("<HYP CONTENT=\"-\"/>", "");
    assert_eq!(texts(&loaded(&text))[1], "за , пис");
}

#[test]
fn a_reading_order_is_followed() {
    let order = r#"<ReadingOrder><OrderedGroup ID="g"><ElementRef ID="r1" REF="b2"/><ElementRef ID="r2" REF="b1"/>
        </OrderedGroup></ReadingOrder><Layout>"#;
    let reading = loaded(&TRUTH.replacen("<Layout>", order, 1));
    assert_eq!(texts(&reading), ["", "Noms et prénoms", "Tardy"]);
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    complaint(
        &TRUTH.replace("pixel", "mm10"),
        expect!["a.xml line 4: places are measured in mm10; export it again with places in pixels"],
    );
    complaint(
        &TRUTH.replace("325 426", "325 x"),
        expect![[
            r#"a.xml line 17: "323 395 325 x 926 407 926 354 321 354" is no list of points; write points as x,y x,y in pixels"#
        ]],
    );
    complaint(
        "<mets>\n</mets>",
        expect!["a.xml line 1: <mets> is no ALTO document; give an ALTO file, with <alto> as its root"],
    );
    complaint(
        "<alto/>",
        expect!["a.xml line 1: there is no <Layout>; give an ALTO file, with <alto> as its root"],
    );
    complaint(
        &TRUTH.replace("</PrintSpace>", ""),
        expect![
            "a.xml line 24: </Page> stands where <PrintSpace> is to be closed; export it again from the program that wrote it"
        ],
    );
    let unquoted = TRUTH.replace(r#"prénoms""#, "prénoms");
    complaint(
        &unquoted,
        expect![[
            r#"a.xml line 18: this is no XML: syntax error: attribute value not closed: `"` not found before end of input; export it again from the program that wrote it"#
        ]],
    );
}
