//! Which act that was read is which of those that are known. Not for whether its values are right.

use std::collections::BTreeMap;

use register::act::{Act, Field};

use super::{KnownAct, value};
use crate::extract::ReadAct;

/// Of each act of the truth the place of the one read for it.
pub(super) fn paired(truth: &[KnownAct], read: &[ReadAct]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; truth.len()];
    let mut left: Vec<usize> = (0..read.len()).collect();
    let rules: [fn(&KnownAct, &Act) -> bool; 3] =
        [|known, act| is_of_scan(known, act) && has_number(known, act), is_of_scan, has_number];
    for same in rules {
        for (pair, known) in pairs.iter_mut().zip(truth).filter(|(pair, _)| pair.is_none()) {
            let found = left.iter().position(|&place| same(known, &read[place].act));
            *pair = found.map(|at| left.remove(at));
        }
    }
    pairs
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

fn scan_of(known: &KnownAct) -> &str {
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
