//! What of a page's look is its own: the look without the printed form, which the pages most like it share.
//! Not for comparing pages: see `doubled`.

use super::{COLUMNS, ROWS};

/// Pages whose common part is taken for the form.
const NEIGHBOURS: usize = 11;
/// Fewer neighbours than this show no form.
const LEAST_NEIGHBOURS: usize = 3;
/// Likeness from which a page may share a form.
const SAME_FORM: f32 = 0.4;
/// Farthest the page is moved over the form, cells, across and down.
const FARTHEST: (i32, i32) = (1, 2);

/// Steps a page is moved by, a cell's part.
const STEPS: i32 = 2;

/// The looks of pages, `COLUMNS` by `ROWS` cells each.
pub(super) type Cells = Vec<f32>;

/// Every page's look without its form: what was entered, nought where nothing was.
pub(super) fn of(pages: &[Cells]) -> Vec<Cells> {
    let lengths: Vec<f32> = pages.iter().map(|p| length(p)).collect();
    let unit: Vec<Cells> =
        pages.iter().zip(&lengths).map(|(p, l)| scaled(p, 1.0 / l.max(f32::EPSILON))).collect();
    (0..pages.len())
        .map(|at| {
            let form = form(at, pages, &unit);
            without(&pages[at], &form)
        })
        .collect()
}

pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

pub(super) fn length(cells: &[f32]) -> f32 {
    dot(cells, cells).sqrt()
}

pub(super) fn scaled(cells: &[f32], by: f32) -> Cells {
    cells.iter().map(|c| c * by).collect()
}

/// The look moved by half cells: what comes in from outside is empty.
pub(super) fn moved(cells: &[f32], across: i32, down: i32) -> Cells {
    let mut out = vec![0.0; cells.len()];
    for (dy, down_share) in halves(down) {
        for (dx, share) in halves(across) {
            add(&mut out, cells, dx, dy, share * down_share);
        }
    }
    out
}

/// Whole steps nearest to a number of half ones, with their shares.
fn halves(steps: i32) -> [(i32, f32); 2] {
    let whole = steps.div_euclid(STEPS);
    let part = steps.rem_euclid(STEPS) as f32 / STEPS as f32;
    [(whole, 1.0 - part), (whole + 1, part)]
}

fn add(out: &mut [f32], cells: &[f32], dx: i32, dy: i32, share: f32) {
    if share == 0.0 {
        return;
    }
    let (columns, rows) = (COLUMNS as i32, ROWS as i32);
    let (from, to) = (dx.clamp(0, columns), (columns + dx).clamp(0, columns));
    for y in dy.max(0)..(rows + dy).min(rows) {
        let target = (y * columns + from) as usize..(y * columns + to) as usize;
        let source = ((y - dy) * columns + from - dx) as usize;
        for (o, c) in out[target].iter_mut().zip(&cells[source..]) {
            *o += c * share;
        }
    }
}

/// What the pages most like this one have in common.
fn form(at: usize, pages: &[Cells], unit: &[Cells]) -> Cells {
    let mut alike: Vec<(f32, usize)> = (0..pages.len())
        .filter(|&other| other != at)
        .map(|other| (dot(&unit[at], &unit[other]), other))
        .filter(|(likeness, _)| *likeness >= SAME_FORM)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    alike.truncate(NEIGHBOURS);
    if alike.len() < LEAST_NEIGHBOURS {
        return vec![0.0; COLUMNS * ROWS];
    }
    let mut values = vec![0.0; alike.len()];
    (0..COLUMNS * ROWS)
        .map(|cell| {
            values.clear();
            values.extend(alike.iter().map(|&(_, page)| pages[page][cell]));
            let nth = values.len() / 2;
            *values.select_nth_unstable_by(nth, f32::total_cmp).1
        })
        .collect()
}

/// What stands on the page beyond its form, the page laid over the form as it fits best.
fn without(page: &[f32], form: &[f32]) -> Cells {
    let size = dot(form, form);
    if size == 0.0 {
        return page.to_vec();
    }
    let mut best = (f32::MIN, (0, 0));
    for down in -FARTHEST.1 * STEPS..=FARTHEST.1 * STEPS {
        for across in -FARTHEST.0 * STEPS..=FARTHEST.0 * STEPS {
            let fit = dot(&moved(page, across, down), form);
            if fit > best.0 {
                best = (fit, (across, down));
            }
        }
    }
    let page = moved(page, best.1.0, best.1.1);
    let strength = dot(&page, form) / size;
    page.iter().zip(form).map(|(p, f)| (p - f * strength).max(0.0)).collect()
}
