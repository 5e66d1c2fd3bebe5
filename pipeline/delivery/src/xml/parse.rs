//! Bytes into a tree of elements. Entities a file makes itself are not expanded and external ones not fetched, and
//! depth is bounded, so that no file can make more of itself than it is. Not for validation: `xmllint` does that.

use quick_xml::{
    XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
    reader::Reader,
};

use super::{Element, Node};
use crate::{
    Malformed,
    malformed::{Flaw, Placed},
};

/// Elements within elements; ALTO, PAGE and hOCR of the samples have up to 12, nested regions a few more.
const DEEPEST: usize = 200;

/// Elements of HTML that are never closed.
const VOID: [&str; 6] = ["meta", "link", "br", "hr", "img", "input"];

const REMEDY: &str = "export it again from the program that wrote it";

/// The root element of a document. In HTML elements that are never closed may stand open.
///
/// # Errors
/// The text is no XML, or is nested deeper than any transcript; the line is named.
pub(crate) fn parse(file: &str, text: &str) -> Result<Element, Malformed> {
    let mut reader = Reader::from_str(text);
    // Checked here, so that what HTML leaves open can be let pass.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut lines = Lines { text: text.as_bytes(), upto: 0, line: 1 };
    let mut tree = Tree::default();
    loop {
        let at = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Eof) => return tree.root(lines.at(at)).map_err(|placed| placed.of(file)),
            Ok(event) => tree.take(&event, lines.at(at)).map_err(|placed| placed.of(file))?,
            Err(error) => {
                return Err(Flaw::new(format!("this is no XML: {error}"), REMEDY)
                    .at(file, lines.at(reader.error_position())));
            }
        }
    }
}

/// Counts line ends as far as reading has come.
struct Lines<'a> {
    text: &'a [u8],
    upto: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of a byte; never before one asked for earlier.
    fn at(&mut self, position: u64) -> u64 {
        let position = usize::try_from(position).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.get(self.upto..position).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.upto = self.upto.max(position);
        self.line
    }
}

/// The tree under way.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
}

impl Tree {
    fn take(&mut self, event: &Event<'_>, line: u64) -> Result<(), Placed> {
        match event {
            Event::Start(tag) => self.begin(element(tag, line)?)?,
            Event::Empty(tag) => {
                self.begin(element(tag, line)?)?;
                self.end();
            }
            Event::End(tag) => self.close(tag.local_name().into_inner(), line)?,
            Event::Text(text) => self.write(&text.xml10_content()),
            Event::CData(text) => self.write(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let text = resolved(reference).map_err(|flaw| flaw.on(line))?;
                self.write(&text);
            }
            // A document type is passed over with the entities it may declare.
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn begin(&mut self, element: Element) -> Result<(), Placed> {
        self.end_void();
        if self.open.len() == DEEPEST {
            let what = format!("elements are nested more than {DEEPEST} deep");
            return Err(element.wrong(what, REMEDY));
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err(
                element.wrong(format!("<{}> stands after the end of the document", element.name), REMEDY)
            );
        }
        self.open.push(element);
        Ok(())
    }

    fn close(&mut self, name: &str, line: u64) -> Result<(), Placed> {
        if self.is_html() && VOID.contains(&name) {
            return Ok(());
        }
        self.end_void();
        let open = self.open.last().map(|element| element.name.as_str());
        if open != Some(name) {
            let what = match open {
                Some(open) => format!("</{name}> stands where <{open}> is to be closed"),
                None => format!("</{name}> closes nothing"),
            };
            return Err(Flaw::new(what, REMEDY).on(line));
        }
        self.end();
        Ok(())
    }

    fn end_void(&mut self) {
        let stands_open = self.open.last().is_some_and(|element| VOID.contains(&element.name.as_str()));
        if stands_open && self.is_html() {
            self.end();
        }
    }

    fn is_html(&self) -> bool {
        self.open.first().is_some_and(|root| root.name == "html")
    }

    fn end(&mut self) {
        let Some(ended) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.content.push(Node::Element(ended)),
            None => self.root = Some(ended),
        }
    }

    fn write(&mut self, text: &str) {
        self.end_void();
        let Some(element) = self.open.last_mut() else { return };
        match element.content.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => element.content.push(Node::Text(text.to_owned())),
        }
    }

    fn root(mut self, line: u64) -> Result<Element, Placed> {
        if let Some(open) = self.open.pop() {
            let what = format!("the file ends before <{}> of line {} is closed", open.name, open.line);
            return Err(Flaw::new(what, "the file is cut short: copy it again").on(line));
        }
        self.root.ok_or_else(|| Flaw::new("there is no element in this file", REMEDY).on(line))
    }
}

fn element(tag: &BytesStart<'_>, line: u64) -> Result<Element, Placed> {
    let name = tag.local_name().into_inner().to_owned();
    let bad = |error: &dyn std::fmt::Display| {
        Flaw::new(format!("<{name}> has an attribute that cannot be read: {error}"), REMEDY).on(line)
    };
    let mut attributes = Vec::new();
    // Looking for doubles takes time that grows with the square of their number; the first counts.
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| bad(&error))?;
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|error| bad(&error))?;
        attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
    }
    Ok(Element { name, attributes, content: Vec::new(), line })
}

/// What a reference stands for: a character by its number, or a name that XML or HTML gives.
fn resolved(reference: &BytesRef<'_>) -> Result<String, Flaw> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Ok(character.into());
    }
    let known = resolve_predefined_entity(reference).map(str::to_owned);
    known.ok_or_else(|| {
        let what = format!("the entity &{}; is not known", &**reference);
        Flaw::new(what, "entities a file makes itself are not expanded: write the characters")
    })
}
