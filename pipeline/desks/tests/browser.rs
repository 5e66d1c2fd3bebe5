//! The act desk in a real browser: keys, saving, the line that is down, and the search that shows the
//! correction. Not for every screen: the router's tests are quicker.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::Duration,
};

use axum::Router;
use thirtyfour::{common::capabilities::chromium::ChromiumLikeCapabilities, prelude::*};

use crate::book::{self, PASSWORD};

/// Longest wait for something to appear; the pages are local and take milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser of our own, stopped with the test.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    chromedriver: Child,
    _profile: tempfile::TempDir,
}

/// Starts chromedriver on a port the system gives, and a browser with an empty profile.
pub(crate) async fn start() -> Browser {
    let mut chromedriver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver is installed by scripts/setup");
    let lines = BufReader::new(chromedriver.stdout.take().unwrap()).lines();
    let port = lines
        .map_while(Result::ok)
        .find_map(|line| line.strip_suffix('.')?.split("on port ").nth(1)?.parse::<u16>().ok())
        .expect("chromedriver says its port");
    let profile = tempfile::tempdir().unwrap();
    let mut wanted = DesiredCapabilities::chrome();
    let folder = format!("--user-data-dir={}", profile.path().display());
    for flag in [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en",
        "--window-size=1366,768",
        &folder,
    ] {
        wanted.add_arg(flag).unwrap();
    }
    let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await.unwrap();
    Browser { driver, chromedriver, _profile: profile }
}

impl Browser {
    pub(crate) async fn stop(mut self) {
        self.driver.clone().quit().await.unwrap();
        self.chromedriver.kill().unwrap();
        self.chromedriver.wait().unwrap();
    }

    pub(crate) async fn first(&self, css: &str) -> WebElement {
        let query = self.driver.query(By::Css(css)).wait(PATIENCE, Duration::from_millis(50));
        query.first().await.unwrap_or_else(|e| panic!("{css}: {e}"))
    }

    /// Waits until the text of the element holds `words`.
    pub(crate) async fn reads(&self, css: &str, words: &str) {
        let query = self.driver.query(By::Css(css)).wait(PATIENCE, Duration::from_millis(50));
        let words = words.to_owned();
        let found = query.with_filter(move |e: WebElement| {
            let words = words.clone();
            // A row just replaced by the server's own cannot be asked any more; the next look finds the new one.
            async move { Ok(e.text().await.is_ok_and(|text| text.contains(&words))) }
        });
        if found.first().await.is_err() {
            let page = self.driver.source().await.unwrap();
            panic!("{css} never read as expected:\n{page}");
        }
    }

    /// Runs a line of script in the page.
    pub(crate) async fn run(&self, script: &str) {
        self.driver.execute(script, vec![]).await.unwrap();
    }

    /// Takes the line down, or makes it answer so; `up` brings it back.
    pub(crate) async fn line(&self, answer: &str) {
        self.run(&format!("window.line ??= window.fetch; window.fetch = () => {answer}")).await;
    }

    pub(crate) async fn line_up(&self) {
        self.run("window.fetch = window.line; dispatchEvent(new Event('online'))").await;
    }

    /// Waits until the value of the input is `value`.
    pub(crate) async fn holds(&self, value: &str) {
        let query = self.driver.query(By::Css("#value")).wait(PATIENCE, Duration::from_millis(50));
        let value = value.to_owned();
        let found = query.with_filter(move |e: WebElement| {
            let value = value.clone();
            async move { Ok(e.prop("value").await?.is_some_and(|held| held == value)) }
        });
        found.first().await.unwrap();
    }

    pub(crate) async fn here(&self) -> String {
        self.driver.current_url().await.unwrap().path().to_owned()
    }
}

/// The answer of a line that is down.
pub(crate) const DOWN: &str = "Promise.reject(new TypeError('down'))";

/// Serves the desks on a free port of the loopback; gives the address.
pub(crate) async fn serve(desks: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, desks).await });
    format!("http://{address}")
}

pub(crate) async fn sign_in(browser: &Browser, address: &str, name: &str) {
    browser.driver.goto(format!("{address}/sign-in")).await.unwrap();
    browser.first("#name").await.send_keys(name).await.unwrap();
    browser.first("#password").await.send_keys(PASSWORD + Key::Enter).await.unwrap();
    browser.first(".who .person").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verifier_corrects_a_field_by_keys_and_the_search_shows_it() {
    let book = book::read().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Nigora").await;
    let input = browser.first("#value").await;
    browser.reads("#label", "Сабти акт №").await;
    // The surname needs a person, so that it comes before the date.
    input.send_keys(Key::Enter + "").await.unwrap();
    browser.reads("#label", "Насаби кӯдак").await;
    input.send_keys("Назаров" + Key::Enter).await.unwrap();
    browser.reads("#label", "Номи кӯдак").await;
    browser.reads("[data-key='child.surname'] .value", "Назаров").await;
    browser.reads("#saved", "Saved").await;
    input.send_keys(Key::F3).await.unwrap();
    browser.reads("[data-key='child.given'] .value", "[…]").await;
    input.send_keys(Key::Control + "z").await.unwrap();
    browser.reads("[data-key='child.given'] .value", "Фаррух").await;
    browser.driver.goto(format!("{address}/search")).await.unwrap();
    browser.first("#q").await.send_keys("Назаров" + Key::Enter).await.unwrap();
    browser.reads(".hit .names", "Назаров Фаррух").await;
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_line_is_down_decisions_are_kept_and_sent_when_it_is_back() {
    let book = book::read().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Firuz").await;
    let input = browser.first("#value").await;
    browser.line(DOWN).await;
    input.send_keys(Key::Enter + Key::Enter).await.unwrap();
    browser.reads("#saved", "2 kept here, sending when the line is back").await;
    browser.line_up().await;
    browser.reads("#saved", "Saved").await;
    browser.driver.refresh().await.unwrap();
    browser.reads("#decided", "2 of 5 decided").await;
    browser.stop().await;
}

/// Presses a key of a Russian keyboard: its letter, and where the key lies.
async fn press(browser: &Browser, key: &str, code: &str) {
    let script = "document.dispatchEvent(new KeyboardEvent('keydown', \
                  { key: arguments[0], code: arguments[1], bubbles: true, cancelable: true }))";
    browser.driver.execute(script, vec![key.into(), code.into()]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn single_letters_work_on_a_russian_keyboard() {
    let book = book::read().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Zarina").await;
    browser.first("#registers .chosen").await;
    press(&browser, ".", "Slash").await;
    browser.first("#q").await;
    browser.driver.goto(format!("{address}/look/births-1958%2F000001-w1")).await.unwrap();
    browser.first(".vrow.now").await;
    press(&browser, "м", "KeyV").await;
    browser.reads("#label", "Сабти акт №").await;
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shelf_keeps_the_focus_when_it_is_renewed_and_tab_leads_on_to_the_top_bar() {
    let book = book::read().await;
    let address = serve(book.desks.clone()).await;
    let browser = start().await;
    sign_in(&browser, &address, "Zarina").await;
    browser.first("#registers .chosen").await;
    let focused = "return [document.activeElement.className, document.activeElement.textContent].join(' ')";
    let mark = "document.querySelector('#registers a.title').focus(); \
                document.querySelector('#registers').dataset.was = 'here'; \
                document.querySelector('#registers li').dataset.old = 'yes'";
    browser.driver.execute(mark, vec![]).await.unwrap();
    // The first renewal writes every part anew; the row that was marked is then gone.
    browser.first("#registers[data-was] li:not([data-old])").await;
    let at: String = browser.driver.execute(focused, vec![]).await.unwrap().convert().unwrap();
    assert!(at.starts_with("title Births, Leninabad"), "{at}");
    browser.first("#registers li.chosen").await;
    browser.driver.execute("document.activeElement.blur()", vec![]).await.unwrap();
    browser.first("body").await.send_keys(Key::Tab + "").await.unwrap();
    let at: String = browser
        .driver
        .execute("return document.activeElement.tagName", vec![])
        .await
        .unwrap()
        .convert()
        .unwrap();
    assert_ne!(at, "BODY", "no scan is set aside: Tab leads on");
    browser.stop().await;
}
