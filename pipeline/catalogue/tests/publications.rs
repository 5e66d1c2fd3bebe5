//! Generations count up, and only on what a draft was made from.

use catalogue::{Catalogue, Draft};
use register::publication::PartRef;

use crate::workshop::{act, on_each, register, with_acts};

fn draft(name: &str, base: Option<u64>) -> Draft {
    let part = PartRef { sha256: name.to_owned(), count: 1 };
    Draft { pages: vec![(0, part)], totals: base.is_none().then_some((0, 1)), base, ..Draft::default() }
}

/// The name of the texts that stand published after this draft; `None` when it was refused.
async fn published(catalogue: &Catalogue, revision: i64, draft: &Draft) -> Option<String> {
    let made = catalogue.publish(&register(), revision, draft).await.unwrap()?;
    Some(made.manifest.pages[0].sha256.clone())
}

#[tokio::test]
async fn texts_made_from_an_older_publication_are_refused() {
    on_each(async |catalogue| {
        let revision = with_acts(&catalogue, &[act("a", 0)]).await;
        assert_eq!(published(&catalogue, revision, &draft("old", None)).await.as_deref(), Some("old"));
        assert_eq!(published(&catalogue, revision, &draft("new", None)).await.as_deref(), Some("new"));
        assert_eq!(published(&catalogue, revision, &draft("from old", Some(1))).await, None);
        let from_new = published(&catalogue, revision, &draft("from new", Some(2))).await;
        assert_eq!(from_new.as_deref(), Some("from new"));
    })
    .await;
}
