//! Fonts of Debian packages that draw every Tajik letter rightly (checked by outline and raster). Not
//! for handwriting. Packages: fonts-freefont-ttf, fonts-cmu, fonts-liberation2, fonts-paratype.

use ab_glyph::FontArc;
use anyhow::{Context, Result, bail};

const ROOT: &str = "/usr/share/fonts/truetype";

/// Typewriters by name.
const TYPEWRITERS: [(&str, &str); 4] = [
    ("freemono", "freefont/FreeMonoBold.ttf"),
    ("cmu", "cmu/cmuntt.ttf"),
    ("liberation", "liberation2/LiberationMono-Regular.ttf"),
    ("ptmono", "paratype/PTM55F.ttf"),
];

/// Printed forms: text, bold, italic.
const PRINT: [[&str; 3]; 3] = [
    ["paratype/PTF55F.ttf", "paratype/PTF75F.ttf", "paratype/PTF56F.ttf"],
    ["cmu/cmunrm.ttf", "cmu/cmunbx.ttf", "cmu/cmunti.ttf"],
    ["paratype/PTS55F.ttf", "paratype/PTS75F.ttf", "paratype/PTS56F.ttf"],
];

/// The faces of one printed form.
#[derive(Debug, Clone)]
pub(crate) struct PrintFaces {
    /// Labels.
    pub(crate) text: FontArc,
    /// Headings.
    pub(crate) bold: FontArc,
    /// The second language of labels.
    pub(crate) italic: FontArc,
}

/// Number of printed faces and of typewriters.
pub(crate) const CHOICES: (usize, usize) = (PRINT.len(), TYPEWRITERS.len());

fn load(path: &str) -> Result<FontArc> {
    let path = format!("{ROOT}/{path}");
    let bytes = std::fs::read(&path)
        .with_context(|| format!("reading {path}: run scripts/setup, it installs the fonts"))?;
    FontArc::try_from_vec(bytes).with_context(|| format!("{path} is no font"))
}

/// The typewriter of that name, or the `nth`.
pub(crate) fn typewriter(name: Option<&str>, nth: usize) -> Result<FontArc> {
    match name {
        None => load(TYPEWRITERS[nth % TYPEWRITERS.len()].1),
        Some(name) => match TYPEWRITERS.iter().find(|(n, _)| *n == name) {
            Some((_, path)) => load(path),
            None => bail!("no typewriter {name:?}: there are freemono, cmu, liberation and ptmono"),
        },
    }
}

/// The `nth` set of printed faces.
pub(crate) fn print(nth: usize) -> Result<PrintFaces> {
    let [text, bold, italic] = PRINT[nth % PRINT.len()];
    Ok(PrintFaces { text: load(text)?, bold: load(bold)?, italic: load(italic)? })
}
