//! The catalogue anew, from the store alone: registers, scans, acts, decisions, lines people wrote down, what registers
//! learned. Not for people, their sessions and the audit log: those stand in the catalogue only, and come back with its backup.

mod told;

use std::collections::BTreeMap;

use catalogue::{ActFacts, State, ToldRegister, Written};
use register::{
    access::Access,
    act::{Act, Status},
    asking,
    decision::Decision,
    form::ActType,
    id::{ActId, RegisterId},
    teaching::Transcription,
    volume::RegisterCard,
};
use store::{Key, Prefix};

use crate::{Archive, Error, Result, clock, kept::parse, matching};

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
    /// What people said of single lines.
    pub lines: usize,
    /// Registers whose newest publication is not whole in the store (acts stand as an older one has them), or a step of whose line
    /// model cannot be read.
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
        let decisions: Vec<Decision> = self.told(id).await?;
        let lines: Vec<Transcription> = self.told(id).await?;
        let scans = self.told_scans(id, &pages).await?;
        let agreement = self.agreed(id).await?;
        let (model_steps, all_steps) = self.told_model_steps(id).await?;
        if !is_newest || !all_steps {
            restored.incomplete.push(id.clone());
        }
        restored.registers += 1;
        restored.scans += scans.len();
        restored.waiting += scans.iter().filter(|scan| scan.state == State::Waiting).count();
        self.catalogue().restore(&ToldRegister { card, generation, agreement, scans }, clock::now()).await?;
        self.catalogue().restore_model_steps(id, &model_steps).await?;
        self.catalogue().restore_transcriptions(id, &lines).await?;
        restored.lines += lines.len();
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
