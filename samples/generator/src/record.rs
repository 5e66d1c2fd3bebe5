//! What stands in one made-up act: for each field the form asks for, what the clerk typed and what it
//! means. Not for where it stands on paper.

use rand::Rng;
use register::{
    date::written::{RUSSIAN_MONTHS, TAJIK_MONTHS},
    form::{self, ActType, FieldSpec},
    number::in_roman,
};

use crate::{
    people::Person,
    words::{self, Language},
};

/// One field of an act.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// What the form asks.
    pub(crate) spec: &'static FieldSpec,
    /// What is typed.
    pub(crate) written: String,
    /// What it means, in normal form; nothing where a stroke is typed.
    pub(crate) value: String,
}

/// One act.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    /// What it records.
    pub(crate) kind: ActType,
    /// Its number.
    pub(crate) number: u32,
    /// Its fields in the order of the form, without the number.
    pub(crate) entries: Vec<Entry>,
}

impl Record {
    /// Writes `text` into a field the form has.
    pub(crate) fn set(&mut self, key: &str, text: &str) {
        for entry in self.entries.iter_mut().filter(|e| e.spec.key == key) {
            entry.written = text.to_owned();
            entry.value = text.to_owned();
        }
    }
}

struct Clerk<'r, R> {
    rng: &'r mut R,
    kind: ActType,
    language: Language,
    entries: Vec<Entry>,
}

/// An act of `kind` registered in `year`.
pub(crate) fn make(rng: &mut impl Rng, kind: ActType, language: Language, year: i32, number: u32) -> Record {
    let mut clerk = Clerk { rng, kind, language, entries: Vec::new() };
    let month = clerk.rng.random_range(1..=12);
    let day = clerk.rng.random_range(1..=15);
    match kind {
        ActType::Death => clerk.death(year, month, day),
        ActType::Marriage => clerk.marriage(year, month, day),
        ActType::Divorce => clerk.divorce(year, month, day),
        _ => clerk.birth(year, month, day),
    }
    let registered = day + clerk.rng.random_range(1..=12);
    clerk.date("reg_date", year, month, registered);
    let office = words::office(clerk.rng, language);
    clerk.plain("authority", &office);
    Record { kind, number, entries: clerk.entries }
}

impl<R: Rng> Clerk<'_, R> {
    fn birth(&mut self, year: i32, month: u32, day: u32) {
        let father = Person::any(self.rng, self.language, true);
        let mother = Person::any(self.rng, self.language, false);
        let boy = self.rng.random();
        let child = father.child(self.rng, self.language, boy);
        self.person("child", &child);
        self.sex("child.sex", boy);
        self.date("child.birth_date", year, month, day);
        self.place("child.birth_place");
        let order = self.rng.random_range(1..9).to_string();
        self.plain("birth.order", &order);
        self.person("father", &father);
        self.life("father", true);
        self.person("mother", &mother);
        self.life("mother", false);
    }

    fn death(&mut self, year: i32, month: u32, day: u32) {
        let male = self.rng.random();
        let person = Person::any(self.rng, self.language, male);
        let age = self.rng.random_range(19..91);
        self.person("deceased", &person);
        self.sex("deceased.sex", male);
        self.plain("deceased.age", &age.to_string());
        let ethnicity = words::ethnicity(self.rng, self.language, male);
        self.plain("deceased.ethnicity", &ethnicity);
        self.place("deceased.residence");
        self.date("death.date", year, month, day);
        self.place("death.place");
        let cause = words::cause(self.rng, self.language);
        self.plain("death.cause", &cause);
    }

    fn marriage(&mut self, year: i32, month: u32, day: u32) {
        for (section, male) in [("groom", true), ("bride", false)] {
            let person = Person::any(self.rng, self.language, male);
            self.person(section, &person);
            let (back, m, d) =
                (self.rng.random_range(19..40), self.rng.random_range(1..=12), self.rng.random_range(1..=28));
            self.date(&format!("{section}.birth_date"), year - back, m, d);
            let ethnicity = words::ethnicity(self.rng, self.language, male);
            self.plain(&format!("{section}.ethnicity"), &ethnicity);
            self.place(&format!("{section}.residence"));
        }
        self.date("marriage.date", year, month, day);
    }

    fn divorce(&mut self, year: i32, month: u32, day: u32) {
        for (section, male) in [("husband", true), ("wife", false)] {
            let person = Person::any(self.rng, self.language, male);
            self.person(section, &person);
        }
        let basis = if self.language.tajik_entries() {
            "ҳалномаи суди халқӣ"
        } else {
            "решение народного суда"
        };
        self.plain("divorce.basis", basis);
        self.date("divorce.date", year, month, day);
    }

    fn person(&mut self, section: &str, person: &Person) {
        self.plain(&format!("{section}.surname"), &person.surname);
        self.plain(&format!("{section}.given"), &person.given);
        self.plain(&format!("{section}.patronymic"), &person.patronymic);
    }

    fn life(&mut self, section: &str, male: bool) {
        let ethnicity = words::ethnicity(self.rng, self.language, male);
        self.plain(&format!("{section}.ethnicity"), &ethnicity);
        self.place(&format!("{section}.residence"));
        if self.rng.random_bool(0.15) {
            self.entry(&format!("{section}.occupation"), "—".into(), String::new());
        } else {
            let work = words::work(self.rng, self.language);
            self.plain(&format!("{section}.occupation"), &work);
        }
    }

    fn sex(&mut self, key: &str, male: bool) {
        let written = match (self.language.tajik_entries(), male) {
            (true, true) => "мард",
            (true, false) => "зан",
            (false, true) => "мужской",
            (false, false) => "женский",
        };
        self.entry(key, written.into(), if male { "male" } else { "female" }.into());
    }

    fn place(&mut self, key: &str) {
        let place = words::place(self.rng, self.language);
        self.plain(key, &place);
    }

    fn date(&mut self, key: &str, year: i32, month: u32, day: u32) {
        let nth = month as usize - 1;
        let written = match (self.rng.random_range(0..4), self.language.tajik_entries()) {
            (0, _) => format!("{day:02}.{month:02}.{year}"),
            (1, _) => format!("{day}/{}-{year}", in_roman(month)),
            (_, true) => format!("{day} {} соли {year}", TAJIK_MONTHS[nth]),
            (_, false) => format!("{day} {} {year} г.", RUSSIAN_MONTHS[nth]),
        };
        self.entry(key, written, format!("{year}-{month:02}-{day:02}"));
    }

    fn plain(&mut self, key: &str, text: &str) {
        self.entry(key, text.to_owned(), text.to_owned());
    }

    fn entry(&mut self, key: &str, written: String, value: String) {
        let spec = form::field(self.kind, key).expect("keys stand in fields.tsv");
        self.entries.push(Entry { spec, written, value });
    }
}
