//! Whole numbers in Russian words, as closing notes spell them. Not for reading them: `register::number`.

const ONES: [&str; 20] = [
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];
const TENS: [&str; 10] = [
    "",
    "",
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
];
const HUNDREDS: [&str; 10] =
    ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];

/// `number` below a thousand in words.
pub(crate) fn russian(number: u32) -> String {
    let (hundreds, rest) = ((number / 100 % 10) as usize, (number % 100) as usize);
    let (tens, ones) = if rest < 20 { (0, rest) } else { (rest / 10, rest % 10) };
    let ones = if ones > 0 || number == 0 { ONES[ones] } else { "" };
    let words = [HUNDREDS[hundreds], TENS[tens], ones];
    words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::russian;

    #[test]
    fn a_number_in_words_is_read_back() {
        for number in [1, 12, 20, 82, 100, 119, 340, 999] {
            assert_eq!(register::number::parse(&russian(number)), Some(number), "{}", russian(number));
        }
    }
}
