//! What is amiss in a form, in the screen's language and by the place it is shown at. Not for finding it: the form does.

use std::collections::BTreeMap;

use register::form::{BadForm, Form};
use serde::Serialize;

use crate::tongue::Tongue;

/// Sentences by where they are shown.
#[derive(Debug, Default, Serialize)]
pub(super) struct Faults {
    /// Beside a row, by the field it fills.
    pub(super) keys: BTreeMap<String, String>,
    /// Beside a field of its own, by its key.
    pub(super) own: BTreeMap<String, String>,
    /// Beside what acts begin with.
    pub(super) begins: Option<String>,
    /// Above all.
    pub(super) top: Vec<String>,
}

/// What is amiss in `form`.
pub(super) fn of(form: &Form, tongue: Tongue) -> Faults {
    let mut faults = Faults::default();
    let say = |key: &str, value: &str| tongue.say(key, &[("value", value.into())]);
    for fault in form.faults() {
        match fault {
            BadForm::UnknownField { key, .. } if in_a_row(form, &key) => {
                let said = say("forms.bad_field", &key);
                faults.keys.insert(key, said);
            }
            BadForm::UnknownField { key, .. } => faults.top.push(say("forms.bad_field", &key)),
            BadForm::Begins(key) => faults.begins = Some(say("forms.bad_begins", &key)),
            BadForm::TwiceOwn(key) => {
                let said = say("forms.twice_own", &key);
                faults.own.insert(key, said);
            }
            BadForm::OwnKey(key) => {
                let said = say("forms.bad_own", &key);
                faults.own.insert(key, said);
            }
            BadForm::Empty(_) => faults.top.push(tongue.say("forms.bad_empty", &[])),
            other => faults.top.push(say("forms.bad_other", &other.to_string())),
        }
    }
    faults
}

fn in_a_row(form: &Form, key: &str) -> bool {
    let columns = form.columns.iter().map(|column| &column.field);
    columns.chain(form.labels.iter().map(|label| &label.field)).any(|field| field.as_deref() == Some(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEDGER: &str = "id = 'ours'\ntitle = ''\ntype = 'divorce'\nshape = 'ledger'\nbegins = 'act_no'\n\
                          [[column]]\nfield = 'act_no'\n[[field]]\nkey = 'court'\nkind = 'place'\nlabel = 'Court'\n";

    fn check(change: impl Fn(&mut Form), shown: impl Fn(&Faults) -> bool) {
        let mut form = Form::from_toml(LEDGER).unwrap();
        change(&mut form);
        for tongue in Tongue::ALL {
            let faults = of(&form, tongue);
            assert!(shown(&faults), "{faults:?}");
        }
    }

    #[test]
    fn what_is_amiss_is_shown_where_it_stands() {
        check(|_| (), |f| f.top.is_empty() && f.keys.is_empty() && f.own.is_empty() && f.begins.is_none());
        check(
            |form| form.columns[0].field = Some("court_of".into()),
            |f| f.keys["court_of"].contains("court_of"),
        );
        check(|form| form.begins = Some("reg_date".into()), |f| f.begins.is_some());
        check(|form| form.own_fields[0].key = "act_no".into(), |f| f.own.contains_key("act_no"));
        check(|form| form.own_fields[0].key = "Court".into(), |f| f.own.contains_key("Court"));
        check(|form| form.fields = vec!["nix".into()], |f| f.top.len() == 1);
        check(|form| form.columns.clear(), |f| f.top.len() == 1);
    }
}
