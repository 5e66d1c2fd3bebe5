//! Lines of a register that verified fields tell are counted and learned from. Not for which fields tell a line, nor for what is
//! learned.

use register::id::RegisterId;

use crate::{
    hand::Table,
    learned_hand::{runs, with_archive},
};

/// A verifier closes some acts as they were read; gives how many.
fn verifies(table: &Table) -> usize {
    with_archive(table, async |archive, viewer| {
        let acts = archive.acts_to_verify(&viewer, None, None, 40).await.unwrap();
        for id in &acts {
            let revision = archive.act(&viewer, id).await.unwrap().unwrap().revision;
            archive.close_act(&viewer, id, revision).await.unwrap();
        }
        acts.len()
    })
}

#[test]
fn verified_fields_are_counted_among_the_lines_to_learn_from() {
    let table = Table::with_archive();
    table.ingests("real-1");
    assert_eq!(runs(&table, &[]).code, Some(0));
    let acts = verifies(&table);
    assert_eq!(acts, 40);
    let register: RegisterId = "real-1".parse().unwrap();
    let told =
        with_archive(&table, async |archive, _| archive.lines_of_fields(&register).await.unwrap().len());
    assert!((40..90).contains(&told), "{told} lines");
    let said = table.says(&["learn", "-C", "archive", "real-1"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    let counted = format!("lines={told} from_fields={told} scans=1");
    assert!(said.err.contains(&counted) && said.err.contains("has too few lines"), "{counted}: {said:?}");
}
