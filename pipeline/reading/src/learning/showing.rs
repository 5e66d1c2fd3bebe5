//! Which lines are shown together while a hand is learned, and how they lie on one map. Not for what is done with them.

use rand::{Rng as _, seq::SliceRandom as _};
use rand_chacha::ChaCha8Rng;

use super::{Course, HEIGHT, Ink, Lesson, look::Map, spoil::spoiled};
use crate::recognize::line_model::shape::STEP;

/// Columns that are shown together, pixels, on one thread: some dozen lines. Two such batches make a step.
const COLUMNS: usize = 6400;
const BATCHES: usize = 2;
/// Lines of the hand in a pass, at most: of more each pass draws its own, so that neither memory nor minutes grow with a large
/// register.
const MOST: usize = 800;

/// A line with its letters' numbers, 1 and up.
pub(super) struct Spelled<'l> {
    pub(super) ink: &'l Ink,
    pub(super) text: Vec<u16>,
}

/// Lines shown together, of one width.
pub(super) struct Batch {
    pub(super) inks: Vec<Ink>,
    pub(super) texts: Vec<Vec<u16>>,
}

/// Lines whose letters the model all knows and whose ink has room for them: a step for every letter and a blank between two alike.
pub(super) fn spelled<'l>(lessons: &'l [Lesson], alphabet: &[char]) -> Vec<Spelled<'l>> {
    let number = |letter: char| alphabet.iter().position(|&known| known == letter).map(|at| at as u16 + 1);
    let spelled = |lesson: &'l Lesson| {
        let text: Option<Vec<u16>> = lesson.text.chars().map(number).collect();
        let text = text.filter(|text| !text.is_empty())?;
        let needed = text.len() + text.windows(2).filter(|two| two[0] == two[1]).count();
        (needed * STEP <= lesson.ink.width).then_some(Spelled { ink: &lesson.ink, text })
    };
    lessons.iter().filter_map(spelled).collect()
}

/// A pass: the lines of the hand, as many of them as a pass shows, and some of others, spoiled anew; in each step lines of about one
/// width.
pub(super) fn steps(
    own: &[Spelled<'_>],
    others: &[Spelled<'_>],
    course: &Course,
    random: &mut ChaCha8Rng,
) -> Vec<Vec<Batch>> {
    let mut lines: Vec<&Spelled<'_>> = own.iter().collect();
    if lines.len() > MOST {
        lines.shuffle(random);
        lines.truncate(MOST);
    }
    let among = (lines.len() as f32 * course.others).round() as usize;
    let drawn = |random: &mut ChaCha8Rng| others.get(random.random_range(0..others.len().max(1)));
    lines.extend((0..among).filter_map(|_| drawn(random)));
    lines.shuffle(random);
    let mut shown: Vec<(Ink, Vec<u16>)> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let neighbour = lines[(at + 1) % lines.len()];
        shown.push((spoiled(line.ink, neighbour.ink, random), line.text.clone()));
    }
    // About one width, yet not the same lines together in every pass.
    shown.sort_by_cached_key(|(ink, _)| (ink.width as f32 * (0.9 + 0.2 * random.random::<f32>())) as usize);
    let mut steps = two_by_two(batches(shown));
    steps.shuffle(random);
    steps
}

fn batches(lines: Vec<(Ink, Vec<u16>)>) -> Vec<Batch> {
    let mut batches: Vec<Batch> = Vec::new();
    let mut widest = 0;
    for (ink, text) in lines {
        let full = |batch: &Batch| (batch.inks.len() + 1) * widest.max(ink.width) > COLUMNS;
        match batches.last_mut().filter(|batch| !full(batch)) {
            Some(batch) => {
                widest = widest.max(ink.width);
                batch.inks.push(ink);
                batch.texts.push(text);
            }
            None => {
                widest = ink.width;
                batches.push(Batch { inks: vec![ink], texts: vec![text] });
            }
        }
    }
    batches
}

fn two_by_two(batches: Vec<Batch>) -> Vec<Vec<Batch>> {
    let mut steps: Vec<Vec<Batch>> = Vec::new();
    for batch in batches {
        match steps.last_mut().filter(|step| step.len() < BATCHES) {
            Some(step) => step.push(batch),
            None => steps.push(vec![batch]),
        }
    }
    steps
}

/// Lines on one map, as wide as the widest with so many pixels of paper `after` it.
pub(super) fn map(inks: &[&Ink], after: usize) -> Map {
    let widest = inks.iter().map(|ink| ink.width).max().unwrap_or(1);
    let width = (widest + after).next_multiple_of(STEP);
    let mut values = vec![0.0; inks.len() * HEIGHT * width];
    for (rows, ink) in values.chunks_exact_mut(HEIGHT * width).zip(inks) {
        for (row, from) in rows.chunks_exact_mut(width).zip(ink.values.chunks_exact(ink.width)) {
            row[..ink.width].copy_from_slice(from);
        }
    }
    Map { lines: inks.len(), height: HEIGHT, width, features: 1, values }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;

    use super::*;

    #[test]
    fn a_batch_holds_lines_of_about_one_width() {
        let lines = [400, 410, 6000, 6500].map(|width| (Ink::paper(width), vec![1]));
        let sizes: Vec<usize> = batches(lines.into()).iter().map(|batch| batch.inks.len()).collect();
        assert_eq!(sizes, [2, 1, 1]);
    }

    fn lessons(count: usize) -> Vec<Lesson> {
        vec![Lesson { ink: Ink::paper(12), text: "аб".to_owned() }; count]
    }

    /// Lines shown in a pass over so many of the hand and of others.
    fn check(own: usize, others: usize, shown: usize) {
        let (own, others) = (lessons(own), lessons(others));
        let [own, others] = [&own, &others].map(|lessons| spelled(lessons, &['а', 'б']));
        let random = &mut ChaCha8Rng::seed_from_u64(3);
        let steps = steps(&own, &others, &Course::default(), random);
        assert_eq!(steps.iter().flatten().map(|batch| batch.inks.len()).sum::<usize>(), shown);
    }

    #[test]
    fn every_line_is_shown_and_as_many_of_others() {
        check(30, 10, 60);
    }

    #[test]
    fn without_others_the_hand_is_shown_alone() {
        check(30, 0, 30);
    }

    #[test]
    fn of_a_large_register_a_pass_shows_a_part() {
        check(2000, 5, 2 * MOST);
    }

    #[test]
    fn a_line_without_room_for_its_letters_is_left_out() {
        let narrow = [Lesson { ink: Ink::paper(8), text: "абаб".to_owned() }];
        assert!(spelled(&narrow, &['а', 'б']).is_empty());
    }
}
