//! Days written out in words, for the tests. Not for reading them.

/// Ordinals below 20 in the Russian genitive; the tens; the hundreds as cardinals and as ordinals.
const BELOW_20: [&str; 20] = [
    "",
    "первого",
    "второго",
    "третьего",
    "четвёртого",
    "пятого",
    "шестого",
    "седьмого",
    "восьмого",
    "девятого",
    "десятого",
    "одиннадцатого",
    "двенадцатого",
    "тринадцатого",
    "четырнадцатого",
    "пятнадцатого",
    "шестнадцатого",
    "семнадцатого",
    "восемнадцатого",
    "девятнадцатого",
];
const TENS: [(&str, &str); 10] = [
    ("", ""),
    ("", "десятого"),
    ("двадцать", "двадцатого"),
    ("тридцать", "тридцатого"),
    ("сорок", "сорокового"),
    ("пятьдесят", "пятидесятого"),
    ("шестьдесят", "шестидесятого"),
    ("семьдесят", "семидесятого"),
    ("восемьдесят", "восьмидесятого"),
    ("девяносто", "девяностого"),
];
const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const TAJIK_UNITS: [&str; 20] = [
    "",
    "як",
    "ду",
    "се",
    "чор",
    "панҷ",
    "шаш",
    "ҳафт",
    "ҳашт",
    "нӯҳ",
    "даҳ",
    "ёздаҳ",
    "дувоздаҳ",
    "сездаҳ",
    "чордаҳ",
    "понздаҳ",
    "шонздаҳ",
    "ҳабдаҳ",
    "ҳаждаҳ",
    "нуздаҳ",
];
const TAJIK_TENS: [&str; 10] = ["", "", "бист", "сӣ", "чил", "панҷоҳ", "шаст", "ҳафтод", "ҳаштод", "навад"];
const TAJIK_MONTHS: [&str; 12] = [
    "январи",
    "феврали",
    "марти",
    "апрели",
    "майи",
    "июни",
    "июли",
    "августи",
    "сентябри",
    "октябри",
    "ноябри",
    "декабри",
];

/// Below 100, as an ordinal in the genitive.
fn below_100(n: usize) -> String {
    let (tens, last) = (TENS[n / 10], n % 10);
    match n {
        0..20 => BELOW_20[n].to_owned(),
        _ if last == 0 => tens.1.to_owned(),
        _ => format!("{} {}", tens.0, BELOW_20[last]),
    }
}

/// седьмого марта тысяча девятьсот пятьдесят шестого года
pub(super) fn russian(year: usize, month: usize, day: usize) -> String {
    let rest = year % 100;
    let year = match (year / 100, rest) {
        (18, 0) => "тысяча восьмисотого".to_owned(),
        (19, 0) => "тысяча девятисотого".to_owned(),
        (20, 0) => "двухтысячного".to_owned(),
        (18, _) => format!("тысяча восемьсот {}", below_100(rest)),
        (19, _) => format!("тысяча девятьсот {}", below_100(rest)),
        _ => format!("две тысячи {}", below_100(rest)),
    };
    format!("{} {} {year} года", below_100(day), MONTHS[month - 1])
}

/// With the ordinal's ending: сию becomes сиюм, як якум.
fn ordinal(n: usize) -> String {
    let (tens, last) = (TAJIK_TENS[n / 10], n % 10);
    let ended = |word: &str| {
        if word.ends_with(['у', 'ӣ', 'е']) { format!("{word}юм") } else { format!("{word}ум") }
    };
    match n {
        0..20 => ended(TAJIK_UNITS[n]),
        _ if last == 0 => {
            if tens == "сӣ" {
                "сиюм".to_owned()
            } else {
                ended(tens)
            }
        }
        _ => format!(
            "{} {}",
            if tens == "сӣ" { "сию".to_owned() } else { format!("{tens}у") },
            ended(TAJIK_UNITS[last])
        ),
    }
}

/// ҳафтуми марти соли як ҳазору нӯҳсаду панҷоҳу шашум
pub(super) fn tajik(year: usize, month: usize, day: usize) -> String {
    let rest = year % 100;
    let hundreds = match year / 100 {
        18 => "як ҳазору ҳаштсад",
        19 => "як ҳазору нӯҳсад",
        _ => "ду ҳазор",
    };
    let year = if rest == 0 { format!("{hundreds}ум") } else { format!("{hundreds}у {}", ordinal(rest)) };
    format!("{}и {} соли {year}", ordinal(day), TAJIK_MONTHS[month - 1])
}
