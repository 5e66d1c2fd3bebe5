//! Acts as JSON lines. Not for what the archive does with them.

use delivery::jsonl::{read, write};
use expect_test::{Expect, expect};
use register::act::Act;

use crate::{ACTS, acts};

fn imported(text: &str) -> Vec<Act> {
    read("acts.jsonl", text.as_bytes()).map(Result::unwrap).collect()
}

/// Every act's id and every complaint, one a line.
fn outcome(text: &[u8]) -> String {
    let told = read("acts.jsonl", text).map(|act| match act {
        Ok(act) => format!("{}\n", act.id),
        Err(malformed) => format!("{malformed}\n"),
    });
    told.collect()
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&outcome(text.as_bytes()));
}

#[test]
fn what_is_exported_comes_in_again_as_it_was() {
    let mut bytes = Vec::new();
    write(&mut bytes, &acts()).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), ACTS);
    assert_eq!(imported(ACTS), acts());
}

#[test]
fn only_type_and_fields_are_needed_and_a_text_is_short_for_a_value() {
    let act = &imported(r#"{"type":"death","fields":{"deceased.given":"Ҷамшед","act_no":7}}"#)[0];
    assert_eq!(act.register.as_str(), "imported");
    assert_eq!((act.value("deceased.given"), act.value("act_no")), (Some("Ҷамшед"), Some("7")));
}

#[test]
fn an_act_without_an_id_is_named_by_what_it_says() {
    let line = r#"{"type":"death","register":"d1","fields":{"deceased.given":"Ҷамшед"}}"#;
    let spaced = r#"{ "fields": {"deceased.given": "Ҷамшед"}, "type": "death", "register": "d1" }"#;
    let other = r#"{"type":"death","register":"d1","fields":{"deceased.given":"Ҷамшеда"}}"#;
    let first = imported(line)[0].id.clone();
    assert!(first.as_str().starts_with("d1/"), "{first}");
    assert_eq!(imported(spaced)[0].id, first);
    assert_ne!(imported(other)[0].id, first);
}

#[test]
fn the_same_act_twice_without_ids_is_two_acts() {
    let line = r#"{"type":"death","fields":{"deceased.given":"Ҷамшед"}}"#;
    let both = imported(&format!("{line}\n{line}\n"));
    assert_eq!(both[1].id.as_str(), format!("{}-2", both[0].id));
}

#[test]
fn empty_lines_and_a_byte_order_mark_are_passed_over() {
    check(
        "\u{feff}{\"id\":\"a\",\"type\":\"death\",\"fields\":{}}\r\n\r\n  \n{\"id\":\"b\",\"type\":\"death\",\"fields\":{}}",
        expect![[r#"
            a
            b
        "#]],
    );
}

#[test]
fn keys_of_a_newer_program_are_left_out() {
    let act = &imported(
        r#"{"type":"birth","colour":"red","fields":{"child.birth_place":{"value":"Панҷакент","seen":"tg/1"}}}"#,
    )[0];
    assert_eq!(act.value("child.birth_place"), Some("Панҷакент"));
}

#[test]
fn a_bad_line_is_named_with_what_to_do_and_the_next_is_read() {
    check(
        concat!(
            "{\"type\":\"death\"\n",
            "{\"fields\":{}}\n",
            "{\"type\":\"baptism\",\"fields\":{}}\n",
            "{\"type\":\"birth\",\"register\":\"../x\",\"fields\":{}}\n",
            "[1]\n",
            "{\"id\":\"good\",\"type\":\"birth\",\"fields\":{}}\n",
        ),
        expect![[r#"
            acts.jsonl line 1: EOF while parsing an object; an act is an object with at least type and fields, as `daftar export` writes it
            acts.jsonl line 2: missing field `type` (column 13); an act is an object with at least type and fields, as `daftar export` writes it
            acts.jsonl line 3: unknown variant `baptism`, expected one of `birth`, `marriage`, `divorce`, `death`, `paternity`, `adoption`, `name_change`, `deed` (column 17); an act is an object with at least type and fields, as `daftar export` writes it
            acts.jsonl line 4: "../x" cannot name a register: use letters, digits, - and _ (column 33); an act is an object with at least type and fields, as `daftar export` writes it
            acts.jsonl line 5: this is no JSON object; an act is an object with at least type and fields, as `daftar export` writes it
            good
        "#]],
    );
}

#[test]
fn a_bad_field_is_named() {
    check(
        concat!(
            "{\"type\":\"birth\",\"fields\":{\"child.given\":[1]}}\n",
            "{\"type\":\"birth\",\"fields\":{\"child.given\":{\"valeu\":\"x\"}}}\n",
            "{\"type\":\"birth\",\"fields\":{\"child.given\":{\"mark\":\"smudged\"}}}\n",
        ),
        expect![[r#"
            acts.jsonl line 1: the field child.given is neither a text nor an object; a field is a text, or an object with some of as_written, value, calendar, ref, confidence, mark, by, spots, candidates
            acts.jsonl line 2: the field child.given says nothing; a field is a text, or an object with some of as_written, value, calendar, ref, confidence, mark, by, spots, candidates
            acts.jsonl line 3: the field child.given has a mark that cannot be understood: "smudged"; write it as `daftar export --format jsonl` does
        "#]],
    );
}

#[test]
fn another_encoding_is_named() {
    expect![[r#"
        acts.jsonl line 1: this is not UTF-8; save the file as UTF-8 (in a spreadsheet: "CSV UTF-8")
    "#]]
    .assert_eq(&outcome(b"{\"type\":\"birth\",\"fields\":{\"child.given\":\"\xc4\xe6\"}}\n"));
}
