//! A layer whose every output is a sum of all its inputs, each times a weight, and the gradient of its weights for an error
//! behind it. Not for what the outputs become.

use super::products::{Matrix, Products};

/// Weights and what is added to their sums. The same shape holds their gradient.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dense {
    /// Outputs x inputs, row by row.
    pub(super) weights: Vec<f32>,
    /// One an output.
    pub(super) bias: Vec<f32>,
}

impl Dense {
    /// How many numbers go in.
    pub(super) fn inputs(&self) -> usize {
        self.weights.len() / self.bias.len()
    }

    /// How many come out.
    pub(super) fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// The same shape, all nought.
    pub(super) fn nought(&self) -> Self {
        Self { weights: vec![0.0; self.weights.len()], bias: vec![0.0; self.bias.len()] }
    }

    /// The outputs of each row of `inputs`.
    pub(super) fn give(&self, products: &Products, inputs: &[f32]) -> Vec<f32> {
        let rows = inputs.len() / self.inputs();
        let mut outputs: Vec<f32> = Vec::with_capacity(rows * self.outputs());
        (0..rows).for_each(|_| outputs.extend_from_slice(&self.bias));
        products.add(&mut outputs, Matrix::of(inputs, self.inputs()), self.matrix().turned());
        outputs
    }

    /// Adds to `gradient` what the weights had to do with the errors `behind` (of each output, row by row).
    pub(super) fn add_gradient(
        &self,
        products: &Products,
        inputs: &[f32],
        behind: &[f32],
        gradient: &mut Dense,
    ) {
        let errors = Matrix::of(behind, self.outputs());
        products.add(&mut gradient.weights, errors.turned(), Matrix::of(inputs, self.inputs()));
        for row in behind.chunks_exact(self.outputs()) {
            gradient.bias.iter_mut().zip(row).for_each(|(sum, error)| *sum += error);
        }
    }

    /// The errors of its inputs, given those `behind` it.
    pub(super) fn errors(&self, products: &Products, behind: &[f32]) -> Vec<f32> {
        let mut errors = vec![0.0; behind.len() / self.outputs() * self.inputs()];
        products.put(&mut errors, Matrix::of(behind, self.outputs()), self.matrix());
        errors
    }

    /// Its weights, outputs x inputs.
    pub(super) fn matrix(&self) -> Matrix<'_> {
        Matrix::of(&self.weights, self.inputs())
    }
}
