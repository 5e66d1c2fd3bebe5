//! Lines of a register that people wrote down are learned from and judged. Not for how good what is learned becomes (that is
//! measured), nor for reading by it.

use archive::transcribing::Draft;
use register::{id::RegisterId, teaching::Said};

use crate::{
    hand::Table,
    learned_hand::{runs, with_archive},
    schema,
};

/// A verifier says of the first lines the desk asks for what `text` makes of their readings; gives how many.
fn writes_down(table: &Table, register: &RegisterId, most: usize, text: impl Fn(&str) -> String) -> usize {
    with_archive(table, async |archive, viewer| {
        let lines = archive.lines_to_transcribe(&viewer, register, (most, 0)).await.unwrap().asked;
        let mut said = 0;
        for line in lines {
            let Some(read) = line.read else { continue };
            let word = Said::Text(text(&read));
            let draft = Draft { line: line.line, said: word, read: Some(read), nonce: None };
            archive.transcribe(&viewer, draft).await.unwrap();
            said += 1;
        }
        said
    })
}

fn learns(table: &Table, more: &[&str]) -> crate::hand::Said {
    table.says(&[&["learn", "-C", "archive", "real-1"], more].concat())
}

fn read_hands() -> (Table, RegisterId) {
    let table = Table::with_archive();
    table.ingests("real-1");
    assert_eq!(runs(&table, &[]).code, Some(0));
    (table, "real-1".parse().unwrap())
}

#[test]
fn too_few_lines_are_told_with_where_to_write_more() {
    let (table, register) = read_hands();
    writes_down(&table, &register, 5, str::to_owned);
    let said = learns(&table, &[]);
    assert_eq!(said.code, Some(2), "{said:?}");
    for part in ["has too few lines", "100 are the fewest", "/transcribe/real-1", "read as before"] {
        assert!(said.err.contains(part), "{part}: {said:?}");
    }
}

#[test]
fn a_register_that_is_not_there_is_told() {
    let said = Table::with_archive().says(&["learn", "-C", "archive", "births"]);
    assert!(said.code == Some(2) && said.err.contains("no register births"), "{said:?}");
}

/// What was confirmed as it was read can teach nothing better: it is judged, refused, and the register stays as it is.
#[test]
fn what_is_no_better_is_refused_and_kept_as_refused() {
    let (table, register) = read_hands();
    let lines = writes_down(&table, &register, 140, str::to_owned);
    assert!(lines >= 110, "{lines} lines of hands");
    let said = learns(&table, &["--passes", "1", "--json"]);
    assert_eq!(said.code, Some(3), "{said:?}");
    let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&told["taken"], &told["lineage"]["refused"]), (&false.into(), &"no_better".into()));
    let count = |key: &serde_json::Value| key.as_u64().unwrap() as usize;
    let (taught, kept) = (count(&told["lineage"]["taught"]), count(&told["lineage"]["hand"]["lines"]));
    assert_eq!(taught + kept + count(&told["strange"]), lines);
    let others = &told["lineage"]["others"];
    assert!(count(&others["lines"]) > 50 && others["before"].as_f64().unwrap() < 0.2, "{others}");
    assert!(others["after"].as_f64().unwrap() < 0.2, "{others}");
    schema::check("learn", &told);
    let in_force = async |archive: archive::Archive, _| archive.lineage_in_force(&register).await.unwrap();
    assert_eq!(with_archive(&table, in_force), None);
}

/// A run learns what was asked for at a desk, and asks no more.
#[test]
fn what_is_asked_for_at_a_desk_is_learned_by_the_next_run() {
    let (table, register) = read_hands();
    writes_down(&table, &register, 5, str::to_owned);
    let asked =
        async |archive: archive::Archive, viewer| archive.ask_to_learn(&viewer, &register).await.unwrap();
    assert!(with_archive(&table, asked));
    let run = runs(&table, &[]);
    assert!(run.code == Some(3) && run.err.contains("not-learned register=real-1"), "{run:?}");
}
