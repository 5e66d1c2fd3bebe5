//! People write lines down: who may, of which lines, and that nothing they say is lost.

mod looking;

use archive::{
    Archive, Trouble, Viewer,
    transcribing::{Draft, LineAsked},
};
use register::{
    access::Role,
    decision::Verdict,
    id::RegisterId,
    teaching::{Said, Transcription},
};
use store::{Key, Store};

use crate::{
    deciding::decide,
    workshop::{BIRTHS, Workshop, archivist, scan, settings, viewer},
};

/// Two scans with handwritten lines between acts, and a third beside a sealed act.
async fn workshop() -> Workshop {
    Workshop::with(&[
        ("1.jpg", "birth 1956-03-07 Рахмонов\n~ Салимов Карим\n~ 1956"),
        ("2.jpg", "~ Назаров Фаррух\n~ Ғафуров Ҳоҷӣ"),
        ("3.jpg", "adoption 1956-03-07 Каримов\n~ Каримов Рустам"),
    ])
    .await
}

fn births() -> RegisterId {
    BIRTHS.parse().unwrap()
}

async fn asked_of(archive: &Archive, role: Role) -> Vec<LineAsked> {
    archive.lines_to_transcribe(&viewer(role), &births(), (10, 0)).await.unwrap().asked
}

async fn last_of(archive: &Archive, viewer: &Viewer) -> Vec<LineAsked> {
    archive.lines_to_transcribe(viewer, &births(), (0, 5)).await.unwrap().said
}

async fn texts(archive: &Archive) -> Vec<String> {
    let mut texts: Vec<String> =
        asked_of(archive, Role::Verifier).await.into_iter().filter_map(|line| line.read).collect();
    texts.sort();
    texts
}

fn draft(line: &LineAsked, said: Said, nonce: &str) -> Draft {
    Draft { line: line.line.clone(), said, read: line.read.clone(), nonce: Some(nonce.to_owned()) }
}

/// A verifier says of the first line that is asked for that this is written; gives the line.
async fn write(archive: &Archive, text: &str, nonce: &str) -> LineAsked {
    let line = asked_of(archive, Role::Verifier).await.remove(0);
    archive.transcribe(&viewer(Role::Verifier), draft(&line, Said::Text(text.into()), nonce)).await.unwrap();
    line
}

async fn said(archive: &Archive) -> Vec<Said> {
    let all = archive.transcriptions(&births()).await.unwrap();
    all.into_iter().map(|said: Transcription| said.said).collect()
}

#[tokio::test]
async fn handwritten_lines_are_asked_for_but_figures_and_print_are_not() {
    let workshop = workshop().await;
    let expected = ["~ Назаров Фаррух", "~ Салимов Карим", "~ Ғафуров Ҳоҷӣ"];
    assert_eq!(texts(&workshop.archive).await, expected);
}

#[tokio::test]
async fn lines_of_a_page_with_a_sealed_act_are_never_asked_for() {
    let workshop = workshop().await;
    let asked = asked_of(&workshop.archive, Role::Archivist).await;
    assert!(asked.iter().all(|line| line.line.scan != scan(3)));
}

#[tokio::test]
async fn what_was_said_of_a_scan_that_was_withdrawn_since_teaches_nothing() {
    let workshop = Workshop::with(&[("1.jpg", "birth 1956-03-07 Рахмонов\n~ Салимов Карим")]).await;
    write(&workshop.archive, "Салимов Карим", "a").await;
    assert_eq!(said(&workshop.archive).await.len(), 1);
    workshop.archive.withdraw(&archivist(), &[scan(1)], None, None).await.unwrap();
    assert_eq!(said(&workshop.archive).await, []);
    assert!(texts(&workshop.archive).await.is_empty());
}

#[tokio::test]
async fn a_line_that_was_answered_is_not_asked_again() {
    let workshop = workshop().await;
    let line = write(&workshop.archive, "Назаров Фаррух", "a").await;
    assert_eq!(texts(&workshop.archive).await.len(), 2);
    let last = last_of(&workshop.archive, &viewer(Role::Verifier)).await;
    assert_eq!((last.len(), &last[0].line), (1, &line.line));
    assert_eq!(last[0].said, Some(Said::Text("Назаров Фаррух".into())));
    assert!(last_of(&workshop.archive, &archivist()).await.is_empty());
}

#[tokio::test]
async fn what_is_sent_again_adds_nothing_and_the_last_word_on_a_line_stands() {
    let workshop = workshop().await;
    let (archive, verifier) = (&workshop.archive, viewer(Role::Verifier));
    let line = write(archive, "Назаров", "a").await;
    archive.transcribe(&verifier, draft(&line, Said::Text("Назаров".into()), "a")).await.unwrap();
    assert_eq!(said(archive).await.len(), 1);
    let mended = draft(&line, Said::Text(" Назаров   Фаррух ".into()), "b");
    assert_eq!(archive.transcribe(&verifier, mended).await.unwrap().there, 1);
    assert_eq!(said(archive).await[1], Said::Text("Назаров Фаррух".into()));
    let unreadable = archive.transcribe(&verifier, draft(&line, Said::Unreadable, "c")).await.unwrap();
    assert_eq!(unreadable.there, 0);
}

#[tokio::test]
async fn only_who_verifies_writes_lines_down() {
    let workshop = workshop().await;
    let line = asked_of(&workshop.archive, Role::Archivist).await.remove(0);
    for role in [Role::Clerk, Role::Agency, Role::Public] {
        let asked = workshop.archive.lines_to_transcribe(&viewer(role), &births(), (5, 0)).await;
        assert_eq!(asked.unwrap_err().kind(), Trouble::Setting);
        let said = workshop.archive.transcribe(&viewer(role), draft(&line, Said::NoLine, "a")).await;
        assert_eq!(said.unwrap_err().kind(), Trouble::Setting);
    }
    assert_eq!(said(&workshop.archive).await, []);
}

#[tokio::test]
async fn nothing_is_kept_of_a_sealed_page_of_no_line_or_of_no_text() {
    let workshop = workshop().await;
    let line = asked_of(&workshop.archive, Role::Archivist).await.remove(0);
    let refused = async |draft: Draft| workshop.archive.transcribe(&archivist(), draft).await.is_err();
    let mut sealed = draft(&line, Said::NoLine, "a");
    sealed.line.scan = scan(3);
    assert!(refused(sealed).await);
    let mut nowhere = draft(&line, Said::NoLine, "a");
    nowhere.line.outline.clear();
    assert!(refused(nowhere).await);
    assert!(refused(draft(&line, Said::Text(" \t".into()), "a")).await);
    assert!(refused(draft(&line, Said::Text("а".repeat(501)), "a")).await);
    assert_eq!(said(&workshop.archive).await, []);
}

#[tokio::test]
async fn what_is_asked_and_said_is_written_down() {
    let workshop = workshop().await;
    let line = write(&workshop.archive, "Назаров Фаррух", "a").await;
    let (entries, _) = workshop.archive.audit(None).await.unwrap();
    let written: Vec<_> = entries.iter().map(|entry| format!("{} {}", entry.action, entry.subject)).collect();
    let of = format!("transcribe {}-w", line.line.scan);
    let asked = "lines to transcribe births: births/000001-w, births/000002-w".to_owned();
    assert_eq!(written, [asked, of]);
}

#[tokio::test]
async fn what_was_said_flows_to_the_store_and_comes_back_with_the_catalogue() {
    let workshop = workshop().await;
    write(&workshop.archive, "Назаров Фаррух", "a").await;
    write(&workshop.archive, "Салимов Карим", "b").await;
    let before = workshop.archive.transcriptions(&births()).await.unwrap();
    let store = Store::open(&workshop.archive.settings().store).await.unwrap();
    let kept = store.get(&Key::Transcriptions { register: births(), segment: 0 }).await.unwrap();
    assert_eq!(String::from_utf8(kept).unwrap().lines().count(), 2);
    let archive = workshop.without_catalogue().await;
    let restored = archive.rebuild_catalogue().await.unwrap();
    assert_eq!((restored.lines, restored.decisions), (2, 0));
    assert_eq!(archive.transcriptions(&births()).await.unwrap(), before);
}

#[tokio::test]
async fn what_did_not_reach_the_store_goes_there_later() {
    let workshop = workshop().await;
    write(&workshop.archive, "Назаров Фаррух", "a").await;
    let segment = workshop.folder.path().join("store/registers/births/transcriptions/000000000000.jsonl");
    std::fs::write(&segment, "").unwrap();
    let line = asked_of(&workshop.archive, Role::Verifier).await.remove(0);
    workshop.archive.transcribe(&archivist(), draft(&line, Said::NoLine, "b")).await.unwrap();
    assert_eq!(std::fs::read_to_string(&segment).unwrap().lines().count(), 2);
}

#[tokio::test]
async fn a_catalogue_older_than_the_store_destroys_no_line() {
    let workshop = workshop().await;
    let backup = workshop.folder.path().join("backup");
    std::fs::create_dir(&backup).unwrap();
    for name in ["catalogue.db", "catalogue.db-wal"] {
        let _ = std::fs::copy(workshop.folder.path().join(name), backup.join(name));
    }
    let line = write(&workshop.archive, "Назаров Фаррух", "a").await;
    let mut older = settings(&workshop.folder);
    older.catalogue = backup.join("catalogue.db").to_str().unwrap().to_owned();
    let archive = Archive::open(&older).await.unwrap();
    let error = archive.transcribe(&archivist(), draft(&line, Said::NoLine, "b")).await.unwrap_err();
    assert!(error.to_string().contains("older backup"), "{error}");
    let elsewhere = Workshop { archive, folder: workshop.folder };
    assert_eq!(elsewhere.archive.lines_transcribed(&births()).await.unwrap().there, 0);
}

#[tokio::test]
async fn decisions_and_lines_go_to_the_store_side_by_side() {
    let workshop = workshop().await;
    write(&workshop.archive, "Назаров Фаррух", "a").await;
    decide(&workshop, "births/000001-w1", "child.surname", Verdict::Dash, None).await;
    let archive = workshop.without_catalogue().await;
    let restored = archive.rebuild_catalogue().await.unwrap();
    assert_eq!((restored.lines, restored.decisions), (1, 1));
}
