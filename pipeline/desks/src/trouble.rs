//! What a person is told when something cannot be shown, by who must act. Not for conflicts between
//! people: those are shown where they happen.

use axum::{
    Extension,
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use axum_extra::extract::CookieJar;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{tongue::Tongue, visit::Manner};

/// Why a request is not answered as asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// Nobody is signed in; after signing in the person comes back to the address.
    #[error("nobody is signed in")]
    SignIn(String),
    /// The form's token is not the session's: an old page, or another site sent it.
    #[error("this page is too old: load it again, then send once more")]
    Stale,
    /// The role has no place at this desk.
    #[error("your role has no place at this desk; ask the archivist for another role")]
    Role,
    /// There is no such thing, or none this viewer may know of.
    #[error("there is nothing here that you may see")]
    Nothing,
    /// What was sent cannot be understood.
    #[error("{0}")]
    Unusable(String),
    /// The archive said no, or failed.
    #[error(transparent)]
    Archive(#[from] archive::Error),
    /// A template of ours failed.
    #[error("a page could not be made: {0}")]
    Template(#[from] minijinja::Error),
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Refusal::SignIn(_) => StatusCode::UNAUTHORIZED,
            Refusal::Stale | Refusal::Role => StatusCode::FORBIDDEN,
            Refusal::Nothing => StatusCode::NOT_FOUND,
            Refusal::Unusable(_) => StatusCode::BAD_REQUEST,
            Refusal::Archive(
                archive::Error::NoAct(_) | archive::Error::NoScan(_) | archive::Error::NoRegister(_),
            ) => StatusCode::NOT_FOUND,
            Refusal::Archive(archive::Error::NotAllowed { .. }) => StatusCode::FORBIDDEN,
            Refusal::Archive(error) if error.kind() == archive::Trouble::Fault => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
            // What the archive stands on does not answer just now: what was sent may be sent again.
            Refusal::Archive(
                archive::Error::Store(_) | archive::Error::Catalogue(_) | archive::Error::Index(_),
            ) => StatusCode::SERVICE_UNAVAILABLE,
            Refusal::Archive(_) => StatusCode::CONFLICT,
            Refusal::Template(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// What a refusal says, left on the answer for [`in_tongue`], who knows the language of the screen.
#[derive(Clone)]
struct Told {
    key: &'static str,
    value: String,
}

impl Refusal {
    /// The message and the one value it holds.
    fn told(&self, status: StatusCode) -> Told {
        let told = |key, value: String| Told { key, value };
        match self {
            _ if status == StatusCode::INTERNAL_SERVER_ERROR => {
                let number = fault_number();
                tracing::error!(%number, error = %self, "a desk could not answer");
                told("trouble.fault", number)
            }
            _ if status == StatusCode::NOT_FOUND => told("trouble.nothing", String::new()),
            Refusal::Stale => told("trouble.stale", String::new()),
            Refusal::Role | Refusal::Archive(archive::Error::NotAllowed { .. }) => {
                told("trouble.role", String::new())
            }
            Refusal::Unusable(why) => told("trouble.unusable", why.clone()),
            other if status == StatusCode::SERVICE_UNAVAILABLE => {
                tracing::warn!(error = %other, "the archive does not answer a desk just now");
                told("trouble.setting", other.to_string())
            }
            other => told("trouble.setting", other.to_string()),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if let Refusal::SignIn(back) = &self {
            let to = format!("/sign-in?then={}", utf8_percent_encode(back, NON_ALPHANUMERIC));
            return Redirect::to(&to).into_response();
        }
        let status = self.status();
        (status, Extension(self.told(status))).into_response()
    }
}

/// Puts a refusal into the words of the screen's language.
pub(crate) async fn in_tongue(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let tongue = Manner::of(&parts, &CookieJar::from_headers(&parts.headers)).tongue;
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let Some(told) = response.extensions_mut().remove::<Told>() else { return response };
    let said = tongue.say(told.key, &[("value", told.value.into())]);
    let status = response.status();
    (status, Html(plain_page(status, tongue, &said))).into_response()
}

/// A number to quote, found again in the log.
fn fault_number() -> String {
    format!("{:06}", rand::random_range(0..1_000_000))
}

/// A page that needs nothing, not even templates.
fn plain_page(status: StatusCode, tongue: Tongue, said: &str) -> String {
    let said = said.replace('&', "&amp;").replace('<', "&lt;");
    let (folder, lang) = (crate::assets::folder(), tongue.code());
    format!(
        "<!doctype html><html lang={lang}><meta charset=utf-8><title>Daftar</title>\
         <link rel=stylesheet href={folder}/fonts.css><link rel=stylesheet href={folder}/desks.css>\
         <body class=plain><main><h1>{}</h1><p>{said}</p><p><a href=/>Daftar</a></p></main></body></html>",
        status.as_u16()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(error: archive::Error, expected: StatusCode) {
        assert_eq!(Refusal::Archive(error).status(), expected);
    }

    #[test]
    fn what_the_archive_will_never_do_is_refused() {
        check(archive::Error::Unusable("no such field".into()), StatusCode::CONFLICT);
        check(archive::Error::Fault("ours".into()), StatusCode::INTERNAL_SERVER_ERROR);
    }

    #[tokio::test]
    async fn what_passes_may_be_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("file"), "no folder").unwrap();
        let store = serde_json::json!({ "kind": "folder", "path": path("store") });
        let settings = archive::Settings {
            store: serde_json::from_value(store).unwrap(),
            catalogue: path("file/catalogue.db").display().to_string(),
            index: path("index"),
            closure: Default::default(),
            claim_seconds: 120,
            reserve_bytes: 0,
        };
        let Err(error) = archive::Archive::open(&settings).await else { panic!("a file is no folder") };
        check(error, StatusCode::SERVICE_UNAVAILABLE);
    }
}
