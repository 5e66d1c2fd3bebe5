//! A small archive with one read register of three births and a page image. Not a golden page: the image
//! is blank paper with lines.

use std::io::Cursor;

use archive::{
    Archive, Settings,
    arriving::{Delivered, Probed},
    deciding::Draft,
    forms::FormsFolder,
    working::{MadeImage, Work, WorkerName},
};
use axum::Router;
use desks::{DeskSettings, password};
use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use register::{
    access::{Role, Viewer},
    act::{Act, Spot},
    decision::Verdict,
    geometry::{Placement, Rect},
    id::{ActId, ScanId},
    layout::Line,
    page::{Half, Page},
    unsure::Unsure,
    volume::RegisterCard,
};

/// Everybody's password here.
pub(crate) const PASSWORD: &str = "чил духтарон 40";
/// Size of the scan, pixels.
const SIZE: (u32, u32) = (1000, 1400);

/// An archive with people and acts, and its desks.
pub(crate) struct Book {
    /// Keeps the folder.
    _folder: tempfile::TempDir,
    pub(crate) archive: Archive,
    pub(crate) desks: Router,
    /// Where its own forms are kept.
    pub(crate) forms: FormsFolder,
}

/// Every act of the register verified.
pub(crate) async fn verified() -> Book {
    let (book, viewer) = (read().await, outsider(Role::Archivist));
    let (field, verdict) = ("child.sex".to_owned(), Verdict::Blank);
    let blank = Draft { act: act_id(3), field, verdict, value: None, revision: 0, nonce: None };
    book.archive.decide(&viewer, blank).await.unwrap();
    for place in 1..=3 {
        assert!(book.archive.close_act(&viewer, &act_id(place), 1).await.unwrap().left.is_empty());
    }
    book
}

/// An archive with a person of each role and nothing to look at.
pub(crate) async fn empty() -> Book {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings {
        store: serde_json::from_value(
            serde_json::json!({"kind": "folder", "path": folder.path().join("store")}),
        )
        .unwrap(),
        catalogue: folder.path().join("catalogue.sqlite").display().to_string(),
        index: folder.path().join("index"),
        closure: Default::default(),
        claim_seconds: 120,
        reserve_bytes: 0,
    };
    let archive = Archive::open(&settings).await.unwrap();
    let hash = password::hash(PASSWORD).unwrap();
    let people = [
        ("Zarina", Role::Archivist),
        ("Nigora", Role::Verifier),
        ("Firuz", Role::Verifier),
        ("Malika", Role::Clerk),
        ("Agency", Role::Agency),
    ];
    for (name, role) in people {
        archive.add_person(&outsider(Role::Archivist), name, role, &hash).await.unwrap();
    }
    let forms = FormsFolder::of_archive(folder.path());
    let settings = DeskSettings {
        desks: vec![Role::Archivist, Role::Verifier, Role::Clerk, Role::Agency],
        office: Some("State Archive of Sughd Region".into()),
        forms: Some(forms.clone()),
        ..DeskSettings::default()
    };
    let desks = desks::router(archive.clone(), settings);
    Book { _folder: folder, archive, desks, forms }
}

/// The same with a register of three births, read: 1958 twice, and 1901.
pub(crate) async fn read() -> Book {
    read_as(acts(), Vec::new()).await
}

/// The same, with these lines read on its page.
pub(crate) async fn with_lines(lines: Vec<Line>, change: impl FnOnce(&mut [Act])) -> Book {
    let mut acts = acts();
    change(&mut acts);
    read_as(acts, lines).await
}

/// The same, with what is `change`d of the births.
pub(crate) async fn read_with(change: impl FnOnce(&mut [Act])) -> Book {
    let mut acts = acts();
    change(&mut acts);
    read_as(acts, Vec::new()).await
}

async fn read_as(acts: Vec<Act>, lines: Vec<Line>) -> Book {
    let book = empty().await;
    let card = RegisterCard::from_toml(
        "id = 'births-1958'\ntitle = 'Births, Leninabad city, 1958'\ntype = 'birth'\nplace = 'Leninabad city'\n\
         languages = ['tgk', 'rus']\nyears = [1901, 1958]\nreference = {fond = '214', opis = '3', delo = '61'}",
    )
    .unwrap();
    let scan_file = book._folder.path().join("0001.png");
    paper().save_with_format(&scan_file, ImageFormat::Png).unwrap();
    let files = [Delivered { path: scan_file, name: "0001.png".into(), replaces: None }];
    let probe = |_: Vec<u8>| -> archive::arriving::Probing { Box::pin(async { Probed::Frames(vec![SIZE]) }) };
    book.archive.ingest(&card, &files, None, &probe, &|_| {}).await.unwrap();
    work(&book.archive, acts, lines).await;
    book
}

/// Blank paper with a few lines on it.
fn paper() -> DynamicImage {
    let mut paper = GrayImage::from_pixel(SIZE.0, SIZE.1, Luma([235]));
    for row in 1..20 {
        for x in 60..940 {
            paper.put_pixel(x, row * 68, Luma([120]));
        }
    }
    DynamicImage::ImageLuma8(paper)
}

/// Does all work there is, as machines would.
async fn work(archive: &Archive, acts: Vec<Act>, lines: Vec<Line>) {
    let worker = WorkerName("reader 1".into());
    while let Some(work) = archive.next_work(&worker).await.unwrap() {
        match work {
            Work::Prepare(scan) => {
                let mut bytes = Cursor::new(Vec::new());
                paper().write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
                let image =
                    MadeImage { half: Half::Whole, width: SIZE.0, height: SIZE.1, bytes: bytes.into_inner() };
                archive
                    .finish_prepare(&scan.claim, vec![page(Vec::new())], vec![image], "prepare 1")
                    .await
                    .unwrap();
            }
            Work::Agree(register) => {
                archive.finish_agree(&register.claim, serde_json::json!({}), "", "agree 1").await.unwrap();
            }
            Work::Recognize(scan) => {
                archive
                    .finish_recognize(&scan.claim, vec![page(lines.clone())], "recognize 1")
                    .await
                    .unwrap();
            }
            Work::Extract(register) => {
                archive.finish_extract(&register.claim, acts.clone(), "extract 1").await.unwrap();
            }
        }
    }
}

fn page(lines: Vec<Line>) -> Page {
    let mut page = Page {
        half: Half::Whole,
        outline: Rect::new(0.0, 0.0, f64::from(SIZE.0), f64::from(SIZE.1)).corners(),
        turned: 0,
        skew_degrees: 0.0,
        skew_estimate: Default::default(),
        quality: Default::default(),
        doubts: Vec::new(),
        unsure: Vec::new(),
        placement: Placement::whole(SIZE.0, SIZE.1),
        tables: Some(Vec::new()),
        lines: Some(lines),
    };
    page.doubt(Unsure::Lean { degrees: 0.8 });
    page.doubt(Unsure::BelowStamp);
    page
}

fn scan() -> ScanId {
    "births-1958/000001".parse().unwrap()
}

/// The id of the `place`-th act.
pub(crate) fn act_id(place: usize) -> ActId {
    ActId::at(&scan(), Half::Whole, place)
}

/// One field with its place on the page.
pub(crate) fn field(value: &str, candidates: &[(&str, f64)], row: u32) -> serde_json::Value {
    let top = f64::from(row * 68) - 50.0;
    let outline = Rect::new(420.0, top, 700.0, top + 40.0).corners();
    let spot = Spot { scan: scan(), file: "0001.png".into(), frame: 0, half: Half::Whole, outline };
    serde_json::json!({"as_written": value, "value": value, "confidence": 0.9, "spots": [spot], "candidates": candidates})
}

fn act(place: usize, number: &str, surname: &str, given: &str, date: &str) -> Act {
    let row = u32::try_from(place).unwrap() * 6 - 5;
    let unsure = [(surname, 0.94), ("Ҳомидов", 0.04)];
    let candidates = if place == 1 { &unsure[..] } else { &[] };
    let doubt = |rule: &str, text: &str, field: &str| serde_json::json!({"rule": rule, "severity": "warning", "text": text, "fields": [field]});
    let mut doubts = vec![doubt("reading", "the seal lies over the second letter", "child.surname")];
    if place == 3 {
        doubts.push(doubt("missing-field", "Not found on the page: child.sex.", "child.sex"));
        doubts.push(doubt("sex-name", "The name is rarely of this sex.", "child.sex"));
    }
    serde_json::from_value(serde_json::json!({
        "id": act_id(place), "register": "births-1958", "type": "birth",
        "fields": {
            "act_no": field(number, &[], row),
            "reg_date": field(date, &[], row + 1),
            "child.surname": field(surname, candidates, row + 2),
            "child.given": field(given, &[], row + 3),
            "child.birth_date": field(date, &[], row + 4),
        },
        "doubts": doubts,
    }))
    .unwrap()
}

fn acts() -> Vec<Act> {
    vec![
        act(1, "411", "Ҳамидов", "Фаррух", "1958-04-07"),
        act(2, "412", "Рахмонов", "Рустам", "1958-04-09"),
        act(3, "413", "Ҳакимов", "Саид", "1901-02-03"),
    ]
}

/// Somebody who looks from outside the desks.
pub(crate) fn outsider(role: Role) -> Viewer {
    Viewer { name: "test".into(), role, purpose: None }
}
