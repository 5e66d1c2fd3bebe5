//! The attribute `custom`, in which programs write what PAGE has no attribute for: `readingOrder {index:3;} structure
//! {type:marginalia;}`, as Transkribus does. Not for what PAGE can say itself.

use std::fmt::Write as _;

/// What is ours.
pub(super) const OURS: &str = "daftar";

/// A `custom` under way.
#[derive(Default)]
pub(super) struct Custom(Vec<(&'static str, Vec<(&'static str, String)>)>);

impl Custom {
    /// Writes one property of a group down.
    pub(super) fn with(mut self, group: &'static str, key: &'static str, value: impl Into<String>) -> Self {
        match self.0.iter_mut().find(|(name, _)| *name == group) {
            Some((_, properties)) => properties.push((key, value.into())),
            None => self.0.push((group, vec![(key, value.into())])),
        }
        self
    }

    /// A property that is there only if it has a value.
    pub(super) fn maybe(
        self,
        group: &'static str,
        key: &'static str,
        value: Option<impl Into<String>>,
    ) -> Self {
        match value {
            Some(value) => self.with(group, key, value),
            None => self,
        }
    }

    /// The attribute's value, if there is anything to say.
    pub(super) fn written(&self) -> Option<String> {
        let group = |(name, properties): &(&str, Vec<(&str, String)>)| {
            let properties: Vec<String> =
                properties.iter().map(|(key, value)| format!("{key}:{};", escaped(value))).collect();
            format!("{name} {{{}}}", properties.join(" "))
        };
        (!self.0.is_empty()).then(|| self.0.iter().map(group).collect::<Vec<_>>().join(" "))
    }
}

/// A property of a group of a `custom` that was read.
pub(super) fn property(custom: &str, group: &str, key: &str) -> Option<String> {
    let mut rest = custom;
    while let Some((name, after)) = rest.split_once('{') {
        let (properties, behind) = after.split_once('}')?;
        if name.trim() == group {
            let mut pairs = properties.split(';').filter_map(|pair| pair.split_once(':'));
            if let Some((_, value)) = pairs.find(|(name, _)| name.trim() == key) {
                return Some(unescaped(value.trim()));
            }
        }
        rest = behind;
    }
    None
}

/// A value without the signs that end it, written as Transkribus does: `\u003b`.
fn escaped(value: &str) -> String {
    let mut out = String::new();
    for character in value.chars() {
        match character {
            ';' | ':' | '{' | '}' | '\\' | ' ' => {
                write!(out, "\\u{:04x}", u32::from(character)).expect("a string takes all");
            }
            _ => out.push(character),
        }
    }
    out
}

fn unescaped(value: &str) -> String {
    let mut parts = value.split("\\u");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let character =
            part.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        match character {
            Some(character) => {
                out.push(character);
                out.push_str(&part[4..]);
            }
            None => {
                out.push_str("\\u");
                out.push_str(part);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_found_in_their_group() {
        let custom = "readingOrder {index:3;} structure {type:printed; score:1;}";
        let check =
            |group, key, value: Option<&str>| assert_eq!(property(custom, group, key).as_deref(), value);
        check("structure", "type", Some("printed"));
        check("structure", "score", Some("1"));
        check("readingOrder", "index", Some("3"));
        check("readingOrder", "type", None);
        check("daftar", "type", None);
    }

    #[test]
    fn what_ends_a_value_can_stand_in_it() {
        let value = "a;b:c{d}e\\u f";
        let custom =
            Custom::default().with(OURS, "lang", value).with("structure", "type", "x").written().unwrap();
        assert_eq!(property(&custom, OURS, "lang").unwrap(), value);
        assert_eq!(property(&custom, "structure", "type").unwrap(), "x");
    }

    #[test]
    fn half_a_custom_says_nothing() {
        for custom in ["", "structure", "structure {type:printed", "}{", "structure {type}", "a {b:\\u12;}"] {
            assert_eq!(property(custom, "structure", "type"), None, "{custom}");
        }
    }
}
