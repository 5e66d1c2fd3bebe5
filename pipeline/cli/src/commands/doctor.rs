//! `daftar doctor`: is everything there that a run needs? Looks, and changes nothing.

use std::{io::Write as _, sync::Arc};

use archive::{Archive, progress::RegisterProgress};
use reading::recognize::TesseractSettings;
use store::Store;

use crate::{
    Outcome,
    arguments::Doctor,
    config::Config,
    models,
    output::{count, size},
    reader::{
        parent::{Reader, ReaderSettings},
        protocol::{Answer, Request},
    },
    trouble::Trouble,
};

/// Less free room than this fills within a day of scanning (8 GB a volume).
const LITTLE_ROOM: u64 = 10_000_000_000;

/// What was looked at: a name, and how it stands or what is wrong.
type Finding = (&'static str, Result<String, String>);

pub(super) async fn carry_out(asked: &Doctor) -> anyhow::Result<Outcome> {
    let config = Config::load(&asked.place.dir)?;
    let mut findings: Vec<Finding> =
        vec![("settings", Ok(config.dir.join(crate::config::FILE).display().to_string()))];
    findings.push(("models", models(&config)));
    findings.push(("reader", reader(&config).await));
    findings.extend(store(&config).await);
    findings.extend(archive(&config).await);
    let mut out = std::io::stdout().lock();
    for (name, finding) in &findings {
        match finding {
            Ok(words) => writeln!(out, "well   {name:<10} {words}")?,
            Err(words) => writeln!(out, "amiss  {name:<10} {words}")?,
        }
    }
    match findings.iter().filter(|(_, finding)| finding.is_err()).count() {
        0 => Ok(Outcome::Done),
        amiss => Err(Trouble::setting(format!("{} amiss", count(amiss, "thing")))
            .remedy("put right what is named above, then look again: daftar doctor")
            .into()),
    }
}

fn models(config: &Config) -> Result<String, String> {
    let read = &config.sections.read;
    let engine = models::engine(read, &config.dir);
    let usual = ["tgk".to_owned(), "rus".to_owned()];
    let languages = if read.languages.is_empty() { &usual[..] } else { &read.languages };
    let place = engine.models.display();
    match models::check(&engine, languages, "") {
        Ok(()) => Ok(format!("{} in {place}", languages.join(" "))),
        Err(trouble) => Err(trouble.in_a_line()),
    }
}

/// A reader lives when it calls an empty file empty.
async fn reader(config: &Config) -> Result<String, String> {
    let settings = ReaderSettings::new(&config.sections.read, &config.dir).map_err(|e| e.to_string())?;
    match Reader::new(Arc::new(settings)).ask(&Request::Probe, &[&[]]).await {
        Ok((Answer::Unreadable { .. }, _)) => {
            Ok(format!("answers within {} MiB", config.sections.read.memory_mib))
        }
        Ok((other, _)) => Err(format!("takes an empty file for {other:?}")),
        Err(error) => Err(error.to_string()),
    }
}

async fn store(config: &Config) -> Vec<Finding> {
    let store = match Store::open(&config.sections.store.settings(&config.dir)).await {
        Ok(store) => store,
        Err(error) => return vec![("store", Err(error.to_string()))],
    };
    let room = match store.free_bytes().await {
        Ok(None) => return vec![("store", Ok("can be reached".into()))],
        Ok(Some(bytes)) if bytes < LITTLE_ROOM => Err(format!("only {} free", size(bytes))),
        Ok(Some(bytes)) => Ok(format!("{} free", size(bytes))),
        Err(error) => Err(error.to_string()),
    };
    vec![("store", Ok("can be reached".into())), ("room", room)]
}

async fn archive(config: &Config) -> Vec<Finding> {
    let archive = match Archive::open(&config.archive_settings()).await {
        Ok(archive) => archive,
        Err(error) => return vec![("catalogue", Err(error.to_string()))],
    };
    let registers = archive.progress().await;
    let mut findings = Vec::new();
    if let Ok(registers) = &registers {
        findings.extend(languages(&models::engine(&config.sections.read, &config.dir), registers));
    }
    let catalogue = registers.map(|r| count(r.len(), "register")).map_err(|e| e.to_string());
    let index = archive.follow().await.map(|()| "is up to date".to_owned()).map_err(|e| e.to_string());
    findings.extend([("catalogue", catalogue), ("index", index)]);
    findings
}

/// Registers that ask for a language without a model, where a run would stop. That the settings' own languages have
/// theirs is looked at before.
fn languages(engine: &TesseractSettings, registers: &[RegisterProgress]) -> Vec<Finding> {
    let amiss = |register: &RegisterProgress| {
        let trouble = models::check(engine, &register.card.languages, "").err()?;
        Some(("languages", Err(format!("register {}: {}", register.card.id, trouble.in_a_line()))))
    };
    registers.iter().filter(|register| !register.card.languages.is_empty()).filter_map(amiss).collect()
}

#[cfg(test)]
mod tests {
    use archive::progress::{ActCounts, ScanCounts};
    use register::volume::RegisterCard;

    use super::*;

    fn register(id: &str, languages: &[&str]) -> RegisterProgress {
        let mut card = RegisterCard::bare(id.parse().unwrap());
        card.languages = languages.iter().map(|l| (*l).to_owned()).collect();
        RegisterProgress {
            card,
            scans: ScanCounts::default(),
            laid: 0,
            set_aside: Vec::new(),
            acts: ActCounts::default(),
            signed_off: false,
            due: false,
            read_lately: Vec::new(),
            last_read_at: None,
            generation: 0,
        }
    }

    /// What is amiss where models of Russian and of page turns are there.
    fn check(languages: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for model in ["rus", "osd"] {
            std::fs::write(folder.path().join(format!("{model}.traineddata")), "").unwrap();
        }
        let engine = TesseractSettings { models: folder.path().to_owned(), ..TesseractSettings::default() };
        let found = super::languages(&engine, &[register("b", languages)]);
        found.into_iter().filter_map(|(_, finding)| finding.err()).collect()
    }

    #[test]
    fn a_register_that_asks_for_a_language_without_model_is_named_with_what_to_install() {
        let amiss = check(&["rus", "kat"]);
        assert_eq!(amiss.len(), 1);
        for part in ["register b", "\"kat\"", "tesseract-ocr-kat"] {
            assert!(amiss[0].contains(part), "{part} is not in {amiss:?}");
        }
    }

    #[test]
    fn registers_whose_languages_are_there_or_not_named_are_well() {
        assert!(check(&["rus"]).is_empty() && check(&[]).is_empty());
    }
}
