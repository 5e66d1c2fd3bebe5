//! One step towards less loss: AdamW after Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2019), with the
//! running mean of the weights, which reads better than the last step. Not for what the gradient is.

use super::model::Model;

/// Shares that running means of the gradient and of its square keep at a step, and the least square root divided by.
const KEEP: (f32, f32) = (0.9, 0.999);
const LEAST: f32 = 1e-8;
/// By how much weights are drawn to nought, times the rate.
const DECAY: f32 = 0.01;
/// A longer gradient is made this long: one odd line must not throw the model off.
const LONGEST: f32 = 3.0;
/// Share the running mean of the weights keeps at a step, at most.
const SMOOTH: f32 = 0.99;

/// A model that learns.
pub(super) struct Optimiser {
    pub(super) model: Model,
    mean: Model,
    square: Model,
    smooth: Model,
    steps: i32,
}

impl Optimiser {
    /// Begins at `model`.
    pub(super) fn new(model: Model) -> Self {
        let (mean, square, smooth) = (model.nought(), model.nought(), model.clone());
        Self { model, mean, square, smooth, steps: 0 }
    }

    /// Goes one step of `rate` against the gradient.
    pub(super) fn step(&mut self, gradient: &Model, rate: f32) {
        self.steps += 1;
        let squares = gradient.arrays().flatten().map(|slope| f64::from(*slope).powi(2));
        let length = squares.sum::<f64>().sqrt() as f32;
        if !length.is_finite() {
            return;
        }
        let clip = (LONGEST / length.max(LONGEST)).min(1.0);
        let (first, second) = (1.0 - KEEP.0.powi(self.steps), 1.0 - KEEP.1.powi(self.steps));
        let arrays = self
            .model
            .arrays_mut()
            .zip(gradient.arrays())
            .zip(self.mean.arrays_mut())
            .zip(self.square.arrays_mut());
        for (((weights, slopes), means), squares) in arrays {
            let numbers = weights.iter_mut().zip(slopes).zip(means.iter_mut()).zip(squares.iter_mut());
            for (((weight, slope), mean), square) in numbers {
                let slope = slope * clip;
                *mean += (slope - *mean) * (1.0 - KEEP.0);
                *square += (slope * slope - *square) * (1.0 - KEEP.1);
                let step = (*mean / first) / ((*square / second).sqrt() + LEAST);
                *weight -= rate * (step + DECAY * *weight);
            }
        }
        let follow = 1.0 - SMOOTH.min((self.steps as f32 + 1.0) / (self.steps as f32 + 20.0));
        for (smooth, weights) in self.smooth.arrays_mut().zip(self.model.arrays()) {
            smooth
                .iter_mut()
                .zip(weights)
                .for_each(|(smooth, weight)| *smooth += (weight - *smooth) * follow);
        }
    }

    /// What was learned: the running mean of the weights.
    pub(super) fn learned(self) -> Model {
        self.smooth
    }
}
