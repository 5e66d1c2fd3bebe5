//! Counts over all books: found, told as another kind, missed, raised without reason. Not for what counts as
//! found: see `book`.

use std::{collections::BTreeMap, fmt};

use super::book::{Finding, Sown};

/// Of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    sown: usize,
    found: usize,
    /// Told, but as another kind.
    otherwise: usize,
    missed: usize,
    /// Findings of this kind that nothing sown explains.
    without_reason: usize,
}

/// What was found of all that was sown.
#[derive(Debug, Default)]
pub(super) struct Tally {
    books: usize,
    pages: usize,
    kinds: BTreeMap<String, Counts>,
    /// One line for whatever was not as it should be.
    remarks: Vec<String>,
}

impl Tally {
    /// Adds a book: every finding answers for a mistake of its kind, else for one told as another kind, or was raised
    /// without reason.
    pub(super) fn add(&mut self, book: &str, pages: usize, sown: &[Sown], found: &[Finding]) {
        self.books += 1;
        self.pages += pages;
        let mut unexplained: Vec<&Finding> = found
            .iter()
            .filter(|finding| !sown.iter().any(|s| s.is_told_by(finding) || s.explains(finding)))
            .collect();
        for mistake in sown {
            let told = found.iter().any(|finding| mistake.is_told_by(finding));
            let other = (!told).then(|| unexplained.iter().position(|f| mistake.touches(f))).flatten();
            let counts = self.kinds.entry(mistake.kind.clone()).or_default();
            counts.sown += 1;
            counts.found += usize::from(told);
            counts.otherwise += usize::from(other.is_some());
            counts.missed += usize::from(!told && other.is_none());
            let scans = &mistake.scans;
            match other.map(|at| unexplained.remove(at)) {
                Some(other) => {
                    self.remarks
                        .push(format!("{book}: {} at {scans:?} told as {}", mistake.kind, other.kind));
                }
                None if !told => self.remarks.push(format!("{book}: {} at {scans:?} missed", mistake.kind)),
                None => {}
            }
        }
        for finding in unexplained {
            self.kinds.entry(finding.kind.clone()).or_default().without_reason += 1;
            let Finding { kind, acts, .. } = finding;
            let acts = if acts.is_empty() { String::new() } else { format!(", acts {}", acts.join(" ")) };
            self.remarks.push(format!("{book}: {kind} at {:?} without reason{acts}", finding.scans()));
        }
    }

    fn total(&self, of: impl Fn(&Counts) -> usize) -> usize {
        self.kinds.values().map(of).sum()
    }
}

#[expect(clippy::cast_precision_loss, reason = "thousands at most")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for remark in &self.remarks {
            writeln!(f, "{remark}")?;
        }
        writeln!(
            f,
            "{:15}{:>6}{:>6}{:>11}{:>8}{:>16}",
            "", "sown", "found", "otherwise", "missed", "without reason"
        )?;
        for (kind, c) in &self.kinds {
            writeln!(
                f,
                "{kind:15}{:>6}{:>6}{:>11}{:>8}{:>16}",
                c.sown, c.found, c.otherwise, c.missed, c.without_reason
            )?;
        }
        let (sown, found, false_alarms) =
            (self.total(|c| c.sown), self.total(|c| c.found), self.total(|c| c.without_reason));
        writeln!(f, "recall {:.3} ({found} of {sown})", share(found, sown))?;
        let rate = 100.0 * share(false_alarms, self.pages);
        writeln!(
            f,
            "{rate:.2} false alarms in 100 pages ({false_alarms} on {} pages of {} books)",
            self.pages, self.books
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sown(text: &str) -> Sown {
        serde_json::from_str(text).unwrap()
    }

    fn found(kind: &str, scans: &[&str], more: &str) -> Finding {
        let text = format!(
            r#"{{"kind": "{kind}", "severity": "error", "scans": {scans:?}, "half": null, "leaves": [], "acts": [{more}]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    fn counts(sown: &[Sown], found: &[Finding]) -> [usize; 4] {
        let mut tally = Tally::default();
        tally.add("book", 100, sown, found);
        [
            tally.total(|c| c.found),
            tally.total(|c| c.otherwise),
            tally.total(|c| c.missed),
            tally.total(|c| c.without_reason),
        ]
    }

    #[test]
    fn a_fault_is_found_by_its_kind_on_its_scan() {
        let dark = sown(r#"{"kind": "too_dark", "scans": [7]}"#);
        assert_eq!(
            counts(std::slice::from_ref(&dark), &[found("too_dark", &["b/000007"], "")]),
            [1, 0, 0, 0]
        );
        assert_eq!(counts(std::slice::from_ref(&dark), &[found("clipped", &["b/000007"], "")]), [0, 1, 0, 0]);
        assert_eq!(
            counts(std::slice::from_ref(&dark), &[found("too_dark", &["b/000008"], "")]),
            [0, 0, 1, 1]
        );
        assert_eq!(counts(&[dark], &[]), [0, 0, 1, 0]);
    }

    #[test]
    fn what_is_told_besides_has_no_reason() {
        let dark = sown(r#"{"kind": "too_dark", "scans": [7]}"#);
        let both = [found("too_dark", &["b/000007"], ""), found("out_of_focus", &["b/000007"], "")];
        assert_eq!(counts(&[dark], &both), [1, 0, 0, 1]);
    }

    #[test]
    fn acts_of_a_lost_leaf_are_no_alarm_of_their_own() {
        let leaf = sown(r#"{"kind": "missing_leaf", "scans": [4, 5], "leaves": ["3"], "acts": ["9", "10"]}"#);
        let told =
            [found("missing_leaf", &["b/000004", "b/000005"], ""), found("missing_act", &[], r#""9", "10""#)];
        assert_eq!(counts(std::slice::from_ref(&leaf), &told), [1, 0, 0, 0]);
        assert_eq!(counts(&[leaf], &[found("missing_act", &["b/000004"], r#""12""#)]), [0, 1, 0, 0]);
    }

    #[test]
    fn a_slip_is_found_by_its_number() {
        let slip = sown(r#"{"kind": "repeated_act", "scans": [4, 5], "acts": ["12"]}"#);
        assert_eq!(
            counts(std::slice::from_ref(&slip), &[found("repeated_act", &["b/000005"], r#""12""#)]),
            [1, 0, 0, 0]
        );
        assert_eq!(counts(&[slip], &[found("repeated_act", &["b/000005"], r#""13""#)]), [0, 1, 0, 0]);
    }

    #[test]
    fn the_rates_are_printed() {
        let mut tally = Tally::default();
        tally.add(
            "book",
            200,
            &[sown(r#"{"kind": "blank", "scans": [2]}"#)],
            &[found("covered", &["b/000009"], "")],
        );
        let text = tally.to_string();
        assert!(
            text.contains("recall 0.000 (0 of 1)") && text.contains("0.50 false alarms in 100 pages"),
            "{text}"
        );
    }
}
