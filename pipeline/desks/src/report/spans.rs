//! Labels and numbers in a row, written short. Not for what they are numbers of.

/// Longest list of single numbers; a longer one is cut.
const MOST_SPANS: usize = 12;

/// `40, 41, 79–82` for single labels and numbers, in their order.
pub(super) fn spans(labels: &[String]) -> String {
    let mut spans: Vec<(String, String, Option<u32>)> = Vec::new();
    for label in labels {
        let value: Option<u32> = label.parse().ok();
        match spans.last_mut() {
            Some((_, last, end)) if value.is_some() && *end == value.and_then(|v| v.checked_sub(1)) => {
                (*last, *end) = (label.clone(), value);
            }
            _ => spans.push((label.clone(), label.clone(), value)),
        }
    }
    let more = if spans.len() > MOST_SPANS { ", …" } else { "" };
    let written = spans
        .iter()
        .take(MOST_SPANS)
        .map(|(first, last, _)| if first == last { first.clone() } else { format!("{first}–{last}") });
    written.collect::<Vec<_>>().join(", ") + more
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(labels: &[&str], expected: &str) {
        let labels: Vec<String> = labels.iter().map(|l| (*l).to_owned()).collect();
        assert_eq!(spans(&labels), expected);
    }

    #[test]
    fn numbers_in_a_row_are_a_span() {
        check(&["40", "41", "43", "79", "80", "81"], "40–41, 43, 79–81");
        check(&["12", "12а", "13"], "12, 12а, 13");
        check(&[], "");
    }
}
