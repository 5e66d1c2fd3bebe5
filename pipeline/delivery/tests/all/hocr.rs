//! hOCR as we write it and as others do; as there is no schema, what the specification wants of each class is looked
//! at here. Not for what comes back of ours: see `round_trip`.

use std::collections::BTreeSet;

use delivery::hocr::{load, write};
use expect_test::{Expect, expect};
use register::page::ScanReading;

use crate::sheets::{everything, recorded, small, texts};

fn loaded(text: &str) -> ScanReading {
    load("h.html", text.as_bytes()).unwrap().remove(0)
}

fn complaint(text: &str, expected: Expect) {
    expected.assert_eq(&load("h.html", text.as_bytes()).unwrap_err().to_string());
}

#[test]
fn a_page_is_written_so() {
    let written = write(&[small()]).replace(env!("CARGO_PKG_VERSION"), "VERSION");
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml">
          <head>
            <title>0001.jpg</title>
            <meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
            <meta name="ocr-system" content="Daftar VERSION"/>
            <meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line ocr_table ocrx_block ocrx_word ocrp_dir ocrp_lang ocrp_poly"/>
            <meta name="ocr-langs" content="tg"/>
            <meta name="ocr-scripts" content="Cyrl"/>
            <meta name="ocr-number-of-pages" content="1"/>
          </head>
          <body>
            <div class="ocr_page" id="scan_0" title="image &quot;0001.jpg&quot;; bbox 0 0 600 400; ppageno 0" data-sha256="73ed0a78">
              <div class="ocrx_block" id="scan_0_page_0" title="bbox 0 0 600 400; textangle 0.5" data-half="whole">
                <div class="ocr_carea" id="scan_0_page_0_block_0" title="bbox 20 9 160 41">
                  <p class="ocr_par" id="scan_0_page_0_par_0" title="bbox 20 9 160 41">
                    <span class="ocr_line" id="scan_0_page_0_line_0" title="bbox 20 9 160 41; poly 20 10 160 9 160 40 20 41; baseline -0.0093 -5" lang="tg-Cyrl" data-baseline="20 36 160 35" data-conf="80" data-hand="typed"><span class="ocrx_word" id="scan_0_page_0_line_0_word_0" title="bbox 20 10 80 40; x_wconf 90">Ҷамшед</span> <span class="ocrx_word" id="scan_0_page_0_line_0_word_1" title="bbox 90 10 160 40; x_wconf 70"><span class="alternatives"><ins class="alt" title="nlp 0.4943" data-best="1">Раҳимов</ins><del class="alt" title="nlp 1.51413">Раҳимова</del></span></span></span>
                  </p>
                </div>
                <div class="ocr_table" id="scan_0_page_0_table_0" title="bbox 10 100 590 200" data-rows="1" data-columns="1">
                  <div class="ocr_carea" id="scan_0_page_0_table_0_cell_0" title="bbox 10 100 590 200" data-cell="0 0 1 1" data-header="true">
                    <p class="ocr_par" id="scan_0_page_0_par_1" title="bbox 20 110 80 140">
                      <span class="ocr_line" id="scan_0_page_0_line_1" title="bbox 20 110 80 140; baseline 0 -4" data-baseline="20 136 80 136" data-hand="printed">Имя</span>
                    </p>
                  </div>
                </div>
              </div>
            </div>
          </body>
        </html>
    "#]].assert_eq(&written);
}

/// Attributes of every element with a class: class, id, names of its properties.
fn elements(document: &str) -> Vec<(String, String, BTreeSet<String>)> {
    let attribute = |tag: &str, name: &str| {
        let value = tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0;
        Some(value.to_owned())
    };
    let tags = document.split('<').filter_map(|tag| {
        let class = attribute(tag, "class")?;
        // A name is the first word of a property; file names are in quotes and hold no semicolon here.
        let title = attribute(tag, "title").unwrap_or_default().replace("&quot;", "");
        let names = title.split(';').filter_map(|property| property.split_whitespace().next());
        Some((class, attribute(tag, "id").unwrap_or_default(), names.map(str::to_owned).collect()))
    });
    tags.collect()
}

/// Properties the specification (clauses 5 and 7) or Tesseract's readers want of a class.
fn wanted(class: &str) -> &'static [&'static str] {
    match class {
        "ocr_page" => &["bbox", "image", "ppageno"],
        "ocr_carea" | "ocr_par" | "ocr_table" | "ocrx_block" | "ocr_line" => &["bbox"],
        "ocrx_word" => &["bbox", "x_wconf"],
        "alternatives" | "alt" => &[],
        other => panic!("the class {other} is not ours"),
    }
}

#[test]
fn every_element_has_what_its_class_wants_and_a_name_of_its_own() {
    let mut readings = recorded();
    readings.push(("everything".to_owned(), everything()));
    for (name, reading) in readings {
        let document = write(&[reading]);
        for needed in ["ocr-system", "ocr-capabilities", "ocr-langs", "ocr-scripts", "ocr-number-of-pages"] {
            assert!(document.contains(&format!("<meta name=\"{needed}\" content=\"")), "{name}: {needed}");
        }
        let mut ids = BTreeSet::new();
        for (class, id, properties) in elements(&document) {
            let lacks = wanted(&class).iter().find(|property| !properties.contains(**property));
            assert_eq!(lacks, None, "{name}: {class} {id}");
            assert!(class.starts_with("alt") || ids.insert(id.clone()), "{name}: {id} twice");
        }
        let lines = elements(&document).into_iter().filter(|(class, ..)| class == "ocr_line");
        let based = lines.filter(|(.., properties)| properties.contains("baseline")).count();
        assert!(based > 0, "{name}");
    }
}

/// As Tesseract writes it, with its header lines; a mark-up nobody closes before it.
const TESSERACT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
 <head><meta charset="utf-8"><title></title></head>
 <body>
  <div class='ocr_page' id='page_1' title='image "/tmp/a b.png"; bbox 0 0 640 480; ppageno 2; scan_res 70 70'>
   <div class='ocr_carea' id='block_1_1' title="bbox 36 92 582 184">
    <p class='ocr_par' id='par_1_1' lang='rus' title="bbox 36 92 582 184">
     <span class='ocr_header' id='line_1_1' title="bbox 36 92 580 122; baseline -0.01 -6; x_size 31">
      <span class='ocrx_word' id='word_1_1' title='bbox 36 92 96 116; x_wconf 96'>Имя</span>
      <span class='ocrx_word' id='word_1_2' title='bbox 109 92 129 116; x_wconf 90'><strong>и&nbsp;о</strong></span>
     </span>
     <span class='ocr_line' id='line_1_2' title="bbox 36 126 580 156"><span class="ocrx_word" title="bbox 36 126 580 156; x_wconf 50"><span
       class="alternatives"><ins class="alt" title="nlp 0.5">да</ins><del class="alt" title="nlp 1.2">на</del></span></span></span>
    </p>
   </div>
  </div>
 </body>
</html>"#;

#[test]
fn documents_of_tesseract_are_read() {
    let reading = loaded(TESSERACT);
    assert_eq!((reading.scan.file.as_str(), reading.scan.frame), ("a b.png", 2));
    assert_eq!((reading.scan.width, reading.scan.height), (640, 480));
    assert_eq!(texts(&reading), ["Имя и\u{a0}о", "да"]);
    let lines = reading.pages[0].lines.as_ref().unwrap();
    assert_eq!(lines[0].lang.as_deref(), Some("rus"));
    assert_eq!(lines[0].words[1].confidence, 0.9);
    assert_eq!(lines[0].confidence, Some(0.93));
    let ends = &lines[0].baseline;
    assert_eq!((ends[0].x, ends[0].y, ends[1].x), (36.0, 116.0, 580.0));
    assert!((ends[1].y - 110.56).abs() < 1e-9);
    let others: Vec<&str> = lines[1].words[0].alternatives.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(others, ["да", "на"]);
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    complaint(
        "<html>\n<body/></html>",
        expect![
            "h.html line 1: <html> is no hOCR document: there is no ocr_page; give an hOCR file, with elements of the class ocr_page"
        ],
    );
    complaint(
        &TESSERACT.replace("bbox 36 92 96 116", "bbox 36 92 96"),
        expect![[r#"h.html line 10: "36 92 96" is no list of points; write points as x,y x,y in pixels"#]],
    );
    complaint(
        &TESSERACT.replace("bbox 36 92 96 116", "bbox 36 92"),
        expect!["h.html line 10: a bbox that is not four numbers; write left, top, right and bottom"],
    );
}
