//! What is asked in the address bar, how it was understood, and the filters at the side. Not for
//! finding: the index does that.

#[cfg(test)]
mod tests;

use index::{Answer, Count, Query, Understood};
use minijinja::{Value, context};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::tongue::Tongue;

/// The question as the address holds it; every part may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// Free text.
    q: String,
    /// Type of act.
    r#type: String,
    /// `1935..1939`.
    years: String,
    /// Place.
    place: String,
    /// Register.
    register: String,
    /// `machine` or `verified`.
    status: String,
    /// `1`: letters as typed.
    exact: String,
    /// Hits left out at the beginning.
    from: String,
}

impl Asked {
    /// Is anything asked at all?
    pub(crate) fn asks(&self) -> bool {
        self.parts().iter().any(|(name, value)| !value.is_empty() && !matches!(*name, "exact" | "from"))
    }

    /// Letters as typed only?
    pub(crate) fn exact(&self) -> bool {
        self.exact == "1"
    }

    /// Hits left out at the beginning.
    pub(crate) fn offset(&self) -> usize {
        self.from.parse().unwrap_or(0)
    }

    /// The same question from the first hit on.
    pub(crate) fn begin_again(&mut self) {
        self.from.clear();
    }

    fn parts(&self) -> [(&'static str, &str); 8] {
        [
            ("q", &self.q),
            ("type", &self.r#type),
            ("years", &self.years),
            ("place", &self.place),
            ("register", &self.register),
            ("status", &self.status),
            ("exact", &self.exact),
            ("from", &self.from),
        ]
    }

    /// The address of the same question with one part changed; it begins at the first hit again.
    pub(crate) fn with(&self, name: &str, value: &str) -> String {
        let parts = self.parts();
        let changed = parts.iter().map(|(n, v)| (*n, if *n == name { value } else { v }));
        let kept = changed.filter(|(n, v)| !v.is_empty() && (*n != "from" || name == "from"));
        let shown: Vec<String> =
            kept.map(|(n, v)| format!("{n}={}", utf8_percent_encode(v, NON_ALPHANUMERIC))).collect();
        format!("/search?{}", shown.join("&"))
    }

    /// What the index is asked; filters that cannot be understood are left out.
    pub(crate) fn query(&self, limit: usize) -> Query {
        Query {
            text: self.q.trim().to_owned(),
            limit,
            offset: self.offset(),
            kind: self.r#type.parse().ok(),
            years: years_of(&self.years),
            place: Some(self.place.clone()).filter(|p| !p.is_empty()),
            register: self.register.parse().ok(),
            status: serde_json::from_value(serde_json::Value::String(self.status.clone())).ok(),
            exact: self.exact(),
            facets: true,
            ..Query::default()
        }
    }
}

fn years_of(text: &str) -> Option<(i32, i32)> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    Some((first.trim().parse().ok()?, last.trim().parse().ok()?))
}

/// The chips: message key's end and value, in the order people say them.
pub(crate) fn understood(u: &Understood) -> Vec<Value> {
    let years = u.years.map(|(a, b)| if a == b { a.to_string() } else { format!("{a}–{b}") });
    let chip = |key: &str, value: Option<String>| value.map(|value| context! { key, value });
    let mut chips: Vec<Value> = [
        chip("surname", u.surname.clone()),
        chip("given", u.given.clone()),
        chip("patronymic", u.patronymic.clone()),
        chip("years", years),
        chip("place", u.place.clone()),
        chip("act_no", u.act_no.clone()),
        u.kind.map(|kind| context! { key => "type", kind => kind.as_str() }),
    ]
    .into_iter()
    .flatten()
    .collect();
    chips.extend(u.words.iter().map(|word| context! { key => "word", value => word }));
    chips
}

/// A group of filters; each leads to the question with it set, or taken away where it is set.
fn group(name: &str, asked: &Asked, chosen: &str, counts: &[Count], label: impl Fn(&str) -> String) -> Value {
    let filters: Vec<Value> = counts
        .iter()
        .map(|c| {
            let on = c.of == chosen;
            let to = asked.with(name, if on { "" } else { &c.of });
            context! { label => label(&c.of), count => c.count, on, to }
        })
        .collect();
    context! { name, filters }
}

/// Places and registers shown at the side.
const MOST_OF_A_GROUP: usize = 6;

/// The groups of filters, as the side shows them.
pub(crate) fn groups(
    asked: &Asked,
    answer: &Answer,
    tongue: Tongue,
    title: impl Fn(&str) -> String,
) -> Vec<Value> {
    let Some(facets) = &answer.facets else { return Vec::new() };
    let few = |counts: &[Count]| counts.iter().take(MOST_OF_A_GROUP).cloned().collect::<Vec<_>>();
    let word = |section: &'static str| move |of: &str| tongue.say(&format!("{section}.{of}"), &[]);
    vec![
        group("type", asked, &asked.r#type, &facets.types, word("kind")),
        group("place", asked, &asked.place, &few(&facets.places), str::to_owned),
        group("status", asked, &asked.status, &facets.statuses, word("status")),
        group("register", asked, &asked.register, &few(&facets.registers), title),
    ]
}

/// Width of the histogram, CSS pixels; the notes' facets are 232 with 16 each side.
const YEARS_WIDTH: f64 = 200.0;
/// Height of its highest bar.
const YEARS_HEIGHT: f64 = 33.0;

/// The hits by decade, as bars.
pub(crate) fn years(asked: &Asked, answer: &Answer) -> Option<Value> {
    let decades: Vec<(i32, u64)> =
        answer.facets.as_ref()?.decades.iter().filter_map(|c| Some((c.of.parse().ok()?, c.count))).collect();
    let (first, last) = (decades.iter().map(|d| d.0).min()?, decades.iter().map(|d| d.0).max()?);
    let most = decades.iter().map(|d| d.1).max()?.max(1);
    let steps = (last - first) / 10 + 1;
    let wide = YEARS_WIDTH / f64::from(steps.max(6));
    let chosen = years_of(&asked.years).or(answer.understood.years);
    let bars: Vec<Value> = (0..steps)
        .map(|step| {
            let decade = first + step * 10;
            let count = decades.iter().find(|d| d.0 == decade).map_or(0, |d| d.1);
            #[expect(clippy::cast_precision_loss, reason = "counts of hits are far below 2^52")]
            let height = (count as f64 / most as f64 * YEARS_HEIGHT).max(1.5);
            let on = chosen.is_some_and(|(a, b)| a <= decade + 9 && b >= decade);
            let range = format!("{decade}..{}", decade + 9);
            let to = asked.with("years", if asked.years == range { "" } else { &range });
            context! { x => f64::from(step) * wide, y => YEARS_HEIGHT - height, wide => wide - 1.0, height, on, count, decade => decade.to_string(), to }
        })
        .collect();
    Some(
        context! { bars, first => first.to_string(), last => (last + 9).to_string(), clear => (!asked.years.is_empty()).then(|| asked.with("years", "")) , chosen => asked.years.replace("..", "–") },
    )
}
