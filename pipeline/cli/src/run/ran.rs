//! What a run did, round by round. Not for where registers stand after it.

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Ran {
    /// Scans read to their text.
    pub(crate) scans: usize,
    /// Pages of those.
    pub(crate) pages: usize,
    /// Scans set aside.
    pub(crate) aside: usize,
    /// Was it stopped before all was read?
    pub(crate) stopped: bool,
}

impl Ran {
    /// With what was done in a later round.
    pub(crate) fn and(self, later: Ran) -> Ran {
        let Ran { scans, pages, aside, stopped } = later;
        Ran { scans: self.scans + scans, pages: self.pages + pages, aside: self.aside + aside, stopped }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_add_up_and_the_last_says_whether_anything_was_left() {
        let first = Ran { scans: 3, pages: 6, aside: 1, stopped: true };
        let all = first.and(Ran { scans: 1, pages: 2, aside: 0, stopped: false });
        assert_eq!(all, Ran { scans: 4, pages: 8, aside: 1, stopped: false });
    }
}
