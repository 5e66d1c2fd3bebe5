//! The types of act a register can hold. Not for what each asks: see the fields.

use serde::{Deserialize, Serialize};

/// What an act records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActType {
    /// таваллуд
    Birth,
    /// ақди никоҳ
    Marriage,
    /// бекор кардани ақди никоҳ
    Divorce,
    /// вафот
    Death,
    /// муқаррар намудани падарӣ
    Paternity,
    /// фарзандхондӣ
    Adoption,
    /// иваз намудани насаб, ном ва номи падар
    NameChange,
    /// An entry of a notary's repertory: no act of civil status, but kept in registers like theirs.
    Deed,
}

impl ActType {
    /// All types: those of the forms decree in its order, then what other registers hold.
    pub const ALL: [ActType; 8] = [
        ActType::Birth,
        ActType::Marriage,
        ActType::Divorce,
        ActType::Death,
        ActType::Paternity,
        ActType::Adoption,
        ActType::NameChange,
        ActType::Deed,
    ];

    /// The name used in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            ActType::Birth => "birth",
            ActType::Marriage => "marriage",
            ActType::Divorce => "divorce",
            ActType::Death => "death",
            ActType::Paternity => "paternity",
            ActType::Adoption => "adoption",
            ActType::NameChange => "name_change",
            ActType::Deed => "deed",
        }
    }

    /// The fields that date the event itself, most telling first.
    pub fn event_dates(self) -> &'static [&'static str] {
        match self {
            ActType::Birth => &["child.birth_date"],
            ActType::Marriage => &["marriage.date"],
            ActType::Divorce => &["divorce.date"],
            ActType::Death => &["death.date"],
            ActType::Deed => &["deed.date"],
            ActType::Paternity | ActType::Adoption | ActType::NameChange => &[],
        }
    }
}

impl std::fmt::Display for ActType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for ActType {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        ActType::ALL
            .into_iter()
            .find(|t| t.as_str() == text)
            .ok_or_else(|| format!("{text:?} is no type of act: write {}", type_names()))
    }
}

/// `birth, marriage, … or deed`.
#[must_use]
pub fn type_names() -> String {
    let names = ActType::ALL.map(ActType::as_str);
    let (last, others) = names.split_last().unwrap_or((&"", &[]));
    format!("{} or {last}", others.join(", "))
}
