//! Headings of persons in a form without cells, and whose values stand below them. Not for headings of records:
//! see `heading`.

use super::{Spot, segments};
use crate::extract::{
    heading::section,
    lexicon::{Lexicon, Sense},
    sheet::{Row, Token},
};

/// Headings of persons: over rows, or side by side over columns.
pub(super) struct Heads {
    /// Row and person of headings that stand alone.
    alone: Vec<(usize, &'static str)>,
    /// Row of headings side by side, and their middles.
    columns: Option<(usize, Vec<(f64, &'static str)>)>,
}

impl Heads {
    pub(super) fn of(rows: &[Row], lexicon: &Lexicon, height: f64) -> Self {
        let mut heads = Heads { alone: Vec::new(), columns: None };
        for (at, row) in rows.iter().enumerate() {
            if let Some(name) = section(lexicon.kind, row) {
                heads.alone.push((at, name));
                continue;
            }
            let columns: Vec<(f64, &'static str)> = segments(row, height)
                .into_iter()
                .filter_map(|(a, b)| Some((middle(&row[a..b]), section(lexicon.kind, &row[a..b])?)))
                .collect();
            let distinct = columns.len() == 2 && columns[0].1 != columns[1].1;
            if distinct && segments(row, height).len() <= 3 {
                heads.columns = Some((at, columns));
            }
        }
        heads
    }

    pub(super) fn sections(&self) -> impl Iterator<Item = (usize, &'static str)> {
        self.alone.iter().copied()
    }

    pub(super) fn is_head(&self, row: usize) -> bool {
        self.alone.iter().any(|(r, _)| *r == row) || self.columns.as_ref().is_some_and(|(r, _)| *r == row)
    }

    /// Under headings side by side, either the label or the parts of its value belong to one person.
    pub(super) fn share(
        &self,
        spot: &Spot,
        value: Vec<Token>,
        spots: &[Spot],
    ) -> Vec<(Option<&'static str>, Vec<Token>)> {
        let Some((_, columns)) = self.columns.as_ref().filter(|(row, _)| spot.row > *row) else {
            return vec![(None, value)];
        };
        let personal = spot.parsed.senses.iter().any(Sense::is_personal);
        if !personal {
            return vec![(None, value)];
        }
        let twice = spots
            .iter()
            .any(|s| s.row == spot.row && s.from != spot.from && s.parsed.senses == spot.parsed.senses);
        if twice {
            return vec![(nearest(columns, spot.rect.centre().x), value)];
        }
        columns
            .iter()
            .map(|&(_, name)| {
                let own = value.iter().filter(|t| nearest(columns, t.rect.centre().x) == Some(name));
                (Some(name), own.cloned().collect())
            })
            .collect()
    }
}

fn nearest(columns: &[(f64, &'static str)], x: f64) -> Option<&'static str> {
    columns.iter().min_by(|a, b| (a.0 - x).abs().total_cmp(&(b.0 - x).abs())).map(|c| c.1)
}

fn middle(tokens: &[Token]) -> f64 {
    let rects = tokens.iter().filter(|t| !t.is_sign()).map(|t| t.rect);
    rects.reduce(|a, b| a.union(&b)).map_or(0.0, |r| r.centre().x)
}
