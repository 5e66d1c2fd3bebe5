//! Labels that forms print. Not for columns.

use super::*;

const LEDGER: &str = "id = 'divorces-paris'\ntitle = 'Divorces'\ntype = 'divorce'\nshape = 'ledger'\n";

#[test]
fn a_form_is_written_as_it_was_read() {
    let text = format!(
        "{LEDGER}begins = 'act_no'\n[[field]]\nkey = 'court'\nkind = 'place'\nlabel = 'Court'\n\
         [[column]]\nlabels = ['No']\nfield = 'act_no'\nplace = [0.0, 0.1]\n\
         [[column]]\nfield = 'court'\npage = 'left'\n[[column]]\nfield = 'wife.full_name'\n"
    );
    let form = Form::from_toml(&text).unwrap();
    assert_eq!(Form::from_toml(&form.to_toml().unwrap()).unwrap(), form);
    assert_eq!((form.kind_of("court"), form.kind_of("act_no")), (FieldKind::Place, FieldKind::Number));
}

#[test]
fn a_form_without_columns_lists_what_it_asks() {
    let form = Form::from_toml(&format!("{LEDGER}fields = ['act_no', 'wife.full_name']\n")).unwrap();
    assert!(!form.has_columns());
    assert_eq!(form.keys().collect::<Vec<_>>(), ["act_no", "wife.full_name"]);
    assert_eq!(Form::from_toml(&form.to_toml().unwrap()).unwrap(), form);
}

#[test]
fn a_column_may_fill_whole_names_and_own_fields() {
    let own = "fields = ['act_no']\n[[field]]\nkey = 'court'\nkind = 'place'\nlabel = 'Court'\n";
    let keys = Form::from_toml(&format!("{LEDGER}{own}")).unwrap().may_fill();
    let has = |key: &str| keys.iter().any(|k| k == key);
    assert!(has("wife.full_name") && has("wife.surname") && has("court") && !has("child.full_name"));
    assert_eq!(keys.iter().filter(|k| k.as_str() == "wife.full_name").count(), 1);
}
