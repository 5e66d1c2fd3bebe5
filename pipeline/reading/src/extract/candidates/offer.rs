//! One value that may stand where another was read, what speaks for it, and how much. Not for where it comes from: see
//! `known`, `across` and `often`.

use register::act::rounded;

/// What speaks for a value beside how it was read.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Support {
    /// Does a list of names or places have it?
    pub(super) known: bool,
    /// Does it agree with the other fields of its act, where they say anything?
    pub(super) fits: bool,
    /// In how many other acts of the register it was read surely in such a field.
    pub(super) seen: usize,
}

/// A list speaks for a value as three to one: half of what is unlisted is right, too.
const KNOWN: f64 = 3.0;
/// Agreement with the other fields speaks as six to one: two readings would have to err together.
const FITS: f64 = 6.0;
/// A register's usual values speak by how often they were read, up to so much to one.
const MOST_SEEN: usize = 7;

impl Support {
    /// As odds.
    pub(super) fn odds(self) -> f64 {
        let known = if self.known { KNOWN } else { 1.0 };
        let fits = if self.fits { FITS } else { 1.0 };
        known * fits * (1 + self.seen.min(MOST_SEEN)) as f64
    }

    /// How many sources speak for this and not for the other.
    pub(super) fn more_than(self, other: Self) -> usize {
        let yes = |one: bool, other: bool| usize::from(one && !other);
        yes(self.known, other.known) + yes(self.fits, other.fits) + yes(self.seen > 0, other.seen == 0)
    }
}

/// A value that may stand there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Offer {
    /// As it would be written.
    pub(super) text: String,
    /// Its share of what the reading itself leaves open, 0 to 1.
    pub(super) ink: f64,
    /// Did an engine read it so, if less surely?
    pub(super) read: bool,
    pub(super) support: Support,
}

impl Offer {
    /// Its weight against other offers.
    pub(super) fn weight(&self) -> f64 {
        self.ink * self.support.odds()
    }

    /// Sources that speak for it and not for the reading.
    pub(super) fn sources(&self, reading: Support) -> usize {
        self.support.more_than(reading) + usize::from(self.read)
    }
}

/// Ink of a value that is a confusable letter from the reading, though no engine said so.
pub(super) const LOOKS_LIKE: f64 = 0.15;
/// Ink of a value that another field asks for and that is further from the reading.
pub(super) const UNLIKE: f64 = 0.02;
/// Weight of everything nobody offers.
const NONE_OF_THESE: f64 = 0.5;

/// Probabilities of offers, in their order, out of what a reading of this `confidence` leaves of one, none more than `most`.
pub(super) fn shared(offers: &[Offer], confidence: f64, most: f64) -> Vec<f64> {
    let all: f64 = NONE_OF_THESE + offers.iter().map(Offer::weight).sum::<f64>();
    let share = |offer: &Offer| ((1.0 - confidence) * offer.weight() / all).min(most);
    offers.iter().map(|offer| rounded(share(offer))).collect()
}

/// So much likelier than the reading must be what is put in its place.
const MUCH_LIKELIER: f64 = 4.0;
/// A reading surer than this stays whatever speaks against it.
pub(super) const UNSURE: f64 = 0.6;
/// Least sources that must speak for what is put in the place of a reading, and not for it.
const SOURCES: usize = 2;

/// The offer to be put in the place of a reading, and how probable it is then: where the reading is unsure, the offer much
/// likelier, and two sources speak for it. It is never surer than an unsure reading, so that a person looks at it.
pub(super) fn instead(offers: &[Offer], reading: Support, confidence: f64) -> Option<(usize, f64)> {
    if confidence >= UNSURE {
        return None;
    }
    let (place, best) =
        offers.iter().enumerate().max_by(|a, b| a.1.weight().total_cmp(&b.1.weight()).then(b.0.cmp(&a.0)))?;
    let own = confidence * reading.odds();
    let its = (1.0 - confidence) * best.weight();
    let all: f64 = own + (1.0 - confidence) * (NONE_OF_THESE + offers.iter().map(Offer::weight).sum::<f64>());
    let takes = its > MUCH_LIKELIER * own && best.sources(reading) >= SOURCES;
    takes.then(|| (place, rounded((its / all).min(UNSURE))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN_AND_FITS: Support = Support { known: true, fits: true, seen: 0 };

    fn offer(ink: f64, read: bool, support: Support) -> Offer {
        Offer { text: "Раҳмонов".to_owned(), ink, read, support }
    }

    #[test]
    fn probabilities_are_no_more_than_what_the_reading_leaves() {
        for confidence in [0.1, 0.5, 0.9] {
            let offers = [offer(0.7, true, Support::default()), offer(0.15, false, KNOWN_AND_FITS)];
            let told = shared(&offers, confidence, confidence);
            assert!(told.iter().sum::<f64>() + confidence <= 1.0 && told[1] > 0.0, "{told:?}");
        }
    }

    /// Is this offer put in the place of a reading of such confidence, for which nothing speaks?
    fn check(offer: Offer, confidence: f64, expected: bool) {
        assert_eq!(instead(&[offer], Support::default(), confidence).is_some(), expected);
    }

    #[test]
    fn a_reading_gives_way_only_where_it_is_unsure_and_two_sources_are_against_it() {
        check(offer(0.5, true, KNOWN_AND_FITS), 0.4, true);
        check(offer(0.5, true, KNOWN_AND_FITS), 0.7, false);
        check(offer(0.9, true, Support::default()), 0.05, false);
        check(offer(LOOKS_LIKE, false, Support { seen: 5, ..Support::default() }), 0.05, false);
        check(offer(LOOKS_LIKE, false, KNOWN_AND_FITS), 0.2, true);
    }

    #[test]
    fn what_speaks_for_both_is_no_reason() {
        let offers = [offer(0.5, false, KNOWN_AND_FITS)];
        assert_eq!(instead(&offers, KNOWN_AND_FITS, 0.05), None);
    }

    #[test]
    fn what_is_put_in_place_stays_unsure() {
        let told = instead(&[offer(1.0, true, KNOWN_AND_FITS)], Support::default(), 0.01);
        assert!(told.is_some_and(|(_, probability)| probability <= UNSURE));
    }
}
