//! Lines are written down by keys, in a real browser, and nothing is lost while the line is down. Not for what the server
//! refuses: see `transcribing`.

use register::teaching::Said;
use thirtyfour::prelude::*;

use crate::{
    book::Book,
    browser::{Browser, DOWN, serve, sign_in, start},
    transcribing::{DESK, TEXTS, said, written},
};

/// A register with lines, a browser before the first of them, and the box it is written in.
async fn at_the_desk() -> (Book, Browser, WebElement) {
    let book = written().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Nigora").await;
    browser.driver.goto(format!("{address}{DESK}")).await.unwrap();
    let input = browser.first("#value").await;
    browser.holds(TEXTS[0]).await;
    (book, browser, input)
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_are_confirmed_typed_passed_over_and_mended_by_keys() {
    let (book, browser, input) = at_the_desk().await;
    input.send_keys(Key::Enter + "").await.unwrap();
    browser.reads("#progress", "99 more lines").await;
    // What is typed takes the place of the reading, which is selected.
    input.send_keys("Ғафуров Ҳоҷиев" + Key::Enter).await.unwrap();
    browser.reads("#progress", "98 more lines").await;
    input.send_keys(Key::Alt + "z").await.unwrap();
    browser.holds("Ғафуров Ҳоҷиев").await;
    input.send_keys(Key::Alt + "u").await.unwrap();
    browser.reads("#progress", "99 more lines").await;
    input.send_keys(Key::Alt + "n").await.unwrap();
    browser.reads(".none", "No line waits here").await;
    let expected =
        [Said::Text(TEXTS[0].into()), Said::Text("Ғафуров Ҳоҷиев".into()), Said::Unreadable, Said::NoLine];
    assert_eq!(said(&book).await, expected);
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_line_is_down_lines_are_kept_and_sent_when_it_is_back() {
    let (book, browser, input) = at_the_desk().await;
    browser.line(DOWN).await;
    input.send_keys(Key::Enter + Key::Enter).await.unwrap();
    browser.reads("#saved", "2 kept here, sending when the line is back").await;
    browser.run("document.getElementById('value').value = ''").await;
    input.send_keys(Key::Enter + "").await.unwrap();
    browser.reads("#hint", "Nothing is written").await;
    browser.line_up().await;
    browser.reads("#progress", "98 more lines").await;
    assert_eq!(said(&book).await.len(), 2);
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_thinks_better_of_a_line_has_its_reading_back_by_esc() {
    let (book, browser, input) = at_the_desk().await;
    input.send_keys(Key::Alt + "u").await.unwrap();
    input.send_keys(Key::Alt + "z").await.unwrap();
    browser.reads("#so", "cannot be read").await;
    browser.holds("").await;
    input.send_keys(Key::Escape + "").await.unwrap();
    browser.holds(TEXTS[0]).await;
    input.send_keys(Key::Enter + "").await.unwrap();
    browser.reads("#progress", "99 more lines").await;
    assert_eq!(said(&book).await, [Said::Unreadable, Said::Text(TEXTS[0].into())]);
    browser.stop().await;
}
