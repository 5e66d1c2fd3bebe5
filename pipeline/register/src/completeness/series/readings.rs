//! What an act's number may be, and what it costs to take it for that. Not for what numbers around it say.

use super::super::book::{ActNumber, BookAct};

/// Cost of taking another than the likeliest reading.
const OTHER_READING: f64 = 0.4;
/// Cost of taking a digit for another that looks like it: little less than passing the number over, or two scans that
/// changed places would be two digits misread.
const LOOKS_ALIKE: f64 = 0.9;
/// Digits that are read for each other in type and by hand.
const ALIKE: [(char, char); 3] = [('3', '5'), ('1', '7'), ('6', '8')];
/// What an act's number may be, with what it costs to take it for that.
pub(super) fn readings(act: &BookAct) -> Vec<(ActNumber, f64)> {
    let read = act.numbers.iter().enumerate();
    let mut readings: Vec<(ActNumber, f64)> =
        read.map(|(nth, &number)| (number, if nth == 0 { 0.0 } else { OTHER_READING })).collect();
    for number in act.numbers.first().into_iter().flat_map(|&number| look_alikes(number)) {
        if !readings.iter().any(|(known, _)| *known == number) {
            readings.push((number, LOOKS_ALIKE));
        }
    }
    readings
}

/// The numbers that differ in one digit that looks alike.
fn look_alikes(number: ActNumber) -> impl Iterator<Item = ActNumber> {
    let digits: Vec<char> = number.value.to_string().chars().collect();
    let pairs = ALIKE.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
    let places: Vec<(usize, char)> = pairs
        .flat_map(|(a, b)| {
            (0..digits.len()).filter(|&at| digits[at] == a).map(move |at| (at, b)).collect::<Vec<_>>()
        })
        .collect();
    places.into_iter().filter_map(move |(at, digit)| {
        let text: String = digits.iter().enumerate().map(|(i, &d)| if i == at { digit } else { d }).collect();
        Some(ActNumber { value: text.parse().ok()?, ..number })
    })
}
