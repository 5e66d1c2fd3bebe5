//! Sessions: a secret the browser holds, its digest in the catalogue, and the token its forms carry. Not
//! for who the person may be: that is [`crate::visit`].

use axum_extra::extract::cookie::{Cookie, SameSite};
use rand::RngCore;
use sha2::{Digest, Sha256};

use crate::settings::DeskSettings;

/// The cookie with the session's secret.
pub(crate) const SESSION: &str = "daftar_session";
/// The cookie that ties the sign-in form to the browser that fetched it.
pub(crate) const FORM: &str = "daftar_form";
/// A working day and the evening, milliseconds.
pub(crate) const LASTS: i64 = 12 * 60 * 60 * 1000;

/// 256 random bits, hexadecimal.
pub(crate) fn secret() -> String {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    hex::encode(bytes)
}

/// What the catalogue keeps of a secret.
pub(crate) fn key(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// What forms of the session carry; another site cannot know it.
pub(crate) fn token(secret: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(b"form token\0");
    digest.update(secret.as_bytes());
    hex::encode(digest.finalize())
}

/// Are both the same? Takes as long for all texts of one length.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (x, y)| differ | (x ^ y)) == 0
}

/// A cookie no script reads and no other site sends.
pub(crate) fn cookie(name: &'static str, value: String, settings: &DeskSettings) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(settings.secure_cookies)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_never_holds_what_the_browser_sends() {
        let secret = secret();
        assert_eq!(secret.len(), 64);
        assert_ne!(key(&secret), secret);
        assert_ne!(token(&secret), key(&secret));
    }

    #[test]
    fn texts_are_compared_whole() {
        assert!(same("abc", "abc") && !same("abc", "abd") && !same("abc", "ab"));
    }
}
