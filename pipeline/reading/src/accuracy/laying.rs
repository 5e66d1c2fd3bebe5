//! Found words laid on the lines of the truth, by area: so that neither the order of reading nor the cutting of lines
//! matters to how many letters are right. Not for counting: see [`super::page`].

use register::{evaluation::ReadBy, language::NO_SCRIPT, layout::Line};

use super::overlap::Shape;

/// Share of the smaller of a word and a line that both must have for the word to stand on the line.
const ON_LINE: f64 = 0.15;

/// A found word, or a found line of which words are not known.
#[derive(Debug, Clone)]
pub(super) struct Piece<'l> {
    pub(super) text: &'l str,
    /// None for a line without words.
    pub(super) weighed: Option<Weighed>,
    shape: Shape,
}

/// How sure a word was read, and by whom.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    pub(super) confidence: f64,
    pub(super) score: f64,
    pub(super) read_by: ReadBy,
}

/// The pieces of lines in the order they were read.
pub(super) fn pieces(read: &[Line]) -> Vec<Piece<'_>> {
    read.iter().filter(|line| has_text(line.text.as_deref())).flat_map(of_line).collect()
}

fn has_text(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

fn of_line(line: &Line) -> Vec<Piece<'_>> {
    let hand = line.hand;
    let words = line.words.iter().filter(|word| !word.outline.is_empty() && !word.text.is_empty());
    let mut pieces: Vec<Piece<'_>> = words
        .map(|word| {
            let read_by = ReadBy {
                engine: Some(word.engine.map_or("several", |engine| engine.as_str()).to_owned()),
                script: Some(line.script.clone().unwrap_or_else(|| NO_SCRIPT.to_owned())),
                hand: Some(hand.as_str().to_owned()),
                kind: None,
            };
            let weighed = Some(Weighed { confidence: word.confidence, score: word.score(), read_by });
            Piece { text: &word.text, weighed, shape: Shape::of(&word.outline) }
        })
        .collect();
    if let (true, Some(text)) = (pieces.is_empty(), line.text.as_deref()) {
        pieces.push(Piece { text, weighed: None, shape: Shape::of(&line.outline) });
    }
    pieces
}

/// What stands on each line of the truth, and what stands on none.
#[derive(Debug)]
pub(super) struct Laid {
    /// Of each line, the places of its pieces in the direction of reading.
    pub(super) lines: Vec<Vec<usize>>,
    /// Places of pieces where the truth has no line.
    pub(super) beside: Vec<usize>,
}

/// Lays `pieces` on `truth`. `from_right`: words of a line are read from right to left.
pub(super) fn lay(pieces: &[Piece<'_>], truth: &[Shape], from_right: bool) -> Laid {
    let mut laid = Laid { lines: vec![Vec::new(); truth.len()], beside: Vec::new() };
    for (place, piece) in pieces.iter().enumerate() {
        let shared = truth.iter().map(|line| piece.shape.overlap(line)).enumerate();
        let most = shared
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .filter(|(line, area)| *area > 0.0 && *area >= ON_LINE * piece.shape.area.min(truth[*line].area));
        match most {
            Some((line, _)) => laid.lines[line].push(place),
            None => laid.beside.push(place),
        }
    }
    for line in &mut laid.lines {
        let across = |place: &usize| pieces[*place].shape.middle();
        line.sort_by(|a, b| across(a).total_cmp(&across(b)).then(a.cmp(b)));
        if from_right {
            line.reverse();
        }
    }
    laid
}

#[cfg(test)]
mod tests {
    use register::{
        geometry::{Point, Rect},
        layout::Word,
    };

    use super::*;

    fn word(left: f64, top: f64, text: &str) -> Word {
        let outline = Rect::new(left, top, left + 40.0, top + 20.0).corners();
        Word { outline, text: text.into(), ..Word::default() }
    }

    fn line(words: Vec<Word>) -> Line {
        Line { text: Some("…".into()), words, ..Line::default() }
    }

    fn truth(top: f64) -> Shape {
        Shape::of(&Rect::new(0.0, top, 200.0, top + 22.0).corners())
    }

    /// Texts laid on truth lines at the heights 0 and 30, and beside them.
    fn check(read: &[Line], from_right: bool, expected: [&[&str]; 3]) {
        let pieces = pieces(read);
        let laid = lay(&pieces, &[truth(0.0), truth(30.0)], from_right);
        let texts = |places: &[usize]| places.iter().map(|p| pieces[*p].text).collect::<Vec<_>>();
        assert_eq!([texts(&laid.lines[0]), texts(&laid.lines[1]), texts(&laid.beside)], expected);
    }

    #[test]
    fn words_of_a_line_stand_from_left_to_right_however_it_was_cut() {
        let read =
            [line(vec![word(100.0, 0.0, "б")]), line(vec![word(0.0, 2.0, "а"), word(50.0, 30.0, "в")])];
        check(&read, false, [&["а", "б"], &["в"], &[]]);
    }

    #[test]
    fn in_arabic_script_they_stand_from_right_to_left() {
        let read = [line(vec![word(0.0, 0.0, "دوم"), word(100.0, 0.0, "اول")])];
        check(&read, true, [&["اول", "دوم"], &[], &[]]);
    }

    #[test]
    fn what_stands_where_nothing_is_written_stands_beside() {
        check(&[line(vec![word(0.0, 80.0, "пятно")])], false, [&[], &[], &["пятно"]]);
    }

    #[test]
    fn a_word_between_lines_goes_to_the_one_it_covers_more() {
        check(&[line(vec![word(0.0, 21.0, "а")])], false, [&[], &["а"], &[]]);
    }

    #[test]
    fn a_line_without_words_stands_for_itself() {
        let outline = [(0.0, 0.0), (90.0, 0.0), (90.0, 20.0)].map(|(x, y)| Point::new(x, y)).to_vec();
        let read = [Line { text: Some("весь".into()), outline, ..Line::default() }];
        check(&read, false, [&["весь"], &[], &[]]);
    }

    #[test]
    fn lines_without_text_were_not_read() {
        assert!(pieces(&[Line::default(), Line { text: Some(" ".into()), ..Line::default() }]).is_empty());
    }
}
