//! `daftar read`: one scan, no archive; the result on stdout. The pixels are looked at by a reader child,
//! as in a run. Not for what may be asked (`asked`) nor for how results are written (`written`).

mod asked;
mod written;

use std::{ops::Range, path::Path, sync::Arc};

use reading::{
    extract::{self, ScanPages},
    layout::Direction,
};
use register::{
    id::{RegisterId, ScanId},
    page::{Page, ScanInfo, ScanReading},
    volume::RegisterCard,
};

use crate::{
    Outcome,
    arguments::{Read, Until},
    config::ReadSection,
    forms::AskedForm,
    models,
    reader::{
        parent::ReaderSettings,
        scan::{Answered, ScanReader, languages},
    },
    trouble::Trouble,
};

/// The register a scan without archive belongs to.
const NO_REGISTER: &str = "read";

/// A file being read.
struct Reading<'a> {
    asked: &'a Read,
    languages: Vec<String>,
    name: String,
    sha256: String,
    scan: ScanReader,
    form: AskedForm,
}

pub(super) async fn carry_out(asked: &Read) -> anyhow::Result<Outcome> {
    asked::refuse(asked)?;
    let readings = readings(asked).await?;
    written::write(asked, &readings)?;
    let aside = readings.iter().any(|r| r.set_aside.is_some());
    Ok(if aside { Outcome::SomethingRemains } else { Outcome::Done })
}

/// What the file's images say, as far as asked.
pub(super) async fn readings(asked: &Read) -> anyhow::Result<Vec<ScanReading>> {
    let file = std::fs::read(&asked.scan).map_err(|error| {
        Trouble::setting("the scan cannot be opened")
            .what(error.to_string())
            .place(asked.scan.display().to_string())
    })?;
    let form = AskedForm::of(asked.form.as_deref())?;
    let settings = ReadSection::default();
    let languages = languages(asked.lang.as_deref());
    models::check(&models::engine(&settings, Path::new("")), &languages, "--lang")?;
    let mut scan = ScanReader::new(Arc::new(ReaderSettings::new(&settings, Path::new(""))?));
    let mut reading = Reading {
        asked,
        languages,
        name: asked.scan.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        sha256: scan.take_up(file),
        scan,
        form,
    };
    reading.frames().await
}

impl Reading<'_> {
    /// The frame asked for, or all.
    async fn frames(&mut self) -> anyhow::Result<Vec<ScanReading>> {
        let sizes = match self.scan.sizes().await? {
            Ok(sizes) => sizes,
            Err(reason) => return Ok(vec![self.aside(self.asked.frame.unwrap_or(0), (0, 0), reason)]),
        };
        let count = u32::try_from(sizes.len()).unwrap_or(u32::MAX);
        let wanted = self.wanted(count)?;
        asked::refuse_several(self.asked.format, wanted.end - wanted.start, &self.asked.scan)?;
        if let Some(overlay) = &self.asked.overlay {
            for frame in wanted.clone() {
                let file = asked::overlay_of(overlay, frame, count > 1);
                asked::keep_the_scan(&file, &self.asked.scan)?;
            }
        }
        let mut readings = Vec::new();
        for frame in wanted {
            let size = sizes[frame as usize];
            readings.push(self.frame(frame, size, count > 1).await?);
        }
        Ok(readings)
    }

    /// Which of the file's frames are to be read.
    fn wanted(&self, count: u32) -> Result<Range<u32>, Trouble> {
        match self.asked.frame {
            Some(frame) if frame >= count => Err(Trouble::setting(format!("there is no frame {frame}"))
                .what(format!("the file holds {count}, counted from 0"))
                .place(self.asked.scan.display().to_string())),
            Some(frame) => Ok(frame..frame + 1),
            None => Ok(0..count),
        }
    }

    async fn frame(&mut self, frame: u32, size: (u32, u32), several: bool) -> anyhow::Result<ScanReading> {
        let pages = match self.pages(frame).await? {
            Ok(pages) => pages,
            Err(reason) => return Ok(self.aside(frame, size, reason)),
        };
        if let Some(file) = &self.asked.overlay {
            let file = asked::overlay_of(file, frame, several);
            if let Err(reason) = self.overlay(&file, frame, &pages).await? {
                return Ok(self.aside(frame, size, reason));
            }
        }
        let info = self.info(frame, size);
        let acts = (self.asked.until == Until::Acts).then(|| self.acts(&info, &pages)).transpose()?;
        Ok(ScanReading { scan: info, set_aside: None, pages, acts })
    }

    async fn pages(&mut self, frame: u32) -> Answered<Vec<Page>> {
        let until = self.asked.until;
        let lay_out = (until != Until::Prepare).then(|| Direction::of(&self.languages));
        let pages = match self.scan.pages(frame, lay_out).await? {
            Ok(pages) if until >= Until::Text => pages,
            other => return Ok(other),
        };
        self.scan.texts(frame, pages, &self.languages, ReadSection::default().second_look).await
    }

    async fn overlay(&mut self, to: &Path, frame: u32, pages: &[Page]) -> Answered<()> {
        let png = match self.scan.overlay(frame, pages).await? {
            Ok(png) => png,
            Err(reason) => return Ok(Err(reason)),
        };
        std::fs::write(to, png).map_err(|error| {
            Trouble::setting("the overlay cannot be written")
                .what(error.to_string())
                .place(to.display().to_string())
                .so("nothing was printed")
                .remedy("name a file in a folder that can be written and has room")
        })?;
        Ok(Ok(()))
    }

    fn acts(&self, info: &ScanInfo, pages: &[Page]) -> anyhow::Result<Vec<register::act::Act>> {
        let register: RegisterId = NO_REGISTER.parse()?;
        let mut card = RegisterCard::bare(register.clone());
        self.form.name_in(&mut card);
        card.languages.clone_from(&self.languages);
        let id = ScanId { register, number: info.frame + 1 };
        let scan = ScanPages { id, info: info.clone(), pages: pages.to_vec() };
        Ok(extract::extract(&card, &[scan], &self.form.forms))
    }

    fn info(&self, frame: u32, (width, height): (u32, u32)) -> ScanInfo {
        ScanInfo { file: self.name.clone(), frame, width, height, sha256: self.sha256.clone() }
    }

    fn aside(&self, frame: u32, size: (u32, u32), reason: String) -> ScanReading {
        ScanReading { scan: self.info(frame, size), set_aside: Some(reason), pages: Vec::new(), acts: None }
    }
}
