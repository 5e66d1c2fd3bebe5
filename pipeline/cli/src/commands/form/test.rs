//! `daftar form test`: what a form finds on a scan, act by act, to be looked through. Not for measuring: `evaluate` does.

use std::{io::Write as _, path::Path};

use register::{
    act::{Act, Field, Mark},
    form::Form,
};

use crate::{
    Outcome,
    arguments::{FormOnScan, Read, ReadFormat, Until},
    commands::read,
    forms,
    output::count,
    trouble::Trouble,
};

pub(super) async fn carry_out(asked: &FormOnScan) -> anyhow::Result<Outcome> {
    let (form, name) = named(asked)?;
    let lang = asked.lang.clone().or_else(|| (!form.languages.is_empty()).then(|| form.languages.join("+")));
    let read = Read {
        scan: asked.scan.clone(),
        frame: asked.frame,
        lang,
        form: Some(name),
        until: Until::Acts,
        format: ReadFormat::Json,
        overlay: None,
    };
    let readings = read::readings(&read).await?;
    let mut out = std::io::stdout().lock();
    let mut acts = 0;
    for reading in &readings {
        for act in reading.acts.iter().flatten() {
            acts += 1;
            write_act(&mut out, acts, &form, act)?;
        }
        if let Some(reason) = &reading.set_aside {
            writeln!(out, "set aside  {reason}")?;
        }
    }
    writeln!(out, "{} by the form {}", count(acts, "act"), form.id)?;
    Ok(if acts > 0 { Outcome::Done } else { Outcome::SomethingRemains })
}

/// The form, and how `read` is told of it.
fn named(asked: &FormOnScan) -> Result<(Form, String), Trouble> {
    if asked.form.ends_with(".toml") {
        return Ok((forms::from_file(Path::new(&asked.form))?, asked.form.clone()));
    }
    let own = forms::file_of(&asked.place.dir, &asked.form);
    if own.exists() {
        return Ok((forms::from_file(&own)?, own.display().to_string()));
    }
    let known = forms::of_archive(&asked.place.dir)?;
    match known.named(&asked.form) {
        Some(form) => Ok((Form::clone(form), asked.form.clone())),
        None => Err(Trouble::setting(format!("there is no form {:?}", asked.form))
            .remedy("take one of daftar form list, or name a form file")),
    }
}

fn write_act(out: &mut impl std::io::Write, nth: usize, form: &Form, act: &Act) -> std::io::Result<()> {
    writeln!(out, "{nth}")?;
    for (key, field) in &act.fields {
        let label = form.own_fields.iter().find(|own| own.key == *key).map_or(key.as_str(), |own| &own.label);
        writeln!(out, "   {label:<28}  {}", shown(field))?;
    }
    Ok(())
}

fn shown(field: &Field) -> String {
    let written = field.as_written.as_deref().unwrap_or_default();
    match (field.mark, field.value.as_deref()) {
        (Mark::Blank, _) => String::new(),
        (Mark::Dash, _) => "—".to_owned(),
        (_, Some(value)) if value == written => written.to_owned(),
        (_, Some(value)) => format!("{written}  =  {value}"),
        (_, None) => format!("{written}  (not understood)"),
    }
}
