//! Cards of registers as files say them. Not for what stands in a register.

use super::*;

#[test]
fn a_card_needs_only_an_id() {
    assert_eq!(RegisterCard::from_toml("id = 'b1'").unwrap(), RegisterCard::bare("b1".parse().unwrap()));
}

#[test]
fn a_full_card_is_read() {
    let card = RegisterCard::from_toml(
        "id = 'b1'\ntype = 'birth'\nform = 'birth'\nlanguages = ['tgk','rus']\nyears = [1956, 1957]\nreference = {fond = '214'}",
    )
    .unwrap();
    assert_eq!(card.kind, Some(RegisterKind::Of(ActType::Birth)));
    assert_eq!(card.years, Some((1956, 1957)));
}

#[test]
fn a_mixed_register_is_read() {
    let card = RegisterCard::from_toml("id = 'b1'\ntype = 'mixed'").unwrap();
    assert_eq!(card.kind, Some(RegisterKind::Mixed));
}

fn check_refused(text: &str, why: &str) {
    let error = RegisterCard::from_toml(text).unwrap_err().to_string();
    assert!(error.contains(why), "{error}");
}

#[test]
fn a_form_nobody_knows_is_told_and_not_refused() {
    let card = |form: &str| RegisterCard::from_toml(&format!("id = 'b1'\nform = '{form}'")).unwrap();
    assert_eq!(card("birth").unknown_form(&Forms::default()), None);
    let told = card("nix").unknown_form(&Forms::default()).unwrap().to_string();
    assert!(told.starts_with("there is no form \"nix\"; the nearest is"), "{told}");
}

#[test]
fn a_form_tells_the_kind_where_no_type_does() {
    let kind = |text: &str| RegisterCard::from_toml(&format!("id = 'b1'\n{text}")).unwrap().kind;
    assert_eq!(kind("form = 'death'"), Some(RegisterKind::Of(ActType::Death)));
    assert_eq!(kind("form = 'death'\ntype = 'mixed'"), Some(RegisterKind::Mixed));
    assert_eq!(kind("form = 'birth-1924'"), None);
}

#[test]
fn a_form_of_the_archive_tells_the_kind_too() {
    let form = crate::form::Form::from_toml("id = 'ours'\ntitle = ''\ntype = 'adoption'\nshape = 'sheet'");
    let forms = Forms::with([form.unwrap()]);
    let kind = |text: &str| {
        let card = RegisterCard::from_toml(&format!("id = 'b1'\nform = 'ours'\n{text}")).unwrap();
        card.with_kind_of(&forms).kind
    };
    assert_eq!(kind(""), Some(RegisterKind::Of(ActType::Adoption)));
    assert_eq!(kind("type = 'birth'"), Some(RegisterKind::Of(ActType::Birth)));
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    check_refused("id = 'b1'\ntype = 'brith'", "no type \"brith\"; write mixed, birth");
    check_refused("id = 'b1'\nyears = [1960, 1950]", "years runs backwards");
    check_refused("id = 'b1'\nacts = [9, 1]", "acts runs backwards");
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_the_nearest_key() {
    let error = RegisterCard::from_toml("id = 'b1'\nlanguage = ['tgk']").unwrap_err();
    assert_eq!(error.to_string(), "line 2: unknown key \"language\"; did you mean \"languages\"?");
}
