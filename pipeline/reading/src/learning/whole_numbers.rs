//! From a model's file in whole numbers to one that learns, and back: weights of 8 bits, one scale a row, and steps of 7 bits for
//! what flows between layers. Not for what runs on them: that is `recognize::line_model::network`.
//!
//! `scripts/train/export.py` does the same for models trained there. What is rounded is rounded to the nearest: what was
//! learned is more than half of a step, or it is not kept.

use std::collections::BTreeMap;

use safetensors::{Dtype, tensor::TensorView};

use super::{LearnError, dense::Dense, memory::Memory, model::Model};
use crate::recognize::line_model::{
    LineModelError,
    network::tensors::{Tensors, missing},
    shape::{self, MOST},
};

/// Ink, and what an LSTM says.
const INK: Flow = Flow { step: 1.0 / shape::INK, nothing: shape::PAPER as f32 };
const SAID: Flow = Flow { step: 1.0 / shape::PARTS, nothing: shape::NOTHING as f32 };
/// Least scale of a row of weights that are all nought.
const LEAST: f32 = 1e-8 / MOST;

/// What a whole number that flows into a layer is worth, and which of them stands for nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Flow {
    step: f32,
    nothing: f32,
}

/// A layer's arrays, by their names' last part.
struct Arrays {
    whole: Vec<i8>,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

/// Opens a model's file to learn on.
///
/// # Errors
/// Where arrays are missing or of another shape.
pub(super) fn opened(file: &[u8]) -> Result<Model, LearnError> {
    let tensors = Tensors::of(file)?;
    let steps = tensors.numbers("steps")?;
    let [looks @ .., flat, first] = &steps[..] else { return Err(missing("steps").into()) };
    let flow = |step: &f32| Flow { step: *step, nothing: 0.0 };
    let flows = std::iter::once(INK).chain(looks.iter().map(flow));
    let looks = flows.enumerate().map(|(number, flow)| dense(&tensors, &format!("look.{number}"), flow));
    let looks = looks.collect::<Result<Vec<Dense>, LearnError>>()?;
    let mut memories = Vec::new();
    while tensors.has(&format!("read.{}.on.input.whole", memories.len())) {
        let shown = if memories.is_empty() { flow(first) } else { SAID };
        let [on, back] =
            ["on", "back"].map(|way| memory(&tensors, &format!("read.{}.{way}", memories.len()), shown));
        memories.push([on?, back?]);
    }
    let model = Model {
        looks,
        flat: dense(&tensors, "flat", flow(flat))?,
        memories,
        letters: dense(&tensors, "letters", SAID)?,
    };
    if model.is_sound() {
        Ok(model)
    } else {
        Err(LineModelError::Load("its layers do not fit each other".to_owned()).into())
    }
}

fn memory(tensors: &Tensors<'_>, name: &str, shown: Flow) -> Result<Memory, LearnError> {
    let mut input = dense(tensors, &format!("{name}.input"), shown)?;
    let mut recall = dense(tensors, &format!("{name}.memory"), SAID)?;
    input.bias.iter_mut().zip(&mut recall.bias).for_each(|(sum, bias)| *sum += std::mem::take(bias));
    Ok(Memory { input, recall })
}

fn dense(tensors: &Tensors<'_>, name: &str, flow: Flow) -> Result<Dense, LearnError> {
    let (whole, inputs) = tensors.rows(&format!("{name}.whole"))?;
    let [scale, bias] = ["scale", "bias"].map(|part| tensors.numbers(&format!("{name}.{part}")));
    let (scale, mut bias, outputs) = (scale?, bias?, whole.len() / inputs);
    if [scale.len(), bias.len()] != [outputs; 2] {
        return Err(missing(name).into());
    }
    let mut weights = Vec::with_capacity(outputs * inputs);
    for (row, (scale, bias)) in whole.chunks_exact(inputs).zip(scale.iter().zip(&mut bias)) {
        let whole = row.iter().map(|&whole| f32::from(whole));
        *bias += flow.nothing * whole.clone().sum::<f32>() * scale;
        weights.extend(whole.map(|whole| whole * scale / flow.step));
    }
    Ok(Dense { weights, bias })
}

/// The file of a model; `steps` are those of what flows into the convolutions after the first, the layer of features and the
/// first memory.
///
/// # Errors
/// Where it cannot be written down; that is ours.
pub(super) fn written(model: &Model, steps: &[f32]) -> Result<Vec<u8>, LearnError> {
    let mut layers: BTreeMap<String, Arrays> = BTreeMap::new();
    let flow = |at: usize| Flow { step: steps[at], nothing: 0.0 };
    for (number, look) in model.looks.iter().enumerate() {
        let shown = if number == 0 { INK } else { flow(number - 1) };
        layers.insert(format!("look.{number}"), rounded(look, shown));
    }
    layers.insert("flat".to_owned(), rounded(&model.flat, flow(steps.len() - 2)));
    for (layer, two) in model.memories.iter().enumerate() {
        let shown = if layer == 0 { flow(steps.len() - 1) } else { SAID };
        for (way, memory) in ["on", "back"].into_iter().zip(two) {
            layers.insert(format!("read.{layer}.{way}.input"), rounded(&memory.input, shown));
            layers.insert(format!("read.{layer}.{way}.memory"), rounded(&memory.recall, SAID));
        }
    }
    layers.insert("letters".to_owned(), rounded(&model.letters, SAID));
    serialized(&layers, steps)
}

fn rounded(layer: &Dense, flow: Flow) -> Arrays {
    let mut arrays = Arrays { whole: Vec::new(), scale: Vec::new(), bias: Vec::new() };
    for (row, bias) in layer.weights.chunks_exact(layer.inputs()).zip(&layer.bias) {
        let scale = (row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs())) / MOST).max(LEAST);
        let whole: Vec<i8> = row.iter().map(|weight| (weight / scale).round() as i8).collect();
        let sum: f32 = whole.iter().map(|&whole| f32::from(whole)).sum();
        arrays.bias.push(bias - flow.nothing * sum * scale * flow.step);
        arrays.scale.push(scale * flow.step);
        arrays.whole.extend(whole);
    }
    arrays
}

fn serialized(layers: &BTreeMap<String, Arrays>, steps: &[f32]) -> Result<Vec<u8>, LearnError> {
    let bytes =
        |numbers: &[f32]| -> Vec<u8> { numbers.iter().flat_map(|number| number.to_le_bytes()).collect() };
    let mut held: Vec<(String, Dtype, Vec<usize>, Vec<u8>)> = Vec::new();
    for (name, Arrays { whole, scale, bias }) in layers {
        let shape = vec![scale.len(), whole.len() / scale.len()];
        held.push((
            format!("{name}.whole"),
            Dtype::I8,
            shape,
            whole.iter().map(|whole| whole.cast_unsigned()).collect(),
        ));
        held.push((format!("{name}.scale"), Dtype::F32, vec![scale.len()], bytes(scale)));
        held.push((format!("{name}.bias"), Dtype::F32, vec![bias.len()], bytes(bias)));
    }
    held.push(("steps".to_owned(), Dtype::F32, vec![steps.len()], bytes(steps)));
    let fault = |error: safetensors::SafeTensorError| LineModelError::Run(error.to_string());
    let views = held.iter().map(|(name, kind, shape, data)| {
        Ok((name, TensorView::new(*kind, shape.clone(), data).map_err(fault)?))
    });
    let views = views.collect::<Result<Vec<_>, LineModelError>>()?;
    Ok(safetensors::serialize(views, None).map_err(fault)?)
}
