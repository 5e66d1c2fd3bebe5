//! A file that was given to us and cannot be understood: where, what is wrong, what to do. Not for scans.

/// What is wrong with one line of a file that was given to `import` or as a transcript.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file} line {line}: {what}; {remedy}")]
pub struct Malformed {
    /// The file as the caller named it.
    pub file: String,
    /// Line in the file, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

/// The same before anybody knows the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) what: String,
    pub(crate) remedy: String,
}

impl Flaw {
    pub(crate) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }

    pub(crate) fn at(self, file: &str, line: u64) -> Malformed {
        Malformed { file: file.to_owned(), line, what: self.what, remedy: self.remedy }
    }

    /// The same with its line, before anybody knows the file.
    pub(crate) fn on(self, line: u64) -> Placed {
        Placed { line, flaw: self }
    }
}

/// A flaw whose line is known, but not its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed {
    line: u64,
    flaw: Flaw,
}

impl Placed {
    pub(crate) fn of(self, file: &str) -> Malformed {
        self.flaw.at(file, self.line)
    }
}

pub(crate) fn not_utf8() -> Flaw {
    Flaw::new("this is not UTF-8", "save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")")
}

pub(crate) fn unreadable(error: &std::io::Error) -> Flaw {
    Flaw::new(format!("the file cannot be read on ({error})"), "look after its disk and import again")
}
