//! A run written down, and an earlier one taken up again. Not for what changed between them.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use reading::recognize::{self, Tesseract};
use register::evaluation::{
    ASKED_SHARE, Failed, FieldTally, Fields, Group, JudgedField, Rest, Run, Settings, Tally, Truth, UNSAID,
    reliability, reliability_of_fields,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Changes, against, books::DoneBook, measuring::Done};
use crate::{arguments::Evaluate, config::ReadSection, models, reader::scan::languages, trouble::Trouble};

/// Stages whose versions a reading depends on.
const STAGES: [&str; 3] = ["prepare", "layout", "recognize"];
/// Those that acts depend on as well.
const STAGES_OF_ACTS: [&str; 2] = ["agree", "extract"];

/// The run in which this was measured.
pub(super) fn of(
    asked: &Evaluate,
    done: &[Done],
    books: &[DoneBook],
    failed: Vec<Failed>,
) -> anyhow::Result<Run> {
    let truths: Vec<Truth> = done.iter().map(|one| one.truth.clone()).collect();
    let lines = || done.iter().flat_map(|one| &one.measured.lines);
    let words: Vec<_> = done.iter().flat_map(|one| &one.measured.words).cloned().collect();
    Ok(Run {
        program: concat!("daftar ", env!("CARGO_PKG_VERSION")).to_owned(),
        stages: STAGES
            .iter()
            .chain(STAGES_OF_ACTS.iter().filter(|_| !books.is_empty()))
            .map(|stage| ((*stage).to_owned(), reading::version(stage)))
            .collect(),
        models: models(&truths, books)?,
        settings: Settings {
            languages: languages(asked.lang.as_deref()),
            second_look: !asked.no_second_look,
        },
        groups: groups(&truths),
        total: truths.iter().map(|truth| truth.tally).sum(),
        hands: by(lines().map(|line| (line.hand.map_or(UNSAID, |hand| hand.as_str()), line.tally))),
        scripts: by(lines().map(|line| (line.script.as_str(), line.tally))),
        reliability: reliability(&words),
        truths,
        fields: fields(books),
        failed,
    })
}

fn fields(books: &[DoneBook]) -> Fields {
    let (mut kinds, mut total) = (BTreeMap::<String, FieldTally>::new(), FieldTally::default());
    for (kind, tally) in books.iter().flat_map(|one| &one.measured.kinds) {
        *kinds.entry((*kind).to_owned()).or_default() += *tally;
        total += *tally;
    }
    let judged = books.iter().flat_map(|one| &one.measured.fields);
    let judged: Vec<JudgedField> = judged.map(|(field, _)| field.clone()).collect();
    Fields {
        books: books.iter().map(|one| one.book.clone()).collect(),
        kinds,
        total,
        rest: rest(books),
        reliability: reliability_of_fields(&judged),
    }
}

/// What is left to the machine of all registers.
fn rest(books: &[DoneBook]) -> Option<Rest> {
    let mut rest = Rest { share: ASKED_SHARE, ..Rest::default() };
    for one in books {
        rest.asked += one.measured.asked;
        rest.tally += one.measured.rest;
    }
    (!books.is_empty()).then_some(rest)
}

/// Groups in the order of their names as people count.
fn groups(truths: &[Truth]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for truth in truths {
        let place = groups.iter().position(|group| group.name == truth.group).unwrap_or_else(|| {
            groups.push(Group { name: truth.group.clone(), ..Group::default() });
            groups.len() - 1
        });
        groups[place].images += 1;
        groups[place].tally += truth.tally;
    }
    groups.sort_by(|a, b| natord::compare(&a.name, &b.name));
    groups
}

fn by<'t>(tallies: impl Iterator<Item = (&'t str, Tally)>) -> BTreeMap<String, Tally> {
    let mut sums: BTreeMap<String, Tally> = BTreeMap::new();
    for (name, tally) in tallies {
        *sums.entry(name.to_owned()).or_default() += tally;
    }
    sums
}

/// Checksums of all models that may have read.
fn models(truths: &[Truth], books: &[DoneBook]) -> anyhow::Result<BTreeMap<String, String>> {
    let engine = Tesseract::new(models::engine(&ReadSection::default(), Path::new("")));
    let mut sums = reading::models();
    let languages = truths.iter().map(|truth| &truth.languages);
    let languages = languages.chain(books.iter().map(|one| &one.book.languages));
    for language in languages.flat_map(|languages| recognize::models_for(languages)) {
        let name = format!("tesseract/{language}");
        let file = engine.model(&language);
        // A model that is not there has read nothing: figures are then read by the register's own.
        if !sums.contains_key(&name) && file.is_file() {
            sums.insert(name, hex::encode(Sha256::digest(std::fs::read(file)?)));
        }
    }
    Ok(sums)
}

/// A run as JSON; with what changed, where it was compared.
pub(super) fn written(run: &Run, changes: Option<&Changes>) -> anyhow::Result<String> {
    let has_fields = !run.fields.is_empty();
    let mut run = serde_json::to_value(run)?;
    if let Some(changes) = changes {
        run["changes"] = changes.texts.iter().map(against::json).collect();
        if has_fields || !changes.books.is_empty() {
            run["field_changes"] = changes.books.iter().map(against::json_of_book).collect();
        }
    }
    Ok(format!("{}\n", serde_json::to_string_pretty(&run)?))
}

/// An earlier run.
pub(super) fn load(file: &Path) -> Result<Run, Trouble> {
    let wrong = |what: String| {
        Trouble::setting("the earlier run cannot be used")
            .what(what)
            .place(file.display().to_string())
            .so("nothing was read")
            .remedy("name a file that was written by evaluate --run")
    };
    let text = std::fs::read_to_string(PathBuf::from(file)).map_err(|error| wrong(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))
}

/// The change of a rate, for [`against::json`].
pub(super) fn rate(tally: &Tally) -> serde_json::Value {
    json!(tally.cer().map(|cer| (cer * 1e5).round() / 1e5))
}
