//! The hand that types: runs the program in a folder of its own and hears what it says. No tests here.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// The program.
pub(crate) fn daftar() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daftar"));
    command
        .env_remove("DAFTAR_READER")
        .env_remove("DAFTAR_PASSWORD")
        .env_remove("DAFTAR_LOG")
        .env("NO_COLOR", "1");
    command
}

/// A folder of the samples' scans.
pub(crate) fn scans(register: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/scans").join(register)
}

/// What was said, and the exit code.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("no JSON ({e}): {self:?}"))
    }
}

/// A desk with an archive on it, gone with the test.
pub(crate) struct Table {
    folder: TempDir,
}

impl Table {
    /// With a fresh archive.
    pub(crate) fn with_archive() -> Self {
        let table = Self::empty();
        table.does(&["init", "archive"]);
        table
    }

    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The program, started here.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = daftar();
        command.current_dir(self.folder.path()).args(words);
        command
    }

    /// What the program says to these words.
    pub(crate) fn says(&self, words: &[&str]) -> Said {
        self.hears(self.command(words).output().unwrap())
    }

    /// As [`Table::says`], with a reader program that misbehaves.
    pub(crate) fn says_with_reader(&self, reader: &Path, words: &[&str]) -> Said {
        self.hears(self.command(words).env("DAFTAR_READER", reader).output().unwrap())
    }

    fn hears(&self, output: Output) -> Said {
        let text = |bytes: Vec<u8>| masked(&String::from_utf8(bytes).unwrap(), self.folder.path());
        Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// As [`Table::says`], for what must end well.
    pub(crate) fn does(&self, words: &[&str]) -> Said {
        let said = self.says(words);
        assert_eq!(said.code, Some(0), "daftar {words:?}: {said:?}");
        said
    }

    /// Ingests one of the samples' registers.
    pub(crate) fn ingests(&self, register: &str) -> Said {
        let folder = scans(register);
        let card = folder.join("register.toml");
        self.does(&[
            "ingest",
            "-C",
            "archive",
            "--register",
            card.to_str().unwrap(),
            folder.to_str().unwrap(),
        ])
    }

    /// Ingests files of the table into register `b`.
    pub(crate) fn ingests_files(&self, names: &[&str]) -> Said {
        self.write("b.toml", "id = 'b'\nlanguages = ['rus']\n");
        self.says(&[&["ingest", "-C", "archive", "--register", "b.toml"], names].concat())
    }

    /// A program that does what the lines of shell say.
    pub(crate) fn program(&self, name: &str, lines: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt as _;
        let path = self.write(name, format!("#!/bin/sh\n{lines}\n"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }
}

/// Times, durations and the folder of the test, which differ from run to run.
fn masked(text: &str, folder: &Path) -> String {
    let text = text.replace(folder.to_str().unwrap(), "TABLE").replace(scans("").to_str().unwrap(), "SCANS/");
    let lines = text.split_inclusive('\n').map(|line| {
        let line = match line.split_once(' ') {
            Some((time, rest)) if time.len() == 8 && time.as_bytes()[2] == b':' => format!("[time] {rest}"),
            _ => line.to_owned(),
        };
        match line.split_once(" seconds=") {
            Some((before, _)) => format!("{before} seconds=[n]\n"),
            None => line,
        }
    });
    lines.collect()
}
