//! What is kept of a register's lines, and that learning and reading mean the same model. Not for how well a hand is learned: that
//! is measured on real ones.

use super::*;

#[test]
fn greys_that_are_no_line_are_refused() {
    assert!(
        [vec![0; 47], Vec::new()]
            .into_iter()
            .all(|greys| TaughtLine::of(greys, "а", Source::Fields).is_none())
    );
}

#[test]
fn too_few_lines_are_told() {
    let lines = vec![
        TaughtLine {
            picture: GrayImage::new(100, 48),
            text: "Салим".to_owned(),
            source: Source::Written
        };
        12
    ];
    let languages = ["tgk".to_owned()];
    let taught = teach(
        &lines,
        &languages,
        &LineModels::shipped(),
        &Course::default(),
        &learning::one_by_one,
        &mut |_| (),
    );
    assert!(matches!(taught, Err(TeachError::TooFew { lines: 12, .. })), "{taught:?}");
}

#[test]
fn for_a_script_without_a_model_nothing_is_taught() {
    let taught = teach(
        &[],
        &["fas".to_owned()],
        &LineModels::shipped(),
        &Course::default(),
        &learning::one_by_one,
        &mut |_| (),
    );
    assert!(matches!(taught, Err(TeachError::NoModel(_))), "{taught:?}");
}

/// Whole numbers to floats and back, and the sums of both, are those of the same model: what is learned is what will read.
#[test]
fn a_model_that_learned_nothing_reads_as_the_shipped_one() {
    let languages = ["rus".to_owned()];
    let models = LineModels::shipped();
    let (model, (layers, card)) =
        (models.of(&languages).unwrap().unwrap(), models.files(&languages).unwrap());
    let sheet = replayed("Cyrl", model.alphabet());
    let shown: Vec<&TaughtLine> = sheet.iter().step_by(6).map(|replayed| &replayed.line).collect();
    let nothing = Course { passes: 0, ..Course::default() };
    let lessons = lessons(shown.iter().copied());
    let learned = learning::learn(
        layers,
        model.alphabet(),
        (&lessons, &[]),
        &nothing,
        &learning::one_by_one,
        &mut |_| (),
    )
    .unwrap();
    let again = as_taught(&learned.file, card, "Cyrl").unwrap();
    let judged = Compared::of(model, &again, &shown).unwrap().judged();
    assert!(judged.lines > 60 && judged.before < 0.02, "{judged:?}");
    assert!(judged.after < judged.before + 0.003, "{judged:?}");
}
