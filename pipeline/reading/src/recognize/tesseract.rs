//! The recognizer that reads: Tesseract, warm, one engine for each set of languages. Not for the C
//! interface: that is [`crate::engine`].

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use register::language::Direction;

use super::{
    RecognizeError,
    alternatives::of_letters,
    apart::end_words,
    recognizer::{FoundLine, FoundWord, Question, Recognizer, Segmentation},
};
use crate::engine::tesseract::{Engine, EngineTrouble, Look, SeenLine, SeenWord};

/// Where Debian, and then other systems, keep the models.
const KNOWN_FOLDERS: [&str; 3] =
    ["/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata"];

/// Engines kept warm. Each holds 10 to 40 MB of models; a register of four languages needs one for reading, one for
/// figures, and for its word lists one for each language but the first: a list asked for in turn with others must not be
/// opened for every word.
const WARM_ENGINES: usize = 6;

/// Longest time for one picture. A dense A2 spread takes about 40 s on a slow core.
const DEADLINE: Duration = Duration::from_secs(120);

/// How Tesseract is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TesseractSettings {
    /// Folder of the `.traineddata` files.
    pub models: PathBuf,
    /// Longest time for one picture.
    pub deadline: Duration,
}

impl Default for TesseractSettings {
    /// The first folder of models that is there.
    fn default() -> Self {
        let there = KNOWN_FOLDERS.iter().find(|f| Path::new(f).is_dir());
        Self { models: there.unwrap_or(&KNOWN_FOLDERS[0]).into(), deadline: DEADLINE }
    }
}

/// Tesseract with its engines warm.
pub struct Tesseract {
    settings: TesseractSettings,
    /// Languages joined by `+`, whether it gives other readings, and the engine; the one used last stands last.
    engines: Vec<((String, bool), Engine)>,
}

impl Tesseract {
    /// Nothing is loaded before the first picture.
    pub fn new(settings: TesseractSettings) -> Self {
        Self { settings, engines: Vec::new() }
    }

    /// Looks whether all `languages` have their model, without loading any.
    ///
    /// # Errors
    /// The first that is missing, as trouble of the setting.
    pub fn check(&self, languages: &[String]) -> Result<(), RecognizeError> {
        let folder = &self.settings.models;
        if !folder.is_dir() {
            return Err(RecognizeError::NoModels { folder: folder.clone() });
        }
        for language in languages {
            let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/');
            if language.is_empty() || !language.chars().all(named) || language.starts_with('/') {
                return Err(RecognizeError::NoLanguage(language.clone()));
            }
            if !self.model(language).is_file() {
                return Err(RecognizeError::MissingModel {
                    language: language.clone(),
                    folder: folder.clone(),
                });
            }
        }
        Ok(())
    }

    /// Where the model of a language lies.
    pub fn model(&self, language: &str) -> PathBuf {
        self.settings.models.join(format!("{language}.traineddata"))
    }

    /// The warm engine for `languages`, started when it must be.
    pub(super) fn engine(
        &mut self,
        languages: &[String],
        choices: bool,
    ) -> Result<&mut Engine, RecognizeError> {
        let name = languages.join("+");
        if let Some(place) = self.engines.iter().position(|(key, _)| *key == (name.clone(), choices)) {
            let warm = self.engines.remove(place);
            self.engines.push(warm);
        } else {
            self.check(languages)?;
            let started = Engine::start(&self.settings.models, &name, choices);
            let engine = started.map_err(|_| RecognizeError::Start {
                languages: name.clone(),
                folder: self.settings.models.clone(),
            })?;
            if self.engines.len() == WARM_ENGINES {
                self.engines.remove(0);
            }
            self.engines.push(((name, choices), engine));
        }
        Ok(&mut self.engines.last_mut().expect("one was just pushed").1)
    }

    /// A warm engine whose first language is `language`: it knows that language's words only.
    fn first_in(&mut self, language: &String) -> Result<&mut Engine, RecognizeError> {
        let first = |name: &str| name.split('+').next() == Some(language);
        match self.engines.iter().position(|((name, _), _)| first(name)) {
            Some(place) => Ok(&mut self.engines[place].1),
            None => self.engine(std::slice::from_ref(language), true),
        }
    }
}

impl Recognizer for Tesseract {
    fn read(&mut self, question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
        let deadline = self.settings.deadline;
        let look = Look {
            segmentation: mode(question.segmentation),
            ppi: question.ppi,
            signs: if question.segmentation == Segmentation::Figures { "0123456789" } else { "" },
        };
        let engine = self.engine(question.languages, question.alternatives)?;
        let seen = engine.read(question.picture, look, Some(deadline));
        let (width, height) = question.picture.dimensions();
        match seen {
            Ok(lines) => {
                let direction = Direction::of(question.languages);
                Ok(lines.into_iter().map(|line| found_line(line, direction)).collect())
            }
            Err(EngineTrouble::Deadline) => Err(RecognizeError::Deadline(deadline.as_secs())),
            Err(EngineTrouble::Size) => Err(RecognizeError::Size { width, height }),
            Err(EngineTrouble::Refused(why)) => Err(RecognizeError::Refused { width, height, why }),
            Err(EngineTrouble::Start) => Err(RecognizeError::Start {
                languages: question.languages.join("+"),
                folder: self.settings.models.clone(),
            }),
        }
    }

    fn knows(&mut self, word: &str, languages: &[String]) -> Result<bool, RecognizeError> {
        for language in languages {
            if self.first_in(language)?.knows(word) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Tesseract's page segmentation mode (`tesseract --help-psm`).
fn mode(segmentation: Segmentation) -> i32 {
    match segmentation {
        Segmentation::Page => 3,
        Segmentation::Block => 6,
        Segmentation::Line | Segmentation::Figures => 7,
    }
}

fn found_line(seen: SeenLine, direction: Direction) -> FoundLine {
    let words = seen.words.into_iter().map(found_word).collect();
    let mut line = FoundLine { rect: seen.rect, baseline: seen.baseline, words };
    end_words(&mut line, direction);
    line
}

fn found_word(seen: SeenWord) -> FoundWord {
    let alternatives = of_letters(&seen.text, &seen.letters);
    FoundWord {
        rect: seen.rect,
        confidence: f64::from(seen.confidence / 100.0).clamp(0.0, 1.0),
        language: seen.language,
        engine: Some(register::layout::Engine::Tesseract),
        alternatives,
        text: seen.text,
    }
}

#[cfg(test)]
mod tests {
    use image::GrayImage;

    use super::*;
    use crate::accuracy::cer;

    const TAJIK: &[u8] = include_bytes!("../../../../samples/lines/tajik-serif.png");
    const SERIF: &[u8] = include_bytes!("../../../../samples/lines/russian-serif.png");
    const TYPED: &[u8] = include_bytes!("../../../../samples/lines/russian-typed.png");

    fn picture(bytes: &[u8]) -> GrayImage {
        image::load_from_memory(bytes).unwrap().to_luma8()
    }

    fn read(engine: &mut Tesseract, picture: &GrayImage, languages: &[&str]) -> Vec<FoundLine> {
        let languages: Vec<String> = languages.iter().map(|l| (*l).to_owned()).collect();
        let question = Question {
            picture,
            segmentation: Segmentation::Line,
            languages: &languages,
            ppi: None,
            alternatives: true,
        };
        engine.read(&question).unwrap()
    }

    fn text(lines: &[FoundLine]) -> String {
        let words = lines.iter().flat_map(|l| &l.words).map(|w| w.text.as_str());
        words.collect::<Vec<_>>().join(" ")
    }

    fn check_read(bytes: &[u8], languages: &[&str], truth: &str) {
        let mut engine = Tesseract::new(TesseractSettings::default());
        let lines = read(&mut engine, &picture(bytes), languages);
        let rate = cer(&text(&lines), truth);
        assert!(rate <= 0.06, "{rate}: {}", text(&lines));
    }

    #[test]
    fn a_typed_russian_line_is_read() {
        check_read(TYPED, &["rus"], "Рахимов Джамшед, Пенджикент, 1956 г.");
    }

    #[test]
    fn a_line_reads_the_same_whatever_was_read_before() {
        let mut engine = Tesseract::new(TesseractSettings::default());
        let (first, other) = (picture(TAJIK), picture(TYPED));
        let fresh = read(&mut engine, &first, &["tgk", "rus"]);
        read(&mut engine, &other, &["tgk", "rus"]);
        read(&mut engine, &other, &["rus"]);
        assert_eq!(read(&mut engine, &first, &["tgk", "rus"]), fresh);
    }

    #[test]
    fn words_lie_on_the_picture_with_their_readings() {
        let mut engine = Tesseract::new(TesseractSettings::default());
        let typed = picture(TYPED);
        let lines = read(&mut engine, &typed, &["rus"]);
        let words: Vec<&FoundWord> = lines.iter().flat_map(|l| &l.words).collect();
        assert!(words.windows(2).all(|w| w[0].rect.left < w[1].rect.left));
        assert!(words.iter().all(|w| w.rect.right <= f64::from(typed.width()) && w.confidence > 0.3));
        assert!(
            words.iter().filter_map(|w| w.alternatives.first().map(|a| (a, w))).all(|(a, w)| a.0 == w.text)
        );
    }

    #[test]
    fn letters_of_a_second_language_have_other_readings_too() {
        let folder = TesseractSettings::default().models;
        let mut engine = Engine::start(&folder, "tgk+rus", true).unwrap();
        let look = Look { segmentation: mode(Segmentation::Line), ppi: None, signs: "" };
        let lines = engine.read(&picture(SERIF), look, None).unwrap();
        let words = lines.iter().flat_map(|l| &l.words);
        let mut second = words.filter(|w| w.language.as_deref() == Some("rus")).peekable();
        assert!(second.peek().is_some());
        assert!(second.any(|w| w.letters.iter().any(|readings| readings.len() > 1)));
    }

    #[test]
    fn a_missing_model_is_the_archivists_to_put_right() {
        let engine = Tesseract::new(TesseractSettings::default());
        let missing = engine.check(&["rus".to_owned(), "xyz".to_owned()]).unwrap_err();
        assert!(matches!(&missing, RecognizeError::MissingModel { language, .. } if language == "xyz"));
        assert_eq!(missing.kind(), crate::recognize::Trouble::Setting);
    }

    #[test]
    fn a_name_that_leads_out_of_the_folder_is_no_language() {
        let engine = Tesseract::new(TesseractSettings::default());
        for name in ["../rus", "", "/etc/x", "r\0s"] {
            assert!(
                matches!(engine.check(&[name.to_owned()]), Err(RecognizeError::NoLanguage(_))),
                "{name:?}"
            );
        }
    }

    #[test]
    fn a_picture_wider_than_the_engine_counts_is_refused() {
        let mut engine = Tesseract::new(TesseractSettings::default());
        let wide = GrayImage::new(40_000, 2);
        let question = Question {
            picture: &wide,
            segmentation: Segmentation::Line,
            languages: &["rus".to_owned()],
            ppi: None,
            alternatives: false,
        };
        assert!(matches!(engine.read(&question), Err(RecognizeError::Size { width: 40_000, .. })));
    }

    #[test]
    fn reading_stops_at_its_deadline() {
        let settings =
            TesseractSettings { deadline: Duration::from_millis(1), ..TesseractSettings::default() };
        let mut engine = Tesseract::new(settings);
        let line = picture(TYPED);
        let question = Question {
            picture: &line,
            segmentation: Segmentation::Line,
            languages: &["rus".to_owned()],
            ppi: None,
            alternatives: false,
        };
        assert!(matches!(engine.read(&question), Err(RecognizeError::Deadline(_))));
    }
}
