//! A fresh archive in a temporary folder, scans whose bytes are plain lines, and a reader for them.
//!
//! A line is `<type> <date> <surname>`; it becomes an act at its own height on the page. One that begins with `~` is
//! handwritten, read half surely, and no act; one that begins with `~` and a type is an act written by hand, each value a word.

use archive::{
    Archive, Settings, Viewer,
    arriving::{Delivered, IngestReport, Probed, Probing},
    checksums::ChecksumList,
    work::{MadeImage, Work, WorkerName},
};
use register::{
    access::Role,
    act::{Act, Field, Spot},
    form::ActType,
    geometry::{Placement, Rect},
    id::{ActId, ScanId},
    layout::{Hand, Line, Word},
    page::{Half, Page, Quality, ScanInfo, SkewEstimate},
    volume::RegisterCard,
};
use store::{FolderSettings, StoreSettings};
use tempfile::TempDir;

pub(crate) struct Workshop {
    pub(crate) folder: TempDir,
    pub(crate) archive: Archive,
}

pub(crate) const BIRTHS: &str = "births";

pub(crate) fn card(id: &str) -> RegisterCard {
    RegisterCard::bare(id.parse().unwrap())
}

pub(crate) fn scan(number: u32) -> ScanId {
    ScanId { register: BIRTHS.parse().unwrap(), number }
}

pub(crate) fn viewer(role: Role) -> Viewer {
    Viewer { name: format!("the {}", role.as_str()), role, purpose: None }
}

pub(crate) fn archivist() -> Viewer {
    viewer(Role::Archivist)
}

pub(crate) fn settings(folder: &TempDir) -> Settings {
    Settings {
        store: StoreSettings::Folder(FolderSettings { path: folder.path().join("store") }),
        catalogue: folder.path().join("catalogue.db").to_str().unwrap().to_owned(),
        index: folder.path().join("index"),
        closure: register::access::Closure::default(),
        claim_seconds: 120,
        reserve_bytes: 0,
    }
}

/// What a reader would say of the bytes.
pub(crate) fn probe(bytes: Vec<u8>) -> Probing {
    Box::pin(async move {
        match bytes.as_slice() {
            [] => Probed::Unreadable("empty file".into()),
            b if b.starts_with(b"BROKEN") => Probed::Unreadable("it ends after 1 of 2 of its rows".into()),
            b if b.starts_with(b"DEADLY") => Probed::Died("signal 11".into()),
            b if b.starts_with(b"TWO") => Probed::Frames(vec![(1000, 1000), (500, 500)]),
            b if b.starts_with(b"DOT") => Probed::Frames(vec![(1, 1)]),
            _ => Probed::Frames(vec![(1000, 1000)]),
        }
    })
}

impl Workshop {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::open(&settings(&folder)).await.unwrap();
        Self { folder, archive }
    }

    /// One with these files read.
    pub(crate) async fn with(files: &[(&str, &str)]) -> Self {
        let workshop = Self::new().await;
        workshop.ingest(files).await;
        workshop.read().await;
        workshop
    }

    pub(crate) async fn changed(&self, change: impl FnOnce(&mut Settings)) -> Archive {
        let mut settings = settings(&self.folder);
        change(&mut settings);
        Archive::open(&settings).await.unwrap()
    }

    /// The archive with its catalogue lost, as it is opened to be rebuilt.
    pub(crate) async fn without_catalogue(&self) -> Archive {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(self.folder.path().join(format!("catalogue.db{ending}")));
        }
        Archive::open_to_rebuild(&settings(&self.folder)).await.unwrap()
    }

    pub(crate) async fn opened(&self) -> archive::Result<Archive> {
        Archive::open(&settings(&self.folder)).await
    }

    pub(crate) fn delivered(&self, name: &str, bytes: &str) -> Delivered {
        let path = self.folder.path().join("in").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        Delivered { path, name: name.rsplit('/').next().unwrap().to_owned(), replaces: None }
    }

    pub(crate) async fn ingest(&self, files: &[(&str, &str)]) -> IngestReport {
        self.ingest_into(BIRTHS, files, None).await
    }

    pub(crate) async fn ingest_into(
        &self,
        id: &str,
        files: &[(&str, &str)],
        list: Option<&ChecksumList>,
    ) -> IngestReport {
        let files: Vec<Delivered> = files.iter().map(|(name, bytes)| self.delivered(name, bytes)).collect();
        self.archive.ingest(&card(id), &files, list, &probe, &|_| {}).await.unwrap()
    }

    /// Does all work there is, and follows.
    pub(crate) async fn read(&self) {
        while let Some(work) = self.next().await {
            self.work(work).await;
        }
        assert!(self.archive.idle().await.unwrap());
        self.archive.follow().await.unwrap();
    }

    pub(crate) async fn next(&self) -> Option<Work> {
        self.archive.next_work(&WorkerName("reader 1".into())).await.unwrap()
    }

    pub(crate) async fn work(&self, work: Work) {
        match work {
            Work::Prepare(work) => {
                let bytes = format!("image of {}", work.scan).into_bytes();
                let image = MadeImage { half: Half::Whole, width: 100, height: 100, bytes };
                self.archive.finish_prepare(&work.claim, vec![page(None)], vec![image], "1").await.unwrap();
            }
            Work::Agree(work) => {
                let Some(pages) = self.archive.pages_of(&work).await.unwrap() else { return };
                assert!(!pages.is_empty());
                self.archive
                    .finish_agree(&work.claim, serde_json::json!({ "pages": pages.len() }), "columns", "1")
                    .await
                    .unwrap();
            }
            Work::Recognize(work) => {
                let text =
                    String::from_utf8(self.archive.master(&work.scan, &work.info).await.unwrap()).unwrap();
                assert!(work.agreement.is_some() && work.pages.len() == 1);
                self.archive.finish_recognize(&work.claim, vec![page(Some(&text))], "1").await.unwrap();
            }
            Work::Extract(work) => {
                let Some(pages) = self.archive.pages_of(&work).await.unwrap() else { return };
                let acts =
                    pages.iter().flat_map(|(scan, info, pages)| acts_of(scan, info, &pages[0])).collect();
                self.archive.finish_extract(&work.claim, acts, "1").await.unwrap();
            }
        }
    }

    pub(crate) async fn export(&self, role: Role) -> Vec<Act> {
        let mut export = self.archive.export(&viewer(role), None).await.unwrap();
        let mut all = Vec::new();
        while let Some(acts) = export.next().await.unwrap() {
            all.extend(acts);
        }
        all
    }

    /// Ids of what a search finds.
    pub(crate) async fn search(&self, role: Role, text: &str) -> Vec<String> {
        self.archive.follow().await.unwrap();
        let query = index::Query { text: text.into(), ..index::Query::default() };
        let answer = self.archive.search(&viewer(role), &query).await.unwrap();
        answer.hits.into_iter().map(|hit| hit.id).collect()
    }
}

fn page(text: Option<&str>) -> Page {
    let whole = Rect::new(0.0, 0.0, 1000.0, 1000.0).corners();
    let line = |(row, text): (usize, &str)| Line {
        words: words_of(row, text),
        outline: place_of(row).corners(),
        text: Some(text.to_owned()),
        hand: if text.starts_with('~') { Hand::Handwritten } else { Hand::Printed },
        confidence: Some(0.5),
        ..Line::default()
    };
    Page {
        half: Half::Whole,
        outline: whole,
        turned: 0,
        skew_degrees: 0.0,
        skew_estimate: SkewEstimate::default(),
        quality: Quality::default(),
        doubts: vec![],
        unsure: Vec::new(),
        placement: Placement::whole(1000, 1000),
        tables: None,
        lines: text.map(|text| text.lines().enumerate().map(line).collect()),
    }
}

fn place_of(row: usize) -> Rect {
    let top = row as f64 * 100.0;
    Rect::new(10.0, top, 900.0, top + 80.0)
}

/// The values of an act written by hand, side by side.
fn words_of(row: usize, text: &str) -> Vec<Word> {
    let Some(values) = text.strip_prefix('~').filter(|act| !act.starts_with(' ')) else { return Vec::new() };
    let room = place_of(row);
    let word = |(left, value): (f64, &str)| Word {
        outline: Rect::new(left + 20.0, room.top, left + 400.0, room.bottom).corners(),
        text: value.to_owned(),
        confidence: 0.5,
        ..Word::default()
    };
    [0.0, 450.0].into_iter().zip(values.split(' ').skip(1)).map(word).collect()
}

pub(crate) fn acts_of(scan: &ScanId, info: &ScanInfo, page: &Page) -> Vec<Act> {
    let lines = page.lines.iter().flatten();
    let acts = lines.filter_map(|line| {
        let mut words = line.text.as_deref()?.split(' ');
        let kind: ActType = words.next()?.trim_start_matches('~').parse().ok()?;
        let (date, surname) = (words.next()?, words.next()?);
        let key = if kind == ActType::Death { "death.date" } else { "child.birth_date" };
        let person = if kind == ActType::Death { "deceased.surname" } else { "child.surname" };
        let spot = |word: usize| Spot {
            scan: scan.clone(),
            file: info.file.clone(),
            frame: info.frame,
            half: Half::Whole,
            outline: line.words.get(word).map_or(&line.outline, |word| &word.outline).clone(),
        };
        let field = |word: usize, value: &str| Field {
            as_written: Some(value.into()),
            spots: vec![spot(word)],
            ..Field::plain(value)
        };
        let fields = [(key.to_owned(), field(0, date)), (person.to_owned(), field(1, surname))].into();
        Some((kind, fields))
    });
    let act = |(place, (kind, fields))| Act {
        id: ActId::at(scan, Half::Whole, place),
        register: scan.register.clone(),
        kind,
        form: None,
        status: Default::default(),
        access: Default::default(),
        fields,
        doubts: vec![],
        links: vec![],
        annotations: vec![],
    };
    (1..).zip(acts).map(act).collect()
}
