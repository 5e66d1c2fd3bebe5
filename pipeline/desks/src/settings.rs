//! What a serving of the desks is told: for which roles, under which office's name. Not for the
//! archive's own settings.

use archive::forms::FormsFolder;
use register::access::Role;

/// How the desks are served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskSettings {
    /// Roles that may sign in here (`serve --desks archivist,verifier,clerk,agency`).
    pub desks: Vec<Role>,
    /// The office named in the top bar, as "State Archive of Sughd Region".
    pub office: Option<String>,
    /// Cookies are sent over HTTPS only; set behind a TLS proxy.
    pub secure_cookies: bool,
    /// Where the archive's own forms are kept; without it they are not edited here.
    pub forms: Option<FormsFolder>,
}

impl Default for DeskSettings {
    fn default() -> Self {
        Self {
            desks: vec![Role::Archivist, Role::Verifier, Role::Clerk],
            office: None,
            secure_cookies: false,
            forms: None,
        }
    }
}
