//! Acts found by what they share: two ties away, after a person put a name right, among many of one name. Not for what becomes
//! of ties later.

use archive::deciding::Draft;
use register::{
    access::Role,
    act::{Act, Field, LinkState},
    decision::Verdict,
    id::ActId,
};

use super::{act, divorce, marriage, read, ties};
use crate::workshop::{Workshop, viewer};

/// A death of the bride, found by names that only the marriage shares with it.
fn death_of_the_bride(date: &str) -> Act {
    let fields = serde_json::json!({
        "authority": "Душанбинский горЗАГС", "reg_date": date, "death.date": date,
        "deceased.surname": "Хакимова", "deceased.given": "Зебо", "deceased.patronymic": "Ҳакимовна",
    });
    act("deaths", "death", fields)
}

/// The groom of the marriage marries again.
fn second_marriage(date: &str) -> Act {
    let fields = serde_json::json!({
        "authority": "Душанбинский горЗАГС", "reg_date": date, "marriage.date": date,
        "groom.surname": "Каримов", "groom.given": "Саид", "groom.patronymic": "Рустамович",
        "groom.birth_date": "1930-01-02",
        "bride.surname": "Назарова", "bride.given": "Лола", "bride.patronymic": "Юсуфовна",
    });
    act("second", "marriage", fields)
}

fn first_marriage(date: &str) -> Act {
    let mut act = marriage(date);
    act.fields.insert("groom.birth_date".into(), Field::plain("1930-01-02"));
    act.fields.insert("bride.birth_date".into(), Field::plain("1932-05-06"));
    act
}

pub(super) async fn doubts(workshop: &Workshop, register: &str) -> Vec<String> {
    let acts = workshop.export(Role::Archivist).await;
    let act = acts.into_iter().find(|act| act.register.as_str() == register).unwrap();
    act.doubts.into_iter().map(|doubt| doubt.rule).collect()
}

#[tokio::test]
async fn what_breaks_a_rule_two_ties_away_is_found_whichever_is_read_last() {
    let acts = || {
        let mut death = death_of_the_bride("1960-03-03");
        death.fields.insert("deceased.birth_date".into(), Field::plain("1932-05-06"));
        [first_marriage("1955-05-05"), second_marriage("1957-05-05"), death]
    };
    for last in 0..3 {
        let workshop = Workshop::new().await;
        let mut acts = acts().to_vec();
        acts.rotate_left(last + 1);
        for act in acts {
            read(&workshop, act).await;
        }
        assert_eq!(doubts(&workshop, "second").await, ["remarried-before-end"], "{last}");
    }
}

#[tokio::test]
async fn an_act_is_found_by_what_a_person_put_right_in_it() {
    let workshop = Workshop::new().await;
    let mut misread = marriage("1955-05-05");
    misread.fields.insert("groom.given".into(), Field::plain("Шерали"));
    let id = misread.id.clone();
    read(&workshop, misread).await;
    let draft = Draft {
        act: id,
        field: "groom.given".into(),
        verdict: Verdict::Corrected,
        value: Some("Саид".into()),
        revision: 0,
        nonce: None,
    };
    workshop.archive.decide(&viewer(Role::Archivist), draft).await.unwrap();
    read(&workshop, divorce()).await;
    assert_eq!(ties(&workshop, "divorces").await.len(), 1);
}

#[tokio::test]
async fn a_note_is_followed_however_many_share_the_names() {
    let workshop = Workshop::new().await;
    let namesakes = (0..60).map(|n| {
        let mut act = marriage(&format!("19{:02}-05-05", n % 60 + 10));
        act.id = ActId(format!("imported/{n}"));
        act.register = "imported".parse().unwrap();
        act.fields.insert("act_no".into(), Field::plain(n.to_string()));
        act
    });
    let acts: Vec<Act> = namesakes.collect();
    workshop.archive.import(&viewer(Role::Archivist), acts.into_iter()).await.unwrap();
    let mut noted = divorce();
    let reference = "№ 45 от 5.V.1955 г. Ленинабадский горЗАГС";
    noted.fields.insert("marriage_ref".into(), Field::plain(reference));
    read(&workshop, noted).await;
    let asserted = ("marriage".to_owned(), "imported/45".to_owned(), LinkState::Asserted);
    assert_eq!(ties(&workshop, "divorces").await, [asserted]);
}
