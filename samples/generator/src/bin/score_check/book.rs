//! A sown mistake and a finding of `daftar check`, and whether the one tells the other. Not for counting: see
//! `tally`.

use serde::Deserialize;

/// A line of defects.jsonl.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Sown {
    pub(super) kind: String,
    /// Capture numbers from 1.
    pub(super) scans: Vec<usize>,
    half: Option<String>,
    #[serde(default)]
    leaves: Vec<String>,
    #[serde(default)]
    acts: Vec<String>,
}

/// What is read of a check.
#[derive(Debug, Deserialize)]
pub(super) struct Report {
    pub(super) pages: usize,
    pub(super) findings: Vec<Finding>,
}

/// A finding.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Finding {
    pub(super) kind: String,
    severity: String,
    /// As register/000012.
    scans: Vec<String>,
    half: Option<String>,
    leaves: Vec<String>,
    pub(super) acts: Vec<String>,
}

impl Finding {
    /// Does it keep the book from being complete? The others ask nothing of the operator.
    pub(super) fn is_open(&self) -> bool {
        self.severity != "info"
    }

    /// Capture numbers.
    pub(super) fn scans(&self) -> Vec<usize> {
        let number = |id: &String| id.rsplit('/').next()?.parse().ok();
        self.scans.iter().filter_map(number).collect()
    }
}

impl Sown {
    /// Does the finding name the mistake, at its place?
    pub(super) fn is_told_by(&self, finding: &Finding) -> bool {
        let halves = [&self.half, &finding.half];
        let same_half = halves.contains(&&None) || self.half == finding.half;
        let about = match self.kind.as_str() {
            "missing_leaf" if !finding.leaves.is_empty() => {
                self.leaves.iter().any(|leaf| finding.leaves.contains(leaf))
            }
            // Of two that changed places with a third between, any may be said to stand wrong.
            "out_of_order" => finding.scans().iter().any(|scan| self.span().contains(scan)),
            "missing_act" | "repeated_act" => {
                self.acts.iter().any(|act| finding.acts.contains(act)) && self.touches(finding)
            }
            _ => self.touches(finding),
        };
        self.kind == finding.kind && same_half && about
    }

    /// Does the finding tell what follows from the mistake: acts that stood on a leaf that was not shot?
    pub(super) fn explains(&self, finding: &Finding) -> bool {
        let lost = finding.kind == "missing_act" && self.kind == "missing_leaf";
        lost && !finding.acts.is_empty() && finding.acts.iter().all(|act| self.acts.contains(act))
    }

    /// Is the finding about a scan that shows the mistake?
    pub(super) fn touches(&self, finding: &Finding) -> bool {
        finding.scans().iter().any(|scan| self.scans.contains(scan))
    }

    fn span(&self) -> std::ops::RangeInclusive<usize> {
        let first = self.scans.iter().min().copied().unwrap_or(1);
        first..=self.scans.iter().max().copied().unwrap_or(0)
    }
}
