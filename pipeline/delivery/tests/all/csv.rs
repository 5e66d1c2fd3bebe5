//! Acts as a table. Not for places on pages: a table has none.

use delivery::csv::{Columns, Table, read, write};
use expect_test::{Expect, expect};
use register::act::{Act, Mark};

use crate::acts;

fn imported(table: &str) -> Vec<Act> {
    read("acts.csv", table.as_bytes()).unwrap().map(Result::unwrap).collect()
}

/// Every act's id and every complaint, one a line.
fn outcome(table: &[u8]) -> String {
    let rows = match read("acts.csv", table) {
        Ok(rows) => rows,
        Err(malformed) => return format!("{malformed}\n"),
    };
    let told = rows.map(|act| match act {
        Ok(act) => format!("{}\n", act.id),
        Err(malformed) => format!("{malformed}\n"),
    });
    told.collect()
}

fn check(table: &str, expected: Expect) {
    expected.assert_eq(&outcome(table.as_bytes()));
}

#[test]
fn a_row_is_an_act_and_a_column_a_field() {
    let mut bytes = Vec::new();
    write(&mut bytes, &acts()).unwrap();
    expect![[r#"
        id,register,type,status,act_no,child.surname,father.given,deceased.given
        birth-ru/000001-l1,birth-ru,birth,verified,12а,Ходжиев,[illegible],
        from-the-office-7,imported,death,machine,,,,Ҷамшед
    "#]]
    .assert_eq(&String::from_utf8(bytes).unwrap());
}

#[test]
fn acts_that_come_one_by_one_make_the_same_table() {
    let (mut whole, mut piecewise, mut columns) = (Vec::new(), Vec::new(), Columns::default());
    write(&mut whole, &acts()).unwrap();
    acts().chunks(1).for_each(|acts| columns.gather(acts));
    let mut table = Table::begin(&mut piecewise, columns).unwrap();
    for acts in acts().chunks(1) {
        table.write(acts).unwrap();
    }
    table.end().unwrap();
    assert_eq!(piecewise, whole);
}

#[test]
fn values_and_marks_come_in_again() {
    let mut bytes = Vec::new();
    write(&mut bytes, &acts()).unwrap();
    let back = imported(std::str::from_utf8(&bytes).unwrap());
    assert_eq!(back.len(), 2);
    for (act, before) in back.iter().zip(acts()) {
        assert_eq!(
            (&act.id, &act.register, act.kind, act.status),
            (&before.id, &before.register, before.kind, before.status)
        );
        for (key, field) in &before.fields {
            assert_eq!((act.value(key), act.fields[key].mark), (field.value.as_deref(), field.mark), "{key}");
        }
    }
}

#[test]
fn an_office_needs_only_a_type_and_fields() {
    let act = &imported("type,deceased.surname,deceased.given\ndeath,Рахимов,\"Ҷамшед, писар\"\n")[0];
    assert_eq!(act.register.as_str(), "imported");
    assert_eq!(act.value("deceased.given"), Some("Ҷамшед, писар"));
    assert!(act.id.as_str().starts_with("imported/"));
}

#[test]
fn semicolons_and_tabs_of_spreadsheets_are_understood() {
    assert_eq!(
        imported("\u{feff}type;act_no;deceased.given\r\ndeath;1;Ҷамшед\r\n")[0].value("act_no"),
        Some("1")
    );
    assert_eq!(imported("type\tact_no\ndeath\t12а\n")[0].value("act_no"), Some("12а"));
}

#[test]
fn an_empty_cell_says_nothing_and_a_mark_is_a_mark() {
    let act = &imported("type,act_no,deceased.surname,deceased.given\ndeath,,[dash],[illegible]\n")[0];
    assert!(!act.fields.contains_key("act_no"));
    assert_eq!(act.fields["deceased.surname"].mark, Mark::Dash);
    assert_eq!((act.fields["deceased.given"].mark, act.value("deceased.given")), (Mark::Illegible, None));
}

#[test]
fn a_date_as_offices_write_it_gets_its_normal_form() {
    let act = &imported("type,child.birth_date,reg_date\nbirth,07.03.1956,1956-03-09\n")[0];
    let date = &act.fields["child.birth_date"];
    assert_eq!((date.as_written.as_deref(), date.value.as_deref()), (Some("07.03.1956"), Some("1956-03-07")));
    assert_eq!(
        (act.fields["reg_date"].as_written.as_deref(), act.value("reg_date")),
        (None, Some("1956-03-09"))
    );
    assert_eq!(act.event_year(), Some(1956));
}

#[test]
fn columns_of_the_office_itself_are_kept() {
    assert_eq!(imported("type,box_on_shelf\nbirth,12\n")[0].value("box_on_shelf"), Some("12"));
}

#[test]
fn a_first_row_that_cannot_be_used_is_refused() {
    check(
        "act_no,child.given\n1,x\n",
        expect![[r#"
        acts.csv line 1: there is no column named type; add one with birth, marriage, divorce, death, paternity, adoption, name_change, deed
    "#]],
    );
    check(
        "type,act_no,act_no\n",
        expect![[r#"
        acts.csv line 1: two columns are named "act_no"; rename or remove one
    "#]],
    );
    check(
        "type,chlid.given\n",
        expect![[r#"
        acts.csv line 1: the column "chlid.given" is no field; name it after a field, as child.surname (is it "child.given"?), or remove it
    "#]],
    );
    check(
        "type,Насаб\n",
        expect![[r#"
        acts.csv line 1: the column "Насаб" is no field; name it after a field, as child.surname, or remove it
    "#]],
    );
    check(
        "",
        expect![[r#"
        acts.csv line 1: there is no column named type; add one with birth, marriage, divorce, death, paternity, adoption, name_change, deed
    "#]],
    );
}

#[test]
fn a_bad_row_is_named_by_its_line_and_the_next_is_read() {
    check(
        "id,register,type,status,act_no\n\
         a,,birth,,1\n\
         b,,baptism,,2\n\
         c,,,,3\n\
         d,../x,birth,,4\n\
         e,,birth,sure,5\n\
         f,,birth,,\"6\n7\"\n\
         g,,birth,,8,9\n\
         h,,birth,verified,10\n",
        expect![[r#"
            a
            acts.csv line 3: "baptism" is no type of act: write birth, marriage, divorce, death, paternity, adoption, name_change or deed; correct it
            acts.csv line 4: the type is missing; write birth, marriage, divorce, death, paternity, adoption, name_change, deed
            acts.csv line 5: "../x" cannot name a register: use letters, digits, - and _; correct it
            acts.csv line 6: "sure" is no status; write machine or verified
            f
            acts.csv line 9: there are 6 cells under 5 columns; put texts that hold the separator in quotation marks
            h
        "#]],
    );
}

#[test]
fn another_encoding_is_named() {
    expect![[r#"
        acts.csv line 2: this is not UTF-8; save the file as UTF-8 (in a spreadsheet: "CSV UTF-8")
        imported/af9706b98bdf960e0c7a
    "#]]
    .assert_eq(&outcome(b"type,child.given\nbirth,\xc4\xe6\nbirth,x\n"));
}
