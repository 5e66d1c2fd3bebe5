//! The class of acts and of pages. Unknown means closed, and a doubt means the stricter class. Not for who
//! asks: see `looking`.

use register::{
    access::{Access, Closure, Role},
    act::{Act, By},
    id::ScanId,
    page::Half,
    volume::{RegisterCard, RegisterKind},
};

use crate::{Archive, Result, clock};

/// Years by which an event may lie before its book begins and still be believed of a machine's reading: late
/// registrations are rare, a misread digit is not.
const YEARS_BEFORE_BOOK: i32 = 2;

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

    /// The class of a page as a whole: the strictest of its acts. A page without acts is closed at least, and
    /// sealed in a register of sealed acts.
    pub(crate) async fn class_of_page(&self, scan: &ScanId, half: Half) -> Result<Access> {
        let acts = self.catalogue().acts_on_page(scan, half).await?;
        let card = self.register(&scan.register).await?.card;
        Ok(strictest(acts.iter().map(|(_, class)| *class), &card, &self.settings().closure))
    }
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
