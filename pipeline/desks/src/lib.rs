//! The desks: HTTP and HTML. Shelf for archivists, act for verifiers, search for clerks, made on the
//! server from templates, with as little script as the keyboard needs.
//!
//! Everything shown comes from [`archive`], asked as a signed-in viewer, who is written to the audit log
//! before anything leaves. This crate never knows engines, masters' pixels, SQL or the index's inside.

use std::sync::Arc;

use archive::Archive;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    response::Redirect,
    routing::{get, post},
};
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;

mod act;
mod assets;
mod back;
mod doubts;
pub mod evaluation;
mod forms;
mod headers;
mod labels;
mod links;
mod look;
mod neighbour;
pub mod password;
mod picture;
mod posted;
mod reader;
mod render;
pub mod report;
mod search;
mod session;
mod settings;
mod shelf;
mod sign_in;
mod spot;
mod throttle;
mod tongue;
mod transcribe;
mod trouble;
mod unsure;
mod visit;

pub use settings::DeskSettings;
pub use tongue::Tongue;
use visit::Visit;

/// Largest form taken, bytes; a remark is a few hundred.
const LARGEST_FORM: usize = 64 * 1024;

/// Passwords checked at the same time; each takes a core for a twentieth of a second and 19 MiB.
const PASSWORDS_AT_ONCE: usize = 3;

/// What every request is answered with. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Desks(Arc<Room>);

/// What the desks share.
pub(crate) struct Room {
    pub(crate) archive: Archive,
    pub(crate) settings: DeskSettings,
    pub(crate) templates: minijinja::Environment<'static>,
    pub(crate) throttle: throttle::Throttle,
    /// Turns at checking a password.
    pub(crate) doorkeepers: Semaphore,
    pub(crate) at_work: act::AtWork,
    pub(crate) lines_given: transcribe::Given,
}

impl std::ops::Deref for Desks {
    type Target = Room;

    fn deref(&self) -> &Room {
        &self.0
    }
}

/// The desks of one open archive.
pub fn router(archive: Archive, settings: DeskSettings) -> Router {
    let templates = render::templates();
    let throttle = throttle::Throttle::default();
    let doorkeepers = Semaphore::new(PASSWORDS_AT_ONCE);
    let (at_work, lines_given) = (act::AtWork::default(), transcribe::Given::default());
    let desks =
        Desks(Arc::new(Room { archive, settings, templates, throttle, doorkeepers, at_work, lines_given }));
    let assets =
        Router::new().route("/static/{edition}/{name}", get(assets::serve)).layer(CompressionLayer::new());
    Router::new()
        .route("/", get(home))
        .route("/sign-in", get(sign_in::page).post(sign_in::enter))
        .route("/sign-out", post(sign_in::leave))
        .route("/tongue/{code}", get(sign_in::tongue))
        .route("/theme/{theme}", get(sign_in::theme))
        .route("/shelf", get(shelf::page))
        .route("/shelf/now", get(shelf::now))
        .route("/sign-off", post(shelf::sign_off))
        .route("/forms", get(forms::list))
        .route("/forms/{id}", get(forms::page).post(forms::save))
        .route("/act", get(act::next))
        .route("/act/{*id}", get(act::page))
        .route("/decide", post(act::decide))
        .route("/close", post(act::close))
        .route("/accept", post(act::accept))
        .route("/transcribe", post(transcribe::say))
        .route("/learn", post(transcribe::learn))
        .route("/transcribe/{register}", get(transcribe::page))
        .route("/line/{register}/{number}/{half}", get(transcribe::cut))
        .route("/search", get(search::page))
        .route("/look/{*id}", get(look::page))
        .route("/page/{register}/{number}/{half}", get(reader::page))
        .route("/image/{register}/{number}/{half}", get(picture::whole))
        .route("/thumbnail/{register}/{number}", get(picture::thumbnail))
        .route("/snippet", get(picture::snippet))
        .with_state(desks)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(middleware::from_fn(trouble::in_tongue))
        .merge(assets)
        .layer(middleware::map_response(headers::add))
        .route("/health", get(async || "ok"))
}

async fn home(visit: Visit) -> Redirect {
    Redirect::to(visit.home())
}
