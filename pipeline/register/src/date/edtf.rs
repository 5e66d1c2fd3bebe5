//! The form dates are kept in: ISO 8601-2 level 1, with level 2 sets of alternatives. Not for reading what registers
//! write.

use super::{Dated, calendar, calendar::PLAUSIBLE_YEARS, reckoning::Calendar};

/// Is it in normal form already? What people and other archives give is kept.
pub(super) fn is_edtf(text: &str) -> bool {
    if let Some(set) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        return set.contains([',', '.']) && set.split(',').all(is_of_set);
    }
    if let Some((from, to)) = text.split_once('/') {
        let open = |side: &str| side == "..";
        let qualified = |side: &str| open(side) || is_qualified(side);
        return qualified(from) && qualified(to) && !(open(from) && open(to));
    }
    is_qualified(text)
}

fn is_of_set(member: &str) -> bool {
    match member.split_once("..") {
        Some((from, to)) => is_one_date(from) && is_one_date(to),
        None => is_qualified(member),
    }
}

fn is_qualified(text: &str) -> bool {
    is_one_date(text.strip_suffix(['~', '?', '%']).unwrap_or(text))
}

fn is_one_date(date: &str) -> bool {
    let parts: Vec<&str> = date.split('-').collect();
    let number =
        |s: &str, low: u32, high: u32| s.len() == 2 && s.parse().is_ok_and(|n: u32| n >= low && n <= high);
    let year = |s: &str| {
        let unknown = s.trim_end_matches('X').len();
        s.len() == 4 && unknown >= 2 && s[..unknown].bytes().all(|b| b.is_ascii_digit())
    };
    match parts.as_slice() {
        [y] => year(y) && y.parse().map_or(true, |y| PLAUSIBLE_YEARS.contains(&y)),
        [y, "XX"] => year(y),
        [y, m] => year(y) && number(m, 1, 12),
        [y, "XX", "XX"] => year(y),
        [y, m, "XX"] => year(y) && number(m, 1, 12),
        [y, m, d] => match (y.parse(), m.parse(), d.parse()) {
            (Ok(y), Ok(m), Ok(d)) => year(parts[0]) && number(parts[1], 1, 12) && calendar::exists(y, m, d),
            _ => false,
        },
        _ => false,
    }
}

/// A date with `~`, `?` or `%` on all it names. A month so qualified needs no day left open.
pub(super) fn qualified(dated: Dated, sign: &str) -> Dated {
    if sign.is_empty() {
        return dated;
    }
    let one = |date: &str| match date {
        ".." => date.to_owned(),
        _ => format!("{}{sign}", date.strip_suffix("-XX").unwrap_or(date)),
    };
    let all = |edtf: &str| match edtf.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        Some(set) => format!("[{}]", set.split(',').map(&one).collect::<Vec<_>>().join(",")),
        None => edtf.split('/').map(&one).collect::<Vec<_>>().join("/"),
    };
    Dated { edtf: all(&dated.edtf), own: all(&dated.own), calendar: dated.calendar }
}

/// From the first to the second; `None` leaves a side open.
pub(super) fn interval(from: Option<Dated>, to: Option<Dated>) -> Option<Dated> {
    let first = |d: &Dated| side(&d.edtf, false);
    let last = |d: &Dated| side(&d.edtf, true);
    let own = |d: &Option<Dated>| d.as_ref().map_or_else(open, |d| without_day(&d.own).to_owned());
    let edtf = |d: &Option<Dated>, of: &dyn Fn(&Dated) -> String| d.as_ref().map_or_else(open, of);
    let (begins, ends) = (edtf(&from, &first), edtf(&to, &last));
    let in_order = from.is_none() || to.is_none() || begins <= ends;
    let calendar = from.iter().chain(&to).map(|d| d.calendar).find(|c| *c != Calendar::Gregorian);
    in_order.then(|| Dated {
        edtf: format!("{begins}/{ends}"),
        own: format!("{}/{}", own(&from), own(&to)),
        calendar: calendar.unwrap_or_default(),
    })
}

fn open() -> String {
    "..".to_owned()
}

fn without_day(date: &str) -> &str {
    date.strip_suffix("-XX").unwrap_or(date)
}

/// The first or last day (or month, year) of what may be an interval itself.
fn side(edtf: &str, last: bool) -> String {
    let side = match edtf.split_once('/') {
        Some((_, to)) if last => to,
        Some((from, _)) => from,
        None => edtf,
    };
    without_day(side).to_owned()
}

/// One of these.
pub(super) fn one_of(dates: &[Dated]) -> Dated {
    let set = |of: &dyn Fn(&Dated) -> String| dates.iter().map(of).collect::<Vec<_>>().join(",");
    let member = |d: &Dated| without_day(&d.edtf).replace('/', "..");
    let calendar = dates.iter().map(|d| d.calendar).find(|c| *c != Calendar::Gregorian);
    Dated {
        edtf: format!("[{}]", set(&member)),
        own: format!("[{}]", set(&|d| without_day(&d.own).to_owned())),
        calendar: calendar.unwrap_or_default(),
    }
}
