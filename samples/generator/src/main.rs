//! `generate`: writes a made-up register as scans with its whole truth: fields, boxes, register file.
//! Everything comes from a seed, so a page can be made again; nobody in it ever lived. Not for judging
//! real hands: type only.

mod book;
mod canvas;
mod families;
mod fonts;
mod hand;
mod layouts;
mod paper;
mod people;
mod record;
#[cfg(test)]
mod tests;
mod truth;
mod words;

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};
use clap::Parser;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use register::form::ActType;

use layouts::{Layout, Style};
use words::Language;

/// Makes a register: scans, register.toml and truth.jsonl.
#[derive(Parser)]
struct Arguments {
    /// Folder to write to; made when absent.
    out: PathBuf,
    /// Names the register, and with the seed decides everything in it.
    #[arg(long, default_value = "made-up")]
    register: String,
    /// The same seed makes the same register.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// birth, death, marriage or divorce.
    #[arg(long = "type", default_value = "birth")]
    kind: ActType,
    /// Language of the form: russian, tajik or both; absent: both, or what the time of a family's book brings.
    #[arg(long, value_enum)]
    language: Option<Language>,
    /// grid, sections, dotted, boxes or columns.
    #[arg(long, value_enum, default_value = "grid")]
    layout: Layout,
    /// Scans to make.
    #[arg(long, default_value_t = 4)]
    pages: u32,
    /// Acts on a page (columns fill the page).
    #[arg(long, default_value_t = 1)]
    acts: u32,
    /// Typewriter: freemono, cmu, liberation or ptmono; absent: the seed decides.
    #[arg(long)]
    typewriter: Option<String>,
    /// Wear of paper, ink and capture, 0 (fresh) to 1 (worn).
    #[arg(long, default_value_t = 0.4)]
    wear: f32,
    /// Makes a whole book instead of loose pages: covers, leaves with folio numbers, closing note.
    #[arg(long)]
    book: bool,
    /// Leaves of acts in a book.
    #[arg(long, default_value_t = 40, requires = "book", value_parser = clap::value_parser!(u32).range(4..=400))]
    leaves: u32,
    /// Shoots both pages of the open book on one scan.
    #[arg(long, requires = "book")]
    spreads: bool,
    /// Mistakes to make in a book, with their truth in defects.jsonl; a kind may stand several times.
    #[arg(long, requires = "book", value_enum, value_delimiter = ',', conflicts_with = "all_defects")]
    defects: Vec<book::Kind>,
    /// Makes every kind of mistake so many times.
    #[arg(long, requires = "book", default_value_t = 0)]
    all_defects: usize,
    /// Makes families instead: registers of all types over decades, whose acts refer to one another.
    #[arg(long, conflicts_with = "book")]
    families: bool,
    /// Couples that families begin with.
    #[arg(long, default_value_t = 12, requires = "families", value_parser = clap::value_parser!(u32).range(1..=2000))]
    couples: u32,
    /// First and last year of the families' registers.
    #[arg(long, default_value = "1924..1996", requires = "families", value_parser = years)]
    years: (i32, i32),
    /// Breaches of rules between acts to sow, with their truth in breaches.jsonl.
    #[arg(long, requires = "families", default_value_t = 0)]
    breaches: usize,
    /// Handwritten registers among the typed ones.
    #[arg(long, requires = "families")]
    hands: bool,
    /// Second copies of some of the families' registers.
    #[arg(long, requires = "families")]
    copies: bool,
    /// Writes the acts of families as JSON lines alone, without scans.
    #[arg(long, requires = "families")]
    acts_only: bool,
}

/// `1924..1996`.
fn years(text: &str) -> Result<(i32, i32), String> {
    let parsed = text.split_once("..").and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let Some((first, last)) = parsed else { return Err("write it as 1924..1996".into()) };
    if 1924 <= first && first < last && last <= 1996 {
        Ok((first, last))
    } else {
        Err("from 1924 to 1996".into())
    }
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    fs::create_dir_all(&arguments.out).with_context(|| format!("making {}", arguments.out.display()))?;
    if arguments.families {
        return families::write(&arguments.families_order());
    }
    if arguments.book { book::write(&arguments.order()) } else { loose_pages(&arguments) }
}

impl Arguments {
    fn families_order(self) -> families::Order {
        families::Order {
            out: self.out,
            seed: self.seed,
            couples: self.couples,
            years: self.years,
            language: self.language,
            hands: self.hands,
            wear: self.wear,
            typewriter: self.typewriter,
            breaches: self.breaches,
            copies: self.copies,
            acts_only: self.acts_only,
        }
    }

    fn order(self) -> book::Order {
        let every = std::iter::repeat_n(book::Kind::ALL, self.all_defects).flatten();
        book::Order {
            defects: self.defects.into_iter().chain(every).collect(),
            out: self.out,
            register: self.register,
            seed: self.seed,
            kind: self.kind,
            language: self.language.unwrap_or(Language::Both),
            layout: self.layout,
            leaves: self.leaves,
            acts: self.acts,
            typewriter: self.typewriter,
            wear: self.wear,
            spreads: self.spreads,
        }
    }
}

fn loose_pages(arguments: &Arguments) -> Result<()> {
    let mut rng = ChaCha8Rng::seed_from_u64(arguments.seed);
    let language = arguments.language.unwrap_or(Language::Both);
    let year = rng.random_range(1946..=1988);
    let style = Style::choose(&mut rng, language, arguments.typewriter.as_deref())?;
    let mut truth = Vec::new();
    let mut next = 1;
    for page in 1..=arguments.pages {
        let on_page = arguments.layout.acts_on_page(arguments.kind, arguments.acts);
        let records: Vec<_> = (next..next + on_page)
            .map(|number| record::make(&mut rng, arguments.kind, language, year, number))
            .collect();
        next += on_page;
        let file = format!("{page:04}.jpg");
        let sheet = arguments.layout.draw(&mut rng, &style, &records);
        let scan = paper::capture(&mut rng, sheet, arguments.wear);
        let path = arguments.out.join(&file);
        fs::write(&path, &scan.jpeg).with_context(|| format!("writing {}", path.display()))?;
        truth.extend(truth::lines(&arguments.register, &file, arguments.kind, &records, &scan));
    }
    fs::write(arguments.out.join("truth.jsonl"), truth.concat()).context("writing truth.jsonl")?;
    let card = truth::card(&arguments.register, arguments.kind, language, year, next - 1);
    fs::write(arguments.out.join("register.toml"), card).context("writing register.toml")
}
