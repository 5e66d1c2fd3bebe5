//! Versions of the stages: a finding holds while the version of its stage holds. Not the version of the
//! program: that one changes with every release, these only when a stage would find something else.

/// Version of `stage` (`prepare`, `layout`, `agree`, `recognize`, `extract`). Whoever changes what a stage
/// finds counts its number up.
pub fn version(stage: &str) -> String {
    let number = match stage {
        "prepare" => 1,
        "layout" => 1,
        "agree" => 1,
        "recognize" => 1,
        "extract" => 1,
        _ => 0,
    };
    format!("{stage}-{number}")
}
