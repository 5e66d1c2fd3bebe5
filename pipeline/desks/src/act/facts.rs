//! What the act desk's script needs to know of each field, so that going on needs no question to the server,
//! and the words it says. Not for rows: the server makes those.

use archive::looking::ActView;
use minijinja::{Value, context};

use super::{Mark, Row, frame::Frame, state::passes};
use crate::{render::data, tongue::Tongue, visit::Visit};

/// What the page's script needs of each field, so that going on needs no question to the server.
pub(super) fn facts(
    view: &ActView,
    rows: &[Row],
    frames: &[Option<Frame>],
    pages: &[Value],
    visit: &Visit,
) -> Vec<Value> {
    let tongue = visit.manner.tongue;
    let fact = |(row, frame): (&Row, &Option<Frame>)| {
        context! {
            labels => data(&row.labels), number => row.number, written => row.written.clone(), lang => row.lang, cut => data(&row.cut),
            asked => row.mark != Mark::NotAsked, passes => passes(view, row, &visit.viewer.name), mark => data(row.mark), candidates => data(&row.candidates), doubt => doubt(row, tongue),
            how => how(row, tongue), frame => data(frame), page => row.page.and_then(|at| pages.get(at)),
        }
    };
    rows.iter().zip(frames).map(fact).collect()
}

/// What is doubtful of a field, in words; empty when nothing is.
fn doubt(row: &Row, tongue: Tongue) -> String {
    let letter = row.parting.as_ref().map(|p| {
        let shown = |letters: &str| if letters.is_empty() { "∅".to_owned() } else { letters.to_owned() };
        let values =
            [("n", p.place.into()), ("first", shown(&p.first).into()), ("second", shown(&p.second).into())];
        tongue.say("act.letter_n", &values)
    });
    letter
        .into_iter()
        .chain(row.doubts.iter().cloned())
        .chain(row.breaches.iter().cloned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// How the field is checked.
fn how(row: &Row, tongue: Tongue) -> String {
    let field = tongue.say("act.field_n", &[("n", row.number.into())]);
    if row.candidates.is_empty() {
        field
    } else {
        format!("{field} · {}", tongue.say("act.to_confirm", &[]))
    }
}

/// The words the page's script says, of saving and of marks.
pub(crate) fn words(tongue: Tongue) -> Value {
    let word = |key: &str| tongue.say(key, &[]);
    context! {
        saved => word("act.saved"), kept => word("act.kept"), expired => word("act.expired"), closing => word("act.closing"),
        confirmed => word("mark.confirmed"), corrected => word("mark.corrected"), illegible => word("mark.illegible"),
        blank => word("mark.blank"), dash => word("mark.dash"), referred => word("mark.referred"),
        refused => word("act.refused"), nothing => word("act.nothing_to_save"),
    }
}
