//! What people say of lines is appended and numbered register by register, and kept once however often it is sent.

use catalogue::{Catalogue, Log};
use register::{
    geometry::Rect,
    page::Half,
    teaching::{LineSpot, Said, Transcription},
    volume::RegisterCard,
};

use crate::workshop::{on_each, register, scan};

fn said(text: &str, person: &str, nonce: Option<&str>) -> Transcription {
    let outline = Rect::new(10.0, 20.0, 210.0, 50.0).corners();
    Transcription {
        line: LineSpot { scan: scan(1), half: Half::Whole, outline },
        said: Said::Text(text.to_owned()),
        read: Some("Салим".to_owned()),
        person: person.to_owned(),
        at: "2026-01-01T00:00:00Z".to_owned(),
        nonce: nonce.map(str::to_owned),
    }
}

async fn append(catalogue: &Catalogue, said: &Transcription) -> Option<u64> {
    catalogue.append_transcription(&said.line.scan.register, said).await.unwrap()
}

/// Runs the check on a catalogue with the register.
async fn with_register(check: impl AsyncFn(Catalogue)) {
    on_each(async |catalogue| {
        catalogue.put_card(&RegisterCard::bare(register())).await.unwrap();
        check(catalogue).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_said_is_numbered_and_comes_back_as_it_was_said() {
    with_register(async |catalogue| {
        let all = [said("Салимов", "nigora", None), said("Салимова", "firuz", Some("a"))];
        assert_eq!(
            (append(&catalogue, &all[0]).await, append(&catalogue, &all[1]).await),
            (Some(1), Some(2))
        );
        assert_eq!(catalogue.transcriptions(&register()).await.unwrap(), all);
        assert_eq!(catalogue.transcriptions_between(&register(), 2, 3).await.unwrap(), all[1..]);
    })
    .await;
}

#[tokio::test]
async fn what_a_person_sends_again_is_kept_once() {
    with_register(async |catalogue| {
        let word = said("Салимов", "nigora", Some("a"));
        assert_eq!((append(&catalogue, &word).await, append(&catalogue, &word).await), (Some(1), None));
        let others = said("Салимов", "firuz", Some("a"));
        assert_eq!(append(&catalogue, &others).await, Some(2), "another person's word is another");
    })
    .await;
}

#[tokio::test]
async fn what_comes_without_a_word_is_always_new() {
    with_register(async |catalogue| {
        let word = said("Салимов", "nigora", None);
        assert_eq!((append(&catalogue, &word).await, append(&catalogue, &word).await), (Some(1), Some(2)));
    })
    .await;
}

#[tokio::test]
async fn many_who_say_something_at_once_are_all_kept() {
    with_register(async |catalogue| {
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..8 {
            let (catalogue, word) = (catalogue.clone(), said("Салимов", "nigora", Some(&n.to_string())));
            tasks.spawn(async move { append(&catalogue, &word).await.unwrap() });
        }
        let mut numbers = tasks.join_all().await;
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_said_of_a_register_that_is_not_there() {
    on_each(async |catalogue| {
        assert!(catalogue.append_transcription(&register(), &said("Салимов", "nigora", None)).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn segments_of_lines_are_due_beside_those_of_decisions() {
    with_register(async |catalogue| {
        append(&catalogue, &said("Салимов", "nigora", None)).await;
        assert_eq!(catalogue.segments_due(Log::Transcriptions, 256).await.unwrap(), [(register(), 0)]);
        assert_eq!(catalogue.segments_due(Log::Decisions, 256).await.unwrap(), []);
        catalogue.segment_kept(Log::Transcriptions, &register(), 0, 1).await.unwrap();
        assert_eq!(catalogue.segments_due(Log::Transcriptions, 256).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn what_was_restored_is_numbered_on() {
    with_register(async |catalogue| {
        let before = [said("Салимов", "nigora", Some("a")), said("Каримов", "nigora", Some("b"))];
        catalogue.restore_transcriptions(&register(), &before).await.unwrap();
        assert_eq!(append(&catalogue, &before[0]).await, None);
        assert_eq!(append(&catalogue, &said("Назаров", "nigora", Some("c"))).await, Some(3));
    })
    .await;
}
