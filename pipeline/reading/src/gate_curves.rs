//! The curves of an LSTM's gates, the same to the last bit on every processor. Not for exactness: what follows them has 7
//! bits.
//!
//! A library's curves multiply and add in one step where the processor can and in two where it cannot.

/// e to the power of `x`, to a few millionths: range reduction and polynomial of the Cephes library's `expf` (Moshier, 1992).
#[inline(always)]
fn exp(x: f32) -> f32 {
    /// Added and taken off again, this rounds to whole numbers, which stand in its last bits meanwhile.
    const ROUNDS: f32 = 12_582_912.0;
    /// The logarithm of 2 in two parts, so that the first is exact.
    const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
    const SERIES: [f32; 6] =
        [1.987_569_1e-4, 1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_65, 0.5];
    let x = x.clamp(-80.0, 80.0);
    let held = x * std::f32::consts::LOG2_E + ROUNDS;
    let doublings = held - ROUNDS;
    let rest = x - doublings * LN_2[0] - doublings * LN_2[1];
    let series = SERIES.iter().fold(0.0, |sum, term| sum * rest + term);
    let exponent = held.to_bits().wrapping_sub(ROUNDS.to_bits()).wrapping_add(127) << 23;
    (series * rest * rest + rest + 1.0) * f32::from_bits(exponent)
}

/// From 0 to 1.
#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// From -1 to 1.
#[inline(always)]
pub(crate) fn tanh(x: f32) -> f32 {
    2.0 / (1.0 + exp(-2.0 * x)) - 1.0
}

#[cfg(test)]
mod tests {
    use fearless_simd::{Level, dispatch};

    use super::*;

    fn numbers() -> Vec<f32> {
        (-4000..=4000).map(|thousandths| thousandths as f32 * 0.025).collect()
    }

    #[test]
    fn curves_are_near_what_they_stand_for() {
        for x in numbers() {
            let (wide, e) = (f64::from(x), f64::from(x).exp());
            assert!((f64::from(sigmoid(x)) - e / (1.0 + e)).abs() < 1e-6, "sigmoid of {x}");
            assert!((f64::from(tanh(x)) - wide.tanh()).abs() < 1e-6, "tanh of {x}");
        }
    }

    #[test]
    fn wide_vectors_give_the_same_bits() {
        let (one_by_one, mut wide) = (numbers(), numbers());
        dispatch!(Level::new(), _ => wide.iter_mut().for_each(|x| *x = tanh(sigmoid(*x) * 3.0)));
        for (x, wide) in one_by_one.iter().zip(wide) {
            assert_eq!(tanh(sigmoid(*x) * 3.0).to_bits(), wide.to_bits(), "{x}");
        }
    }

    #[test]
    fn far_out_curves_end() {
        assert_eq!((sigmoid(1e9), sigmoid(-1e9), tanh(-1e9)), (1.0, sigmoid(-80.0), -1.0));
    }
}
