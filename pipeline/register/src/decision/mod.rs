//! What people decide: one verdict of one person on one field, appended and never changed; the act that comes out when all
//! are applied is made in `settling`. Not for who may decide: that is the desks' and the archive's.

use serde::{Deserialize, Serialize};

use crate::{act::Doubt, id::ActId};

mod doubted;
mod settling;
#[cfg(test)]
mod tests;
mod tied;

pub use doubted::{accepted_as, may_be_accepted};
pub use settling::settle;
pub use tied::{tie_field, tied_to};

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The value stands as read.
    Confirmed,
    /// Another value was typed.
    Corrected,
    /// Written, but not readable.
    Illegible,
    /// Nothing is written.
    Blank,
    /// A stroke is written.
    Dash,
    /// Somebody else shall decide.
    Referred,
    /// Of a rule ([`rule_field`]): it is so, because of what the value says.
    Accepted,
    /// Of a tie ([`tie_field`]): it is not so.
    Rejected,
    /// Takes back the last decision on the field that still stands.
    Undone,
}

/// One person's verdict on one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The act.
    pub act: ActId,
    /// Field key; of what is said of a rule, [`rule_field`], of a tie, [`tie_field`].
    pub field: String,
    /// What was decided.
    pub verdict: Verdict,
    /// The value that was confirmed or typed, as written, or the reason why something is so; absent for the others.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<String>,
    /// Who decided.
    pub person: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// How many decisions on the act the person had seen; a lower number than stands marks a conflict.
    pub revision: u64,
    /// A random word of the desk that sent it: the same when it is sent again because no answer came.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub nonce: Option<String>,
}

impl Decision {
    /// Does it say the same of the field?
    pub fn agrees(&self, other: &Decision) -> bool {
        (self.verdict, &self.value) == (other.verdict, &other.value)
    }
}

/// Before the name of a rule, where a field's key stands else.
const OF_RULE: &str = "rule:";

/// What stands in place of a field's key where a person says of a rule that it is broken with reason.
pub fn rule_field(rule: &str) -> String {
    format!("{OF_RULE}{rule}")
}

/// Between a rule and the fields it is about.
const OF_FIELDS: char = '/';

/// A doubt by its rule and the fields it is about (`born-after-event/child.birth_date,reg_date`): a person's word holds for
/// it ([`rule_field`]), and not for what else breaks the rule. A word on the rule alone holds for all of them.
pub fn doubt_name(doubt: &Doubt) -> String {
    let mut fields: Vec<&str> = doubt.fields.iter().map(String::as_str).collect();
    fields.sort_unstable();
    format!("{}{OF_FIELDS}{}", doubt.rule, fields.join(","))
}

/// The rule a decision is about, if it is about one.
pub fn rule_of(field: &str) -> Option<&str> {
    let named = field.strip_prefix(OF_RULE)?;
    Some(named.split_once(OF_FIELDS).map_or(named, |(rule, _)| rule))
}

/// The decision on `field` that stands after undoing, with all that precede it applied in order.
pub fn standing<'d>(decisions: &'d [Decision], field: &str) -> Option<&'d Decision> {
    let mut stack: Vec<&Decision> = Vec::new();
    for decision in decisions.iter().filter(|d| d.field == field) {
        if decision.verdict == Verdict::Undone {
            stack.pop();
        } else {
            stack.push(decision);
        }
    }
    stack.pop()
}
