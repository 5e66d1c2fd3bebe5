//! Who is here and how they read: the person, the role, the desks the role sees, the tongue and the
//! theme. Not for passwords: see [`crate::sign_in`].

use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, Method, Uri, header, request::Parts},
};
use axum_extra::extract::CookieJar;
use register::access::{Role, Viewer};
use serde::Serialize;

use crate::{Desks, back::inside, session, tongue::Tongue, trouble::Refusal};

/// A place to work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Desk {
    /// Registers, progress, what needs a hand.
    Shelf,
    /// Fields against the page.
    Act,
    /// Finding people.
    Search,
}

/// The desks a role sees, its own first.
pub(crate) fn desks_of(role: Role) -> &'static [Desk] {
    match role {
        Role::Archivist => &[Desk::Shelf, Desk::Act, Desk::Search],
        Role::Verifier => &[Desk::Act, Desk::Search],
        Role::Clerk | Role::Agency => &[Desk::Search],
        Role::Public => &[],
    }
}

/// How pages are to be shown: for everybody, signed in or not.
#[derive(Debug, Clone)]
pub(crate) struct Manner {
    /// Language of the screens.
    pub(crate) tongue: Tongue,
    /// `light` or `dark` when chosen; else the browser's.
    pub(crate) theme: Option<&'static str>,
    /// The page to come back to: the one asked for, or the one a form was sent from.
    pub(crate) here: String,
}

impl Manner {
    /// Reads cookies and `Accept-Language`.
    pub(crate) fn of(parts: &Parts, jar: &CookieJar) -> Self {
        let chosen = jar.get("daftar_tongue").and_then(|c| Tongue::of_code(c.value()));
        let accepts = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
        let theme = jar.get("daftar_theme").and_then(|c| theme_of(c.value()));
        let here = match parts.method {
            Method::GET | Method::HEAD => parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned(),
            _ => sent_from(parts).unwrap_or_else(|| "/".to_owned()),
        };
        Self { tongue: chosen.unwrap_or_else(|| Tongue::accepted(accepts.unwrap_or_default())), theme, here }
    }
}

/// The page a form was sent from, if it is one of these desks: what forms are sent to is no page.
fn sent_from(parts: &Parts) -> Option<String> {
    let header = |name| parts.headers.get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    let from: Uri = header(header::REFERER)?.parse().ok()?;
    let same = from.authority().map(|a| a.as_str()) == header(header::HOST);
    let page = from.path_and_query().map(|p| inside(p.as_str()).to_owned());
    page.filter(|_| same)
}

/// A theme somebody may choose.
pub(crate) fn theme_of(name: &str) -> Option<&'static str> {
    ["light", "dark"].into_iter().find(|t| *t == name)
}

/// A signed-in person.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// Who, in which role.
    pub(crate) viewer: Viewer,
    /// What forms carry.
    pub(crate) token: String,
    /// The secret of the session.
    pub(crate) secret: String,
    /// How pages are shown.
    pub(crate) manner: Manner,
}

impl Visit {
    /// Goes to a desk.
    ///
    /// # Errors
    /// The role does not see it.
    pub(crate) fn at(&self, desk: Desk) -> Result<(), Refusal> {
        if desks_of(self.viewer.role).contains(&desk) { Ok(()) } else { Err(Refusal::Role) }
    }

    /// The first page of the role's own desk.
    pub(crate) fn home(&self) -> &'static str {
        match desks_of(self.viewer.role).first() {
            Some(Desk::Shelf) => "/shelf",
            Some(Desk::Act) => "/act",
            _ => "/search",
        }
    }
}

impl FromRequestParts<Desks> for Visit {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, desks: &Desks) -> Result<Self, Refusal> {
        let jar = CookieJar::from_headers(&parts.headers);
        let manner = Manner::of(parts, &jar);
        let Some(secret) = jar.get(session::SESSION).map(|c| c.value().to_owned()) else {
            return Err(Refusal::SignIn(manner.here));
        };
        let known = desks.archive.session(&session::key(&secret)).await?;
        let Some(person) = known.map(|s| s.person).filter(|p| desks.settings.desks.contains(&p.role)) else {
            return Err(Refusal::SignIn(manner.here));
        };
        let viewer = Viewer { name: person.name, role: person.role, purpose: None };
        Ok(Self { viewer, token: session::token(&secret), secret, manner })
    }
}
