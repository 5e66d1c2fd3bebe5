//! Forms that change something: taken only from a signed-in person whose form carries the session's
//! token. Not for signing in: there is no session yet.

use axum::{
    Form,
    extract::{FromRequest, FromRequestParts, Request},
};
use serde::de::DeserializeOwned;

use crate::{Desks, session, trouble::Refusal, visit::Visit};

/// A form with the token it carries.
pub(crate) trait Carries {
    /// The token.
    fn token(&self) -> &str;
}

/// A form and who sent it.
pub(crate) struct Posted<T>(pub(crate) Visit, pub(crate) T);

impl<T: DeserializeOwned + Carries> FromRequest<Desks> for Posted<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, desks: &Desks) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, desks).await?;
        let request = Request::from_parts(parts, body);
        let Form(form) =
            Form::<T>::from_request(request, &()).await.map_err(|e| Refusal::Unusable(e.to_string()))?;
        if session::same(form.token(), &visit.token) { Ok(Self(visit, form)) } else { Err(Refusal::Stale) }
    }
}
