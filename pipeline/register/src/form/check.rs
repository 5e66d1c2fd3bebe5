//! What a form names and does not have, each with what to change. Not for TOML itself: see `printed`.

use super::{ActType, Form, Shape, fields};

/// Why a form file cannot be used; every text says what to change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadForm {
    /// Not TOML, an unknown key, or a value of the wrong shape.
    #[error("{0}")]
    Shape(String),
    /// An id with other signs than it may have.
    #[error(
        "the id {0:?} has other signs than small letters, digits and \"-\"; write one like \"births-1926\""
    )]
    Id(String),
    /// A field no type and no `[[field]]` has.
    #[error(
        "there is no field {key:?} of {kind}; the nearest is {nearest:?}, or name a field of its own under [[field]]"
    )]
    UnknownField {
        /// What was written.
        key: String,
        /// The form's type of act.
        kind: ActType,
        /// The nearest field there is.
        nearest: String,
    },
    /// Nothing to read.
    #[error("no {0} fills a field; give at least one a field = \"…\"")]
    Empty(&'static str),
    /// No column fills what an act shall begin with.
    #[error("acts begin with {0:?}, and no column fills it; name the field of a column in begins = \"…\"")]
    Begins(String),
    /// A place that runs backwards or out of the table.
    #[error("the place of a column runs from {0} to {1}; it must run from left to right, between 0 and 1")]
    Place(String, String),
    /// Pages hold one act or two.
    #[error("{0} acts a page; write acts_a_page = 1 or 2, or leave it out")]
    ActsAPage(u8),
    /// A key with other signs than keys have.
    #[error(
        "the key {0:?} under [[field]] has other signs than small letters, digits, \"_\" and \".\"; write one like \"divorce.court\""
    )]
    OwnKey(String),
    /// Two fields of its own under one key, or one under a key its type has.
    #[error("the key {0:?} under [[field]] is there already; take another")]
    TwiceOwn(String),
}

impl Form {
    /// Is all it names there?
    ///
    /// # Errors
    /// The first thing that is not.
    pub fn check(&self) -> Result<(), BadForm> {
        self.faults().into_iter().next().map_or(Ok(()), Err)
    }

    /// May a form be named so? An id is a folder's name and stands in addresses: small letters, digits and "-".
    #[must_use]
    pub fn is_id(id: &str) -> bool {
        let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !id.is_empty() && id.chars().all(sign)
    }

    /// All that it names and that is not there, in the order of the file.
    #[must_use]
    pub fn faults(&self) -> Vec<BadForm> {
        let mut faults = Vec::new();
        if !Self::is_id(&self.id) {
            faults.push(BadForm::Id(self.id.clone()));
        }
        faults.extend(self.acts_a_page.filter(|acts| !(1..=2).contains(acts)).map(BadForm::ActsAPage));
        faults.extend(self.ill_spelled());
        faults.extend(self.twice_owned());
        faults.extend(self.keys().filter_map(|key| self.unknown(key)));
        for (from, to) in self.columns.iter().filter_map(|c| c.place) {
            if !(0.0..=1.0).contains(&from) || !(from..=1.0).contains(&to) {
                faults.push(BadForm::Place(from.to_string(), to.to_string()));
            }
        }
        if self.shape == Shape::Ledger && self.keys().next().is_none() {
            faults.push(BadForm::Empty("column"));
        }
        let filled = |key: &&String| self.columns.iter().any(|c| c.field.as_ref() == Some(*key));
        faults.extend(self.begins.iter().filter(|key| !filled(key)).cloned().map(BadForm::Begins));
        faults
    }

    fn ill_spelled(&self) -> impl Iterator<Item = BadForm> {
        let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.';
        let keys = self.own_fields.iter().map(|own| &own.key);
        let ill = keys.filter(move |key| key.is_empty() || !key.chars().all(sign));
        ill.map(|key| BadForm::OwnKey(key.clone()))
    }

    fn twice_owned(&self) -> impl Iterator<Item = BadForm> {
        let owned = self.own_fields.iter().enumerate();
        let twice = owned.filter(|(nth, own)| {
            let before = self.own_fields[..*nth].iter().any(|other| other.key == own.key);
            before || fields::field(self.kind, &own.key).is_some()
        });
        twice.map(|(_, own)| BadForm::TwiceOwn(own.key.clone()))
    }

    fn unknown(&self, key: &str) -> Option<BadForm> {
        let own = self.own_fields.iter().any(|f| f.key == key);
        if own || fields::field(self.kind, key).is_some() || self.is_full_name(key) {
            return None;
        }
        let near = fields::fields_of(self.kind)
            .map(|f| f.key.as_str())
            .min_by_key(|known| strsim::damerau_levenshtein(known, key));
        let nearest = near.unwrap_or_default().to_owned();
        Some(BadForm::UnknownField { key: key.to_owned(), kind: self.kind, nearest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEDGER: &str = "id = 'divorces-paris'\ntitle = 'Divorces'\ntype = 'divorce'\nshape = 'ledger'\n";

    fn check_refused(rest: &str, why: &str) {
        let error = Form::from_toml(&format!("{LEDGER}{rest}")).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }

    #[test]
    fn what_a_form_names_must_be_there() {
        check_refused("[[column]]\nfield = 'act_on'", "the nearest is \"act_no\"");
        check_refused("fields = ['act_on']", "the nearest is \"act_no\"");
        check_refused("[[column]]\nfield = 'child.full_name'", "no field \"child.full_name\" of divorce");
        check_refused("[[column]]\nlabels = ['No']", "no column fills a field");
        check_refused("begins = 'reg_date'\n[[column]]\nfield = 'act_no'", "no column fills it");
        check_refused("[[column]]\nfield = 'act_no'\nplace = [0.4, 0.2]", "from left to right");
        check_refused("colums = 1", "unknown field `colums`");
    }

    #[test]
    fn a_page_holds_one_act_or_two() {
        check_refused("acts_a_page = 3\nfields = ['act_no']", "acts_a_page = 1 or 2");
    }

    #[test]
    fn a_form_names_its_own_fields_anew() {
        let own = |key: &str| format!("[[field]]\nkey = '{key}'\nkind = 'text'\nlabel = ''\n");
        check_refused(&format!("fields = ['act_no']\n{}{}", own("court"), own("court")), "\"court\"");
        check_refused(&format!("fields = ['act_no']\n{}", own("divorce.date")), "there already");
        check_refused(&format!("fields = ['act_no']\n{}", own("Court 1")), "like \"divorce.court\"");
    }

    #[test]
    fn all_that_is_amiss_is_told_at_once() {
        let columns = "[[column]]\nfield = 'act_no'";
        let mut form = Form::from_toml(&format!("{LEDGER}{columns}")).unwrap();
        form.columns[0].field = Some("act_on".into());
        form.begins = Some("act_no".into());
        assert!(matches!(form.faults().as_slice(), [BadForm::UnknownField { .. }, BadForm::Begins(_)]));
    }

    #[test]
    fn an_id_is_a_plain_word() {
        let error = Form::from_toml("id = 'A b'\ntitle = ''\ntype = 'birth'\nshape = 'sheet'").unwrap_err();
        assert_eq!(error, BadForm::Id("A b".into()));
    }
}
