//! Rows of the shelf. Not for figures of progress: the archive counts.

use super::*;

#[test]
fn not_all_is_never_a_hundred() {
    assert_eq!((share(999, 1000), share(0, 0), share(5, 5)), (99, 0, 100));
}

#[test]
fn a_register_without_title_is_named_by_kind_and_years() {
    let card = RegisterCard::from_toml("id='b'\ntype='birth'\nyears=[1958,1958]").unwrap();
    assert_eq!(title(&card, Tongue::English), "Births, 1958");
    assert_eq!((plate(&card).as_str(), cloth(&card)), ("58", "birth"));
}

#[test]
fn a_reference_is_written_as_archives_do() {
    let card = RegisterCard::from_toml("id='b'\nreference={fond='214',opis='3',delo='61'}").unwrap();
    assert_eq!(reference(&card), "Ф. 214 Оп. 3 Д. 61");
}

#[test]
fn the_rate_is_that_of_the_time_in_which_scans_were_read() {
    let finished = [0, 2, 4, 500, 502, 504].map(|s| s * 1000);
    assert_eq!(pace_of(&finished, 61), (30, Some(3)));
    assert_eq!(pace_of(&finished[..2], 61), (0, None));
}
