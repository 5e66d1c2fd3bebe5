//! Bent pages drawn as the feet of their letters: what is straightened, what is left alone. Not for pixels.

use super::*;
use crate::prepare::skew::Foot;

const SIZE: (u32, u32) = (1400, 1900);

/// Feet of 35 lines of letters, each as much lower at a place as `low` says.
fn page(lines: usize, low: impl Fn(usize, f64, f64) -> f64) -> Vec<Foot> {
    let mut feet = Vec::new();
    for x in (100..1300).filter(|x| x % 10 < 6) {
        for line in 0..lines {
            let y = 150.0 + 46.0 * line as f64;
            feet.push(Foot { x: x as f32, y: (y + low(line, f64::from(x), y)) as f32 });
        }
    }
    feet
}

fn straightened(feet: &[Foot]) -> Placement {
    let flat = Placement::whole(SIZE.0, SIZE.1);
    taken_out(flat, feet, &flat, 1.0)
}

/// The most that feet of one line of the page lie above or below its middle height once straightened.
fn unevenness(placement: &Placement, feet: &[Foot], lines: usize) -> f64 {
    let level = |foot: &Foot| placement.to_page(Point::new(f64::from(foot.x), f64::from(foot.y))).y;
    let one = |line: usize| -> f64 {
        let levels: Vec<f64> = feet.iter().skip(line).step_by(lines).map(level).collect();
        let spread = levels.iter().fold((f64::MAX, f64::MIN), |(a, b), &y| (a.min(y), b.max(y)));
        (spread.1 - spread.0) / 2.0
    };
    (0..lines).map(one).fold(0.0, f64::max)
}

/// Paper that curls down towards the right edge, more so at the foot of the page.
fn curl(x: f64, y: f64) -> f64 {
    24.0 * (x / 1400.0).powi(4) * (0.7 + 0.6 * y / 1900.0)
}

#[test]
fn a_flat_page_is_left_alone() {
    assert_eq!(straightened(&page(35, |_, _, _| 0.0)), Placement::whole(SIZE.0, SIZE.1));
}

#[test]
fn a_page_without_lines_is_left_alone() {
    assert_eq!(straightened(&[]), Placement::whole(SIZE.0, SIZE.1));
}

#[test]
fn too_few_lines_show_no_bend() {
    assert_eq!(straightened(&page(5, |_, x, y| curl(x, y))).bend, None);
}

#[test]
fn a_crooked_line_among_straight_ones_bends_no_page() {
    let crooked = |line: usize, x: f64, _: f64| if line == 12 { 14.0 * (x / 1400.0).powi(2) } else { 0.0 };
    assert_eq!(straightened(&page(35, crooked)).bend, None);
}

#[test]
fn lines_that_wave_each_its_own_way_bend_no_page() {
    let wave = |line: usize, x: f64, _: f64| 5.0 * (x / 90.0 + 2.4 * line as f64).sin();
    assert_eq!(straightened(&page(35, wave)).bend, None);
}

#[test]
fn curled_lines_come_out_straight() {
    let feet = page(35, |_, x, y| curl(x, y));
    let placement = straightened(&feet);
    // A tenth of the height of small letters, which is some 17 pixels at this distance of lines.
    let most = unevenness(&placement, &feet, 35);
    assert!(placement.bend.is_some() && most < 1.7, "{most} {placement:?}");
}

#[test]
fn lines_that_fan_out_come_out_parallel() {
    let feet = page(35, |_, x, y| (x / 1400.0 - 0.5) * 60.0 * (y / 1900.0 - 0.5));
    let placement = straightened(&feet);
    let most = unevenness(&placement, &feet, 35);
    assert!(placement.bend.is_some() && most < 1.7, "{most} {placement:?}");
}

#[test]
fn what_was_gained_is_told() {
    let bend = straightened(&page(35, |_, x, y| curl(x, y))).bend.unwrap();
    assert!(bend.before > 4.0 && bend.after < 1.0, "{bend:?}");
}

#[test]
fn nothing_of_the_page_is_lost_over_its_edges() {
    let placement = straightened(&page(35, |_, x, y| curl(x, y)));
    for x in [0.0, 700.0, 1400.0] {
        for y in [0.0, 1900.0] {
            let p = placement.to_page(Point::new(x, y));
            assert!(p.y > -1.0 && p.y < f64::from(placement.height) + 1.0, "{p:?}");
        }
    }
}
