//! Whole books, written as a line of text, and what is found amiss in them.

mod acts;
mod capture;
mod leaves;
mod mirrored;
mod order;
mod unchecked;
mod unsettled;

use crate::{
    act::Severity,
    form::ActType,
    id::{ActId, ScanId},
    page::{Half, Quality},
    signature::{self, Signature},
    unsure::Unsettled,
    volume::RegisterCard,
};

use super::*;

fn scan_id(number: usize) -> ScanId {
    ScanId { register: "b".parse().unwrap(), number: u32::try_from(number).unwrap() }
}

fn page(half: Half, labels: Vec<LeafLabel>, look: &str) -> BookPage {
    let signature = Some(look_of(look));
    let quality = Quality { sharpness: Some(8.0), paper: Some(215.0), signature, ..Quality::default() };
    let (width, height, top) = (1700.0, 2400.0, 40.0);
    BookPage {
        half,
        width,
        height,
        top,
        quality,
        labels,
        label_is_sure: false,
        certified: None,
        words: BTreeSet::new(),
        unsettled: BTreeSet::new(),
    }
}

/// A look of its own for every name: a twentieth of its cells inked.
fn look_of(name: &str) -> Signature {
    let mut state =
        name.bytes().fold(0x9E37_79B9_u32, |state, byte| (state ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let cells: Vec<f32> = (0..signature::COLUMNS * signature::ROWS)
        .map(|_| {
            // Xorshift (Marsaglia 2003).
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            if state.is_multiple_of(20) { 0.3 } else { 0.0 }
        })
        .collect();
    Signature::of(&cells)
}

/// One scan as `label:act,act`; `-` or `?` is no label, `?` an act without number, `wait` and `aside` are states.
struct Written<'t> {
    label: &'t str,
    acts: Vec<&'t str>,
    state: ScanState,
}

impl<'t> Written<'t> {
    fn of(text: &'t str) -> Self {
        let (label, acts) = text.split_once(':').unwrap_or((text, ""));
        let state = match label {
            "wait" => ScanState::Waiting,
            "aside" => ScanState::SetAside,
            _ => ScanState::Read,
        };
        Self { label, acts: acts.split(',').filter(|a| !a.is_empty()).collect(), state }
    }

    fn pages(&self, spread: bool, nth: usize) -> Vec<BookPage> {
        let label = LeafLabel::parse(self.label).into_iter().collect();
        let look = |half: &str| format!("{nth}{half}");
        match (self.state, spread) {
            (ScanState::Read, true) => {
                vec![page(Half::Left, Vec::new(), &look("l")), page(Half::Right, label, &look("r"))]
            }
            (ScanState::Read, false) => vec![page(Half::Whole, label, &look("w"))],
            _ => Vec::new(),
        }
    }
}

fn book(text: &str, spread: bool) -> Book {
    let mut book = Book {
        card: RegisterCard::bare("b".parse().unwrap()),
        scans: Vec::new(),
        acts: Vec::new(),
        sealed: 0,
    };
    for (nth, written) in text.split_whitespace().map(Written::of).enumerate() {
        let id = scan_id(nth + 1);
        for (place, number) in written.acts.iter().enumerate() {
            let half = match (spread, place * 2 < written.acts.len()) {
                (true, true) => Half::Left,
                (true, false) => Half::Right,
                (false, _) => Half::Whole,
            };
            book.acts.push(act(&id, half, place, number));
        }
        book.scans.push(BookScan {
            file: format!("{:04}.jpg", nth + 1),
            state: written.state,
            reason: None,
            pages: written.pages(spread, nth),
            id,
        });
    }
    book
}

/// `12`, `12/Rumon` for one of another office, `12|21` for two readings.
fn act(scan: &ScanId, half: Half, place: usize, written: &str) -> BookAct {
    let (numbers, authority) = written.split_once('/').unwrap_or((written, "Рудакӣ"));
    BookAct {
        id: ActId::at(scan, half, place + 1),
        scan: scan.clone(),
        half,
        numbers: numbers.split('|').filter_map(ActNumber::parse).collect(),
        kind: ActType::Birth,
        authority: authority.to_owned(),
        year: Some(1956),
    }
}

/// A book of single pages on which nothing agrees with anything: labels and numbers with other readings jump to and fro.
pub(super) fn worst(pages: usize) -> Book {
    // Steps without a common divisor with the lengths they wrap at.
    let text: Vec<String> = (0..pages)
        .map(|at| {
            let number = |step: usize| at * step % 997 + 1;
            format!(
                "{}:{}|{}|{},{}|{}",
                at * 37 % 1487 + 1,
                number(331),
                number(157),
                number(89),
                number(613),
                number(59)
            )
        })
        .collect();
    singles(&text.join(" "))
}

fn spreads(text: &str) -> Book {
    book(text, true)
}

fn singles(text: &str) -> Book {
    book(text, false)
}

/// `kind leaves … acts … scans …`, with what is empty left out.
fn told(finding: &Finding) -> String {
    let kind = serde_json::to_value(finding.kind).unwrap();
    let mut words = vec![kind.as_str().unwrap().to_owned()];
    for (name, what) in [("leaves", &finding.leaves), ("acts", &finding.acts)] {
        if !what.is_empty() {
            words.push(format!("{name} {}", what.join(" ")));
        }
    }
    let scans: Vec<String> = finding.scans.iter().map(|scan| scan.number.to_string()).collect();
    if !scans.is_empty() {
        words.push(format!("scans {}", scans.join(" ")));
    }
    words.join(" ")
}

fn finds(book: &Book, expected: &[&str]) {
    let report = check(book);
    let open: Vec<String> = report.findings.iter().filter(|f| f.is_open()).map(told).collect();
    assert_eq!(open, expected);
}

/// What is worth knowing, but for what could not be checked: few books here bear both labels and numbers.
fn finds_worth_knowing(book: &Book, expected: &[&str]) {
    let report = check(book);
    let known = report.findings.iter().filter(|f| f.severity == Severity::Info && f.kind != Kind::Unchecked);
    assert_eq!(known.map(told).collect::<Vec<_>>(), expected);
}

#[test]
fn a_book_without_scans_has_nothing_amiss() {
    finds(&spreads(""), &[]);
}

#[test]
fn a_whole_book_has_nothing_amiss_and_is_counted() {
    let book = spreads("1:1,2 2:3,4 3:5,6 4:7,8 5:9,10");
    finds(&book, &[]);
    let report = check(&book);
    assert_eq!(report.leaves, Some(Tally { found: 5, expected: Some(5) }));
    assert_eq!((report.scans, report.pages), (5, 10));
    assert_eq!(report.acts, Tally { found: 10, expected: Some(10) });
}

#[test]
fn a_scan_set_aside_and_one_that_waits_are_told_and_take_the_acts_that_should_stand_there() {
    finds(
        &spreads("1:1,2 2:3,4 aside 4:7,8 wait 6:11,12 7:13,14"),
        &["set_aside acts 5 6 scans 3", "waiting acts 9 10 scans 5"],
    );
}

#[test]
fn a_scan_that_shows_nothing_is_told_for_that_alone() {
    let mut book = spreads("1:1,2 2:3,4 3:5,6 -: 4:7,8 5:9,10");
    let pages = &mut book.scans[3].pages;
    pages.truncate(1);
    pages[0].half = Half::Whole;
    pages[0].unsettled.insert(Unsettled::Empty);
    for (paper, blank) in [(0.0, false), (120.0, true), (255.0, false)] {
        let quality = &mut book.scans[3].pages[0].quality;
        (quality.paper, quality.blank, quality.sharpness) = (Some(paper), Some(blank), None);
        finds(&book, &["set_aside scans 4"]);
    }
    book.scans[3].state = ScanState::Withdrawn;
    finds(&book, &[]);
}

#[test]
fn a_scan_that_is_out_already_is_not_told_for_showing_nothing_too() {
    let mut book = spreads("1:1,2 2:3,4 3:5,6 -: 4:7,8 5:9,10");
    for page in &mut book.scans[3].pages {
        page.unsettled.insert(Unsettled::Empty);
    }
    let doubles = [Doubled { keep: &book.scans[2], leave_out: &book.scans[3] }];
    let kinds = |doubles| by_scans::findings(&book, doubles, &[]).iter().map(|f| f.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&[]), [Kind::SetAside]);
    assert_eq!(kinds(&doubles), [Kind::Doubled]);
    book.scans[3].state = ScanState::SetAside;
    finds(&book, &["set_aside scans 4"]);
}

#[test]
fn numbers_are_not_judged_where_acts_are_sealed() {
    let book = Book { sealed: 2, ..singles("-:1 -:2 -:5 -:6") };
    finds(&book, &[]);
    assert_eq!(check(&book).acts, Tally { found: 4, expected: None });
}

#[test]
fn a_withdrawn_scan_is_out() {
    let mut book = singles("1:1 2:2 3:3 3:3 4:4 5:5");
    book.scans[3].state = ScanState::Withdrawn;
    book.acts.remove(3);
    finds(&book, &[]);
    assert_eq!(check(&book).frames.len(), 5);
}

#[test]
fn the_files_of_a_finding_are_named_as_they_were_delivered() {
    let report = check(&singles("1:1 2:2 aside 4:4"));
    let set_aside = report.findings.iter().find(|f| f.kind == Kind::SetAside).unwrap();
    assert_eq!(report.files(set_aside), ["0003.jpg"]);
}

#[test]
fn the_files_of_all_scans_are_named_whatever_was_withdrawn_among_them() {
    let mut book = singles("wait wait wait wait wait");
    book.scans[1].state = ScanState::Withdrawn;
    let report = check(&book);
    assert_eq!(report.files(&report.findings[0]), ["0001.jpg", "0003.jpg", "0004.jpg", "0005.jpg"]);
}
