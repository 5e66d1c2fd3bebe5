//! How a page is turned, by its letters. Not for what pixels alone tell: [`crate::prepare`] finds that first
//! and asks here where it is in doubt.

use image::GrayImage;

use super::{LineModels, RecognizeError, Tesseract, both_ways};
use crate::prepare::Opinion;

/// The model that knows letters in four positions.
pub(super) const MODEL: &str = "osd";

/// Confidence from which a turn is believed. On 30 pages of old hands, which the model does not know, it was
/// confidently wrong up to 6.3; on print and typescript it is right, mostly at 8 to 26.
const SURE: f32 = 8.0;
/// Confidence from which it is an opinion at all.
const LEAST: f32 = 3.0;
/// By how much more surely lines are read one way than the other, for an opinion and to believe it. On 40 pages of
/// hands, type and print, each shown both ways, the wrong way was never the surer one; the right one was by 0.06 to 0.4.
const READ: f64 = 0.05;
const SURELY_READ: f64 = 0.1;

impl Tesseract {
    /// Looks whether the model for [`Tesseract::turn`] is there, without loading it.
    ///
    /// # Errors
    /// It is missing, as trouble of the setting.
    pub fn check_turns(&self) -> Result<(), RecognizeError> {
        self.check(&[MODEL.to_owned()]).map_err(|error| match error {
            RecognizeError::MissingModel { folder, .. } => RecognizeError::NoOrientation { folder },
            other => other,
        })
    }

    /// How the content of a picture is turned; no opinion where too few letters are known. Tesseract knows letters one
    /// by one, and many are others upside down: which end is up is told by `models` where it is not sure that they
    /// stand, for lines that hang make no words.
    pub fn turn(&mut self, models: &LineModels, picture: &GrayImage) -> Option<Opinion> {
        let opinion = self.letters_turn(picture);
        match opinion {
            Some(Opinion { degrees: 0, sure: true } | Opinion { degrees: 90 | 270, .. }) => opinion,
            _ => match (both_ways::stands_by(models, picture).and_then(by_reading), opinion) {
                (Some(read), Some(letters)) if read.sure || !letters.sure => Some(read),
                (_, Some(letters)) => Some(letters),
                // Where letters say nothing, lines may run down the picture.
                (read, None) => read.map(|read| Opinion { sure: false, ..read }),
            },
        }
    }

    /// The same by letters alone; none either where the model `osd` is not there.
    fn letters_turn(&mut self, picture: &GrayImage) -> Option<Opinion> {
        let engine = self.engine(&[MODEL.to_owned()], false).ok()?;
        let found = engine.orientation(picture).ok()??;
        let opinion = Opinion { degrees: found.degrees, sure: found.confidence >= SURE };
        (found.confidence >= LEAST).then_some(opinion)
    }
}

fn by_reading(stands: f64) -> Option<Opinion> {
    let degrees = if stands > 0.0 { 0 } else { 180 };
    (stands.abs() >= READ).then_some(Opinion { degrees, sure: stands.abs() >= SURELY_READ })
}

#[cfg(test)]
mod tests {
    use image::{Luma, imageops};

    use super::*;
    use crate::recognize::TesseractSettings;

    const LINES: [&[u8]; 3] = [
        include_bytes!("../../../../samples/lines/tajik-serif.png"),
        include_bytes!("../../../../samples/lines/russian-serif.png"),
        include_bytes!("../../../../samples/lines/russian-typed.png"),
    ];

    /// A page of printed and typed lines.
    fn page() -> GrayImage {
        let lines: Vec<GrayImage> =
            (0..9).map(|i| image::load_from_memory(LINES[i % 3]).unwrap().to_luma8()).collect();
        let width = lines.iter().map(GrayImage::width).max().unwrap() + 80;
        let height = lines.iter().map(|l| l.height() + 30).sum::<u32>() + 80;
        let mut page = GrayImage::from_pixel(width, height, Luma([245]));
        let mut top = 40;
        for line in &lines {
            imageops::replace(&mut page, line, 40, i64::from(top));
            top += line.height() + 30;
        }
        page
    }

    fn check(picture: &GrayImage, degrees: Option<u16>) {
        let expected = degrees.map(|degrees| Opinion { degrees, sure: true });
        assert_eq!(Tesseract::new(TesseractSettings::default()).turn(&LineModels::none(), picture), expected);
    }

    #[test]
    fn a_printed_page_is_known_in_every_position() {
        check(&page(), Some(0));
        check(&imageops::rotate90(&page()), Some(90));
        check(&imageops::rotate180(&page()), Some(180));
        check(&imageops::rotate270(&page()), Some(270));
    }

    #[test]
    fn paper_is_not_turned() {
        check(&GrayImage::from_pixel(900, 1200, Luma([230])), None);
        check(&GrayImage::new(0, 0), None);
    }

    #[test]
    fn without_the_model_nothing_is_known() {
        let settings = TesseractSettings { models: "/nowhere".into(), ..TesseractSettings::default() };
        assert_eq!(Tesseract::new(settings).turn(&LineModels::none(), &page()), None);
    }

    #[test]
    fn without_the_model_reading_tells_which_end_is_up() {
        let settings = TesseractSettings { models: "/nowhere".into(), ..TesseractSettings::default() };
        let mut engine = Tesseract::new(settings);
        let mut check = |picture: &GrayImage, degrees| {
            let opinion = engine.turn(&LineModels::shipped(), picture);
            assert_eq!(opinion, Some(Opinion { degrees, sure: false }));
        };
        check(&page(), 0);
        check(&imageops::rotate180(&page()), 180);
    }

    #[test]
    fn what_reads_as_well_both_ways_is_no_opinion() {
        assert_eq!(by_reading(0.03), None);
        assert_eq!(by_reading(-0.07), Some(Opinion { degrees: 180, sure: false }));
    }

    #[test]
    fn a_missing_model_is_said_before_anything_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let settings = TesseractSettings { models: folder.path().into(), ..TesseractSettings::default() };
        let said = Tesseract::new(settings).check_turns().unwrap_err().to_string();
        assert!(said.contains("osd.traineddata") && said.contains("tesseract-ocr-osd"), "{said}");
        assert_eq!(Tesseract::new(TesseractSettings::default()).check_turns().ok(), Some(()));
    }
}
