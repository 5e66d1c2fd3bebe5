//! The whole life of a reader: limits first, then one answer for each request, until its parent lets go.
//! It opens no file but the engines' models, and knows neither network nor database.

use std::{
    io,
    sync::mpsc::{self, Receiver},
};

use reading::{
    cutting,
    decode::{self, DecodedScan},
    layout::{self, Direction},
    overlay, prepare,
    recognize::{
        self, LineModels, RecognizeError, RecognizeOptions, Recognizer, Tesseract, TesseractSettings,
    },
};
use register::{
    geometry::{Outline, Placement, Rect},
    page::Page,
};
use rustix::process::{Resource, Rlimit, Signal, getpid, kill_process, setrlimit};

use super::{
    protocol::{self, Answer, PassTwo, Request},
    taught::Taught,
};
use crate::arguments;

type Reply = (Answer, Vec<Vec<u8>>);

/// Who reads.
struct Engines {
    pages: Tesseract,
    lines: LineModels,
    taught: Taught,
}

/// Answers until stdin ends.
///
/// # Errors
/// The limits cannot be set, or the parent does not listen any more.
pub(crate) fn serve(settings: &arguments::Reader) -> anyhow::Result<()> {
    limit(settings.memory_mib)?;
    let pages = Tesseract::new(engine_settings(settings));
    let mut engines = Engines { pages, lines: LineModels::shipped(), taught: Taught::default() };
    let mut out = io::stdout().lock();
    for (request, blobs) in listen() {
        let (answer, blobs) = answer(&mut engines, request, &blobs);
        let blobs: Vec<&[u8]> = blobs.iter().map(Vec::as_slice).collect();
        protocol::write(&mut out, &answer, &blobs)?;
    }
    Ok(())
}

pub(crate) fn engine_settings(settings: &arguments::Reader) -> TesseractSettings {
    let usual = TesseractSettings::default();
    TesseractSettings { models: settings.models.clone().unwrap_or(usual.models), ..usual }
}

/// Address space for the scan; no core files, which would hold people's data.
fn limit(memory_mib: u64) -> io::Result<()> {
    let bytes = Some(memory_mib.saturating_mul(1 << 20));
    setrlimit(Resource::As, Rlimit { current: bytes, maximum: bytes })?;
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    Ok(())
}

/// Requests as they come. A thread of its own listens, so that a reader busy or hung in an engine still
/// ends at once when its parent is gone. (The kernel's parent-death signal would not do: it follows the
/// thread that started us, not the process.)
fn listen() -> Receiver<(Request, Vec<Vec<u8>>)> {
    let (hand_over, requests) = mpsc::sync_channel(0);
    std::thread::spawn(move || {
        let mut stdin = io::stdin().lock();
        while let Ok(request) = protocol::read(&mut stdin) {
            if hand_over.send(request).is_err() {
                return;
            }
        }
        // Not exit(): the engines' destructors must not run below an engine at work.
        let _ = kill_process(getpid(), Signal::KILL);
    });
    requests
}

fn answer(engines: &mut Engines, request: Request, blobs: &[Vec<u8>]) -> Reply {
    let file = blobs.first().map_or(&[][..], Vec::as_slice);
    let answered = match request {
        Request::Probe => probe(file),
        Request::PassOne { frame, lay_out, pictures } => pass_one(engines, file, frame, lay_out, pictures),
        Request::PassTwo(ask) => pass_two(engines, file, *ask, blobs.get(1).map(Vec::as_slice)),
        Request::Overlay { frame, pages } => decoded(file, frame).and_then(|scan| drawn(&scan, &pages)),
        Request::Cut { frame, parts } => decoded(file, frame).map(|scan| cut(&scan, &parts)),
        Request::Lines { frame, pages } => decoded(file, frame).map(|scan| lines(&scan, &pages)),
    };
    answered.unwrap_or_else(|trouble| (trouble, Vec::new()))
}

fn unreadable(reason: impl ToString) -> Answer {
    Answer::Unreadable { reason: reason.to_string() }
}

fn decoded(file: &[u8], frame: u32) -> Result<DecodedScan, Answer> {
    decode::decode(file, frame).map_err(unreadable)
}

fn probe(file: &[u8]) -> Result<Reply, Answer> {
    let frames = decode::probe(file).map_err(unreadable)?;
    let frames = frames.iter().map(|f| (f.width, f.height)).collect();
    Ok((Answer::Frames { frames }, Vec::new()))
}

/// Pages prepared, laid out where a direction is given to read them in, and drawn where pictures are wanted.
fn pass_one(
    engines: &mut Engines,
    file: &[u8],
    frame: u32,
    lay_out: Option<Direction>,
    pictures: bool,
) -> Result<Reply, Answer> {
    let scan = decoded(file, frame)?;
    let size = scan.gray.dimensions();
    let (mut pages, mut images, mut blobs) = (Vec::new(), Vec::new(), Vec::new());
    let mut found =
        prepare::prepare_asking(&scan, &mut |picture| engines.pages.turn(&engines.lines, picture));
    if let Some(direction) = lay_out {
        layout::lay_out_towards(&mut found, direction);
    }
    for prepared in found {
        if pictures {
            let picture = prepared.picture(&scan);
            images.push((prepared.page.half, picture.width, picture.height));
            blobs.push(picture.bytes);
        }
        pages.push(prepared.page);
    }
    Ok((Answer::Pages { size, pages, images }, blobs))
}

fn pass_two(
    engines: &mut Engines,
    file: &[u8],
    ask: PassTwo,
    layers: Option<&[u8]>,
) -> Result<Reply, Answer> {
    let lines = engines.taught.models(ask.learned.as_ref(), layers)?.unwrap_or(&engines.lines);
    let scan = decoded(file, ask.frame)?;
    let options = RecognizeOptions { second_look: ask.second_look, alternatives: ask.alternatives };
    let mut pages = ask.pages;
    for page in &mut pages {
        let straight = prepare::straighten(&scan.gray, &page.placement);
        let readers: (&mut dyn Recognizer, &LineModels) = (&mut engines.pages, lines);
        recognize::recognize(page, &straight, readers, &ask.languages, ask.agreement.as_ref(), &options)
            .map_err(whose)?;
    }
    Ok((Answer::Pages { size: scan.gray.dimensions(), pages, images: Vec::new() }, Vec::new()))
}

fn whose(error: RecognizeError) -> Answer {
    let what = error.to_string();
    match error.kind() {
        recognize::Trouble::Material => Answer::Unreadable { reason: what },
        recognize::Trouble::Setting => Answer::Setting { what },
        recognize::Trouble::Fault => Answer::Fault { what },
    }
}

fn drawn(scan: &DecodedScan, pages: &[Page]) -> Result<Reply, Answer> {
    let png = overlay::draw(scan, pages).map_err(|error| Answer::Fault { what: error.to_string() })?;
    Ok((Answer::Drawn, vec![png]))
}

/// A JPEG for each part, empty where it lies outside the scan.
fn cut(scan: &DecodedScan, parts: &[Rect]) -> Reply {
    let cut = |part: &Rect| cutting::cut(scan, part).unwrap_or_default();
    (Answer::Drawn, parts.iter().map(cut).collect())
}

/// The greys of lines to learn from, page by page; nothing of those outside.
fn lines(scan: &DecodedScan, pages: &[(Placement, Vec<Outline>)]) -> Reply {
    let of_page = |(placement, outlines): &(Placement, Vec<Outline>)| {
        let straight = prepare::straighten(&scan.gray, placement);
        recognize::lines_to_teach(&straight, placement, outlines)
    };
    let lines = pages.iter().flat_map(of_page);
    (Answer::Lines, lines.map(Option::unwrap_or_default).collect())
}
