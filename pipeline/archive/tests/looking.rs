//! Nobody sees what their role may not, and every look is written down first.

use archive::audit::Chain;
use archive::{coverage::Coverage, ruler::RulerMark};
use register::{access::Role, act::Act, decision::Verdict, id::ActId, page::Half};

use crate::{
    deciding::decide,
    workshop::{Workshop, archivist, scan, viewer},
};

/// An open death, a closed birth on another page, and a sealed adoption beside a closed birth.
async fn workshop() -> Workshop {
    Workshop::with(&[
        ("1.jpg", "death 1912-03-07 Юсупов"),
        ("2.jpg", "birth 1956-03-07 Рахмонов"),
        ("3.jpg", "adoption 1956-03-07 Каримов\nbirth 1956-03-08 Бобоев"),
    ])
    .await
}

async fn sees(workshop: &Workshop, role: Role, id: &str) -> bool {
    workshop.archive.act(&viewer(role), &ActId(id.into())).await.unwrap().is_some()
}

async fn sees_page(workshop: &Workshop, role: Role, number: u32) -> bool {
    workshop.archive.page_image(&viewer(role), &scan(number), Half::Whole).await.unwrap().is_some()
}

#[tokio::test]
async fn closed_acts_do_not_reach_an_agency() {
    let workshop = workshop().await;
    assert!(sees(&workshop, Role::Clerk, "births/000002-w1").await);
    assert!(!sees(&workshop, Role::Agency, "births/000002-w1").await);
    assert!(sees(&workshop, Role::Agency, "births/000001-w1").await);
    assert!(workshop.search(Role::Agency, "Рахмонов").await.is_empty());
    let exported = workshop.export(Role::Agency).await;
    assert_eq!(exported.iter().map(|act| act.id.as_str()).collect::<Vec<_>>(), ["births/000001-w1"]);
}

#[tokio::test]
async fn sealed_acts_reach_nobody() {
    let workshop = workshop().await;
    for role in [Role::Archivist, Role::Verifier, Role::Clerk, Role::Agency, Role::Public] {
        assert!(!sees(&workshop, role, "births/000003-w1").await);
        assert!(workshop.search(role, "Каримов").await.is_empty(), "{role:?}");
    }
}

#[tokio::test]
async fn a_page_with_a_sealed_act_gives_no_image() {
    let workshop = workshop().await;
    assert!(!sees_page(&workshop, Role::Archivist, 3).await);
    let act =
        workshop.archive.act(&viewer(Role::Archivist), &ActId("births/000003-w2".into())).await.unwrap();
    assert_eq!(act.unwrap().pages[0].image, None);
    assert!(sees_page(&workshop, Role::Clerk, 2).await && !sees_page(&workshop, Role::Agency, 2).await);
    assert!(sees_page(&workshop, Role::Agency, 1).await);
}

#[tokio::test]
async fn a_pages_text_leaves_out_what_the_role_may_not_see() {
    let workshop = workshop().await;
    let text =
        workshop.archive.page_text(&viewer(Role::Clerk), &scan(3), Half::Whole).await.unwrap().unwrap();
    let lines: Vec<_> = text.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines, ["birth 1956-03-08 Бобоев"]);
}

#[tokio::test]
async fn a_corrected_year_opens_act_and_line_alike() {
    let workshop = workshop().await;
    decide(&workshop, "births/000002-w1", "child.birth_date", Verdict::Corrected, Some("1906-03-07")).await;
    assert!(sees(&workshop, Role::Agency, "births/000002-w1").await);
    assert!(workshop.search(Role::Agency, "Рахмонов").await.contains(&"births/000002-w1".to_owned()));
    assert!(sees_page(&workshop, Role::Agency, 2).await);
}

#[tokio::test]
async fn neighbours_pass_over_what_the_role_may_not_see() {
    let workshop = workshop().await;
    let act =
        workshop.archive.act(&viewer(Role::Clerk), &ActId("births/000002-w1".into())).await.unwrap().unwrap();
    assert_eq!(act.previous, Some(ActId("births/000001-w1".into())));
    assert_eq!(act.next, Some(ActId("births/000003-w2".into())));
}

#[tokio::test]
async fn every_look_is_written_down() {
    let workshop = workshop().await;
    sees(&workshop, Role::Clerk, "births/000002-w1").await;
    sees_page(&workshop, Role::Clerk, 2).await;
    workshop.search(Role::Clerk, "Рахмонов").await;
    workshop.export(Role::Clerk).await;
    let (entries, chain) = workshop.archive.audit(None).await.unwrap();
    let actions: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["act", "page image", "search", "export"]);
    assert!(entries.iter().all(|entry| entry.person == "the clerk" && entry.role == "clerk"));
    assert_eq!(chain, Chain::Whole { entries: 4 });
}

/// What was written down since entry `from`, as `action subject`.
async fn written(workshop: &Workshop, from: usize) -> Vec<String> {
    let (all, _) = workshop.archive.audit(None).await.unwrap();
    all[from..].iter().map(|entry| format!("{} {}", entry.action, entry.subject)).collect()
}

async fn entries(workshop: &Workshop) -> usize {
    workshop.archive.audit(None).await.unwrap().0.len()
}

#[tokio::test]
async fn a_picture_for_an_act_is_written_down_once() {
    let workshop = workshop().await;
    let (clerk, id) = (viewer(Role::Clerk), ActId("births/000002-w1".into()));
    let before = entries(&workshop).await;
    assert!(workshop.archive.snippet(&clerk, &id, "child.surname").await.unwrap().is_some());
    let page = workshop.archive.act_page_image(&clerk, &id, &scan(2), Half::Whole).await.unwrap();
    assert_eq!(page.unwrap().text.lines.len(), 1);
    let expected =
        ["snippet births/000002-w1 child.surname", "page image births/000002-w of births/000002-w1"];
    assert_eq!(written(&workshop, before).await, expected);
}

#[tokio::test]
async fn a_picture_for_an_act_follows_the_rules_of_the_act_and_its_page() {
    let workshop = workshop().await;
    let shown = async |role: Role, id: &str, number: u32| {
        let id = ActId(id.into());
        let snippet = workshop.archive.snippet(&viewer(role), &id, "child.surname").await.unwrap();
        let page = workshop.archive.act_page_image(&viewer(role), &id, &scan(number), Half::Whole).await;
        (snippet.is_some(), page.unwrap().is_some())
    };
    assert_eq!(shown(Role::Clerk, "births/000002-w1", 2).await, (true, true));
    assert_eq!(shown(Role::Agency, "births/000002-w1", 2).await, (false, false));
    // Another act's page, and a page with a sealed act.
    assert_eq!(shown(Role::Clerk, "births/000002-w1", 1).await, (true, false));
    assert_eq!(shown(Role::Clerk, "births/000003-w2", 3).await, (false, false));
}

#[tokio::test]
async fn a_page_read_for_one_act_leaves_out_the_lines_of_others() {
    let workshop = Workshop::with(&[("1.jpg", "birth 1956-03-07 Рахмонов\nbirth 1956-03-08 Бобоев")]).await;
    let id = ActId("births/000001-w2".into());
    let read =
        workshop.archive.act_page_text(&viewer(Role::Clerk), &id, &scan(1), Half::Whole).await.unwrap();
    let (text, pages) = read.unwrap();
    let lines: Vec<_> = text.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!((lines, pages), (vec!["birth 1956-03-08 Бобоев"], vec![(scan(1), Half::Whole)]));
}

#[tokio::test]
async fn a_withdrawn_scan_shows_no_image() {
    let workshop = workshop().await;
    workshop.archive.withdraw(&archivist(), &[scan(2)], Some("out of focus"), None).await.unwrap();
    assert!(!sees_page(&workshop, Role::Archivist, 2).await);
    assert!(workshop.archive.thumbnail(&archivist(), &scan(2)).await.unwrap().is_none());
    assert!(sees_page(&workshop, Role::Archivist, 1).await);
}

/// Three imported acts: the first names the sealed second, the closed third, and one that is not here.
async fn tied() -> Workshop {
    let workshop = Workshop::new().await;
    let act = |id: &str, kind: &str, links: &[&str]| -> Act {
        let links: Vec<_> = links
            .iter()
            .map(|to| serde_json::json!({"to": to, "kind": "parents", "state": "asserted"}))
            .collect();
        let date = if kind == "death" { "1912-01-01" } else { "1956-01-01" };
        let fields = serde_json::json!({"death.date": date, "act_no": id});
        let json = serde_json::json!({"id": id, "register": "imported", "type": kind, "fields": fields, "links": links});
        serde_json::from_value(json).unwrap()
    };
    let acts = [act("1", "death", &["2", "3", "nowhere"]), act("2", "adoption", &[]), act("3", "birth", &[])];
    workshop.archive.import(&archivist(), acts.into_iter()).await.unwrap();
    workshop
}

#[tokio::test]
async fn ties_to_acts_the_role_may_not_see_are_left_out() {
    let workshop = tied().await;
    let ties = |act: &Act| act.links.iter().map(|link| link.to.0.clone()).collect::<Vec<_>>();
    for (role, expected) in [(Role::Archivist, vec!["3"]), (Role::Agency, vec![])] {
        let view = workshop.archive.act(&viewer(role), &ActId("1".into())).await.unwrap().unwrap();
        assert_eq!(ties(&view.act), expected, "{role:?}");
        assert_eq!(ties(&view.machine), expected, "{role:?}");
        assert_eq!(ties(&workshop.export(role).await[0]), expected, "exported for {role:?}");
    }
}

#[tokio::test]
async fn the_ruler_passes_over_a_sealed_act_and_calls_it_no_gap() {
    let workshop = tied().await;
    let view = workshop.archive.act(&archivist(), &ActId("1".into())).await.unwrap().unwrap();
    let mark = |id: &str| RulerMark::Act { id: ActId(id.into()), number: Some(id.into()), verified: false };
    assert_eq!(view.ruler, [mark("1"), mark("3")]);
}

#[tokio::test]
async fn a_search_counts_only_what_its_viewer_may_see() {
    let workshop = workshop().await;
    let coverage = async |role: Role| workshop.archive.coverage(&viewer(role)).await.unwrap();
    let expected = Coverage { registers: 1, scans: 3, read: 3, acts: 3, verified: 0, years: None };
    assert_eq!(coverage(Role::Clerk).await, expected);
    assert_eq!(coverage(Role::Agency).await, Coverage { acts: 1, ..expected });
}

#[tokio::test]
async fn closure_is_told_by_the_year_the_class_was_made_from() {
    let workshop = workshop().await;
    let act = async |id: &str| workshop.archive.act(&archivist(), &ActId(id.into())).await.unwrap().unwrap();
    let (birth, death) = (act("births/000002-w1").await, act("births/000001-w1").await);
    let closed = workshop.archive.closed_until(&birth.act, &birth.card).unwrap();
    assert_eq!((closed.year, closed.years), (2056, 100));
    assert_eq!(workshop.archive.closed_until(&death.act, &death.card), None);
    // A year misread by the machine counts as the last of the book.
    let mut card = birth.card.clone();
    card.years = Some((1960, 1961));
    assert_eq!(workshop.archive.closed_until(&birth.act, &card).unwrap().year, 2061);
}

#[tokio::test]
async fn after_a_decision_the_act_is_looked_at_without_another_entry() {
    let workshop = workshop().await;
    let before = entries(&workshop).await;
    let decided = decide(&workshop, "births/000002-w1", "child.surname", Verdict::Dash, None).await;
    let view = workshop.archive.act_decided(&viewer(Role::Verifier), &decided).await.unwrap().unwrap();
    assert_eq!(view.revision, 1);
    let expected = ["act births/000002-w1", "decide births/000002-w1 child.surname"];
    assert_eq!(written(&workshop, before).await, expected);
}
