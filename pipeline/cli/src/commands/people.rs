//! `daftar people add`: let a person sign in at the desks. Passwords are hashed at once and never written
//! down, never shown, never taken from the command line's words (other people of the machine can see those).

use std::{
    io::{BufRead as _, IsTerminal as _, Write as _},
    path::Path,
    process::Command,
};

use crate::{
    Outcome,
    arguments::{People, PersonToAdd},
    trouble::Trouble,
};

pub(super) async fn carry_out(asked: &People) -> anyhow::Result<Outcome> {
    let People::Add(asked) = asked;
    let (_, archive) = super::open(&asked.place).await?;
    let hash =
        desks::password::hash(&password(asked)?).map_err(|error| Trouble::setting(error.to_string()))?;
    archive.add_person(&asked.name, asked.role, &hash).await?;
    let role = asked.role.as_str();
    writeln!(std::io::stdout().lock(), "added  {} ({role}) may sign in at the desks", asked.name)?;
    Ok(Outcome::Done)
}

fn password(asked: &PersonToAdd) -> anyhow::Result<String> {
    if let Some(file) = &asked.password_file {
        return first_line(file);
    }
    if let Ok(password) = std::env::var("DAFTAR_PASSWORD") {
        return Ok(password);
    }
    if !std::io::stdin().is_terminal() {
        return Err(Trouble::setting("there is no password")
            .remedy("give it in a file (--password-file FILE) or in the environment (DAFTAR_PASSWORD)")
            .into());
    }
    let password = typed(&format!("Password for {}: ", asked.name))?;
    if typed("Once more: ")? == password {
        Ok(password)
    } else {
        Err(Trouble::setting("the two passwords differ").so("nobody was added").remedy("try again").into())
    }
}

fn first_line(file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        Trouble::setting("the password file cannot be read")
            .what(error.to_string())
            .place(file.display().to_string())
            .so("nobody was added")
    })?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// A line from the terminal, unseen.
fn typed(prompt: &str) -> anyhow::Result<String> {
    let mut err = std::io::stderr();
    write!(err, "{prompt}")?;
    err.flush()?;
    echo("-echo");
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    echo("echo");
    writeln!(err)?;
    read?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Where the terminal cannot be told, the password is seen while it is typed: no reason to refuse it.
fn echo(mode: &str) {
    let _ = Command::new("stty").arg(mode).status();
}
