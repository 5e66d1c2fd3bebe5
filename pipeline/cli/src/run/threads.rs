//! Threads for the jobs of learning, one a core. Not for reading: that is done by readers.

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Threads, each with a pool of its own: products of matrices would else be shared out among all of them, which costs more than it saves.
pub(crate) struct Threads(Vec<ThreadPool>);

impl Threads {
    /// One a core.
    ///
    /// # Errors
    /// The system starts no threads.
    pub(crate) fn one_a_core() -> anyhow::Result<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let pools = (0..cores).map(|_| ThreadPoolBuilder::new().num_threads(1).build());
        Ok(Self(pools.collect::<Result<_, _>>()?))
    }

    /// Does a job for each number from 0 to less than `count`, as many at a time as there are threads.
    pub(crate) fn together(&self, count: usize, job: &(dyn Fn(usize) + Sync)) {
        for first in (0..count).step_by(self.0.len()) {
            std::thread::scope(|scope| {
                for (number, pool) in (first..count).zip(&self.0) {
                    scope.spawn(move || pool.install(|| job(number)));
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn every_job_is_done_once() {
        let done = Mutex::new(Vec::new());
        let threads = Threads::one_a_core().unwrap();
        threads.together(7, &|number| done.lock().unwrap().push(number));
        let mut done = done.into_inner().unwrap();
        done.sort_unstable();
        assert_eq!(done, [0, 1, 2, 3, 4, 5, 6]);
    }
}
