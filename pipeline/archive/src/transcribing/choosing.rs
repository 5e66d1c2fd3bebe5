//! Which lines teach most, of those a person may see: chosen from a few scans at a time, so that nobody waits. Not for what is
//! shown of them.

use std::collections::{BTreeMap, BTreeSet};

use register::{
    access::Role,
    id::ScanId,
    teaching::{LineSpot, ReadLine, Transcription, choose},
};

use super::sight::Sight;
use crate::{Archive, Result};

/// Lines are chosen from so many scans at a time, spread over the register: enough that few of each are asked for, few enough
/// that nobody waits. For what fields tell, what was found on as many is read at one look: the first that are asked from.
pub(super) const SCANS: usize = 48;
/// What was found on so many scans is read for one look at most, some 10 ms each; what was read is known at the next look.
const READS: usize = 2 * SCANS;

/// What lines are chosen by.
pub(super) struct Choice<'a> {
    role: Role,
    sight: &'a Sight,
    said: &'a [Transcription],
    known: BTreeMap<&'a ScanId, Vec<&'a LineSpot>>,
    open: &'a BTreeSet<ScanId>,
}

impl<'a> Choice<'a> {
    /// Lines the role may see, but those of which something was `said` and those `known` by other means; and none of the `open`
    /// scans, of which nobody has looked yet what is known.
    pub(super) fn of(
        (role, sight): (Role, &'a Sight),
        said: &'a [Transcription],
        known: &[&'a Transcription],
        open: &'a BTreeSet<ScanId>,
    ) -> Self {
        let mut by_scan: BTreeMap<&ScanId, Vec<&LineSpot>> = BTreeMap::new();
        for told in known {
            by_scan.entry(&told.line.scan).or_default().push(&told.line);
        }
        Self { role, sight, said, known: by_scan, open }
    }

    /// Adds the lines of a scan that may be asked for; are these all? Those the role may not see, or that are known, may be asked
    /// for later: a decision may be taken back.
    fn add(&self, lines: &mut Vec<ReadLine>, found: &[ReadLine]) -> bool {
        let before = lines.len();
        let may_ask = |line: &&ReadLine| {
            let line = &line.line;
            let known = self.known.get(&line.scan).into_iter().flatten().any(|known| known.holds(line));
            !known && self.sight.may_see(self.role, &line.scan, line.half)
        };
        lines.extend(found.iter().filter(may_ask).cloned());
        lines.len() - before == found.len()
    }
}

impl Archive {
    /// Lines to ask for, and the number of scans not looked at where there are none.
    pub(super) async fn chosen(&self, by: &Choice<'_>, most: usize) -> Result<(Vec<ReadLine>, usize)> {
        let (mut reads, mut unlooked) = (READS, 0);
        let scans = if most == 0 { Vec::new() } else { spread(by.sight.read().collect()) };
        for some in scans.chunks(SCANS) {
            let (mut lines, mut whole) = (Vec::new(), Vec::new());
            for &scan in some {
                let found = match by.open.contains(&scan.id) {
                    true => None,
                    false => self.hands_of(&scan.id, scan.read_at, &mut reads).await?,
                };
                match found {
                    Some(found) if by.add(&mut lines, &found) => whole.push(scan),
                    Some(_) => {}
                    None => unlooked += 1,
                }
            }
            // A few lines left over on these are asked for before others are looked at.
            let chosen = choose(&lines, by.said, most);
            if !chosen.is_empty() {
                return Ok((chosen.into_iter().cloned().collect(), 0));
            }
            whole.iter().for_each(|scan| self.is_exhausted(&scan.id, scan.read_at));
        }
        Ok((Vec::new(), unlooked))
    }
}

/// The scans so that the first [`SCANS`] of them, and the next, lie apart in the register.
pub(super) fn spread<T: Clone>(scans: Vec<T>) -> Vec<T> {
    let step = scans.len().div_ceil(SCANS).max(1);
    (0..step).flat_map(|first| scans.iter().skip(first).step_by(step)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scans(count: u32) -> Vec<ScanId> {
        (1..=count).map(|number| ScanId { register: "b".parse().unwrap(), number }).collect()
    }

    #[test]
    fn the_first_scans_looked_at_lie_apart_and_all_come_in_the_end() {
        let mut apart = spread(scans(100));
        assert_eq!(apart[..3].iter().map(|scan| scan.number).collect::<Vec<_>>(), [1, 4, 7]);
        apart.sort();
        assert_eq!(apart, scans(100));
    }

    #[test]
    fn few_scans_come_in_their_order() {
        assert_eq!(spread(scans(3)), scans(3));
        assert_eq!(spread(scans(0)), []);
    }
}
