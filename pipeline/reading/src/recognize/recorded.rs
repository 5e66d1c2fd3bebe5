//! The recognizer that remembers: answers recorded from a real run, found again by digest of the
//! question, so that a journey through the whole program takes seconds. Not for measuring accuracy.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    RecognizeError,
    recognizer::{FoundLine, Question, Recognizer},
};

/// Answers by digest of their question.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Answers(BTreeMap<String, Vec<FoundLine>>);

/// A recording being played.
#[derive(Debug, Clone)]
pub struct Recorded {
    file: PathBuf,
    answers: Answers,
}

impl Recorded {
    /// Opens a recording made by [`Recording`].
    ///
    /// # Errors
    /// When the file cannot be read or is no recording.
    pub fn open(file: &Path) -> Result<Self, RecognizeError> {
        let unusable = |why: String| RecognizeError::Recording { file: file.to_owned(), why };
        let text = fs::read(file).map_err(|e| unusable(e.to_string()))?;
        let answers = serde_json::from_slice(&text).map_err(|e| unusable(e.to_string()))?;
        Ok(Self { file: file.to_owned(), answers })
    }
}

impl Recognizer for Recorded {
    fn read(&mut self, question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
        let digest = digest(question);
        match self.answers.0.get(&digest) {
            Some(lines) => Ok(lines.clone()),
            None => Err(RecognizeError::NotRecorded { file: self.file.clone(), digest }),
        }
    }
}

/// A recognizer that writes down what another one answers.
pub struct Recording<R> {
    inner: R,
    answers: Answers,
}

impl<R: Recognizer> Recording<R> {
    /// Listens to `inner`.
    pub fn of(inner: R) -> Self {
        Self { inner, answers: Answers::default() }
    }

    /// Writes all answers heard so far, added to those `file` holds already.
    ///
    /// # Errors
    /// When the file cannot be written, or holds something that is no recording.
    pub fn save(&self, file: &Path) -> Result<(), RecognizeError> {
        let mut answers = if file.exists() { Recorded::open(file)?.answers } else { Answers::default() };
        answers.0.extend(self.answers.0.clone());
        let unusable = |why: String| RecognizeError::Recording { file: file.to_owned(), why };
        let text = serde_json::to_vec(&answers).map_err(|e| unusable(e.to_string()))?;
        fs::write(file, text).map_err(|e| unusable(e.to_string()))
    }
}

impl<R: Recognizer> Recognizer for Recording<R> {
    fn read(&mut self, question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
        let lines = self.inner.read(question)?;
        self.answers.0.insert(digest(question), lines.clone());
        Ok(lines)
    }
}

/// SHA-256 over everything an answer depends on, the first 16 bytes in hexadecimal.
fn digest(question: &Question<'_>) -> String {
    let mut hash = Sha256::new();
    let (width, height) = question.picture.dimensions();
    let ppi = question.ppi.unwrap_or(0);
    for number in [width, height, ppi, question.segmentation as u32, u32::from(question.alternatives)] {
        hash.update(number.to_le_bytes());
    }
    hash.update(question.languages.join("+"));
    hash.update([0]);
    hash.update(question.picture.as_raw());
    hex::encode(&hash.finalize()[..16])
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Luma};
    use register::geometry::Rect;

    use super::*;
    use crate::recognize::recognizer::{FoundWord, Segmentation};

    /// Says how dark the first pixel is.
    struct Teller;

    impl Recognizer for Teller {
        fn read(&mut self, question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
            let text = question.picture.get_pixel(0, 0).0[0].to_string();
            let word = FoundWord { text, confidence: 0.5, ..FoundWord::default() };
            Ok(vec![FoundLine { rect: Rect::new(0.0, 0.0, 2.0, 1.5), words: vec![word], baseline: None }])
        }
    }

    fn question<'a>(picture: &'a GrayImage, languages: &'a [String]) -> Question<'a> {
        Question { picture, segmentation: Segmentation::Line, languages, ppi: None, alternatives: false }
    }

    #[test]
    fn a_recording_answers_what_it_heard_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("answers.json");
        let languages = ["tgk".to_owned()];
        let (dark, light) = (GrayImage::from_pixel(3, 2, Luma([7])), GrayImage::from_pixel(3, 2, Luma([9])));
        let mut recording = Recording::of(Teller);
        let heard = recording.read(&question(&dark, &languages)).unwrap();
        recording.save(&file).unwrap();

        let mut recorded = Recorded::open(&file).unwrap();
        assert_eq!(recorded.read(&question(&dark, &languages)).unwrap(), heard);
        let unheard = recorded.read(&question(&light, &languages)).unwrap_err();
        assert!(matches!(unheard, RecognizeError::NotRecorded { .. }));
        let russian = ["rus".to_owned()];
        assert!(recorded.read(&question(&dark, &russian)).is_err());
    }

    #[test]
    fn saving_twice_keeps_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("answers.json");
        let languages = ["tgk".to_owned()];
        let pictures = [GrayImage::from_pixel(3, 2, Luma([7])), GrayImage::from_pixel(3, 2, Luma([9]))];
        for picture in &pictures {
            let mut recording = Recording::of(Teller);
            recording.read(&question(picture, &languages)).unwrap();
            recording.save(&file).unwrap();
        }
        let mut recorded = Recorded::open(&file).unwrap();
        assert!(pictures.iter().all(|p| recorded.read(&question(p, &languages)).is_ok()));
    }

    #[test]
    fn a_file_that_is_no_recording_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("answers.json");
        fs::write(&file, "no json").unwrap();
        assert!(Recorded::open(&file).unwrap_err().to_string().contains("answers.json"));
    }
}
