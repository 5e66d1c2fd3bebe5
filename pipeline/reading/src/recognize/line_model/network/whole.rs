//! Matrices of whole numbers: what comes in has 7 bits, weights have 8, sums 32. Not for which matrix follows which.
//!
//! Processors without instructions for 8 bits add two products in 16: with 7 bits on one side none is cut off.

use fearless_simd::{Level, dispatch};
use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::NdTensorView;

use super::tensors::{Tensors, missing};
use crate::recognize::line_model::{LineModelError, shape::MOST};

/// What multiplies matrices, with the widest instructions of this processor.
#[derive(Default)]
pub(super) struct Sums(GemmExecutor<u8, i8, i32>);

/// One layer: outputs are sums of its inputs, each times a weight, times `scale`, and `bias`.
pub(super) struct Weights {
    packed: PackedBMatrix<i8>,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

impl Weights {
    /// The layer of this name that takes so many `inputs`.
    ///
    /// # Errors
    /// Where one of its arrays is missing or of another shape.
    pub(super) fn of(
        tensors: &Tensors<'_>,
        sums: &Sums,
        name: &str,
        inputs: usize,
    ) -> Result<Self, LineModelError> {
        let packed = tensors.matrix(&format!("{name}.whole"), |matrix| sums.0.prepack_b(matrix))?;
        let [scale, bias] = ["scale", "bias"].map(|part| tensors.numbers(&format!("{name}.{part}")));
        let (scale, bias) = (scale?, bias?);
        let fits = packed.rows() == inputs && [scale.len(), bias.len()] == [packed.cols(); 2];
        if fits { Ok(Self { packed, scale, bias }) } else { Err(missing(name)) }
    }

    /// Numbers that go in.
    pub(super) fn inputs(&self) -> usize {
        self.packed.rows()
    }

    /// Numbers that come out.
    pub(super) fn outputs(&self) -> usize {
        self.packed.cols()
    }

    /// What a whole sum of each output stands for.
    pub(super) fn scale(&self) -> &[f32] {
        &self.scale
    }

    /// What each output is where nothing comes in.
    pub(super) fn bias(&self) -> &[f32] {
        &self.bias
    }

    /// Writes the sums of each row of `inputs` to the rows of `out`.
    ///
    /// # Errors
    /// Where the rows are of another length.
    pub(super) fn sum(&self, sums: &Sums, inputs: &[u8], out: &mut [i32]) -> Result<(), LineModelError> {
        let rows = [inputs.len() / self.inputs(), self.inputs()];
        let rows = NdTensorView::try_from_data(rows, inputs).map_err(stopped)?;
        let (rows, weights) = (GemmInputA::Unpacked(rows), GemmInputB::Packed(&self.packed));
        sums.0.gemm(out, rows, weights, GemmOptions::default()).map_err(stopped)
    }

    /// The sums of each row.
    pub(super) fn sums(&self, sums: &Sums, inputs: &[u8]) -> Result<Vec<i32>, LineModelError> {
        let mut out = vec![0; inputs.len() / self.inputs() * self.outputs()];
        self.sum(sums, inputs, &mut out)?;
        Ok(out)
    }

    /// The outputs of each row.
    pub(super) fn give(&self, sums: &Sums, inputs: &[u8]) -> Result<Vec<f32>, LineModelError> {
        let found = self.sums(sums, inputs)?;
        let output = |(&sum, (scale, bias)): (&i32, (&f32, &f32))| sum as f32 * scale + bias;
        let rows = found.chunks_exact(self.outputs());
        let outputs = rows.flat_map(|row| row.iter().zip(self.scale.iter().zip(&self.bias)).map(output));
        Ok(outputs.collect())
    }

    /// The same layer, whose outputs are told in numbers of `step`.
    pub(super) fn in_steps(mut self, step: f32) -> Self {
        self.scale.iter_mut().chain(&mut self.bias).for_each(|number| *number /= step);
        self
    }

    /// The outputs of each row, those below nothing as nothing, in whole numbers.
    pub(super) fn give_whole(&self, sums: &Sums, inputs: &[u8]) -> Result<Vec<u8>, LineModelError> {
        let found = self.sums(sums, inputs)?;
        let mut whole = vec![0; found.len()];
        dispatch!(Level::new(), _ => to_whole(&found, (&self.scale, &self.bias), &mut whole));
        Ok(whole)
    }
}

fn stopped(error: impl std::fmt::Display) -> LineModelError {
    LineModelError::Run(error.to_string())
}

/// The nearest whole number to one from 0 to 255. Above 2 to the power of 23 the last bit of an `f32` is worth one; a cast,
/// which has to mind numbers that are none, takes several times as long.
#[inline(always)]
pub(super) fn rounded(number: f32) -> u8 {
    const ONES: f32 = 8_388_608.0;
    (number + ONES).to_bits() as u8
}

/// Sums as whole numbers of 7 bits, row by row.
#[inline(always)]
fn to_whole(sums: &[i32], (scale, bias): (&[f32], &[f32]), whole: &mut [u8]) {
    let rows = sums.chunks_exact(scale.len()).zip(whole.chunks_exact_mut(scale.len()));
    for (sums, whole) in rows {
        for (((sum, scale), bias), whole) in sums.iter().zip(scale).zip(bias).zip(whole) {
            *whole = rounded((*sum as f32 * scale + bias).clamp(0.0, MOST));
        }
    }
}
