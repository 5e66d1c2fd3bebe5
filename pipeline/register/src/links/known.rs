//! An act reduced to what ties it to others: its persons, its number and office, the acts it names. Not for what is
//! shown of it.

use serde::{Deserialize, Serialize};

use crate::{
    act::{Act, Mark},
    annotation::{self, AnnotationKind, Reference},
    form::ActType,
    id::{ActId, RegisterId},
    name::Keys,
    rules::Day,
};

/// What a person is in an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The child of a birth or a paternity.
    Child,
    /// Its father.
    Father,
    /// Its mother.
    Mother,
    /// Who married.
    Groom,
    /// Who married.
    Bride,
    /// Who divorced.
    Husband,
    /// Who divorced.
    Wife,
    /// Who died.
    Deceased,
    /// Who changed a name.
    Person,
}

impl Role {
    const ALL: [(Role, &'static str); 9] = [
        (Role::Child, "child"),
        (Role::Father, "father"),
        (Role::Mother, "mother"),
        (Role::Groom, "groom"),
        (Role::Bride, "bride"),
        (Role::Husband, "husband"),
        (Role::Wife, "wife"),
        (Role::Deceased, "deceased"),
        (Role::Person, "person"),
    ];
}

/// A person of an act.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// What the person is there.
    pub role: Role,
    /// Family names, before and after.
    pub surnames: Vec<String>,
    /// Given name.
    pub given: String,
    /// Its keys, made once: persons are compared often.
    pub(crate) given_keys: Keys,
    /// Father's name, or of a child without one the father's given name.
    pub patronymic: Option<String>,
    /// Day of birth.
    pub(crate) born: Option<Day>,
}

/// An act named by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its type.
    pub kind: ActType,
    /// What stands there of it.
    pub reference: Reference,
}

/// An act as far as ties are concerned.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Which.
    pub id: ActId,
    /// Its register.
    pub register: RegisterId,
    /// Its type.
    pub kind: ActType,
    /// Its number in normal form.
    pub number: Option<String>,
    /// Its office, as written; empty where it was not read.
    pub office: String,
    /// The year of registration, else of the event.
    pub year: Option<i32>,
    /// The day of the event, else of registration.
    pub(crate) event: Option<Day>,
    /// Its persons whose given name was read.
    pub persons: Vec<Person>,
    /// The acts it names.
    pub names: Vec<Named>,
}

impl Known {
    /// Of a settled act; `None` of one that is sealed or an adoption: these have no ties. `office` is the book's, for acts
    /// that name none.
    #[must_use]
    pub fn of(act: &Act, office: Option<&str>) -> Option<Self> {
        if act.is_secret() {
            return None;
        }
        let day = |key: &str| Day::of(text(act, key)?);
        let registered = day("reg_date");
        Some(Self {
            id: act.id.clone(),
            register: act.register.clone(),
            kind: act.kind,
            number: text(act, "act_no").map(str::to_owned),
            office: text(act, "authority").or(office).unwrap_or_default().to_owned(),
            year: registered.map(|day| day.year).or_else(|| act.event_year()),
            event: act.kind.event_dates().iter().find_map(|key| day(key)).or(registered),
            persons: Role::ALL.iter().filter_map(|(role, name)| person(act, *role, name)).collect(),
            names: named(act),
        })
    }

    /// The person of that role.
    pub(crate) fn person(&self, role: Role) -> Option<&Person> {
        self.persons.iter().find(|person| person.role == role)
    }
}

fn text<'a>(act: &'a Act, key: &str) -> Option<&'a str> {
    let field = act.fields.get(key).filter(|field| field.mark == Mark::Read)?;
    field.value.as_deref().map(str::trim).filter(|value| !value.is_empty())
}

fn person(act: &Act, role: Role, name: &str) -> Option<Person> {
    let part = |part: &str| text(act, &format!("{name}.{part}")).map(str::to_owned);
    let given = part("given").or_else(|| part("given_before"))?;
    let surnames = ["surname", "surname_before", "surname_after"].into_iter().filter_map(part);
    let of_father = || (role == Role::Child).then(|| text(act, "father.given").map(str::to_owned)).flatten();
    Some(Person {
        role,
        surnames: surnames.collect(),
        given_keys: Keys::of(&given),
        given,
        patronymic: part("patronymic").or_else(|| part("patronymic_before")).or_else(of_father),
        born: part("birth_date").and_then(|date| Day::of(&date)),
    })
}

/// The acts that fields of references and notes name; those of adoptions are never followed.
fn named(act: &Act) -> Vec<Named> {
    let fields = [("marriage_ref", ActType::Marriage), ("birth_ref", ActType::Birth)];
    let of_fields = fields.into_iter().filter_map(|(key, kind)| {
        Some(Named { kind, reference: annotation::reference(text(act, key)?, None)? })
    });
    let of_notes = act.annotations.iter().filter_map(|note| {
        let kind = match note.kind {
            AnnotationKind::Divorce => ActType::Divorce,
            AnnotationKind::Death => ActType::Death,
            AnnotationKind::Marriage => ActType::Marriage,
            AnnotationKind::Paternity => ActType::Paternity,
            AnnotationKind::NameChange => ActType::NameChange,
            _ => return None,
        };
        let mut reference = note.reference.clone()?;
        reference.date = reference.date.or_else(|| note.date.clone());
        Some(Named { kind, reference })
    });
    of_fields.chain(of_notes).collect()
}
