//! Names in Perso-Arabic letters and what they may stand for. Not for other scripts.

use super::*;
use crate::name::spelling_key;

fn check(persian: &str, tajik: &str) {
    assert!(may_be(&pattern(persian), &spelling_key(tajik)), "{persian} {tajik}: {}", pattern(persian));
}

#[test]
fn a_persian_name_may_be_its_tajik_spelling() {
    for (persian, tajik) in [
        ("رستم", "Рустам"),
        ("علی", "Алӣ"),
        ("یوسف", "Юсуф"),
        ("فردوس", "Фирдавс"),
        ("رحمان", "Раҳмон"),
        ("فاطمه", "Фотима"),
        ("کولاب", "Кӯлоб"),
        ("خدیجه", "Хадича"),
        ("جمعه‌گل", "Ҷумагул"),
    ] {
        check(persian, tajik);
    }
}

#[test]
fn compound_names_lose_their_article() {
    check("عبدالله", "Абдулло");
    check("عبدالرحیم", "Абдураҳим");
    check("شمس‌الدین", "Шамсиддин");
    check("حبیب‌الله", "Ҳабибулло");
}

#[test]
fn a_long_word_of_vowels_is_answered_at_once() {
    let persian = "ی".repeat(200);
    assert!(!may_be(&pattern(&persian), &"иоу".repeat(70).replace("у", "б")));
}

#[test]
fn other_consonants_are_another_name() {
    assert!(!may_be(&pattern("رستم"), &spelling_key("Раҳим")));
    assert!(!may_be(&pattern("کریم"), &spelling_key("Ҳалим")));
}

#[test]
fn arabic_and_persian_letters_are_one() {
    assert_eq!(normal("علي"), normal("علی"));
    assert_eq!(normal("كريم"), normal("کریم"));
}

#[test]
fn both_scripts_share_a_skeleton() {
    assert_eq!(skeleton("رستم"), skeleton("Рустам"));
    assert_eq!(skeleton("فاطمه"), skeleton("Фотима"));
}
