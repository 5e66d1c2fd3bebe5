//! Named arrays of a model's file. Not for what they mean.

use rten_tensor::NdTensorView;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use crate::recognize::line_model::LineModelError;

/// The arrays of an opened file.
pub(crate) struct Tensors<'f>(SafeTensors<'f>);

impl<'f> Tensors<'f> {
    /// Opens a file of safetensors.
    ///
    /// # Errors
    /// Where it is none.
    pub(crate) fn of(bytes: &'f [u8]) -> Result<Self, LineModelError> {
        SafeTensors::deserialize(bytes).map(Self).map_err(|error| LineModelError::Load(error.to_string()))
    }

    /// An array of numbers.
    ///
    /// # Errors
    /// Where there is none of this name and kind.
    pub(crate) fn numbers(&self, name: &str) -> Result<Vec<f32>, LineModelError> {
        let bytes = self.held(name, Dtype::F32)?;
        let number = |four: &[u8]| f32::from_le_bytes([four[0], four[1], four[2], four[3]]);
        Ok(bytes.data().chunks_exact(4).map(number).collect())
    }

    /// A matrix of whole numbers, row by row, and its inputs: numbers in a row.
    ///
    /// # Errors
    /// Where there is none of this name and kind.
    pub(crate) fn rows(&self, name: &str) -> Result<(Vec<i8>, usize), LineModelError> {
        let held = self.held(name, Dtype::I8)?;
        let &[outputs, inputs] = held.shape() else { return Err(missing(name)) };
        if outputs == 0 || inputs == 0 {
            return Err(missing(name));
        }
        Ok((held.data().iter().map(|byte| byte.cast_signed()).collect(), inputs))
    }

    /// The same, outputs x inputs, turned to inputs x outputs.
    ///
    /// # Errors
    /// Where there is none of this name and kind.
    pub(crate) fn matrix<T>(
        &self,
        name: &str,
        using: impl Fn(NdTensorView<'_, i8, 2>) -> T,
    ) -> Result<T, LineModelError> {
        let (whole, inputs) = self.rows(name)?;
        Ok(using(NdTensorView::from_data([whole.len() / inputs, inputs], &whole[..]).transposed()))
    }

    /// Is there an array of this name?
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.tensor(name).is_ok()
    }

    fn held(&self, name: &str, kind: Dtype) -> Result<TensorView<'f>, LineModelError> {
        self.0.tensor(name).ok().filter(|held| held.dtype() == kind).ok_or_else(|| missing(name))
    }
}

/// An array that is missing or of another shape or kind.
pub(crate) fn missing(name: &str) -> LineModelError {
    LineModelError::Load(format!("its array \"{name}\" is missing or of another shape"))
}
