//! Nothing a verifier types is lost, in a real browser: whatever key leaves the field, whoever signs in next,
//! whatever the line does. Not for what decisions mean: the archive's tests are quicker.

use thirtyfour::prelude::*;

use crate::{
    book,
    browser::{DOWN, serve, sign_in, start},
};

const FIRST: &str = "/act/births%2D1958%2F000001%2Dw1";
const SURNAME: &str = "[data-key='child.surname'] .value";
const GIVEN: &str = "[data-key='child.given'] .value";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_when_the_act_is_closed_is_what_the_search_finds() {
    let book = book::read().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Nigora").await;
    let input = browser.first("#value").await;
    input.send_keys(Key::Enter + "").await.unwrap();
    browser.reads("#label", "Насаби кӯдак").await;
    input.send_keys("Назаров").await.unwrap();
    browser.first("#value").await.send_keys(Key::Control + Key::Enter).await.unwrap();
    browser.reads(".crumbs", "412").await;
    browser.driver.goto(format!("{address}/search")).await.unwrap();
    browser.first("#q").await.send_keys("Назаров" + Key::Enter).await.unwrap();
    browser.reads(".hit .names", "Назаров Фаррух").await;
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn walking_back_keeps_what_is_typed_and_walking_on_changes_nothing() {
    let book = book::read().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Nigora").await;
    browser.driver.goto(format!("{address}{FIRST}?field=child.given")).await.unwrap();
    let input = browser.first("#value").await;
    input.send_keys(Key::F3).await.unwrap();
    browser.reads("#label", "Санаи таваллуд").await;
    input.send_keys(Key::Shift + Key::Tab).await.unwrap();
    browser.reads("#label", "Номи кӯдак").await;
    input.send_keys(Key::Enter).await.unwrap();
    browser.reads("#label", "Санаи таваллуд").await;
    browser.reads(GIVEN, "[…]").await;
    input.send_keys("8 апреля 1958").await.unwrap();
    input.send_keys(Key::Shift + Key::Tab).await.unwrap();
    browser.reads("[data-key='child.birth_date'] .value", "8 апреля 1958").await;
    browser.reads("#decided", "2 of 5 decided").await;
    browser.driver.refresh().await.unwrap();
    browser.reads(GIVEN, "[…]").await;
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_person_at_the_browser_undoes_nothing_and_repeats_nothing() {
    let book = book::read().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Nigora").await;
    browser.driver.goto(format!("{address}{FIRST}?field=child.surname")).await.unwrap();
    browser.first("#value").await.send_keys("Назаров" + Key::Enter).await.unwrap();
    browser.reads("#saved", "Saved").await;
    browser.first(".choice.person summary").await.click().await.unwrap();
    browser.first("[action='/sign-out'] button").await.click().await.unwrap();
    sign_in(&browser, &address, "Firuz").await;
    browser.driver.goto(format!("{address}{FIRST}?field=child.surname")).await.unwrap();
    browser.reads(SURNAME, "Назаров").await;
    let input = browser.first("#value").await;
    input.send_keys(Key::Control + "z").await.unwrap();
    browser.run("document.getElementById('value').value = ''").await;
    input.send_keys(Key::Control + "d").await.unwrap();
    browser.holds("").await;
    input.send_keys(Key::F3).await.unwrap();
    browser.reads("#saved", "Saved").await;
    browser.reads("#decided", "1 of 5 decided").await;
    browser.reads(SURNAME, "[…]").await;
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_act_is_left_only_when_nothing_else_was_begun() {
    let book = book::read().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Nigora").await;
    let input = browser.first("#value").await;
    browser.line(DOWN).await;
    input.send_keys(Key::Control + Key::Enter).await.unwrap();
    browser.reads("#saved", "1 kept here").await;
    input.send_keys("41").await.unwrap();
    browser.line_up().await;
    browser.reads("#decided", "5 of 5 decided").await;
    browser.reads("#saved", "Saved").await;
    assert_eq!(browser.here().await, FIRST);
    browser.holds("41").await;
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_passes_is_sent_again_and_what_is_refused_comes_back_with_its_text() {
    let book = book::read().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Nigora").await;
    browser.driver.goto(format!("{address}{FIRST}?field=child.surname")).await.unwrap();
    let input = browser.first("#value").await;
    browser.line("Promise.resolve(new Response('', { status: 503 }))").await;
    input.send_keys("Назаров" + Key::Enter).await.unwrap();
    browser.reads("#saved", "1 kept here").await;
    browser.line("Promise.resolve(new Response('<main><p>not now</p></main>', { status: 409 }))").await;
    browser.run("dispatchEvent(new Event('online'))").await;
    browser.reads("#saved", "Not saved: not now").await;
    browser.reads(SURNAME, "Ҳамидов").await;
    browser.line_up().await;
    browser.driver.refresh().await.unwrap();
    browser.reads("#saved", "Not saved: not now").await;
    browser.first("#refused-open").await.click().await.unwrap();
    browser.holds("Назаров").await;
    browser.first("#value").await.send_keys(Key::Enter + "").await.unwrap();
    browser.reads(SURNAME, "Назаров").await;
    browser.reads("#saved", "Saved").await;
    browser.reads("#decided", "1 of 5 decided").await;
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_passed_over_comes_at_the_end() {
    let book = book::read().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Nigora").await;
    browser.reads("#label", "Сабти акт №").await;
    for label in ["Насаби кӯдак", "Номи кӯдак", "Санаи таваллуд", "Санаи бақайдгирӣ"]
    {
        browser.first("#value").await.send_keys(Key::Enter + "").await.unwrap();
        browser.reads("#label", label).await;
    }
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_held_key_decides_one_field() {
    let book = book::read().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Nigora").await;
    browser.reads("#label", "Сабти акт №").await;
    let press = "document.getElementById('value').dispatchEvent(new KeyboardEvent('keydown', \
                 { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true, repeat: REPEAT }))";
    browser.run(&press.replace("REPEAT", "false")).await;
    for _ in 0..3 {
        browser.run(&press.replace("REPEAT", "true")).await;
    }
    browser.reads("#saved", "Saved").await;
    browser.reads("#decided", "1 of 5 decided").await;
    browser.stop().await;
}
