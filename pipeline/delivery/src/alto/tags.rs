//! Tags of an ALTO document: what is said of elements beside their attributes. Not for the attributes themselves.

use std::{collections::BTreeMap, fmt::Display};

use register::layout::Cell;

use crate::xml::{Element, Sheet, Tag};

/// What kind a tag of ours is; its `TYPE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Which page of a spread a block is on, or a composed block is.
    Half,
    /// Rows and columns of a table.
    Table,
    /// The table whose rows run on in this one.
    Continues,
    /// Table, row, column and spans of a cell.
    Cell,
    /// Table, row and column of lines that stand in a table, but in no cell of it.
    Loose,
    /// How a line was written.
    Hand,
    /// Where a line stands, in words of SegmOnto.
    Zone,
    /// That a line was not read, or is to be told from an empty one.
    State,
    /// A line's text where it is not its strings with spaces between.
    Text,
    /// A line's confidence where it is not that of its strings.
    Confidence,
    /// Tesseract's name of a language that has no tag in BCP 47.
    Language,
    /// A line's script where its `LANG` cannot say it.
    Script,
}

/// Every kind with its `TYPE`.
const KINDS: [(Kind, &str); 12] = [
    (Kind::Half, "half"),
    (Kind::Table, "table"),
    (Kind::Continues, "continues"),
    (Kind::Cell, "cell"),
    (Kind::Loose, "loose"),
    (Kind::Hand, "hand"),
    (Kind::Zone, "zone"),
    (Kind::State, "state"),
    (Kind::Text, "text"),
    (Kind::Confidence, "confidence"),
    (Kind::Language, "language"),
    (Kind::Script, "script"),
];

/// The label of a line that was not read.
pub(super) const NOT_READ: &str = "not read";

impl Kind {
    fn name(self) -> &'static str {
        KINDS.into_iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    fn element(self) -> &'static str {
        match self {
            Kind::Half | Kind::Table | Kind::Continues | Kind::Cell | Kind::Loose => "StructureTag",
            _ => "OtherTag",
        }
    }
}

/// The tags a document under way refers to, each written once.
#[derive(Default)]
pub(super) struct Used {
    numbers: BTreeMap<(Kind, String), usize>,
}

impl Used {
    /// The id of a tag with this label.
    pub(super) fn refer(&mut self, kind: Kind, label: impl Display) -> String {
        let next = self.numbers.len();
        let number = *self.numbers.entry((kind, label.to_string())).or_insert(next);
        format!("tag_{number}")
    }

    /// All of them, in the order they were first used.
    pub(super) fn write(&self, sheet: &mut Sheet) {
        let mut tags: Vec<_> = self.numbers.iter().collect();
        tags.sort_by_key(|(_, number)| **number);
        if tags.is_empty() {
            return;
        }
        sheet.open(&Tag::new("Tags"));
        for ((kind, label), number) in tags {
            let tag = Tag::new(kind.element()).with("ID", format!("tag_{number}"));
            sheet.empty(&tag.with("TYPE", kind.name()).with("LABEL", label.as_str()));
        }
        sheet.close();
    }
}

/// The tags of a document that is read, by id: type and label.
pub(super) struct Given<'a>(BTreeMap<&'a str, (&'a str, &'a str)>);

impl<'a> Given<'a> {
    pub(super) fn of(root: &'a Element) -> Self {
        let tags = root.first("Tags").into_iter().flat_map(Element::elements);
        let entry = |tag: &'a Element| {
            let kind = tag.attribute("TYPE").unwrap_or_default();
            Some((tag.attribute("ID")?, (kind, tag.attribute("LABEL").unwrap_or_default())))
        };
        Self(tags.filter_map(entry).collect())
    }

    /// Labels an element refers to that are names of something, in the order it names them; what only carries a
    /// text or a number of ours is none.
    pub(super) fn labels(&self, element: &'a Element) -> impl Iterator<Item = &'a str> {
        const CARRYING: [Kind; 4] = [Kind::Text, Kind::Confidence, Kind::Language, Kind::Script];
        let carries = |name: &str| CARRYING.iter().any(|kind| kind.name() == name);
        self.tags(element).filter(move |(name, _)| !carries(name)).map(|(_, label)| label)
    }

    /// The label of one kind of ours.
    pub(super) fn label(&self, element: &'a Element, kind: Kind) -> Option<&'a str> {
        self.tags(element).find(|(name, _)| *name == kind.name()).map(|(_, label)| label)
    }

    fn tags(&self, element: &'a Element) -> impl Iterator<Item = (&'a str, &'a str)> {
        let ids = element.attribute("TAGREFS").unwrap_or_default().split_whitespace();
        ids.filter_map(|id| self.0.get(id).copied())
    }
}

/// A cell's place as a label: `table 0 row 3 column 2 rows 1 columns 1 header`.
pub(super) fn cell_label(table: usize, cell: &Cell) -> String {
    let header = if cell.header { " header" } else { "" };
    let place = loose_label(table, Some(cell.row), Some(cell.column));
    format!("{place} rows {} columns {}{header}", cell.row_span, cell.column_span)
}

/// The place of lines that are in no cell of a table, as far as it is known.
pub(super) fn loose_label(table: usize, row: Option<usize>, column: Option<usize>) -> String {
    let parts = [("table", Some(table)), ("row", row), ("column", column)];
    let known = parts.into_iter().filter_map(|(word, place)| Some(format!("{word} {}", place?)));
    known.collect::<Vec<_>>().join(" ")
}

/// The number after a word of a label.
pub(super) fn figure(label: &str, word: &str) -> Option<usize> {
    let mut words = label.split_whitespace();
    words.find(|found| *found == word)?;
    words.next()?.parse().ok()
}
