//! The office that registered an act, where its name was read unsurely and the register's card writes much the same. Not
//! for acts of other offices in the book: what is read surely stands.

use register::{
    act::{Act, By, Field, Mark},
    value::plain_letters,
};

/// The field.
const KEY: &str = "authority";
/// Read less surely than this, a name may be another's.
const UNSURE: f64 = 0.85;
/// So like the card's (normalized Levenshtein over plain letters) it is meant: offices of one kind in two towns reach 0.75.
const LIKE: f64 = 0.82;

/// Gives unsure names of the office in `acts` the spelling of the card; what was read stays as written.
pub(super) fn as_on_card(acts: &mut [Act], card: Option<&str>) {
    let Some(card) = card.map(str::trim).filter(|card| !card.is_empty()) else { return };
    let fields = acts.iter_mut().filter_map(|act| act.fields.get_mut(KEY));
    fields.filter(|field| is_meant(field, card)).for_each(|field| field.value = Some(card.to_owned()));
}

fn is_meant(field: &Field, card: &str) -> bool {
    let unsure = field.confidence.is_some_and(|sure| sure < UNSURE);
    let like =
        |value: &str| strsim::normalized_levenshtein(&plain_letters(value), &plain_letters(card)) >= LIKE;
    field.by == By::Machine && field.mark == Mark::Read && unsure && field.value.as_deref().is_some_and(like)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = "Шӯъбаи САҲШ ш. Ленинобод";

    fn check(read: &str, confidence: f64, card: Option<&str>, expected: &str) {
        let json = serde_json::json!({"id": "r-1-1", "register": "r", "type": "birth", "fields": {
            "authority": {"value": read, "as_written": read, "confidence": confidence, "mark": "read"},
        }});
        let mut acts: [Act; 1] = [serde_json::from_value(json).unwrap()];
        as_on_card(&mut acts, card);
        let field = &acts[0].fields[KEY];
        assert_eq!((field.value.as_deref(), field.as_written.as_deref()), (Some(expected), Some(read)));
    }

    #[test]
    fn a_name_read_unsurely_is_that_of_the_card() {
        check("Ашӯвваи САХШ ш. Ленинобод", 0.7, Some(CARD), CARD);
    }

    #[test]
    fn a_name_read_surely_stands() {
        check("Шӯъбаи САҲШ н. Ленинобод", 0.95, Some(CARD), "Шӯъбаи САҲШ н. Ленинобод");
    }

    #[test]
    fn the_office_of_another_town_stands() {
        check("Шӯъбаи САҲШ ш. Хуҷанд", 0.8, Some(CARD), "Шӯъбаи САҲШ ш. Хуҷанд");
    }

    #[test]
    fn another_name_stands_however_unsure() {
        check("Пенджикентское бюро ЗАГС", 0.3, Some(CARD), "Пенджикентское бюро ЗАГС");
    }

    #[test]
    fn a_card_without_an_office_says_nothing() {
        check("Шӯъбаи", 0.3, None, "Шӯъбаи");
        check("Шӯъбаи", 0.3, Some(" "), "Шӯъбаи");
    }
}
