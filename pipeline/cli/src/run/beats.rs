//! Heartbeats: whoever works says again and again that it lives. Not for what is free when they stop: that the catalogue knows.

use std::time::Duration;

use tokio::time::interval;

/// Eight heartbeats within the two minutes after which what a silent machine holds is free.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Beats at once and again and again, until it is dropped.
pub(crate) async fn heartbeats<F: Future<Output = ()>>(mut beat: impl FnMut() -> F) {
    let mut ticks = interval(HEARTBEAT);
    loop {
        ticks.tick().await;
        beat().await;
    }
}
