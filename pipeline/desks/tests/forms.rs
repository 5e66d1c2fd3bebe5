//! The desk of forms: who may edit them, what is kept, and what is said of a form that is not whole.

use axum::http::StatusCode;
use thirtyfour::prelude::*;

use crate::{
    book::{self, Book},
    browser,
    client::{Answer, Client},
};

const DIVORCES: &str = "/forms/divorces-paris-1885";

/// The value of a hidden box of a page.
fn hidden(page: &str, name: &str) -> String {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

async fn post(client: &mut Client, path: &str, boxes: &[(&str, &str)]) -> Answer {
    let edition = hidden(&client.get(path).await.body, "edition");
    let token = client.token.clone();
    let mut form = vec![("token", token.as_str()), ("edition", edition.as_str())];
    form.extend(boxes);
    client.post(path, &form).await
}

async fn archivist() -> (Book, Client) {
    let book = book::empty().await;
    let client = Client::of(&book.desks, "Zarina").await;
    (book, client)
}

const WHOLE: [(&str, &str); 6] = [
    ("title", "Divorces of our court"),
    ("begins", "act_no"),
    ("row.0.labels", "No | Nos"),
    ("row.0.field", "act_no"),
    ("row.1.labels", "Names"),
    ("row.1.field", "husband.full_name"),
];

#[tokio::test]
async fn the_list_names_the_forms_of_the_program() {
    let (_book, mut client) = archivist().await;
    let page = client.get("/forms").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for words in ["birth-1926-rus", "/forms/divorces%2Dparis%2D1885", "daftar form new"] {
        assert!(page.body.contains(words) || page.body.contains(&words.replace("%2D", "-")), "{words}");
    }
    assert!(client.get("/shelf").await.body.contains("href=\"/forms\""));
}

#[tokio::test]
async fn a_form_shows_its_columns_with_what_they_fill() {
    let (_book, mut client) = archivist().await;
    let page = client.get(DIVORCES).await.body;
    assert!(page.contains("Siège du tribunal") && page.contains("<option value=\"divorce.court\" selected>"));
    assert!(page.contains("<option value=\"husband.full_name\">"));
    let sheet = client.get("/forms/birth-1950-rus").await.body;
    assert!(sheet.contains("name=\"asks.father_basis\" value=\"yes\" checked"));
}

#[tokio::test]
async fn a_form_of_the_program_becomes_the_archive_s_own_when_it_is_saved() {
    let (book, mut client) = archivist().await;
    let answer = post(&mut client, DIVORCES, &WHOLE).await;
    assert_eq!(answer.leads_to(), "/forms/divorces-paris-1885?saved=true", "{}", answer.body);
    let forms = book.forms.load().unwrap();
    let form = forms.named("divorces-paris-1885").unwrap();
    assert_eq!((forms.own().len(), form.title.as_str()), (1, "Divorces of our court"));
    assert_eq!(form.columns[0].labels, ["No", "Nos"]);
    let (entries, _) = book.archive.audit(Some(1)).await.unwrap();
    assert_eq!((entries[0].action.as_str(), entries[0].person.as_str()), ("form", "Zarina"));
    let page = client.get("/forms/divorces-paris-1885?saved=true").await.body;
    assert!(page.contains("daftar run") && page.contains("No register is read by it yet"), "{page}");
    assert!(page.contains("role=\"status\"") && page.contains("daftar form test divorces-paris-1885"));
}

#[tokio::test]
async fn it_is_told_which_registers_are_read_by_a_form() {
    let book = book::read_with(|acts| acts[1].form = Some("birth-1950-rus".into())).await;
    let mut client = Client::of(&book.desks, "Zarina").await;
    let page = client.get("/forms/birth-1950-rus").await.body;
    assert!(page.contains("One register is read by it: Births, Leninabad city, 1958"), "{page}");
    assert!(client.get(DIVORCES).await.body.contains("No register is read by it yet"));
}

#[tokio::test]
async fn what_is_amiss_is_shown_where_it_stands_and_nothing_is_kept() {
    let (book, mut client) = archivist().await;
    let amiss = [
        ("begins", "reg_date"),
        ("row.0.labels", "Court"),
        ("row.0.field", "divorce.judge"),
        ("own.0.key", "Judge"),
        ("own.0.kind", "text"),
    ];
    let answer = post(&mut client, DIVORCES, &amiss).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for id in ["id=\"bad-0\"", "id=\"bad-begins\"", "id=\"bad-own-0\"", "There is no field divorce.judge"] {
        assert!(answer.body.contains(id), "{id}: {}", answer.body);
    }
    assert!(answer.body.contains("value=\"Court\"") && book.forms.load().unwrap().own().is_empty());
}

#[tokio::test]
async fn a_form_somebody_changed_meanwhile_is_not_overwritten_unseen() {
    let (book, mut client) = archivist().await;
    let token = client.token.clone();
    let old = hidden(&client.get(DIVORCES).await.body, "edition");
    assert_eq!(post(&mut client, DIVORCES, &WHOLE).await.status, StatusCode::SEE_OTHER);
    let mut form = vec![("token", token.as_str()), ("edition", old.as_str())];
    form.extend(WHOLE);
    form[2].1 = "Mine";
    let answer = client.post(DIVORCES, &form).await;
    assert!(answer.body.contains("Somebody changed this form") && answer.body.contains("value=\"Mine\""));
    let title = |forms: register::form::Forms| forms.named("divorces-paris-1885").unwrap().title.clone();
    assert_eq!(title(book.forms.load().unwrap()), "Divorces of our court");
}

#[tokio::test]
async fn a_sheet_keeps_the_fields_that_are_ticked() {
    let (book, mut client) = archivist().await;
    let boxes = [("title", "Births"), ("asks.act_no", "yes"), ("asks.child.given", "yes")];
    let answer = post(&mut client, "/forms/birth-1950-rus", &boxes).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let form = book.forms.load().unwrap().named("birth-1950-rus").cloned().unwrap();
    assert_eq!((form.fields.len(), form.acts_a_page, form.labels.len()), (2, Some(1), 0));
}

#[tokio::test]
async fn only_the_archivist_sees_and_edits_forms() {
    let book = book::empty().await;
    for name in ["Nigora", "Malika"] {
        let mut client = Client::of(&book.desks, name).await;
        assert_eq!(client.get("/forms").await.status, StatusCode::FORBIDDEN);
        assert_eq!(client.get(DIVORCES).await.status, StatusCode::FORBIDDEN);
        let token = client.token.clone();
        assert_eq!(client.post(DIVORCES, &[("token", &token)]).await.status, StatusCode::FORBIDDEN);
    }
    assert!(book.forms.load().unwrap().own().is_empty());
}

#[tokio::test]
async fn a_form_without_the_session_s_token_is_not_kept() {
    let (book, mut client) = archivist().await;
    let mut form = vec![("token", "another")];
    form.extend(WHOLE);
    assert_eq!(client.post(DIVORCES, &form).await.status, StatusCode::FORBIDDEN);
    assert!(book.forms.load().unwrap().own().is_empty());
}

#[tokio::test]
async fn a_form_nobody_knows_is_not_there() {
    let (_book, mut client) = archivist().await;
    for path in ["/forms/nix", "/forms/..%2F..%2Fetc"] {
        assert_eq!(client.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_is_edited_by_keys_row_after_row() {
    let book = book::empty().await;
    let address = browser::serve(book.desks.clone()).await;
    let browser = browser::start().await;
    browser::sign_in(&browser, &address, "Zarina").await;
    browser.driver.goto(format!("{address}{DIVORCES}")).await.unwrap();
    browser.first("input[name=title]").await.focus().await.unwrap();
    let keys = ["headings", "begins", "row.0.nth", "row.0.labels", "row.0.field", "row.0.page"];
    for name in keys {
        browser.driver.active_element().await.unwrap().send_keys("" + Key::Tab).await.unwrap();
        let at = browser.driver.active_element().await.unwrap();
        assert_eq!(at.attr("name").await.unwrap().as_deref(), Some(name));
    }
    let labels = browser.first("input[name='row.0.labels']").await;
    labels.clear().await.unwrap();
    labels.send_keys("Numbers" + Key::Enter).await.unwrap();
    browser.reads(".kept", "daftar form test").await;
    let form = book.forms.load().unwrap().named("divorces-paris-1885").cloned().unwrap();
    assert_eq!((form.columns[0].labels[0].as_str(), form.columns.len()), ("Numbers", 7));
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposed_form_opens_at_the_first_column_nobody_named_and_is_kept_by_one_key() {
    let book = book::empty().await;
    let proposed = "id = 'ours'\ntitle = 'ours'\ntype = 'divorce'\nshape = 'ledger'\nbegins = 'act_no'\n\
                    [[field]]\nkey = 'column.2'\nkind = 'text'\nlabel = 'DATES de la remise'\n\
                    [[column]]\nlabels = ['No']\nfield = 'act_no'\n\
                    [[column]]\nlabels = ['DATES de la remise']\nfield = 'column.2'\n";
    book.forms.save(&register::form::Form::from_toml(proposed).unwrap()).unwrap();
    let address = browser::serve(book.desks.clone()).await;
    let browser = browser::start().await;
    browser::sign_in(&browser, &address, "Zarina").await;
    browser.driver.goto(format!("{address}/forms/ours")).await.unwrap();
    browser.first("select[name='row.1.field']:focus").await;
    let at = browser.driver.active_element().await.unwrap();
    at.send_keys("Дата с").await.unwrap();
    at.send_keys(Key::Control + Key::Enter).await.unwrap();
    browser.reads(".kept", "daftar run").await;
    let form = book.forms.load().unwrap().named("ours").cloned().unwrap();
    assert_eq!(form.columns[1].field.as_deref(), Some("reg_date"));
    browser.stop().await;
}
