//! A badly read line as it is shown: its picture, the truth and the reading, with what differs marked. Not for choosing
//! lines.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use minijinja::{Value, context};
use register::evaluation::UNSAID;

use super::{WorstLine, percent};
use crate::tongue::Tongue;

/// A blank that was lost or made up, as a mark; other letters as they are.
pub(super) fn visible(text: &str) -> String {
    if text.trim().is_empty() { text.replace(' ', "␣") } else { text.to_owned() }
}

pub(super) fn shown(line: &WorstLine, tongue: Tongue) -> Value {
    let right_to_left = matches!(line.script.as_str(), "Arab" | "Hebr");
    let picture = (!line.picture.is_empty())
        .then(|| format!("data:image/jpeg;base64,{}", STANDARD.encode(&line.picture)));
    let hand = line.hand.map_or(UNSAID, |hand| hand.as_str());
    context! {
        truth_file => line.truth.clone(), group => line.group.clone(), hand => tongue.word("evaluate", hand),
        cer => percent(line.tally.cer(), tongue), edits => line.tally.letter_edits, picture,
        dir => if right_to_left { "rtl" } else { "ltr" },
        truth => side(line, |s| &s.truth), read => side(line, |s| &s.read),
    }
}

/// One of the two texts in stretches; of a stretch that differs, blanks are made visible and nothing is a mark.
fn side(line: &WorstLine, text: fn(&register::evaluation::Stretch) -> &String) -> Vec<Value> {
    let part = |stretch: &register::evaluation::Stretch| {
        let (differs, text) = (stretch.truth != stretch.read, text(stretch));
        context! { differs, text => if differs { visible(text) } else { text.clone() } }
    };
    line.stretches.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_alone_can_be_seen() {
        assert_eq!([" ", "", "а б"].map(visible), ["␣", "", "а б"]);
    }
}
