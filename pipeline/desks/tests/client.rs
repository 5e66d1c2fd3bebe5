//! A browser without a screen: keeps cookies, sends forms, follows nothing. Not for scripts: see
//! `browser`.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderName, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::book::PASSWORD;

/// The name the desks are reached under.
const HOST: &str = "desks.example";

/// One browser.
pub(crate) struct Client {
    desks: Router,
    cookies: BTreeMap<String, String>,
    /// The token of the last page, for forms.
    pub(crate) token: String,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// Where it leads.
    pub(crate) fn leads_to(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |v| v.to_str().unwrap())
    }
}

impl Client {
    pub(crate) fn new(desks: &Router) -> Self {
        Self { desks: desks.clone(), cookies: BTreeMap::new(), token: String::new() }
    }

    /// Signed in as somebody.
    pub(crate) async fn of(desks: &Router, name: &str) -> Self {
        let mut client = Self::new(desks);
        client.get("/sign-in").await;
        let answer = client.sign_in(name, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        client
            .get(match name {
                "Zarina" => "/shelf",
                _ => "/search",
            })
            .await;
        client
    }

    pub(crate) async fn sign_in(&mut self, name: &str, password: &str) -> Answer {
        let token = self.token.clone();
        self.post("/sign-in", &[("name", name), ("password", password), ("token", &token)]).await
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, Body::empty(), "text/html").await
    }

    /// A form as a browser without scripts sends it.
    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, encoded(form), "text/html").await
    }

    /// A form as the desk's script sends it.
    pub(crate) async fn post_by_script(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, encoded(form), "application/json").await
    }

    /// The same, sent from the page `from` of these desks.
    pub(crate) async fn post_from(&mut self, from: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let from = [(header::REFERER, format!("http://{HOST}{from}"))];
        self.send_with(Method::POST, path, encoded(form), "text/html", &from).await
    }

    async fn send(&mut self, method: Method, path: &str, body: Body, accept: &str) -> Answer {
        self.send_with(method, path, body, accept, &[]).await
    }

    async fn send_with(
        &mut self,
        method: Method,
        path: &str,
        body: Body,
        accept: &str,
        more: &[(HeaderName, String)],
    ) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let mut request = Request::builder();
        for (name, value) in more {
            request = request.header(name, value);
        }
        let request = request
            .header(header::HOST, HOST)
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT, accept)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .unwrap();
        let response = self.desks.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        if let Some(token) = body.split("name=\"token\" value=\"").nth(1) {
            self.token = token.split('"').next().unwrap().to_owned();
        }
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

fn encoded(form: &[(&str, &str)]) -> Body {
    let escape = |text: &str| {
        text.bytes().fold(String::new(), |mut out, b| {
            match b {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(b)),
                _ => out.push_str(&format!("%{b:02X}")),
            }
            out
        })
    };
    let pairs: Vec<String> = form.iter().map(|(k, v)| format!("{}={}", escape(k), escape(v))).collect();
    Body::from(pairs.join("&"))
}

/// An act's id in an address.
pub(crate) fn path(begin: &str, id: &str) -> String {
    format!("{begin}/{}", id.replace('/', "%2F"))
}
