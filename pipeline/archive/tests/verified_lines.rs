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
