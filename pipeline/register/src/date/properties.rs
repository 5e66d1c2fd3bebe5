//! What holds of all dates, not of the rows of a table.

use proptest::prelude::*;

use super::{
    read, to_edtf,
    written::{self, RUSSIAN_MONTHS, TAJIK_MONTHS},
};

/// Days of 1800 to 2050.
fn day() -> impl Strategy<Value = (i32, u32, u32)> {
    (1800..=2050i32, 1..=12u32, 1..=31u32)
        .prop_filter("a day", |(y, m, d)| super::calendar::exists(*y, *m, *d))
}

/// Written out here, so that what reads them is not asked how they are written.
const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
const LOOK_ALIKES: [&str; 12] = ["1", "П", "Ш", "1У", "У", "У1", "УП", "УШ", "1Х", "Х", "Х1", "ХП"];
/// By name, in the tongues registers are in: Russian, its abbreviation, Tajik, Uzbek, Tajik in Latin letters, French,
/// Latin.
const NAMES: [[&str; 12]; 7] = [
    RUSSIAN_MONTHS,
    ["янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."],
    TAJIK_MONTHS,
    [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ],
    [
        "janvari", "fevrali", "marti", "apreli", "maji", "ijuni", "ijuli", "avgusti", "sentabri", "oktabri",
        "nojabri", "dekabri",
    ],
    ["Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "7bre", "8bre", "9bre", "Xbre"],
    [
        "Januarii",
        "Februarii",
        "Martii",
        "Aprilis",
        "Maji",
        "Junii",
        "Julii",
        "Augusti",
        "Septembris",
        "Octobris",
        "Novembris",
        "Decembris",
    ],
];

/// The day in every form that names day, month and year.
fn forms((y, m, d): (i32, u32, u32)) -> Vec<String> {
    let at = m as usize - 1;
    let (roman, like) = (ROMAN[at], LOOK_ALIKES[at]);
    let (century, rest) = (y / 100, y % 100);
    let mut forms = vec![
        format!("{y:04}-{m:02}-{d:02}"),
        format!("{d:02}.{m:02}.{y}"),
        format!("{d}.{m}.{y}"),
        format!("{d:02}/{m:02}/{y}"),
        format!("«{d:02}» {m:02} {century} {rest:02} г."),
        format!("{d:02}{m:02}{y}"),
        format!("{y}.{m:02}.{d:02}"),
        format!("{d}/{roman}-{y} г."),
        format!("{d}.{roman}.{y}"),
        format!("{d}-{roman}-{y}"),
        format!("{d} {roman} {y}"),
        format!("{d}/{like}-{y} г."),
        format!("{y} г. {d}/{roman}"),
        format!("{y} года {} {d} дня", NAMES[0][at]),
        format!("{d}-го {} {y} года", NAMES[0][at]),
        format!("«{d:02}» {} {y} года", NAMES[0][at]),
        format!("{d}-уми {} соли {y}", NAMES[2][at]),
        format!("{d} {} соли {y}", NAMES[4][at]),
        format!("{y} йил {d} {}", NAMES[3][at]),
        written::russian(y as u32, m as usize, d),
        written::tajik(y as u32, m as usize, d),
    ];
    forms.extend(NAMES.map(|names| format!("{d} {} {y}", names[at])));
    forms
}

/// Words and signs dates are made of, in no sense at all.
fn jumble() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "7",
        "31",
        "1956",
        "18",
        "56",
        "III",
        "ХП",
        "марта",
        "марти",
        "или",
        "ё",
        "между",
        "и",
        "с",
        "по",
        "до",
        "после",
        "около",
        "?",
        "(?)",
        "~",
        "–",
        "-",
        "/",
        "(",
        ")",
        "г.",
        "ст. ст.",
        "н. ст.",
        "Раҷаб",
        "1315",
        "رجب",
        "٦",
        "B",
        "Mart",
        "1332",
        "هـ",
        "рumi",
        "1930-х",
        "годах",
        "195?",
        "XIX",
        "век",
        "тысяча",
        "девятьсот",
        "пятого",
        "соли",
        "ҳафтуми",
        "8bre",
        "1er",
        "[",
        "]",
        ",",
        "..",
        "X",
        "İ",
        "ʼ",
        "\\",
    ]);
    prop::collection::vec((word, prop::sample::select(vec![" ", ""])), 0..9)
        .prop_map(|words| words.into_iter().map(|(word, space)| format!("{word}{space}")).collect())
}

/// An independent check of ISO 8601-2 level 1 and of level 2 sets, as far as dates of registers go.
fn is_valid(edtf: &str) -> bool {
    if let Some(set) = edtf.strip_prefix('[') {
        let Some(set) = set.strip_suffix(']') else { return false };
        return set.split(',').all(|member| member.split("..").all(is_valid_date));
    }
    let sides: Vec<&str> = edtf.split('/').collect();
    match sides.as_slice() {
        [one] => is_valid_date(one),
        [from, to] => {
            let plain = |s: &str| s.trim_end_matches(['~', '?', '%']).to_owned();
            let ordered = *from == ".." || *to == ".." || plain(from) <= plain(to);
            ordered && [from, to].iter().all(|side| **side == ".." || is_valid_date(side))
        }
        _ => false,
    }
}

fn is_valid_date(date: &str) -> bool {
    let bare = date.trim_end_matches(['~', '?', '%']);
    let shape: String = bare.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    let shapes = [
        "9999",
        "999X",
        "99XX",
        "9999-99",
        "9999-XX",
        "9999-99-99",
        "9999-99-XX",
        "9999-XX-XX",
        "999X-99",
        "99XX-99",
        "999X-XX",
        "99XX-XX",
    ];
    let number = |from: usize| bare.get(from..from + 2).and_then(|n| n.parse::<u32>().ok());
    let month = number(5).is_none_or(|m| (1..=12).contains(&m));
    let last = match number(5) {
        Some(4 | 6 | 9 | 11) => 30,
        Some(2) => {
            let year: u32 = bare[..4].parse().unwrap_or(2000);
            28 + u32::from(year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)))
        }
        _ => 31,
    };
    date.len() <= bare.len() + 1
        && shapes.contains(&shape.as_str())
        && month
        && number(8).is_none_or(|d| (1..=last).contains(&d))
}

proptest! {
    #[test]
    fn every_day_reads_back_from_every_form(day in day()) {
        let (y, m, d) = day;
        let edtf = format!("{y:04}-{m:02}-{d:02}");
        for written in forms(day) {
            prop_assert_eq!(to_edtf(&written, None), Some(edtf.clone()), "{}", written);
        }
    }

    #[test]
    fn every_julian_day_that_says_so_is_converted(day in day()) {
        let (y, m, d) = day;
        let new = super::reckoning::Calendar::Julian.day_number(day).map(super::reckoning::gregorian);
        let edtf = new.map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
        let written = format!("{d} {} {y} г. ст. ст.", NAMES[0][m as usize - 1]);
        prop_assert_eq!(to_edtf(&written, None), edtf, "{}", written);
    }

    #[test]
    fn no_text_makes_it_stumble_and_what_it_gives_is_edtf(text in prop_oneof!["\\PC{0,40}", jumble()]) {
        for years in [None, Some((1956, 1957)), Some((1774, 1774))] {
            if let Some(dated) = read(&text, years) {
                prop_assert!(is_valid(&dated.edtf), "{} gave {}", text, dated.edtf);
            }
        }
    }

    #[test]
    fn digits_and_signs_never_give_an_impossible_day(text in "[0-9IVXПШУХ./ -]{0,14}") {
        if let Some(edtf) = to_edtf(&text, None) {
            prop_assert!(is_valid(&edtf), "{} gave {}", text, edtf);
        }
    }

    #[test]
    fn the_word_for_year_at_the_end_changes_nothing(text in prop_oneof!["\\PC{0,30}", jumble()]) {
        prop_assert_eq!(read(&format!("{text} г."), None), read(&text, None));
    }

    #[test]
    fn what_is_read_is_its_own_normal_form(text in jumble()) {
        if let Some(dated) = read(&text, None) {
            prop_assert_eq!(to_edtf(&dated.edtf, None), Some(dated.edtf));
        }
    }
}
