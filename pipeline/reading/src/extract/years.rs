//! The years of a book whose card names none, from its own dates. Not for reading a date: `register::date` does.

use register::{act::Act, date};

/// Share of a book's dates that must lie in a year or beside it; a year with fewer was misread.
const BORNE_OUT: f64 = 0.1;

/// The first and last year in which these acts were registered; only years that are written in full count.
pub(super) fn of_registration(acts: &[Act]) -> Option<(i32, i32)> {
    let whole = acts.iter().filter_map(|act| {
        let field = act.fields.get("reg_date")?;
        let year = date::year_of(field.value.as_deref()?)?;
        field.as_written.as_deref()?.contains(&year.to_string()).then_some(year)
    });
    let years: Vec<i32> = whole.collect();
    let borne_out = |year: i32| {
        let near = years.iter().filter(|y| (*y - year).abs() <= 1).count();
        near as f64 >= BORNE_OUT * years.len() as f64
    };
    let book = || years.iter().copied().filter(|&y| borne_out(y));
    Some((book().min()?, book().max()?))
}

#[cfg(test)]
mod tests {
    use register::act::Field;

    use super::{super::evidence::tests::act, *};

    /// The years of a book of acts with these dates of registration.
    fn check(written: &[&str], expected: Option<(i32, i32)>) {
        let acts: Vec<Act> = written
            .iter()
            .map(|written| {
                let mut act = act(&[]);
                let (value, as_written) = (date::to_edtf(written, None), Some((*written).to_owned()));
                act.fields.insert("reg_date".to_owned(), Field { as_written, value, ..Field::default() });
                act
            })
            .collect();
        assert_eq!(of_registration(&acts), expected);
    }

    #[test]
    fn a_book_is_of_the_years_of_its_registrations() {
        check(&["7.III.1956", "9.III.1956", "2.I.1957"], Some((1956, 1957)));
    }

    #[test]
    fn a_year_few_dates_bear_out_was_misread() {
        let mut written = vec!["7.III.1956"; 20];
        written.push("7.III.1986");
        check(&written, Some((1956, 1956)));
    }

    #[test]
    fn a_book_without_years_in_full_has_none() {
        check(&["7.III.56", "9.III.56"], None);
        check(&[], None);
    }
}
