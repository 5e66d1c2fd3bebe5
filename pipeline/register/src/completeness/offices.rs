//! Which acts one office wrote: its name is misread in many ways, so names spelled alike count as one. Not for
//! the numbers these acts bear.

use crate::value::plain_letters;

use super::book::BookAct;

/// Groups of offices by act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offices {
    of_act: Vec<usize>,
}

/// Share of the letters that must agree for two names to be one office: two village councils of one district differ
/// in a word of three.
const ALIKE: f64 = 0.72;

impl Offices {
    /// Groups the acts by office, in the order offices first appear. An act whose office was not read belongs to
    /// that of the act before it.
    pub(super) fn of_acts(acts: &[BookAct]) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut of_act: Vec<usize> = Vec::with_capacity(acts.len());
        for act in acts {
            let name = plain_letters(act.authority.trim());
            let before = of_act.last().copied().unwrap_or(0);
            let group = if name.is_empty() { Some(before) } else { nearest(&names, &name) };
            of_act.push(group.unwrap_or(names.len()));
            if group.is_none() {
                names.push(name);
            }
        }
        Self { of_act }
    }

    /// The group of the act at this place.
    pub(super) fn of(&self, act: usize) -> usize {
        self.of_act[act]
    }
}

fn nearest(names: &[String], name: &str) -> Option<usize> {
    let near = names.iter().enumerate().map(|(at, known)| (at, strsim::normalized_levenshtein(known, name)));
    near.filter(|(_, alike)| *alike >= ALIKE).max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}
