//! PAGE as we write it and as others do. Not for what comes back of ours: see `round_trip`.

use delivery::page_xml::{load, write};
use expect_test::{Expect, expect};
use register::{layout::Hand, page::ScanReading};

use crate::sheets::{everything, small, texts};

fn loaded(text: &str) -> ScanReading {
    load("p.xml", text.as_bytes()).unwrap()
}

fn complaint(text: &str, expected: Expect) {
    expected.assert_eq(&load("p.xml", text.as_bytes()).unwrap_err().to_string());
}

#[test]
fn a_page_is_written_so() {
    let written = write(&small()).replace(env!("CARGO_PKG_VERSION"), "VERSION");
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15 http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15/pagecontent.xsd">
          <Metadata>
            <Creator>Daftar VERSION</Creator>
            <Created>1970-01-01T00:00:00</Created>
            <LastChange>1970-01-01T00:00:00</LastChange>
            <Comments>no time is written, so that the same scan gives the same file</Comments>
            <MetadataItem type="processingStep" name="Daftar" value="VERSION"/>
            <MetadataItem type="imageProperties" name="frame" value="0"/>
            <MetadataItem type="imageProperties" name="sha256" value="73ed0a78"/>
          </Metadata>
          <Page imageFilename="0001.jpg" imageWidth="600" imageHeight="400" orientation="0.5">
            <Border>
              <Coords points="0,0 600,0 600,400 0,400"/>
            </Border>
            <ReadingOrder>
              <OrderedGroup id="order">
                <RegionRefIndexed index="0" regionRef="page_region_0"/>
                <RegionRefIndexed index="1" regionRef="page_table_0"/>
              </OrderedGroup>
            </ReadingOrder>
            <TextRegion id="page_region_0" type="paragraph">
              <Coords points="20,9 160,9 160,41 20,41"/>
              <TextLine id="page_line_0" primaryLanguage="Tajik" primaryScript="Cyrl - Cyrillic" production="typewritten" custom="structure {type:typed;}">
                <Coords points="20,10 160,9 160,40 20,41"/>
                <Baseline points="20,36 160,35"/>
                <Word id="page_line_0_word_0">
                  <Coords points="20,10 80,10 80,40 20,40"/>
                  <TextEquiv conf="0.9">
                    <Unicode>Ҷамшед</Unicode>
                  </TextEquiv>
                </Word>
                <Word id="page_line_0_word_1">
                  <Coords points="90,10 160,10 160,40 90,40"/>
                  <TextEquiv index="0" conf="0.7">
                    <Unicode>Раҳимов</Unicode>
                  </TextEquiv>
                  <TextEquiv index="1" conf="0.61">
                    <Unicode>Раҳимов</Unicode>
                  </TextEquiv>
                  <TextEquiv index="2" conf="0.22">
                    <Unicode>Раҳимова</Unicode>
                  </TextEquiv>
                </Word>
                <TextEquiv conf="0.8">
                  <Unicode>Ҷамшед Раҳимов</Unicode>
                </TextEquiv>
              </TextLine>
            </TextRegion>
            <TableRegion id="page_table_0" rows="1" columns="1">
              <Coords points="10,100 590,100 590,200 10,200"/>
              <TextRegion id="page_table_0_cell_0">
                <Coords points="10,100 590,100 590,200 10,200"/>
                <Roles>
                  <TableCellRole rowIndex="0" columnIndex="0" rowSpan="1" colSpan="1" header="true"/>
                </Roles>
                <TextLine id="page_line_1" production="printed" custom="structure {type:printed;}">
                  <Coords points="20,110 80,110 80,140 20,140"/>
                  <Baseline points="20,136 80,136"/>
                  <TextEquiv>
                    <Unicode>Имя</Unicode>
                  </TextEquiv>
                </TextLine>
                <TextEquiv>
                  <Unicode>Имя</Unicode>
                </TextEquiv>
              </TextRegion>
            </TableRegion>
          </Page>
        </PcGts>
    "#]].assert_eq(&written);
}

#[test]
fn halves_are_grouped_in_the_reading_order() {
    let written = write(&everything());
    let order = written.lines().map(str::trim).filter(|line| line.contains("regionRef"));
    expect![[r#"
        <OrderedGroupIndexed id="order_0" regionRef="page_0" index="0" caption="left page">
        <RegionRefIndexed index="0" regionRef="page_0_region_0"/>
        <RegionRefIndexed index="1" regionRef="page_0_table_0"/>
        <RegionRefIndexed index="2" regionRef="page_0_region_2"/>
        <OrderedGroupIndexed id="order_1" regionRef="page_1" index="1" caption="right page">
        <RegionRefIndexed index="0" regionRef="page_1_region_0"/>
        <RegionRefIndexed index="1" regionRef="page_1_table_0"/>
    "#]]
    .assert_eq(&order.map(|line| format!("{line}\n")).collect::<String>());
}

/// As Transkribus has it: regions out of their order, a table with cells of its own kind, print marked.
const TRANSKRIBUS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15">
  <Metadata><Creator>prov=x</Creator><Created>2016-09-12T04:32:07</Created><LastChange>2016-09-12T04:32:07</LastChange></Metadata>
  <Page imageFilename="M_012.jpg" imageWidth="2015" imageHeight="3193">
    <ReadingOrder><OrderedGroup id="ro">
      <RegionRefIndexed index="1" regionRef="t"/><RegionRefIndexed index="0" regionRef="r"/>
      <RegionRefIndexed index="2" regionRef="m"/>
    </OrderedGroup></ReadingOrder>
    <TableRegion id="t"><Coords points="0,100 900,100 900,200 0,200"/>
      <TableCell row="1" col="0" rowSpan="1" colSpan="2" id="c"><Coords points="0,100 0,200 900,200 900,100"/>
        <TextLine id="l2" custom="readingOrder {index:0;}"><Coords points="1,110 99,110 99,140 1,140"/>
          <TextEquiv><Unicode>Huber Josef</Unicode></TextEquiv></TextLine>
      </TableCell>
    </TableRegion>
    <TextRegion id="r" production="typewritten"><Coords points="0,0 900,0 900,90 0,90"/>
      <TextLine id="l1" custom="structure {type:printed;}" primaryLanguage="German" primaryScript="Latn - Latin">
        <Coords points="1,10 99,10 99,40 1,40"/><Baseline points="1,38 99,36"/>
        <Word id="w"><Coords points="1,10 40,10 40,40 1,40"/>
          <TextEquiv index="2" conf="0.3"><Unicode>Trau</Unicode></TextEquiv>
          <TextEquiv index="1" conf="0.8"><Unicode>Tran</Unicode></TextEquiv></Word>
        <TextEquiv conf="0.75"><Unicode>Trauungen</Unicode></TextEquiv></TextLine>
    </TextRegion>
    <TextRegion id="m" type="marginalia"><Coords points="900,0 990,0 990,90 900,90"/>
      <TextLine id="l3"><Coords points="901,10 989,10 989,40 901,40"/></TextLine>
    </TextRegion>
  </Page>
</PcGts>"#;

#[test]
fn lines_of_others_follow_their_reading_order() {
    let reading = loaded(TRANSKRIBUS);
    assert_eq!(texts(&reading), ["Trauungen", "Huber Josef", "-"]);
    assert_eq!((reading.scan.width, reading.scan.height, reading.scan.frame), (2015, 3193, 0));
    let lines = reading.pages[0].lines.as_ref().unwrap();
    assert_eq!((lines[0].hand, lines[1].hand), (Hand::Printed, Hand::Handwritten));
    assert_eq!((lines[0].lang.as_deref(), lines[0].script.as_deref()), (Some("deu"), Some("Latn")));
    assert_eq!((lines[0].confidence, lines[0].baseline.len()), (Some(0.75), 2));
    let word = &lines[0].words[0];
    assert_eq!((word.text.as_str(), word.confidence), ("Tran", 0.8));
    assert_eq!(word.alternatives, [("Trau".to_owned(), 0.3)]);
    assert!(lines[2].margin && lines[2].text.is_none());
}

#[test]
fn tables_of_others_have_cells_with_their_lines() {
    let reading = loaded(TRANSKRIBUS);
    let table = &reading.pages[0].tables.as_ref().unwrap()[0];
    assert_eq!((table.rows, table.columns, table.cells.len()), (2, 2, 1));
    let cell = &table.cells[0];
    assert_eq!((cell.row, cell.column, cell.column_span), (1, 0, 2));
    assert_eq!(cell.text.as_deref(), Some("Huber Josef"));
    let line = &reading.pages[0].lines.as_ref().unwrap()[1];
    assert_eq!((line.table, line.row, line.column), (Some(0), Some(1), Some(0)));
}

#[test]
fn without_a_whole_reading_order_lines_stay_as_they_stand() {
    let reading = loaded(&TRANSKRIBUS.replace(r#"<RegionRefIndexed index="0" regionRef="r"/>"#, ""));
    assert_eq!(texts(&reading), ["Huber Josef", "Trauungen", "-"]);
}

#[test]
fn points_may_be_elements_as_until_2010() {
    let text = TRANSKRIBUS.replace(
        r#"<Coords points="1,10 99,10 99,40 1,40"/>"#,
        r#"<Coords><Point x="1" y="10"/><Point x="99" y="10"/><Point x="99" y="40"/></Coords>"#,
    );
    assert_eq!(loaded(&text).pages[0].lines.as_ref().unwrap()[0].outline.len(), 3);
}

#[test]
fn an_orientation_is_a_turn_and_a_lean() {
    let turned = TRANSKRIBUS.replace("imageWidth", "orientation=\"-91.5\" imageWidth");
    let page = &loaded(&turned).pages[0];
    assert_eq!((page.turned, page.skew_degrees), (90, 1.5));
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    complaint(
        &TRANSKRIBUS.replace("1,38 99,36", "1,38 99"),
        expect![[r#"p.xml line 17: "1,38 99" is no list of points; write points as x,y x,y in pixels"#]],
    );
    complaint(
        "<PcGts/>",
        expect!["p.xml line 1: there is no <Page>; give a PAGE file, with <PcGts> as its root"],
    );
    complaint(
        "<alto/>",
        expect!["p.xml line 1: <alto> is no PAGE document; give a PAGE file, with <PcGts> as its root"],
    );
}
