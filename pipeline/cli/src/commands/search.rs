//! `daftar search`: acts and pages that answer, with the reason for each. No hits is an answer too.

use std::io::Write;

use index::{Answer, Hit, Query};
use register::act::Status;

use crate::{Outcome, arguments::Search, output::count};

pub(super) async fn carry_out(asked: &Search) -> anyhow::Result<Outcome> {
    let (_, archive) = super::open(&asked.place).await?;
    archive.follow().await?;
    if let Some(id) = &asked.register
        && !archive.progress().await?.iter().any(|register| register.card.id == *id)
    {
        return Err(archive::Error::NoRegister(id.clone()).into());
    }
    let answer = archive.search(&super::viewer(&asked.asked), &query(asked)).await?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if asked.json {
        serde_json::to_writer(&mut out, &answer)?;
        writeln!(out)?;
    } else {
        write_for_people(&mut out, &answer)?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn query(asked: &Search) -> Query {
    Query {
        text: asked.query.join(" "),
        limit: asked.limit,
        kind: asked.kind,
        years: asked.years,
        place: asked.place_name.clone(),
        register: asked.register.clone(),
        status: asked
            .status
            .as_deref()
            .map(|s| if s == "verified" { Status::Verified } else { Status::Machine }),
        exact: asked.exact,
        ..Query::default()
    }
}

fn write_for_people(out: &mut impl Write, answer: &Answer) -> anyhow::Result<()> {
    let understood = understood(answer)?;
    if answer.hits.is_empty() {
        writeln!(out, "Nothing found. Looked for {understood}, in all that is read and published.")?;
        return Ok(());
    }
    writeln!(out, "{} · {understood} · {:.1} ms", count(answer.total, "hit"), answer.took_ms)?;
    for (place, hit) in answer.hits.iter().enumerate() {
        write_hit(out, place + 1, hit)?;
    }
    Ok(())
}

/// `surname Рахимов, years [1937,1937]`: as the index took the words.
fn understood(answer: &Answer) -> anyhow::Result<String> {
    let parts = serde_json::to_value(&answer.understood)?;
    let parts = parts.as_object().into_iter().flatten();
    let parts: Vec<String> = parts.map(|(name, value)| format!("{name} {}", plain(value))).collect();
    Ok(if parts.is_empty() { format!("{:?}", answer.query) } else { parts.join(", ") })
}

fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(parts) => parts.iter().map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

fn write_hit(out: &mut impl Write, place: usize, hit: &Hit) -> anyhow::Result<()> {
    let kind = plain(&serde_json::to_value(hit.kind)?);
    let status = plain(&serde_json::to_value(hit.status)?);
    writeln!(out, "\n{place:>3}  {kind}  {}  {status}", hit.id)?;
    if let Some(page) = &hit.page {
        writeln!(out, "     {}", page.text)?;
    }
    for why in &hit.why {
        let how = plain(&serde_json::to_value(why.how)?);
        writeln!(out, "     {}  {}  for {} ({how})", why.field, why.found, why.asked)?;
    }
    Ok(())
}
