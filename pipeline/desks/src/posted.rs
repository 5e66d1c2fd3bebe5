//! Forms that change something: taken only from a signed-in person whose form carries the session's
//! token. Not for signing in: there is no session yet.

use std::collections::BTreeMap;

use axum::{
    Form,
    body::Body,
    extract::{FromRequest, FromRequestParts, Request},
    http::{header, request::Parts},
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use serde::de::DeserializeOwned;

use crate::{
    Desks, session, sign_in,
    trouble::Refusal,
    visit::{Manner, Visit},
};

/// A form with the token it carries.
pub(crate) trait Carries {
    /// The token.
    fn token(&self) -> &str;
}

/// A form and who sent it.
pub(crate) struct Posted<T>(pub(crate) Visit, pub(crate) T);

impl<T: DeserializeOwned + Carries> FromRequest<Desks> for Posted<T> {
    type Rejection = Response;

    async fn from_request(request: Request, desks: &Desks) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = match Visit::from_request_parts(&mut parts, desks).await {
            Ok(visit) => visit,
            Err(refusal) => return Err(refused(refusal, parts, body, desks).await),
        };
        let request = Request::from_parts(parts, body);
        let Form(form) = Form::<T>::from_request(request, &())
            .await
            .map_err(|e| Refusal::Unusable(e.to_string()).into_response())?;
        let ours = session::same(form.token(), &visit.token);
        if ours { Ok(Self(visit, form)) } else { Err(Refusal::Stale.into_response()) }
    }
}

/// What was typed is given back to somebody whose session has ended. A page's script keeps it itself.
async fn refused(refusal: Refusal, parts: Parts, body: Body, desks: &Desks) -> Response {
    let by_script =
        parts.headers.get(header::ACCEPT).is_some_and(|v| v.as_bytes().starts_with(b"application/json"));
    let Refusal::SignIn(back) = &refusal else { return refusal.into_response() };
    if by_script {
        return refusal.into_response();
    }
    let jar = CookieJar::from_headers(&parts.headers);
    let manner = Manner::of(&parts, &jar);
    let form = Form::<BTreeMap<String, String>>::from_request(Request::from_parts(parts, body), &()).await;
    let typed = form.ok().and_then(|Form(mut form)| form.remove("value")).filter(|typed| !typed.is_empty());
    match typed {
        Some(typed) => sign_in::ended(desks, &manner, jar, back, &typed).into_response(),
        None => refusal.into_response(),
    }
}
