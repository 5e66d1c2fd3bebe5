//! A smooth field of heights fitted to traced lines: each line is level on the straight page, at a height of its own.
//! Not for deciding whether the field is to be used.
//!
//! Penalised splines (P. Eilers, B. Marx, Statistical Science 11, 1996) by least squares, with the biweight of
//! J. Tukey against pieces that were joined to a wrong line.

use register::bend::{ACROSS, Basis, DOWN, basis};

use crate::middle::median;

/// A line: where its pieces lie.
pub(super) type Course = Vec<(f64, f64)>;
/// Control heights of a bend.
pub(super) type Controls = [[f64; ACROSS]; DOWN];

const COUNT: usize = ACROSS * DOWN;
/// How much a bending of the field counts, across and down the page, against one piece off by as much, per piece
/// that a control height is told by.
const STIFF_ACROSS: f64 = 0.01;
const STIFF_DOWN: f64 = 0.1;
/// The same of its changing down the page, and of its being there at all: where nothing is written it fades.
const EVEN_DOWN: f64 = 0.005;
const ABSENT: f64 = 0.0002;
/// Rounds of weighing.
const ROUNDS: usize = 4;
/// Deviations beyond which a piece does not count (Tukey), and the least deviation, pixels.
const BEYOND: f64 = 4.7;
const LEAST_DEVIATION: f64 = 0.3;

/// The usual height of a line.
pub(super) fn height_of(line: &Course) -> f64 {
    line.iter().map(|p| p.1).sum::<f64>() / line.len().max(1) as f64
}

/// The field of a page of `size` that makes `lines` level.
pub(super) fn fit(lines: &[Course], size: (f64, f64)) -> Option<Controls> {
    let mut rows: Vec<Row> = lines.iter().map(|line| Row::of(line, size)).collect();
    let mut controls = [0.0; COUNT];
    for _ in 0..ROUNDS {
        let mut normal = Normal::stiff(rows.iter().map(|row| row.pieces.len()).sum::<usize>() as f64);
        rows.iter().for_each(|row| normal.add(row));
        controls = normal.solve()?;
        weigh(&mut rows, &controls, size.1);
    }
    let mut down = [[0.0; ACROSS]; DOWN];
    down.as_flattened_mut().copy_from_slice(&controls);
    Some(down)
}

/// A line as the fit sees it.
struct Row {
    height: f64,
    down: Basis,
    pieces: Vec<Seen>,
}

struct Seen {
    across: Basis,
    y: f64,
    weight: f64,
}

impl Row {
    fn of(line: &Course, size: (f64, f64)) -> Self {
        let height = height_of(line);
        let seen = |&(x, y): &(f64, f64)| Seen { across: basis(x / size.0, ACROSS), y, weight: 1.0 };
        Self { height, down: basis(height / size.1, DOWN), pieces: line.iter().map(seen).collect() }
    }

    /// The controls that hold a piece, and how much.
    fn splines(&self, piece: &Seen) -> [(usize, f64); 16] {
        let ((top, rows), (left, columns)) = (&self.down, &piece.across);
        std::array::from_fn(|i| ((top + i / 4) * ACROSS + left + i % 4, rows[i / 4] * columns[i % 4]))
    }

    /// The heights left of the pieces once the field is taken out.
    fn levels(&self, controls: &[f64; COUNT]) -> Vec<f64> {
        let field = |piece| self.splines(piece).iter().map(|(at, part)| controls[*at] * part).sum::<f64>();
        self.pieces.iter().map(|piece| piece.y - field(piece)).collect()
    }
}

/// Weighs the pieces anew by how far off they lie, and puts the lines at their heights.
fn weigh(rows: &mut [Row], controls: &[f64; COUNT], tall: f64) {
    let mut off: Vec<Vec<f64>> = Vec::with_capacity(rows.len());
    for row in rows.iter_mut() {
        let levels = row.levels(controls);
        let total: f64 = row.pieces.iter().map(|piece| piece.weight).sum();
        let sum: f64 = levels.iter().zip(&row.pieces).map(|(level, piece)| level * piece.weight).sum();
        if total > 0.0 {
            row.height = sum / total;
            row.down = basis(row.height / tall, DOWN);
        }
        off.push(levels.iter().map(|level| (level - row.height).abs()).collect());
    }
    // Of a normal spread the median is 0.67 of the deviation.
    let usual = median(off.iter().flatten().copied()).unwrap_or_default();
    let deviation = (usual / 0.67).max(LEAST_DEVIATION);
    for (row, off) in rows.iter_mut().zip(off) {
        for (piece, off) in row.pieces.iter_mut().zip(off) {
            piece.weight = (1.0 - (off / (BEYOND * deviation)).powi(2)).max(0.0).powi(2);
        }
    }
}

/// Normal equations.
struct Normal {
    matrix: Vec<f64>,
    right: [f64; COUNT],
}

impl Normal {
    /// Those that hold the field even, for so many pieces.
    fn stiff(pieces: f64) -> Self {
        let mut normal = Self { matrix: vec![0.0; COUNT * COUNT], right: [0.0; COUNT] };
        let share = pieces / COUNT as f64;
        for at in 0..COUNT {
            let (row, column) = (at / ACROSS, at % ACROSS);
            normal.square(&[(at, 1.0)], share * ABSENT);
            if row + 1 < DOWN {
                normal.square(&[(at, 1.0), (at + ACROSS, -1.0)], share * EVEN_DOWN);
            }
            if column + 2 < ACROSS {
                normal.square(&[(at, 1.0), (at + 1, -2.0), (at + 2, 1.0)], share * STIFF_ACROSS);
            }
            if row + 2 < DOWN {
                let bow = [(at, 1.0), (at + ACROSS, -2.0), (at + 2 * ACROSS, 1.0)];
                normal.square(&bow, share * STIFF_DOWN);
            }
        }
        normal
    }

    fn square(&mut self, parts: &[(usize, f64)], weight: f64) {
        for &(i, a) in parts {
            for &(j, b) in parts {
                self.matrix[i * COUNT + j] += weight * a * b;
            }
        }
    }

    /// Adds a line, whose own height falls out by taking everything from its mean.
    fn add(&mut self, row: &Row) {
        let total: f64 = row.pieces.iter().map(|piece| piece.weight).sum();
        if total <= 0.0 {
            return;
        }
        let y = row.pieces.iter().map(|piece| piece.weight * piece.y).sum::<f64>() / total;
        let mut mean = [0.0; COUNT];
        for piece in &row.pieces {
            let splines = row.splines(piece);
            self.square(&splines, piece.weight);
            for (at, part) in splines {
                mean[at] += piece.weight * part / total;
                self.right[at] += piece.weight * part * (piece.y - y);
            }
        }
        let first = row.down.0 * ACROSS;
        let mean: Vec<(usize, f64)> = (first..first + 4 * ACROSS).map(|at| (at, mean[at])).collect();
        self.square(&mean, -total);
    }

    /// By Cholesky's decomposition; none where the equations are not definite.
    fn solve(mut self) -> Option<[f64; COUNT]> {
        let m = &mut self.matrix;
        for i in 0..COUNT {
            for j in 0..=i {
                let done: f64 = (0..j).map(|k| m[i * COUNT + k] * m[j * COUNT + k]).sum();
                let left = m[i * COUNT + j] - done;
                if i == j && left <= 0.0 {
                    return None;
                }
                m[i * COUNT + j] = if i == j { left.sqrt() } else { left / m[j * COUNT + j] };
            }
        }
        let mut x = self.right;
        for i in 0..COUNT {
            let done: f64 = (0..i).map(|k| m[i * COUNT + k] * x[k]).sum();
            x[i] = (x[i] - done) / m[i * COUNT + i];
        }
        for i in (0..COUNT).rev() {
            let done: f64 = (i + 1..COUNT).map(|k| m[k * COUNT + i] * x[k]).sum();
            x[i] = (x[i] - done) / m[i * COUNT + i];
        }
        x.iter().all(|v| v.is_finite()).then_some(x)
    }
}
