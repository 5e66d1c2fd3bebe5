//! Marks alone in a top corner that may be labels of leaves or pages, by their size and place. Not for reading them:
//! see [`super::corner`].

use register::{
    completeness::{in_top_corner, off_corner},
    geometry::{Placement, Rect},
};

/// Width of four figures and a letter, heights of small letters.
const WIDEST: f64 = 7.0;
/// Height of a sign, heights of small letters: no speck, no stamp.
const HEIGHTS: std::ops::Range<f64> = 0.8..5.0;
/// Height of small letters at least, share of the page's height: 2 mm on A4. On a page of nothing but its label the
/// measured height may be that of specks.
const SMALL_LETTERS: f64 = 1.0 / 150.0;
/// Marks nearer than this are pieces of one sign or of one number, heights of small letters.
const ONE_MARK: f64 = 0.3;
/// Marks in one column from which on they are an edge or a fold and no label.
const COLUMN: usize = 3;

/// What of `laid` may be a label: signs of that size in a top corner, pieces of one put together; the nearest to its
/// corner first.
pub(super) fn marks(laid: &[Rect], placement: &Placement, x_height: f64) -> Vec<Rect> {
    let x_height = x_height.max(SMALL_LETTERS * f64::from(placement.height));
    let mut marks: Vec<Rect> = Vec::new();
    for piece in laid.iter().filter(|r| r.width() < WIDEST * x_height && in_top_corner(r, placement)) {
        let mut whole = *piece;
        marks.retain(|mark| {
            let apart = !is_near(mark, &whole, ONE_MARK * x_height);
            if !apart {
                whole = whole.union(mark);
            }
            apart
        });
        marks.push(whole);
    }
    let column = |mark: &Rect| marks.iter().filter(|m| m.left < mark.right && mark.left < m.right).count();
    let is_label = |mark: &&Rect| {
        mark.width() < WIDEST * x_height
            && HEIGHTS.contains(&(mark.height() / x_height))
            && column(mark) < COLUMN
    };
    let mut labels: Vec<Rect> = marks.iter().filter(is_label).copied().collect();
    let off = |mark: &Rect| off_corner(mark, placement).unwrap_or(f64::INFINITY);
    labels.sort_by(|a, b| off(a).total_cmp(&off(b)));
    labels
}

fn is_near(a: &Rect, b: &Rect, gap: f64) -> bool {
    a.grown(gap).intersection(b).area() > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_one_sign_are_one_mark_and_a_column_of_marks_is_none() {
        let placement = Placement::whole(1000, 1400);
        let at = |top: f64| Rect::new(930.0, top, 960.0, top + 16.0);
        assert_eq!(marks(&[at(40.0), at(54.0)], &placement, 20.0), [Rect::new(930.0, 40.0, 960.0, 70.0)]);
        assert_eq!(marks(&[at(40.0), at(90.0), at(140.0)], &placement, 20.0), []);
    }

    #[test]
    fn a_label_is_found_where_the_height_of_letters_was_mismeasured() {
        let corner = Rect::new(930.0, 40.0, 960.0, 70.0);
        assert_eq!(marks(&[corner], &Placement::whole(1000, 1400), 3.0), [corner]);
    }
}
