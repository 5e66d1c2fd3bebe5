//! Templates and what every page needs beside its own: tongue, theme, person, tabs, assets. Not for what
//! a page shows: that is each desk's.

use axum::response::Html;
use minijinja::{
    Environment, Error, State, UndefinedBehavior, Value, context,
    value::{Kwargs, Serde},
};
use serde::Serialize;

use crate::{
    Desks, assets,
    tongue::Tongue,
    trouble::Refusal,
    visit::{Manner, Visit, desks_of},
};

/// Every template by name, carried inside the program.
const TEMPLATES: [(&str, &str); 27] = [
    ("base.html", include_str!("../templates/base.html")),
    ("top.html", include_str!("../templates/top.html")),
    ("marks.html", include_str!("../templates/marks.html")),
    ("macros.html", include_str!("../templates/macros.html")),
    ("sign_in.html", include_str!("../templates/sign_in.html")),
    ("shelf.html", include_str!("../templates/shelf.html")),
    ("shelf_now.html", include_str!("../templates/shelf_now.html")),
    ("shelf_renewed.html", include_str!("../templates/shelf_renewed.html")),
    ("shelf_foot.html", include_str!("../templates/shelf_foot.html")),
    ("forms.html", include_str!("../templates/forms.html")),
    ("form.html", include_str!("../templates/form.html")),
    ("act.html", include_str!("../templates/act.html")),
    ("act_crumbs.html", include_str!("../templates/act_crumbs.html")),
    ("saved.html", include_str!("../templates/saved.html")),
    ("transcribe.html", include_str!("../templates/transcribe.html")),
    ("transcribe_crumbs.html", include_str!("../templates/transcribe_crumbs.html")),
    ("transcribe_progress.html", include_str!("../templates/transcribe_progress.html")),
    ("row.html", include_str!("../templates/row.html")),
    ("said.html", include_str!("../templates/said.html")),
    ("tie.html", include_str!("../templates/tie.html")),
    ("nothing.html", include_str!("../templates/nothing.html")),
    ("search.html", include_str!("../templates/search.html")),
    ("look.html", include_str!("../templates/look.html")),
    ("reader.html", include_str!("../templates/reader.html")),
    ("alone.html", include_str!("../templates/alone.html")),
    ("report.html", include_str!("../templates/report.html")),
    ("evaluation.html", include_str!("../templates/evaluation.html")),
];

/// The environment all pages are made in.
pub(crate) fn templates() -> Environment<'static> {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    for (name, source) in TEMPLATES {
        templates.add_template(name, source).expect("templates are checked by tests");
    }
    templates.add_function("t", say);
    templates.add_function("word", word);
    templates.add_function("vb", view_box);
    templates.add_function("veil", veil);
    templates.add_filter("number", number);
    templates.add_filter("date", date);
    templates
}

/// `t("shelf.waiting", n=3)` in a template.
fn say(state: &State, key: &str, values: Kwargs) -> Result<String, Error> {
    let given: Vec<(&str, Value)> =
        values.args().map(|name| Ok((name, values.get::<Value>(name)?))).collect::<Result<_, Error>>()?;
    Ok(tongue_of(state).say(key, &given))
}

/// `word("link_kind", link.kind)`: a word of a set that others may add to.
fn word(state: &State, set: &str, of: &str) -> String {
    tongue_of(state).word(set, of)
}

fn number(state: &State, n: i64) -> String {
    tongue_of(state).number(n)
}

fn date(state: &State, edtf: &str) -> String {
    tongue_of(state).date(edtf)
}

fn tongue_of(state: &State) -> Tongue {
    let code = state.lookup("lang");
    code.as_ref().and_then(|c| c.as_str()).and_then(Tongue::of_code).unwrap_or(Tongue::English)
}

/// Plain data as templates take it.
pub(crate) fn data(of: impl Serialize) -> Value {
    Value::from(Serde(of))
}

/// A page for a signed-in person.
pub(crate) fn page(desks: &Desks, visit: &Visit, name: &str, own: Value) -> Result<Html<String>, Refusal> {
    let tabs: Vec<&'static str> = desks_of(visit.viewer.role)
        .iter()
        .map(|desk| match desk {
            crate::visit::Desk::Shelf => "shelf",
            crate::visit::Desk::Act => "act",
            crate::visit::Desk::Search => "search",
        })
        .collect();
    let person = context! { person => visit.viewer.name.clone(), role => visit.viewer.role.as_str(), token => visit.token.clone(), tabs };
    outside(desks, &visit.manner, name, context! { ..own, ..person })
}

/// A page for anybody.
pub(crate) fn outside(
    desks: &Desks,
    manner: &Manner,
    name: &str,
    own: Value,
) -> Result<Html<String>, Refusal> {
    let tongues: Vec<Value> =
        Tongue::ALL.into_iter().map(|t| context! { code => t.code(), name => t.name() }).collect();
    let common = context! {
        lang => manner.tongue.code(), theme => manner.theme, here => manner.here.clone(),
        assets => assets::folder(), office => desks.settings.office.clone(), tongues,
    };
    Ok(Html(desks.templates.get_template(name)?.render(context! { ..own, ..common })?))
}

/// A box as an SVG view box (or as four numbers for a script); of nothing, an empty one.
fn view_box(of: &Value) -> Result<String, Error> {
    if of.is_none() || of.is_undefined() {
        return Ok("0 0 1 1".to_owned());
    }
    let [x, y, w, h] = numbers(of, ["x", "y", "w", "h"])?;
    Ok(format!("{x} {y} {w} {h}"))
}

/// The path of the veil over a page: all of it and well beyond, with the lit line left out.
fn veil(lit: &Value, page: &Value) -> Result<String, Error> {
    let [y, h] = numbers(lit, ["y", "h"])?;
    let [width, height] = numbers(page, ["width", "height"])?;
    let (left, right, bottom) = (-width, 3.0 * width, height + 2.0 * width);
    Ok(format!("M{left} {left}H{right}V{bottom}H{left}zM{left} {y}H{right}V{}H{left}z", y + h))
}

fn numbers<const N: usize>(of: &Value, names: [&str; N]) -> Result<[f64; N], Error> {
    let mut found = [0.0; N];
    for (place, name) in found.iter_mut().zip(names) {
        *place = f64::try_from(of.get_attr(name)?)?;
    }
    Ok(found)
}
