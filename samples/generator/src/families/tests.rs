//! What families must keep: the same seed gives the same acts, acts agree with one another, and each
//! breach breaks its rule alone. Not for pages.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
};

use register::form::ActType;

use super::{
    Order,
    bound::Bound,
    breach::{Breach, Rule},
    export, make,
    place::Places,
};

pub(super) fn order(seed: u64, breaches: usize) -> Order {
    Order {
        out: PathBuf::new(),
        seed,
        couples: 12,
        years: (1924, 1996),
        language: None,
        hands: false,
        wear: 0.3,
        typewriter: None,
        breaches,
        copies: true,
        acts_only: true,
    }
}

fn written(seed: u64, breaches: usize) -> String {
    let (holdings, sown) = make(&order(seed, breaches));
    let places = Places::of(&holdings);
    [
        export::acts(&holdings, &places),
        export::links(&holdings, &places),
        export::breaches(&holdings, &places, &sown),
    ]
    .concat()
}

/// Days of an act that cannot be: keys of fields.
fn impossible_days(act: &Bound) -> Vec<&'static str> {
    let registered = act.value("reg_date").unwrap_or("9999");
    let pairs = [
        ("child.birth_date", registered),
        ("marriage.date", registered),
        ("divorce.date", registered),
        ("death.date", registered),
        ("deceased.birth_date", act.value("death.date").unwrap_or("9999")),
        ("groom.birth_date", act.value("marriage.date").unwrap_or("9999")),
    ];
    pairs
        .into_iter()
        .filter(|(key, limit)| act.value(key).is_some_and(|day| day > *limit))
        .map(|p| p.0)
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_acts() {
    assert_eq!(written(5, 22), written(5, 22));
    assert_ne!(written(5, 0), written(6, 0));
}

#[test]
fn all_seven_types_of_act_come_of_families() {
    let (holdings, _) = make(&Order { couples: 40, ..order(1, 0) });
    let kinds = [
        ActType::Birth,
        ActType::Marriage,
        ActType::Divorce,
        ActType::Death,
        ActType::Paternity,
        ActType::Adoption,
        ActType::NameChange,
    ];
    for kind in kinds {
        assert!(holdings.acts.iter().any(|a| a.record.kind == kind), "{kind}");
    }
}

#[test]
fn no_two_acts_bear_one_name() {
    let (holdings, _) = make(&order(2, 30));
    let places = Places::of(&holdings);
    let names: HashSet<_> = (0..holdings.acts.len()).map(|nth| places.id(nth)).collect();
    assert_eq!(names.len(), holdings.acts.len());
}

#[test]
fn linked_acts_tell_of_the_same_people() {
    let (holdings, _) = make(&order(3, 0));
    let mut compared = 0;
    for act in holdings.acts.iter().filter(|a| a.record.kind == ActType::Death) {
        for (to, kind) in &holdings.events[act.event].ties {
            let birth = &holdings.acts[holdings.of_event(*to).unwrap()];
            if *kind == "birth" {
                assert_eq!(act.value("deceased.birth_date"), birth.value("child.birth_date"));
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn without_breaches_all_days_can_be() {
    for seed in 1..6 {
        let (holdings, sown) = make(&order(seed, 0));
        assert!(sown.is_empty());
        let wrong: Vec<_> = holdings.acts.iter().flat_map(impossible_days).collect();
        assert!(wrong.is_empty(), "{seed}: {wrong:?}");
    }
}

#[test]
fn without_breaches_numbers_run_on_in_each_office_type_and_year() {
    let (holdings, _) = make(&order(4, 0));
    let mut last: HashMap<(usize, ActType, i32, u32), u32> = HashMap::new();
    for act in &holdings.acts {
        let book = &holdings.books[act.book];
        let before = last.entry((book.office, book.kind, act.registered.year(), book.copy)).or_insert(0);
        assert_eq!(act.record.number, *before + 1, "{}", book.id);
        *before += 1;
    }
}

#[test]
fn every_kind_of_breach_is_sown_and_each_into_an_act_of_its_own() {
    let (_, sown) = make(&Order { couples: 24, ..order(7, 44) });
    for rule in Rule::ALL {
        assert_eq!(sown.iter().filter(|b| b.rule == rule).count(), 2, "{rule:?}");
    }
    let acts: HashSet<usize> = sown.iter().map(|b| b.act).collect();
    assert_eq!(acts.len(), sown.len());
}

#[test]
fn a_breach_of_days_is_the_only_one() {
    let (holdings, sown) = make(&order(8, 44));
    let of_days = |b: &&Breach| {
        matches!(b.rule, Rule::EventAfterRegistration | Rule::BornAfterEvent | Rule::DeathBeforeBirth)
    };
    let broken: HashSet<usize> = sown.iter().filter(of_days).map(|b| b.act).collect();
    let found: HashSet<usize> =
        (0..holdings.acts.len()).filter(|&nth| !impossible_days(&holdings.acts[nth]).is_empty()).collect();
    assert_eq!(found, broken);
}

/// Values that the program would read out of what is written.
#[test]
fn what_is_written_means_what_the_truth_says() {
    let (holdings, _) = make(&order(10, 0));
    let mut wrong = Vec::new();
    for act in &holdings.acts {
        let years = holdings.books[act.book].years;
        for entry in act.record.entries.iter().filter(|e| !e.value.is_empty()) {
            let read = register::value::normal_form(entry.spec.kind, &entry.written, Some(years));
            // Ditto marks mean the row above; a woman's ethnicity shortened as тадж-ка is not read out yet.
            let shortened = ["-ка", "-чка", "-ая"].iter().any(|end| entry.written.ends_with(end));
            if entry.written == super::ditto::DITTO || shortened {
                continue;
            }
            if read.as_deref() != Some(entry.value.as_str()) {
                wrong.push(format!(
                    "{}: {:?} is {read:?}, not {:?}",
                    entry.spec.key, entry.written, entry.value
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of them: {:#?}", wrong.len(), &wrong[..wrong.len().min(12)]);
}

#[test]
fn an_act_is_named_after_its_register_and_scan() {
    let (holdings, _) = make(&order(13, 0));
    let places = Places::of(&holdings);
    for (nth, act) in holdings.acts.iter().enumerate() {
        let id = places.id(nth).as_str();
        let register = &holdings.books[act.book].id;
        assert!(id.starts_with(&format!("{register}/0000")), "{id}");
    }
}
