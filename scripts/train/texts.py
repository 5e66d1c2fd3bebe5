"""Lines of text such as registers hold, to be rendered: entries, names, dates, numbers, printed labels, running words. Not a language model:
it only sees to it that every letter is met often enough.

texts.py SHARED WORDS OUT.tsv.xz LINES SEED   SHARED: the shared data with lexicon and names; WORDS: word lists, one LANGUAGE.txt each
"""
import csv
import gzip
import lzma
import random
import sys
from pathlib import Path

from alphabet import BEFORE_1918, CYRILLIC_MODEL, KOMI, LATIN_MODEL, TAJIK, UZBEK, cleaned

LABELS = Path(__file__).parents[2] / "ocr-models" / "forms" / "labels.tsv"
MONTHS_RU = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
MONTHS_TG = "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри".split()
MONTHS_LA = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre Januar Februar März Oktober Dezember Mart Nisan Ağustos janvar fevral oktaʙr".split()
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
ENDINGS_RU = ["ов", "ова", "ев", "ева", "ович", "овна", "евич", "евна"]
ENDINGS_TG = ["зода", "ӣ", "ов", "ова", "пур", "духт", "ён", "иён"]
# Share of lines in which a rare letter must stand, so that it is learned as well as the common ones.
RARE = 0.3


def table(path):
    with open(path, encoding="utf8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def words_of(path, alphabet):
    opened = gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else open(path, encoding="utf8")
    with opened as file:
        return [word for word in (cleaned(line.strip(), alphabet) for line in file) if word and 1 < len(word) < 22]


class Words:
    """What lines are put together from."""

    def __init__(self, shared, lists):
        names = table(shared / "reference/names/name_variants.tsv")
        several = lambda key: [each.strip() for row in names for each in (row[key] or "").split(";") if each.strip()]
        self.given = {"tg": several("tg_cyrl"), "ru": several("ru_cyrl"), "la": several("tajik_latin_1928_40") + several("latin_common") + several("latin_iso9")}
        self.words = {language: words_of(lists / f"{language}.txt", CYRILLIC_MODEL) for language in ("rus",)}
        self.words |= {language: words_of(lists / f"{language}.txt", LATIN_MODEL) for language in ("tur", "fra", "deu", "ces", "slk", "dan", "eng")}
        for language in ("tgk", "uzb_cyrl"):
            self.words[language] = words_of(next((shared / f"data/lexicon/langdata-{language}").glob("*.wordlist.gz")), CYRILLIC_MODEL)
        self.rare = {
            language: {letter: [word for word in self.words[language] if letter in word][:4000] for letter in letters}
            for language, letters in (("tgk", TAJIK), ("uzb_cyrl", UZBEK + "ҚҒҲқғҳ"), ("rus", "ёъэщфцюЁЪЭЩФЦЮ"), ("tur", "ıİğĞşŞçÇöÖüÜ"), ("fra", "éèêàçùœâîôëï"), ("deu", "äöüßÄÖÜ"), ("ces", "ěščřžýáíéúůťďňŘŠČŽ"), ("slk", "ľĺŕôäčšž"), ("dan", "æøåÆØÅ"))
        }
        labels = table(LABELS)
        self.labels = {key: [each for row in labels for each in row[key].split("|")] for key in ("ru", "tg")}


def number(rng):
    kind = rng.random()
    if kind < 0.35:
        return str(rng.randint(1, 400))
    if kind < 0.6:
        return str(rng.randint(1850, 1999))
    if kind < 0.75:
        return f"№ {rng.randint(1, 2500)}"
    return "".join(rng.choice("0123456789") for _ in range(rng.randint(2, 7)))


def date(rng, script):
    day, month, year = rng.randint(1, 31), rng.randint(1, 12), rng.randint(1860, 1995)
    if script == "la":
        return rng.choice([f"{day} {rng.choice(MONTHS_LA)} {year}", f"{day}.{month}.{year}", f"{day}/{month}-{year}", f"{day} {ROMAN[month - 1]} {year}"])
    named = MONTHS_TG[month - 1] if script == "tg" else MONTHS_RU[month - 1]
    tail = "" if script == "tg" else rng.choice(["", " г.", " года", "г."])
    year_word = "соли " if script == "tg" and rng.random() < 0.6 else ""
    return rng.choice([
        f"{day} {named} {year_word}{year}{tail}", f"{day:02}.{month:02}.{year}{tail}", f"{day}/{ROMAN[month - 1]}-{year}{tail}", f"«{day}» {named} {year}{tail}",
        f"{day}.{ROMAN[month - 1]}.{year % 100:02}", f"{day:02}-{month:02}-{year}", f"{named} {year}", f"{day}/{month} {year}{tail}",
    ])


def person(rng, words, script):
    given = rng.choice(words.given[script])
    if script == "la":
        return " ".join(rng.sample([given, rng.choice(words.given["la"]), rng.choice(words.words[rng.choice(["fra", "tur", "deu"])]).title()], rng.randint(1, 3)))
    family = rng.choice(words.given[script]) + rng.choice(ENDINGS_TG if script == "tg" else ENDINGS_RU)
    father = rng.choice(words.given[script]) + rng.choice(["ович", "овна", "", "евич", "евна"])
    parts = rng.choice([[family, given], [family, given, father], [given, family], [family, f"{given[0]}.", f"{father[0]}."], [given], [family]])
    return " ".join(parts)


def running(rng, words, language, count):
    rare = words.rare.get(language, {})
    chosen = [rng.choice(words.words[language]) for _ in range(count)]
    if rare and rng.random() < RARE:
        letter = rng.choice([letter for letter, found in rare.items() if found] or [None])
        if letter:
            chosen[rng.randrange(count)] = rng.choice(rare[letter])
    if rng.random() < 0.35:
        chosen[0] = chosen[0].capitalize()
    joined = chosen[0]
    for word in chosen[1:]:
        joined += rng.choice([" "] * 8 + [", ", ". ", " - ", "-", "; ", ": "]) + word
    return joined + rng.choice(["", "", "", ".", ",", ":", "!", "?", "-"])


def old_spelling(rng, text):
    """Russian as before 1918, near enough to learn the letters: ъ at the end, і before vowels, ѣ and ѳ here and there."""
    out = []
    for word in text.split(" "):
        core = word.rstrip(".,;:!?-")
        tail = word[len(core):]
        if core and core[-1].lower() in "бвгджзклмнпрстфхцчшщ":
            core += "ъ"
        core = "".join("і" if letter == "и" and after and after in "аеёиоуыэюяй" else letter for letter, after in zip(core, core[1:] + " "))
        core = "".join({"е": "ѣ", "Е": "Ѣ"}.get(letter, letter) if rng.random() < 0.4 else letter for letter in core)
        core = "".join({"ф": "ѳ", "Ф": "Ѳ", "и": "ѵ"}.get(letter, letter) if rng.random() < 0.04 else letter for letter in core)
        out.append(core + tail)
    return " ".join(out)


def cyrillic(rng, words):
    """One line and whether it is in old spelling."""
    script = rng.choice(["tg", "tg", "ru"])
    kind = rng.random()
    if kind < 0.17:
        return person(rng, words, script)
    if kind < 0.29:
        return date(rng, script)
    if kind < 0.37:
        return number(rng)
    if kind < 0.49:
        label = rng.choice(words.labels[script])
        return label if rng.random() < 0.4 else f"{label}{rng.choice([' ', ': ', ' '])}{rng.choice([person, lambda r, w, s: date(r, s), lambda r, w, s: number(r)])(rng, words, script)}"
    language = rng.choice(["tgk"] * 6 + ["rus"] * 8 + ["uzb_cyrl"] * 2)
    text = running(rng, words, language, rng.randint(1, 8))
    if language == "rus" and rng.random() < 0.45:
        text = old_spelling(rng, text)
    elif rng.random() < 0.12:
        text = text.upper()
    elif language == "rus" and rng.random() < 0.04:
        text = "".join(rng.choice(KOMI) if letter in "оО" and rng.random() < 0.4 else letter for letter in text)
    return text if rng.random() < 0.85 else f"{rng.choice([number(rng), date(rng, script), rng.choice(ROMAN)])} {text}"


def latin(rng, words):
    kind = rng.random()
    if kind < 0.2:
        return person(rng, words, "la")
    if kind < 0.3:
        return date(rng, "la")
    if kind < 0.37:
        return number(rng)
    text = running(rng, words, rng.choice(["fra"] * 4 + ["deu"] * 4 + ["ces", "slk", "dan", "eng"] * 2 + ["tur"] * 3), rng.randint(1, 8))
    if rng.random() < 0.08:
        text = text.upper()
    if rng.random() < 0.15:  # letters of the Latin Tajik of 1928-1940, which no word list holds
        text = "".join(rng.choice({"g": "gƣ", "z": "zƶ", "s": "sş", "c": "cç", "b": "bʙ", "u": "uū", "i": "iī", "e": "eə", "o": "oɵ"}.get(letter, letter)) for letter in text)
    return text if rng.random() < 0.85 else f"{number(rng)} {text}"


def main(shared, lists, out, lines, seed):
    rng, words = random.Random(seed), Words(shared, lists)
    with lzma.open(out, "wt", encoding="utf8") as file:
        for script, made, alphabet in (("Cyrl", cyrillic, CYRILLIC_MODEL), ("Latn", latin, LATIN_MODEL)):
            count = 0
            while count < lines:
                text = cleaned(made(rng, words), alphabet)
                if text and len(text) < 90:
                    file.write(f"{script}\t{text}\n")
                    count += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
