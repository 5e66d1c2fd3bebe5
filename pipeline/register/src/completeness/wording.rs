//! Pages that say the same: the surest sign that one page was shot twice. Not for what the words mean, and not for
//! pages whose words could not be read, as those by hand: their looks are compared, see [`crate::signature`].

use std::collections::{BTreeMap, BTreeSet};

use crate::{page::Page, value::plain_letters};

/// A word with a lower score says nothing: a second shot may read otherwise.
const SURE: f64 = 0.6;
/// Letters and digits of the shortest word taken: shorter ones stand on every page.
const SHORTEST: usize = 3;
/// Share of a book's pages beyond which a word is the form's, and the pages on which any word may stand.
const FORM: f64 = 0.5;
/// See [`FORM`].
const FEW_PAGES: usize = 4;
/// Words of its own a page needs to be told by them alone.
pub(super) const LEAST_OWN: usize = 8;
/// The same where label and number agree too: few are written on a short form.
pub(super) const LEAST_OWN_AGREED: usize = 4;
/// Share of their words, rare ones weighing more, from which two pages say the same. Second shots of made-up books
/// share 0.6 and more, other pages of one form 0.3 at most.
const SAME: f64 = 0.45;

/// The words surely read on a page.
pub(super) fn of(page: &Page) -> BTreeSet<String> {
    let words = page.lines.iter().flatten().flat_map(|line| &line.words);
    let sure = words.filter(|word| word.score() >= SURE).map(|word| plain_letters(&word.text));
    let bare = sure.map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    bare.filter(|word| word.chars().count() >= SHORTEST).collect()
}

/// The words of all pages of a book, weighed.
pub(super) struct Wordings {
    /// Of each page, in the order given: words by number, ascending.
    pages: Vec<Vec<usize>>,
    /// Of each word, after K. Spärck Jones: A statistical interpretation of term specificity, 1972.
    weights: Vec<f64>,
    /// Of each page: words of its own.
    own: Vec<usize>,
}

impl Wordings {
    /// Weighs the words of a book's pages.
    pub(super) fn weigh<'w>(pages: impl Iterator<Item = &'w BTreeSet<String>>) -> Self {
        let pages: Vec<&BTreeSet<String>> = pages.collect();
        let mut stands_on: BTreeMap<&str, usize> = BTreeMap::new();
        for word in pages.iter().copied().flatten() {
            *stands_on.entry(word).or_default() += 1;
        }
        let numbers: BTreeMap<&str, usize> = stands_on.keys().copied().zip(0..).collect();
        let rare = |word: &String| {
            let on = stands_on[word.as_str()];
            on <= FEW_PAGES || count(on) <= FORM * count(pages.len())
        };
        let weight = |on: &usize| (count(pages.len() + 1) / count(*on)).ln();
        Self {
            own: pages.iter().map(|p| p.iter().filter(|w| rare(w)).count()).collect(),
            weights: stands_on.values().map(weight).collect(),
            pages: pages.iter().map(|p| p.iter().map(|w| numbers[w.as_str()]).collect()).collect(),
        }
    }

    /// Do two pages say the same? Nothing where neither has as many as `least` words of its own, by which it can be told;
    /// where one has and the other, dark or cut off, has not, looks prove nothing, and the words it has must do.
    pub(super) fn same(&self, a: usize, b: usize, least: usize) -> Option<bool> {
        (self.own[a].max(self.own[b]) >= least).then(|| self.alike(a, b) >= SAME)
    }

    /// Weight of the words both share, of the weight of all they have (Jaccard).
    fn alike(&self, a: usize, b: usize) -> f64 {
        let (one, other) = (&self.pages[a], &self.pages[b]);
        let weight = |words: &[usize]| words.iter().map(|&word| self.weights[word]).sum::<f64>();
        let shared: Vec<usize> =
            one.iter().copied().filter(|word| other.binary_search(word).is_ok()).collect();
        let both = weight(&shared);
        both / (weight(one) + weight(other) - both).max(f64::EPSILON)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a book has thousands of pages at most")]
fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The form's words, and a page's own.
    fn page(own: &str) -> BTreeSet<String> {
        let form = "запись акта рождении фамилия отчество место";
        form.split_whitespace().chain(own.split_whitespace()).map(str::to_owned).collect()
    }

    fn check(a: &str, b: &str, same: Option<bool>) {
        let others = (0..20).map(|n| page(&(0..9).map(|w| format!("w{n}x{w} ")).collect::<String>()));
        let pages: Vec<_> = [page(a), page(b)].into_iter().chain(others).collect();
        assert_eq!(Wordings::weigh(pages.iter()).same(0, 1, LEAST_OWN), same, "{a} | {b}");
    }

    const OWN: &str = "рахимов карим собирович панджакент 1956 марта раджабова зебо урдакон";

    #[test]
    fn a_second_shot_says_the_same_though_some_words_are_read_otherwise() {
        check(OWN, OWN, Some(true));
        check(OWN, "рахимов карим собировнч панджакент 1956 марта раджабова зебо урдакои", Some(true));
    }

    #[test]
    fn a_page_of_the_same_form_says_something_else() {
        check(OWN, "назаров далер собирович панджакент 1956 апреля каримова нигина саразм", Some(false));
    }

    #[test]
    fn empty_forms_say_nothing_and_one_is_no_second_shot_of_a_written_page() {
        check("", "", None);
        check(OWN, "", Some(false));
    }

    #[test]
    fn a_second_shot_of_which_some_words_were_not_read_says_the_same() {
        check(OWN, "рахимов карим собирович панджакент 1956 марта раджабова", Some(true));
        check(OWN, "рахимов карим", Some(false));
    }

    #[test]
    fn few_words_tell_where_few_are_asked_for() {
        let others = (0..20).map(|n| page(&(0..9).map(|w| format!("w{n}x{w} ")).collect::<String>()));
        let few = || page("рахимов карим раджабова зебо");
        let pages: Vec<_> = [few(), few()].into_iter().chain(others).collect();
        let wordings = Wordings::weigh(pages.iter());
        let same = [LEAST_OWN, LEAST_OWN_AGREED].map(|least| wordings.same(0, 1, least));
        assert_eq!(same, [None, Some(true)]);
    }

    #[test]
    fn two_pages_alone_can_be_told() {
        let pages = [page(OWN), page(OWN)];
        assert_eq!(Wordings::weigh(pages.iter()).same(0, 1, LEAST_OWN), Some(true));
        let pages = [page(OWN), page("назаров далер бобоевич худжанд 1957 апреля каримова нигина саразм")];
        assert_eq!(Wordings::weigh(pages.iter()).same(0, 1, LEAST_OWN), Some(false));
    }
}
