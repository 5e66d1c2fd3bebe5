//! Texts in folders, made up.

use super::*;

/// PAGE of one line in an image.
fn page(image: &str, text: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">
<Metadata><Creator>c</Creator><Created>2020-01-01T00:00:00</Created><LastChange>2020-01-01T00:00:00</LastChange></Metadata>
<Page imageFilename="{image}" imageWidth="100" imageHeight="50"><TextRegion id="r"><Coords points="0,0 100,0 100,50 0,50"/>
<TextLine id="l"><Coords points="0,0 100,0 100,20 0,20"/><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>
</TextRegion></Page></PcGts>"#
    )
}

/// Names, groups and languages of what is found in a folder `truth` with these files.
fn found(files: &[(&str, &str)]) -> (tempfile::TempDir, Found) {
    let table = tempfile::tempdir().unwrap();
    let root = table.path().join("truth");
    for (name, content) in files {
        let file = root.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    }
    let found = find(&[root]).unwrap();
    (table, found)
}

fn check(files: &[(&str, &str)], expected: &[(&str, &str)]) {
    let (_table, found) = found(files);
    let names: Vec<(&str, &str)> = found.texts.iter().map(|t| (t.name.as_str(), t.group.as_str())).collect();
    assert_eq!(names, expected);
}

#[test]
fn folders_are_groups_and_texts_are_found_in_natural_order() {
    let text = page("", "акт");
    let files = [
        ("births/2.xml", text.as_str()),
        ("births/2.jpg", ""),
        ("births/10.xml", &text),
        ("births/10.jpg", ""),
        ("1.gt.txt", "акт"),
        ("1.png", ""),
    ];
    check(
        &files,
        &[("truth/1.gt.txt", "truth"), ("truth/births/2.xml", "births"), ("truth/births/10.xml", "births")],
    );
}

#[test]
fn a_folder_of_texts_alone_is_no_group() {
    check(&[("page/1.xml", &page("1.jpg", "акт")), ("1.jpg", "")], &[("truth/page/1.xml", "truth")]);
}

#[test]
fn of_two_texts_of_an_image_page_is_taken() {
    let alto = r#"<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page ID="p" PHYSICAL_IMG_NR="1" WIDTH="100" HEIGHT="50"><PrintSpace><TextBlock ID="b"><TextLine ID="l" HPOS="0" VPOS="0" WIDTH="90" HEIGHT="20"><String ID="s" CONTENT="акт" HPOS="0" VPOS="0" WIDTH="90" HEIGHT="20"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"#;
    let files = [("a/gt.alto.xml", alto), ("a/gt.page.xml", &page("image.jpg", "акт")), ("a/image.jpg", "")];
    check(&files, &[("truth/a/gt.page.xml", "a")]);
}

#[test]
fn other_xml_is_passed_over() {
    check(&[("a.xml", "<cells/>"), ("b.gt.txt", "акт"), ("b.png", "")], &[("truth/b.gt.txt", "truth")]);
}

#[test]
fn group_toml_names_the_group_and_its_languages() {
    let files = [
        ("g/group.toml", "name = 'Births'\nlanguages = ['tgk', 'rus']"),
        ("g/1.gt.txt", "акт"),
        ("g/1.png", ""),
    ];
    let (_table, found) = found(&files);
    let text = &found.texts[0];
    assert_eq!((text.group.as_str(), text.languages.len(), text.languages_told), ("Births", 2, true));
}

#[test]
fn what_cannot_be_measured_by_is_named_with_the_reason() {
    let files = [("1.xml", "<PcGts"), ("2.gt.txt", "акт"), ("3.gt.txt", " "), ("3.png", "")];
    let (_table, found) = found(&files);
    assert_eq!(found.texts.len(), 0);
    let names: Vec<&str> = found.failed.iter().map(|failed| failed.truth.as_str()).collect();
    assert_eq!(names, ["truth/1.xml", "truth/2.gt.txt", "truth/3.gt.txt"]);
    assert!(found.failed[1].why.contains("image is not there"), "{:?}", found.failed);
}

#[test]
fn where_no_text_is_it_is_said() {
    let table = tempfile::tempdir().unwrap();
    assert!(find(&[table.path().to_path_buf()]).is_err());
}

#[test]
fn a_document_of_several_pages_is_a_text_a_frame() {
    let page = |number: usize, text: &str| {
        format!(
            r#"<Page ID="p{number}" PHYSICAL_IMG_NR="{number}" WIDTH="100" HEIGHT="50"><PrintSpace><TextBlock ID="b{number}"><TextLine ID="l{number}" HPOS="0" VPOS="0" WIDTH="90" HEIGHT="20"><String ID="s{number}" CONTENT="{text}" HPOS="0" VPOS="0" WIDTH="90" HEIGHT="20"/></TextLine></TextBlock></PrintSpace></Page>"#
        )
    };
    let alto = format!(
        r#"<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>{}{}{}</Layout></alto>"#,
        page(1, "акт"),
        page(2, " "),
        page(3, "запись")
    );
    let (_table, found) = found(&[("multi.xml", &alto), ("multi.tif", "")]);
    let texts: Vec<_> = found.texts.iter().map(|t| (t.name.as_str(), t.frame, t.size)).collect();
    assert_eq!(
        texts,
        [("truth/multi.xml, frame 0", Some(0), (100, 50)), ("truth/multi.xml, frame 2", Some(2), (100, 50))]
    );
}

#[test]
fn page_may_name_the_frame_it_is_of() {
    let text = page("multi.tif", "акт");
    let framed =
        text.replace("</Metadata>", r#"<MetadataItem type="other" name="frame" value="1"/></Metadata>"#);
    let (_table, found) = found(&[("a.xml", &framed), ("b.xml", &text), ("multi.tif", "")]);
    assert_eq!(found.texts.iter().map(|text| text.frame).collect::<Vec<_>>(), [Some(1), None]);
}

#[test]
fn a_text_that_cannot_be_read_is_no_text_of_another_kind() {
    assert!(known(Path::new("nowhere/1.xml")).is_err());
    assert!(known(Path::new("nowhere/1.gt.txt")).is_err());
    assert!(known(Path::new("nowhere/notes.txt")).is_ok_and(|known| known.is_none()));
}

#[test]
fn acts_beside_their_register_are_found_and_those_without_are_told() {
    let act = r#"{"scan":"1.jpg","type":"birth","fields":{"act_no":"1"}}"#;
    let (_table, found) = found(&[
        ("a/truth.jsonl", act),
        ("a/register.toml", "id = 'a'"),
        ("a/1.jpg", ""),
        ("a/defects.jsonl", "{}"),
        ("b/truth.jsonl", act),
    ]);
    let books: Vec<&str> = found.books.iter().map(|book| book.name.as_str()).collect();
    let failed: Vec<&str> = found.failed.iter().map(|failed| failed.truth.as_str()).collect();
    assert_eq!((books, failed), (vec!["truth/a/truth.jsonl"], vec!["truth/b/truth.jsonl"]));
}
