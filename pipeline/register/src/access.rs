//! Who may see an act: closure by type and age, and what each role may look at. Not for sign-in, and
//! not for the audit log: those write down who looked.

use serde::{Deserialize, Serialize};

use crate::form::ActType;

/// Whether an act may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// To anybody.
    Open,
    /// To staff and by legal ground, until its closure ends. Unknown means closed.
    #[default]
    Closed,
    /// To nobody without a decision of the court (adoptions).
    Sealed,
}

/// What a person does here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs batches, owns the archive.
    Archivist,
    /// Corrects fields.
    Verifier,
    /// Serves citizens.
    Clerk,
    /// Another agency.
    Agency,
    /// Anybody.
    Public,
}

impl Role {
    /// The role's name, as in settings and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Archivist => "archivist",
            Role::Verifier => "verifier",
            Role::Clerk => "clerk",
            Role::Agency => "agency",
            Role::Public => "public",
        }
    }

    /// May the role look at acts of this class? Sealed acts are for no role.
    pub fn may_see(self, access: Access) -> bool {
        match access {
            Access::Open => true,
            Access::Closed => matches!(self, Role::Archivist | Role::Verifier | Role::Clerk),
            Access::Sealed => false,
        }
    }
}

impl std::str::FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Role::Archivist, Role::Verifier, Role::Clerk, Role::Agency, Role::Public]
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| format!("{text:?} is no role: archivist, verifier, clerk, agency or public"))
    }
}

/// Who asks, in which role, for which purpose. Nobody looks without one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// Name as signed in; `command line` for the program itself.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// For what.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub purpose: Option<String>,
}

/// Years after the event until an act opens; `None` seals it. Defaults of the domain reference §6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Closure {
    /// Births, and what changes them: paternity and change of name.
    pub birth: u32,
    /// Marriages.
    pub marriage: u32,
    /// Divorces.
    pub divorce: u32,
    /// Deaths.
    pub death: u32,
    /// Deeds of notaries.
    pub deed: u32,
    /// Adoptions; absent means sealed for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adoption: Option<u32>,
}

impl Default for Closure {
    fn default() -> Self {
        Self { birth: 100, marriage: 75, divorce: 75, death: 75, deed: 75, adoption: None }
    }
}

impl Closure {
    /// The class of an act of `kind` whose event fell in `year`, as seen in `this_year`. An unknown
    /// year means closed.
    pub fn access(&self, kind: ActType, year: Option<i32>, this_year: i32) -> Access {
        let Some(years) = self.years(kind) else { return Access::Sealed };
        match year {
            Some(year) if i64::from(year) + i64::from(years) < i64::from(this_year) => Access::Open,
            _ => Access::Closed,
        }
    }

    /// Years after the event for which acts of `kind` stay closed; `None`: sealed.
    pub fn years(&self, kind: ActType) -> Option<u32> {
        match kind {
            ActType::Birth | ActType::Paternity | ActType::NameChange => Some(self.birth),
            ActType::Marriage => Some(self.marriage),
            ActType::Divorce => Some(self.divorce),
            ActType::Death => Some(self.death),
            ActType::Adoption => self.adoption,
            ActType::Deed => Some(self.deed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: ActType, year: Option<i32>, expected: Access) {
        assert_eq!(Closure::default().access(kind, year, 2026), expected, "{kind:?} {year:?}");
    }

    #[test]
    fn a_birth_opens_when_a_hundred_years_have_passed() {
        check(ActType::Birth, Some(1925), Access::Open);
        check(ActType::Birth, Some(1926), Access::Closed);
    }

    #[test]
    fn deaths_and_marriages_open_after_seventy_five() {
        check(ActType::Death, Some(1950), Access::Open);
        check(ActType::Marriage, Some(1951), Access::Closed);
    }

    #[test]
    fn an_unknown_year_means_closed() {
        check(ActType::Death, None, Access::Closed);
    }

    #[test]
    fn adoptions_are_sealed_however_old() {
        check(ActType::Adoption, Some(1900), Access::Sealed);
    }

    #[test]
    fn no_role_sees_sealed_acts_and_agencies_see_open_ones() {
        assert!(!Role::Archivist.may_see(Access::Sealed));
        assert!(Role::Clerk.may_see(Access::Closed));
        assert!(!Role::Agency.may_see(Access::Closed) && Role::Agency.may_see(Access::Open));
    }
}
