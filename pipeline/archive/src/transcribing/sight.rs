//! Which pages of a register a role may see, asked of the catalogue once for all of them: a look at many lines would else ask
//! four times for each. The rule is that of `access`. Not for who writes lines down.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use catalogue::{PageFacts, Scan, State};
use register::{
    access::{Access, Closure, Role},
    geometry::Placement,
    id::{RegisterId, ScanId},
    page::Half,
    publication::PageImage,
    volume::RegisterCard,
};

use super::told::Moment;
use crate::{Archive, Result, access::strictest};

/// The pages of a register as they stand at one moment.
pub(super) struct Sight {
    card: RegisterCard,
    /// Of its acts and decisions, before anything else was asked.
    revision: i64,
    closure: Closure,
    scans: Vec<Scan>,
    /// Places in `scans`, by number.
    places: BTreeMap<u32, usize>,
    classes: BTreeMap<(u32, Half), Vec<Access>>,
    pages: BTreeMap<u32, Vec<PageFacts>>,
}

impl Archive {
    /// The pages of a register as they stand now.
    ///
    /// # Errors
    /// Setting: no such register. The catalogue fails.
    pub(super) async fn sight(&self, register: &RegisterId) -> Result<Sight> {
        let catalogue::Register { card, revision, .. } = self.register(register).await?;
        let scans = self.catalogue().scans(register).await?;
        let places = scans.iter().enumerate().map(|(place, scan)| (scan.id.number, place)).collect();
        let classes = self.catalogue().classes_on_pages(register).await?;
        let pages = self.catalogue().pages_of_register(register).await?;
        let closure = self.settings().closure.clone();
        Ok(Sight { card, revision, closure, scans, places, classes, pages })
    }
}

impl Sight {
    pub(super) fn register(&self) -> &RegisterId {
        &self.card.id
    }

    /// Another one when acts, decisions, or which scans are read, are others.
    pub(super) fn moment(&self) -> Moment {
        let mut hasher = DefaultHasher::new();
        self.read().for_each(|scan| (scan.id.number, scan.read_at).hash(&mut hasher));
        (self.revision, hasher.finish())
    }

    /// The scans that are read, in capture order.
    pub(super) fn read(&self) -> impl Iterator<Item = &Scan> {
        self.scans.iter().filter(|scan| scan.state == State::Read)
    }

    /// May the role see the image of a page?
    pub(super) fn may_see(&self, role: Role, scan: &ScanId, half: Half) -> bool {
        let held = self.places.get(&scan.number).and_then(|&place| self.scans.get(place));
        if scan.register != self.card.id || held.is_none_or(|scan| scan.state == State::Withdrawn) {
            return false;
        }
        let classes = self.classes.get(&(scan.number, half)).into_iter().flatten().copied();
        role.may_see(strictest(classes, &self.card, &self.closure))
    }

    /// Which image the page has, if the role may see it.
    pub(super) fn image(&self, role: Role, scan: &ScanId, half: Half) -> Option<(PageImage, Placement)> {
        let pages = self.pages.get(&scan.number).filter(|_| self.may_see(role, scan, half))?;
        let page = pages.iter().find(|page| page.half == half)?;
        Some((page.image.clone()?, page.placement))
    }
}
