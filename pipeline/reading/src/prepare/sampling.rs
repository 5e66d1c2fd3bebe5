//! Rows of pixels cut from a picture along any straight line, by bilinear interpolation. Not for where the line
//! runs, and not for making pictures much smaller: that would leave pixels out.

use std::ops::Range;

/// Steps of the fixed point that places are counted in.
const FINE: i64 = 1 << 16;
/// Pixels cut at once from two rows of the picture, at least: for fewer, finding out how many takes longer.
const LEAST_RUN: usize = 12;

/// Samples of a picture, `N` a pixel.
pub(super) struct Samples<'p, const N: usize> {
    all: &'p [u8],
    width: usize,
    height: usize,
}

/// A place in a picture and the step to the next, in 1/[`FINE`] pixels.
#[derive(Clone, Copy)]
struct Course {
    x: i64,
    y: i64,
    dx: i64,
    dy: i64,
}

impl Course {
    fn after(self, pixels: usize) -> Self {
        let by = pixels as i64;
        Self { x: self.x + by * self.dx, y: self.y + by * self.dy, ..self }
    }

    /// How many pixels on, at most `most`, every step is one whole column to the right in one row?
    fn level(self, most: usize) -> usize {
        let within = |at: i64, step: i64| {
            let part = at & (FINE - 1);
            match step {
                0 => most,
                1.. => ((FINE - 1 - part) / step) as usize + 1,
                _ => (part / -step) as usize + 1,
            }
        };
        within(self.x, self.dx - FINE).min(within(self.y, self.dy)).min(most)
    }
}

impl<'p, const N: usize> Samples<'p, N> {
    pub(super) fn of(all: &'p [u8], width: u32, height: u32) -> Self {
        Self { all, width: width as usize, height: height as usize }
    }

    /// Fills `row` with what lies at `start`, pixels, and every `step` on; what lies outside is left as it is.
    pub(super) fn cut_row(&self, start: (f64, f64), step: (f64, f64), row: &mut [u8]) {
        if step == (1.0, 0.0) && start.0.fract() == 0.0 && start.1.fract() == 0.0 {
            return self.copy_row(start.0 as i64, start.1 as i64, row);
        }
        let fixed = |v: f64| (v * FINE as f64).round() as i64;
        let at = Course { x: fixed(start.0), y: fixed(start.1), dx: fixed(step.0), dy: fixed(step.1) };
        let inside = self.inside(at, row.len() / N);
        let (row, after) = row.split_at_mut(inside.end * N);
        let (before, row) = row.split_at_mut(inside.start * N);
        self.cut_border(at, before);
        self.cut_inside(at.after(inside.start), row);
        self.cut_border(at.after(inside.end), after);
    }

    fn copy_row(&self, x: i64, y: i64, row: &mut [u8]) {
        let (width, height) = (self.width as i64, self.height as i64);
        let to = (x + (row.len() / N) as i64).clamp(0, width);
        let columns = x.clamp(0, width) as usize..to as usize;
        if (0..height).contains(&y) && !columns.is_empty() {
            let at = (columns.start as i64 - x) as usize * N;
            row[at..at + columns.len() * N].copy_from_slice(self.part(y as usize, columns));
        }
    }

    fn part(&self, y: usize, columns: Range<usize>) -> &[u8] {
        &self.all[(y * self.width + columns.start) * N..(y * self.width + columns.end) * N]
    }

    /// Which of so many steps lie with all four neighbours in the picture: they follow each other.
    fn inside(&self, at: Course, count: usize) -> Range<usize> {
        let most = count as i64;
        let within = |from: i64, step: i64, side: usize| {
            let last = ((side as i64 - 1) << 16) - 1;
            // Steps until the place is at least 0, and steps until it is above `last`.
            match step {
                0 if (0..=last).contains(&from) => (0, most),
                0 => (0, 0),
                1.. => (-(from.div_euclid(step)), (last - from).div_euclid(step) + 1),
                _ => (-((last - from).div_euclid(-step)), from.div_euclid(-step) + 1),
            }
        };
        let (x, y) = (within(at.x, at.dx, self.width), within(at.y, at.dy, self.height));
        let from = x.0.max(y.0).clamp(0, most);
        from as usize..x.1.min(y.1).clamp(from, most) as usize
    }

    fn cut_inside(&self, mut at: Course, row: &mut [u8]) {
        if (at.dx - FINE).abs() > FINE / LEAST_RUN as i64 || at.dy.abs() > FINE / LEAST_RUN as i64 {
            return self.cut_pixels(at, row);
        }
        let mut rest = row;
        while !rest.is_empty() {
            let count = at.level(rest.len() / N);
            let (now, later) = rest.split_at_mut(count * N);
            self.cut_level(at, now);
            (at, rest) = (at.after(count), later);
        }
    }

    /// Any steps, all inside.
    fn cut_pixels(&self, mut at: Course, row: &mut [u8]) {
        for out in row.chunks_exact_mut(N) {
            let place = ((at.y >> 16) as usize * self.width + (at.x >> 16) as usize) * N;
            let above = &self.all[place..place + 2 * N];
            let below = &self.all[place + self.width * N..place + self.width * N + 2 * N];
            let (x, y) = ((at.x & (FINE - 1)) as i32, (at.y & (FINE - 1)) as i32);
            for i in 0..N {
                out[i] = blend([above[i], above[N + i], below[i], below[N + i]], x, y);
            }
            at = at.after(1);
        }
    }

    /// Level steps, all inside: the same two rows for all of them, and a loop that becomes vector code.
    fn cut_level(&self, at: Course, row: &mut [u8]) {
        let (left, top) = ((at.x >> 16) as usize, (at.y >> 16) as usize);
        let columns = left..left + row.len() / N + 1;
        let (above, below) = (self.part(top, columns.clone()), self.part(top + 1, columns));
        let (mut x, mut y) = ((at.x & (FINE - 1)) as i32, (at.y & (FINE - 1)) as i32);
        let (dx, dy) = ((at.dx - FINE) as i32, at.dy as i32);
        let corners = above.chunks_exact(N).zip(above[N..].chunks_exact(N));
        let corners = corners.zip(below.chunks_exact(N).zip(below[N..].chunks_exact(N)));
        for (out, ((a, b), (c, d))) in row.chunks_exact_mut(N).zip(corners) {
            for i in 0..N {
                out[i] = blend([a[i], b[i], c[i], d[i]], x, y);
            }
            (x, y) = (x + dx, y + dy);
        }
    }

    /// Pixels wherever they lie; at the border the picture goes on for half a pixel.
    fn cut_border(&self, mut at: Course, row: &mut [u8]) {
        for out in row.chunks_exact_mut(N) {
            self.cut_pixel(at, out);
            at = at.after(1);
        }
    }

    fn cut_pixel(&self, at: Course, out: &mut [u8]) {
        let (left, top) = (at.x >> 16, at.y >> 16);
        let (width, height) = (self.width as i64, self.height as i64);
        if left < -1 || top < -1 || left >= width || top >= height {
            return;
        }
        let column = |x: i64| x.clamp(0, width - 1) as usize;
        let row = |y: i64| y.clamp(0, height - 1) as usize;
        let pixel = |x: i64, y: i64| {
            let at = (row(y) * self.width + column(x)) * N;
            &self.all[at..at + N]
        };
        let (a, b) = (pixel(left, top), pixel(left + 1, top));
        let (c, d) = (pixel(left, top + 1), pixel(left + 1, top + 1));
        let (x, y) = ((at.x & (FINE - 1)) as i32, (at.y & (FINE - 1)) as i32);
        for (i, out) in out.iter_mut().enumerate() {
            *out = blend([a[i], b[i], c[i], d[i]], x, y);
        }
    }
}

/// The value between two above and two below, `x` and `y` 65,536ths from the first, by products of 16 bits: 7 bits of
/// the place across and 14 of the place down.
#[inline(always)]
fn blend([a, b, c, d]: [u8; 4], x: i32, y: i32) -> u8 {
    let (across, down) = ((x >> 9) as i16, (y >> 2) as i16);
    let between = |a: u8, b: u8| (i16::from(a) << 7) + (i16::from(b) - i16::from(a)) * across;
    let (above, below) = (between(a, b), between(c, d));
    let step = ((i32::from(below - above) * i32::from(down)) >> 16) as i16;
    (((above >> 2) + step + 16) >> 5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a plain computation gives for the place.
    fn exact(all: &[u8], width: usize, (x, y): (f64, f64)) -> f64 {
        let (left, top) = (x.floor(), y.floor());
        let at = |dx: usize, dy: usize| f64::from(all[(top as usize + dy) * width + left as usize + dx]);
        let (fx, fy) = (x - left, y - top);
        (at(0, 0) * (1.0 - fx) + at(1, 0) * fx) * (1.0 - fy) + (at(0, 1) * (1.0 - fx) + at(1, 1) * fx) * fy
    }

    fn check(start: (f64, f64), step: (f64, f64)) {
        let (width, height) = (200, 60);
        let all: Vec<u8> = (0..width * height).map(|i| (i * i % 251) as u8).collect();
        let mut row = vec![0; 100];
        Samples::<1>::of(&all, width as u32, height as u32).cut_row(start, step, &mut row);
        for (i, &found) in row.iter().enumerate() {
            let i = i as f64;
            let expected = exact(&all, width, (start.0 + step.0 * i, start.1 + step.1 * i));
            assert!((f64::from(found) - expected).abs() < 2.5, "{found} is not {expected} at {i}");
        }
    }

    #[test]
    fn a_row_that_leans_a_little_lies_between_its_neighbours() {
        check((10.3, 20.7), (0.9998, 0.0175));
        check((10.3, 20.7), (0.9998, -0.0175));
    }

    #[test]
    fn a_row_of_longer_or_shorter_steps_does_too() {
        check((3.2, 5.5), (1.7, 0.3));
        check((3.2, 5.5), (0.6, 0.01));
    }

    #[test]
    fn colours_are_cut_as_greys_are() {
        let gray: Vec<u8> = (0..40 * 20).map(|i| (i * 7 % 251) as u8).collect();
        let colour: Vec<u8> = gray.iter().flat_map(|&v| [v, v, v]).collect();
        let (mut one, mut three) = (vec![9; 30], vec![9; 90]);
        Samples::<1>::of(&gray, 40, 20).cut_row((-3.4, 5.2), (0.999, 0.05), &mut one);
        Samples::<3>::of(&colour, 40, 20).cut_row((-3.4, 5.2), (0.999, 0.05), &mut three);
        assert!(three.chunks_exact(3).zip(&one).all(|(three, &one)| three.iter().all(|&v| v == one)));
    }

    #[test]
    fn a_row_may_run_down_the_picture_or_backwards() {
        check((150.4, 20.2), (-0.9998, 0.0175));
        let all: Vec<u8> = (0..=255).collect();
        let mut row = vec![0; 10];
        // Down the second of sixteen columns, and up it again.
        Samples::<1>::of(&all, 16, 16).cut_row((1.0, 2.0), (0.0, 1.0), &mut row);
        assert_eq!(row, [33, 49, 65, 81, 97, 113, 129, 145, 161, 177]);
        Samples::<1>::of(&all, 16, 16).cut_row((1.0, 11.0), (0.0, -1.0), &mut row);
        assert_eq!(row, [177, 161, 145, 129, 113, 97, 81, 65, 49, 33]);
    }

    #[test]
    fn a_picture_one_pixel_wide_is_cut_at_its_border() {
        let mut row = vec![7; 3];
        Samples::<1>::of(&[10, 20, 30], 1, 3).cut_row((0.0, 0.0), (0.0, 1.0), &mut row);
        assert_eq!(row, [10, 20, 30]);
    }

    #[test]
    fn what_lies_outside_is_left_as_it_is() {
        let mut row = vec![7; 6];
        Samples::<1>::of(&[1, 2, 3, 4], 2, 2).cut_row((-3.0, 0.0), (1.0, 0.0), &mut row);
        assert_eq!(row, [7, 7, 7, 1, 2, 7]);
    }
}
