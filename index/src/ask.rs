//! A question as a query of the index: every word widened to all it may stand for, each with its
//! worth; filters and the viewer's classes inside. Not for explaining hits.

use std::{collections::HashMap, ops::Bound};

use register::name::{How, Keys};
use tantivy::{
    Searcher, Term,
    query::{AllQuery, BooleanQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, RangeQuery, TermQuery},
    schema::{Field, IndexRecordOption},
};

use crate::{
    IndexError, document,
    gazetteer::Group,
    near,
    query::Query,
    schema::{Fields, Slot},
    understand::{self, Word, WordKind},
    unusable,
    weigh::{Guess, worth},
};

type Boxed = Box<dyn tantivy::query::Query>;

/// Worth of two words asked being names of one person.
const ONE_PERSON: f32 = 2.0;
/// Worth of a year.
const YEAR: f32 = 8.0;
/// Share that remains for a place under another of its names.
const OTHER_NAME: f32 = 0.9375;

/// What one word may be found as: a term and its worth.
struct Terms<'a> {
    searcher: &'a Searcher,
    worths: HashMap<Term, f32>,
}

impl Terms<'_> {
    fn add(&mut self, field: Field, slot: Slot, key: &str, worth: f32) -> Result<(), IndexError> {
        if key.is_empty() {
            return Ok(());
        }
        let term = Term::from_field_text(field, &format!("{}{key}", slot.letter()));
        if let Some(known) = self.worths.get_mut(&term) {
            *known = known.max(worth);
        } else if self.searcher.doc_freq(&term).map_err(unusable(self.searcher))? > 0 {
            self.worths.insert(term, worth);
        }
        Ok(())
    }

    /// The clause of the word; `None` when nothing in the index could be it.
    fn clause(self) -> Option<Boxed> {
        let mut terms: Vec<(Term, f32)> = self.worths.into_iter().collect();
        terms.sort_by(|a, b| a.0.cmp(&b.0));
        let clauses: Vec<Boxed> = terms.into_iter().map(|(term, worth)| scored(only(term), worth)).collect();
        (!clauses.is_empty()).then(|| Box::new(DisjunctionMaxQuery::new(clauses)) as Boxed)
    }
}

fn only(term: Term) -> Boxed {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

fn scored(query: Boxed, worth: f32) -> Boxed {
    Box::new(ConstScoreQuery::new(query, worth))
}

/// Everything needed to widen words.
pub(crate) struct Asking<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: &'a Fields,
    pub(crate) exact: bool,
}

impl Asking<'_> {
    /// One clause for each word, `None` for words the index has nothing for.
    pub(crate) fn clauses(&self, words: &[Word]) -> Result<Vec<Option<Boxed>>, IndexError> {
        words.iter().enumerate().map(|(at, word)| self.clause(words, at, word)).collect()
    }

    fn clause(&self, words: &[Word], at: usize, word: &Word) -> Result<Option<Boxed>, IndexError> {
        let mut terms = Terms { searcher: self.searcher, worths: HashMap::new() };
        match &word.kind {
            WordKind::Letters { keys, guess, place } => {
                self.letters(&mut terms, keys, *guess, place.is_some(), &Slot::WORDS)?;
                self.other_names(&mut terms, *place)?;
                for joined in joined(words, at) {
                    let WordKind::Letters { keys, place, .. } = joined.kind else { continue };
                    self.letters_as_written(&mut terms, &keys, None, place.is_some(), &Slot::WORDS)?;
                    self.other_names(&mut terms, place)?;
                }
            }
            WordKind::Number(number) => self.number(&mut terms, number, How::Exact)?,
            WordKind::Date(digits) => {
                terms.add(
                    self.fields.plain,
                    Slot::Date,
                    digits,
                    worth(How::Exact, 0.0, None, false, Slot::Date),
                )?;
            }
            WordKind::Years(first, last) => return self.years(terms, *first, *last).map(Some),
        }
        Ok(terms.clause())
    }

    /// Years count wherever a date has them; a single one may also be an act's number.
    fn years(&self, mut terms: Terms<'_>, first: i32, last: i32) -> Result<Boxed, IndexError> {
        if first == last {
            self.number(&mut terms, &first.to_string(), How::UncertainLetter)?;
        }
        let mut clauses = vec![scored(self.year_range(first, last), YEAR)];
        clauses.extend(terms.clause());
        Ok(Box::new(DisjunctionMaxQuery::new(clauses)))
    }

    fn year_range(&self, first: i32, last: i32) -> Boxed {
        let bound = |year: i32| Bound::Included(Term::from_field_i64(self.fields.year, i64::from(year)));
        Box::new(RangeQuery::new(bound(first), bound(last)))
    }

    fn number(&self, terms: &mut Terms<'_>, number: &str, how: How) -> Result<(), IndexError> {
        for slot in Slot::NUMBERS {
            terms.add(self.fields.plain, slot, number, worth(how, 0.0, None, false, slot))?;
        }
        Ok(())
    }

    /// The word under all its keys, and what is near it.
    fn letters(
        &self,
        terms: &mut Terms<'_>,
        keys: &Keys,
        guess: Option<Guess>,
        is_place: bool,
        slots: &[Slot],
    ) -> Result<(), IndexError> {
        self.letters_as_written(terms, keys, guess, is_place, slots)?;
        if self.exact {
            return Ok(());
        }
        let known = !terms.worths.is_empty();
        for slot in slots {
            for key in &keys.stems {
                terms.add(
                    self.fields.stem,
                    *slot,
                    key,
                    worth(How::Patronymic, 0.0, guess, is_place, *slot),
                )?;
            }
            for key in &keys.spellings {
                let worth = worth(How::UncertainLetter, 0.0, guess, is_place, *slot);
                terms.add(self.fields.maybe, *slot, key, worth)?;
            }
            let skeleton = worth(How::Phonetic, 0.0, guess, is_place, *slot);
            terms.add(self.fields.skeleton, *slot, &keys.skeleton, skeleton)?;
        }
        let (near, how) = match &keys.pattern {
            Some(pattern) => (near::by_pattern(self.searcher, self.fields.spelling, pattern)?, How::Script),
            None => (self.near_letters(keys, known)?, How::Typo),
        };
        for near in near.iter().filter(|n| slots.contains(&n.slot)) {
            let cost = if how == How::Script { 0.0 } else { near.cost };
            let how = near_how(how, keys, &near.key);
            let worth = worth(how, cost, guess, is_place, near.slot);
            terms.add(self.fields.spelling, near.slot, &near.key, worth)?;
        }
        Ok(())
    }

    /// Two letters off only for long words that the index does not know: costs most and helps least.
    fn near_letters(&self, keys: &Keys, known: bool) -> Result<Vec<near::Near>, IndexError> {
        let one = near::by_letters(self.searcher, self.fields.spelling, keys, 1)?;
        let long = keys.spellings.first().is_some_and(|k| k.chars().count() >= LONG_WORD);
        if known || !long {
            return Ok(one);
        }
        near::by_letters(self.searcher, self.fields.spelling, keys, 2)
    }

    fn letters_as_written(
        &self,
        terms: &mut Terms<'_>,
        keys: &Keys,
        guess: Option<Guess>,
        is_place: bool,
        slots: &[Slot],
    ) -> Result<(), IndexError> {
        for slot in slots {
            let of = |how| worth(how, 0.0, guess, is_place, *slot);
            terms.add(self.fields.plain, *slot, &keys.plain, of(How::Exact))?;
            if self.exact {
                continue;
            }
            for key in &keys.scripts {
                terms.add(self.fields.script, *slot, key, of(How::Script))?;
            }
            for key in &keys.spellings {
                terms.add(self.fields.spelling, *slot, key, of(How::Spelling))?;
            }
        }
        Ok(())
    }

    /// The other names of a place, in fields of places.
    fn other_names(&self, terms: &mut Terms<'_>, place: Option<&'static Group>) -> Result<(), IndexError> {
        let Some(place) = place.filter(|_| !self.exact) else { return Ok(()) };
        for name in &place.names {
            let keys = Keys::of(name);
            for slot in Slot::PLACES {
                let worth = worth(How::Spelling, 0.0, None, true, slot) * OTHER_NAME;
                for key in &keys.spellings {
                    terms.add(self.fields.spelling, slot, key, worth)?;
                }
            }
        }
        Ok(())
    }

    /// The clause of a place filter: any of its words or names, in fields of places.
    fn place_filter(&self, place: &str) -> Result<Boxed, IndexError> {
        let (words, _) = understand::understand(place);
        let whole = understand::letters(register::name::words(place).concat());
        let mut any: Vec<Boxed> = Vec::new();
        let mut each: Vec<(Occur, Boxed)> = Vec::new();
        for word in words.iter().chain([&whole]) {
            let WordKind::Letters { keys, place, .. } = &word.kind else { continue };
            let mut terms = Terms { searcher: self.searcher, worths: HashMap::new() };
            self.letters_as_written(&mut terms, keys, None, true, &Slot::PLACES)?;
            self.other_names(&mut terms, *place)?;
            match terms.clause() {
                Some(clause) if std::ptr::eq(word, &whole) => any.push(clause),
                Some(clause) => each.push((Occur::Must, clause)),
                None if std::ptr::eq(word, &whole) => {}
                None => each.push((Occur::Must, Box::new(tantivy::query::EmptyQuery))),
            }
        }
        if !each.is_empty() {
            any.push(Box::new(BooleanQuery::new(each)));
        }
        Ok(Box::new(BooleanQuery::union(any)))
    }

    /// What the filters and the viewer's classes let through. Without a class nothing.
    pub(crate) fn filters(&self, query: &Query) -> Result<Vec<Boxed>, IndexError> {
        let fields = self.fields;
        let name = |field: Field, value: &str| only(Term::from_field_text(field, value));
        let visible = query.visible.iter().map(|a| name(fields.access, document::access_name(*a))).collect();
        let mut filters: Vec<Boxed> = vec![Box::new(BooleanQuery::union(visible))];
        filters.extend(query.kind.map(|k| name(fields.kind, k.as_str())));
        filters.extend(query.register.as_ref().map(|r| name(fields.register, r.as_str())));
        filters.extend(query.status.map(|s| name(fields.status, document::status_name(s))));
        filters.extend(query.years.map(|(first, last)| self.year_range(first, last)));
        if let Some(place) = query.place.as_deref().filter(|p| !p.trim().is_empty()) {
            filters.push(self.place_filter(place)?);
        }
        Ok(filters.into_iter().map(|f| scored(f, 0.0)).collect())
    }
}

/// Letters (of the spelling key) from which two may be wrong.
const LONG_WORD: usize = 6;

/// Typed without Tajik letters (ч for ҷ), or simply another letter.
fn near_how(how: How, keys: &Keys, found: &str) -> How {
    let folded = found.replace('ч', "ж");
    let alike = keys.spellings.iter().any(|k| k.replace('ч', "ж") == folded);
    if how == How::Typo && alike { How::Phonetic } else { how }
}

/// The word joined with the one before and the one after: `Abdul Rahim` is also Абдураҳим.
pub(crate) fn joined(words: &[Word], at: usize) -> Vec<Word> {
    let is_word = |w: &&Word| matches!(w.kind, WordKind::Letters { .. });
    let pairs = [at.checked_sub(1).map(|before| (before, at)), Some((at, at + 1))];
    pairs
        .into_iter()
        .flatten()
        .filter_map(|(a, b)| {
            let (a, b) = (words.get(a).filter(is_word)?, words.get(b).filter(is_word)?);
            Some(understand::letters(format!("{}{}", a.text, b.text)))
        })
        .collect()
}

/// The whole query: filters, at least `required` of the words' clauses, and more for names of one person.
pub(crate) fn whole(
    filters: &[Boxed],
    clauses: &[Option<Boxed>],
    required: usize,
    words: &[Word],
    fields: &Fields,
) -> Boxed {
    let mut all: Vec<(Occur, Boxed)> = filters.iter().map(|f| (Occur::Must, f.box_clone())).collect();
    let known: Vec<&Boxed> = clauses.iter().flatten().collect();
    if words.is_empty() {
        all.push((Occur::Must, scored(Box::new(AllQuery), 1.0)));
    } else if required == known.len() {
        all.extend(known.into_iter().map(|c| (Occur::Must, c.box_clone())));
    } else {
        let should = known.into_iter().map(|c| (Occur::Should, c.box_clone())).collect();
        all.push((Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(should, required))));
    }
    let pairs = one_person(words, fields);
    if pairs.is_empty() {
        return Box::new(BooleanQuery::new(all));
    }
    let mut outer: Vec<(Occur, Boxed)> = vec![(Occur::Must, Box::new(BooleanQuery::new(all)))];
    outer.extend(pairs.into_iter().map(|p| (Occur::Should, p)));
    Box::new(BooleanQuery::new(outer))
}

fn one_person(words: &[Word], fields: &Fields) -> Vec<Boxed> {
    let letters = words.iter().filter_map(|w| match &w.kind {
        WordKind::Letters { keys, .. } => Some(document::person_key(keys)),
        _ => None,
    });
    let stems: Vec<String> = letters.take(4).collect();
    let mut pairs = Vec::new();
    for (at, a) in stems.iter().enumerate() {
        for b in &stems[at + 1..] {
            pairs.push(scored(only(Term::from_field_text(fields.person, &document::pair(a, b))), ONE_PERSON));
        }
    }
    pairs
}
