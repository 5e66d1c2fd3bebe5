//! The properties of an hOCR element, which stand in its `title`: `bbox 0 0 10 20; image "a.jpg"; x_wconf 96`. Not
//! for what each of them means.

use register::geometry::{Outline, Point, Rect};

use crate::{
    malformed::Placed,
    points::{is_box, points, unless_nothing, whole},
    xml::Element,
};

/// A title under way.
#[derive(Default)]
pub(super) struct Title(Vec<String>);

impl Title {
    /// A property with the rest of what is said of it.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push(format!("{name} {value}").trim_end().to_owned());
        self
    }

    /// A property that is there only if it has a value.
    pub(super) fn maybe(self, name: &str, value: Option<impl AsRef<str>>) -> Self {
        match value {
            Some(value) => self.with(name, value.as_ref()),
            None => self,
        }
    }

    /// A place: its box, and all of its outline where that is more.
    pub(super) fn placed(self, outline: &[Point]) -> Self {
        let outline = whole(outline);
        let Rect { left, top, right, bottom } = Rect::around(&outline);
        let boxed = self.with("bbox", &format!("{left} {top} {right} {bottom}"));
        match outline.is_empty() || is_box(&outline) {
            true => boxed,
            false => boxed.with("poly", &listed(&outline)),
        }
    }

    pub(super) fn written(&self) -> String {
        self.0.join("; ")
    }
}

/// Whole points as hOCR lists them.
pub(super) fn listed(outline: &[Point]) -> String {
    outline.iter().map(|p| format!("{} {}", p.x, p.y)).collect::<Vec<_>>().join(" ")
}

/// Text as a value: in quotes, with a backslash before quotes and backslashes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What an element's title says of a property; empty where it is only named.
pub(super) fn property(element: &Element, name: &str) -> Option<String> {
    let title = element.attribute("title")?;
    properties(title).into_iter().find_map(|property| {
        let (key, value) = property.split_once(char::is_whitespace).unwrap_or((&property, ""));
        (key == name).then(|| value.trim().to_owned())
    })
}

/// Properties, cut where a semicolon stands outside quotes.
fn properties(title: &str) -> Vec<String> {
    let mut properties = vec![String::new()];
    let (mut within, mut escaped) = (false, false);
    for character in title.chars() {
        if character == ';' && !within {
            properties.push(String::new());
            continue;
        }
        within ^= character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        if let Some(property) = properties.last_mut() {
            property.push(character);
        }
    }
    properties.iter().map(|property| property.trim().to_owned()).collect()
}

/// A property that is text, in quotes or without.
pub(super) fn text(element: &Element, name: &str) -> Option<String> {
    let value = property(element, name)?;
    let Some(inner) = value.strip_prefix('"') else { return Some(value) };
    let mut text = String::new();
    let mut escaped = false;
    for character in inner.chars() {
        match character {
            '\\' if !escaped => escaped = true,
            '"' if !escaped => break,
            _ => {
                text.push(character);
                escaped = false;
            }
        }
    }
    Some(text)
}

/// A property that is one number.
pub(super) fn number_of(element: &Element, name: &str) -> Option<f64> {
    property(element, name)?.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A property that is a place in a row.
pub(super) fn index(element: &Element, name: &str) -> Option<usize> {
    property(element, name)?.parse().ok()
}

/// Where an element is: its `poly`, else its `bbox`, else nothing.
pub(super) fn outline(element: &Element) -> Result<Outline, Placed> {
    let list = |name| {
        let text = property(element, name)?;
        Some(points(&text).map_err(|flaw| flaw.on(element.line)))
    };
    if let Some(poly) = list("poly") {
        return poly;
    }
    match list("bbox").transpose()?.as_deref() {
        None | Some([]) => Ok(Outline::new()),
        Some([from, to]) => Ok(unless_nothing(Rect::new(from.x, from.y, to.x, to.y).corners())),
        Some(_) => Err(element.wrong("a bbox that is not four numbers", "write left, top, right and bottom")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(title: &str) -> Element {
        Element { attributes: vec![("title".to_owned(), title.to_owned())], ..Element::default() }
    }

    #[test]
    fn properties_are_told_apart_by_semicolons_outside_quotes() {
        let element = element(r#"image "a;b \"c\".jpg"; bbox 1 2 3 4 ; ppageno 0;cflow"#);
        assert_eq!(text(&element, "image").unwrap(), r#"a;b "c".jpg"#);
        assert_eq!(index(&element, "ppageno"), Some(0));
        assert_eq!(property(&element, "cflow").unwrap(), "");
        assert_eq!(property(&element, "image2"), None);
    }

    #[test]
    fn a_name_with_everything_in_it_comes_back() {
        let name = r#"C:\scans\"a";b.jpg"#;
        let element = element(&Title::default().with("image", &quoted(name)).written());
        assert_eq!(text(&element, "image").unwrap(), name);
    }

    #[test]
    fn a_box_is_enough_for_an_upright_outline() {
        let upright = Rect::new(1.0, 2.0, 5.0, 4.0).corners();
        assert_eq!(Title::default().placed(&upright).written(), "bbox 1 2 5 4");
        let leaning = vec![Point::new(1.0, 2.0), Point::new(5.2, 2.6), Point::new(5.0, 4.0)];
        let title = Title::default().placed(&leaning).written();
        assert_eq!(title, "bbox 1 2 5 4; poly 1 2 5 3 5 4");
        assert_eq!(outline(&element(&title)).unwrap(), whole(&leaning));
        assert_eq!(outline(&element("bbox 1 2 5 4")).unwrap(), upright);
        assert_eq!(outline(&element(&Title::default().placed(&[]).written())).unwrap(), []);
    }
}
