//! The fields only the act's form has, as rows take them: what the form calls them, and their kind. Not for those of its
//! type: they are known to everybody.

use archive::looking::ActView;
use register::{
    asking,
    form::{FieldSpec, Form, kind_of},
};

use crate::{Desks, forms};

/// The own fields of the act's form that the act shows. Where the form is gone, they are called by their keys.
pub(crate) async fn fields(desks: &Desks, view: &ActView) -> Vec<FieldSpec> {
    if asking::own_fields(&view.act).next().is_none() {
        return Vec::new();
    }
    let known = forms::known(desks).await.unwrap_or_default();
    let form = view.act.form.as_deref().and_then(|id| known.named(id));
    specs(view, form.map(AsRef::as_ref))
}

fn specs(view: &ActView, form: Option<&Form>) -> Vec<FieldSpec> {
    let own = |key: &str| form.and_then(|form| form.own_fields.iter().find(|own| own.key == key));
    let spec = |key: &str| {
        let label = own(key).map_or(key, |own| own.label.as_str()).to_owned();
        FieldSpec {
            act_type: Some(view.act.kind),
            section: None,
            key: key.to_owned(),
            kind: own(key).map_or_else(|| kind_of(&view.act, key), |own| own.kind),
            critical: false,
            labels_ru: vec![label.clone()],
            labels_tg: vec![label],
        }
    };
    let in_order = form.into_iter().flat_map(Form::keys).filter(|key| own(key).is_some());
    let shown: Vec<&str> = asking::own_fields(&view.act).collect();
    let mut keys: Vec<&str> = in_order.filter(|key| shown.contains(key)).collect();
    keys.extend(shown.iter().filter(|key| !keys.contains(key)).copied().collect::<Vec<_>>());
    let mut seen = std::collections::BTreeSet::new();
    keys.into_iter().filter(|key| seen.insert(*key)).map(spec).collect()
}
