//! The frame of an image's file that a known text is of, and whether both are of one size. Not for reading it.

use super::truths::KnownText;

/// Sides of a text's page and of its image that differ by no more of themselves are the same: a few pixels of a scan's
/// edge move no line onto its neighbour.
const SAME_SIDE: f64 = 0.001;

/// Frame and its width and height, of an image with frames of these `sizes`; or why the text is not of it.
pub(super) fn of(text: &KnownText, sizes: &[(u32, u32)]) -> Result<(u32, (u32, u32)), String> {
    let frame = match (text.frame, sizes) {
        // Of a document that was taken apart, the frame is the whole image.
        (_, [_]) => 0,
        (Some(frame), _) => frame,
        (None, _) => {
            return Err(format!(
                "its image holds {} pictures, and it does not say of which it is",
                sizes.len()
            ));
        }
    };
    let size = usize::try_from(frame).ok().and_then(|frame| sizes.get(frame));
    let Some(&(width, height)) = size else {
        let held = sizes.len();
        return Err(format!("it is of frame {frame} of its image, which holds {held}, counted from 0"));
    };
    if same_side(text.size.0, width) && same_side(text.size.1, height) {
        return Ok((frame, (width, height)));
    }
    let (of_width, of_height) = text.size;
    Err(format!(
        "it is of an image of {of_width} × {of_height} pixels, and its image has {width} × {height}, where its lines would \
         not lie on the writing; put the image it was made from beside it, or export it again for this one"
    ))
}

/// Is the side that a text says the image's? 0: it says none.
fn same_side(said: u32, is: u32) -> bool {
    said == 0 || f64::from(said.abs_diff(is)) <= SAME_SIDE * f64::from(is)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::commands::evaluate::truths::Text;

    fn text(frame: Option<u32>, size: (u32, u32)) -> KnownText {
        KnownText {
            name: String::new(),
            group: String::new(),
            sha256: String::new(),
            text: Text::Lines(Vec::new()),
            image: PathBuf::new(),
            frame,
            size,
            languages: Vec::new(),
            languages_told: false,
            hand: None,
        }
    }

    /// The frame that is taken, or none with a reason that says `words`.
    fn check(text: &KnownText, sizes: &[(u32, u32)], frame: Option<u32>, words: &str) {
        let found = of(text, sizes);
        assert_eq!(found.as_ref().ok().map(|(frame, _)| *frame), frame, "{found:?}");
        assert!(found.err().unwrap_or_default().contains(words));
    }

    #[test]
    fn the_frame_a_text_names_is_taken() {
        check(&text(Some(1), (30, 40)), &[(10, 20), (30, 40)], Some(1), "");
    }

    #[test]
    fn of_an_image_of_one_frame_it_is_that() {
        check(&text(Some(7), (10, 20)), &[(10, 20)], Some(0), "");
        check(&text(None, (10, 20)), &[(10, 20)], Some(0), "");
    }

    #[test]
    fn where_nobody_says_the_frame_it_is_not_guessed() {
        check(&text(None, (10, 20)), &[(10, 20); 2], None, "2 pictures");
    }

    #[test]
    fn a_frame_that_is_not_there_is_told() {
        check(&text(Some(2), (10, 20)), &[(10, 20); 2], None, "frame 2 of its image, which holds 2");
    }

    #[test]
    fn a_text_of_another_size_is_told_with_both() {
        check(
            &text(None, (1000, 2000)),
            &[(500, 1000)],
            None,
            "1000 × 2000 pixels, and its image has 500 × 1000",
        );
        check(&text(None, (0, 2000)), &[(1000, 1900)], None, "0 × 2000");
    }

    #[test]
    fn an_unknown_size_and_a_few_pixels_are_fine() {
        check(&text(None, (0, 0)), &[(500, 1000)], Some(0), "");
        check(&text(None, (3000, 4001)), &[(3001, 4000)], Some(0), "");
    }
}
