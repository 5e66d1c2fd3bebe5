//! What `daftar learn` says in the end: what came of it. Not for what is told meanwhile: that is `progress`.

use std::io::Write as _;

use register::teaching::{Lineage, Refused};
use serde_json::json;

use super::once::Learned;
use crate::{arguments::Learn, output::count};

/// How many lines nobody wrote down as such; nothing where there is none.
fn from_fields(lines: usize) -> String {
    if lines == 0 { String::new() } else { format!(", {lines} of them from verified fields") }
}

/// What learning brought and cost, and what to do next.
pub(super) fn outcome(json: bool, learned: &Learned, renewed: Option<usize>) -> anyhow::Result<()> {
    let Learned { lineage, lines: counted, strange, aside, .. } = learned;
    let mut out = std::io::stdout().lock();
    if json {
        let (taken, scans) = (lineage.is_taken(), renewed);
        let told = json!({"lineage": lineage, "written": counted.written, "from_fields": counted.from_fields, "taken": taken,
                "strange": strange, "aside": aside, "renewed": scans});
        writeln!(out, "{}", serde_json::to_string_pretty(&told)?)?;
        return Ok(());
    }
    for line in lines(lineage, *strange, renewed) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The same for a person.
pub(super) fn lines(lineage: &Lineage, strange: usize, renewed: Option<usize>) -> Vec<String> {
    let minutes = lineage.seconds.div_ceil(60);
    let taught = count(lineage.taught as usize, "line");
    let from_fields = from_fields(lineage.from_fields as usize);
    let mut lines = vec![format!("taught    {taught} of {}{from_fields}, {minutes} min", lineage.register)];
    lines.extend(judged(lineage));
    if strange > 0 {
        lines.push(format!("left out  {} with letters no model knows", count(strange, "line")));
    }
    lines.push(became(lineage, renewed));
    lines
}

/// What it brought, and what it cost.
fn judged(lineage: &Lineage) -> [String; 2] {
    let Lineage { hand, others, .. } = lineage;
    let share = |share: f64| format!("{:.1} %", 100.0 * share);
    let (after, before) = (share(hand.after), share(hand.before));
    let lines = count(hand.lines as usize, "line");
    let hand =
        format!("its hand  {after} of the letters wrong, {before} before (on {lines} it was not shown)");
    let (after, before) = (share(others.after), share(others.before));
    let lines = count(others.lines as usize, "line");
    [hand, format!("others    {after} wrong, {before} before (on {lines})")]
}

/// Is it taken, and what to do next.
fn became(lineage: &Lineage, renewed: Option<usize>) -> String {
    let register = &lineage.register;
    match (lineage.refused, renewed) {
        (Some(why), _) => format!("refused   {}; the register is read as before", refused(why)),
        (None, None) => format!(
            "taken     what is read from now on is read by it; all of it: daftar learn {register} --renew"
        ),
        (None, Some(scans)) => format!("taken     {} wait to be read anew: daftar run", count(scans, "scan")),
    }
}

fn refused(why: Refused) -> &'static str {
    match why {
        Refused::NoBetter => "it does not read the hand better by more than chance",
        Refused::OthersWorse => "it reads other hands, type or print worse",
    }
}

/// The register is read by the shipped model again, or was anyway.
pub(super) fn forgotten(asked: &Learn, dropped: bool) -> anyhow::Result<()> {
    let register = &asked.register;
    if asked.json {
        writeln!(std::io::stdout().lock(), "{}", json!({"forgotten": dropped}))?;
        return Ok(());
    }
    let line = if dropped {
        format!(
            "forgotten  {register} is read by the program's own model from now on; what it learned is kept"
        )
    } else {
        format!("{register} is read by the program's own model already")
    };
    writeln!(std::io::stdout().lock(), "{line}")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use register::teaching::Judged;

    use super::*;

    fn check(refused: Option<Refused>, renewed: Option<usize>, expected: Expect) {
        let judged = |before, after| Judged { lines: 80, before, after };
        let lineage = Lineage {
            sha256: "a".into(),
            parent: "b".into(),
            script: "Cyrl".into(),
            register: "births-1951".parse().unwrap(),
            taught: 320,
            from_fields: 120,
            hand: judged(0.412, 0.127),
            others: judged(0.081, 0.083),
            refused,
            seconds: 250,
            person: "command line".into(),
            at: "2026-01-01T00:00:00Z".into(),
        };
        expected.assert_eq(&lines(&lineage, 2, renewed).join("\n"));
    }

    #[test]
    fn what_was_taken_says_what_it_brought_and_what_to_do() {
        check(
            None,
            Some(12),
            expect![[r#"
                taught    320 lines of births-1951, 120 of them from verified fields, 5 min
                its hand  12.7 % of the letters wrong, 41.2 % before (on 80 lines it was not shown)
                others    8.3 % wrong, 8.1 % before (on 80 lines)
                left out  2 lines with letters no model knows
                taken     12 scans wait to be read anew: daftar run"#]],
        );
    }

    #[test]
    fn what_was_refused_says_why() {
        check(
            Some(Refused::NoBetter),
            None,
            expect![[r#"
                taught    320 lines of births-1951, 120 of them from verified fields, 5 min
                its hand  12.7 % of the letters wrong, 41.2 % before (on 80 lines it was not shown)
                others    8.3 % wrong, 8.1 % before (on 80 lines)
                left out  2 lines with letters no model knows
                refused   it does not read the hand better by more than chance; the register is read as before"#]],
        );
    }
}
