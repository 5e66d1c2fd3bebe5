//! `daftar init`: a new archive with the embedded defaults. Not for changing one that is there.

use std::{fs, io::Write as _};

use archive::Archive;

use crate::{
    Outcome,
    arguments::Init,
    config::{self, Config},
    trouble::Trouble,
};

pub(super) async fn carry_out(asked: &Init) -> anyhow::Result<Outcome> {
    let dir = &asked.dir;
    let file = dir.join(config::FILE);
    if file.exists() {
        return Err(Trouble::setting("there is an archive here already")
            .place(file.display().to_string())
            .so("nothing was changed")
            .remedy("use it as it is, or name another folder")
            .into());
    }
    let cannot = |error: std::io::Error| {
        Trouble::setting("the archive cannot be made here")
            .what(error.to_string())
            .place(file.display().to_string())
            .remedy("name a folder you may write to")
    };
    fs::create_dir_all(dir).map_err(cannot)?;
    fs::write(&file, config::TEMPLATE).map_err(cannot)?;
    let config = Config::load(dir)?;
    Archive::open(&config.archive_settings()).await?;
    let shown = dir.display();
    writeln!(
        std::io::stdout().lock(),
        "archive  {shown}\nnext     daftar ingest -C {shown} --register R.toml SCANS\n         R.toml needs one line: id = \"births-1956\""
    )?;
    Ok(Outcome::Done)
}
