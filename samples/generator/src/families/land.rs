//! Offices, towns and villages under the names of their time, in both spellings. Not for finding a place
//! on a map.

use std::sync::LazyLock;

use rand::{Rng, seq::IndexedRandom};

/// A town with its villages and the office that keeps their registers.
#[derive(Debug)]
pub(crate) struct Land {
    /// Names its registers: `panjakent`.
    pub(crate) slug: &'static str,
    russian: Vec<Time>,
    tajik: Vec<Time>,
    villages: Vec<(&'static str, &'static str)>,
}

/// A name, the stem of its adjective, and the years it was used in.
#[derive(Debug)]
struct Time {
    name: &'static str,
    adjective: &'static str,
    first: i32,
    last: i32,
}

/// Where somebody lives: the town, or one of its villages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Home {
    /// Its place in [`LANDS`].
    pub(crate) land: usize,
    village: Option<usize>,
}

/// All lands, in the order they are taken.
pub(crate) static LANDS: LazyLock<Vec<Land>> =
    LazyLock::new(|| include_str!("land.tsv").lines().skip(1).filter_map(land_of_line).collect());

fn land_of_line(line: &'static str) -> Option<Land> {
    let mut cells = line.split('\t');
    Some(Land {
        slug: cells.next()?,
        russian: cells.next()?.split('|').filter_map(time).collect(),
        tajik: cells.next()?.split('|').filter_map(time).collect(),
        villages: cells.next()?.split('|').filter_map(|pair| pair.split_once(':')).collect(),
    })
}

/// `Ленинабад:Ленинабадск 1936-1991`.
fn time(text: &'static str) -> Option<Time> {
    let (names, years) = text.rsplit_once(' ')?;
    let (name, adjective) = names.split_once(':').unwrap_or((names, names));
    let (first, last) = years.split_once('-')?;
    Some(Time { name, adjective, first: first.parse().ok()?, last: last.parse().ok()? })
}

impl Land {
    fn at(&self, tajik: bool, year: i32) -> &Time {
        let names = if tajik { &self.tajik } else { &self.russian };
        names.iter().find(|t| (t.first..=t.last).contains(&year)).unwrap_or(&names[0])
    }

    /// The office, as its registers name it.
    pub(crate) fn office(&self, tajik: bool, year: i32) -> String {
        let time = self.at(tajik, year);
        match tajik {
            true => format!("Шӯъбаи САҲШ ш. {}", time.name),
            false if year < 1950 => format!("{}ое бюро ЗАГС", time.adjective),
            false => format!("{}ий горотдел ЗАГС", time.adjective),
        }
    }

    /// A name it did not have in `year`, where it had several.
    pub(crate) fn of_another_time(&self, tajik: bool, year: i32) -> Option<String> {
        let names = if tajik { &self.tajik } else { &self.russian };
        let now = self.at(tajik, year).name;
        // Two years' breath on either side: in the year of the change both names are right, the rule leaves a year after it,
        // and tables differ by one in when that was.
        let other = names.iter().find(|t| t.name != now && (year < t.first - 2 || year > t.last + 2))?;
        let known_then = names.iter().any(|t| t.name == other.name && (t.first..=t.last).contains(&year));
        (!known_then).then(|| format!("{} {}", if tajik { "ш." } else { "г." }, other.name))
    }
}

impl Home {
    /// Anywhere in a land.
    pub(crate) fn any(rng: &mut impl Rng, land: usize) -> Self {
        let villages: Vec<usize> = (0..LANDS[land].villages.len()).collect();
        Self { land, village: if rng.random_bool(0.4) { None } else { villages.choose(rng).copied() } }
    }

    /// As a register of that language and year names it; `shortened` as a clerk in a hurry does.
    pub(crate) fn named(self, tajik: bool, year: i32, shortened: bool) -> String {
        let land = &LANDS[self.land];
        let time = land.at(tajik, year);
        let Some((russian, in_tajik)) = self.village.map(|v| land.villages[v]) else {
            return format!("{} {}", if tajik { "ш." } else { "г." }, time.name);
        };
        match (tajik, shortened) {
            (true, true) => format!("д. {in_tajik}"),
            (true, false) => format!("деҳаи {in_tajik}, ноҳияи {}", time.name),
            (false, true) => format!("к. {russian}, {}ий р-н", time.adjective),
            (false, false) => format!("кишлак {russian}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_bears_the_name_of_its_time() {
        let home = Home { land: 0, village: None };
        assert_eq!(home.named(false, 1930, false), "г. Ходжент");
        assert_eq!(home.named(false, 1936, false), "г. Ленинабад");
        assert_eq!(home.named(true, 1995, false), "ш. Хуҷанд");
    }

    #[test]
    fn a_name_of_another_time_is_never_one_of_this() {
        let dushanbe = LANDS.iter().find(|l| l.slug == "dushanbe").unwrap();
        assert_eq!(dushanbe.of_another_time(false, 1970).as_deref(), Some("г. Дюшамбе"));
        assert_eq!(dushanbe.of_another_time(true, 1950).as_deref(), Some("ш. Душанбе"));
        let isfara = LANDS.iter().find(|l| l.slug == "isfara").unwrap();
        assert_eq!(isfara.of_another_time(false, 1970), None);
    }
}
