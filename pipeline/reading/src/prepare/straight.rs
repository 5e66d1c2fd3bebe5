//! Cutting a straight page out of its scan: the placement, and pixels by bilinear interpolation. Not for
//! finding out where the page lies.

use image::{GrayImage, ImageBuffer, Luma, Pixel, Rgb, RgbImage};
use register::geometry::{Placement, Point};

use super::{
    bend::{CELL, Cells},
    sampling::Samples,
    shrink,
};

/// Grey of what lies outside the scan: paper, so that no edge appears that is none.
const OUTSIDE: u8 = 255;

/// The placement that stands `outline` upright when its content is turned by `degrees` clockwise: the
/// smallest straight box around the outline.
pub(super) fn place(outline: &[Point], degrees: f64) -> Placement {
    let (across, down) = axes(degrees);
    let along = |axis: Point| outline.iter().map(move |p| p.x * axis.x + p.y * axis.y);
    let (left, right) = extent(along(across));
    let (top, bottom) = extent(along(down));
    let origin = Point::new(left * across.x + top * down.x, left * across.y + top * down.y);
    let side = |length: f64| (length.round() as u32).max(1);
    let affine = [across.x, down.x, origin.x, across.y, down.y, origin.y];
    Placement::flat(side(right - left), side(bottom - top), affine)
}

/// Directions, on the scan, of the page's rows and columns. Quarter turns are exact.
fn axes(degrees: f64) -> (Point, Point) {
    let (sin, cos) = match degrees {
        0.0 => (0.0, 1.0),
        90.0 => (1.0, 0.0),
        180.0 => (0.0, -1.0),
        270.0 => (-1.0, 0.0),
        other => other.to_radians().sin_cos(),
    };
    (Point::new(cos, sin), Point::new(-sin, cos))
}

fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
}

/// The straight page that `placement` cuts from the scan, by bilinear interpolation; what lies outside the
/// scan becomes white.
pub fn straighten(gray: &GrayImage, placement: &Placement) -> GrayImage {
    warp::<Luma<u8>, 1>(gray, placement)
}

/// As [`straighten`], in colour.
pub(super) fn straighten_colour(colour: &RgbImage, placement: &Placement) -> RgbImage {
    warp::<Rgb<u8>, 3>(colour, placement)
}

/// A look at the page with its longer side at `side` pixels or up to twice that.
pub(super) fn straighten_small(gray: &GrayImage, placement: &Placement, side: u32) -> GrayImage {
    let factor = shrink::factor_to(placement.width, placement.height, side);
    straighten(&shrink::gray(gray, factor), &scaled(placement, factor))
}

/// The same page cut from a scan shrunk by `factor`.
pub(super) fn scaled(placement: &Placement, factor: u32) -> Placement {
    let (width, height) = ((placement.width / factor).max(1), (placement.height / factor).max(1));
    let [a, b, c, d, e, f] = placement.affine;
    let by = f64::from(factor);
    let bend = placement.bend.map(|bend| bend.scaled(1.0 / by));
    Placement { width, height, affine: [a, b, c / by, d, e, f / by], bend }
}

fn warp<P, const N: usize>(source: &ImageBuffer<P, Vec<u8>>, placement: &Placement) -> ImageBuffer<P, Vec<u8>>
where
    P: Pixel<Subpixel = u8>,
{
    let row = placement.width as usize * N;
    let mut out = vec![OUTSIDE; row * placement.height as usize];
    let source = Samples::<N>::of(source.as_raw(), source.width(), source.height());
    let [a, b, c, d, e, f] = placement.affine;
    let cells = placement.bend.map(|bend| Cells::of(&bend, (placement.width, placement.height)));
    for (y, row) in out.chunks_exact_mut(row).enumerate() {
        // Pixel centres lie at halves.
        let y = y as f64 + 0.5;
        let start = (a * 0.5 + b * y + c - 0.5, d * 0.5 + e * y + f - 0.5);
        let Some(cells) = &cells else {
            source.cut_row(start, (a, d), row);
            continue;
        };
        for (part, (x, low, fall)) in row.chunks_mut(CELL * N).zip(cells.along(y)) {
            let start = (start.0 + a * x + b * low, start.1 + d * x + e * low);
            source.cut_row(start, (a + b * fall, d + e * fall), part);
        }
    }
    ImageBuffer::from_raw(placement.width, placement.height, out).expect("as many samples as the page has")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> GrayImage {
        GrayImage::from_fn(40, 30, |x, y| Luma([(x * 5 + y) as u8]))
    }

    fn corners(width: f64, height: f64) -> Vec<Point> {
        register::geometry::Rect::new(0.0, 0.0, width, height).corners()
    }

    #[test]
    fn an_untouched_page_is_the_scan_itself() {
        let placement = place(&corners(40.0, 30.0), 0.0);
        assert_eq!(placement, Placement::whole(40, 30));
        assert_eq!(straighten(&picture(), &placement), picture());
    }

    #[test]
    fn a_quarter_turn_is_taken_out_without_loss() {
        let turned = image::imageops::rotate90(&picture());
        assert_eq!(straighten(&turned, &place(&corners(30.0, 40.0), 90.0)), picture());
        let turned = image::imageops::rotate180(&picture());
        assert_eq!(straighten(&turned, &place(&corners(40.0, 30.0), 180.0)), picture());
        let turned = image::imageops::rotate270(&picture());
        assert_eq!(straighten(&turned, &place(&corners(30.0, 40.0), 270.0)), picture());
    }

    #[test]
    fn a_leaning_page_keeps_every_corner() {
        let outline = corners(400.0, 300.0);
        let placement = place(&outline, 3.0);
        for corner in outline {
            let on_page = placement.to_page(corner);
            assert!(on_page.x > -1.0 && on_page.x < f64::from(placement.width) + 1.0, "{on_page:?}");
            assert!(on_page.y > -1.0 && on_page.y < f64::from(placement.height) + 1.0, "{on_page:?}");
        }
    }

    /// Leaning by 3 degrees, and curled towards its right edge.
    fn bent() -> Placement {
        use register::bend::{ACROSS, Bend, DOWN};
        let (sin, cos) = 3f64.to_radians().sin_cos();
        let mut bend = Bend { down: [[0.0; ACROSS]; DOWN], before: 4.0, after: 0.5 };
        for (r, row) in bend.down.iter_mut().enumerate() {
            row.iter_mut().enumerate().for_each(|(c, h)| *h = (c as f64).powi(2) * (0.2 + 0.03 * r as f64));
        }
        let flat = Placement::flat(389, 280, [cos, -sin, 9.0, sin, cos, 1.0]);
        Placement { bend: Some(bend), ..flat }
    }

    #[test]
    fn what_a_bent_page_shows_lies_where_its_placement_says() {
        let dots: Vec<(u32, u32)> =
            (40..370).step_by(30).flat_map(|x| (50..240).step_by(30).map(move |y| (x, y))).collect();
        let dark = |x: u32, y: u32| dots.iter().any(|d| x.abs_diff(d.0) <= 2 && y.abs_diff(d.1) <= 2);
        let scan = GrayImage::from_fn(420, 320, |x, y| Luma([if dark(x, y) { 0 } else { 255 }]));
        let page = straighten(&scan, &bent());
        for (x, y) in dots {
            let expected = bent().to_page(Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5));
            let (mut ink, mut across, mut down) = (0.0, 0.0, 0.0);
            for near in (-6..=6).flat_map(|dy| (-6..=6).map(move |dx| (dx, dy))) {
                let (x, y) = (expected.x as i64 + near.0, expected.y as i64 + near.1);
                let Some(pixel) = page.get_pixel_checked(x as u32, y as u32) else { continue };
                let dark = f64::from(255 - pixel.0[0]);
                (ink, across, down) =
                    (ink + dark, across + dark * (x as f64 + 0.5), down + dark * (y as f64 + 0.5));
            }
            let off = (across / ink - expected.x).hypot(down / ink - expected.y);
            assert!(off < 0.3, "the dot at {x}, {y} is {off} off");
        }
    }

    #[test]
    fn what_lies_outside_the_scan_is_white() {
        let placement = Placement::flat(2, 1, [1.0, 0.0, -5.0, 0.0, 1.0, 0.0]);
        assert_eq!(straighten(&picture(), &placement).into_raw(), [255, 255]);
    }
}
