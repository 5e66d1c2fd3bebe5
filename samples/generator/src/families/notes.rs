//! Margin notes: what happened later to those of an act, written beside it. Not for drawing them.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use register::form::{self, ActType};
use time::Duration;

use super::{
    act,
    bound::Holdings,
    clerk::Clerk,
    event::{Event, What},
    person::edtf,
};
use crate::record::Entry;

/// One note.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    pub(crate) text: String,
    /// `marriage`, `divorce`, `death`, `paternity`, `adoption`, `name_change`, `certificate`, `cancelled`.
    pub(crate) kind: &'static str,
    /// The day the note tells of, EDTF.
    pub(crate) date: String,
    /// The event whose act it refers to.
    pub(crate) of: Option<usize>,
}

/// Share of later events that the clerk of the older book wrote down beside the act.
const KEPT: f64 = 0.6;
/// Share of acts with a note of a certificate issued again.
const REISSUED: f64 = 0.04;

/// Writes the notes into the acts of all books.
pub(crate) fn write(rng: &mut ChaCha8Rng, holdings: &mut Holdings) {
    for later in 0..holdings.events.len() {
        for (earlier, _) in holdings.events[later].ties.clone() {
            let Some(at) = holdings.of_event(earlier) else { continue };
            if holdings.events[later].breach.is_none() && rng.random_bool(KEPT) {
                let book = holdings.numbers[later].book;
                let clerk = &mut holdings.clerks[book];
                let note = note(clerk, holdings.events.as_slice(), &holdings.numbers, earlier, later);
                if let Some(note) = note {
                    holdings.add_note(at, note);
                }
            }
        }
    }
    for at in 0..holdings.acts.len() {
        if rng.random_bool(REISSUED) {
            let note = reissued(rng, holdings, at);
            holdings.add_note(at, note);
        }
    }
}

impl Holdings {
    /// Writes a note beside an act.
    pub(crate) fn add_note(&mut self, at: usize, note: Note) {
        let act = &mut self.acts[at];
        act.notes.push(note);
        let text: Vec<&str> = act.notes.iter().map(|n| n.text.as_str()).collect();
        let text = text.join("; ");
        let spec = form::field(act.record.kind, "annotations").expect("every form has notes");
        act.record.entries.retain(|e| e.spec.key != spec.key);
        act.record.entries.push(Entry { spec, written: text.clone(), value: text });
    }
}

fn note(
    clerk: &mut Clerk,
    events: &[Event],
    numbers: &[super::book::Numbered],
    earlier: usize,
    later: usize,
) -> Option<Note> {
    let event = &events[later];
    let (kind, what) = told(&events[earlier], event, clerk.tajik)?;
    let day = clerk.day(event.day);
    let reference = act::reference(clerk, events, numbers, later);
    let text = match clerk.tajik {
        true => format!("{what} {day}, сабти акт {reference}"),
        false => format!("{what} {day}, зап. акта {reference}"),
    };
    Some(Note { text, kind, date: edtf(event.day), of: Some(later) })
}

/// What is told of the later event beside the earlier act.
fn told(earlier: &Event, later: &Event, tajik: bool) -> Option<(&'static str, String)> {
    let of = |russian: [&str; 2], in_tajik: &str, male: bool| match tajik {
        true => in_tajik.to_owned(),
        false => russian[usize::from(!male)].to_owned(),
    };
    Some(match (&later.what, earlier.kind()) {
        (What::Marriage { groom, .. }, ActType::Birth) => {
            let male = matches!(&earlier.what, What::Birth { child, .. } if child.who == groom.who);
            ("marriage", of(["Вступил в брак", "Вступила в брак"], "Ақди никоҳ баст", male))
        }
        (What::Divorce { .. }, ActType::Marriage) => {
            ("divorce", of(["Брак расторгнут"; 2], "Ақди никоҳ бекор карда шуд", true))
        }
        (What::Death { person, .. }, ActType::Birth) => {
            ("death", of(["Умер", "Умерла"], "Вафот кард", person.male))
        }
        (What::Death { person, .. }, ActType::Marriage) => {
            let spouse =
                if person.male { "Шавҳар вафот кард" } else { "Зан вафот кард" };
            ("death", of(["Муж умер", "Жена умерла"], spouse, person.male))
        }
        (What::Paternity { .. }, _) => {
            ("paternity", of(["Отцовство установлено"; 2], "Падарӣ муқаррар карда шуд", true))
        }
        (What::Adoption { child, .. }, _) => {
            ("adoption", of(["Усыновлён", "Удочерена"], "Ба фарзандӣ гирифта шуд", child.male))
        }
        (What::NameChange { after, .. }, _) => {
            let name = format!("{} {}", after.surname.spelled(tajik, after.male), after.given.spelled(tajik));
            let changed = of(["Переменил имя на", "Переменила имя на"], "Номашро иваз кард ба", after.male);
            ("name_change", format!("{changed} {name}"))
        }
        _ => return None,
    })
}

fn reissued(rng: &mut ChaCha8Rng, holdings: &mut Holdings, at: usize) -> Note {
    let act = &holdings.acts[at];
    let day = act.registered + Duration::days(rng.random_range(200..4000));
    let clerk = &mut holdings.clerks[act.book];
    let (certificate, written) = (clerk.certificate(), clerk.day(day));
    let text = match clerk.tajik {
        true => format!("Шаҳодатномаи такрорӣ {certificate} дода шуд {written}"),
        false => format!("Выдано повторное свидетельство {certificate} {written}"),
    };
    Note { text, kind: "certificate", date: edtf(day), of: None }
}
