//! Lines of one page, of its headings or its entries, of one column are mostly of one hand: how much each hand has
//! there is found from the lines themselves, and weighs in on those that are unclear. Not for single lines' looks.
//!
//! M. Saerens, P. Latinne, C. Decaestecker: Adjusting the outputs of a classifier to new a priori probabilities,
//! Neural Computation 14 (2002).

/// How many lines' votes what is known from outside counts for: the page against none, its parts, columns.
const STRENGTH: [f64; 3] = [2.0, 3.0, 3.0];
/// No hand's share is believed to be less than this.
const LEAST_SHARE: f64 = 0.003;
/// A line is never surer of its hand than this (logarithm), so that many can overrule it.
const SUREST: f64 = 4.0;
/// Rounds; shares hardly move afterwards.
const ROUNDS: usize = 6;

/// Where a line stands, as far as hands go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Outside tables.
    Open,
    /// In the headings of a table.
    Head(usize),
    /// In a column of a table.
    Column(usize, usize),
}

impl Place {
    /// Open text, headings or entries.
    fn part(self) -> u8 {
        match self {
            Place::Open => 0,
            Place::Head(_) => 1,
            Place::Column(..) => 2,
        }
    }
}

/// One line's log likelihoods of the hands, and how much its vote counts, 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ballot {
    pub(super) scores: [f64; 3],
    pub(super) weight: f64,
    pub(super) place: Place,
}

/// How likely each hand is for every line, all lines considered.
pub(super) fn count(ballots: &[Ballot]) -> Vec<[f64; 3]> {
    let ballots: Vec<Ballot> = ballots.iter().map(|b| Ballot { scores: level(b.scores), ..*b }).collect();
    let everyone: Vec<&Ballot> = ballots.iter().collect();
    let page = shares(&everyone, [1.0 / 3.0; 3], STRENGTH[0]);
    let mut results = vec![[0.0; 3]; ballots.len()];
    for part in 0..3 {
        let of_part: Vec<usize> = (0..ballots.len()).filter(|&i| ballots[i].place.part() == part).collect();
        let own: Vec<&Ballot> = of_part.iter().map(|&i| &ballots[i]).collect();
        let part_shares = shares(&own, page, STRENGTH[1]);
        let mut done: Vec<Place> = Vec::new();
        for &i in &of_part {
            let place = ballots[i].place;
            if done.contains(&place) {
                continue;
            }
            done.push(place);
            let same: Vec<&Ballot> = own.iter().copied().filter(|b| b.place == place).collect();
            let prior = shares(&same, part_shares, STRENGTH[2]);
            for &k in of_part.iter().filter(|&&k| ballots[k].place == place) {
                results[k] = likelihoods(&ballots[k], prior);
            }
        }
    }
    results
}

/// Scores around their mean, not surer than allowed.
fn level(scores: [f64; 3]) -> [f64; 3] {
    let mean = scores.iter().sum::<f64>() / 3.0;
    scores.map(|s| (s - mean).clamp(-SUREST, SUREST))
}

/// Shares of the hands among the lines, drawn towards `prior`.
fn shares(ballots: &[&Ballot], prior: [f64; 3], strength: f64) -> [f64; 3] {
    let all = strength + ballots.iter().map(|b| b.weight).sum::<f64>();
    let mut shares = prior;
    for _ in 0..ROUNDS {
        let mut sums = prior.map(|p| p * strength);
        for ballot in ballots {
            for (sum, share) in sums.iter_mut().zip(likelihoods(ballot, shares)) {
                *sum += ballot.weight * share;
            }
        }
        shares = sums.map(|s| (s / all).max(LEAST_SHARE));
    }
    shares
}

/// How likely each hand is for a line where the hands have these shares.
fn likelihoods(ballot: &Ballot, shares: [f64; 3]) -> [f64; 3] {
    let mut of = ballot.scores.map(f64::exp);
    of.iter_mut().zip(shares).for_each(|(l, share)| *l *= share);
    let sum: f64 = of.iter().sum();
    of.map(|l| l / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(place: Place, hand: usize, score: f64) -> Ballot {
        let mut scores = [0.0; 3];
        scores[hand] = score;
        Ballot { scores, weight: 1.0, place }
    }

    /// The likeliest hand of every line.
    fn check(ballots: &[Ballot], expected: &[usize]) {
        let likeliest = |s: &[f64; 3]| (0..3).max_by(|&a, &b| s[a].total_cmp(&s[b])).unwrap();
        assert_eq!(count(ballots).iter().map(likeliest).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_doubtful_line_of_a_printed_page_is_printed() {
        let mut page = vec![line(Place::Open, 1, 3.0); 12];
        page.push(line(Place::Open, 0, 1.0));
        check(&page, &[1; 13]);
    }

    #[test]
    fn a_sure_line_stands_against_the_others() {
        let mut page = vec![line(Place::Open, 1, 3.0); 4];
        page.push(line(Place::Open, 0, 6.0));
        check(&page, &[1, 1, 1, 1, 0]);
    }

    #[test]
    fn a_column_of_entries_and_a_column_of_labels_keep_their_hands() {
        let labels = [line(Place::Column(0, 0), 1, 2.0); 8];
        let entries = [line(Place::Column(0, 1), 0, 2.0); 8];
        let unclear = [line(Place::Column(0, 0), 0, 0.5), line(Place::Column(0, 1), 1, 0.5)];
        let expected = [[1; 8], [0; 8]].concat().into_iter().chain([1, 0]).collect::<Vec<_>>();
        check(&[&labels[..], &entries[..], &unclear[..]].concat(), &expected);
    }

    #[test]
    fn no_lines_have_no_hands() {
        check(&[], &[]);
    }
}
