//! The keys K1 and K2 of the domain reference §2. Not for single wrong letters: see `alike`.

use unicode_normalization::UnicodeNormalization;

use super::{script, variants};

/// Letter for letter, but for case, composition and the many apostrophes and hyphens.
pub fn plain(word: &str) -> String {
    word.nfc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// One script: Cyrillic without Tajik letters, дж and ҷ as ж. Of several readings the likeliest.
pub fn k1(word: &str) -> String {
    script::readings(word).swap_remove(0)
}

/// One spelling: K1 with vowel classes (а=о, е=э=ы=и), without й, ь, ъ and doubled letters, and with
/// -уддин as -иддин.
pub fn k2(word: &str) -> String {
    k2_of_k1(&k1(word))
}

/// K2 after well-known variants (Магомед is Муҳаммад) and the article of Абдул-.
pub fn spelling_key(word: &str) -> String {
    spelling_of_k1(&k1(word))
}

pub(super) fn k2_of_k1(k1: &str) -> String {
    let mut key = String::with_capacity(k1.len());
    for c in k1.chars() {
        let class = match c {
            'а' | 'о' | 'я' | 'ё' => 'о',
            'е' | 'э' | 'ы' | 'и' => 'и',
            'ю' | 'у' => 'у',
            'щ' => 'ш',
            'й' | 'ь' | 'ъ' => continue,
            other => other,
        };
        if !key.ends_with(class) || class.is_ascii_digit() {
            key.push(class);
        }
    }
    if key.contains("дин") {
        key = key.replace("удин", "идин").replace("итдин", "идин").replace("утдин", "идин");
    }
    key
}

pub(super) fn spelling_of_k1(k1: &str) -> String {
    let mut key = k2_of_k1(k1);
    if let Some(rest) = key.strip_prefix("обдул")
        && rest.chars().next().is_some_and(|c| !"оиу".contains(c))
    {
        key = format!("обду{rest}");
    }
    let key = variants::standard(&key);
    match key.strip_suffix('х') {
        // Абдуллоҳ and Абдулло; but Салоҳ is not Сало.
        Some(open) if open.ends_with("уло") => open.to_owned(),
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check_same(a: &str, b: &str) {
        assert_eq!(k2(a), k2(b), "{a} {b}");
    }

    fn check_spelling(a: &str, b: &str) {
        assert_eq!(spelling_key(a), spelling_key(b), "{a} {b}");
    }

    #[test]
    fn k1_joins_scripts_but_keeps_vowels() {
        assert_eq!(k1("Ҳаким"), k1("Хаким"));
        assert_eq!(k1("Ҳаким"), k1("Hakim"));
        assert_ne!(k1("Ҳаким"), k1("Ҳоким"));
    }

    #[test]
    fn k2_joins_the_russian_and_the_tajik_spelling() {
        check_same("Раҳмонов", "Рахманов");
        check_same("Файзуллоев", "Файзуллаев");
        check_same("Қодир", "Кадыр");
        check_same("Илҳом", "Ильхам");
        check_same("Файзобод", "Файзабад");
        check_same("Ёвон", "Яван");
        check_same("Шамсиддин", "Шамсуддин");
        check_same("Фахриддин", "Фахретдин");
    }

    #[test]
    fn k2_keeps_names_of_other_consonants_apart() {
        for (a, b) in [("Раҳмон", "Раҳим"), ("Зафар", "Сафар"), ("Шариф", "Зариф"), ("Умаров", "Усмонов")]
        {
            assert_ne!(k2(a), k2(b));
        }
    }

    #[test]
    fn well_known_variants_share_a_spelling_key() {
        check_spelling("Магомед", "Муҳаммад");
        check_spelling("Магомедович", "Муҳаммадович");
        check_spelling("Османов", "Усмонов");
        check_spelling("Абдулкадыр", "Абдуқодир");
        check_spelling("Абдулло", "Абдуллоҳ");
    }

    #[test]
    fn plain_forgives_case_and_apostrophes_only() {
        assert_eq!(plain("Неъмат-улло"), plain("неъматулло"));
        assert_eq!(plain("O’Neill"), plain("O'neill"));
        assert_ne!(plain("Ҳаким"), plain("Хаким"));
    }

    proptest! {
        #[test]
        fn keys_of_keys_do_not_change(word in "[а-яёғӣқӯҳҷ]{1,14}") {
            prop_assert_eq!(k1(&k1(&word)), k1(&word));
            prop_assert_eq!(k2(&k2(&word)), k2(&word));
        }

        #[test]
        fn any_text_has_keys(word in "\\PC{0,12}") {
            let _ = (plain(&word), k1(&word), k2(&word), spelling_key(&word));
        }

        #[test]
        fn equal_k1_means_equal_k2(a in "[а-яёғӣқӯҳҷ]{1,8}") {
            prop_assert_eq!(k2(&a), k2(&k1(&a)));
        }
    }
}
