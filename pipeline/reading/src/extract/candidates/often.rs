//! The register itself: values read surely again and again in the same kind of field, its registrar's office, its villages
//! and families. Not for lists from outside: see `known`.

use std::collections::BTreeMap;

use register::{
    act::{Act, Field, Mark},
    form::{self, ActType, FieldKind},
    value::looks_like,
};

use super::endings::family;

/// Values read with less confidence count for nothing.
const SURE: f64 = 0.8;

/// How often values were read surely, by kind of field.
#[derive(Debug, Default)]
pub(super) struct Often {
    /// By group and by what counts as one value: in how many acts, and as each is written how often.
    counted: BTreeMap<(String, String), BTreeMap<String, usize>>,
}

/// Kinds whose values come again in a register. Numbers, dates and documents are each act's own.
fn recurs(kind: FieldKind) -> bool {
    use FieldKind::{Choice, Ethnicity, Given, Patronymic, Place, Surname, Text};
    matches!(kind, Choice | Ethnicity | Given | Patronymic | Place | Surname | Text)
}

/// Names and ethnicities of all persons are counted together, other values field by field.
fn group(kind: FieldKind, key: &str) -> String {
    let together = kind.is_name() || kind == FieldKind::Ethnicity;
    if together { kind.as_str().to_owned() } else { key.to_owned() }
}

fn one_value(kind: FieldKind, value: &str) -> String {
    if kind == FieldKind::Surname { family(value) } else { value.to_owned() }
}

fn is_sure(field: &Field) -> bool {
    field.mark == Mark::Read && field.confidence.is_some_and(|sure| sure >= SURE)
}

impl Often {
    /// Of these acts, whatever their order.
    pub(super) fn of(acts: &[Act]) -> Self {
        let mut often = Self::default();
        for act in acts {
            // The names of an adoption are nobody else's to see.
            if act.kind == ActType::Adoption {
                continue;
            }
            for (key, field) in act.fields.iter().filter(|(_, field)| is_sure(field)) {
                let kind = form::field(act.kind, key).map_or(FieldKind::Text, |spec| spec.kind);
                let (Some(value), true) = (&field.value, recurs(kind)) else { continue };
                let written = field.as_written.clone().filter(|text| !register::value::is_ditto(text));
                let counted = often.counted.entry((group(kind, key), one_value(kind, value))).or_default();
                *counted.entry(written.unwrap_or_else(|| value.clone())).or_default() += 1;
            }
        }
        often
    }

    /// In how many fields it was read surely, this one left out where it is one of them.
    pub(super) fn seen(&self, kind: FieldKind, key: &str, value: &str, own: &Field) -> usize {
        let named = (group(kind, key), one_value(kind, value));
        let all: usize = self.counted.get(&named).map_or(0, |written| written.values().sum());
        let is_own =
            is_sure(own) && own.value.as_deref().map(|own| one_value(kind, own)).as_ref() == Some(&named.1);
        all - usize::from(is_own && recurs(kind)).min(all)
    }

    /// Values read more than once, as they are usually written, that are a confusable letter from this text.
    pub(super) fn near(&self, kind: FieldKind, key: &str, text: &str) -> Vec<String> {
        let group = group(kind, key);
        let own =
            self.counted.range((group.clone(), String::new())..).take_while(|((of, _), _)| *of == group);
        let usual = own.filter(|(_, written)| written.values().sum::<usize>() > 1);
        let near = usual.flat_map(|(_, written)| written.keys()).filter(|written| looks_like(text, written));
        near.cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::super::evidence::tests::act, *};

    fn sure(fields: &[(&str, &str)]) -> Act {
        let mut act = act(fields);
        act.fields.values_mut().for_each(|field| field.confidence = Some(0.95));
        act
    }

    #[test]
    fn a_value_read_again_and_again_is_offered_where_a_letter_differs() {
        let acts = [sure(&[("authority", "ЗАГС Шаҳринав")]), sure(&[("authority", "ЗАГС Шаҳринав")])];
        let often = Often::of(&acts);
        assert_eq!(often.near(FieldKind::Place, "authority", "ЗАГС Шахринав"), ["ЗАГС Шаҳринав"]);
        assert_eq!(Often::of(&acts[..1]).near(FieldKind::Place, "authority", "ЗАГС Шахринав").len(), 0);
        assert_eq!(often.near(FieldKind::Place, "child.birth_place", "ЗАГС Шахринав").len(), 0);
    }

    #[test]
    fn a_family_is_counted_together_and_a_field_not_for_itself() {
        let acts = [sure(&[("father.surname", "Саидов")]), sure(&[("mother.surname", "Саидова")])];
        let often = Often::of(&acts);
        let own = &acts[0].fields["father.surname"];
        assert_eq!(often.seen(FieldKind::Surname, "father.surname", "Саидов", own), 1);
        let other = Field::plain("Саидав");
        assert_eq!(often.seen(FieldKind::Surname, "child.surname", "Саидов", &other), 2);
    }

    #[test]
    fn what_was_read_unsurely_and_what_is_each_act_s_own_counts_for_nothing() {
        let unsure = [act(&[("father.surname", "Саидов")]), sure(&[("act_no", "12")])];
        let often = Often::of(&unsure);
        assert_eq!(often.seen(FieldKind::Surname, "father.surname", "Саидов", &Field::plain("x")), 0);
        assert_eq!(often.seen(FieldKind::Number, "act_no", "12", &Field::plain("x")), 0);
    }
}
