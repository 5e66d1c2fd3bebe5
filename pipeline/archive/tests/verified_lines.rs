//! Fields that people verify tell lines: they count and teach like those written down, as long as they stand, and nothing of
//! sealed acts does.

use archive::{Archive, transcribing::Draft};
use register::{
    access::Role,
    decision::Verdict,
    id::RegisterId,
    teaching::{Said, Source},
};

use crate::{
    deciding::decide,
    working::kept,
    workshop::{BIRTHS, Workshop, archivist, scan, viewer},
};

const FIRST: &str = "births/000001-w1";
const DATE: &str = "1956-03-07";

fn births() -> RegisterId {
    BIRTHS.parse().unwrap()
}

/// Two acts written by hand, of the first of which all was confirmed but for a letter that was corrected.
async fn verified() -> Workshop {
    let workshop = Workshop::with(&[("1.jpg", "~birth 1956-03-07 Рахмонов\n~birth 1956-03-08 Бобоев")]).await;
    decide(&workshop, FIRST, "child.birth_date", Verdict::Confirmed, Some(DATE)).await;
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Раҳмонов")).await;
    workshop
}

async fn told(archive: &Archive) -> Vec<Said> {
    archive.lines_of_fields(&births()).await.unwrap().into_iter().map(|line| line.said).collect()
}

fn text(text: &str) -> Said {
    Said::Text(text.to_owned())
}

#[tokio::test]
async fn a_line_whose_fields_are_verified_counts_and_teaches() {
    let workshop = verified().await;
    assert_eq!(told(&workshop.archive).await, [text("1956-03-07 Раҳмонов")]);
    let needed = workshop.archive.lines_transcribed(&births()).await.unwrap();
    assert_eq!((needed.there, needed.from_fields), (1, 1));
    let taught = workshop.archive.taught_scans(&births()).await.unwrap();
    assert_eq!(taught[0].pages[0].lines[0].source, Source::Fields);
}

#[tokio::test]
async fn it_is_not_asked_for_while_its_neighbour_is() {
    let workshop = verified().await;
    let asked =
        workshop.archive.lines_to_transcribe(&viewer(Role::Verifier), &births(), (5, 0)).await.unwrap();
    let asked: Vec<_> = asked.asked.into_iter().filter_map(|line| line.read).collect();
    assert_eq!(asked, ["~birth 1956-03-08 Бобоев"]);
}

#[tokio::test]
async fn what_is_taken_back_or_decided_otherwise_teaches_as_it_stands() {
    let workshop = verified().await;
    assert_eq!(told(&workshop.archive).await.len(), 1);
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Рахманов")).await;
    assert_eq!(told(&workshop.archive).await, [text("1956-03-07 Рахманов")]);
    decide(&workshop, FIRST, "child.birth_date", Verdict::Undone, None).await;
    assert_eq!(told(&workshop.archive).await, []);
}

#[tokio::test]
async fn who_wrote_the_line_down_goes_before() {
    let workshop = verified().await;
    let line = workshop.archive.lines_of_fields(&births()).await.unwrap().remove(0).line;
    let draft = Draft { line, said: text("Раҳмонов"), read: None, nonce: None };
    let needed = workshop.archive.transcribe(&viewer(Role::Verifier), draft).await.unwrap();
    assert_eq!((needed.there, needed.from_fields), (1, 0));
    let taught = workshop.archive.taught_scans(&births()).await.unwrap();
    assert_eq!((taught[0].pages[0].lines.len(), taught[0].pages[0].lines[0].text.as_str()), (1, "Раҳмонов"));
}

#[tokio::test]
async fn nothing_of_a_page_with_a_sealed_act_teaches() {
    let page = "~birth 1956-03-07 Рахмонов\n~adoption 1956-03-08 Бобоев";
    let workshop = Workshop::with(&[("1.jpg", page)]).await;
    decide(&workshop, FIRST, "child.birth_date", Verdict::Confirmed, Some(DATE)).await;
    decide(&workshop, FIRST, "child.surname", Verdict::Confirmed, Some("Рахмонов")).await;
    assert_eq!(told(&workshop.archive).await, []);
    assert!(workshop.archive.taught_scans(&births()).await.unwrap().is_empty());
}

#[tokio::test]
async fn nothing_of_a_scan_that_was_withdrawn_teaches() {
    let workshop = verified().await;
    assert_eq!(told(&workshop.archive).await.len(), 1);
    workshop.archive.withdraw(&archivist(), &[scan(1)], None, None).await.unwrap();
    assert_eq!(told(&workshop.archive).await, []);
}

#[tokio::test]
async fn only_scans_of_which_something_was_decided_since_are_read_again() {
    let page = "~birth 1956-03-07 Рахмонов";
    let workshop = Workshop::with(&[("1.jpg", page), ("2.jpg", "~birth 1956-03-08 Бобоев")]).await;
    decide(&workshop, FIRST, "child.birth_date", Verdict::Confirmed, Some(DATE)).await;
    decide(&workshop, FIRST, "child.surname", Verdict::Confirmed, Some("Рахмонов")).await;
    assert_eq!(told(&workshop.archive).await, [text("1956-03-07 Рахмонов")]);
    let first =
        kept(&workshop, "recognize.json").into_iter().find(|file| file.to_str().unwrap().contains("000001"));
    std::fs::remove_file(first.unwrap()).unwrap();
    decide(&workshop, "births/000002-w1", "child.surname", Verdict::Confirmed, Some("Бобоев")).await;
    assert_eq!(told(&workshop.archive).await, [text("1956-03-07 Рахмонов")]);
}

#[tokio::test]
async fn a_look_reads_what_fields_tell_of_a_few_scans_and_asks_nothing_of_the_others() {
    let date = |number: usize| format!("{}-03-07", 1900 + number);
    let files: Vec<(String, String)> = (1..=60)
        .map(|number| (format!("{number}.jpg"), format!("~birth {} Рахмонов", date(number))))
        .collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_str())).collect();
    let workshop = Workshop::with(&files).await;
    for number in 1..=60 {
        let act = format!("births/{number:06}-w1");
        decide(&workshop, &act, "child.birth_date", Verdict::Confirmed, Some(&date(number))).await;
        decide(&workshop, &act, "child.surname", Verdict::Confirmed, Some("Рахмонов")).await;
    }
    let mut looks = Vec::new();
    for _ in 0..2 {
        let look = workshop.archive.lines_to_transcribe(&archivist(), &births(), (5, 0)).await.unwrap();
        looks.push((look.asked.len(), look.needed.from_fields, look.unlooked));
    }
    assert_eq!(looks, [(0, 48, 12), (0, 60, 0)]);
}

#[tokio::test]
async fn a_line_is_kept_though_what_fields_tell_cannot_be_read() {
    let workshop = verified().await;
    let asked =
        workshop.archive.lines_to_transcribe(&viewer(Role::Verifier), &births(), (1, 0)).await.unwrap().asked;
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Рахманов")).await;
    let elsewhere = Archive::open(workshop.archive.settings()).await.unwrap();
    for file in kept(&workshop, "recognize.json") {
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
    }
    let draft = Draft { line: asked[0].line.clone(), said: text("Бобоев"), read: None, nonce: None };
    let needed = elsewhere.transcribe(&viewer(Role::Verifier), draft).await.unwrap();
    assert_eq!((needed.there, needed.from_fields), (1, 0));
}
