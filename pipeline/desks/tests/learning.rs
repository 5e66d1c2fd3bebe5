//! What people decided in a register shows at the act desk beside the fields of its other acts. Not for what is learned:
//! that is tested in `register`.

use archive::deciding::Draft;
use register::{access::Role, decision::Verdict};

use crate::{
    book::{self, Book},
    client::Client,
};

/// Somebody types a surname into the `place`-th act.
async fn types(book: &Book, place: usize, surname: &str) {
    let draft = Draft {
        act: book::act_id(place),
        field: "child.surname".to_owned(),
        verdict: Verdict::Corrected,
        value: Some(surname.to_owned()),
        revision: 0,
        nonce: None,
    };
    book.archive.decide(&book::outsider(Role::Archivist), draft).await.unwrap();
}

/// The surname of the second act, of which `Рахмонов` was read, at the desk.
async fn desk(book: &Book) -> String {
    let mut client = Client::of(&book.desks, "Nigora").await;
    client.get("/act/births%2D1958%2F000001%2Dw2?field=child.surname").await.body
}

#[tokio::test]
async fn what_was_decided_in_other_acts_is_offered_first_and_said_to_be_so() {
    let book = book::read().await;
    assert!(!desk(&book).await.contains("decided so"));
    types(&book, 1, "Раҳмонов").await;
    types(&book, 3, "Раҳмонов").await;
    let page = desk(&book).await;
    let (first, _) = page.split_once("data-take=\"2\"").unwrap();
    let (_, first) = first.split_once("data-take=\"1\"").unwrap();
    assert!(first.contains(">Раҳмонов<") && first.contains("decided so 2 times in this register"), "{first}");
    assert!(page.contains("value=\"Рахмонов\""));
}

#[tokio::test]
async fn what_a_person_decided_is_not_touched_by_what_others_did() {
    let book = book::read().await;
    types(&book, 2, "Рахматов").await;
    types(&book, 1, "Раҳматов").await;
    let act =
        book.archive.act(&book::outsider(Role::Archivist), &book::act_id(2)).await.unwrap().unwrap().act;
    let field = &act.fields["child.surname"];
    assert_eq!((field.value.as_deref(), field.confidence), (Some("Рахматов"), Some(1.0)));
}
