//! `daftar people`: who may sign in at the desks; not for what their roles may do. Passwords are hashed at
//! once and never written down, never shown, never taken from the command line's words (other people of the
//! machine can see those).

use std::{
    io::{BufRead as _, IsTerminal as _, Write as _},
    path::Path,
    process::Command,
};

use crate::{
    Outcome,
    arguments::{People, PersonNamed, PersonToAdd, PersonWithPassword, Where},
    trouble::Trouble,
};

pub(super) async fn carry_out(asked: &People) -> anyhow::Result<Outcome> {
    match asked {
        People::Add(asked) => add(asked).await,
        People::Password(asked) => change_password(asked).await,
        People::Remove(asked) => remove(asked).await,
        People::List(place) => list(place).await,
    }
}

async fn add(asked: &PersonToAdd) -> anyhow::Result<Outcome> {
    let (_, archive) = super::open(&asked.place).await?;
    let hash = hashed(&asked.name, asked.password_file.as_deref(), "nobody was added")?;
    archive.add_person(&super::archivist(), &asked.name, asked.role, &hash).await?;
    let role = asked.role.as_str();
    writeln!(std::io::stdout().lock(), "added  {} ({role}) may sign in at the desks", asked.name)?;
    Ok(Outcome::Done)
}

async fn change_password(asked: &PersonWithPassword) -> anyhow::Result<Outcome> {
    let (_, archive) = super::open(&asked.place).await?;
    let hash = hashed(&asked.name, asked.password_file.as_deref(), "the password is the old one")?;
    archive.set_password(&super::archivist(), &asked.name, &hash).await?;
    writeln!(std::io::stdout().lock(), "changed  {} signs in with the new password", asked.name)?;
    Ok(Outcome::Done)
}

async fn remove(asked: &PersonNamed) -> anyhow::Result<Outcome> {
    let (_, archive) = super::open(&asked.place).await?;
    archive.remove_person(&super::archivist(), &asked.name).await?;
    writeln!(std::io::stdout().lock(), "removed  {} may sign in no longer", asked.name)?;
    Ok(Outcome::Done)
}

async fn list(place: &Where) -> anyhow::Result<Outcome> {
    let (_, archive) = super::open(place).await?;
    let people = archive.people(&super::archivist()).await?;
    let mut out = std::io::stdout().lock();
    for person in people {
        writeln!(out, "{:<10}  {}", person.role.as_str(), person.name)?;
    }
    Ok(Outcome::Done)
}

fn hashed(name: &str, file: Option<&Path>, otherwise: &str) -> anyhow::Result<String> {
    let password = password(name, file, otherwise)?;
    Ok(desks::password::hash(&password).map_err(|error| Trouble::setting(error.to_string()))?)
}

/// From the file, the environment or the terminal; `otherwise` is what follows when there is none.
fn password(name: &str, file: Option<&Path>, otherwise: &str) -> anyhow::Result<String> {
    if let Some(file) = file {
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
    let password = typed(&format!("Password for {name}: "))?;
    if typed("Once more: ")? == password {
        Ok(password)
    } else {
        Err(Trouble::setting("the two passwords differ").so(otherwise).remedy("try again").into())
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
