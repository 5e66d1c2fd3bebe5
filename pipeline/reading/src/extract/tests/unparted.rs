//! Registers whose clerk ruled columns and no rows: where acts begin by names beside entries. Not for ruled ledgers.

use register::{
    act::Act,
    form::Forms,
    page::{Half, Page},
    volume::RegisterCard,
};

use super::paper::{Paper, paper, scan_of};
use crate::extract::extract;

/// Names, entries of several lines with a month above each, and days, as on a left page.
fn page(names: &str, entries: &str, days: &str) -> Paper {
    paper().table(&[&[names, entries, days]])
}

fn acts(pages: Vec<Page>) -> Vec<Act> {
    let mut card = RegisterCard::from_toml("id = 'b'").unwrap();
    card.form = Some("marriages-otterskirchen-1774".to_owned());
    let scans: Vec<_> = pages.into_iter().enumerate().map(|(nth, page)| scan_of(nth, vec![page])).collect();
    extract(&card, &scans, &Forms::default())
}

fn check(acts: &[Act], expected: &[(&str, &str)]) {
    let value = |act: &Act, key| act.value(key).unwrap_or_default().to_owned();
    let found: Vec<_> =
        acts.iter().map(|act| (value(act, "groom.given"), value(act, "groom.surname"))).collect();
    let found: Vec<_> = found.iter().map(|(given, surname)| (given.as_str(), surname.as_str())).collect();
    assert_eq!(found, expected);
}

const ENTRY: &str = "Matrimonium contraxerunt honestus\net pudica Maria filia legitima viv\nTestes Josephus et Joannes coloni\n";

fn entries(count: usize) -> String {
    let one = format!("Majus\n{ENTRY}\n");
    one.repeat(count).trim_end().to_owned()
}

#[test]
fn an_act_begins_with_each_name_that_an_entry_stands_beside() {
    let names = "\nJoannes\nPlattner\n\n\n\nSimon\nGraf\n\n\n\nUrban\nMayr";
    let found = acts(vec![page(names, &entries(3), "\n3\n\n\n\n\n5\n\n\n\n\n9").page(Half::Left)]);
    check(&found, &[("Joannes", "Plattner"), ("Simon", "Graf"), ("Urban", "Mayr")]);
    assert_eq!(found[1].fields["marriage.date"].as_written.as_deref(), Some("5"));
}

#[test]
fn a_year_over_the_first_name_is_no_part_of_it_nor_of_the_act_before() {
    let names = "Anno 1774\nJoannes\nPlattner\n\n\n\nSimon\nGraf";
    let page = || page(names, &entries(2), "").page(Half::Left);
    let name = [("Joannes", "Plattner"), ("Simon", "Graf")];
    check(&acts(vec![page(), page()]), &[name, name].concat());
}
