//! `daftar status`: where each register stands, for people and as the contract's JSON. Not for bars: those
//! are `progress`.

mod hand;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};

use archive::{
    Archive, pace,
    progress::{RegisterProgress, SetAside},
};
use register::{
    id::RegisterId,
    teaching::{Failure, Lineage},
};
use serde::Serialize;

use self::hand::{LineModel, NothingLearned, failed_in_words, learned_in_words};
use crate::{
    Outcome,
    arguments::Status,
    config::Config,
    forms,
    output::{count, number},
};

#[derive(Serialize)]
struct Document<'a> {
    registers: Vec<Standing<'a>>,
}

/// One register, as the contract shows it.
#[derive(Serialize)]
struct Standing<'a> {
    id: &'a RegisterId,
    title: &'a str,
    scans: archive::progress::ScanCounts,
    set_aside: &'a [SetAside],
    acts: archive::progress::ActCounts,
    signed_off: bool,
    /// Were its acts put together by other forms of the archive than there are now?
    forms_changed: bool,
    /// The line model it is read by, where it learned one.
    #[serde(skip_serializing_if = "Option::is_none")]
    line_model: Option<LineModel<'a>>,
    /// Why it learned nothing, where somebody waits for that at a desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_learned: Option<NothingLearned<'a>>,
}

/// What is told of registers beside their progress.
struct Beside {
    /// Those whose acts wait to be put together by other forms.
    outdated: BTreeSet<RegisterId>,
    /// Those that are read by a line model of their own.
    learned: BTreeMap<RegisterId, Lineage>,
    /// Those that somebody asked to learn, and that could not.
    failed: BTreeMap<RegisterId, Failure>,
}

pub(super) async fn carry_out(asked: &Status) -> anyhow::Result<Outcome> {
    let (config, archive) = super::open(&asked.place).await?;
    let registers = archive.progress().await?;
    let (outdated, learned) = (outdated(&config, &archive).await?, archive.lineages_in_force().await?);
    let beside = Beside { outdated, learned, failed: archive.failed_wishes().await? };
    let mut out = std::io::stdout().lock();
    if asked.json {
        let registers = registers.iter().map(|register| standing(register, &beside)).collect();
        serde_json::to_writer_pretty(&mut out, &Document { registers })?;
        writeln!(out)?;
    } else {
        write_for_people(&mut out, &registers, &beside)?;
    }
    Ok(Outcome::Done)
}

/// Registers whose acts wait to be put together by other forms. A form file that cannot be used is told by who reads.
async fn outdated(config: &Config, archive: &Archive) -> anyhow::Result<BTreeSet<RegisterId>> {
    let Ok(forms) = forms::of_archive(&config.dir) else { return Ok(BTreeSet::new()) };
    let outdated = archive.outdated(|version| reading::is_of_forms(version, &forms)).await?;
    Ok(outdated.into_iter().collect())
}

fn standing<'r>(register: &'r RegisterProgress, beside: &'r Beside) -> Standing<'r> {
    Standing {
        id: &register.card.id,
        title: register.card.shown_title(),
        scans: register.scans,
        set_aside: &register.set_aside,
        acts: register.acts,
        signed_off: register.signed_off,
        forms_changed: beside.outdated.contains(&register.card.id),
        line_model: beside.learned.get(&register.card.id).map(LineModel::of),
        not_learned: beside.failed.get(&register.card.id).map(NothingLearned::of),
    }
}

fn write_for_people(
    out: &mut impl Write,
    registers: &[RegisterProgress],
    beside: &Beside,
) -> std::io::Result<()> {
    if registers.is_empty() {
        return writeln!(
            out,
            "Nothing is here yet. Bring in the first register: daftar ingest --register R.toml SCANS"
        );
    }
    let longest = registers.iter().map(|r| named(r).chars().count()).max().unwrap_or(0);
    for register in registers {
        let name = named(register);
        let pad = longest - name.chars().count();
        writeln!(out, "{name}{:pad$}  {}", "", in_words(register))?;
        if beside.outdated.contains(&register.card.id) {
            writeln!(out, "  forms changed: daftar run puts its acts together anew")?;
        }
        if let Some(lineage) = beside.learned.get(&register.card.id) {
            writeln!(out, "  {}", learned_in_words(lineage))?;
        }
        if let Some(failure) = beside.failed.get(&register.card.id) {
            writeln!(out, "  {}", failed_in_words(&register.card.id, failure))?;
        }
        for aside in &register.set_aside {
            writeln!(out, "  aside  {}  {}  {}", aside.scan, aside.file, aside.reason)?;
        }
    }
    Ok(())
}

/// The id, which commands ask for, and the title where there is one.
fn named(register: &RegisterProgress) -> String {
    match &register.card.title {
        Some(title) => format!("{}  {title}", register.card.id),
        None => register.card.id.to_string(),
    }
}

fn in_words(register: &RegisterProgress) -> String {
    let (scans, acts) = (register.scans, register.acts);
    let held = scans.waiting + scans.read + scans.set_aside;
    let mut parts = vec![format!("{} of {} read", number(scans.read), count(held, "scan"))];
    if scans.set_aside > 0 {
        parts.push(format!("{} aside", number(scans.set_aside)));
    }
    if scans.withdrawn > 0 {
        parts.push(format!("{} withdrawn", number(scans.withdrawn)));
    }
    parts.push(format!("{} machine-read, {} verified", count(acts.machine, "act"), number(acts.verified)));
    if let Some(left) = time_left(register) {
        parts.push(left);
    }
    if register.signed_off {
        parts.push("signed off".into());
    }
    parts.join(" · ")
}

/// Rate and time left, from what was read lately.
fn time_left(register: &RegisterProgress) -> Option<String> {
    let a_minute = pace::scans_a_minute(&register.read_lately)?;
    if register.scans.waiting == 0 {
        return None;
    }
    let minutes = (register.scans.waiting as f64 / a_minute).ceil();
    Some(format!("{a_minute:.1} scans/min, {minutes} min of reading left"))
}
