//! One file with a reader of its own, question by question. Not for what is asked: the commands know.

use std::sync::Arc;

use reading::layout::{Agreement, Direction};
use register::{
    geometry::{Outline, Placement, Rect},
    page::Page,
};
use sha2::{Digest as _, Sha256};

use super::{
    parent::{NoAnswer, Reader, ReaderSettings},
    protocol::{Answer, PassTwo, Request},
};
use crate::{config::ReadSection, models, trouble::Trouble};

/// An answer, or in plain words why the scan cannot be read.
pub(crate) type Answered<T> = anyhow::Result<Result<T, String>>;

/// A file and who looks at it.
pub(crate) struct ScanReader {
    reader: Reader,
    file: Vec<u8>,
}

impl ScanReader {
    /// A reader that starts when it is first asked; it has no file yet.
    pub(crate) fn new(settings: Arc<ReaderSettings>) -> Self {
        Self { reader: Reader::new(settings), file: Vec::new() }
    }

    /// Takes up another file; gives its SHA-256, hexadecimal.
    pub(crate) fn take_up(&mut self, file: Vec<u8>) -> String {
        self.file = file;
        hex::encode(Sha256::digest(&self.file))
    }

    /// Width and height of each frame.
    pub(crate) async fn sizes(&mut self) -> Answered<Vec<(u32, u32)>> {
        match self.ask(&Request::Probe).await? {
            Ok((Answer::Frames { frames }, _)) => Ok(Ok(frames)),
            Ok((other, _)) => Err(unexpected(&other)),
            Err(reason) => Ok(Err(reason)),
        }
    }

    /// Pages of a frame, laid out where a direction is given to read them in.
    pub(crate) async fn pages(&mut self, frame: u32, lay_out: Option<Direction>) -> Answered<Vec<Page>> {
        self.asked_for_pages(&Request::PassOne { frame, lay_out, pictures: false }).await
    }

    /// The same pages with their text.
    pub(crate) async fn texts(
        &mut self,
        frame: u32,
        pages: Vec<Page>,
        languages: &[String],
        second_look: bool,
    ) -> Answered<Vec<Page>> {
        self.agreed_texts(frame, pages, languages, second_look, None).await
    }

    /// The same, where the pages are some of a register that agreed on something.
    pub(crate) async fn agreed_texts(
        &mut self,
        frame: u32,
        pages: Vec<Page>,
        languages: &[String],
        second_look: bool,
        agreement: Option<Agreement>,
    ) -> Answered<Vec<Page>> {
        let request = Request::PassTwo(Box::new(PassTwo {
            frame,
            pages,
            languages: languages.to_vec(),
            agreement,
            second_look,
            alternatives: ReadSection::default().alternatives,
            learned: None,
        }));
        self.asked_for_pages(&request).await
    }

    async fn asked_for_pages(&mut self, request: &Request) -> Answered<Vec<Page>> {
        match self.ask(request).await? {
            Ok((Answer::Pages { pages, .. }, _)) => Ok(Ok(pages)),
            Ok((other, _)) => Err(unexpected(&other)),
            Err(reason) => Ok(Err(reason)),
        }
    }

    /// A PNG of a frame with what was found drawn on it.
    pub(crate) async fn overlay(&mut self, frame: u32, pages: &[Page]) -> Answered<Vec<u8>> {
        match self.ask(&Request::Overlay { frame, pages: pages.to_vec() }).await? {
            Ok((Answer::Drawn, blobs)) => Ok(Ok(blobs.into_iter().next().unwrap_or_default())),
            Ok((other, _)) => Err(unexpected(&other)),
            Err(reason) => Ok(Err(reason)),
        }
    }

    /// JPEGs of parts of a frame, each as wide as screens show them; empty where a part lies outside.
    pub(crate) async fn cuttings(&mut self, frame: u32, parts: &[Rect]) -> Answered<Vec<Vec<u8>>> {
        match self.ask(&Request::Cut { frame, parts: parts.to_vec() }).await? {
            Ok((Answer::Drawn, blobs)) => Ok(Ok(blobs)),
            Ok((other, _)) => Err(unexpected(&other)),
            Err(reason) => Ok(Err(reason)),
        }
    }

    /// Greys of lines to learn from, page by page; nothing of those outside their page.
    pub(crate) async fn lines_to_teach(
        &mut self,
        frame: u32,
        pages: Vec<(Placement, Vec<Outline>)>,
    ) -> Answered<Vec<Vec<u8>>> {
        match self.ask(&Request::Lines { frame, pages }).await? {
            Ok((Answer::Lines, blobs)) => Ok(Ok(blobs)),
            Ok((other, _)) => Err(unexpected(&other)),
            Err(reason) => Ok(Err(reason)),
        }
    }

    async fn ask(&mut self, request: &Request) -> Answered<(Answer, Vec<Vec<u8>>)> {
        match self.reader.ask(request, &[&self.file]).await {
            Ok((Answer::Unreadable { reason }, _)) => Ok(Err(reason)),
            Ok((Answer::Setting { what }, _)) => Err(models::missing(&what).into()),
            Ok(answer) => Ok(Ok(answer)),
            Err(NoAnswer::Died(how)) => Ok(Err(format!("its reader died: {how}"))),
            Err(error @ NoAnswer::NotStarted(_)) => Err(Trouble::fault(error.to_string()).into()),
        }
    }
}

fn unexpected(answer: &Answer) -> anyhow::Error {
    anyhow::anyhow!("a reader answered another question: {answer:?}")
}

/// Languages typed as `tgk+rus`.
pub(crate) fn languages(asked: Option<&str>) -> Vec<String> {
    asked.into_iter().flat_map(|l| l.split('+')).filter(|l| !l.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_joined_by_plus() {
        assert_eq!(languages(Some("tgk+rus")), ["tgk", "rus"]);
        assert!(languages(None).is_empty());
    }
}
