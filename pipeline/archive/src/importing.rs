//! Acts from elsewhere, without scans. Not for formats: that is `delivery`.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use catalogue::{ActFacts, ActKept, Written};
use register::{
    access::Role,
    act::Act,
    id::{ActId, RegisterId},
    volume::RegisterCard,
};
use store::{Digest, Key};

use crate::{Archive, Error, Result, Viewer, ingest::json, matching};

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// Acts that are new.
    pub new: usize,
    /// Acts that were here and came otherwise now; decisions on them stand.
    pub changed: usize,
    /// Acts that were here just so.
    pub known: usize,
    /// Acts not taken, with the reason.
    pub refused: Vec<(ActId, String)>,
    /// Registers that were touched.
    pub registers: Vec<RegisterId>,
}

/// Acts written in one transaction.
const AT_A_TIME: usize = 2000;
/// Hexadecimal digits of an act's digest in the id it gets: no two of a billion acts share 64 bits by chance
/// (one in thirty), and those that do get a number.
const ID_DIGITS: usize = 16;

impl Archive {
    /// Takes acts in and publishes their registers. Given ids are kept; an act with an empty id gets one from
    /// its content, so that doing it again changes nothing.
    ///
    /// # Errors
    /// Store or catalogue fail.
    pub async fn import(
        &self,
        viewer: &Viewer,
        acts: impl Iterator<Item = Act> + Send,
    ) -> Result<ImportReport> {
        if viewer.role != Role::Archivist {
            return Err(Error::NotAllowed { role: viewer.role.as_str(), what: "import acts" });
        }
        let mut importing = Importing::default();
        let mut batch = Vec::with_capacity(AT_A_TIME);
        for mut act in acts {
            importing.name(&mut act);
            batch.push(act);
            if batch.len() == AT_A_TIME {
                self.import_batch(&mut importing, std::mem::take(&mut batch)).await?;
            }
        }
        self.import_batch(&mut importing, batch).await?;
        let Importing { mut report, changed, .. } = importing;
        for id in &changed {
            self.publish_register(id).await?;
        }
        report.registers = changed.into_iter().collect();
        let counts = format!("{} new, {} changed", report.new, report.changed);
        self.note(viewer, "import", &counts).await?;
        Ok(report)
    }

    async fn import_batch(&self, importing: &mut Importing, batch: Vec<Act>) -> Result<()> {
        let mut by_register: BTreeMap<RegisterId, Vec<Act>> = BTreeMap::new();
        for act in batch {
            by_register.entry(act.register.clone()).or_default().push(act);
        }
        for (id, acts) in by_register {
            if self.catalogue().register(&id).await?.is_none() {
                let card = RegisterCard::bare(id.clone());
                self.store().put(&Key::Card { register: id.clone() }, json(&card)).await?;
                self.catalogue().put_card(&card).await?;
            }
            self.import_into(importing, &id, acts).await?;
        }
        Ok(())
    }

    async fn import_into(&self, importing: &mut Importing, id: &RegisterId, acts: Vec<Act>) -> Result<()> {
        loop {
            let register = self.register(id).await?;
            let mut next = self.catalogue().act_count(id).await?;
            let ids: Vec<ActId> = acts.iter().map(|act| act.id.clone()).collect();
            let taken = self.catalogue().taken(&ids).await?;
            let taken: BTreeMap<ActId, (RegisterId, ActKept)> =
                taken.into_iter().map(|(act, register, kept)| (act, (register, kept))).collect();
            let mut report = ImportReport::default();
            let mut write: BTreeMap<ActId, ActFacts> = BTreeMap::new();
            for act in &acts {
                let kept = match importing.weigh(act, taken.get(&act.id), write.get(&act.id)) {
                    Weighed::Refused(why) => {
                        report.refused.push((act.id.clone(), why));
                        continue;
                    }
                    Weighed::Known => {
                        report.known += 1;
                        continue;
                    }
                    Weighed::Taken(kept) => kept,
                };
                let place = kept.map_or(next, |kept| kept.place);
                next += u64::from(kept.is_none());
                *(if kept.is_some() { &mut report.changed } else { &mut report.new }) += 1;
                let mut facts = facts_of(act.clone(), place, kept.map_or(0, |kept| kept.revision));
                self.settle_facts(&register, &mut facts).await?;
                write.insert(act.id.clone(), facts);
            }
            let write: Vec<ActFacts> = write.into_values().collect();
            let any = !write.is_empty();
            let written = !any || self.put_acts(&register, write).await? == Written::Done;
            // Somebody decided meanwhile: settle again with that.
            if written {
                importing.add(report, id, ids, any);
                return Ok(());
            }
        }
    }
}

/// What becomes of an act that comes.
enum Weighed<'k> {
    /// It is not taken, and why.
    Refused(String),
    /// It is here just so.
    Known,
    /// It is taken, in place of what is kept under its id.
    Taken(Option<&'k ActKept>),
}

/// An import under way.
#[derive(Default)]
struct Importing {
    report: ImportReport,
    changed: BTreeSet<RegisterId>,
    seen: BTreeMap<String, usize>,
    /// Ids that came in earlier batches.
    came: HashSet<ActId>,
}

impl Importing {
    /// Gives an act without id one from its content; the same act a second time gets a number.
    fn name(&mut self, act: &mut Act) {
        if act.id.as_str().is_empty() {
            let digest = Digest::of(&json(act)).to_string();
            let digest = &digest[..ID_DIGITS];
            let times = self.seen.entry(format!("{}/{digest}", act.register)).or_default();
            *times += 1;
            let again = if *times > 1 { format!("-{times}") } else { String::new() };
            act.id = ActId(format!("{}/import-{digest}{again}", act.register));
        }
    }

    /// What becomes of an act whose id is `taken`, and which came in this batch as `before`.
    fn weigh<'k>(
        &self,
        act: &Act,
        taken: Option<&'k (RegisterId, ActKept)>,
        before: Option<&ActFacts>,
    ) -> Weighed<'k> {
        let kept = match taken {
            Some((other, _)) if *other != act.register => {
                return Weighed::Refused(format!("the register {other} has an act of that id"));
            }
            Some((_, kept)) if !kept.imported => {
                return Weighed::Refused("it is read from scans here".to_owned());
            }
            kept => kept.map(|(_, kept)| kept),
        };
        let just_so = match before {
            Some(before) => before.machine == *act,
            None => kept.is_some_and(|kept| kept.machine.as_bytes() == json(act)),
        };
        if just_so {
            Weighed::Known
        } else if before.is_some() || self.came.contains(&act.id) {
            // Which of the two is meant nobody can tell: the first stands.
            Weighed::Refused("it stands twice in what is imported, each time otherwise".to_owned())
        } else {
            Weighed::Taken(kept)
        }
    }

    fn add(&mut self, batch: ImportReport, register: &RegisterId, came: Vec<ActId>, changed: bool) {
        self.came.extend(came);
        self.report.new += batch.new;
        self.report.changed += batch.changed;
        self.report.known += batch.known;
        self.report.refused.extend(batch.refused);
        if changed {
            self.changed.insert(register.clone());
        }
    }
}

fn facts_of(machine: Act, place: u64, revision: u64) -> ActFacts {
    let (pages, status, access) = (matching::pages_of(&machine), machine.status, machine.access);
    let referred = false;
    ActFacts { machine, place, pages, revision, status, access, referred, standing: true, imported: true }
}
