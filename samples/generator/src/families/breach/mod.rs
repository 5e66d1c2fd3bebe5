//! Breaches of the rules that hold between the fields of acts, sown on request and told with their rule.
//! Not for mistakes of paper and capture: see `book::defect`.

mod births;
mod marriages;
mod numbers;
mod sow;

use serde::Serialize;

pub(crate) use sow::sow;

/// Rules that are broken, by the names the program gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Rule {
    EventAfterRegistration,
    EventOutsideBook,
    RegisteredLate,
    BornAfterEvent,
    BirthYearFarFromBook,
    MarriageAge,
    DeathBeforeBirth,
    AgeDiffers,
    AgeImprobable,
    NumberRepeated,
    NumberOutOfSequence,
    DuplicateAct,
    ChildSurname,
    ChildPatronymic,
    SexName,
    CertificateSeries,
    PlaceNotKnownThen,
    RemarriedBeforeEnd,
    DivorceWithoutMarriage,
    DivorceBeforeMarriage,
    EventAfterDeath,
    RecordAnnulled,
}

impl Rule {
    /// All of them.
    pub(crate) const ALL: [Rule; 22] = [
        Rule::EventAfterRegistration,
        Rule::EventOutsideBook,
        Rule::RegisteredLate,
        Rule::BornAfterEvent,
        Rule::BirthYearFarFromBook,
        Rule::MarriageAge,
        Rule::DeathBeforeBirth,
        Rule::AgeDiffers,
        Rule::AgeImprobable,
        Rule::NumberRepeated,
        Rule::NumberOutOfSequence,
        Rule::DuplicateAct,
        Rule::ChildSurname,
        Rule::ChildPatronymic,
        Rule::SexName,
        Rule::CertificateSeries,
        Rule::PlaceNotKnownThen,
        Rule::RemarriedBeforeEnd,
        Rule::DivorceWithoutMarriage,
        Rule::DivorceBeforeMarriage,
        Rule::EventAfterDeath,
        Rule::RecordAnnulled,
    ];

    /// Does a life have to be lived for it, before anything is written?
    pub(crate) fn is_lived(self) -> bool {
        matches!(self, Rule::RemarriedBeforeEnd | Rule::EventAfterDeath)
    }

    /// `number` rules, each as often as the others.
    pub(crate) fn wanted(number: usize) -> Vec<Rule> {
        Rule::ALL.into_iter().cycle().take(number).collect()
    }
}

/// One breach, as told in breaches.jsonl.
#[derive(Debug, Clone)]
pub(crate) struct Breach {
    /// The act, by its place among all bound acts.
    pub(crate) act: usize,
    pub(crate) rule: Rule,
    /// Fields the rule is about.
    pub(crate) fields: Vec<&'static str>,
    /// Rules that cannot but be broken with it.
    pub(crate) also: Vec<Rule>,
}
