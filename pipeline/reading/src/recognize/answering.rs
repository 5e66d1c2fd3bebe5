//! An engine for tests that gives one answer after another, whatever it is shown, and knows a few words. Not for how a
//! real engine reads.

use register::geometry::Rect;

use super::{
    FoundLine, FoundWord, LineModels, Question, Reader, RecognizeError, RecognizeOptions, Recognizer,
};

/// Gives one answer after another.
struct Says {
    answers: Vec<(&'static str, f64)>,
    asked: usize,
    knows: &'static [&'static str],
}

impl Recognizer for Says {
    fn read(&mut self, question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
        let (width, height) = question.picture.dimensions();
        let rect = Rect::new(0.0, 0.0, width.into(), height.into());
        let answer = self.answers.get(self.asked).copied();
        self.asked += 1;
        Ok(answer.map(|(text, confidence)| line(&[(text, confidence, rect)])).into_iter().collect())
    }

    fn knows(&mut self, word: &str, _languages: &[String]) -> Result<bool, RecognizeError> {
        Ok(self.knows.contains(&word))
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
    with_models(&LineModels::none(), answers, &[], act)
}

/// The same with line models of our own at hand, and an engine in whose word lists the words stand that it `knows`.
pub(super) fn with_models<T>(
    lines: &LineModels,
    answers: &[(&'static str, f64)],
    knows: &'static [&'static str],
    act: impl FnOnce(&mut Reader<'_>) -> T,
) -> (T, usize) {
    let mut engine = Says { answers: answers.to_vec(), asked: 0, knows };
    let (languages, options) = (["rus".to_owned()], RecognizeOptions::default());
    let mut reader = Reader {
        lines,
        engine: &mut engine,
        languages: &languages,
        options: &options,
        ppi: None,
        doubts: Vec::new(),
    };
    let outcome = act(&mut reader);
    (outcome, engine.asked)
}
