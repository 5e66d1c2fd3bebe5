//! The model learns: its gradient is the slope of its loss, its file comes back as it went. Not for hands: those are measured.

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use super::{
    dense::Dense,
    memory::Memory,
    model::{Model, WAYS},
    *,
};

/// Letters of the small model.
const ALPHABET: [char; 3] = ['а', 'б', 'ӯ'];

fn dense(outputs: usize, inputs: usize, random: &mut ChaCha8Rng) -> Dense {
    let mut numbers =
        |count: usize, most: f32| (0..count).map(|_| most * (random.random::<f32>() - 0.4)).collect();
    Dense { weights: numbers(outputs * inputs, 3.0 / (inputs as f32).sqrt()), bias: numbers(outputs, 0.2) }
}

/// A model of the same shape, but few features.
pub(super) fn small() -> Model {
    let random = &mut ChaCha8Rng::seed_from_u64(7);
    let mut features = 1;
    let looks = WAYS.iter().map(|way| {
        let look = dense(6, way.side * way.side * features, random);
        features = 6;
        look
    });
    let looks = looks.collect();
    let mut memory = |shown: usize| {
        let mut recall = dense(24, 6, random);
        recall.bias.fill(0.0);
        Memory { input: dense(24, shown, random), recall }
    };
    let memories = vec![[memory(16), memory(16)], [memory(12), memory(12)]];
    Model { looks, flat: dense(16, 18, random), memories, letters: dense(4, 12, random) }
}

/// Lines of strokes, each letter at its own height.
pub(super) fn lessons() -> Vec<Lesson> {
    let texts = ["аб", "ба", "ӯ", "аӯб", "бӯ", "аа", "ӯаб", "б"];
    texts.iter().map(|text| lesson(text)).collect()
}

fn lesson(text: &str) -> Lesson {
    let width = 4 + 20 * text.chars().count();
    let mut ink = Ink::paper(width);
    for (place, letter) in text.chars().enumerate() {
        let number = ALPHABET.iter().position(|&known| known == letter).unwrap();
        for x in 6 + 20 * place..16 + 20 * place {
            (8 + 12 * number..16 + 12 * number).for_each(|y| ink.values[y * width + x] = 1.0);
        }
    }
    Lesson { ink, text: text.to_owned() }
}

#[test]
fn a_file_is_opened_as_it_was_written() {
    let steps = [0.01; 7];
    let file = whole_numbers::written(&small(), &steps).unwrap();
    let model = whole_numbers::opened(&file).unwrap();
    for (array, before) in model.arrays().zip(small().arrays()) {
        let most = before.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
        assert!(array.iter().zip(before).all(|(now, before)| (now - before).abs() <= 0.01 * most + 1e-5));
    }
}

#[test]
fn a_file_that_is_no_model_is_refused() {
    let lessons = lessons();
    let refused = learn(b"nothing", &ALPHABET, (&lessons, &[]), &Course::default(), &one_by_one, &mut |_| ());
    assert!(matches!(refused, Err(LearnError::Model(_))), "{refused:?}");
}

fn file() -> Vec<u8> {
    whole_numbers::written(&small(), &[0.02; 7]).unwrap()
}

#[test]
fn lines_with_other_letters_teach_nothing() {
    let strange = [Lesson { text: "ж".to_owned(), ..lesson("а") }];
    let refused = learn(&file(), &ALPHABET, (&strange, &[]), &Course::default(), &one_by_one, &mut |_| ());
    assert!(matches!(refused, Err(LearnError::NoLines)), "{refused:?}");
}

fn course(passes: usize) -> Course {
    Course { passes, rate: 1e-2, ..Course::default() }
}

#[test]
fn what_is_shown_often_is_learned() {
    let lessons: Vec<Lesson> = (0..3).flat_map(|_| lessons()).collect();
    let mut losses = Vec::new();
    learn(&file(), &ALPHABET, (&lessons, &[]), &course(60), &one_by_one, &mut |told| losses.push(told.loss))
        .unwrap();
    let (first, last) = (losses[0], losses[losses.len() - 1]);
    assert!(last < 0.6 * first, "{first} {last}");
}

#[test]
fn what_is_learned_does_not_depend_on_who_was_quicker() {
    let lessons = lessons();
    let learned = |together| {
        learn(&file(), &ALPHABET, (&lessons, &lessons), &course(2), together, &mut |_| ()).unwrap().file
    };
    let backwards = |count: usize, job: &(dyn Fn(usize) + Sync)| (0..count).rev().for_each(job);
    assert!(learned(&one_by_one) == learned(&backwards));
}
