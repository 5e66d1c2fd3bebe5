//! The catalogue anew, from the store alone: registers, scans, acts, decisions. Not for people, their sessions
//! and the audit log: those stand in the catalogue only, and come back with its backup.

use std::collections::BTreeMap;

use catalogue::{ActFacts, PageFacts, State, ToldRegister, ToldScan, Written};
use register::{
    access::Access,
    act::{Act, Status},
    asking,
    decision::Decision,
    form::ActType,
    id::{ActId, RegisterId, ScanId},
    publication::PageText,
    volume::RegisterCard,
};
use store::{Ending, Key, Prefix};

use crate::{
    Archive, Error, Result, clock,
    kept::{KeptAgreement, parse},
    matching,
    records::ScanRecord,
    working::digest_of,
};

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Restored {
    /// Registers.
    pub registers: usize,
    /// Scans.
    pub scans: usize,
    /// Of those, scans to be read (again): nothing of them was published.
    pub waiting: usize,
    /// Acts.
    pub acts: usize,
    /// Decisions.
    pub decisions: usize,
    /// Registers whose newest publication is not whole in the store: acts stand as an older one has them.
    pub incomplete: Vec<RegisterId>,
    /// Registers of which something that cannot be made again is gone from the store, with what that is. Nothing
    /// of them came back.
    pub left_out: Vec<(RegisterId, String)>,
}

impl Archive {
    /// Fills an empty catalogue from the store. Acts stand as they were published last; the next run extracts
    /// them again from what was read, and reads what was not.
    ///
    /// # Errors
    /// Setting: the catalogue holds registers. Otherwise store or catalogue fail.
    pub async fn rebuild_catalogue(&self) -> Result<Restored> {
        if let Some(there) = self.catalogue().registers().await?.first() {
            return Err(Error::Unusable(format!(
                "the catalogue is not empty (it has the register {}); move its file away, or name an empty \
                 database in daftar.toml, and rebuild again",
                there.card.id
            )));
        }
        let mut restored = Restored::default();
        for id in self.store().registers().await? {
            match self.restore_register(&id, &mut restored).await {
                Err(error) if error.is_loss() => restored.left_out.push((id, error.to_string())),
                came_back => came_back?,
            }
        }
        Ok(restored)
    }

    async fn restore_register(&self, id: &RegisterId, restored: &mut Restored) -> Result<()> {
        let card: RegisterCard = match self.store().get(&Key::Card { register: id.clone() }).await {
            Ok(bytes) => parse(&bytes)?,
            // An ingest that was stopped before it began.
            Err(error) if error.is_missing() => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let whole = self.newest_whole(id).await?;
        let (is_newest, generation) = (whole.is_newest(), whole.newest);
        let (acts, pages) = whole.published.map(|p| (p.acts, p.pages)).unwrap_or_default();
        // All is read before anything is written: a register comes back as a whole or not at all.
        let decisions = self.told_decisions(id).await?;
        let scans = self.told_scans(id, &pages).await?;
        let agreement = self.agreed(id).await?;
        if !is_newest {
            restored.incomplete.push(id.clone());
        }
        restored.registers += 1;
        restored.scans += scans.len();
        restored.waiting += scans.iter().filter(|scan| scan.state == State::Waiting).count();
        self.catalogue().restore(&ToldRegister { card, generation, agreement, scans }, clock::now()).await?;
        restored.acts += acts.len();
        restored.decisions += decisions.len();
        self.restore_acts(id, acts, &decisions).await?;
        Ok(())
    }

    /// The newest generation of a register whose manifest stands in the store.
    pub(crate) async fn newest_generation(&self, id: &RegisterId) -> Result<Option<u64>> {
        let manifests = self.store().list(&Prefix::Manifests { register: id.clone() }).await?;
        // Generations ascend; the highest counts.
        Ok(manifests.into_iter().rev().find_map(|key| match key {
            Key::Manifest { generation, .. } => Some(generation),
            _ => None,
        }))
    }

    /// What reading took from the register's agreement.
    async fn agreed(&self, id: &RegisterId) -> Result<Option<String>> {
        match self.store().get(&Key::Agreement { register: id.clone() }).await {
            // Without it the register agrees again.
            Ok(bytes) => Ok(parse::<KeptAgreement>(&bytes).ok().map(|kept| kept.constraint)),
            Err(error) if error.is_missing() || error.is_damaged() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn told_scans(&self, id: &RegisterId, texts: &[PageText]) -> Result<Vec<ToldScan>> {
        let mut pages: BTreeMap<&ScanId, Vec<PageFacts>> = BTreeMap::new();
        for text in texts {
            let image = Some(text.image.clone()).filter(|image| !image.sha256.is_empty());
            let facts = PageFacts { half: text.half, placement: text.placement, image };
            pages.entry(&text.scan).or_default().push(facts);
        }
        let mut scans = Vec::new();
        for key in self.store().list(&Prefix::Scans { register: id.clone() }).await? {
            let Key::Scan { register, number } = &key else { continue };
            let scan = ScanId { register: register.clone(), number: *number };
            let record: ScanRecord = parse(&self.store().get(&key).await?)?;
            let pages = pages.remove(&scan).unwrap_or_default();
            scans.push(self.told_scan(scan, record, pages).await?);
        }
        Ok(scans)
    }

    async fn told_scan(&self, scan: ScanId, record: ScanRecord, pages: Vec<PageFacts>) -> Result<ToldScan> {
        let ending = Ending::of_file(&record.info.file);
        let sha256 = digest_of(&record.info.sha256)?;
        let master = Key::Master { register: scan.register.clone(), sha256, ending: ending.clone() };
        let (state, reason, replaced_by) = match (record.withdrawn, record.set_aside) {
            (Some(withdrawn), _) => (State::Withdrawn, withdrawn.because, withdrawn.replaced_by),
            (None, Some(reason)) if pages.is_empty() => (State::SetAside, Some(reason), None),
            (None, None) if pages.is_empty() => (State::Waiting, None, None),
            (None, _) => (State::Read, None, None),
        };
        Ok(ToldScan {
            number: scan.number,
            place: record.place,
            size: self.store().size(&master).await?.unwrap_or_default(),
            ending: ending.as_str().to_owned(),
            frame: record.info.frame,
            sides: (record.info.width, record.info.height),
            sha256: record.info.sha256,
            name: record.info.file,
            state,
            reason,
            replaced_by,
            pages,
        })
    }

    /// Acts as they stood, and the decisions on them.
    async fn restore_acts(&self, id: &RegisterId, acts: Vec<Act>, decisions: &[Decision]) -> Result<()> {
        let mut by_act: BTreeMap<&ActId, Vec<Decision>> = BTreeMap::new();
        for decision in decisions {
            by_act.entry(&decision.act).or_default().push(decision.clone());
        }
        let mut facts: Vec<ActFacts> = Vec::with_capacity(acts.len());
        for (place, act) in (0..).zip(acts) {
            let decided = by_act.remove(&act.id).unwrap_or_default();
            facts.push(facts_of(act, place, &decided));
        }
        facts.extend(by_act.keys().map(|act| gone(id, act)));
        let register = self.register(id).await?;
        if self.put_acts(&register, facts).await? != Written::Done {
            return Err(Error::Unusable(format!("somebody else works on {id}; stop that and begin again")));
        }
        Ok(self.catalogue().restore_decisions(id, decisions).await?)
    }

    /// All decisions on the acts of a register, in the order they were made.
    async fn told_decisions(&self, id: &RegisterId) -> Result<Vec<Decision>> {
        let mut decisions = Vec::new();
        for key in self.store().list(&Prefix::Decisions { register: id.clone() }).await? {
            let segment = self.store().get(&key).await?;
            for line in segment.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
                decisions.push(parse(line)?);
            }
        }
        Ok(decisions)
    }
}

fn facts_of(act: Act, place: u64, decisions: &[Decision]) -> ActFacts {
    let pages = matching::pages_of(&act);
    let open = act.status == Status::Machine && !decisions.is_empty();
    let referred = open && asking::undecided(&act, decisions).is_empty();
    ActFacts {
        place,
        imported: !is_of_scan(&act),
        pages,
        revision: 0,
        status: act.status,
        access: act.access,
        referred,
        standing: true,
        machine: act,
    }
}

/// Was it read from a scan? Then its name begins with the scan's: see [`ActId::at`].
fn is_of_scan(act: &Act) -> bool {
    let rest = act.id.as_str().strip_prefix(act.register.as_str()).and_then(|rest| rest.strip_prefix('/'));
    let scan = rest.and_then(|rest| rest.split_once('-')).map_or("", |(scan, _)| scan);
    scan.len() == 6 && scan.bytes().all(|b| b.is_ascii_digit()) && !matching::pages_of(act).is_empty()
}

/// An act that no longer stands and that somebody decided on: the store has its name only, and its type does
/// not matter any more.
fn gone(register: &RegisterId, id: &ActId) -> ActFacts {
    let act = Act {
        id: id.clone(),
        register: register.clone(),
        kind: ActType::Birth,
        form: None,
        status: Status::default(),
        access: Access::default(),
        fields: BTreeMap::new(),
        doubts: Vec::new(),
        links: Vec::new(),
        annotations: Vec::new(),
    };
    ActFacts { standing: false, imported: false, ..facts_of(act, 0, &[]) }
}
