//! What the tags of transcripts say about a line: how it was written, and whether it stands in the margin. Ours are
//! few; others use SegmOnto, PAGE's productions or words of their own. Not for telling it from pixels.

use register::{layout::Hand, page::Half};

/// The zone of a marginal note in SegmOnto, <https://segmonto.github.io>.
pub(crate) const MARGIN: &str = "MarginTextZone";

/// The hand a tag names, if it names one: `printed`, `DefaultLine:Typewritten`, `handwritten-cursive`, `SealZone`.
pub(crate) fn hand_of(label: &str) -> Option<Hand> {
    let label = label.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
    // By hand first: PAGE has handwritten-printscript.
    if says(&["handwritten", "manuscript"]) {
        Some(Hand::Handwritten)
    } else if says(&["typed", "typewritten"]) {
        Some(Hand::Typed)
    } else if says(&["stamp", "sealzone"]) || label == "seal" {
        Some(Hand::Stamp)
    } else if says(&["printed"]) || label.split(':').any(|part| part == "print") {
        Some(Hand::Printed)
    } else {
        None
    }
}

/// Does a tag call a line a heading? In the ground truth of registers those are words of the form, and so print.
pub(crate) fn is_heading(label: &str) -> bool {
    label.eq_ignore_ascii_case("HeadingLine")
}

/// Does a tag say that what it is on stands in the margin?
pub(crate) fn is_margin(label: &str) -> bool {
    let label = label.to_lowercase();
    label.starts_with("margin")
}

/// How a half is called where we write it; as in the JSON.
pub(crate) fn half_name(half: Half) -> &'static str {
    match half {
        Half::Whole => "whole",
        Half::Left => "left",
        Half::Right => "right",
    }
}

/// The half that is called so.
pub(crate) fn half_of(name: &str) -> Option<Half> {
    [Half::Whole, Half::Left, Half::Right].into_iter().find(|half| half_name(*half) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hands_are_known_by_many_names() {
        let check = |label: &str, hand: Option<Hand>| assert_eq!(hand_of(label), hand, "{label}");
        check("printed", Some(Hand::Printed));
        check("DefaultLine:Print", Some(Hand::Printed));
        check("HeadingLine", None);
        check("DefaultLine:Typewritten", Some(Hand::Typed));
        check("handwritten-printscript", Some(Hand::Handwritten));
        check("StampZone", Some(Hand::Stamp));
        check("DefaultLine", None);
        check("MainZone", None);
    }

    #[test]
    fn our_own_names_of_hands_come_back() {
        for hand in [Hand::Printed, Hand::Typed, Hand::Handwritten, Hand::Stamp] {
            assert_eq!(hand_of(hand.as_str()), Some(hand));
        }
    }

    #[test]
    fn margins_are_known_in_both_vocabularies() {
        assert!(["MarginTextZone", "MarginTextZone:note", "marginalia"].map(is_margin).iter().all(|&m| m));
        assert!(!is_margin("MainZone"));
    }
}
