//! What pens, paper, rulings, neighbours and cameras do to a line: drawn anew every time a line is shown while learning. Not for
//! lines that are judged by.
//!
//! `scripts/train/spoil.py` does the same for models trained there; here less, as a register's lines are alike.

use rand::Rng;

use super::{HEIGHT, Ink};

/// Scales of width, from and to: hands squeeze and spread.
const STRETCH: (f32, f32) = (0.85, 1.18);
/// Pixels that turning moves the ends of a line by, at most.
const TURNED: f32 = 4.0;
/// Paper left and right of a line, pixels.
const BEFORE: f32 = 4.0;
const AFTER: usize = 10;

/// Coarse points of a field of noise: a row for each of `rows`, one point every so many pixels.
struct Field {
    rows: usize,
    columns: usize,
    values: Vec<f32>,
}

impl Field {
    fn of(rows: usize, columns: usize, random: &mut impl Rng) -> Self {
        Self { rows, columns, values: (0..rows * columns).map(|_| normal(random)).collect() }
    }

    /// At shares of the height and the width.
    fn at(&self, down: f32, along: f32) -> f32 {
        let (y, x) = (down * (self.rows - 1) as f32, along * (self.columns - 1) as f32);
        let (top, left) = ((y as usize).min(self.rows - 2), (x as usize).min(self.columns - 2));
        let (low, right) = (y - top as f32, x - left as f32);
        let value = |row: usize, column: usize| self.values[row * self.columns + column];
        let above = value(top, left) * (1.0 - right) + value(top, left + 1) * right;
        let below = value(top + 1, left) * (1.0 - right) + value(top + 1, left + 1) * right;
        above * (1.0 - low) + below * low
    }
}

/// The line as it is shown once, `neighbour` being one that may reach into it.
pub(super) fn spoiled(line: &Ink, neighbour: &Ink, random: &mut impl Rng) -> Ink {
    let mut ink = placed(line, random);
    reached_into(&mut ink, neighbour, random);
    ruled(&mut ink, random);
    photographed(&mut ink, random);
    ink
}

/// A number between two.
fn between(random: &mut impl Rng, low: f32, high: f32) -> f32 {
    low + (high - low) * random.random::<f32>()
}

fn chance(random: &mut impl Rng, share: f32) -> bool {
    random.random::<f32>() < share
}

/// Scaled (a crop that is too tall leaves its letters small), moved, slanted, turned and bent.
fn placed(line: &Ink, random: &mut impl Rng) -> Ink {
    let stretch = between(random, STRETCH.0.ln(), STRETCH.1.ln()).exp();
    let width = (line.width as f32 * stretch) as usize + AFTER;
    let size = if chance(random, 0.5) { between(random, 0.72, 1.0) } else { between(random, 0.94, 1.08) };
    let down = between(random, -1.0, 1.0) * ((1.0 - size).max(0.0) * HEIGHT as f32 / 2.0 + 1.5);
    // A wide line is turned less: its ends have to stay in the picture.
    let most = 0.01_f32.min(2.0 * TURNED / width as f32);
    let (slant, turn) = (normal(random) * 0.1, (normal(random) * 0.004).clamp(-most, most));
    let columns = (width / 24).max(2);
    let (bent_down, bent_along) = (Field::of(4, columns, random), Field::of(4, columns, random));
    let force = between(random, 0.0, 1.1);
    let middle = (HEIGHT - 1) as f32 / 2.0;
    let mut ink = Ink::paper(width);
    for row in 0..HEIGHT {
        let from_middle = row as f32 - middle;
        for column in 0..width {
            let shares = (row as f32 / (HEIGHT - 1) as f32, column as f32 / (width - 1).max(1) as f32);
            let across = column as f32 - width as f32 / 2.0;
            let y = (from_middle - down - turn * across) / size
                + middle
                + bent_down.at(shares.0, shares.1) * force;
            let x = (column as f32 - BEFORE - slant * from_middle) / stretch
                + bent_along.at(shares.0, shares.1) * force;
            ink.values[row * width + column] = line.at(y, x);
        }
    }
    ink
}

/// Feet of the line above and heads of the line below reach in.
fn reached_into(ink: &mut Ink, neighbour: &Ink, random: &mut impl Rng) {
    let up = HEIGHT - 14 + random.random_range(0..10);
    let width = ink.width.min(neighbour.width);
    for above in [true, false] {
        if !chance(random, 0.2) {
            continue;
        }
        for row in 0..HEIGHT {
            let Some(from) =
                (if above { Some(row + up) } else { row.checked_sub(up) }).filter(|&from| from < HEIGHT)
            else {
                continue;
            };
            let there = &neighbour.values[from * neighbour.width..][..width];
            let here = &mut ink.values[row * ink.width..][..width];
            here.iter_mut().zip(there).for_each(|(here, there)| *here = here.max(*there));
        }
    }
}

/// A ruled or dotted line through or under the writing, and the rule of a column at its side.
fn ruled(ink: &mut Ink, random: &mut impl Rng) {
    let (lies, stands) = (chance(random, 0.28), chance(random, 0.14));
    let at = HEIGHT as f32 * if chance(random, 0.7) { between(random, 0.62, 0.95) } else { random.random() };
    let most = 2.0 * TURNED / ink.width as f32;
    let slope = (normal(random) * 0.004).clamp(-most, most);
    let (thick, dark) = (between(random, 0.5, 1.4), between(random, 0.15, 0.9));
    let period = if chance(random, 0.4) { between(random, 3.0, 11.0) } else { 0.0 };
    let edge = if chance(random, 0.8) {
        between(random, 0.0, 6.0)
    } else {
        random.random::<f32>() * ink.width as f32
    };
    for row in 0..HEIGHT {
        for column in 0..ink.width {
            let value = &mut ink.values[row * ink.width + column];
            let drawn = period == 0.0 || (column as f32 / period).fract() < 0.45;
            if lies && drawn {
                *value = value
                    .max((thick - (row as f32 - at - slope * column as f32).abs()).clamp(0.0, 1.0) * dark);
            }
            if stands {
                *value = value.max(
                    (thick - (column as f32 - edge - slope * 8.0 * row as f32).abs()).clamp(0.0, 1.0) * dark,
                );
            }
        }
    }
}

/// Uneven light, weak or strong ink, blur and grain.
fn photographed(ink: &mut Ink, random: &mut impl Rng) {
    let strength = between(random, 0.6, 1.1);
    ink.values.iter_mut().for_each(|value| *value *= strength);
    if chance(random, 0.35) {
        blurred(ink, between(random, 0.4, 1.2));
    }
    let light = Field::of(3, (ink.width / 48).max(2), random);
    let (uneven, curve, grain) =
        (between(random, 0.0, 0.08), between(random, 0.75, 1.4), between(random, 0.0, 0.1));
    let width = ink.width;
    for (at, value) in ink.values.iter_mut().enumerate() {
        let (down, along) =
            ((at / width) as f32 / (HEIGHT - 1) as f32, (at % width) as f32 / (width - 1).max(1) as f32);
        let lit = (*value + light.at(down, along) * uneven).clamp(0.0, 1.2).powf(curve);
        *value = (lit + normal(random) * grain).clamp(-0.2, 1.2);
    }
}

/// A bell of `sigma` pixels over every pixel.
fn blurred(ink: &mut Ink, sigma: f32) {
    let reach = (2.0 * sigma).ceil().max(1.0) as isize;
    let bell: Vec<f32> =
        (-reach..=reach).map(|at| (-(at * at) as f32 / (2.0 * sigma * sigma)).exp()).collect();
    let whole: f32 = bell.iter().sum();
    for (lengths, step) in [((ink.width, HEIGHT), 1), ((HEIGHT, ink.width), ink.width)] {
        let from = ink.values.clone();
        let other = if step == 1 { ink.width } else { 1 };
        for line in 0..lengths.1 {
            for at in 0..lengths.0 as isize {
                let near = bell
                    .iter()
                    .zip(at - reach..)
                    .filter(|(_, there)| (0..lengths.0 as isize).contains(there));
                let sum: f32 =
                    near.map(|(share, there)| share * from[line * other + there as usize * step]).sum();
                ink.values[line * other + at as usize * step] = sum / whole;
            }
        }
    }
}

/// A number of nearly the normal distribution: the sum of three even ones, brought to a deviation of one.
fn normal(random: &mut impl Rng) -> f32 {
    2.0 * ((0..3).map(|_| random.random::<f32>()).sum::<f32>() - 1.5)
}
