//! Small matters of writing for people: numbers, sizes, durations, colour. Not for what is said.

use std::{io::IsTerminal as _, time::Duration};

/// May stderr be coloured? Only at a terminal, and never against `NO_COLOR`.
pub(crate) fn colour() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    std::io::stderr().is_terminal() && !refused
}

/// 1086 as `1,086`.
pub(crate) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Bytes as `8.1 GB`, in powers of ten as disks are sold.
pub(crate) fn size(bytes: u64) -> String {
    let (scale, unit) = match bytes {
        0..1_000 => return format!("{bytes} bytes"),
        1_000..1_000_000 => (1e3, "kB"),
        1_000_000..1_000_000_000 => (1e6, "MB"),
        _ => (1e9, "GB"),
    };
    format!("{:.1} {unit}", bytes as f64 / scale)
}

/// Seconds under two minutes, minutes under two hours, then hours.
pub(crate) fn duration(time: Duration) -> String {
    match time.as_secs() {
        s @ 0..120 => format!("{s} s"),
        s @ 120..7200 => format!("{} min", (s + 30) / 60),
        s => format!("{} h", (s + 1800) / 3600),
    }
}

/// The time of day where the machine stands, as `10:41:52`.
pub(crate) fn clock() -> String {
    jiff::Zoned::now().strftime("%H:%M:%S").to_string()
}

/// The day and the time of day where the machine stands, as `2026-11-17` and `10:41`.
pub(crate) fn date_and_clock() -> (String, String) {
    let now = jiff::Zoned::now();
    (now.strftime("%Y-%m-%d").to_string(), now.strftime("%H:%M").to_string())
}

/// The time of day after `left`, as `11:04`, with the weekday where that is not today.
pub(crate) fn clock_after(left: Duration) -> String {
    let now = jiff::Zoned::now();
    let Ok(then) = now.checked_add(left) else { return String::new() };
    let format = if then.date() == now.date() { "%H:%M" } else { "%a %H:%M" };
    then.strftime(format).to_string()
}

/// `1 scan`, `2 scans`, `2,000 scans`.
pub(crate) fn count(n: usize, word: &str) -> String {
    format!("{} {word}{}", number(n), if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(
            [number(0), number(999), number(1086), number(1_234_567)],
            ["0", "999", "1,086", "1,234,567"]
        );
    }

    #[test]
    fn sizes_are_in_powers_of_ten() {
        assert_eq!([size(12), size(41_288_704), size(8_100_000_000)], ["12 bytes", "41.3 MB", "8.1 GB"]);
    }

    #[test]
    fn durations_are_as_exact_as_one_needs() {
        let seconds = [35, 150, 35 * 60, 3 * 3600].map(|s| duration(Duration::from_secs(s)));
        assert_eq!(seconds, ["35 s", "3 min", "35 min", "3 h"]);
    }

    #[test]
    fn one_scan_is_no_scans() {
        assert_eq!([count(1, "scan"), count(2, "scan")], ["1 scan", "2 scans"]);
    }
}
