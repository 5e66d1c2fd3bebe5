//! Why a hit is one: for every word asked the field that answers it best, and its spot. Uses the same
//! rules on names and the same worth as the search. Not for ranking.

use register::name::{self, How, Keys};

use crate::{
    answer::{Hit, HitType, Page, Why},
    ask, gazetteer,
    kept::{self, Kept, KeptLine},
    schema::Slot,
    understand::{Word, WordKind},
    weigh::{self, Guess},
};

/// The field or line that answers a word best.
struct Best<'a> {
    worth: f32,
    how: How,
    field: &'a str,
    found: &'a str,
    spot: Option<crate::answer::Place>,
    line: Option<&'a KeptLine>,
}

/// The hit for a kept act or page.
pub(crate) fn hit(kept: &Kept, words: &[Word], score: f32, exact: bool) -> Hit {
    let places: Vec<Place<'_>> = places(kept);
    let mut why: Vec<Why> = Vec::new();
    let mut spot = None;
    let mut line: Option<&KeptLine> = None;
    let mut most = 0.0;
    for (at, word) in words.iter().enumerate() {
        let Some((asked, best)) = answer(words, at, word, &places, exact) else { continue };
        if best.worth > most && (best.spot.is_some() || spot.is_none()) {
            most = best.worth;
            spot = best.spot.or(spot);
            line = best.line.or(line);
        }
        let found = Why { field: best.field.to_owned(), asked, found: best.found.to_owned(), how: best.how };
        if why.last() != Some(&found) {
            why.push(found);
        }
    }
    let line = line.or_else(|| kept.lines.first().filter(|_| kept.kind == HitType::Page));
    Hit {
        id: kept.id.clone(),
        register: kept.register.clone(),
        kind: kept.kind,
        status: kept.status,
        access: kept.access,
        score: f64::from(score),
        fields: kept
            .fields
            .iter()
            .filter_map(|f| Some((f.key.clone(), f.value.clone().or_else(|| f.as_written.clone())?)))
            .collect(),
        why,
        spot: spot.or_else(|| line.map(|l| kept::place(&l.spot))).or_else(|| first_spot(kept)),
        page: line.map(|l| Page { scan: l.spot.0.clone(), half: l.spot.1, text: l.text.clone() }),
    }
}

fn first_spot(kept: &Kept) -> Option<crate::answer::Place> {
    kept.fields.iter().find_map(|f| f.spot.as_ref()).map(kept::place)
}

/// One text of an act a word may be found in.
struct Place<'a> {
    field: &'a str,
    slot: Slot,
    text: &'a str,
    /// A candidate, not the value.
    maybe: bool,
    spot: Option<&'a kept::Spot>,
    line: Option<&'a KeptLine>,
    words: Vec<Keys>,
}

fn places(kept: &Kept) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    if let HitType::Act(kind) = kept.kind {
        for field in &kept.fields {
            let Some(slot) = Slot::of_field(kind, &field.key) else { continue };
            let values = field.value.iter().chain(&field.as_written).map(|t| (t, false));
            for (text, maybe) in values.chain(field.candidates.iter().map(|t| (t, true))) {
                let words = keys(text, slot);
                let spot = field.spot.as_ref();
                places.push(Place { field: &field.key, slot, text, maybe, spot, line: None, words });
            }
        }
    }
    for line in &kept.lines {
        let words = keys(&line.text, Slot::Page);
        let spot = Some(&line.spot);
        places.push(Place {
            field: "page",
            slot: Slot::Page,
            text: &line.text,
            maybe: false,
            spot,
            line: Some(line),
            words,
        });
    }
    places
}

fn keys(text: &str, slot: Slot) -> Vec<Keys> {
    if slot == Slot::Date {
        return Vec::new();
    }
    let words = name::words(text);
    let joined = if matches!(slot, Slot::Text | Slot::Page) { Vec::new() } else { name::join_pairs(&words) };
    words.iter().chain(&joined).map(|w| Keys::of(w)).collect()
}

/// The best answer to a word, alone or joined with a neighbour.
fn answer<'a>(
    words: &[Word],
    at: usize,
    word: &Word,
    places: &'a [Place<'a>],
    exact: bool,
) -> Option<(String, Best<'a>)> {
    let alone = best(word, places, exact).map(|b| (word.text.clone(), b));
    if !matches!(word.kind, WordKind::Letters { .. }) {
        return alone;
    }
    let mut all: Vec<(String, Best<'a>)> = alone.into_iter().collect();
    for joined in ask::joined(words, at) {
        if let Some(best) = best(&joined, places, exact)
            && matches!(best.how, How::Exact | How::Script | How::Spelling)
        {
            all.push((joined.text, best));
        }
    }
    all.into_iter().reduce(|a, b| if b.1.worth > a.1.worth { b } else { a })
}

fn best<'a>(word: &Word, places: &'a [Place<'a>], exact: bool) -> Option<Best<'a>> {
    let mut best: Option<Best<'a>> = None;
    for place in places {
        let Some((how, cost, guess, is_place)) = agreement(word, place) else { continue };
        if exact && how != How::Exact {
            continue;
        }
        let Some(how) = (if place.maybe { uncertain(how) } else { Some(how) }) else { continue };
        let worth = weigh::worth(how, cost, guess, is_place, place.slot);
        if best.as_ref().is_none_or(|b| worth > b.worth) {
            best = Some(Best {
                worth,
                how: weigh::shown_how(how, guess, place.slot),
                field: place.field,
                found: place.text,
                spot: place.spot.map(kept::place),
                line: place.line,
            });
        }
    }
    best
}

/// A candidate counts only when it is the name asked.
fn uncertain(how: How) -> Option<How> {
    matches!(how, How::Exact | How::Script | How::Spelling).then_some(How::UncertainLetter)
}

fn agreement(word: &Word, place: &Place<'_>) -> Option<(How, f64, Option<Guess>, bool)> {
    match &word.kind {
        WordKind::Letters { keys, guess, place: group } => {
            let found = place
                .words
                .iter()
                .filter_map(|w| name::agreement(keys, w))
                .min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            let in_places = Slot::PLACES.contains(&place.slot);
            let renamed = || {
                let group = group.filter(|_| in_places)?;
                gazetteer::place_in(place.text).filter(|g| *g == group).map(|_| (How::Spelling, 0.0))
            };
            let (how, cost) = match found {
                Some((How::Typo | How::Phonetic | How::Patronymic, _)) | None => renamed().or(found)?,
                Some(found) => found,
            };
            Some((how, cost, *guess, group.is_some()))
        }
        WordKind::Number(number) => {
            let fits = Slot::NUMBERS.contains(&place.slot) && place.words.iter().any(|w| w.plain == *number);
            fits.then_some((How::Exact, 0.0, None, false))
        }
        WordKind::Date(digits) => {
            let fits = place.slot == Slot::Date && crate::document::date_digits(place.text) == *digits;
            fits.then_some((How::Exact, 0.0, None, false))
        }
        WordKind::Years(first, last) => {
            let year = register::date::year_of(place.text).filter(|_| place.slot == Slot::Date);
            let fits = year.is_some_and(|y| (*first..=*last).contains(&y));
            let number = first == last && place.slot == Slot::Number && place.text == first.to_string();
            (fits || number).then_some((How::Exact, 0.0, None, false))
        }
    }
}
