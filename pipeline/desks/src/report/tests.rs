//! Reports of books written down here: what must be in them, and that nothing of a book breaks them.

use register::{
    act::Severity,
    completeness::{Book, BookPage, BookScan, Detail, Remedy, ScanState, Unchecked, check},
    id::RegisterId,
    page::{Half, Quality},
    unsure::Unsettled,
};

use super::*;

fn card(title: &str) -> RegisterCard {
    let id: RegisterId = "b".parse().unwrap();
    RegisterCard { title: Some(title.to_owned()), ..RegisterCard::bare(id) }
}

fn scan(number: u32) -> ScanId {
    ScanId { register: "b".parse().unwrap(), number }
}

/// A book of spreads with these labels; the third is blurred.
fn book(title: &str, labels: &[&str]) -> Book {
    let page = |half, label: &str, sharpness| BookPage {
        half,
        width: 1700.0,
        height: 2400.0,
        top: 40.0,
        quality: Quality { sharpness: Some(sharpness), ..Quality::default() },
        labels: register::completeness::LeafLabel::parse(label).into_iter().collect(),
        label_is_sure: false,
        certified: None,
        words: std::collections::BTreeSet::new(),
        unsettled: std::collections::BTreeSet::new(),
    };
    let scans = (1..).zip(labels).map(|(number, label)| {
        let sharpness = if number == 3 { 1.0 } else { 8.0 };
        BookScan {
            id: scan(number),
            file: format!("<{number}>.jpg"),
            state: ScanState::Read,
            reason: None,
            pages: vec![page(Half::Left, "", sharpness), page(Half::Right, label, sharpness)],
        }
    });
    Book { card: card(title), scans: scans.collect(), acts: Vec::new(), sealed: 0 }
}

fn report(title: &str, tongue: Tongue) -> String {
    let book = book(title, &["1", "2", "3", "4", "7", "8", "9"]);
    let pictures = [(
        (scan(3), Half::Left),
        Pictures { small: "data:,small".into(), large: Some("data:,large".into()) },
    )];
    let edition = Edition {
        card: &book.card,
        report: &check(&book),
        tongue,
        office: "Бойгонӣ & Co",
        at: ("2026-11-17", "10:44"),
    };
    written(edition, &pictures.into())
}

fn check_holds(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} is not in the report");
    }
}

#[test]
fn a_report_says_first_what_is_amiss_and_shows_it() {
    let html = report("Births, 1960", Tongue::English);
    check_holds(
        &html,
        &[
            "Not complete.</b> 2 leaves are missing, 1 scan should be shot again.",
            "Leaves 5–6 are missing",
            "id=\"m5\"",
            "id=\"m6\"",
            "Out of focus",
            "sharpness 1.0, needs",
            "data:,large",
            "17 Nov 2026, 10:44",
            ">6об–7<",
        ],
    );
}

#[test]
fn a_report_speaks_all_languages() {
    check_holds(&report("b", Tongue::Russian), &["Книга не полна.", "Нет листов 5–6", "lang=\"ru\""]);
    check_holds(&report("b", Tongue::Tajik), &["Дафтар пурра нест.", "Варақи 5–6 намерасад", "lang=\"tg\""]);
}

#[test]
fn what_comes_from_outside_is_escaped() {
    let html = report("</title><script>alert(1)</script>", Tongue::English);
    assert!(!html.contains("<script>alert") && !html.contains("<3>.jpg"));
    check_holds(&html, &["Бойгонӣ &amp; Co", "&lt;3&gt;.jpg"]);
}

#[test]
fn a_report_fetches_nothing() {
    let html = report("b", Tongue::English);
    for outside in ["src=\"/", "href=\"", "url(pt-", "url(http", "@import"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.len() < 600_000, "{}", html.len());
}

#[test]
fn a_book_without_anything_has_a_report() {
    let book = Book { card: card("b"), scans: Vec::new(), acts: Vec::new(), sealed: 2 };
    let edition = Edition {
        card: &book.card,
        report: &check(&book),
        tongue: Tongue::English,
        office: "",
        at: ("", ""),
    };
    check_holds(&written(edition, &ByPage::new()), &["Complete.", "2 acts are sealed"]);
}

fn says(finding: &Finding, title: &str, text: &str, remedy: &str) {
    let said = words(finding, Tongue::English);
    assert_eq!((said.title.as_str(), said.text.as_str(), said.remedy.as_str()), (title, text, remedy));
}

fn finding(kind: Kind, remedy: Remedy, detail: Detail, scans: &[u32]) -> Finding {
    Finding {
        kind,
        severity: Severity::Error,
        scans: scans.iter().map(|n| scan(*n)).collect(),
        half: None,
        leaves: Vec::new(),
        acts: Vec::new(),
        authority: None,
        remedy,
        after: None,
        detail,
    }
}

#[test]
fn a_finding_says_what_where_and_what_to_do() {
    let jump = Detail::Between(Some("39".into()), Some("42".into()));
    let missing = Finding {
        leaves: vec!["40".into(), "41".into()],
        acts: vec!["79".into(), "80".into(), "81".into()],
        ..finding(Kind::MissingLeaf, Remedy::Shoot, jump, &[39, 40])
    };
    says(
        &missing,
        "Leaves 40–41 are missing",
        "Labels jump from 39 to 42 · acts 79–81 are missing at the same place",
        "shoot it",
    );
    says(
        &finding(Kind::Doubled, Remedy::LeaveOut, Detail::Keep(scan(56)), &[55, 56]),
        "Same page twice",
        "Scan 55–56 · scan 56 is the better one",
        "leave scan 55 out: daftar withdraw b/000055",
    );
    let dark = Detail::Measured { measured: 31.2, needed: 140.0 };
    let half = Finding { half: Some(Half::Left), ..finding(Kind::TooDark, Remedy::Shoot, dark, &[69]) };
    says(&half, "Too dark", "Scan 69, left page · paper at grey 31, needs 140", "shoot again");
}

#[test]
fn what_was_unsettled_says_why_and_what_to_do() {
    let check = |what: Unsettled, text: &str, remedy: &str| {
        let found = finding(Kind::Unsure, Remedy::LookOnScan, Detail::Unsettled(what), &[3, 4, 9]);
        says(&found, "Not sure", text, remedy);
    };
    check(
        Unsettled::Turn,
        "Scan 3–4, 9 · may stand upside down or on its side",
        "look at the scan; if it stands wrong, turn the file or shoot it again: daftar ingest --replaces",
    );
    check(
        Unsettled::Split,
        "Scan 3–4, 9 · may show two pages, not split",
        "look at the scan; if two pages show, shoot the open book again, its fold in sight: daftar ingest --replaces",
    );
    check(
        Unsettled::Lean,
        "Scan 3–4, 9 · may lean, not straightened",
        "look at the scan; if it leans, shoot it again straight: daftar ingest --replaces",
    );
}

#[test]
fn a_scan_that_shows_nothing_is_to_be_shot_again_or_left_out() {
    let found = finding(Kind::SetAside, Remedy::Shoot, Detail::Unsettled(Unsettled::Empty), &[3]);
    says(
        &found,
        "Cannot be read",
        "Scan 3 · nothing shows that could be read: one tone, or too few pixels",
        "look at the scan; if a page belongs there, shoot it again: daftar ingest --replaces; \
         if not, leave it out: daftar withdraw",
    );
}

#[test]
fn what_could_not_be_checked_is_said_in_every_language() {
    let every = Detail::Unchecked(vec![Unchecked::Leaves, Unchecked::Acts, Unchecked::Capture]);
    let found = finding(Kind::Unchecked, Remedy::LookInBook, every, &[]);
    says(
        &found,
        "Not checked",
        "missing leaves: too few leaf labels were read · missing acts: no act numbers were read that count on · \
         blurred, dark or faint pages beside good ones: too few pages to compare",
        "check it by hand in the book",
    );
    let title = |tongue: Tongue| words(&found, tongue).title;
    assert_eq!([Tongue::Russian, Tongue::Tajik].map(title), ["Не проверено", "Санҷида нашуд"]);
}

#[test]
fn a_book_not_checked_whole_is_not_praised_for_what_nobody_looked_at() {
    let report = check(&book("b", &["1", "2"]));
    assert_eq!(verdict(&report, Tongue::English).long, "Nothing is amiss in what could be checked.");
}

#[test]
fn measures_are_written_as_each_language_does() {
    let blurred = Detail::Measured { measured: 3.84, needed: 10.8 };
    let found = finding(Kind::OutOfFocus, Remedy::Shoot, blurred, &[3]);
    let text = |tongue: Tongue| words(&found, tongue).text;
    assert_eq!(text(Tongue::English), "Scan 3 · sharpness 3.8, needs 10.8");
    assert_eq!(text(Tongue::Russian), "Скан 3 · резкость 3,8, нужно 10,8");
    assert_eq!(text(Tongue::Tajik), "Скани 3 · равшанӣ 3,8, лозим 10,8");
}

#[test]
fn what_is_burnt_out_is_told_in_hundredths() {
    let burnt = Detail::Measured { measured: 100.0, needed: 2.0 };
    let found = finding(Kind::TooBright, Remedy::Shoot, burnt, &[4]);
    says(&found, "Burnt out", "Scan 4 · 100% burnt out", "shoot again");
}
