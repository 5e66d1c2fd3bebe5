//! Names of made-up people in both spellings: given names, family names and what is made of a father's
//! name. Not for matching names: the product's own rules must never learn from here.

use std::sync::LazyLock;

use rand::{Rng, seq::IndexedRandom};

/// One name: Tajik, Russian, and the stem of its patronymic where that is irregular.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Name {
    tajik: &'static str,
    russian: &'static str,
    patronymic: &'static str,
}

/// Whose names a family bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Stock {
    /// Tajiks, Uzbeks, Kirghiz, Tatars.
    East,
    /// Russians and Ukrainians.
    North,
}

/// What a family name ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Ending {
    /// -ов, -ова, -ев, -ева.
    Ov,
    /// -зода, the same for men and women.
    Zoda,
    /// -ӣ, the same for men and women.
    I,
}

/// A family name: of whom, and how it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Surname {
    pub(crate) stem: Name,
    pub(crate) ending: Ending,
}

static NAMES: LazyLock<Vec<(Stock, &str, Name)>> = LazyLock::new(|| {
    let rows = include_str!("names.tsv").lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let stock = if cells.next()? == "north" { Stock::North } else { Stock::East };
        let kind = cells.next()?;
        let name = Name { tajik: cells.next()?, russian: cells.next()?, patronymic: cells.next()? };
        Some((stock, kind, name))
    })
    .collect()
});

fn any(rng: &mut impl Rng, stock: Stock, kind: &str) -> Name {
    let fitting: Vec<Name> =
        NAMES.iter().filter(|(s, k, _)| *s == stock && *k == kind).map(|n| n.2).collect();
    *fitting.choose(rng).expect("the table holds names of every kind")
}

/// A given name.
pub(crate) fn given(rng: &mut impl Rng, stock: Stock, male: bool) -> Name {
    any(rng, stock, if male { "man" } else { "woman" })
}

/// A family name.
pub(crate) fn surname(rng: &mut impl Rng, stock: Stock) -> Surname {
    let kind = if stock == Stock::North { "surname" } else { "man" };
    let stem = any(rng, stock, kind);
    let ending = match rng.random_range(0..20) {
        0 | 1 if stock == Stock::East => Ending::Zoda,
        2 if stock == Stock::East && !stem.tajik.ends_with(['о', 'а', 'ӣ', 'й']) => Ending::I,
        _ => Ending::Ov,
    };
    Surname { stem, ending }
}

impl Name {
    /// As a Tajik or a Russian book spells it.
    pub(crate) fn spelled(self, tajik: bool) -> String {
        if tajik { self.tajik } else { self.russian }.to_owned()
    }

    /// The father's name as a patronymic of his son or daughter.
    pub(crate) fn patronymic(self, tajik: bool, male: bool) -> String {
        let stem = match self.patronymic {
            "" => with_ov(self.spelled(tajik)),
            stem => stem.to_owned(),
        };
        format!("{stem}{}", if male { "ич" } else { "на" })
    }
}

impl Surname {
    /// As a Tajik or a Russian book spells it, of a man or a woman.
    pub(crate) fn spelled(self, tajik: bool, male: bool) -> String {
        let stem = self.stem.spelled(tajik);
        match self.ending {
            Ending::Ov => format!("{}{}", with_ov(stem), if male { "" } else { "а" }),
            Ending::Zoda => format!("{}зода", short(&stem)),
            Ending::I => format!("{stem}{}", if tajik { "ӣ" } else { "и" }),
        }
    }
}

/// Раҳим gives Раҳимов, Мирзо Мирзоев, Алӣ Алиев, Тағой Тағоев.
fn with_ov(stem: String) -> String {
    match stem.chars().last() {
        Some('о' | 'а' | 'у' | 'ӯ') => format!("{stem}ев"),
        Some('и' | 'ӣ') => format!("{}ев", short(&stem)),
        Some('й') => format!("{}ев", stem.trim_end_matches('й')),
        _ => format!("{stem}ов"),
    }
}

/// A long ӣ is short within a word.
fn short(stem: &str) -> String {
    stem.strip_suffix('ӣ').map_or_else(|| stem.to_owned(), |head| format!("{head}и"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(tajik: &str) -> Name {
        NAMES.iter().find(|n| n.2.tajik == tajik).unwrap().2
    }

    #[test]
    fn patronymics_are_made_of_the_father_s_name() {
        let check = |name: &str, tajik: &str, russian: &str| {
            assert_eq!(named(name).patronymic(true, true), tajik);
            assert_eq!(named(name).patronymic(false, false), russian);
        };
        check("Раҳим", "Раҳимович", "Рахимовна");
        check("Мирзо", "Мирзоевич", "Мирзоевна");
        check("Шералӣ", "Шералиевич", "Шералиевна");
        check("Василий", "Васильевич", "Васильевна");
    }

    #[test]
    fn family_names_bend_by_sex_where_they_end_in_ov() {
        let of = |ending| Surname { stem: named("Раҳим"), ending };
        assert_eq!(of(Ending::Ov).spelled(true, false), "Раҳимова");
        assert_eq!(of(Ending::Zoda).spelled(true, false), "Раҳимзода");
        assert_eq!(of(Ending::I).spelled(false, true), "Рахими");
    }
}
