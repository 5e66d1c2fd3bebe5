//! What a register agreed on, brought to a page whose column rules faded. Not for finding what is agreed: see
//! [`super::agree()`].

use image::GrayImage;
use register::{page::Page, unsure::Unsure};

use super::{
    Direction,
    agree::{ALIKE, Agreement, borders, main_table},
    bare,
    divide::divide,
    seam::Seam,
};

/// How far the table's width may differ from the usual one, share of that.
const STRETCH: f64 = 0.06;

/// Completes the main table of a page with the columns most pages of its register show. A column that text of this
/// page stands across is left out. A page without a table is given the usual one where its words stand in its columns,
/// read in `direction`. The page's doubts tell.
pub fn apply(agreement: &Agreement, straight: &GrayImage, page: &mut Page, direction: Direction) {
    if main_table(page).is_none() {
        return bare::lay(agreement, straight, page, direction);
    }
    let Some((place, missing)) = missing(agreement, page) else { return };
    let (mut taken, mut crossed) = (0, 0);
    for share in missing {
        match Seam::at(share, straight, page, place) {
            Some(seam) => {
                divide(page, place, &seam);
                taken += 1;
            }
            None => crossed += 1,
        }
    }
    if taken > 0 {
        page.doubt(Unsure::RulesTaken);
    }
    if crossed > 0 {
        page.doubt(Unsure::RuleThroughText);
    }
}

/// The page's main table, by place, and the agreed borders it lacks, shares of its width.
fn missing(agreement: &Agreement, page: &Page) -> Option<(usize, Vec<f64>)> {
    let columns = agreement.tables.get(&page.half).filter(|_| agreement.faded.contains(&page.half))?;
    let table = main_table(page)?;
    let place = page.tables.iter().flatten().position(|t| std::ptr::eq(t, table))?;
    let usual = agreement.widths.get(&page.half)? * f64::from(page.placement.width);
    let width = page.placement.page_rect(&table.outline).width();
    let agreed: Vec<f64> = columns.iter().map(|c| c.left).chain(columns.last().map(|c| c.right)).collect();
    let shown = borders(page, table);
    let fit = Fit::of(&shown, &agreed, width / usual.max(1.0))?;
    let inside = |share: f64| share > ALIKE && share < 1.0 - ALIKE;
    let lacks = |share: f64| shown.iter().all(|s| (s - share).abs() > ALIKE);
    let missing = agreed.iter().map(|&a| fit.on_page(a)).filter(|&a| inside(a) && lacks(a)).collect();
    Some((place, missing))
}

/// Where agreed places lie on a page whose table may begin or end elsewhere: page = from + by · agreed, in shares of
/// the page's table.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Fit {
    from: f64,
    by: f64,
}

impl Fit {
    /// The fit under which all borders of the page, but for one at most, are agreed ones; `wide` is the width of the
    /// page's table, usual ones.
    fn of(shown: &[f64], agreed: &[f64], wide: f64) -> Option<Self> {
        let mut best: Option<(usize, f64, Self)> = None;
        for (a, b) in pairs(shown) {
            for (c, d) in pairs(agreed) {
                let by = (b - a) / (d - c).max(1e-6);
                let fit = Self { from: a - by * c, by };
                let stretch = (by * wide - 1.0).abs();
                let met = fit.met(shown, agreed);
                let better =
                    |(most, least, _): (usize, f64, Self)| met > most || met == most && stretch < least;
                if stretch <= STRETCH && best.is_none_or(better) {
                    best = Some((met, stretch, fit));
                }
            }
        }
        best.filter(|(met, ..)| *met >= 2 && met + 1 >= shown.len()).map(|(.., fit)| fit)
    }

    fn on_page(&self, agreed: f64) -> f64 {
        self.from + self.by * agreed
    }

    /// How many borders of the page are agreed ones.
    fn met(&self, shown: &[f64], agreed: &[f64]) -> usize {
        let is_agreed = |s: &&f64| agreed.iter().any(|a| (self.on_page(*a) - **s).abs() <= ALIKE / 2.0);
        shown.iter().filter(is_agreed).count()
    }
}

/// All pairs, the first before the second.
fn pairs(places: &[f64]) -> impl Iterator<Item = (f64, f64)> {
    places.iter().enumerate().flat_map(|(i, &a)| places[i + 1..].iter().map(move |&b| (a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(shown: &[f64], wide: f64, expected: Option<(f64, f64)>) {
        let fit = Fit::of(shown, &[0.0, 0.2, 0.5, 1.0], wide);
        let rounded = |v: f64| (v * 100.0).round() / 100.0;
        assert_eq!(fit.map(|f| (rounded(f.from), rounded(f.by))), expected);
    }

    #[test]
    fn a_page_with_its_frame_alone_fits_by_its_width() {
        check(&[0.0, 1.0], 1.02, Some((0.0, 1.0)));
    }

    #[test]
    fn a_page_whose_first_column_is_cut_off_fits_by_the_others() {
        // The table begins at the agreed 0.2 and is four fifths as wide.
        check(&[0.0, 0.375, 1.0], 0.8, Some((-0.25, 1.25)));
    }

    #[test]
    fn another_form_fits_nothing() {
        check(&[0.0, 0.3, 0.7, 0.9, 1.0], 1.0, None);
        check(&[0.0, 1.0], 0.6, None);
    }
}
