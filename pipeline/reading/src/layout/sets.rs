//! Things that turn out to be one: disjoint sets, each named by its least member. Not for what unites them.

/// Members 0, 1, 2… in sets; at first each is one of its own. Path halving after R. Tarjan and J. van Leeuwen:
/// Worst-case analysis of set union algorithms, Journal of the ACM 31 (1984).
#[derive(Debug, Clone, Default)]
pub(super) struct Sets(Vec<u32>);

impl Sets {
    pub(super) fn of(members: usize) -> Self {
        Self((0..members as u32).collect())
    }

    /// One more member, in a set of its own.
    pub(super) fn add(&mut self) -> u32 {
        let member = self.0.len() as u32;
        self.0.push(member);
        member
    }

    /// The name of a member's set.
    pub(super) fn name(&mut self, mut member: u32) -> u32 {
        while self.0[member as usize] != member {
            let next = self.0[self.0[member as usize] as usize];
            self.0[member as usize] = next;
            member = next;
        }
        member
    }

    /// Makes one set of the sets of two members, and names it.
    pub(super) fn unite(&mut self, a: u32, b: u32) -> u32 {
        let (a, b) = (self.name(a), self.name(b));
        self.0[a.max(b) as usize] = a.min(b);
        a.min(b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(united: &[(u32, u32)], names: &[u32]) {
        let mut sets = Sets::of(names.len());
        united.iter().for_each(|&(a, b)| _ = sets.unite(a, b));
        let found: Vec<u32> = (0..names.len() as u32).map(|i| sets.name(i)).collect();
        assert_eq!(found, names);
    }

    #[test]
    fn members_nobody_united_stay_alone() {
        check(&[], &[0, 1, 2]);
        check(&[(1, 1)], &[0, 1, 2]);
    }

    #[test]
    fn sets_are_named_by_their_least_member_whatever_came_first() {
        check(&[(4, 3), (2, 4), (0, 1)], &[0, 0, 2, 2, 2]);
        check(&[(3, 4), (1, 3), (4, 0)], &[0, 0, 2, 0, 0]);
    }

    #[test]
    fn one_that_is_added_is_alone() {
        let mut sets = Sets::of(2);
        assert_eq!((sets.add(), sets.name(2), sets.unite(2, 1)), (2, 2, 1));
    }
}
