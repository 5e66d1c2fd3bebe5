//! Which pages each scan of a book shows, in the order of capture. Not for how it looks: see `camera`.

use rand::Rng;

use super::{
    fault::Fault,
    plan::{BookPage, Content},
};

/// One pressing of the shutter.
#[derive(Debug, Clone)]
pub(super) struct Shot {
    /// Names the shot while others are put in or fall out.
    pub(super) id: u32,
    /// Places of its pages in the book, left before right; none for a frame with nothing in it.
    pub(super) pages: Vec<usize>,
    /// Is the open book in view, two pages wide?
    pub(super) open: bool,
    /// What went wrong.
    pub(super) fault: Option<Fault>,
    /// Pose, light and grain follow from this.
    pub(super) seed: u64,
}

impl Shot {
    /// Does the scan show acts and nothing else?
    pub(super) fn shows_acts(&self, pages: &[BookPage]) -> bool {
        !self.pages.is_empty() && self.pages.iter().all(|&p| matches!(pages[p].content, Content::Acts { .. }))
    }
}

/// The shots of a book without a mistake: cover, then page by page or opening by opening.
pub(super) fn all(rng: &mut impl Rng, pages: &[BookPage], open: bool) -> Vec<Shot> {
    // The cover is shot shut; its inside opposite the title page only where both pages are in view.
    let groups: Vec<Vec<usize>> = if open {
        std::iter::once(vec![0]).chain((1..pages.len()).step_by(2).map(|left| vec![left, left + 1])).collect()
    } else {
        (0..pages.len())
            .filter(|&p| pages[p].content != Content::Nothing || pages[p].leaf.is_some())
            .map(|p| vec![p])
            .collect()
    };
    groups
        .into_iter()
        .zip(1..)
        .map(|(pages, id)| Shot { id, open: pages.len() == 2, pages, fault: None, seed: rng.random() })
        .collect()
}
