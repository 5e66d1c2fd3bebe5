//! Outlines, baselines and confidences as XML attributes. Not for geometry: nothing is moved or simplified here.
//!
//! ALTO takes fractions and gets a tenth of a pixel, as the JSON has. PAGE and hOCR take whole pixels that are not
//! negative: points are rounded to the nearest, and what lies left of or above the scan moves to its edge.

use register::geometry::{Outline, Point, Rect};

use crate::malformed::Flaw;

/// Coordinates beyond this are no pixels of any scan; far within what is exact in a float.
const FARTHEST: f64 = 1e9;

/// Points as `x,y x,y` or `x y x y`, with or without fractions, in brackets or not: ALTO leaves it open.
pub(crate) fn points(text: &str) -> Result<Outline, Flaw> {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')');
    let wrong = || {
        let shown: String = text.chars().take(40).collect();
        Flaw::new(format!("\"{shown}\" is no list of points"), "write points as x,y x,y in pixels")
    };
    let mut numbers = Vec::new();
    for part in text.split(between).filter(|part| !part.is_empty()) {
        let number: f64 = part.parse().map_err(|_| wrong())?;
        if !number.is_finite() || number.abs() > FARTHEST {
            return Err(wrong());
        }
        numbers.push(number);
    }
    if numbers.len() % 2 == 1 {
        return Err(wrong());
    }
    Ok(numbers.chunks_exact(2).map(|pair| Point::new(pair[0], pair[1])).collect())
}

/// As ALTO's readers agree on it: `x y x y`, to a tenth of a pixel.
pub(crate) fn spaced(outline: &[Point]) -> String {
    let numbers: Vec<String> = outline.iter().flat_map(|p| [tenth(p.x), tenth(p.y)]).collect();
    numbers.join(" ")
}

/// In whole pixels, none negative.
pub(crate) fn whole(outline: &[Point]) -> Outline {
    outline.iter().map(|p| Point::new(p.x.round().max(0.0), p.y.round().max(0.0))).collect()
}

/// As PAGE wants it: `x,y x,y` in whole pixels and at least two points; no outline at all is twice the origin.
pub(crate) fn pairs(outline: &[Point]) -> String {
    let mut pairs: Vec<String> = whole(outline).iter().map(|p| format!("{},{}", p.x, p.y)).collect();
    while pairs.len() < 2 {
        pairs.push(pairs.first().cloned().unwrap_or_else(|| "0,0".to_owned()));
    }
    pairs.join(" ")
}

/// An outline that was needed where there was none ([`pairs`]) is none again.
pub(crate) fn unless_nothing(outline: Outline) -> Outline {
    if outline.iter().all(|p| *p == Point::default()) { Outline::new() } else { outline }
}

/// Are the corners of an upright box all there is to an outline?
pub(crate) fn is_box(outline: &[Point]) -> bool {
    !outline.is_empty() && *outline == Rect::around(outline).corners()
}

/// A number of pixels to a tenth, without a fraction where there is none.
pub(crate) fn tenth(number: f64) -> String {
    trimmed(format!("{number:.1}"))
}

/// A confidence, 0 to 1, to a ten-thousandth; what is none counts as nought.
pub(crate) fn confidence(number: f64) -> String {
    let within = if number.is_nan() { 0.0 } else { number.clamp(0.0, 1.0) };
    trimmed(format!("{within:.4}"))
}

/// Without noughts at the end of a fraction, and nought without a sign.
pub(crate) fn trimmed(number: String) -> String {
    let short = match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.'),
        false => &number,
    };
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_with_commas_with_spaces_and_with_both() {
        let expected = vec![Point::new(1.0, 2.5), Point::new(3.0, -4.0)];
        for text in ["1,2.5 3,-4", " 1 2.5\n3 -4 ", "(1, 2.5) (3, -4)"] {
            assert_eq!(points(text).unwrap(), expected, "{text}");
        }
        assert_eq!(points("").unwrap(), []);
    }

    #[test]
    fn what_is_no_point_is_named() {
        for text in ["1,2 3", "1,b", "NaN,1", "inf 0", "1e300 4"] {
            assert!(points(text).unwrap_err().what.contains("no list of points"), "{text}");
        }
    }

    #[test]
    fn whole_pixels_are_the_nearest_and_none_is_negative() {
        assert_eq!(pairs(&[Point::new(-3.2, 4.5), Point::new(10.4, 0.6)]), "0,5 10,1");
        assert_eq!(pairs(&[Point::new(7.0, 8.0)]), "7,8 7,8");
        assert_eq!(pairs(&[]), "0,0 0,0");
        assert_eq!(unless_nothing(points("0,0 0,0").unwrap()), []);
    }

    #[test]
    fn a_tenth_of_a_pixel_stays() {
        assert_eq!(spaced(&[Point::new(912.52, 70.0), Point::new(-0.01, 3.25)]), "912.5 70 0 3.2");
    }

    #[test]
    fn confidences_lie_between_nought_and_one() {
        let written = [0.962_641, 1.7, -0.1, f64::NAN, 1.0].map(confidence);
        assert_eq!(written, ["0.9626", "1", "0", "0", "1"]);
    }

    #[test]
    fn an_upright_box_is_told_from_a_leaning_one() {
        let upright = Rect::new(1.0, 2.0, 5.0, 4.0).corners();
        assert!(is_box(&upright));
        let leaning = [(1.0, 2.0), (5.0, 2.1), (5.0, 4.0), (1.0, 4.0)].map(|(x, y)| Point::new(x, y));
        assert!(!is_box(&leaning) && !is_box(&[]));
    }
}
