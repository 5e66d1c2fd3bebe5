//! An act as others write it: only `type` and `fields` are needed. Here it gets what it lacks: a register,
//! an id that is always the same for the same act, normal forms. Not for the files around it.

use std::collections::{BTreeMap, HashMap};

use register::{
    access::Access,
    act::{Act, Doubt, Field, Link, Status},
    annotation::Annotation,
    form::{self, ActType, FieldKind},
    id::{ActId, RegisterId},
    value,
};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::malformed::Flaw;

/// The register of acts that name none.
pub const IMPORTED: &str = "imported";

/// Hexadecimal digits of the SHA-256 that an act without an id is named by: 80 bits, so that among ten
/// million acts two share a name with a chance of 4e-11.
const ID_DIGITS: usize = 20;

/// What a field's long form may have; what else is there comes from a newer program and is left out.
const FIELD_KEYS: [&str; 9] =
    ["as_written", "value", "calendar", "ref", "confidence", "mark", "by", "spots", "candidates"];

/// One act with everything optional that the contract lets be absent; unknown keys are left out.
#[derive(Deserialize)]
pub(crate) struct WrittenAct {
    #[serde(default)]
    pub(crate) id: Option<String>,
    #[serde(default)]
    pub(crate) register: Option<RegisterId>,
    #[serde(rename = "type")]
    pub(crate) kind: ActType,
    #[serde(default)]
    pub(crate) form: Option<String>,
    #[serde(default)]
    pub(crate) status: Status,
    #[serde(default)]
    pub(crate) access: Access,
    pub(crate) fields: BTreeMap<String, Value>,
    #[serde(default)]
    pub(crate) doubts: Vec<Doubt>,
    #[serde(default)]
    pub(crate) links: Vec<Link>,
    #[serde(default)]
    pub(crate) annotations: Vec<Annotation>,
}

/// Names the acts of one file that have no id.
#[derive(Default)]
pub(crate) struct Naming {
    /// How often each name was given: the same act written twice is two acts.
    given: HashMap<String, u32>,
}

impl Naming {
    /// The act with all it lacked.
    pub(crate) fn complete(&mut self, written: WrittenAct) -> Result<Act, Flaw> {
        let mut fields = BTreeMap::new();
        for (key, value) in written.fields {
            let field = field_of(written.kind, &key, value)?;
            fields.insert(key, field);
        }
        let register = register_of(written.register);
        let id = self.id(written.id.as_deref(), &register, written.kind, &fields);
        Ok(Act {
            id,
            register,
            kind: written.kind,
            form: written.form,
            status: written.status,
            access: written.access,
            fields,
            doubts: written.doubts,
            links: written.links,
            annotations: written.annotations,
        })
    }

    /// The id that was given, else a name out of what the act says, so that the same file imported twice
    /// gives the same acts.
    pub(crate) fn id(
        &mut self,
        given: Option<&str>,
        register: &RegisterId,
        kind: ActType,
        fields: &BTreeMap<String, Field>,
    ) -> ActId {
        if let Some(id) = given.map(str::trim).filter(|id| !id.is_empty()) {
            return ActId(id.to_owned());
        }
        let content = serde_json::to_vec(&(kind, fields)).expect("an act is plain data");
        let digest = hex::encode(Sha256::digest(content));
        let name = format!("{register}/{}", &digest[..ID_DIGITS]);
        let times = self.given.entry(name.clone()).or_default();
        *times += 1;
        ActId(if *times == 1 { name } else { format!("{name}-{times}") })
    }
}

/// The register that was named, else [`IMPORTED`].
pub(crate) fn register_of(named: Option<RegisterId>) -> RegisterId {
    named.unwrap_or_else(|| IMPORTED.parse().expect("letters can name a register"))
}

fn field_of(kind: ActType, key: &str, value: Value) -> Result<Field, Flaw> {
    let remedy = || format!("a field is a text, or an object with some of {}", FIELD_KEYS.join(", "));
    let mut shape = match value {
        Value::String(text) => return Ok(plain_field(kind, key, &text)),
        Value::Number(number) => return Ok(plain_field(kind, key, &number.to_string())),
        Value::Object(shape) => shape,
        _ => return Err(Flaw::new(format!("the field {key} is neither a text nor an object"), remedy())),
    };
    shape.retain(|name, _| FIELD_KEYS.contains(&name.as_str()));
    if shape.is_empty() {
        return Err(Flaw::new(format!("the field {key} says nothing"), remedy()));
    }
    for (name, part) in &shape {
        let alone = serde_json::json!({ name: part });
        if serde_json::from_value::<Field>(alone).is_err() {
            let what = format!("the field {key} has a {name} that cannot be understood: {}", shortened(part));
            return Err(Flaw::new(what, "write it as `daftar export --format jsonl` does"));
        }
    }
    serde_json::from_value(Value::Object(shape))
        .map_err(|e| Flaw::new(format!("the field {key}: {e}"), remedy()))
}

/// A text as a field. Dates and sexes as offices write them (07.03.1956) get their normal form beside what
/// was written; everything else is taken as it is.
pub(crate) fn plain_field(kind: ActType, key: &str, text: &str) -> Field {
    let of = form::field(kind, key).map_or(FieldKind::Text, |field| field.kind);
    if matches!(of, FieldKind::Date | FieldKind::Sex)
        && let Some(normal) = value::normal_form(of, text, None)
        && normal != text
    {
        let mut field = Field { as_written: Some(text.to_owned()), ..Field::plain(normal) };
        field.place_beside(of, None);
        return field;
    }
    Field::plain(text)
}

/// As much of a value as fits a line of a message.
fn shortened(value: &Value) -> String {
    const SHOWN: usize = 60;
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
