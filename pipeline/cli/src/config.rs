//! `daftar.toml`: what an archive is told, checked once at the start. The only place that knows settings,
//! their names and their defaults. Secrets never stand here: they come from the environment.

mod keys;
mod sections;

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::trouble::Trouble;
pub(crate) use sections::{ReadSection, Sections};

/// The file's name in the archive's folder.
pub(crate) const FILE: &str = "daftar.toml";

/// What `daftar init` writes.
pub(crate) const TEMPLATE: &str = include_str!("config/daftar.toml");

/// Settings of one archive, all paths absolute or relative to where the program was started.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    /// The archive's folder.
    pub(crate) dir: PathBuf,
    /// What the file says, over the defaults.
    pub(crate) sections: Sections,
}

impl Config {
    /// Reads and checks `dir/daftar.toml`.
    ///
    /// # Errors
    /// There is none, or it says what cannot be done; the trouble names line and remedy.
    pub(crate) fn load(dir: &Path) -> anyhow::Result<Self> {
        let file = dir.join(FILE);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(no_archive(dir).into()),
            Err(error) => return Err(error).with_context(|| format!("reading {}", file.display())),
        };
        let sections = parse(&text, &file.display().to_string())?;
        Ok(Self { dir: dir.to_owned(), sections })
    }

    /// What the archive is opened with.
    pub(crate) fn archive_settings(&self) -> archive::Settings {
        let Sections { store, catalogue, index, closure, .. } = &self.sections;
        archive::Settings {
            store: store.settings(&self.dir),
            catalogue: self.catalogue_url(&catalogue.url),
            index: self.dir.join(&index.path),
            closure: closure.clone(),
            claim_seconds: archive::settings::default_claim_seconds(),
            reserve_bytes: archive::settings::default_reserve(),
        }
    }

    fn catalogue_url(&self, url: &str) -> String {
        if url.starts_with("postgres") {
            return url.to_owned();
        }
        let path = url.strip_prefix("sqlite:").unwrap_or(url);
        format!("sqlite:{}", self.dir.join(path.trim_start_matches("//")).display())
    }
}

fn no_archive(dir: &Path) -> Trouble {
    Trouble::setting("there is no archive here")
        .place(dir.join(FILE).display().to_string())
        .so("nothing was read or changed")
        .remedy(format!("name its folder with -C DIR, or make one: daftar init {}", dir.display()))
}

/// Reads settings from `text`; `file` names it in troubles.
fn parse(text: &str, file: &str) -> Result<Sections, Trouble> {
    keys::check(text, file)?;
    let sections: Sections = toml::from_str(text).map_err(|error| keys::of_toml(&error, text, file))?;
    sections.check().map_err(|(key, trouble)| match keys::line_of(text, key) {
        Some((line, words)) => trouble.place(format!("{file}, line {line}: {words}")),
        None => trouble.place(file),
    })?;
    Ok(sections)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, words: Expect) {
        let trouble = parse(text, "daftar.toml").unwrap_err();
        words.assert_eq(&crate::trouble::report(&trouble.into(), false).0);
    }

    #[test]
    fn the_file_that_init_writes_holds_the_defaults() {
        let written = parse(TEMPLATE, "daftar.toml").unwrap();
        assert_eq!(format!("{written:?}"), format!("{:?}", Sections::default()));
    }

    #[test]
    fn an_empty_file_gives_the_defaults() {
        let sections = parse("", "daftar.toml").unwrap();
        assert!(sections.read.second_look && sections.read.alternatives);
        assert_eq!(sections.closure.birth, 100);
    }

    #[test]
    fn an_s3_store_is_read() {
        let sections =
            parse("[store]\nkind = 's3'\nbucket = 'books'\nendpoint = 'http://127.0.0.1:3900'", "f").unwrap();
        assert!(
            matches!(sections.store.settings(Path::new("/a")), store::StoreSettings::S3(s3) if s3.bucket == "books")
        );
    }

    #[test]
    fn paths_start_at_the_archives_folder() {
        let config = Config { dir: "/archive".into(), sections: Sections::default() };
        assert_eq!(config.archive_settings().index, Path::new("/archive/index"));
        assert_eq!(config.archive_settings().catalogue, "sqlite:/archive/catalogue.sqlite");
    }

    #[test]
    fn a_plain_catalogue_path_starts_at_the_archives_folder_too() {
        let sections = parse("[catalogue]\nurl = 'facts.sqlite'", "f").unwrap();
        let config = Config { dir: "/archive".into(), sections };
        assert_eq!(config.archive_settings().catalogue, "sqlite:/archive/facts.sqlite");
    }

    #[test]
    fn a_catalogue_of_another_kind_is_refused() {
        check(
            "[catalogue]\nurl = 'mysql://db/daftar'\n",
            expect![[r#"
                error: there is no catalogue of that kind
                  where  daftar.toml, line 2: url = …
                  do     write sqlite:catalogue.sqlite for a file, or postgres://host/database
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_nearest_key() {
        check(
            "[read]\nsecond_look = true\nmemory_mb = 900\n",
            expect![[r#"
                error: there is no setting "memory_mb" in [read]
                  where  daftar.toml, line 3: memory_mb = 900
                  do     write memory_mib, or take the line out
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
    }

    #[test]
    fn an_unknown_section_is_named_with_the_nearest_one() {
        check(
            "[stoer]\nkind = 'folder'\n",
            expect![[r#"
                error: there is no section [stoer]
                  where  daftar.toml, line 1: [stoer]
                  do     write [store], or take the section out
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_named_with_its_line() {
        check(
            "[read]\nmemory_mib = 'much'\n",
            expect![[r#"
                error: a value is of the wrong kind
                  what   invalid type: string "much", expected u64
                  where  daftar.toml, line 2: memory_mib = 'much'
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
    }

    #[test]
    fn too_little_memory_is_refused_before_anything_is_read() {
        check(
            "[read]\n\nmemory_mib = 10\n",
            expect![[r#"
                error: a reader cannot work in 10 MiB
                  where  daftar.toml, line 3: memory_mib = 10
                  do     give it 500 or more; 1500 reads an A2 spread
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
    }

    #[test]
    fn a_password_does_not_stand_in_the_settings() {
        check(
            "[catalogue]\nurl = 'postgres://daftar:secret@db/daftar'\n",
            expect![[r#"
                error: a password stands in the settings
                  where  daftar.toml, line 2: url = …
                  do     take it out of the address and give it in the environment: PGPASSWORD
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
    }

    #[test]
    fn an_s3_store_without_a_bucket_is_refused() {
        check(
            "[store]\nkind = 's3'\n",
            expect![[r#"
                error: an S3 store needs a bucket
                  where  daftar.toml, line 2: kind = 's3'
                  do     name one: bucket = "…"
                exit 2: a setting is wrong; nothing was read or changed
            "#]],
        );
    }
}
