//! Signing in and out, and how one wants to read. Not for adding people: the command line does that.

use std::time::Instant;

use archive::clock;
use axum::{
    Form,
    extract::{Path, Query, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use minijinja::{Value, context};
use register::access::{Role, Viewer};
use serde::Deserialize;

use crate::{
    Desks,
    back::inside,
    password,
    posted::{Carries, Posted},
    render, session,
    tongue::Tongue,
    trouble::Refusal,
    visit::{Manner, theme_of},
};

/// A hash of nobody's password, so that an unknown name takes as long as a known one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZSBzYWx0IGhlcmU$Kp8+1yLYvBOcG6nQY5bB8PrZ0bCYnYl6bVbZ1bYzJ8E";

/// Where to go after signing in.
#[derive(Deserialize)]
pub(crate) struct Then {
    #[serde(default)]
    then: String,
}

/// What the sign-in form sends.
#[derive(Deserialize)]
pub(crate) struct SignIn {
    name: String,
    password: String,
    token: String,
    #[serde(default)]
    then: String,
}

/// Shows the form.
pub(crate) async fn page(
    State(desks): State<Desks>,
    jar: CookieJar,
    Query(then): Query<Then>,
    parts: Parts,
) -> Result<Response, Refusal> {
    form(&desks, &Manner::of(&parts, &jar), jar, &then.then, None, StatusCode::OK)
}

/// Shows the form to somebody whose session ended before what they sent came in, with the text they typed.
pub(crate) fn ended(
    desks: &Desks,
    manner: &Manner,
    jar: CookieJar,
    then: &str,
    typed: &str,
) -> Result<Response, Refusal> {
    let trouble = manner.tongue.say("sign_in.ended", &[]);
    answered(desks, manner, jar, context! { then, trouble, typed }, StatusCode::UNAUTHORIZED)
}

fn form(
    desks: &Desks,
    manner: &Manner,
    jar: CookieJar,
    then: &str,
    trouble: Option<String>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    answered(desks, manner, jar, context! { then, trouble }, status)
}

fn answered(
    desks: &Desks,
    manner: &Manner,
    jar: CookieJar,
    own: Value,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let token = jar.get(session::FORM).map_or_else(session::secret, |c| c.value().to_owned());
    let jar = jar.add(session::cookie(session::FORM, token.clone(), &desks.settings));
    let page = render::outside(desks, manner, "sign_in.html", context! { token, ..own })?;
    Ok((status, jar, page).into_response())
}

/// Takes name and password.
pub(crate) async fn enter(
    State(desks): State<Desks>,
    jar: CookieJar,
    parts: Parts,
    Form(sent): Form<SignIn>,
) -> Result<Response, Refusal> {
    let manner = Manner::of(&parts, &jar);
    if !jar.get(session::FORM).is_some_and(|c| session::same(c.value(), &sent.token)) {
        return Err(Refusal::Stale);
    }
    let name = sent.name.trim();
    let say = |key: &str, n: u64| Some(manner.tongue.say(key, &[("n", n.into())]));
    // The try counts before it is checked, so that tries sent at once do not all pass.
    if let Err(wait) = desks.throttle.attempt(name, Instant::now()) {
        let trouble = say("sign_in.wait", wait.as_secs() + 1);
        return form(&desks, &manner, jar, &sent.then, trouble, StatusCode::TOO_MANY_REQUESTS);
    }
    let Some(viewer) = known(&desks, name, sent.password).await? else {
        return form(&desks, &manner, jar, &sent.then, say("sign_in.wrong", 0), StatusCode::UNAUTHORIZED);
    };
    desks.throttle.passed(name);
    if !desks.settings.desks.contains(&viewer.role) {
        return form(&desks, &manner, jar, &sent.then, say("sign_in.not_here", 0), StatusCode::FORBIDDEN);
    }
    let secret = session::secret();
    let until = clock::now() + session::LASTS;
    desks.archive.put_session(&session::key(&secret), &viewer.name, "", until).await?;
    desks.archive.note(&viewer, "sign in", "desks").await?;
    let jar =
        jar.remove(removal(session::FORM)).add(session::cookie(session::SESSION, secret, &desks.settings));
    Ok((jar, Redirect::to(inside(&sent.then))).into_response())
}

/// The person of that name and password. A wrong password is written to the audit log.
async fn known(desks: &Desks, name: &str, password: String) -> Result<Option<Viewer>, Refusal> {
    let person = desks.archive.person(name).await?;
    let hash = person.as_ref().map_or(NOBODY, |p| &p.password_hash).to_owned();
    let right = verified(desks, password, hash).await?;
    let viewer = person.map(|p| Viewer { name: p.name, role: p.role, purpose: None });
    if right && viewer.is_some() {
        return Ok(viewer);
    }
    desks.archive.note(&viewer.unwrap_or_else(stranger), "sign in refused", "desks").await?;
    Ok(None)
}

/// Somebody whose name is not known. What was typed is not written down: it may be a password.
fn stranger() -> Viewer {
    Viewer { name: "unknown".to_owned(), role: Role::Public, purpose: None }
}

/// Is it the password of the hash? Few are checked at the same time: each takes 19 MiB and a whole core.
async fn verified(desks: &Desks, password: String, hash: String) -> Result<bool, Refusal> {
    let _turn = desks.doorkeepers.acquire().await.expect("nobody closes it");
    let right = tokio::task::spawn_blocking(move || password::verify(&password, &hash)).await;
    let right = right.map_err(|e| Refusal::Unusable(e.to_string()))?;
    Ok(right.unwrap_or_else(|error| {
        tracing::error!(%error, "the hash kept for a person cannot be used");
        false
    }))
}

/// A form with nothing but its token.
#[derive(Deserialize)]
pub(crate) struct Bare {
    token: String,
}

impl Carries for Bare {
    fn token(&self) -> &str {
        &self.token
    }
}

/// Ends the session.
pub(crate) async fn leave(
    State(desks): State<Desks>,
    jar: CookieJar,
    Posted(visit, _): Posted<Bare>,
) -> Result<Response, Refusal> {
    desks.archive.delete_session(&session::key(&visit.secret)).await?;
    Ok((jar.remove(removal(session::SESSION)), Redirect::to("/sign-in")).into_response())
}

fn removal(name: &'static str) -> axum_extra::extract::cookie::Cookie<'static> {
    axum_extra::extract::cookie::Cookie::build(name).path("/").build()
}

/// Where a choice was made.
#[derive(Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    back: String,
}

/// Chooses the language of the screens.
pub(crate) async fn tongue(
    State(desks): State<Desks>,
    jar: CookieJar,
    Path(code): Path<String>,
    Query(back): Query<Back>,
) -> Response {
    let chosen = Tongue::of_code(&code).unwrap_or(Tongue::English).code();
    choose(&desks, jar, "daftar_tongue", chosen, &back.back)
}

/// Chooses light or dark.
pub(crate) async fn theme(
    State(desks): State<Desks>,
    jar: CookieJar,
    Path(theme): Path<String>,
    Query(back): Query<Back>,
) -> Response {
    choose(&desks, jar, "daftar_theme", theme_of(&theme).unwrap_or("as the system"), &back.back)
}

fn choose(desks: &Desks, jar: CookieJar, name: &'static str, value: &str, back: &str) -> Response {
    let mut cookie = session::cookie(name, value.replace(' ', "-"), &desks.settings);
    cookie.make_permanent();
    (jar.add(cookie), Redirect::to(inside(back))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nobody_can_be_checked_and_never_fits() {
        assert!(!password::verify("anything at all", NOBODY).unwrap());
    }
}
