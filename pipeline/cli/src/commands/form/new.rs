//! `daftar form new`: a form file proposed from one scan, for a person to look through. Not for deciding what a column asks.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use archive::forms::{FormsFolder, write_new};
use reading::extract::{Proposal, propose};
use register::{
    form::Form,
    page::{Half, Page},
};

use crate::{
    Outcome,
    arguments::{FormFromScan, Read, ReadFormat, Until},
    commands::{self, read},
    config, forms,
    reader::scan::languages,
    trouble::Trouble,
};

pub(super) async fn carry_out(asked: &FormFromScan) -> anyhow::Result<Outcome> {
    refuse_the_id(&asked.id)?;
    let file = file(asked);
    refuse_to_overwrite(&file)?;
    let pages = pages(asked).await?;
    let languages = languages(asked.lang.as_deref());
    let proposal = Proposal { id: &asked.id, kind: asked.kind, languages: &languages };
    let form = propose(&proposal, &pages).ok_or_else(|| nothing_found(asked))?;
    form.check()?;
    keep(&form, &file, asked).await?;
    tell(&form, &file, asked)?;
    Ok(Outcome::Done)
}

fn file(asked: &FormFromScan) -> PathBuf {
    asked.to.clone().unwrap_or_else(|| forms::file_of(&asked.place.dir, &asked.id))
}

/// A form of an archive is one of its changes, told in its audit log; any other file is nobody's yet.
async fn keep(form: &Form, file: &Path, asked: &FormFromScan) -> anyhow::Result<()> {
    let of_archive = *file == forms::file_of(&asked.place.dir, &asked.id);
    if !of_archive || !asked.place.dir.join(config::FILE).exists() {
        return Ok(write_new(file, form)?);
    }
    let (config, archive) = commands::open(&asked.place).await?;
    let folder = FormsFolder::of_archive(&config.dir);
    Ok(archive.save_new_form(&commands::archivist(), &folder, form.clone()).await?)
}

fn refuse_the_id(id: &str) -> Result<(), Trouble> {
    if Form::is_id(id) {
        return Ok(());
    }
    Err(Trouble::setting(format!("a form cannot be named {id:?}"))
        .remedy("take small letters, digits and \"-\", as births-1926"))
}

fn refuse_to_overwrite(file: &Path) -> Result<(), Trouble> {
    if !file.exists() {
        return Ok(());
    }
    Err(Trouble::setting("there is such a form file already")
        .place(file.display().to_string())
        .remedy("take another id, name another file with --to, or move the old one away"))
}

async fn pages(asked: &FormFromScan) -> anyhow::Result<Vec<Page>> {
    let read = Read {
        scan: asked.from.clone(),
        frame: Some(asked.frame),
        lang: asked.lang.clone(),
        form: None,
        until: Until::Text,
        format: ReadFormat::Json,
        overlay: None,
    };
    let reading = read::readings(&read).await?.into_iter().next();
    let set_aside = reading.as_ref().and_then(|r| r.set_aside.clone());
    match (reading, set_aside) {
        (Some(reading), None) => Ok(reading.pages),
        (_, reason) => Err(Trouble::setting("the scan cannot be read")
            .what(reason.unwrap_or_default())
            .place(asked.from.display().to_string())
            .remedy("take another scan of the form")
            .into()),
    }
}

fn nothing_found(asked: &FormFromScan) -> Trouble {
    Trouble::setting("no columns are found on the scan")
        .place(asked.from.display().to_string())
        .so("no form was made")
        .remedy("take a scan that shows the headings and some entries below them; forms that have a label\nbeside each value are read without a form file of their own")
}

fn tell(form: &Form, file: &Path, asked: &FormFromScan) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for (nth, column) in form.columns.iter().enumerate() {
        let page = match column.page {
            Some(Half::Left) => "left ",
            Some(Half::Right) => "right",
            _ => "     ",
        };
        let (field, label) = (column.field.as_deref().unwrap_or("not kept"), column.labels.join(" | "));
        writeln!(out, "{:>3}  {page}  {field:<22}  {label}", nth + 1)?;
    }
    let begins = form.begins.as_deref().unwrap_or("every row");
    writeln!(out, "acts begin with {begins}")?;
    writeln!(out, "written  {}", file.display())?;
    writeln!(
        out,
        "next     put fields right in it, then: daftar form test {} {}",
        file.display(),
        asked.from.display()
    )
}
