//! Lines read under a constraint: what may stand there is known as a net of letters, and the likeliest of its texts are
//! told beside what is read freely. Not for which of them is right: see [`crate::recognize::constrained`].

use image::GrayImage;

use super::{
    LineModel, LineModelError, LineModels, ReadLetter, allowed, decode,
    ink::InkLine,
    net::Net,
    places,
    reading::{AskedLine, cut, shown},
    scores::LineScores,
    spelled,
};
use crate::recognize::{crop::Crop, recognizer::FoundLine};

/// A text as a line may spell it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::recognize) struct Spelling {
    /// It, without blanks around it.
    pub(in crate::recognize) text: String,
    /// The logarithm of how likely the line is to bear it, over all ways to write it.
    pub(in crate::recognize) log: f64,
    /// Its words on the cut, none where it has no letter.
    pub(in crate::recognize) line: Option<FoundLine>,
}

/// A line as it was cut out, read freely and under a constraint.
pub(in crate::recognize) struct Constrained {
    pub(in crate::recognize) crop: Crop,
    /// As it reads freely.
    pub(in crate::recognize) free: Spelling,
    /// As it was read before; minus infinity where the model has not all of its letters.
    pub(in crate::recognize) first: f64,
    /// The likeliest texts that may stand there, best first.
    pub(in crate::recognize) allowed: Vec<Spelling>,
}

/// What is known of a line before it is read.
#[derive(Debug, Clone, Copy)]
pub(in crate::recognize) struct Constraint<'c> {
    /// What may stand there.
    pub(in crate::recognize) net: &'c Net,
    /// What was read there before.
    pub(in crate::recognize) first: &'c str,
}

/// Letters of a line and how likely they are.
type Told = (Vec<ReadLetter>, f64);

/// Reads lines of `picture` under constraints, the `most` likeliest allowed texts of each; none where no model knows the
/// languages. Each answer tells its place among those asked for; a box that lies outside the picture is left out.
///
/// # Errors
/// Where the model is damaged or stops.
pub(in crate::recognize) fn read_constrained(
    models: &LineModels,
    languages: &[String],
    picture: &GrayImage,
    (asked, constraints): (&[AskedLine], &[Constraint<'_>]),
    most: usize,
) -> Result<Vec<(usize, Constrained)>, LineModelError> {
    let crops = cut(picture, asked);
    let model = if crops.is_empty() { None } else { models.of(languages)? };
    let Some(model) = model else { return Ok(Vec::new()) };
    let told = model.each(&shown(&crops, asked), |at, scores, ink| {
        model.told(&LineScores::of(scores, ink.scale), ink, constraints[crops[at].0], most)
    })?;
    let language = languages.first().map(String::as_str);
    let lines = crops.into_iter().zip(told).map(|((place, crop), (free, first, allowed))| {
        let spelling = |(letters, log): Told| {
            let text: String = letters.iter().map(|read| read.letter).collect();
            let line = asked[place].as_words(&letters, &crop, language);
            Spelling { text: text.trim().to_owned(), log, line }
        };
        let free = spelling(free);
        let allowed = allowed.into_iter().map(spelling).collect();
        (place, Constrained { crop, free, first, allowed })
    });
    Ok(lines.collect())
}

impl LineModel {
    /// A line as it reads freely, how likely it is to read as before, and the likeliest allowed texts.
    fn told(
        &self,
        scores: &LineScores,
        ink: &InkLine,
        constraint: Constraint<'_>,
        most: usize,
    ) -> (Told, f64, Vec<Told>) {
        let told = |(letters, log): (Vec<usize>, f64)| (self.placed(scores, &letters, ink), log);
        let free = scores.likeliest();
        let log = spelled::log_probability(scores, &free);
        let first = self.numbers(constraint.first).map(|letters| spelled::log_probability(scores, &letters));
        let allowed = allowed::likeliest(scores, constraint.net, &self.alphabet, most);
        (told((free, log)), first.unwrap_or(f64::NEG_INFINITY), allowed.into_iter().map(told).collect())
    }

    /// The letters of a text, by their scores; nothing where the model lacks one.
    fn numbers(&self, text: &str) -> Option<Vec<usize>> {
        let number = |letter: char| self.alphabet.iter().position(|&known| known == letter);
        text.chars().map(|letter| Some(number(letter)? + 1)).collect()
    }

    /// Letters of the alphabet where they stand on a line.
    fn placed(&self, scores: &LineScores, letters: &[usize], ink: &InkLine) -> Vec<ReadLetter> {
        let mut read = decode::letters(scores, letters, &self.alphabet, None);
        places::on_ink(&mut read, ink);
        read
    }
}

#[cfg(test)]
mod tests {
    use register::{geometry::Rect, layout::Hand};

    use super::*;
    use crate::recognize::line_model::net::part;

    /// A line of the samples, read under a constraint: its free reading and the best allowed one.
    fn read(file: &str, parts: &[&[&str]]) -> Constrained {
        let path = format!("{}/../../samples/lines/{file}", env!("CARGO_MANIFEST_DIR"));
        let picture = image::open(path).unwrap().into_luma8();
        let whole = Rect::new(0.0, 0.0, picture.width().into(), picture.height().into());
        let net = Net::of(&[parts.iter().map(|texts| part(texts)).collect()]);
        let constraint = Constraint { net: &net, first: "Запись акта о рожлении № 12" };
        let asked = [AskedLine::of(whole, Hand::Handwritten)];
        let models = LineModels::shipped();
        let languages = ["rus".to_owned()];
        let read = read_constrained(&models, &languages, &picture, (&asked, &[constraint]), 3).unwrap();
        read.into_iter().next().unwrap().1
    }

    #[test]
    fn what_is_read_freely_and_may_stand_there_is_as_likely_both_ways() {
        let read =
            read("russian-serif.png", &[&["Запись акта о "], &["рождении", "смерти"], &[" № "], &["##"]]);
        assert_eq!(
            (read.free.text.as_str(), read.allowed[0].text.as_str()),
            ("Запись акта о рождении № 12", "Запись акта о рождении № 12")
        );
        assert!(
            (read.free.log - read.allowed[0].log).abs() < 1e-3,
            "{} {}",
            read.free.log,
            read.allowed[0].log
        );
    }

    #[test]
    fn the_ink_speaks_against_what_is_not_written() {
        let read = read("russian-serif.png", &[&["Запись акта о "], &["браке", "смерти"], &[" № "], &["##"]]);
        assert!(read.allowed[0].text.ends_with("№ 12") && read.free.log - read.allowed[0].log > 20.0);
    }

    #[test]
    fn words_of_an_allowed_text_have_their_places() {
        let read = read("russian-serif.png", &[&["Запись акта о рождении № ##"]]);
        let words = &read.allowed[0].line.as_ref().unwrap().words;
        assert_eq!(words.len(), 6);
        assert!(words.windows(2).all(|pair| pair[0].rect.right <= pair[1].rect.left + 1.0), "{words:?}");
    }

    #[test]
    fn nothing_is_allowed_where_the_net_is_empty() {
        assert!(read("russian-serif.png", &[&[]]).allowed.is_empty());
    }
}
