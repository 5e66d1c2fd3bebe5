//! Style, fonts and script of a report, inside the file itself. Not for the desks' pages: those fetch theirs.

use std::{fmt::Write as _, sync::LazyLock};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::assets;

/// Faces a report is set in; fewer than the desks', since each is carried in every report.
const FACES: [&str; 3] = ["pt-sans-@-400-normal", "pt-sans-@-700-normal", "pt-serif-@-700-normal"];
/// Those of the report on known texts, which is read in both.
const READING_FACES: [&str; 4] =
    ["pt-sans-@-400-normal", "pt-sans-@-700-normal", "pt-serif-@-400-normal", "pt-serif-@-700-normal"];
/// Letters of the three languages; ғ ӣ қ ӯ ҳ ҷ stand in the last.
const SUBSETS: [&str; 3] = ["latin", "cyrillic", "cyrillic-ext"];

static SHEET: LazyLock<String> = LazyLock::new(|| {
    let mut sheet = fonts(&FACES);
    sheet.push_str(include_str!("../../static/desks.css"));
    sheet.push_str(include_str!("../../static/report.css"));
    sheet
});

/// The rules of the report on known texts: fonts, the desks' colours and type, then its `own`.
pub(crate) fn sheet_of(own: &str) -> String {
    [fonts(&READING_FACES).as_str(), include_str!("../../static/desks.css"), own].concat()
}

/// All rules of style.
pub(super) fn sheet() -> &'static str {
    &SHEET
}

/// What the keys do.
pub(super) fn script() -> &'static str {
    include_str!("../../static/report.js")
}

/// The faces as the desks' sheet of fonts has them, with the files in place of their addresses.
fn fonts(faces: &[&str]) -> String {
    let rules = assets::bytes("fonts.css").and_then(|css| std::str::from_utf8(css).ok()).unwrap_or_default();
    let mut fonts = String::new();
    for face in faces {
        for subset in SUBSETS {
            let name = format!("{}.woff2", face.replace('@', subset));
            let address = format!("url({name})");
            let rule = rules.lines().find(|rule| rule.contains(&address));
            if let (Some(rule), Some(bytes)) = (rule, assets::bytes(&name)) {
                let inside = format!("url(data:font/woff2;base64,{})", STANDARD.encode(bytes));
                let _ = writeln!(fonts, "{}", rule.replace(&address, &inside));
            }
        }
    }
    fonts
}
