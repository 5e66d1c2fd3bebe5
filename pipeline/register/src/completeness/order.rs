//! Scans out of order: another order of the scans is believed where it explains labels and numbers better by at
//! least two of them, so that one misread digit moves nothing. Not for the explanation itself.

use super::{
    book::BookScan,
    explain::{Explained, Fixed, Series, explain},
};

use self::changes::{Change, changed, changes, told};

mod changes;

/// What an order must explain more than the order of capture, in misread labels and numbers: two, less what the
/// costs of gaps differ by.
const GAIN: f64 = 1.7;
/// Changes of order followed in one book; more and the scans were shuffled, which a look at any of them tells.
const MOST_CHANGES: usize = 12;
/// Steps of explanations in all orders that are tried, at most: two or three seconds. Every order is explained anew from
/// end to end, so that a long book with many doubts would be tried for hours: the likeliest changes are tried first. A
/// book of forty scans never comes near.
const MOST_STEPS: usize = 200_000_000;

/// A scan that was shot out of order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Displaced<'b> {
    /// The scans: two that changed places, or one that belongs elsewhere.
    pub(super) scans: Vec<&'b BookScan>,
    /// The scan the one belongs after; `None`: it is the first.
    pub(super) belongs_after: Option<&'b BookScan>,
}

/// The best explanation, and the scans that had to change places for it.
pub(super) fn best<'b>(fixed: &Fixed<'b>, scans: Vec<&'b BookScan>) -> (Explained<'b>, Vec<Displaced<'b>>) {
    let search = within(MOST_STEPS, fixed, scans);
    (search.explained, search.displaced)
}

/// The search for a better order.
struct Search<'b> {
    /// The best explanation so far.
    explained: Explained<'b>,
    /// The changes of order it needed.
    displaced: Vec<Displaced<'b>>,
    /// Steps that may still be taken.
    left: usize,
}

/// The best explanation that `steps` more than those of the order of capture can find.
fn within<'b>(steps: usize, fixed: &Fixed<'b>, scans: Vec<&'b BookScan>) -> Search<'b> {
    let mut search = Search { explained: explain(fixed, scans), displaced: Vec::new(), left: steps };
    for _ in 0..MOST_CHANGES {
        let Some((change, better)) = search.best_change(fixed) else { break };
        if search.explained.cost - better.cost < GAIN {
            break;
        }
        search.displaced.push(told(&search.explained.scans, change));
        search.explained = better;
    }
    search
}

impl<'b> Search<'b> {
    /// The change of order that leaves the least unexplained, of those the steps left allow to try.
    fn best_change(&mut self, fixed: &Fixed<'b>) -> Option<(Change, Explained<'b>)> {
        let mut best: Option<(Change, Explained<'b>)> = None;
        for change in changes(&self.explained) {
            // An order takes about as many steps as another.
            if self.left < self.explained.steps {
                break;
            }
            let other = explain(fixed, changed(&self.explained.scans, change));
            self.left = self.left.saturating_sub(other.steps);
            let moved = told(&self.explained.scans, change).scans;
            let is_better = best.as_ref().is_none_or(|(_, best)| other.cost < best.cost);
            if is_better && moved.into_iter().any(|scan| is_borne_out(&other, scan)) {
                best = Some((change, other));
            }
        }
        best
    }
}

/// Is a label or a number of the scan believed where it stands now? One that is not would fill any gap.
fn is_borne_out(explained: &Explained, scan: &BookScan) -> bool {
    let Some(place) = explained.scans.iter().position(|other| other.id == scan.id) else { return false };
    let by_label = explained.leaves.as_ref().is_some_and(|account| {
        let mut pages = explained.labelled.iter().zip(&account.believed);
        pages.any(|(page, (_, label))| page.position == place && label.is_some())
    });
    let by_number = |series: &Series| {
        let mut believed = series.account.runs.iter().flat_map(|run| &run.believed);
        believed.any(|&(at, _)| series.acts[at].position == place)
    };
    by_label || explained.series.iter().any(by_number)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::completeness::{fixed, tests::worst};

    /// Steps for so many orders, of a book of so many pages, are not exceeded by more than one order takes.
    fn check(pages: usize, orders: usize) {
        let book = worst(pages);
        let fixed = fixed(&book, BTreeSet::new());
        let one = explain(&fixed, book.scans.iter().collect()).steps;
        let search = within(orders * one, &fixed, book.scans.iter().collect());
        let tried = orders * one - search.left;
        assert!(
            tried > 0 && tried <= (orders + 1) * one,
            "{pages} pages: {tried} steps, one order takes {one}"
        );
    }

    #[test]
    fn the_search_ends_when_its_steps_are_taken_however_much_is_in_doubt() {
        check(60, 5);
        check(240, 3);
    }

    #[test]
    fn the_steps_of_one_order_grow_as_the_book_does() {
        let steps = |pages: usize| {
            let book = worst(pages);
            explain(&fixed(&book, BTreeSet::new()), book.scans.iter().collect()).steps
        };
        let (short, long) = (steps(250), steps(500));
        assert!(long < 3 * short, "{short} {long}");
        assert!(2000 / 500 * long < MOST_STEPS, "a book of 2000 pages is explained a few times: {long}");
    }
}
