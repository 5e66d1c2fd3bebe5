//! Nobody sees what their role may not, and every look is written down first.

use archive::audit::Chain;
use register::{access::Role, decision::Verdict, id::ActId, page::Half};

use crate::{
    deciding::decide,
    workshop::{Workshop, scan, viewer},
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
