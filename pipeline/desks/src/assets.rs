//! Styles, scripts and fonts, carried inside the program. Not for page images: those are personal and
//! go through [`crate::picture`].

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};

/// Name and content of every file served, listed by build.rs.
const SERVED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/served.rs"));

/// Part of every asset's address: changes when any of them does, so browsers may keep them for ever.
static EDITION: LazyLock<String> = LazyLock::new(|| {
    let mut digest = Sha256::new();
    for (name, bytes) in SERVED {
        digest.update(name.as_bytes());
        digest.update(bytes);
    }
    hex::encode(&digest.finalize()[..6])
});

/// The folder assets are addressed under, as `/static/3fa2…`.
pub(crate) fn folder() -> String {
    format!("/static/{}", *EDITION)
}

/// The bytes of a file that is served.
pub(crate) fn bytes(name: &str) -> Option<&'static [u8]> {
    let at = SERVED.binary_search_by(|(served, _)| (*served).cmp(name)).ok()?;
    Some(SERVED[at].1)
}

/// Answers `/static/{edition}/{name}`; an older edition gets the present file.
pub(crate) async fn serve(Path((_edition, name)): Path<(String, String)>) -> Response {
    let Some(bytes) = bytes(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let headers =
        [(header::CONTENT_TYPE, kind(&name)), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, bytes).into_response()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_tajik_have_their_font_files() {
        for family in ["pt-sans", "pt-serif", "pt-sans-caption"] {
            let wanted = format!("{family}-cyrillic-ext-400-normal.woff2");
            assert!(SERVED.iter().any(|(name, bytes)| *name == wanted && !bytes.is_empty()), "{wanted}");
        }
    }

    #[test]
    fn files_are_listed_in_order_so_that_they_are_found() {
        assert!(SERVED.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
