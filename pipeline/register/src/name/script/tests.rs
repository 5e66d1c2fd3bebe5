//! Readings of words in other scripts. Not for how names agree.

use super::{latin::MOST_READINGS, *};

fn check(word: &str, cyrillic: &str) {
    assert!(readings(word).iter().any(|r| r == cyrillic), "{word}: {:?}", readings(word));
}

#[test]
fn tajik_letters_lose_their_tails() {
    check("Ҷамшед", "жамшед");
    check("Ғаффор", "гаффор");
    check("Қурбонӣ", "курбони");
    check("Рӯҳафзо", "рухафзо");
}

#[test]
fn russian_dzh_is_the_tajik_letter() {
    check("Джамшед", "жамшед");
    check("Муаддҷон", "муажон");
}

#[test]
fn legacy_fonts_are_read() {
    check("Љумњурии", "жумхурии");
    check("Ќобил", "кобил");
}

#[test]
fn letters_from_before_1918_are_read() {
    check("Ходжиевъ", "хожиев");
    check("Ѳедоръ", "федор");
}

#[test]
fn every_romanisation_is_read() {
    for (latin, cyrillic) in [
        ("Jamshed", "жамшед"),
        ("Dzhamshed", "жамшед"),
        ("Çamšed", "жамшед"),
        ("Çamşed", "жамшед"),
        ("Ḩusejn", "хусейн"),
        ("Muḩammad", "мухаммад"),
        ("Ûsuf", "юсуф"),
        ("Iusuf", "юсуф"),
        ("Jusuf", "йусуф"),
        ("Yousef", "юсеф"),
        ("Ishoq", "исхок"),
        ("Xolmurod", "холмурод"),
        ("Aʙdulloh", "абдуллох"),
        ("Ƣafur", "гафур"),
        ("Ghafur", "гафур"),
        ("Jo'ra", "жура"),
        ("Ėmomalí", "эмомали"),
        ("Rahmonovič", "рахмонович"),
    ] {
        check(latin, cyrillic);
    }
}

#[test]
fn latin_letters_among_cyrillic_are_their_look_alikes() {
    check("Pахмoн", "рахмон");
}

#[test]
fn readings_stay_few() {
    assert!(readings("jcjcjcjcj").len() <= MOST_READINGS);
}
