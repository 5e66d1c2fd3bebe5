//! An engine for tests that gives one answer after another, whatever it is shown. Not for how a real engine reads.

use register::geometry::Rect;

use super::{
    FoundLine, FoundWord, LineModels, Question, Reader, RecognizeError, RecognizeOptions, Recognizer,
};

/// Gives one answer after another.
struct Says {
    answers: Vec<(&'static str, f64)>,
    asked: usize,
}

impl Recognizer for Says {
    fn read(&mut self, question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
        let (width, height) = question.picture.dimensions();
        let rect = Rect::new(0.0, 0.0, width.into(), height.into());
        let answer = self.answers.get(self.asked).copied();
        self.asked += 1;
        Ok(answer.map(|(text, confidence)| line(&[(text, confidence, rect)])).into_iter().collect())
    }
}

/// A line of words, each as text, confidence and box.
pub(super) fn line(words: &[(&str, f64, Rect)]) -> FoundLine {
    let word = |&(text, confidence, rect): &(&str, f64, Rect)| FoundWord {
        rect,
        text: text.into(),
        confidence,
        ..FoundWord::default()
    };
    FoundLine { words: words.iter().map(word).collect(), ..FoundLine::default() }
}

/// What `act` comes to where the engine gives `answers` one after another, and nothing behind the last; and how often
/// it was asked.
pub(super) fn with_reader<T>(
    answers: &[(&'static str, f64)],
    act: impl FnOnce(&mut Reader<'_>) -> T,
) -> (T, usize) {
    let mut engine = Says { answers: answers.to_vec(), asked: 0 };
    let (languages, options) = (["rus".to_owned()], RecognizeOptions::default());
    let lines = LineModels::none();
    let mut reader = Reader {
        lines: &lines,
        engine: &mut engine,
        languages: &languages,
        options: &options,
        ppi: None,
        doubts: Vec::new(),
    };
    let outcome = act(&mut reader);
    (outcome, engine.asked)
}
