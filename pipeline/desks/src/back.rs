//! Addresses people come back to, given in an address. Not for anything outside these desks: a stranger may
//! have made the link.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// `to` when it is an address of the desks, else their door.
pub(crate) fn inside(to: &str) -> &str {
    let bytes = to.as_bytes();
    let ours = bytes.first() == Some(&b'/') && !matches!(bytes.get(1), Some(b'/' | b'\\'));
    if ours && !to.contains(char::is_control) { to } else { "/" }
}

/// `to` when it is a search; else empty.
pub(crate) fn to_search(to: &str) -> &str {
    if path(inside(to)) == "/search" { to } else { "" }
}

/// `to` when it is a search or an act looked at; else empty.
pub(crate) fn to_search_or_act(to: &str) -> &str {
    if path(inside(to)).starts_with("/look/") { to } else { to_search(to) }
}

fn path(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// The address with `back` carried along, if there is any.
pub(crate) fn carried(address: String, back: &str) -> String {
    if back.is_empty() {
        return address;
    }
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}back={}", encoded(back))
}

/// A text as part of an address.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(inside("/search?q=1937"), "/search?q=1937");
        for elsewhere in ["https://example.org", "//example.org", "/\\example.org", "", "/a\nb"] {
            assert_eq!(inside(elsewhere), "/", "{elsewhere:?}");
        }
    }

    #[test]
    fn from_an_act_one_comes_back_to_a_search_and_from_a_page_to_an_act_too() {
        assert_eq!(to_search("/search?q=1937"), "/search?q=1937");
        for other in ["/look/b%2F000001%2Dw1", "/sign-out", "/searching", "//search", "javascript:alert(1)"] {
            assert_eq!(to_search(other), "", "{other}");
        }
        assert_eq!(to_search_or_act("/look/b%2F000001%2Dw1"), "/look/b%2F000001%2Dw1");
        assert_eq!(to_search_or_act("/theme/dark"), "");
    }

    #[test]
    fn the_way_back_is_carried_along() {
        assert_eq!(carried("/look/a".into(), ""), "/look/a");
        assert_eq!(
            carried("/look/a?field=b".into(), "/search?q=1"),
            "/look/a?field=b&back=%2Fsearch%3Fq%3D1"
        );
    }
}
