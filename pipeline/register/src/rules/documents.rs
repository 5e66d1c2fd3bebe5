//! Rules of papers: a certificate's series, the act of marriage a divorce names, an act that was annulled. Not for the
//! acts that are named: see [`super::across()`].

use crate::{
    act::{Act, Doubt, Mark},
    annotation::{self, AnnotationKind},
    form::ActType,
    number,
};

use super::{Day, Rule, seen};

pub(super) fn breaches(act: &Act) -> Vec<Doubt> {
    [series(act), unnamed_marriage(act), divorced_before(act), annulled(act), issued_since(act)]
        .into_iter()
        .flatten()
        .collect()
}

/// `I-ТБ № 123456`; later forms have other series, and longer numbers.
fn series(act: &Act) -> Option<Doubt> {
    let rule = Rule::CertificateSeries;
    let written = seen::text(act, "cert_no").filter(|text| text.contains(|c: char| c.is_ascii_digit()))?;
    let later = seen::event(act).is_some_and(|(_, day)| day.year >= rule.limit("later-from-year"));
    let digits =
        written.chars().rev().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).count();
    let allowed = |limit| usize::try_from(rule.limit(limit)).is_ok_and(|n| n == digits);
    let number_fits = allowed("digits") || later && allowed("later-digits");
    let fits = number_fits && (later || is_soviet(written));
    (!fits).then(|| rule.broken(&["cert_no"], &[("document", written.to_owned())]))
}

/// A Roman number and two letters before the number; where the series was not written the number stands alone.
fn is_soviet(written: &str) -> bool {
    let series = written.split(['№', 'N']).next().unwrap_or_default();
    let series = series.trim().trim_end_matches(|c: char| c.is_ascii_digit()).trim();
    if series.is_empty() {
        return true;
    }
    let Some((numeral, letters)) = series.split_once(['-', '–', '—', ' ']) else { return false };
    let letters = letters.trim();
    let two = letters.chars().count() == 2 && letters.chars().all(char::is_alphabetic);
    two && number::roman(numeral.trim()).is_some()
}

/// A divorce names the act of marriage; here its place on the form was left empty.
fn unnamed_marriage(act: &Act) -> Option<Doubt> {
    let field = act.fields.get("marriage_ref").filter(|_| act.kind == ActType::Divorce)?;
    let empty = matches!(field.mark, Mark::Blank | Mark::Dash);
    empty.then(|| Rule::DivorceWithoutMarriage.broken(&["marriage_ref"], &[]))
}

/// Nobody divorces before the marriage that is named.
fn divorced_before(act: &Act) -> Option<Doubt> {
    let named = annotation::reference(seen::text(act, "marriage_ref")?, None)?;
    let (married, divorced) = (Day::of(named.date.as_deref()?)?, seen::day(act, "divorce.date")?);
    let values = [("divorced", seen::shown(act, "divorce.date")), ("married", named.date.clone()?)];
    (divorced < married)
        .then(|| Rule::DivorceBeforeMarriage.broken(&["divorce.date", "marriage_ref"], &values))
}

/// An annulled act is worth knowing.
fn annulled(act: &Act) -> Option<Doubt> {
    let is_annulled = act.annotations.iter().any(|note| note.kind == AnnotationKind::Cancelled);
    is_annulled.then(|| Rule::RecordAnnulled.broken(&["annotations"], &[]))
}

/// No certificate is issued from an act after it was annulled.
fn issued_since(act: &Act) -> Option<Doubt> {
    let of = |kind: AnnotationKind| {
        let notes = act.annotations.iter().filter(move |note| note.kind == kind);
        notes.filter_map(|note| note.date.as_deref().and_then(Day::of).zip(note.date.clone()))
    };
    let (annulled, annulled_on) = of(AnnotationKind::Cancelled).next()?;
    let (_, issued_on) = of(AnnotationKind::CertificateReissued).find(|(issued, _)| *issued > annulled)?;
    let values = [("issued", issued_on), ("annulled", annulled_on)];
    Some(Rule::IssuedThoughAnnulled.broken(&["annotations"], &values))
}
