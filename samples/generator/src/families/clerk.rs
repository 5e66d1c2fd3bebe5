//! The clerk of one register: habits of writing dates, ages, ethnicities, and the entries as they come
//! onto the form. Not for what happened: see `event`.

use rand::{Rng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use register::{
    form::{self, ActType},
    number::in_words,
};
use time::Date;

use super::{
    land::Home,
    manner::{MANNERS, Manner, written},
    person::{Identity, edtf},
    vocabulary,
};
use crate::record::Entry;

/// A stroke where nothing is to be told.
pub(crate) const STROKE: &str = "—";

/// Somebody who writes a register.
pub(crate) struct Clerk {
    rng: ChaCha8Rng,
    pub(crate) tajik: bool,
    /// First and last year of the register: within them two digits tell the year.
    years: (i32, i32),
    /// The two manners this clerk changes between.
    manners: [Manner; 2],
    shortens: bool,
    spells_ages: bool,
}

/// Entries of one act while it is written.
pub(crate) struct Sheet<'c> {
    pub(crate) clerk: &'c mut Clerk,
    pub(crate) kind: ActType,
    pub(crate) year: i32,
    pub(crate) entries: Vec<Entry>,
}

impl Clerk {
    /// A clerk with habits of their own.
    pub(crate) fn new(mut rng: ChaCha8Rng, tajik: bool, years: (i32, i32)) -> Self {
        let usual = *MANNERS.choose(&mut rng).expect("there are manners");
        let other = [Manner::Digits, Manner::Month][rng.random_range(0..2)];
        let (shortens, spells_ages) = (rng.random_bool(0.5), rng.random_bool(0.3));
        Self { rng, tajik, years, manners: [usual, other], shortens, spells_ages }
    }

    /// A day in one of the clerk's manners.
    pub(crate) fn day(&mut self, day: Date) -> String {
        let manner = self.manners[usize::from(self.rng.random_bool(0.3))];
        let outside = !(self.years.0..=self.years.1).contains(&day.year());
        // Two digits alone would not tell the year of somebody's birth.
        let manner = if manner == Manner::RomanShort && outside { Manner::Roman } else { manner };
        written(day, manner, self.tajik)
    }

    /// A day in figures, where there is little room.
    pub(crate) fn short_day(&mut self, day: Date) -> String {
        let roman = self.manners.iter().any(|m| matches!(m, Manner::Roman | Manner::RomanShort));
        written(day, if roman { Manner::Roman } else { Manner::Digits }, self.tajik)
    }

    fn now_and_then(&mut self, habit: bool, share: f64) -> bool {
        habit && self.rng.random_bool(share)
    }

    /// A choice that is free.
    pub(crate) fn any<T: Copy>(&mut self, of: &[T]) -> T {
        *of.choose(&mut self.rng).expect("a choice among some")
    }

    /// A certificate's series and number: "I-ТБ № 123456".
    pub(crate) fn certificate(&mut self) -> String {
        let roman = self.any(&["I", "II", "III", "IV"]);
        format!("{roman}-ТБ № {:06}", self.rng.random_range(100_000..999_999))
    }
}

impl Sheet<'_> {
    /// Writes a field whose meaning differs from its letters.
    pub(crate) fn entry(&mut self, key: &str, written: String, value: String) {
        let spec = form::field(self.kind, key).expect("keys stand in fields.tsv");
        self.entries.push(Entry { spec, written, value });
    }

    /// Writes a field that means what it says.
    pub(crate) fn plain(&mut self, key: &str, text: impl Into<String>) {
        let text = text.into();
        self.entry(key, text.clone(), text);
    }

    /// A stroke.
    pub(crate) fn stroke(&mut self, key: &str) {
        self.entry(key, STROKE.to_owned(), String::new());
    }

    pub(crate) fn day(&mut self, key: &str, day: Date) {
        let written = self.clerk.day(day);
        self.entry(key, written, edtf(day));
    }

    pub(crate) fn sex(&mut self, key: &str, male: bool, child: bool) {
        let short = self.clerk.now_and_then(self.clerk.shortens, 0.5);
        let written = match (self.clerk.tajik, male) {
            (true, true) => {
                if child {
                    "писар"
                } else {
                    "мард"
                }
            }
            (true, false) => {
                if child {
                    "духтар"
                } else {
                    "зан"
                }
            }
            (false, true) => {
                if short {
                    "муж."
                } else {
                    "мужской"
                }
            }
            (false, false) => {
                if short {
                    "жен."
                } else {
                    "женский"
                }
            }
        };
        self.entry(key, written.to_owned(), if male { "male" } else { "female" }.to_owned());
    }

    /// Family name, given name and patronymic.
    pub(crate) fn name(&mut self, section: &str, who: &Identity) {
        let tajik = self.clerk.tajik;
        self.plain(&format!("{section}.surname"), who.surname.spelled(tajik, who.male));
        self.plain(&format!("{section}.given"), who.given.spelled(tajik));
        self.plain(&format!("{section}.patronymic"), who.father.patronymic(tajik, who.male));
    }

    pub(crate) fn ethnicity(&mut self, key: &str, who: &Identity) {
        let short = self.clerk.now_and_then(self.clerk.shortens, 0.7);
        let (written, value) = vocabulary::ethnicity(who.ethnicity, who.male, self.clerk.tajik, short);
        self.entry(key, written.to_owned(), value.to_owned());
    }

    pub(crate) fn home(&mut self, key: &str, home: Home) {
        let short = self.clerk.now_and_then(self.clerk.shortens, 0.6);
        self.plain(key, home.named(self.clerk.tajik, self.year, short));
    }

    pub(crate) fn work(&mut self, key: &str, who: &Identity) {
        if self.clerk.rng.random_bool(0.1) {
            return self.stroke(key);
        }
        self.plain(key, vocabulary::work(who.work, who.male, self.clerk.tajik, self.year));
    }

    /// An age in full years; small children's in months or days.
    pub(crate) fn age(&mut self, key: &str, born: Date, day: Date) {
        let years = super::person::age(born, day);
        let days = (day - born).whole_days();
        let tajik = self.clerk.tajik;
        if years < 1 {
            let (number, value, tajik_unit) = match days < 60 {
                true => (days, format!("{days} дн."), "рӯз"),
                false => (days / 31, format!("{} мес.", days / 31), "моҳ"),
            };
            let written = if tajik { format!("{number} {tajik_unit}") } else { value.clone() };
            return self.entry(key, written, value);
        }
        let spelled = self.clerk.now_and_then(self.clerk.spells_ages, 0.6);
        let written = match (spelled, tajik) {
            (true, false) => in_words::russian(years as u32),
            (true, true) => in_words::tajik(years as u32),
            (false, _) => years.to_string(),
        };
        self.entry(key, written, years.to_string());
    }
}
