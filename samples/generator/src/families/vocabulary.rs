//! What clerks write besides names, dates and places: ethnicities, occupations, causes of death, family
//! status, in both languages. Not for spelling people: see `names`.

use super::person::MaritalStatus;

/// Man, woman, shortened man, shortened woman in Russian; Tajik; shortened Tajik (nothing: never).
type Ethnicity = [&'static str; 6];

/// In the order of `lives::people`; the last two are of the northern stock.
const ETHNICITIES: [Ethnicity; 6] = [
    ["таджик", "таджичка", "тадж.", "тадж-ка", "тоҷик", "тоҷ."],
    ["узбек", "узбечка", "узб.", "узб-чка", "ӯзбек", "ӯзб."],
    ["киргиз", "киргизка", "кирг.", "кирг-ка", "қирғиз", "қирғ."],
    ["татарин", "татарка", "тат.", "тат-ка", "тотор", "тот."],
    ["русский", "русская", "рус.", "русск-ая", "рус", ""],
    ["украинец", "украинка", "укр.", "укр-ка", "украин", "украин"],
];

/// Man and woman in Russian, Tajik; before the collective farms, and after.
const WORKS: [[&str; 6]; 12] = [
    ["дехканин", "домохозяйка", "деҳқон", "колхозник", "колхозница", "колхозчӣ"],
    ["батрак", "батрачка", "мардикор", "рабочий", "рабочая", "коргар"],
    ["рабочий", "работница", "коргар", "слесарь", "ткачиха", "бофанда"],
    ["кустарь", "домохозяйка", "ҳунарманд", "шофёр автобазы", "швея", "дӯзанда"],
    ["служащий", "служащая", "хизматчӣ", "служащий", "служащая", "хизматчӣ"],
    ["середняк", "домохозяйка", "миёнаҳол", "чабан", "доярка", "говҷӯш"],
    ["учитель", "учительница", "муаллим", "учитель", "учительница", "омӯзгор"],
    ["торговец", "домохозяйка", "савдогар", "продавец", "продавец", "фурӯшанда"],
    ["красноармеец", "санитарка", "аскари сурх", "военнослужащий", "медсестра", "ҳамшираи шафқат"],
    ["плотник", "домохозяйка", "дуредгар", "плотник", "домохозяйка", "соҳибхоназан"],
    ["пастух", "домохозяйка", "чӯпон", "бухгалтер", "бухгалтер", "муҳосиб"],
    ["дехканин", "дехканка", "деҳқон", "тракторист", "звеньевая", "механизатор"],
];
/// The first year in which acts tell of collective farms (they were founded in 1929-1933).
const COLLECTIVE: i32 = 1934;

const CAUSES: [(&str, &str); 8] = [
    ("старость", "пирӣ"),
    ("воспаление лёгких", "илтиҳоби шуш"),
    ("порок сердца", "касалии дил"),
    ("несчастный случай", "ҳодисаи нохуш"),
    ("туберкулёз лёгких", "сили шуш"),
    ("брюшной тиф", "домана"),
    ("малярия", "вараҷа"),
    ("кровоизлияние в мозг", "хунравии майна"),
];
/// Causes of a small child's death, places in the table.
const OF_CHILDREN: [usize; 3] = [1, 5, 6];

/// An ethnicity, whole and perhaps shortened: (as written, value).
pub(crate) fn ethnicity(
    nth: usize,
    male: bool,
    tajik: bool,
    shortened: bool,
) -> (&'static str, &'static str) {
    let row = &ETHNICITIES[nth];
    let (whole, short) = match (tajik, male) {
        (true, _) => (row[4], row[5]),
        (false, true) => (row[0], row[2]),
        (false, false) => (row[1], row[3]),
    };
    (if shortened && !short.is_empty() { short } else { whole }, whole)
}

/// An occupation in the words of its time.
pub(crate) fn work(nth: usize, male: bool, tajik: bool, year: i32) -> &'static str {
    let late = if year >= COLLECTIVE { 3 } else { 0 };
    WORKS[nth][late + if tajik { 2 } else { usize::from(!male) }]
}

/// A cause of death at an age in full years.
pub(crate) fn cause(nth: usize, age: i32, tajik: bool) -> &'static str {
    let nth = match (nth, age) {
        (nth, ..15) => OF_CHILDREN[nth % OF_CHILDREN.len()],
        (0, ..60) => 2,
        (nth, _) => nth,
    };
    let (russian, in_tajik) = CAUSES[nth];
    if tajik { in_tajik } else { russian }
}

/// Family status before a marriage.
pub(crate) fn status(status: MaritalStatus, male: bool, tajik: bool) -> &'static str {
    match (status, tajik, male) {
        (MaritalStatus::NeverMarried, true, _) => "муҷаррад",
        (MaritalStatus::NeverMarried, false, true) => "в браке не состоял",
        (MaritalStatus::NeverMarried, false, false) => "в браке не состояла",
        (MaritalStatus::Widowed, true, _) => "бева",
        (MaritalStatus::Widowed, false, true) => "вдов",
        (MaritalStatus::Widowed, false, false) => "вдова",
        (MaritalStatus::Divorced, true, _) => "ҷудошуда",
        (MaritalStatus::Divorced, false, true) => "разведён",
        (MaritalStatus::Divorced, false, false) => "разведена",
    }
}
