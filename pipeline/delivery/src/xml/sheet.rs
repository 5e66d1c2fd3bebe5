//! XML written down, indented, the same for the same content. Characters XML cannot hold are replaced, so that no
//! text can break a document. Not for order and names of elements: whoever writes knows its schema.

use std::fmt::Write as _;

/// An element's beginning: its name and attributes in the order given.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
}

impl Tag {
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// An attribute that is there only if it has a value.
    pub(crate) fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// `<name a="…"` and how it goes on.
    pub(crate) fn markup(&self, end: &str) -> String {
        let mut markup = format!("<{}", self.name);
        for (name, value) in &self.attributes {
            write!(markup, " {name}=\"{}\"", escaped(value)).expect("a string takes all");
        }
        markup.push_str(end);
        markup
    }

    /// The element around markup that is written already.
    pub(crate) fn around(&self, inner: &str) -> String {
        format!("{}{inner}</{}>", self.markup(">"), self.name)
    }
}

/// A document under way.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    text: String,
    open: Vec<&'static str>,
}

impl Sheet {
    /// Begins so far within others that what is written can be put there.
    pub(crate) fn within(depth: usize) -> Self {
        Self { text: String::new(), open: vec![""; depth] }
    }

    /// Something that is markup already, on a line of its own.
    pub(crate) fn line(&mut self, markup: &str) {
        let width = 2 * self.open.len();
        writeln!(self.text, "{:width$}{markup}", "").expect("a string takes all");
    }

    /// Lines written on another sheet.
    pub(crate) fn append(&mut self, other: &Sheet) {
        self.text.push_str(&other.text);
    }

    pub(crate) fn open(&mut self, tag: &Tag) {
        self.line(&tag.markup(">"));
        self.open.push(tag.name);
    }

    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.line(&format!("</{name}>"));
        }
    }

    pub(crate) fn empty(&mut self, tag: &Tag) {
        self.line(&tag.markup("/>"));
    }

    /// An element with text and nothing else.
    pub(crate) fn leaf(&mut self, tag: &Tag, text: &str) {
        self.line(&tag.around(&escaped(text)));
    }

    pub(crate) fn finished(self) -> String {
        self.text
    }
}

/// Text as it may stand between tags and in attributes. Line ends and tabs are written as numbers, as XML readers
/// make spaces of them in attributes; what XML 1.0 has no place for (section 2.2) becomes U+FFFD.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => write!(out, "&#{};", u32::from(character)).expect("a string takes all"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(character),
        }
    }
    out
}
