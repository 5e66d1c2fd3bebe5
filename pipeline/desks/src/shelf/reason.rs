//! Why a scan was set aside, in the language of the screen. Not for finding reasons: decoders and the run
//! write them, in English, and what they say of the particulars stays as they wrote it.

use crate::tongue::Tongue;

/// How the reasons begin, and the message for each.
const REASONS: [(&str, &str); 6] = [
    ("the file is empty", "reason.empty"),
    ("empty file", "reason.empty"),
    ("this is no picture", "reason.no_picture"),
    ("the file is cut short", "reason.cut_short"),
    ("the picture cannot be read", "reason.damaged"),
    ("its reader died twice", "reason.died"),
];

/// The reason as a person reads it.
pub(super) fn said(reason: &str, tongue: Tongue) -> String {
    if tongue == Tongue::English {
        return reason.to_owned();
    }
    let known = REASONS.iter().find_map(|(begin, key)| Some((reason.strip_prefix(begin)?, *key)));
    let Some((rest, key)) = known else { return reason.to_owned() };
    let said = tongue.say(key, &[]);
    match rest.trim_start_matches([':', ' ']) {
        "" => said,
        particulars => format!("{said} ({particulars})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_said_in_the_language_of_the_screen() {
        let cut = "the file is cut short: 1 of 2 rows are there";
        assert_eq!(said(cut, Tongue::English), cut);
        assert_eq!(said(cut, Tongue::Russian), "Файл обрезан (1 of 2 rows are there)");
        assert_eq!(said("the file is empty", Tongue::Tajik), "Файл холӣ аст");
        assert_eq!(said("torn", Tongue::Russian), "torn");
    }
}
