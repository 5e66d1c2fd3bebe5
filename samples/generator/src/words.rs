//! Words that forms print and clerks type: languages, places, occupations. Not for people's
//! names: see `people`.

use rand::{Rng, seq::IndexedRandom};

/// Language of the printed form; entries follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    /// Russian form, Russian entries.
    Russian,
    /// Tajik form, Tajik entries.
    Tajik,
    /// Labels in both, entries in Tajik.
    Both,
}

impl Language {
    /// Do the entries stand in Tajik?
    pub(crate) fn tajik_entries(self) -> bool {
        self != Language::Russian
    }

    /// Tesseract names, most likely first.
    pub(crate) fn tesseract(self) -> &'static [&'static str] {
        match self {
            Language::Russian => &["rus", "tgk"],
            Language::Tajik => &["tgk", "rus"],
            Language::Both => &["tgk", "rus"],
        }
    }
}

const PLACES_RU: [&str; 14] = [
    "г. Ленинабад",
    "г. Душанбе",
    "г. Куляб",
    "г. Курган-Тюбе",
    "кишлак Чорку",
    "кишлак Навгилем",
    "г. Ура-Тюбе",
    "г. Пенджикент",
    "кишлак Сарихосор",
    "г. Исфара",
    "кишлак Ворух",
    "г. Канибадам",
    "г. Хорог",
    "пос. Шахринав",
];
const PLACES_TG: [&str; 14] = [
    "ш. Ленинобод",
    "ш. Душанбе",
    "ш. Кӯлоб",
    "ш. Қӯрғонтеппа",
    "деҳаи Чоркӯҳ",
    "деҳаи Навгилем",
    "ш. Ӯротеппа",
    "ш. Панҷакент",
    "деҳаи Сарихосор",
    "ш. Исфара",
    "деҳаи Ворух",
    "ш. Конибодом",
    "ш. Хоруғ",
    "деҳаи Ҳисорак",
];
const WORK_RU: [&str; 8] = [
    "колхозник",
    "учительница",
    "шофёр автобазы",
    "рабочий шёлкового комбината",
    "домохозяйка",
    "врач",
    "бухгалтер",
    "чабан",
];
const WORK_TG: [&str; 8] = [
    "колхозчӣ",
    "омӯзгор",
    "ронандаи автобаза",
    "коргари комбинати шоҳӣ",
    "соҳибхоназан",
    "духтур",
    "муҳосиб",
    "чӯпон",
];
const CAUSE_RU: [&str; 5] =
    ["старость", "воспаление лёгких", "порок сердца", "несчастный случай", "туберкулёз"];
const CAUSE_TG: [&str; 5] = ["пирӣ", "илтиҳоби шуш", "касалии дил", "ҳодисаи нохуш", "сил"];
const OFFICE_RU: [&str; 3] =
    ["Ленинабадское горбюро ЗАГС", "Пенджикентское райбюро ЗАГС", "Исполком Чоркуского сельсовета"];
const OFFICE_TG: [&str; 3] =
    ["Шӯъбаи САҲШ ш. Ленинобод", "Шӯъбаи САҲШ ноҳияи Панҷакент", "Комиҷроияи Совети деҳоти Чоркӯҳ"];

const COUNCILS: [(&str, &str); 8] = [
    ("Ворухского", "Ворух"),
    ("Исфаринского", "Исфара"),
    ("Лакканского", "Лаккон"),
    ("Навгилемского", "Навгилем"),
    ("Сурхского", "Сурх"),
    ("Чильгазинского", "Чилгазӣ"),
    ("Чоркуского", "Чоркӯҳ"),
    ("Шахринавского", "Шаҳринав"),
];

/// Councils that keep acts, in the order their acts are bound in one book.
pub(crate) fn councils(language: Language) -> Vec<String> {
    let name = |(ru, tg): &(&str, &str)| match language {
        Language::Russian => format!("Исполком {ru} сельсовета"),
        _ => format!("Комиҷроияи Совети деҳоти {tg}"),
    };
    COUNCILS.iter().map(name).collect()
}

fn pick(rng: &mut impl Rng, language: Language, ru: &[&str], tg: &[&str]) -> String {
    let list = if language.tajik_entries() { tg } else { ru };
    (*list.choose(rng).expect("lists are not empty")).to_owned()
}

/// A town or village.
pub(crate) fn place(rng: &mut impl Rng, language: Language) -> String {
    pick(rng, language, &PLACES_RU, &PLACES_TG)
}

/// An occupation.
pub(crate) fn work(rng: &mut impl Rng, language: Language) -> String {
    pick(rng, language, &WORK_RU, &WORK_TG)
}

/// A cause of death.
pub(crate) fn cause(rng: &mut impl Rng, language: Language) -> String {
    pick(rng, language, &CAUSE_RU, &CAUSE_TG)
}

/// An office that keeps registers.
pub(crate) fn office(rng: &mut impl Rng, language: Language) -> String {
    pick(rng, language, &OFFICE_RU, &OFFICE_TG)
}

/// An ethnicity in the form for a man or a woman.
pub(crate) fn ethnicity(rng: &mut impl Rng, language: Language, male: bool) -> String {
    const RU: [(&str, &str); 4] =
        [("таджик", "таджичка"), ("узбек", "узбечка"), ("русский", "русская"), ("киргиз", "киргизка")];
    const TG: [&str; 4] = ["тоҷик", "ӯзбек", "рус", "қирғиз"];
    let nth = rng.random_range(0..4);
    match (language.tajik_entries(), male) {
        (true, _) => TG[nth],
        (false, true) => RU[nth].0,
        (false, false) => RU[nth].1,
    }
    .to_owned()
}
