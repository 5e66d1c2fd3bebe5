//! What of acts and pages some classes leave, and what stands beside what.

use catalogue::{ActFacts, Catalogue, PageFacts, PageOf, Stage, Written};
use register::{
    access::Access,
    act::Status,
    geometry::{Placement, Rect},
    id::ActId,
    page::Half,
};

use crate::workshop::{act, changed, living, next, on_each, scan, with_acts, with_scans};

const STAFF: [Access; 2] = [Access::Open, Access::Closed];

fn classed(id: &str, place: u64, access: Access) -> ActFacts {
    ActFacts { access, ..act(id, place) }
}

async fn three_classes(catalogue: &Catalogue) {
    let verified = ActFacts { status: Status::Verified, ..classed("open", 0, Access::Open) };
    let lost = ActFacts { standing: false, ..classed("lost", 3, Access::Open) };
    let acts = [verified, classed("closed", 1, Access::Closed), classed("sealed", 2, Access::Sealed), lost];
    with_acts(catalogue, &acts).await;
}

#[tokio::test]
async fn of_some_acts_only_those_are_named_that_stand_and_may_be_seen() {
    on_each(async |catalogue| {
        three_classes(&catalogue).await;
        let ids = ["open", "closed", "sealed", "lost", "nowhere"].map(|id| ActId(id.into()));
        let among = async |visible: &[Access]| catalogue.visible_among(&ids, visible).await.unwrap();
        assert_eq!(among(&STAFF).await, [ActId("closed".into()), ActId("open".into())].into());
        assert_eq!(among(&[Access::Open]).await, [ActId("open".into())].into());
    })
    .await;
}

#[tokio::test]
async fn counts_leave_out_what_may_not_be_seen() {
    on_each(async |catalogue| {
        three_classes(&catalogue).await;
        assert_eq!(catalogue.visible_acts(&STAFF).await.unwrap(), (1, 1));
        assert_eq!(catalogue.visible_acts(&[Access::Open]).await.unwrap(), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn an_act_that_stands_no_longer_still_classes_its_page() {
    on_each(async |catalogue| {
        let page = PageOf { scan: scan(1), half: Half::Left, bounds: Rect::new(0.0, 0.0, 9.0, 9.0) };
        let on_page = |act: ActFacts| ActFacts { pages: vec![page.clone()], imported: false, ..act };
        let lost = ActFacts { standing: false, ..classed("lost", 1, Access::Sealed) };
        with_acts(&catalogue, &[on_page(classed("a", 0, Access::Closed)), on_page(lost)]).await;
        let mut classes = catalogue.classes_on_page(&scan(1), Half::Left).await.unwrap();
        classes.sort();
        assert_eq!(classes, [Access::Closed, Access::Sealed]);
        assert_eq!(catalogue.classes_on_page(&scan(1), Half::Right).await.unwrap(), []);
    })
    .await;
}

/// Reads everything: every scan is a spread.
async fn read_spreads(catalogue: &Catalogue) {
    let page = |half| PageFacts { half, placement: Placement::whole(10, 10), image: None };
    let pages = [page(Half::Left), page(Half::Right)];
    for _ in 0..20 {
        let Some(granted) = next(catalogue, &living(), 100).await else { return };
        let done = match granted.stage {
            Stage::Prepare => catalogue.finish_prepare(&granted.claim, &pages, "1").await,
            Stage::Agree => catalogue.finish_agree(&granted.claim, "agreed", "1").await,
            Stage::Recognize => catalogue.finish_recognize(&granted.claim, "1", 100).await,
            Stage::Extract => catalogue.finish_extract(&granted.claim, &[changed(0, &[])], "1").await,
        };
        assert_eq!(done.unwrap(), Written::Done);
    }
}

#[tokio::test]
async fn pages_are_turned_half_by_half_past_withdrawn_scans() {
    on_each(async |catalogue| {
        with_scans(&catalogue, 3).await;
        read_spreads(&catalogue).await;
        catalogue.withdraw(&scan(2), None, None).await.unwrap();
        let beside = async |number, half| catalogue.pages_beside(&scan(number), half).await.unwrap();
        assert_eq!(beside(1, Half::Left).await, (None, Some((scan(1), Half::Right))));
        assert_eq!(beside(1, Half::Right).await, (Some((scan(1), Half::Left)), Some((scan(3), Half::Left))));
        assert_eq!(beside(3, Half::Right).await, (Some((scan(3), Half::Left)), None));
    })
    .await;
}
