//! The languages of the screens: messages from files, counted forms, numbers and dates as each language
//! writes them. Not for the languages of the books: what comes from a book stays as written.

#[cfg(test)]
mod tests;

use std::{collections::HashMap, sync::LazyLock};

use minijinja::Value;

/// A language the screens speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    English,
    /// Русский.
    Russian,
    /// Тоҷикӣ.
    Tajik,
}

/// A message: one text, or one for each counted form.
enum Message {
    One(String),
    Counted { one: String, few: String, many: String },
}

type Messages = HashMap<String, Message>;

static ENGLISH: LazyLock<Messages> = LazyLock::new(|| read(include_str!("../messages/en.toml")));
static RUSSIAN: LazyLock<Messages> = LazyLock::new(|| read(include_str!("../messages/ru.toml")));
static TAJIK: LazyLock<Messages> = LazyLock::new(|| read(include_str!("../messages/tg.toml")));

/// A message file as `section.key` → message.
fn read(file: &str) -> Messages {
    let table: toml::Table = toml::from_str(file).expect("message files are checked by tests");
    let mut messages = HashMap::new();
    for (section, entries) in &table {
        for (key, entry) in entries.as_table().into_iter().flatten() {
            messages.insert(format!("{section}.{key}"), message(entry));
        }
    }
    messages
}

fn message(entry: &toml::Value) -> Message {
    let Some(forms) = entry.as_table() else {
        return Message::One(entry.as_str().unwrap_or_default().to_owned());
    };
    let form = |name: &str| forms.get(name).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    Message::Counted { one: form("one"), few: form("few"), many: form("many") }
}

impl Tongue {
    /// All, in the order of the switch.
    pub const ALL: [Tongue; 3] = [Tongue::English, Tongue::Russian, Tongue::Tajik];

    /// `en`, `ru`, `tg`.
    pub fn code(self) -> &'static str {
        match self {
            Tongue::English => "en",
            Tongue::Russian => "ru",
            Tongue::Tajik => "tg",
        }
    }

    /// The language of that code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }

    /// Its name in itself.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Tongue::English => "English",
            Tongue::Russian => "Русский",
            Tongue::Tajik => "Тоҷикӣ",
        }
    }

    /// The language a browser likes best of those we have (`Accept-Language`); English if none.
    pub(crate) fn accepted(header: &str) -> Self {
        let weighed = |part: &str| {
            let (tag, rest) = part.split_once(';').unwrap_or((part, ""));
            let weight: f32 = rest.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.parse().ok())?;
            let language = tag.trim().split('-').next()?.to_lowercase();
            Some((Self::of_code(&language)?, weight))
        };
        let liked = header.split(',').filter_map(weighed);
        liked.fold((Tongue::English, 0.0), |best, next| if next.1 > best.1 { next } else { best }).0
    }

    fn messages(self) -> &'static Messages {
        match self {
            Tongue::English => &ENGLISH,
            Tongue::Russian => &RUSSIAN,
            Tongue::Tajik => &TAJIK,
        }
    }

    /// The message of `key` with `{name}` replaced by the given values; numbers are grouped, and the
    /// value `n` chooses the counted form. A key nobody wrote is shown itself.
    pub(crate) fn say(self, key: &str, values: &[(&str, Value)]) -> String {
        let Some(message) = self.messages().get(key) else { return key.to_owned() };
        let n = values.iter().find(|(name, _)| *name == "n").and_then(|(_, v)| v.as_i64()).unwrap_or(0);
        let mut text = match message {
            Message::One(text) => text.clone(),
            Message::Counted { one, few, many } => match self.form(n) {
                Form::One => one.clone(),
                Form::Few => few.clone(),
                Form::Many => many.clone(),
            },
        };
        for (name, value) in values {
            let shown =
                if value.is_integer() { self.number(value.as_i64().unwrap_or(0)) } else { value.to_string() };
            text = text.replace(&format!("{{{name}}}"), &shown);
        }
        text
    }

    /// The word for one of a set, as `kind.birth`; what is not in the set is shown as it came.
    pub(crate) fn word(self, set: &str, of: &str) -> String {
        let key = format!("{set}.{of}");
        if self.messages().contains_key(&key) { self.say(&key, &[]) } else { of.to_owned() }
    }

    fn form(self, n: i64) -> Form {
        let (ten, hundred) = (n.rem_euclid(10), n.rem_euclid(100));
        match self {
            Tongue::English if n == 1 => Form::One,
            Tongue::Russian if ten == 1 && hundred != 11 => Form::One,
            Tongue::Russian if (2..=4).contains(&ten) && !(12..=14).contains(&hundred) => Form::Few,
            _ => Form::Many,
        }
    }

    /// A whole number with its thousands apart: 1,086 in English, 1 086 else.
    pub(crate) fn number(self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let gap = if self == Tongue::English { ',' } else { '\u{a0}' };
        let mut shown = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0
                && (digits.len() - at).is_multiple_of(3)
                && (digits.len() > 4 || self == Tongue::English)
            {
                shown.push(gap);
            }
            shown.push(digit);
        }
        if n < 0 { format!("−{shown}") } else { shown }
    }

    /// A measure to so many decimal places: 0.35 in English, 0,35 else.
    pub(crate) fn measure(self, value: f64, places: usize) -> String {
        let shown = format!("{value:.places$}");
        if self == Tongue::English { shown } else { shown.replace('.', ",") }
    }

    /// An EDTF date as people here read it, with the parts that are not known left out; what is no plain date
    /// stays as it is.
    pub(crate) fn date(self, edtf: &str) -> String {
        let parts: Vec<&str> = edtf.split('-').collect();
        let (year, month, day) = match parts.as_slice() {
            [year, "XX"] | [year, "XX", "XX"] => return (*year).to_owned(),
            [year, month] | [year, month, "XX"] => (year, month, None),
            [year, month, day] => (year, month, Some(day)),
            _ => return edtf.to_owned(),
        };
        let month = month.parse::<usize>().ok().filter(|month| (1..=12).contains(month));
        let day = day.map(|day| day.parse::<u32>()).transpose();
        match (self, month, day) {
            (Tongue::English, Some(month), Ok(Some(day))) => format!("{day} {} {year}", MONTHS[month - 1]),
            (Tongue::English, Some(month), Ok(None)) => format!("{} {year}", MONTHS[month - 1]),
            (_, Some(month), Ok(Some(day))) => format!("{day:02}.{month:02}.{year}"),
            (_, Some(month), Ok(None)) => format!("{month:02}.{year}"),
            _ => edtf.to_owned(),
        }
    }
}

/// A counted form; Tajik nouns after a number have but one.
enum Form {
    One,
    Few,
    Many,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
