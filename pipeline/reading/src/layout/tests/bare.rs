//! Pages on which no table shows, in a register whose pages have one. Not for single rules that faded.

use super::*;

const DOUBT: &str = "table taken from the other pages of the register";

/// The sheet laid out, and again in a register of so many full pages and one that lost its table.
fn beside(full: usize, sheet: &Sheet) -> (Page, Page) {
    let mut sheets = vec![register(&COLUMNS); full];
    sheets.extend([entered(0.0), sheet.clone()]);
    let agreement = agreed(&sheets);
    let before = sheet.laid_out();
    let mut page = before.clone();
    apply(&agreement, &sheet.0, &mut page, Direction::default());
    (before, page)
}

fn check_stays(full: usize, sheet: &Sheet) {
    let (before, page) = beside(full, sheet);
    assert_eq!(rows_and_columns(&page), []);
    assert!(before == page);
}

fn entered(right: f64) -> Sheet {
    let mut sheet = Sheet::new(1000, 1300);
    sheet.enter(right);
    sheet
}

fn written(lines: &[(f64, f64, usize)]) -> Sheet {
    let mut sheet = Sheet::new(1000, 1300);
    lines.iter().for_each(|&(x, y, letters)| sheet.write(x, y, letters));
    sheet
}

#[test]
fn a_page_whose_rules_all_faded_is_given_the_table_of_the_others() {
    let (before, page) = beside(4, &entered(0.0));
    assert_eq!((rows_and_columns(&before), rows_and_columns(&page)), (vec![], vec![(9, 3)]));
    assert_eq!(page.doubts, [DOUBT]);
    check_entries(&page);
}

#[test]
fn the_table_is_laid_where_the_words_stand() {
    for right in [-50.0, 50.0] {
        let (_, page) = beside(4, &entered(right));
        assert_eq!(rows_and_columns(&page), [(9, 3)], "{right}");
        let lines = page.lines.as_ref().unwrap();
        assert_eq!(lines.iter().filter(|l| l.column == Some(2)).count(), 9, "{right}");
    }
}

#[test]
fn three_pages_are_too_few_to_lay_a_table_on_a_fourth() {
    check_stays(3, &entered(0.0));
}

#[test]
fn a_title_is_no_table() {
    check_stays(6, &written(&[(400.0, 300.0, 12), (300.0, 360.0, 28), (420.0, 420.0, 8)]));
}

#[test]
fn a_note_is_no_table() {
    let lines: Vec<(f64, f64, usize)> = (0..12).map(|i| (120.0, 300.0 + 45.0 * f64::from(i), 57)).collect();
    check_stays(6, &written(&lines));
    // Short lines, as of a dictated list of names, over the column rules.
    let lines: Vec<(f64, f64, usize)> =
        (0..12).map(|i| (170.0 + f64::from(i * 31 % 70), 300.0 + 45.0 * f64::from(i), 22)).collect();
    check_stays(6, &written(&lines));
}

#[test]
fn a_list_of_another_form_is_no_table() {
    let entry = |i: i32| {
        let y = 260.0 + 90.0 * f64::from(i);
        [(115.0, y, 30), (560.0, y, 22)]
    };
    check_stays(6, &written(&(0..9).flat_map(entry).collect::<Vec<_>>()));
}

#[test]
fn a_list_in_one_column_alone_is_no_table() {
    let lines: Vec<(f64, f64, usize)> = (0..16).map(|i| (220.0, 260.0 + 45.0 * f64::from(i), 20)).collect();
    check_stays(6, &written(&lines));
}

#[test]
fn a_blank_page_stays_blank() {
    check_stays(6, &written(&[]));
}

#[test]
fn pages_are_read_with_the_table_s_place_only_where_one_lost_it() {
    let full = || register(&COLUMNS);
    assert_eq!(agreed(&[full(), full(), full(), full()]).constraint(), "");
    let title = written(&[(400.0, 300.0, 12)]);
    assert_eq!(agreed(&[full(), full(), full(), full(), title]).constraint(), "");
    let lost = agreed(&[full(), full(), full(), full(), entered(0.0)]).constraint();
    assert!(lost.starts_with("w at 0.100 0.800 "), "{lost}");
}

#[test]
fn a_register_of_two_forms_lays_neither() {
    let other = register(&[100.0, 300.0, 500.0, 690.0, 898.0]);
    let mut sheets = vec![register(&COLUMNS); 4];
    sheets.extend([other.clone(), other, entered(0.0)]);
    assert!(agreed(&sheets).places.is_empty());
}
