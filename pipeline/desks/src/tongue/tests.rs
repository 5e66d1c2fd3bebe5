//! Words, numbers and dates in three languages. Not for what screens say with them.

use std::collections::BTreeSet;

use super::*;

fn texts(message: &Message) -> Vec<&str> {
    match message {
        Message::One(text) => vec![text],
        Message::Counted { one, few, many } => vec![one, few, many],
    }
}

/// `{name}`s of a message.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|after| after.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn every_language_says_everything_and_leaves_nothing_out() {
    for tongue in [Tongue::Russian, Tongue::Tajik] {
        let keys = |t: Tongue| t.messages().keys().cloned().collect::<BTreeSet<_>>();
        let differ: Vec<_> = keys(Tongue::English).symmetric_difference(&keys(tongue)).cloned().collect();
        assert!(differ.is_empty(), "{}: {differ:?}", tongue.code());
        for (key, message) in tongue.messages() {
            let wanted = places(texts(&ENGLISH[key]).last().unwrap());
            for text in texts(message).into_iter().filter(|t| !t.is_empty()) {
                assert_eq!(places(text), wanted, "{} in {}", key, tongue.code());
            }
            assert!(!texts(message).last().unwrap().is_empty(), "{} in {}", key, tongue.code());
        }
    }
}

#[test]
fn russian_counts_in_three_forms() {
    let count = |n: i64| Tongue::Russian.say("count.scans", &[("n", n.into())]);
    assert_eq!([1, 2, 5, 11, 21].map(count), ["1 скан", "2 скана", "5 сканов", "11 сканов", "21 скан"]);
}

#[test]
fn thousands_stand_apart() {
    assert_eq!(Tongue::English.number(1086), "1,086");
    assert_eq!(Tongue::Russian.number(1086), "1086");
    assert_eq!(Tongue::Russian.number(12_086), "12\u{a0}086");
}

#[test]
fn decimals_stand_behind_a_comma_but_in_english() {
    assert_eq!(Tongue::ALL.map(|tongue| tongue.measure(0.348, 2)), ["0.35", "0,35", "0,35"]);
    assert_eq!(Tongue::ALL.map(|tongue| tongue.measure(51.2, 0)), ["51", "51", "51"]);
}

#[test]
fn the_browser_language_is_taken_when_we_speak_it() {
    assert_eq!(Tongue::accepted("de, ru;q=0.8, tg;q=0.9"), Tongue::Tajik);
    assert_eq!(Tongue::accepted("ru-RU,ru;q=0.9"), Tongue::Russian);
    assert_eq!(Tongue::accepted(""), Tongue::English);
}

#[test]
fn dates_are_written_as_each_language_does() {
    assert_eq!(Tongue::English.date("1958-04-07"), "7 Apr 1958");
    assert_eq!(Tongue::Tajik.date("1958-04-07"), "07.04.1958");
}

#[test]
fn what_is_not_known_of_a_date_is_left_out() {
    assert_eq!(Tongue::English.date("1956-03-XX"), "Mar 1956");
    assert_eq!(Tongue::Russian.date("1956-03-XX"), "03.1956");
    assert_eq!(Tongue::Russian.date("1956-XX-XX"), "1956");
    assert_eq!(Tongue::English.date("1956-13-01"), "1956-13-01");
    assert_eq!(Tongue::English.date("1956~"), "1956~");
}

#[test]
fn a_word_nobody_wrote_is_shown_as_it_came() {
    assert_eq!(Tongue::Russian.word("language", "uzb_cyrl"), "узбекский");
    assert_eq!(Tongue::Russian.word("language", "kom"), "kom");
}
