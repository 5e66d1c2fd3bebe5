//! The layers on small arrays made here, and the shipped models. Not for what is read: the tests of `line_model` are.

use safetensors::{
    Dtype,
    tensor::{TensorView, serialize},
};

use super::*;

/// A file of one layer: weights (outputs x inputs), scale and bias of each output.
fn layer<const INPUTS: usize>(weights: &[[i8; INPUTS]], scale: &[f32], bias: &[f32]) -> Vec<u8> {
    let whole: Vec<u8> = weights.iter().flatten().map(|weight| weight.cast_unsigned()).collect();
    let [scale, bias] =
        [scale, bias].map(|numbers| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>());
    let outputs = |bytes: &[u8]| vec![bytes.len() / 4];
    let arrays = [
        ("layer.whole", Dtype::I8, vec![weights.len(), INPUTS], &whole[..]),
        ("layer.scale", Dtype::F32, outputs(&scale), &scale[..]),
        ("layer.bias", Dtype::F32, outputs(&bias), &bias[..]),
    ];
    let view = |(name, kind, shape, bytes)| (name, TensorView::new(kind, shape, bytes).unwrap());
    serialize(arrays.into_iter().map(view), None).unwrap()
}

fn opened(file: &[u8]) -> Result<(Sums, Weights), LineModelError> {
    let sums = Sums::default();
    let tensors = Tensors::of(file)?;
    let inputs = tensors.matrix("layer.whole", |matrix| matrix.size(0))?;
    let weights = Weights::of(&tensors, &sums, "layer", inputs)?;
    Ok((sums, weights))
}

#[test]
fn an_output_is_the_sum_of_its_inputs_times_their_weights() {
    let (sums, weights) = opened(&layer(&[[1, 2, 3], [-4, 0, 5]], &[0.5, 2.0], &[1.0, -3.0])).unwrap();
    assert_eq!(weights.give(&sums, &[10, 20, 30, 1, 0, 0]).unwrap(), [71.0, 217.0, 1.5, -11.0]);
}

#[test]
fn the_largest_products_are_added_exactly() {
    let (sums, weights) = opened(&layer(&[[127; 32], [-127; 32]], &[1.0; 2], &[0.0; 2])).unwrap();
    assert_eq!(weights.sums(&sums, &[127; 32]).unwrap(), [32 * 127 * 127, -32 * 127 * 127]);
}

#[test]
fn whole_outputs_are_rounded_and_end_at_nothing_and_at_seven_bits() {
    let (sums, weights) = opened(&layer(&[[1], [-1], [100]], &[1.0; 3], &[0.3, 0.0, 0.0])).unwrap();
    assert_eq!(weights.in_steps(2.0).give_whole(&sums, &[9]).unwrap(), [5, 0, 127]);
}

#[test]
fn a_number_is_rounded_to_the_nearest() {
    assert_eq!([0.0, 0.4, 0.6, 126.7, 127.0].map(whole::rounded), [0, 0, 1, 127, 127]);
}

#[test]
fn a_layer_whose_arrays_do_not_fit_is_told() {
    let told = opened(&layer(&[[1], [2]], &[1.0], &[1.0, 2.0])).map(|_| ()).unwrap_err().to_string();
    assert!(told.contains("\"layer\""), "{told}");
}

#[test]
fn a_layer_for_other_inputs_is_told() {
    let file = layer(&[[1, 2]], &[1.0], &[0.0]);
    let of = |inputs| Weights::of(&Tensors::of(&file).unwrap(), &Sums::default(), "layer", inputs).is_ok();
    assert_eq!([1, 2, 3].map(of), [false, true, false]);
}

#[test]
fn rows_of_another_length_are_told() {
    let (sums, weights) = opened(&layer(&[[1, 2]], &[1.0], &[0.0])).unwrap();
    assert!(matches!(weights.sums(&sums, &[1, 2, 3]), Err(LineModelError::Run(_))));
}

#[test]
fn a_layer_without_inputs_is_told() {
    assert!(opened(&layer(&[[]; 2], &[1.0; 2], &[0.0; 2])).is_err());
}

#[test]
fn a_file_without_layers_is_told() {
    let file = layer(&[[1]], &[1.0], &[0.0]);
    let told = Network::load(&file).map(|_| ()).unwrap_err().to_string();
    assert!(told.contains("\"steps\""), "{told}");
}

#[test]
fn lines_under_way_are_the_longest_ones() {
    let rows = Rows::of(&[2, 5, 3]);
    assert_eq!((rows.order(), rows.total()), (&[1, 2, 0][..], 10));
    assert_eq!(rows.by_line(), [8..10, 0..5, 5..8]);
}

#[test]
fn no_line_has_no_steps() {
    assert_eq!(Rows::of(&[]).total(), 0);
}

#[test]
fn a_map_of_ink_is_paper_behind_the_line() {
    let picture = image::GrayImage::from_fn(8, 64, |x, _| image::Luma([if x < 2 { 0 } else { 200 }]));
    let ink = InkLine::of(&picture, 1.0);
    let columns = Map::of_ink(&ink, 12).columns();
    assert_eq!(columns.len(), 12 * crate::recognize::line_model::ink::HEIGHT);
    assert!(columns[0] > 100, "ink is {}", columns[0]);
    assert_eq!((columns[6 * 48], columns[11 * 48]), (18, 18));
}

/// Scores of stripes of these widths, all shown together, by the shipped model for Cyrillic.
fn scores(widths: &[u32]) -> Vec<NdTensor<f32, 2>> {
    let bytes = include_bytes!("../../../../../../ocr-models/lines/cyrillic.safetensors");
    let network = Network::load(bytes).unwrap();
    let line = |&width: &u32| {
        let stripes = |x, y| image::Luma([if x % 7 == 3 && y % 5 > 1 { 30 } else { 220 }]);
        InkLine::of(&image::GrayImage::from_fn(width, 64, stripes), 1.0)
    };
    network.scores(&widths.iter().map(line).collect::<Vec<InkLine>>(), 8).unwrap()
}

#[test]
fn there_is_a_score_for_every_four_pixels() {
    let shapes: Vec<[usize; 2]> = scores(&[40, 90]).iter().map(|scores| scores.shape()).collect();
    assert_eq!(shapes, [[12, 236], [25, 236]]);
}

#[test]
fn a_line_has_the_same_scores_alone_and_beside_others() {
    let (alone, beside) = (scores(&[60]), scores(&[200, 60, 31]));
    assert!(alone[0].iter().eq(beside[1].iter()));
}
