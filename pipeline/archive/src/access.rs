//! The class of acts and of pages. Unknown means closed, and a doubt means the stricter class. Not for who
//! asks: see `looking`.

use register::{
    access::{Access, Closure, Role},
    act::{Act, By, Doubt, Link, LinkState},
    id::{ActId, ScanId},
    page::Half,
    rules::is_of_several_registers,
    volume::{RegisterCard, RegisterKind},
};

use catalogue::State;

use crate::{Archive, Result, clock};

/// Years by which an event may lie before its book begins and still be believed of a machine's reading: late
/// registrations are rare, a misread digit is not.
const YEARS_BEFORE_BOOK: i32 = 2;

/// Until when an act is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedUntil {
    /// To the end of this year.
    pub year: i32,
    /// Years of closure for acts of its kind.
    pub years: u32,
}

/// The class of a settled act. A sealed act stays sealed.
pub(crate) fn class_of(act: &Act, card: &RegisterCard, closure: &Closure, this_year: i32) -> Access {
    let class = closure.access(act.kind, year_of(act, card), this_year);
    if act.access == Access::Sealed { Access::Sealed } else { class }
}

/// The year closure is counted from: that of the event, else the last of the book. A machine's reading outside
/// the book's years counts as the book's last year.
fn year_of(act: &Act, card: &RegisterCard) -> Option<i32> {
    let event = act.event_year();
    let Some((first, last)) = card.years else { return event };
    let by_people = act
        .kind
        .event_dates()
        .iter()
        .copied()
        .chain(["reg_date"])
        .find_map(|key| act.fields.get(key).filter(|field| field.value.is_some()))
        .is_some_and(|field| field.by == By::Verifier);
    match event {
        Some(year) if by_people || (first - YEARS_BEFORE_BOOK..=last).contains(&year) => Some(year),
        _ => Some(last),
    }
}

/// What a role may see, for filters.
pub(crate) fn visible(role: Role) -> Vec<Access> {
    [Access::Open, Access::Closed, Access::Sealed].into_iter().filter(|&class| role.may_see(class)).collect()
}

impl Archive {
    /// The class of a settled act, today.
    pub(crate) fn class_of(&self, act: &Act, card: &RegisterCard) -> Access {
        class_of(act, card, &self.settings().closure, clock::year_of(clock::now()))
    }

    /// Until when an act is closed by its year; `None` when that is not known, or it is open or sealed.
    pub fn closed_until(&self, act: &Act, card: &RegisterCard) -> Option<ClosedUntil> {
        let years = self.settings().closure.years(act.kind).filter(|_| act.access == Access::Closed)?;
        let year = year_of(act, card)?.checked_add_unsigned(years)?;
        // The class of an act is settled when it is read or decided on, so it may be older than the year.
        (year >= clock::year_of(clock::now())).then_some(ClosedUntil { year, years })
    }

    /// May the role see the image of a page? That of a withdrawn scan nobody sees.
    pub(crate) async fn may_see_page(&self, role: Role, scan: &ScanId, half: Half) -> Result<bool> {
        let facts = self.catalogue().scan(scan).await?;
        if facts.is_none_or(|scan| scan.state == State::Withdrawn) {
            return Ok(false);
        }
        Ok(role.may_see(self.class_of_page(scan, half).await?))
    }

    /// The class of a page as a whole: the strictest of its acts, those that stand no longer among them. A
    /// page without acts is closed at least, and sealed in a register of sealed acts.
    async fn class_of_page(&self, scan: &ScanId, half: Half) -> Result<Access> {
        let classes = self.catalogue().classes_on_page(scan, half).await?;
        let card = self.register(&scan.register).await?.card;
        Ok(strictest(classes.into_iter(), &card, &self.settings().closure))
    }

    /// Leaves of the acts' ties, and of their doubts that other acts gave rise to, those to acts the role may see: each
    /// tells that the other act is there, and a doubt its day.
    pub(crate) async fn keep_visible_links(&self, role: Role, acts: &mut [Act]) -> Result<()> {
        let tied = acts.iter().flat_map(|act| &act.links).map(|link| link.to.clone());
        let told = acts.iter().flat_map(|act| &act.doubts).filter_map(other);
        let targets: Vec<ActId> = tied.chain(told).collect();
        let seen = self.catalogue().visible_among(&targets, &visible(role)).await?;
        for act in acts {
            act.links.retain(|link| seen.contains(&link.to) && is_served(role, link));
            act.doubts.retain(|doubt| {
                !is_of_several_registers(doubt) || other(doubt).is_some_and(|act| seen.contains(&act))
            });
        }
        Ok(())
    }
}

/// The other act that gave rise to a doubt.
fn other(doubt: &Doubt) -> Option<ActId> {
    doubt.values.get("other").filter(|_| is_of_several_registers(doubt)).map(|id| ActId(id.clone()))
}

/// Ties that no person settled are for those who work in the archive.
fn is_served(role: Role, link: &Link) -> bool {
    !matches!(role, Role::Agency | Role::Public) || link.state == LinkState::Verified
}

/// The strictest of some classes; without any, what the register's card allows.
pub(crate) fn strictest(
    classes: impl Iterator<Item = Access>,
    card: &RegisterCard,
    closure: &Closure,
) -> Access {
    classes.max().unwrap_or_else(|| match card.kind {
        Some(RegisterKind::Of(kind)) => closure.access(kind, None, 0).max(Access::Closed),
        _ => Access::Closed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(date: &str, by: &str) -> Act {
        let text = format!(
            r#"{{"id":"a","register":"r","type":"death","fields":{{"death.date":{{"value":"{date}","by":"{by}"}}}}}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    fn check(date: &str, by: &str, years: Option<(i32, i32)>, expected: Access) {
        let card = RegisterCard { years, ..RegisterCard::bare("r".parse().unwrap()) };
        assert_eq!(class_of(&act(date, by), &card, &Closure::default(), 2026), expected, "{date} {by}");
    }

    #[test]
    fn an_old_act_is_open() {
        check("1940-02-01", "machine", Some((1940, 1940)), Access::Open);
        check("1940-02-01", "machine", None, Access::Open);
    }

    #[test]
    fn a_year_misread_by_machine_does_not_open_an_act() {
        check("1856-02-01", "machine", Some((1956, 1956)), Access::Closed);
    }

    #[test]
    fn a_year_before_the_book_opens_an_act_once_a_person_says_so() {
        check("1938-02-01", "verifier", Some((1956, 1956)), Access::Open);
    }

    #[test]
    fn an_act_without_year_takes_that_of_its_book() {
        check("", "machine", Some((1940, 1941)), Access::Open);
        check("", "machine", None, Access::Closed);
    }

    #[test]
    fn a_page_of_adoptions_without_acts_is_sealed() {
        let kind = Some(RegisterKind::Of(register::form::ActType::Adoption));
        let card = RegisterCard { kind, ..RegisterCard::bare("r".parse().unwrap()) };
        assert_eq!(strictest(std::iter::empty(), &card, &Closure::default()), Access::Sealed);
    }
}
