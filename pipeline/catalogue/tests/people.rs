//! People and sessions.

use catalogue::Person;
use register::access::Role;

use crate::workshop::on_each;

fn nigora() -> Person {
    Person { name: "nigora".into(), role: Role::Verifier, password_hash: "$argon2id$…".into() }
}

#[tokio::test]
async fn a_name_is_given_once() {
    on_each(async |catalogue| {
        assert!(catalogue.add_person(&nigora()).await.unwrap());
        assert!(!catalogue.add_person(&nigora()).await.unwrap());
        assert_eq!(catalogue.person("nigora").await.unwrap(), Some(nigora()));
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_with_its_time() {
    on_each(async |catalogue| {
        catalogue.add_person(&nigora()).await.unwrap();
        catalogue.put_session("k", "nigora", "{}", 100, 0).await.unwrap();
        assert_eq!(catalogue.session("k", 99).await.unwrap().unwrap().person, nigora());
        assert_eq!(catalogue.session("k", 100).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn another_password_ends_all_sessions() {
    on_each(async |catalogue| {
        catalogue.add_person(&nigora()).await.unwrap();
        catalogue.put_session("k", "nigora", "{}", 100, 0).await.unwrap();
        assert!(catalogue.set_password("nigora", "new").await.unwrap());
        assert_eq!(catalogue.session("k", 1).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_person_who_is_taken_out_is_signed_out() {
    on_each(async |catalogue| {
        catalogue.add_person(&nigora()).await.unwrap();
        catalogue.put_session("k", "nigora", "{}", 100, 0).await.unwrap();
        assert!(catalogue.remove_person("nigora").await.unwrap());
        assert_eq!(catalogue.session("k", 1).await.unwrap(), None);
        assert_eq!(catalogue.people().await.unwrap(), []);
        assert!(!catalogue.remove_person("nigora").await.unwrap());
    })
    .await;
}
