//! Which act that was read is which of those that are known. Not for whether its values are right.

use std::{cmp::Reverse, collections::BTreeMap};

use register::act::{Act, Field};

use super::{KnownAct, is_same_value, value};
use crate::extract::ReadAct;

/// Of each act of the truth the place of the one read for it: of acts of one scan, or of one number, those with most
/// values in common, since a number that was misread is often another act's.
pub(super) fn paired(truth: &[KnownAct], read: &[ReadAct]) -> Vec<Option<usize>> {
    let mut likely: Vec<(Likeness, usize, usize)> = Vec::new();
    for (of_truth, known) in truth.iter().enumerate() {
        let alike =
            |(of_read, read): (usize, &ReadAct)| Some((likeness(known, &read.act)?, of_truth, of_read));
        likely.extend(read.iter().enumerate().filter_map(alike));
    }
    likely.sort_by_key(|&(alike, of_truth, of_read)| (Reverse(alike), of_truth, of_read));
    let (mut pairs, mut taken) = (vec![None; truth.len()], vec![false; read.len()]);
    for (_, of_truth, of_read) in likely {
        if pairs[of_truth].is_none() && !taken[of_read] {
            (pairs[of_truth], taken[of_read]) = (Some(of_read), true);
        }
    }
    pairs
}

/// Whether two acts are of one scan, and how many values they have in common.
type Likeness = (bool, usize);

/// How like two acts are; nothing where they are of other scans and have other numbers.
fn likeness(known: &KnownAct, act: &Act) -> Option<Likeness> {
    let of_scan = is_of_scan(known, act);
    let in_common = known
        .fields
        .iter()
        .filter(|(key, field)| is_same_value(value(Some(*field)), value(act.fields.get(*key))));
    (of_scan || has_number(known, act)).then(|| (of_scan, in_common.count()))
}

/// The field that numbers acts.
const NUMBER: &str = "act_no";

fn is_of_scan(known: &KnownAct, act: &Act) -> bool {
    is_same(scan_of(known), file_of(&act.fields))
}

fn has_number(known: &KnownAct, act: &Act) -> bool {
    is_same(value(known.fields.get(NUMBER)), value(act.fields.get(NUMBER)))
}

/// What neither of two acts has is nothing they have in common.
fn is_same(known: &str, read: &str) -> bool {
    !known.is_empty() && known == read
}

pub(super) fn scan_of(known: &KnownAct) -> &str {
    known.scan.as_deref().map_or_else(|| file_of(&known.fields), without_folder)
}

fn file_of(fields: &BTreeMap<String, Field>) -> &str {
    fields.values().flat_map(|field| &field.spots).next().map_or("", |spot| without_folder(&spot.file))
}

fn without_folder(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::{
        super::tests::{known, read},
        *,
    };

    fn check(truth: &[KnownAct], read: &[ReadAct], pairs: &[Option<usize>]) {
        assert_eq!(paired(truth, read), pairs);
    }

    #[test]
    fn acts_belong_together_by_scan_and_number() {
        let truth = [known("1.jpg", &[("act_no", "1")]), known("1.jpg", &[("act_no", "2")])];
        check(
            &truth,
            &[read("1.jpg", &[("act_no", "2")]), read("1.jpg", &[("act_no", "1")])],
            &[Some(1), Some(0)],
        );
    }

    #[test]
    fn an_act_whose_number_was_misread_is_known_by_its_scan() {
        let truth = [known("1.jpg", &[("act_no", "1")]), known("2.jpg", &[("act_no", "2")])];
        check(
            &truth,
            &[read("1.jpg", &[("act_no", "7")]), read("2.jpg", &[("act_no", "2")])],
            &[Some(0), Some(1)],
        );
    }

    #[test]
    fn an_act_read_with_the_number_of_another_is_known_by_its_values() {
        let truth = [
            known("1.jpg", &[("act_no", "10"), ("child.given", "Саид"), ("father.given", "Карим")]),
            known("1.jpg", &[("act_no", "11"), ("child.given", "Зебо"), ("father.given", "Юсуф")]),
        ];
        let misread = read("1.jpg", &[("act_no", "10"), ("child.given", "Зебо"), ("father.given", "Юсуф")]);
        let other = read("1.jpg", &[("act_no", "1"), ("child.given", "Саид"), ("father.given", "Карим")]);
        check(&truth, &[misread, other], &[Some(1), Some(0)]);
    }

    #[test]
    fn an_act_of_the_scan_goes_before_one_of_its_number() {
        let truth = [known("1.jpg", &[("act_no", "1"), ("child.given", "Саид")])];
        let elsewhere = read("2.jpg", &[("act_no", "1"), ("child.given", "Саид")]);
        check(&truth, &[elsewhere, read("1.jpg", &[("act_no", "7")])], &[Some(1)]);
    }

    #[test]
    fn an_act_is_taken_once() {
        let truth = [known("1.jpg", &[("act_no", "1")]), known("1.jpg", &[("act_no", "2")])];
        check(&truth, &[read("1.jpg", &[("act_no", "2")])], &[None, Some(0)]);
    }

    #[test]
    fn acts_without_a_number_belong_together_by_their_scan_alone() {
        let truth = [known("1.jpg", &[("child.given", "Саид")])];
        check(&truth, &[read("2.jpg", &[("child.given", "Саид")])], &[None]);
        check(&truth, &[read("1.jpg", &[("child.given", "Саид")])], &[Some(0)]);
    }

    #[test]
    fn acts_of_no_known_scan_belong_together_by_their_number_alone() {
        let nowhere = |number| KnownAct { scan: None, ..known("", &[("act_no", number)]) };
        check(&[nowhere("1")], &[read("", &[])], &[None]);
        check(&[nowhere("1")], &[read("2.jpg", &[("act_no", "1")])], &[Some(0)]);
    }

    #[test]
    fn an_exported_act_says_its_scan_by_its_spots() {
        let exported = r#"{"fields":{"act_no":{"value":"1","spots":[{"scan":"b/000001","file":"in/2.jpg","frame":0,
            "half":"whole","outline":[[0,0],[1,0],[1,1]]}]}}}"#;
        let known: KnownAct = serde_json::from_str(exported).unwrap();
        assert_eq!(scan_of(&known), "2.jpg");
    }
}
