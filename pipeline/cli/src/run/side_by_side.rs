//! Files put to readers side by side, outside an archive; the answers come in the order of the files, whoever was quicker.
//! Not for registers: see [`super::run`].

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Mutex},
};

use tokio::task::JoinSet;

use super::lock;
use crate::reader::{parent::ReaderSettings, scan::ScanReader};

/// What is done with one piece of work and a reader.
pub(crate) type Doing<'r, T> = Pin<Box<dyn Future<Output = anyhow::Result<T>> + Send + 'r>>;

/// Does all of `work` with `jobs` readers.
///
/// # Errors
/// The first that would stop everything.
pub(crate) async fn side_by_side<W, T>(
    jobs: usize,
    readers: &Arc<ReaderSettings>,
    work: Vec<W>,
    does: for<'r> fn(&'r mut ScanReader, W) -> Doing<'r, T>,
) -> anyhow::Result<Vec<T>>
where
    W: Send + 'static,
    T: Send + 'static,
{
    let count = work.len();
    let queue: Arc<Mutex<VecDeque<(usize, W)>>> =
        Arc::new(Mutex::new(work.into_iter().enumerate().collect()));
    let mut workers = JoinSet::new();
    for _ in 0..jobs.clamp(1, count.max(1)) {
        let (queue, readers) = (Arc::clone(&queue), Arc::clone(readers));
        workers.spawn(async move {
            let (mut reader, mut done) = (ScanReader::new(readers), Vec::new());
            while let Some((place, work)) = next(&queue) {
                done.push((place, does(&mut reader, work).await?));
            }
            anyhow::Ok(done)
        });
    }
    let mut all = Vec::with_capacity(count);
    while let Some(done) = workers.join_next().await {
        // Where one of them fails all others end with the set.
        all.extend(done.map_err(|panic| anyhow::Error::new(panic).context("a worker"))??);
    }
    all.sort_by_key(|(place, _)| *place);
    Ok(all.into_iter().map(|(_, answer)| answer).collect())
}

fn next<W>(queue: &Mutex<VecDeque<(usize, W)>>) -> Option<(usize, W)> {
    lock(queue).pop_front()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ReadSection;

    fn readers() -> Arc<ReaderSettings> {
        Arc::new(ReaderSettings::new(&ReadSection::default(), std::path::Path::new("")).unwrap())
    }

    /// Later pieces are done sooner.
    fn slowly(_: &mut ScanReader, n: usize) -> Doing<'_, usize> {
        Box::pin(async move {
            for _ in 0..(10 - n) {
                tokio::task::yield_now().await;
            }
            if n == 7 { Err(anyhow::anyhow!("seven")) } else { Ok(n) }
        })
    }

    #[tokio::test]
    async fn answers_come_in_the_order_of_the_work() {
        let done = side_by_side(3, &readers(), (0..7).collect(), slowly).await.unwrap();
        assert_eq!(done, (0..7).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn of_no_work_there_is_no_answer() {
        assert!(side_by_side(2, &readers(), Vec::new(), slowly).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn trouble_stops_all() {
        assert!(side_by_side(2, &readers(), (0..9).collect(), slowly).await.is_err());
    }
}
