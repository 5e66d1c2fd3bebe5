//! Trouble as the person at the terminal meets it: what, where, so, do, and the exit code that says who
//! must act. The only place that turns errors into words and codes; not for deciding what to do about them.

use std::fmt::{self, Write as _};

/// Who must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The archivist, with a setting or another command line.
    Setting,
    /// Whoever scans: something was set aside.
    Material,
    /// Us.
    Fault,
}

impl Kind {
    /// The contract's exit code.
    pub(crate) fn exit_code(self) -> u8 {
        match self {
            Kind::Fault => 1,
            Kind::Setting => 2,
            Kind::Material => 3,
        }
    }

    /// `begun`: the trouble came while work was done, which stands.
    fn closing(self, begun: bool) -> &'static str {
        match self {
            Kind::Fault => "exit 1: our fault; please report it with the lines above",
            Kind::Setting if begun => "exit 2: a setting is wrong; what was done before stands",
            Kind::Setting => "exit 2: a setting is wrong; nothing was read or changed",
            Kind::Material => "exit 3: some material needs a hand",
        }
    }
}

/// One trouble, told in full.
#[derive(Debug, Clone)]
pub(crate) struct Trouble(Box<Told>);

#[derive(Debug, Clone)]
struct Told {
    kind: Kind,
    title: String,
    what: Option<String>,
    place: Option<String>,
    so: Option<String>,
    remedy: Option<String>,
    begun: bool,
}

impl Trouble {
    fn new(kind: Kind, title: impl Into<String>) -> Self {
        let title = title.into();
        Self(Box::new(Told { kind, title, what: None, place: None, so: None, remedy: None, begun: false }))
    }

    /// The archivist must act.
    pub(crate) fn setting(title: impl Into<String>) -> Self {
        Self::new(Kind::Setting, title)
    }

    /// We must act.
    pub(crate) fn fault(title: impl Into<String>) -> Self {
        Self::new(Kind::Fault, title)
    }

    /// More of what happened.
    pub(crate) fn what(mut self, what: impl Into<String>) -> Self {
        self.0.what = Some(what.into());
        self
    }

    /// Where it happened: file, line, address.
    pub(crate) fn place(mut self, place: impl Into<String>) -> Self {
        self.0.place = Some(place.into());
        self
    }

    /// What follows from it.
    pub(crate) fn so(mut self, so: impl Into<String>) -> Self {
        self.0.so = Some(so.into());
        self
    }

    /// What to do now.
    pub(crate) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.0.remedy = Some(remedy.into());
        self
    }

    /// In one line: what is wrong, and what to do.
    pub(crate) fn in_a_line(&self) -> String {
        match &self.0.remedy {
            Some(remedy) => format!("{}; {}", self.0.title, remedy.replace('\n', " ")),
            None => self.0.title.clone(),
        }
    }

    /// As lines for stderr, closed by the line that names the exit code.
    fn rendered(&self, colour: bool) -> String {
        let paint = |code: &str, text: &str| {
            if colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
        };
        let Told { kind, title, what, place, so, remedy, begun } = &*self.0;
        let mut out = paint("31", &format!("error: {title}")) + "\n";
        let parts = [("what", what), ("where", place), ("so", so), ("do", remedy)];
        for (name, text) in parts {
            for (i, line) in text.iter().flat_map(|t| t.lines()).enumerate() {
                let _ = writeln!(out, "  {:<5}  {line}", if i == 0 { name } else { "" });
            }
        }
        out + &paint("2", kind.closing(*begun)) + "\n"
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.title)
    }
}

impl std::error::Error for Trouble {}

/// The words and the exit code for an error that ended a command; nothing to say and 0 when whoever
/// read our output went away.
pub(crate) fn report(error: &anyhow::Error, colour: bool) -> (String, u8) {
    if is_closed_pipe(error) {
        return (String::new(), 0);
    }
    let trouble = as_trouble(error);
    (trouble.rendered(colour), trouble.0.kind.exit_code())
}

/// Did whoever read our output go away? A pipe that broke deeper down, under a store or a reader, is another
/// matter: there the error is the archive's.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let plain = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    let json = error.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
    plain.or(json) == Some(std::io::ErrorKind::BrokenPipe)
}

fn as_trouble(error: &anyhow::Error) -> Trouble {
    if let Some(trouble) = error.downcast_ref::<Trouble>() {
        return trouble.clone();
    }
    let of_archive = error.chain().find_map(|e| e.downcast_ref::<archive::Error>());
    let kind = match of_archive.map(archive::Error::kind) {
        Some(archive::Trouble::Setting) => Kind::Setting,
        Some(archive::Trouble::Material) => Kind::Material,
        Some(archive::Trouble::Fault) | None => Kind::Fault,
    };
    let causes: Vec<String> = error.chain().skip(1).map(ToString::to_string).collect();
    let mut trouble = Trouble::new(kind, error.to_string());
    trouble.0.begun = true;
    if causes.is_empty() { trouble } else { trouble.what(causes.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(error: impl Into<anyhow::Error>, code: u8, words: Expect) {
        let (text, exit) = report(&error.into(), false);
        assert_eq!(exit, code);
        words.assert_eq(&text);
    }

    #[test]
    fn a_wrong_setting_says_where_and_what_to_do() {
        check(
            Trouble::setting("there is no model for Tajik (tgk)")
                .place("daftar.toml, line 14: languages = [\"tgk\", \"rus\"]")
                .remedy("put tgk.traineddata into the models folder,\nor take \"tgk\" out of line 14"),
            2,
            expect![[r#"
                error: there is no model for Tajik (tgk)
                  where  daftar.toml, line 14: languages = ["tgk", "rus"]
                  do     put tgk.traineddata into the models folder,
                         or take "tgk" out of line 14
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
    }

    #[test]
    fn an_unforeseen_error_is_our_fault_with_its_causes() {
        check(
            anyhow::anyhow!("disk on fire").context("reading births-1956/000012"),
            1,
            expect![[r#"
                error: reading births-1956/000012
                  what   disk on fire
                exit 1: our fault; please report it with the lines above
            "#]],
        );
    }

    #[test]
    fn a_trouble_keeps_its_words_under_any_context() {
        let error = anyhow::Error::new(Trouble::setting("no such folder")).context("opening the archive");
        assert_eq!(report(&error, false).1, 2);
    }

    #[test]
    fn a_closed_pipe_is_no_trouble() {
        let closed = std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        assert_eq!(report(&closed.into(), false), (String::new(), 0));
    }

    #[test]
    fn a_pipe_closed_while_json_is_written_is_no_trouble() {
        struct Closed;
        impl std::io::Write for Closed {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let closed = serde_json::to_writer(Closed, "act").unwrap_err();
        assert_eq!(report(&closed.into(), false), (String::new(), 0));
    }

    #[test]
    fn a_pipe_that_broke_under_the_archive_is_trouble() {
        let cause = std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        let broken = archive::Error::File { path: "a.tif".into(), cause };
        assert_eq!(report(&broken.into(), false).1, 3);
    }

    #[test]
    fn a_setting_that_fails_later_does_not_deny_what_was_done() {
        let full = archive::Error::NoRoom { needed: 2, free: 1 };
        assert!(report(&full.into(), false).0.ends_with("what was done before stands\n"));
    }
}
