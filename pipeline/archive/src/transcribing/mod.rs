//! People write lines down so that the machine learns a hand: what they say is appended, audited, and flows to the store. Not
//! for which lines are asked for (see `asking` and [`register::teaching`]), and not for learning.

mod asking;
mod choosing;
mod fields;
mod hands;
mod sight;
mod told;

use std::sync::Arc;

use register::{
    access::Role,
    geometry::Rect,
    id::RegisterId,
    teaching::{LineSpot, Needed, Said, Transcription, needed, standing},
};

use crate::{Archive, Error, Result, Viewer, clock, leafing::named};

pub use asking::{LineAsked, LinesAsked};
pub(crate) use hands::Hands;
pub(crate) use told::Told;

use choosing::SCANS;
use sight::Sight;

/// Letters of the longest line taken; across a spread some two hundred are written.
const LONGEST: usize = 500;

/// What a person says of a line, as it comes from a desk; person and time are added.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Which line.
    pub line: LineSpot,
    /// What it says.
    pub said: Said,
    /// What the machine had read, if anything.
    pub read: Option<String>,
    /// The desk's random word for this: what comes with the same word again is kept once.
    pub nonce: Option<String>,
}

impl Archive {
    /// Appends what a person says of a line; the last word on a line stands. Gives how many lines there are now; those that
    /// verified fields tell are counted as at the last look, and are left out where what they tell cannot be read.
    ///
    /// # Errors
    /// Setting: the role does not write lines down, the page is not for this viewer, or nothing is written in the text.
    pub async fn transcribe(&self, viewer: &Viewer, draft: Draft) -> Result<Needed> {
        may_transcribe(viewer)?;
        let said = self.transcription(viewer, draft).await?;
        let (scan, register) = (&said.line.scan, &said.line.scan.register);
        self.compare(register).await?;
        self.note(viewer, "transcribe", &named(scan, said.line.half)).await?;
        if let Some(number) = self.catalogue().append_transcription(register, &said).await? {
            self.flush_between::<Transcription>(register, number, number).await?;
        }
        let sight = self.sight(register).await?;
        let all = self.catalogue().transcriptions(register).await?;
        let told = match self.fields_told_lately(register) {
            Some(told) => told,
            // The line is kept: nobody should have to write it again for want of a number.
            None => self.fields_told(&sight, SCANS).await.unwrap_or_else(|error| {
                tracing::warn!(%register, %error, "lines that verified fields tell are not counted");
                Arc::default()
            }),
        };
        Ok(counted(&sight, &standing(&all), told.beside(&sight, &all).len()))
    }

    /// A draft as this person's word of this moment, if it can be one.
    async fn transcription(&self, viewer: &Viewer, draft: Draft) -> Result<Transcription> {
        let LineSpot { scan, half, outline } = &draft.line;
        let facts = self.catalogue().scan(scan).await?.ok_or_else(|| Error::NoScan(scan.clone()))?;
        if self.visible_image(viewer.role, scan, *half).await?.is_none() {
            return Err(Error::NoScan(scan.clone()));
        }
        let whole = Rect::new(0.0, 0.0, f64::from(facts.info.width), f64::from(facts.info.height));
        if Rect::around(outline).intersection(&whole).area() <= 0.0 {
            return Err(Error::Unusable(format!("the line does not lie on {scan}")));
        }
        Ok(Transcription {
            said: written(draft.said)?,
            line: draft.line,
            read: draft.read,
            person: viewer.name.clone(),
            at: clock::rfc3339(clock::now()),
            nonce: draft.nonce,
        })
    }

    /// How many lines of a register were written down or are told by verified fields, and how many are wanted. Where fields of
    /// many scans were verified since the last look, these are counted over several.
    ///
    /// # Errors
    /// Setting: no such register. Catalogue or store fail.
    pub async fn lines_transcribed(&self, register: &RegisterId) -> Result<Needed> {
        let sight = self.sight(register).await?;
        let all = self.catalogue().transcriptions(register).await?;
        let told = self.fields_told(&sight, SCANS).await?;
        Ok(counted(&sight, &standing(&all), told.beside(&sight, &all).len()))
    }

    /// What people said of the lines of a register, in the order they said it, to learn from. Nothing of withdrawn scans, and
    /// nothing of pages with a sealed act: those teach nothing.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn transcriptions(&self, register: &RegisterId) -> Result<Vec<Transcription>> {
        let mut all = self.catalogue().transcriptions(register).await?;
        let sight = self.sight(register).await?;
        all.retain(|said| sight.may_see(Role::Archivist, &said.line.scan, said.line.half));
        Ok(all)
    }
}

/// Counts what stands on pages that teach, and so many lines that verified fields tell.
fn counted(sight: &Sight, standing: &[&Transcription], from_fields: usize) -> Needed {
    let teaches = |said: &&Transcription| sight.may_see(Role::Archivist, &said.line.scan, said.line.half);
    needed(&standing.iter().copied().filter(teaches).collect::<Vec<_>>(), from_fields)
}

/// Refuses those whose role does not write lines down.
fn may_transcribe(viewer: &Viewer) -> Result<()> {
    match viewer.role {
        Role::Archivist | Role::Verifier => Ok(()),
        role => Err(Error::NotAllowed { role: role.as_str(), what: "write lines down" }),
    }
}

/// A text with one space between words and none at its ends.
fn written(said: Said) -> Result<Said> {
    let Said::Text(text) = said else { return Ok(said) };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        0 => Err(Error::Unusable(
            "nothing is written: say that it cannot be read, or that it is no line".to_owned(),
        )),
        letters if letters > LONGEST => Err(Error::Unusable(format!("a line has at most {LONGEST} letters"))),
        _ => Ok(Said::Text(text)),
    }
}
