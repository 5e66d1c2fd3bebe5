//! Made-up people with names as registers spell them, in Tajik and in Russian. Not for matching: the
//! product's own name rules must never learn from here.

use rand::{Rng, seq::IndexedRandom};

use crate::words::Language;

/// One person.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// Family name in the person's gender.
    pub(crate) surname: String,
    /// Given name.
    pub(crate) given: String,
    /// Patronymic.
    pub(crate) patronymic: String,
    /// Stem the family name is made of, for children.
    stem: String,
}

/// (Tajik, Russian)
const MEN: [(&str, &str); 30] = [
    ("Ҷамшед", "Джамшед"),
    ("Фаррух", "Фаррух"),
    ("Саид", "Саид"),
    ("Раҳмон", "Рахмон"),
    ("Ҳамид", "Хамид"),
    ("Қурбон", "Курбан"),
    ("Рустам", "Рустам"),
    ("Назар", "Назар"),
    ("Ғафур", "Гафур"),
    ("Бобо", "Бобо"),
    ("Ҳаким", "Хаким"),
    ("Шариф", "Шариф"),
    ("Абдулло", "Абдулло"),
    ("Юсуф", "Юсуф"),
    ("Нозим", "Назим"),
    ("Каримҷон", "Каримджан"),
    ("Солеҳ", "Салех"),
    ("Умар", "Умар"),
    ("Муҳаммад", "Мухаммад"),
    ("Икром", "Икром"),
    ("Ҷӯра", "Джура"),
    ("Тоҳир", "Тахир"),
    ("Азиз", "Азиз"),
    ("Давлат", "Давлат"),
    ("Мирзо", "Мирзо"),
    ("Зафар", "Зафар"),
    ("Қодир", "Кадыр"),
    ("Ҳусейн", "Хусейн"),
    ("Анвар", "Анвар"),
    ("Наҷмиддин", "Наджмиддин"),
];
const WOMEN: [(&str, &str); 20] = [
    ("Зебунисо", "Зебунисо"),
    ("Фотима", "Фатима"),
    ("Ойша", "Айша"),
    ("Гулчеҳра", "Гульчехра"),
    ("Нигора", "Нигора"),
    ("Мавҷуда", "Мавджуда"),
    ("Саодат", "Саодат"),
    ("Зайнаб", "Зайнаб"),
    ("Ҳанифа", "Ханифа"),
    ("Малика", "Малика"),
    ("Шаҳло", "Шахло"),
    ("Мунира", "Мунира"),
    ("Қумрӣ", "Кумри"),
    ("Лола", "Лола"),
    ("Робия", "Рабия"),
    ("Дилбар", "Дильбар"),
    ("Муҳаббат", "Мухаббат"),
    ("Ҷамила", "Джамиля"),
    ("Бибихонум", "Бибихонум"),
    ("Санавбар", "Санавбар"),
];

fn spelled(pair: (&str, &str), language: Language) -> String {
    if language.tajik_entries() { pair.0 } else { pair.1 }.to_owned()
}

fn with_ending(stem: &str, after_vowel: &str, after_consonant: &str) -> String {
    match stem.chars().last() {
        Some('о') => format!("{}{after_vowel}", stem),
        Some('а') => format!("{}{after_consonant}", stem.trim_end_matches('а')),
        _ => format!("{stem}{after_consonant}"),
    }
}

impl Person {
    /// Somebody nobody knows.
    pub(crate) fn any(rng: &mut impl Rng, language: Language, male: bool) -> Self {
        let stem = spelled(*MEN.choose(rng).expect("names"), language);
        let father = spelled(*MEN.choose(rng).expect("names"), language);
        Self::of(rng, language, male, stem, &father)
    }

    /// A child of `self`.
    pub(crate) fn child(&self, rng: &mut impl Rng, language: Language, male: bool) -> Self {
        Self::of(rng, language, male, self.stem.clone(), &self.given)
    }

    fn of(rng: &mut impl Rng, language: Language, male: bool, stem: String, father: &str) -> Self {
        let given =
            spelled(*if male { MEN.choose(rng) } else { WOMEN.choose(rng) }.expect("names"), language);
        let end = if male { "" } else { "а" };
        let surname = format!("{}{end}", with_ending(&stem, "ев", "ов"));
        let patronymic = if male {
            with_ending(father, "евич", "ович")
        } else {
            with_ending(father, "евна", "овна")
        };
        Self { surname, given, patronymic, stem }
    }
}
