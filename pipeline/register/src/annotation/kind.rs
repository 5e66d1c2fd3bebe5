//! What a note tells of, by the first word that tells it. Not for dates and numbers.

use super::{
    AnnotationKind,
    cues::{begins, begins_with_any},
    tokens::Token,
};

/// Words that tell a kind by themselves, stems in plain letters, Russian and Tajik.
const TELLING: [(&str, AnnotationKind); 32] = [
    ("расторг", AnnotationKind::Divorce),
    ("развод", AnnotationKind::Divorce),
    ("развед", AnnotationKind::Divorce),
    ("чудошав", AnnotationKind::Divorce),
    ("талок", AnnotationKind::Divorce),
    ("умер", AnnotationKind::Death),
    ("смерт", AnnotationKind::Death),
    ("скончал", AnnotationKind::Death),
    ("вафот", AnnotationKind::Death),
    ("фавтид", AnnotationKind::Death),
    ("вступил", AnnotationKind::Marriage),
    ("бракосоч", AnnotationKind::Marriage),
    ("издивоч", AnnotationKind::Marriage),
    ("отцовств", AnnotationKind::Paternity),
    ("усыновл", AnnotationKind::Adoption),
    ("удочер", AnnotationKind::Adoption),
    ("фарзандхон", AnnotationKind::Adoption),
    ("исправл", AnnotationKind::Correction),
    ("исправит", AnnotationKind::Correction),
    ("вместо", AnnotationKind::Correction),
    ("ислох", AnnotationKind::Correction),
    ("аннулир", AnnotationKind::Cancelled),
    ("недеиствит", AnnotationKind::Cancelled),
    ("ботил", AnnotationKind::Cancelled),
    ("повт", AnnotationKind::CertificateReissued),
    ("дубликат", AnnotationKind::CertificateReissued),
    ("такрор", AnnotationKind::CertificateReissued),
    ("изменен", AnnotationKind::NameChange),
    ("перемен", AnnotationKind::NameChange),
    ("иваз", AnnotationKind::NameChange),
    ("тагиир", AnnotationKind::NameChange),
    ("присвоен", AnnotationKind::NameChange),
];

/// The kind of a note.
pub(super) fn kind(tokens: &[Token<'_>]) -> AnnotationKind {
    let has = |stem: &str| tokens.iter().any(|t| begins(&t.plain, stem));
    let found = tokens.iter().filter_map(|t| telling(&t.plain));
    let kinds: Vec<AnnotationKind> = found.collect();
    // A certificate of whatever is a certificate; a wrong word struck is no event.
    if kinds.contains(&AnnotationKind::CertificateReissued) {
        return AnnotationKind::CertificateReissued;
    }
    if has("бекор") {
        return if has("никох") { AnnotationKind::Divorce } else { AnnotationKind::Cancelled };
    }
    if has("падари") && has("мукаррар") {
        return AnnotationKind::Paternity;
    }
    if is_taken_as_child(tokens) {
        return AnnotationKind::Adoption;
    }
    match kinds.first() {
        Some(AnnotationKind::NameChange) if !is_of_names(tokens) => AnnotationKind::Other,
        Some(kind) => *kind,
        None if has("заключ") && has("брак") || is_tajik_marriage(tokens) => {
            AnnotationKind::Marriage
        }
        None if has("зарегистр") && has("брак") => AnnotationKind::Marriage,
        None if (has("выдан") && has("свидет")) || (has("шаходатном") && has("дода")) => {
            AnnotationKind::CertificateReissued
        }
        None => AnnotationKind::Other,
    }
}

/// Does the word tell a kind?
pub(super) fn telling(plain: &str) -> Option<AnnotationKind> {
    TELLING.iter().find(|(stem, _)| begins(plain, stem)).map(|(_, kind)| *kind)
}

fn is_of_names(tokens: &[Token<'_>]) -> bool {
    const NAMES: [&str; 7] = ["фамил", "имя", "имени", "отчеств", "насаб", "ном", "перемен"];
    tokens.iter().any(|t| begins_with_any(&t.plain, &NAMES))
}

fn is_tajik_marriage(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|t| begins(&t.plain, "никох"))
}

/// "Ба фарзандӣ гирифта шуд": the word for a child alone tells of any child.
fn is_taken_as_child(tokens: &[Token<'_>]) -> bool {
    let child = |pair: &[Token<'_>]| pair[0].plain == "ба" && begins(&pair[1].plain, "фарзанди");
    let at = tokens.windows(2).position(child);
    at.is_some_and(|at| tokens[at + 2..].iter().any(|t| begins(&t.plain, "гирифт")))
}
