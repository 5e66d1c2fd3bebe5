//! How fast scans were read lately, told from when each was finished. Not for the pace of a run in this process, which
//! knows more: the command line's own.

/// A longer gap between two finished scans is a pause, milliseconds: no reader may take longer over a stage
/// (`[read] seconds_a_scan` is 180 unless set).
const PAUSE: i64 = 180_000;
/// Gaps between finished scans before a rate is worth telling.
const ENOUGH: usize = 3;

/// Scans a minute while scans were read: `finished` are the moments, in milliseconds and ascending, at which they were
/// finished. Pauses count for nothing. `None` where too few were finished to tell.
pub fn scans_a_minute(finished: &[i64]) -> Option<f64> {
    let gaps = finished.windows(2).map(|pair| pair[1] - pair[0]);
    let worked: Vec<i64> = gaps.filter(|gap| (0..=PAUSE).contains(gap)).collect();
    let time: i64 = worked.iter().sum();
    (worked.len() >= ENOUGH && time > 0).then(|| worked.len() as f64 * 60_000.0 / time as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `seconds`: when scans were finished.
    fn check(seconds: &[i64], expected: Option<f64>) {
        let finished: Vec<i64> = seconds.iter().map(|s| s * 1000).collect();
        assert_eq!(scans_a_minute(&finished), expected);
    }

    #[test]
    fn a_run_that_has_only_begun_has_its_full_rate() {
        check(&[0, 2, 4, 6], Some(30.0));
    }

    #[test]
    fn time_in_which_nothing_was_read_is_no_part_of_the_rate() {
        check(&[0, 2, 4, 500, 502, 504], Some(30.0));
    }

    #[test]
    fn slow_scans_are_work_and_no_pause() {
        check(&[0, 150, 300, 450], Some(0.4));
    }

    #[test]
    fn nothing_is_guessed_from_a_few_scans() {
        check(&[], None);
        check(&[0, 2, 4], None);
        check(&[0, 300, 600, 900], None);
    }

    #[test]
    fn scans_finished_in_one_moment_tell_nothing() {
        check(&[7, 7, 7, 7, 7], None);
    }
}
