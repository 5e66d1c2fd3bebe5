//! People come, get new passwords and leave; each is written down.

use archive::Trouble;
use register::access::Role;

use crate::workshop::{Workshop, archivist, viewer};

#[tokio::test]
async fn who_may_sign_in_is_looked_after_and_written_down() {
    let Workshop { archive, folder: _folder } = Workshop::new().await;
    archive.add_person(&archivist(), "nigora", Role::Verifier, "a hash").await.unwrap();
    archive.put_session("k", "nigora", "", i64::MAX).await.unwrap();
    archive.set_password(&archivist(), "nigora", "another").await.unwrap();
    assert!(archive.session("k").await.unwrap().is_none());
    assert_eq!(archive.people(&archivist()).await.unwrap()[0].password_hash, "another");
    archive.remove_person(&archivist(), "nigora").await.unwrap();
    assert!(archive.person("nigora").await.unwrap().is_none());
    let (entries, _) = archive.audit(None).await.unwrap();
    let written: Vec<_> =
        entries.iter().map(|entry| (entry.action.as_str(), entry.subject.as_str())).collect();
    let expected = [
        ("add person", "nigora verifier"),
        ("set password", "nigora"),
        ("list people", ""),
        ("remove person", "nigora"),
    ];
    assert_eq!(written, expected);
}

#[tokio::test]
async fn nothing_is_written_down_of_what_was_not_done() {
    let Workshop { archive, folder: _folder } = Workshop::new().await;
    archive.add_person(&archivist(), "nigora", Role::Verifier, "a hash").await.unwrap();
    let refused = [
        archive.add_person(&archivist(), "nigora", Role::Clerk, "a hash").await,
        archive.set_password(&archivist(), "nobody", "a hash").await,
        archive.remove_person(&archivist(), "nobody").await,
        archive.remove_person(&viewer(Role::Verifier), "nigora").await,
    ];
    assert!(refused.into_iter().all(|done| done.unwrap_err().kind() == Trouble::Setting));
    assert_eq!(archive.audit(None).await.unwrap().0.len(), 1);
}
