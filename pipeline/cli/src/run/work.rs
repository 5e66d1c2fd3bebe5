//! One piece of work: ask the reader, or call the stage that looks at a whole register, and hand the result
//! to the archive. Not for which piece comes next.

use anyhow::Context as _;
use archive::{
    clock,
    line_models::LearnedModel,
    working::{Claim, Died, Finished, MadeImage, RegisterWork, ScanWork, Work},
};
use reading::{
    extract::ScanPages,
    layout::{self, Direction},
};
use register::page::Page;

use super::{Run, learned, lock};
use crate::{
    models,
    progress::{Aside, Event},
    reader::{
        parent::{NoAnswer, Reader},
        protocol::{Answer, PassTwo, Request},
    },
    trouble::Trouble,
};

pub(super) fn claim_of(work: &Work) -> &Claim {
    match work {
        Work::Prepare(scan) | Work::Recognize(scan) => &scan.claim,
        Work::Agree(register) | Work::Extract(register) => &register.claim,
    }
}

pub(super) async fn carry_out(run: &Run, reader: &mut Reader, work: Work) -> anyhow::Result<()> {
    match work {
        Work::Prepare(scan) => {
            prepare(run, reader, &scan).await.with_context(|| format!("preparing {}", scan.scan))
        }
        Work::Recognize(scan) => {
            recognize(run, reader, &scan).await.with_context(|| format!("reading {}", scan.scan))
        }
        Work::Agree(register) => agree(run, &register)
            .await
            .with_context(|| format!("agreeing on the form of {}", register.card.id)),
        Work::Extract(register) => extract(run, &register)
            .await
            .with_context(|| format!("extracting the acts of {}", register.card.id)),
    }
}

async fn prepare(run: &Run, reader: &mut Reader, scan: &ScanWork) -> anyhow::Result<()> {
    let lay_out = Some(Direction::of(languages(run, scan)));
    let request = Request::PassOne { frame: scan.info.frame, lay_out, pictures: true };
    let Some((pages, images)) = ask(run, reader, scan, request, None).await? else { return Ok(()) };
    let version = format!("{} {}", reading::version("prepare"), reading::version("layout"));
    let finished = run.archive.finish_prepare(&scan.claim, pages, images, &version).await?;
    if finished == Finished::Written {
        lock(&run.pace).prepared(&scan.card.id);
    }
    Ok(())
}

/// Languages of the scan's register, or of the archive where the register names none.
fn languages<'a>(run: &'a Run, scan: &'a ScanWork) -> &'a [String] {
    if scan.card.languages.is_empty() { &run.settings.languages } else { &scan.card.languages }
}

async fn recognize(run: &Run, reader: &mut Reader, scan: &ScanWork) -> anyhow::Result<()> {
    let learned = run.learned(&scan.card.id).await?;
    let request = pass_two(run, scan, learned.as_deref())?;
    let layers = learned.as_ref().map(|model| model.layers.as_slice());
    let Some((pages, _)) = ask(run, reader, scan, request, layers).await? else { return Ok(()) };
    let count = pages.len();
    let version = reading::version_of_recognition(learned.as_ref().map(|model| model.sha256.as_str()));
    if run.archive.finish_recognize(&scan.claim, pages, &version).await? == Finished::Written {
        lock(&run.pace).recognized(&scan.card.id, count);
        let mut ran = lock(&run.ran);
        ran.scans += 1;
        ran.pages += count;
    }
    Ok(())
}

fn pass_two(run: &Run, scan: &ScanWork, learned: Option<&LearnedModel>) -> anyhow::Result<Request> {
    let agreement = scan.agreement.clone().map(serde_json::from_value).transpose();
    Ok(Request::PassTwo(Box::new(PassTwo {
        frame: scan.info.frame,
        pages: scan.pages.clone(),
        languages: languages(run, scan).to_vec(),
        agreement: agreement.context("what the register agreed on")?,
        second_look: run.settings.second_look,
        alternatives: run.settings.alternatives,
        learned: learned.map(learned::asked),
    })))
}

/// The reader's pages and page images; `None` when the scan was set aside or waits again. `layers` are those of the learned
/// model that is asked for.
async fn ask(
    run: &Run,
    reader: &mut Reader,
    scan: &ScanWork,
    request: Request,
    layers: Option<&[u8]>,
) -> anyhow::Result<Option<(Vec<Page>, Vec<MadeImage>)>> {
    let file = match run.archive.master(&scan.scan, &scan.info).await {
        Ok(file) => file,
        Err(error) if error.kind() == archive::Trouble::Material => {
            return set_aside(run, scan, error.to_string(), "bring its file back from a backup").await;
        }
        Err(error) => return Err(error.into()),
    };
    let blobs: Vec<&[u8]> = std::iter::once(file.as_slice()).chain(layers).collect();
    match reader.ask(&request, &blobs).await {
        Ok((Answer::Pages { pages, images, .. }, blobs)) => {
            let images = images.into_iter().zip(blobs);
            let image = |((half, width, height), bytes)| MadeImage { half, width, height, bytes };
            Ok(Some((pages, images.map(image).collect())))
        }
        Ok((Answer::Unreadable { reason }, _)) => {
            set_aside(run, scan, reason, "shoot or copy it again").await
        }
        Ok((Answer::Setting { what }, _)) => {
            Err(models::missing(&what).place(format!("register {}", scan.card.id)).into())
        }
        Ok((other, _)) => died(run, scan, &format!("an answer to another question ({other:?})")).await,
        Err(NoAnswer::Died(how)) => died(run, scan, &how).await,
        Err(NoAnswer::NotStarted(error)) => {
            Err(Trouble::fault("no reader can be started").what(error.to_string()).into())
        }
    }
}

async fn set_aside<T>(
    run: &Run,
    scan: &ScanWork,
    reason: String,
    remedy: &'static str,
) -> anyhow::Result<Option<T>> {
    if run.archive.set_aside(&scan.claim, &reason).await? == Finished::Written {
        aside(run, scan, reason, remedy);
    }
    Ok(None)
}

async fn died<T>(run: &Run, scan: &ScanWork, how: &str) -> anyhow::Result<Option<T>> {
    tracing::info!(scan = %scan.scan, how, "a reader died");
    if run.archive.reader_died(&scan.claim, how).await? == Died::SetAside {
        aside(run, scan, format!("its reader died twice: {how}"), "have a look");
    }
    Ok(None)
}

fn aside(run: &Run, scan: &ScanWork, why: String, remedy: &'static str) {
    lock(&run.ran).aside += 1;
    let register = scan.card.shown_title().to_owned();
    run.progress.tell(&Event::Aside(Aside { register, scan: scan.scan.clone(), why, remedy }));
}

async fn agree(run: &Run, register: &RegisterWork) -> anyhow::Result<()> {
    let Some(scans) = run.archive.pages_of(register).await? else { return Ok(()) };
    let agreement = tokio::task::spawn_blocking(move || {
        let pages: Vec<_> =
            scans.iter().flat_map(|(scan, _, pages)| pages.iter().map(|page| (scan.clone(), page))).collect();
        layout::agree(&pages)
    });
    let agreement = agreement.await?;
    let (constraint, version) = (agreement.constraint(), reading::version("agree"));
    let agreement = serde_json::to_value(agreement)?;
    run.archive.finish_agree(&register.claim, agreement, &constraint, &version).await?;
    Ok(())
}

async fn extract(run: &Run, register: &RegisterWork) -> anyhow::Result<()> {
    let Some(scans) = run.archive.pages_of(register).await? else { return Ok(()) };
    let mut card = register.card.clone();
    // The direction of reading follows from the same languages as in layout.
    if card.languages.is_empty() {
        card.languages.clone_from(&run.settings.languages);
    }
    let forms = run.settings.forms.clone();
    let learned = run.archive.learned(&register.card.id).await?;
    let acts = tokio::task::spawn_blocking(move || {
        let scans: Vec<_> =
            scans.into_iter().map(|(id, info, pages)| ScanPages { id, info, pages }).collect();
        reading::extract::extract_taught(&card, &scans, &forms, &learned)
    });
    let started = clock::now();
    run.archive
        .finish_extract(&register.claim, acts.await?, &reading::version_of_extraction(&run.settings.forms))
        .await?;
    tracing::debug!(register = %register.card.id, millis = clock::now() - started, "published");
    Ok(())
}
