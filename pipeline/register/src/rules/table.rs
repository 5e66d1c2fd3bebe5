//! The rules by name, and the table of their severities, limits and texts. Not for judging.

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, sync::LazyLock};

use crate::act::{Doubt, Severity};

/// How much a rule needs to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One act.
    Act,
    /// The acts of a register.
    Register,
    /// The acts of several registers.
    Archive,
    /// The page: these are doubts of reading.
    Reading,
}

/// A language doubts are said in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speech {
    /// English.
    English,
    /// Russian.
    Russian,
    /// Tajik.
    Tajik,
}

macro_rules! rules {
    ($($name:ident $text:literal $limits:expr,)*) => {
        /// A rule by name; what it says stands in `ocr-models/rules.tsv`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the table says of each rule what it means")]
        pub enum Rule { $($name,)* }

        impl Rule {
            /// All rules.
            pub const ALL: &[Rule] = &[$(Rule::$name,)*];

            /// The name used in files.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Rule::$name => $text,)* }
            }

            /// The limits its code asks the table for.
            fn limits(self) -> &'static [&'static str] {
                match self { $(Rule::$name => $limits,)* }
            }
        }
    };
}

rules! {
    EventAfterRegistration "event-after-registration" &[],
    EventOutsideBook "event-outside-book" &[],
    EventInFuture "event-in-future" &[],
    RegisteredLate "registered-late" &["months", "info-from-months"],
    BornAfterEvent "born-after-event" &[],
    BirthYearFarFromBook "birth-year-far-from-book" &["years"],
    MotherAge "mother-age" &["least", "most", "error-below", "error-above"],
    FatherAge "father-age" &["least", "most"],
    MarriageAge "marriage-age" &["error-below", "groom", "bride", "bride-until-2010", "bride-until-1939"],
    DeathBeforeBirth "death-before-birth" &[],
    AgeDiffers "age-differs" &["years"],
    AgeImprobable "age-improbable" &["most"],
    ChildSurname "child-surname" &[],
    ChildPatronymic "child-patronymic" &[],
    SexName "sex-name" &[],
    EthnicityOfParents "ethnicity-of-parents" &[],
    CertificateSeries "certificate-series" &["digits", "later-digits", "later-from-year"],
    PlaceNotKnownThen "place-not-known-then" &["slack-years"],
    DivorceWithoutMarriage "divorce-without-marriage" &[],
    DivorceBeforeMarriage "divorce-before-marriage" &[],
    RecordAnnulled "record-annulled" &[],
    IssuedThoughAnnulled "issued-though-annulled" &[],
    NotReadable "not-readable" &[],
    NotCaptured "not-captured" &[],
    NumberOutOfSequence "number-out-of-sequence" &[],
    NumberRepeated "number-repeated" &[],
    DuplicateAct "duplicate-act" &["days"],
    RemarriedBeforeEnd "remarried-before-end" &[],
    EventAfterDeath "event-after-death" &[],
    CopiesDiffer "copies-differ" &[],
    NoHeading "no-heading" &[],
    HeadingFromRegister "heading-from-register" &[],
    MissingField "missing-field" &[],
    DateNotUnderstood "date-not-understood" &[],
    ValueNotUnderstood "value-not-understood" &[],
    NumberMissing "number-missing" &[],
}

struct Line {
    severity: Severity,
    scope: Scope,
    limits: BTreeMap<&'static str, i32>,
    texts: [&'static str; 3],
}

static TABLE: LazyLock<BTreeMap<&'static str, Line>> = LazyLock::new(|| {
    include_str!("../../../../ocr-models/rules.tsv").lines().skip(1).filter_map(line).collect()
});

fn line(text: &'static str) -> Option<(&'static str, Line)> {
    let [name, severity, scope, limits, english, russian, tajik] =
        text.split('\t').collect::<Vec<_>>().try_into().ok()?;
    let severity = match severity {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        "info" => Severity::Info,
        _ => return None,
    };
    let scope = match scope {
        "act" => Scope::Act,
        "register" => Scope::Register,
        "archive" => Scope::Archive,
        "reading" => Scope::Reading,
        _ => return None,
    };
    let limit =
        |limit: &'static str| limit.split_once('=').and_then(|(name, n)| Some((name, n.parse().ok()?)));
    let limits = limits.split(';').filter_map(limit).collect();
    Some((name, Line { severity, scope, limits, texts: [english, russian, tajik] }))
}

impl Rule {
    /// The rule of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.as_str() == name)
    }

    fn line(self) -> &'static Line {
        TABLE.get(self.as_str()).expect("a test finds every rule in the table")
    }

    /// How much it needs to see.
    #[must_use]
    pub fn scope(self) -> Scope {
        self.line().scope
    }

    /// A number of the table: years, months, days.
    pub(super) fn limit(self, name: &str) -> i32 {
        debug_assert!(self.limits().contains(&name), "{name} is no limit of {}", self.as_str());
        self.line().limits.get(name).copied().unwrap_or_default()
    }

    /// A breach about these fields, with what its text names.
    #[must_use]
    pub fn broken(self, fields: &[&str], values: &[(&str, String)]) -> Doubt {
        let values: BTreeMap<String, String> =
            values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
        let line = self.line();
        let mut text = filled(line.texts[0], |name| values.get(name).cloned());
        text = text.replace("{fields}", &fields.join(", "));
        Doubt { values, ..Doubt::new(self.as_str(), line.severity, text, fields) }
    }

    /// The same, of another severity than the table's.
    pub(super) fn broken_as(self, severity: Severity, fields: &[&str], values: &[(&str, String)]) -> Doubt {
        Doubt { severity, ..self.broken(fields, values) }
    }
}

/// Did acts of several registers give rise to the doubt? So those of [`Scope::Archive`], and of rules judged of one act,
/// too, those that name another.
#[must_use]
pub fn is_of_several_registers(doubt: &Doubt) -> bool {
    match Rule::named(&doubt.rule).map(Rule::scope) {
        Some(Scope::Archive) => true,
        Some(Scope::Act) => doubt.values.contains_key("other"),
        Some(Scope::Register | Scope::Reading) | None => false,
    }
}

/// A rule's text in a language, with its places filled by `value`; `None` where no rule has that name, or a place has no
/// value.
pub fn said(rule: &str, speech: Speech, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    let template = TABLE.get(rule)?.texts[speech as usize];
    let text = filled(template, value);
    (!text.contains('{')).then_some(text)
}

fn filled(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, behind)) = after.split_once('}') else { break };
        text.push_str(&value(name).unwrap_or_else(|| format!("{{{name}}}")));
        rest = behind;
    }
    text + rest
}
