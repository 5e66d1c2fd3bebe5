//! Acts of several registers are tied when they are extracted; sealed ones never.

mod found;
mod kept;

use archive::work::Work;
use register::{
    access::Role,
    act::{Act, LinkState, Spot},
    geometry::Rect,
    id::{ActId, ScanId},
    page::Half,
};

use crate::workshop::{Workshop, viewer};

/// The only act of a register, on its first scan.
fn act(register: &str, kind: &str, mut fields: serde_json::Value) -> Act {
    let scan = ScanId { register: register.parse().unwrap(), number: 1 };
    let outline = Rect::new(10.0, 0.0, 900.0, 80.0).corners();
    let spot = Spot { scan: scan.clone(), file: "1.jpg".into(), frame: 0, half: Half::Whole, outline };
    fields["act_no"] = serde_json::json!({"value": "40", "spots": [spot]});
    let id = ActId::at(&scan, Half::Whole, 1);
    serde_json::from_value(
        serde_json::json!({"id": id, "register": register, "type": kind, "fields": fields}),
    )
    .unwrap()
}

pub(crate) fn marriage(date: &str) -> Act {
    let fields = serde_json::json!({
        "authority": "Ленинабадский горЗАГС", "reg_date": date, "marriage.date": date,
        "groom.surname": "Каримов", "groom.given": "Саид", "groom.patronymic": "Рустамович",
        "bride.surname": "Хакимова", "bride.given": "Зебо", "bride.patronymic": "Ҳакимовна",
    });
    act("marriages", "marriage", fields)
}

pub(crate) fn divorce() -> Act {
    divorce_on("1960-03-03")
}

fn divorce_on(date: &str) -> Act {
    let fields = serde_json::json!({
        "authority": "Душанбинский горЗАГС", "reg_date": date, "divorce.date": date,
        "husband.surname": "Каримов", "husband.given": "Саид", "husband.patronymic": "Рустамович",
        "wife.surname": "Каримова", "wife.given": "Зебо", "wife.patronymic": "Ҳакимовна",
    });
    act("divorces", "divorce", fields)
}

fn adoption() -> Act {
    let fields = serde_json::json!({
        "reg_date": "1960-03-03", "child.given_before": "Саид", "child.surname_before": "Каримов",
        "adopter.given": "Саид", "adopter.surname": "Каримов", "birth_ref": "№ 40 от 5.V.1955 г. Ленинабадский горЗАГС",
    });
    act("adoptions", "adoption", fields)
}

/// Reads a register that holds this act.
pub(crate) async fn read(workshop: &Workshop, act: Act) {
    let name = format!("{}.jpg", act.register);
    workshop.ingest_into(act.register.as_str(), &[(&name, act.register.as_str())], None).await;
    finish(workshop, vec![act]).await;
}

async fn finish(workshop: &Workshop, acts: Vec<Act>) {
    while let Some(work) = workshop.next().await {
        match work {
            Work::Extract(work) => {
                workshop.archive.finish_extract(&work.claim, acts.clone(), "1").await.unwrap();
            }
            other => workshop.work(other).await,
        }
    }
}

/// The ties of the only act of a register, as exported to the archivist.
pub(crate) async fn ties(workshop: &Workshop, register: &str) -> Vec<(String, String, LinkState)> {
    let acts = workshop.export(Role::Archivist).await;
    let act = acts.into_iter().find(|act| act.register.as_str() == register);
    let links = act.into_iter().flat_map(|act| act.links);
    links.map(|link| (link.kind, link.to.to_string(), link.state)).collect()
}

#[tokio::test]
async fn acts_of_two_registers_are_tied_on_both_sides_whichever_is_read_first() {
    for acts in [[marriage("1955-05-05"), divorce()], [divorce(), marriage("1955-05-05")]] {
        let workshop = Workshop::new().await;
        for act in acts {
            read(&workshop, act).await;
        }
        let suggested = |kind: &str, to: &str| vec![(kind.to_owned(), to.to_owned(), LinkState::Suggested)];
        assert_eq!(ties(&workshop, "marriages").await, suggested("divorce", "divorces/000001-w1"));
        assert_eq!(ties(&workshop, "divorces").await, suggested("marriage", "marriages/000001-w1"));
    }
}

#[tokio::test]
async fn what_two_registers_break_together_is_doubted_where_it_stands() {
    let workshop = Workshop::new().await;
    read(&workshop, divorce()).await;
    read(&workshop, marriage("1965-05-05")).await;
    let id = ActId("divorces/000001-w1".into());
    let act = workshop.archive.act(&viewer(Role::Archivist), &id).await.unwrap().unwrap().act;
    let rules: Vec<&str> = act.doubts.iter().map(|doubt| doubt.rule.as_str()).collect();
    assert_eq!(rules, ["divorce-before-marriage"]);
}

/// How many ties and doubts of the divorce a role is given.
async fn given(workshop: &Workshop, role: Role) -> (usize, usize) {
    let acts = workshop.export(role).await;
    let act = acts.into_iter().find(|act| act.register.as_str() == "divorces").unwrap();
    (act.links.len(), act.doubts.len())
}

#[tokio::test]
async fn ties_that_nobody_settled_are_not_for_agencies() {
    let workshop = Workshop::new().await;
    read(&workshop, marriage("1930-05-05")).await;
    read(&workshop, divorce_on("1940-03-03")).await;
    assert_eq!(given(&workshop, Role::Clerk).await, (1, 0));
    assert_eq!(given(&workshop, Role::Agency).await, (0, 0));
}

#[tokio::test]
async fn a_doubt_that_a_closed_act_gave_rise_to_is_not_told_of_an_open_one() {
    let workshop = Workshop::new().await;
    read(&workshop, divorce_on("1940-03-03")).await;
    read(&workshop, marriage("1965-05-05")).await;
    assert_eq!(given(&workshop, Role::Clerk).await.1, 1);
    assert_eq!(given(&workshop, Role::Agency).await, (0, 0));
}

#[tokio::test]
async fn an_adoption_is_never_tied() {
    let workshop = Workshop::new().await;
    read(&workshop, marriage("1955-05-05")).await;
    read(&workshop, adoption()).await;
    read(&workshop, divorce()).await;
    let adoption = workshop.archive.act(&viewer(Role::Archivist), &ActId("adoptions/000001-w1".into())).await;
    assert!(adoption.unwrap().is_none());
    for register in ["marriages", "divorces"] {
        assert!(ties(&workshop, register).await.iter().all(|(_, to, _)| !to.starts_with("adoptions")));
    }
}
