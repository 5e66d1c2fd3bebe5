//! One element of a document with what it holds. Names are local: ALTO 2 and 4, PAGE 2013 and 2019 differ in their
//! namespaces and little else. Not for finding out whether the element is allowed where it stands.

use crate::malformed::{Flaw, Placed};

/// An element and where it began.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// Without prefix.
    pub(crate) name: String,
    /// In the order written, names without prefix.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) content: Vec<Node>,
    /// Line in the file, from 1.
    pub(crate) line: u64,
}

/// What stands in an element.
#[derive(Debug)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An attribute's value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// An attribute as a number; nothing where it is absent or is none.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        self.attribute(name)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// An attribute as a place in a row, from 0.
    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Elements directly within.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Elements of this name directly within.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first of this name directly within.
    pub(crate) fn first(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The first at the end of a path of names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.first(name))
    }

    /// All text within, however deep.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.gather_text(&mut text);
        text
    }

    fn gather_text(&self, into: &mut String) {
        for node in &self.content {
            match node {
                Node::Text(text) => into.push_str(text),
                Node::Element(element) => element.gather_text(into),
            }
        }
    }

    /// Something is wrong with this element.
    pub(crate) fn wrong(&self, what: impl Into<String>, remedy: impl Into<String>) -> Placed {
        Flaw::new(what, remedy).on(self.line)
    }
}
