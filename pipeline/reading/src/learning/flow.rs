//! Steps for what flows between the layers of a learned model: those at which rounding it to 7 bits costs least. Not for weights:
//! their scale follows from the largest.

use super::model::Seen;
use crate::recognize::line_model::shape::MOST;

/// Numbers that are looked at of each flow of a line.
const SAMPLED: usize = 4000;
/// Steps that are tried, the largest of which holds all that flows, the smallest a fifth of it.
const TRIED: usize = 60;
const SMALLEST: f32 = 0.2;

/// What flowed through a model while it read some lines.
#[derive(Default)]
pub(super) struct Flows(Vec<Vec<f32>>);

impl Flows {
    /// Takes note of what was seen.
    pub(super) fn note(&mut self, seen: &Seen) {
        let flows: Vec<&[f32]> = seen.flows().collect();
        self.0.resize(flows.len(), Vec::new());
        for (held, flow) in self.0.iter_mut().zip(flows) {
            held.extend(flow.iter().step_by((flow.len() / SAMPLED).max(1)));
            held.extend(flow.iter().copied().reduce(f32::max));
        }
    }

    /// The best step of each flow.
    pub(super) fn steps(&self) -> Vec<f32> {
        self.0.iter().map(|flow| best(flow)).collect()
    }
}

fn best(flow: &[f32]) -> f32 {
    let most = flow.iter().copied().fold(1e-3, f32::max);
    let tried =
        (0..TRIED).map(|at| most * (SMALLEST + (1.0 - SMALLEST) * at as f32 / (TRIED - 1) as f32) / MOST);
    let loss = |step: f32| -> f32 {
        flow.iter().map(|number| ((number / step).round().min(MOST) * step - number).powi(2)).sum()
    };
    tried
        .map(|step| (loss(step), step))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map_or(most / MOST, |(_, step)| step)
}
