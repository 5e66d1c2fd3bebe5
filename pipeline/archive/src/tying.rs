//! People say of a tie between two acts that it is so or is not: kept on both acts as decisions, so that reading anew leaves
//! it alone; and what is shown of the acts at the other end. Not for finding ties: see `linking`.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::ActFacts;
use register::{
    act::{Act, Link},
    decision::{Decision, Verdict, tie_field, tied_to},
    id::ActId,
};

use crate::{Archive, Error, Result, Viewer, deciding::Decided, looking::ActView};

impl Archive {
    /// Appends what is said of the tie of an act to `other`, and the same on the other act: a stop between the two leaves
    /// the second as it was, and saying it again there puts it right.
    pub(crate) async fn decide_on_tie(
        &self,
        viewer: &Viewer,
        mut said: Decision,
        other: &ActId,
    ) -> Result<Decided> {
        let (own, others) =
            (self.act_to_decide(viewer, &said.act).await?, self.act_to_decide(viewer, other).await?);
        let kind = self.kind_of_tie(&own, other).await?;
        let may = matches!(
            said.verdict,
            Verdict::Confirmed | Verdict::Rejected | Verdict::Undone | Verdict::Referred
        );
        let Some(kind) = kind.filter(|_| may) else {
            return Err(Error::Unusable(format!("{} has no tie to {other} to decide on", said.act)));
        };
        self.note(viewer, "decide", &format!("{} {}", said.act, said.field)).await?;
        let back = match self.kind_of_tie(&others, &said.act).await? {
            Some(back) => back,
            None => seen_from_there(&own.machine, &kind),
        };
        let is_so = said.verdict == Verdict::Confirmed;
        said.value = is_so.then_some(kind);
        let there = Decision {
            act: other.clone(),
            field: tie_field(&said.act),
            value: is_so.then_some(back),
            revision: others.revision,
            ..said.clone()
        };
        let decided = self.appended(viewer, &said).await?;
        self.appended(viewer, &there).await?;
        Ok(decided)
    }

    /// The kind of an act's tie to another, as it stands, as the machine found it or as a person named it before.
    async fn kind_of_tie(&self, facts: &ActFacts, other: &ActId) -> Result<Option<String>> {
        let decisions = self.decisions_on(facts).await?;
        let found =
            |act: &Act| act.links.iter().find(|link: &&Link| link.to == *other).map(|l| l.kind.clone());
        let field = tie_field(other);
        let said = || decisions.iter().rev().filter(|d| d.field == field).find_map(|d| d.value.clone());
        Ok(found(&self.settled(facts).await?).or_else(|| found(&facts.machine)).or_else(said))
    }

    /// The acts a viewed act is tied to, or was before a person rejected it, by id: those the viewer may see, settled, without
    /// their own ties.
    ///
    /// # Errors
    /// Audit or catalogue fail.
    pub async fn tied_acts(&self, viewer: &Viewer, view: &ActView) -> Result<BTreeMap<ActId, Act>> {
        if targets(view).is_empty() {
            return Ok(BTreeMap::new());
        }
        self.note(viewer, "tied acts", view.act.id.as_str()).await?;
        self.tied_acts_decided(viewer, view).await
    }

    /// The same for the person who has just decided on the act: the entry of the decision covers the look.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn tied_acts_decided(&self, viewer: &Viewer, view: &ActView) -> Result<BTreeMap<ActId, Act>> {
        let mut acts = BTreeMap::new();
        for id in targets(view) {
            let Some(facts) = self.visible_act(viewer, &id).await? else { continue };
            let mut act = self.settled(&facts).await?;
            act.links.clear();
            acts.insert(id, act);
        }
        Ok(acts)
    }
}

fn targets(view: &ActView) -> BTreeSet<ActId> {
    let said = view.decisions.iter().filter_map(|decision| tied_to(&decision.field));
    view.act.links.iter().map(|link| link.to.clone()).chain(said).collect()
}

/// What a tie of this kind is called at its other end: it names what the act here is.
fn seen_from_there(here: &Act, kind: &str) -> String {
    match kind {
        "parents" | "father" | "mother" => "children".to_owned(),
        "children" => "parents".to_owned(),
        "copy" => "copy".to_owned(),
        _ => here.kind.as_str().to_owned(),
    }
}
