//! What happened in a family and was registered. Not for how an act puts it: see `act`.

use register::form::ActType;
use time::Date;

use super::{
    breach::Rule,
    names::{Name, Surname},
    person::{Identity, MaritalStatus},
};

/// One registered event. Other events are named by their place in the list of all.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) what: What,
    /// The day it happened.
    pub(crate) day: Date,
    /// The day it was registered.
    pub(crate) registered: Date,
    /// The office, by its place in the list of lands.
    pub(crate) office: usize,
    /// Acts it refers to or follows from, and what they are to it.
    pub(crate) ties: Vec<(usize, &'static str)>,
    /// A rule it breaks because the life was made to.
    pub(crate) breach: Option<Rule>,
}

/// Kinds of event with the people as they were that day.
#[derive(Debug, Clone)]
pub(crate) enum What {
    Birth {
        child: Identity,
        father: Option<Identity>,
        mother: Identity,
        /// How manieth child of its mother.
        order: u32,
        /// Children born at once.
        count: u32,
        /// Are the parents' marriage and its act known?
        married: bool,
    },
    Marriage {
        groom: Identity,
        bride: Identity,
        statuses: [MaritalStatus; 2],
        /// The bride's family name afterwards.
        bride_after: Surname,
    },
    Divorce {
        husband: Identity,
        wife: Identity,
        /// The wife's family name afterwards.
        wife_after: Surname,
        /// The marriage act, where it is held.
        marriage: Option<usize>,
    },
    Death {
        person: Identity,
        /// Place in the vocabulary of causes.
        cause: usize,
    },
    Paternity {
        child: Identity,
        father: Identity,
        mother: Identity,
        birth: usize,
    },
    Adoption {
        child: Identity,
        adopter: Identity,
        given_after: Name,
        birth: usize,
    },
    NameChange {
        before: Identity,
        after: Identity,
        birth: Option<usize>,
    },
}

impl Event {
    /// The type of its act.
    pub(crate) fn kind(&self) -> ActType {
        match self.what {
            What::Birth { .. } => ActType::Birth,
            What::Marriage { .. } => ActType::Marriage,
            What::Divorce { .. } => ActType::Divorce,
            What::Death { .. } => ActType::Death,
            What::Paternity { .. } => ActType::Paternity,
            What::Adoption { .. } => ActType::Adoption,
            What::NameChange { .. } => ActType::NameChange,
        }
    }
}
