//! Takes the fonts and the page viewer out of web/node_modules (put there by scripts/setup from the lock
//! file) and lists every file the desks serve, so that the program carries them. Not for building them.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// Font families, weights and styles the screens use, by package name.
const FONTS: [(&str, &[&str]); 4] = [
    ("pt-sans", &["400-normal", "700-normal"]),
    ("pt-sans-caption", &["400-normal"]),
    ("pt-serif", &["400-normal", "400-italic", "700-normal"]),
    ("noto-naskh-arabic", &["400-normal"]),
];

/// Subsets a family comes in; ғ ӣ қ ӯ ҳ ҷ stand in `cyrillic-ext`.
const SUBSETS: [&str; 5] = ["cyrillic-ext", "cyrillic", "latin-ext", "latin", "arabic"];

fn main() {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    let modules = root.join("web/node_modules");
    for watched in ["static", "web/package-lock.json", "web/node_modules/.package-lock.json", "build.rs"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    if !modules.join("openseadragon").is_dir() {
        println!(
            "cargo::error=the fonts and the page viewer of the desks are not here yet: run scripts/setup"
        );
        return;
    }
    let mut served = Vec::new();
    let mut faces = String::new();
    for (family, styles) in FONTS {
        take_family(&modules, &out, family, styles, &mut served, &mut faces);
    }
    fs::write(out.join("fonts.css"), faces).expect("the build folder can be written");
    served.push(("fonts.css".to_owned(), out.join("fonts.css")));
    let viewer = out.join("openseadragon.js");
    fs::copy(modules.join("openseadragon/build/openseadragon/openseadragon.min.js"), &viewer)
        .expect("the viewer can be copied");
    served.push(("openseadragon.js".to_owned(), viewer));
    for entry in fs::read_dir(root.join("static")).expect("static/ stands in the tree") {
        let path = entry.expect("static/ can be read").path();
        let name = path.file_name().expect("a listed file has a name").to_string_lossy().into_owned();
        served.push((name, path));
    }
    served.sort();
    write_list(&out, &served);
}

/// Copies the woff2 files of a family and writes their `@font-face` rules with the ranges its package
/// gives, so that a browser fetches only the subsets a page needs.
fn take_family(
    modules: &Path,
    out: &Path,
    family: &str,
    styles: &[&str],
    served: &mut Vec<(String, PathBuf)>,
    faces: &mut String,
) {
    let package = modules.join("@fontsource").join(family);
    let ranges = fs::read_to_string(package.join("unicode.json")).unwrap_or_default();
    for style in styles {
        for subset in SUBSETS {
            let name = format!("{family}-{subset}-{style}.woff2");
            let from = package.join("files").join(&name);
            let Some(range) = range_of(&ranges, subset).filter(|_| from.is_file()) else { continue };
            fs::copy(&from, out.join(&name)).expect("a font can be copied");
            let (weight, slant) = style.split_once('-').expect("a style is weight-slant");
            let title = title_of(family);
            writeln!(
                faces,
                "@font-face{{font-family:\"{title}\";font-weight:{weight};font-style:{slant};font-display:block;\
                 src:url({name}) format(\"woff2\");unicode-range:{range}}}"
            )
            .expect("writing to a string cannot fail");
            served.push((name.clone(), out.join(&name)));
        }
    }
}

/// The value of `"subset": "…"` in the flat JSON object the font packages come with.
fn range_of<'j>(json: &'j str, subset: &str) -> Option<&'j str> {
    let after = json.split_once(&format!("\"{subset}\":"))?.1;
    after.split('"').nth(1)
}

/// `pt-sans-caption` → `PT Sans Caption`.
fn title_of(family: &str) -> String {
    let word = |w: &str| match w {
        "pt" => "PT".to_owned(),
        _ => w[..1].to_uppercase() + &w[1..],
    };
    family.split('-').map(word).collect::<Vec<_>>().join(" ")
}

fn write_list(out: &Path, served: &[(String, PathBuf)]) {
    let mut list = String::from("&[\n");
    for (name, path) in served {
        writeln!(list, "    ({name:?}, include_bytes!({path:?})),").expect("writing to a string cannot fail");
    }
    list.push_str("]\n");
    fs::write(out.join("served.rs"), list).expect("the build folder can be written");
}
