//! Numbers left out at random while learning, so that none is relied on too much (Srivastava and others 2014, "Dropout").
//! Not for reading: there nothing is left out.

use rand::Rng;

/// Which of some numbers are left out; the rest are made larger by as much.
pub(super) struct Spared(Vec<f32>);

impl Spared {
    /// Leaves out `share` of `count` numbers.
    pub(super) fn of(count: usize, share: f32, random: &mut impl Rng) -> Self {
        let more = 1.0 / (1.0 - share);
        Self((0..count).map(|_| if random.random::<f32>() < share { 0.0 } else { more }).collect())
    }

    /// Leaves them out, of numbers or of their errors.
    pub(super) fn apply(&self, numbers: &mut [f32]) {
        numbers.iter_mut().zip(&self.0).for_each(|(number, factor)| *number *= factor);
    }
}
