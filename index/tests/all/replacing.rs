//! How registers replace themselves. Not for what is found in them.

use index::{Index, Published};

use crate::{ask, child, holding, ids, register};

#[test]
fn a_register_replaces_all_it_had() {
    let (_folder, index) = holding(&[child("a", "", "Рустам"), child("b", "", "Рустам")]);
    index.update(&register(), 2, &[child("b", "", "Рустам"), child("c", "", "Рустам")], &[]).unwrap();
    assert_eq!(ids(&ask(&index, "Рустам")), ["b", "c"]);
    assert_eq!(index.generation(&register()).unwrap(), Some(2));
}

#[test]
fn an_older_generation_changes_nothing() {
    let (_folder, index) = holding(&[child("a", "", "Рустам")]);
    index.update(&register(), 1, &[], &[]).unwrap();
    assert_eq!(ask(&index, "Рустам").total, 1);
}

#[test]
fn a_register_taken_out_is_gone() {
    let (_folder, index) = holding(&[child("a", "", "Рустам")]);
    index.remove(&register()).unwrap();
    assert_eq!((ask(&index, "Рустам").total, index.generation(&register()).unwrap()), (0, None));
}

#[test]
fn another_opening_sees_the_commit_and_the_generation() {
    let (folder, index) = holding(&[child("a", "", "Рустам")]);
    let other = Index::open(folder.path()).unwrap();
    assert_eq!(ask(&other, "Рустам").total, 1);
    index.update(&register(), 7, &[child("a", "", "Дилшод")], &[]).unwrap();
    assert_eq!((ask(&other, "Рустам").total, ask(&other, "Дилшод").total), (0, 1));
    assert_eq!(other.registers().unwrap(), [(register(), 7)]);
}

#[test]
fn two_openings_may_both_write() {
    let (folder, index) = holding(&[child("a", "", "Рустам")]);
    let other = Index::open(folder.path()).unwrap();
    other.update(&"q".parse().unwrap(), 3, &[child("q1", "", "Рустам")], &[]).unwrap();
    index.update(&register(), 2, &[child("a", "", "Рустам")], &[]).unwrap();
    assert_eq!(index.registers().unwrap().len(), 2);
}

#[test]
fn many_registers_go_in_with_one_commit() {
    let (_folder, index) = holding(&[]);
    let published = ["x", "y"].map(|id| Published {
        register: id.parse().unwrap(),
        generation: 1,
        acts: vec![child(id, "", "Рустам")],
        pages: Vec::new(),
    });
    index.update_all(published).unwrap();
    assert_eq!(index.registers().unwrap().len(), 3);
}

#[test]
fn a_correction_replaces_one_act() {
    let (_folder, index) = holding(&[child("a", "", "Рустам"), child("b", "", "Карим")]);
    assert!(index.amend(&register(), 1, 2, &[child("a", "", "Дилшод")], &[], &[]).unwrap());
    assert_eq!(ids(&ask(&index, "")), ["a", "b"]);
    assert_eq!((ask(&index, "Рустам").total, ask(&index, "Дилшод").total), (0, 1));
    assert!(!index.amend(&register(), 1, 3, &[], &[], &[]).unwrap());
}

#[test]
fn a_register_made_anew_replaces_its_own_generation() {
    let (_folder, index) = holding(&[child("a", "", "Рустам")]);
    let acts = vec![child("a", "", "Дилшод")];
    index.renew([Published { register: register(), generation: 1, acts, pages: Vec::new() }]).unwrap();
    assert_eq!((ask(&index, "Рустам").total, ask(&index, "Дилшод").total), (0, 1));
}

#[test]
fn a_broken_index_is_laid_aside_and_an_empty_one_made() {
    let (folder, index) = holding(&[child("a", "", "Рустам")]);
    drop(index);
    let shape = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    for _ in 0..2 {
        std::fs::write(shape.join("meta.json"), "garbage").unwrap();
        assert!(matches!(Index::open(folder.path()), Err(index::IndexError::Broken { .. })));
        Index::lay_aside(folder.path()).unwrap();
        assert!(Index::open(folder.path()).unwrap().registers().unwrap().is_empty());
    }
}
