"""The letters that the two models know. Not for their order in a model: that is written into its card."""
import unicodedata

DIGITS = "0123456789"
MARKS = " .,;:!?-–—_()[]/\\'\"’«»„“”°№§%&*+=½#<>|©·…"
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
# French, German, Czech, Slovak, Danish, Turkish, and Tajik and Uzbek of 1928-1940 (ʙ is its small b, ƣ gh, ƶ zh, ş sh, ç j, ī ū ə ɵ; not ꞑ).
LATIN_MORE = (
    "àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝŸ"
    "čďěňřšťůžľĺŕČĎĚŇŘŠŤŮŽĽıİğĞşŞʙƣƢƶƵīĪūŪəƏɵƟьЬ€£$"
)
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
TAJIK = "ғӣқӯҳҷҒӢҚӮҲҶ"
UZBEK = "ўЎ"
BEFORE_1918 = "ѣѢіІѳѲѵѴїЇѕЅ"
KOMI = "ӧӦ"
# Church Slavonic with its accents, as combining marks.
SLAVONIC = "ѡѠꙋꙊѧѦєЄѻѺѿѾѯѮѱѰꙗꙖꙊѐѝ́̀̈҆҇̑҃̓̾҅꙳ⷭⷣᲂⷢⷪѽѼ"

LATIN_MODEL = "".join(dict.fromkeys(MARKS + DIGITS + LATIN + LATIN_MORE))
# Roman numbers and a stray Latin word stand in Cyrillic books.
CYRILLIC_MODEL = "".join(dict.fromkeys(MARKS + DIGITS + RUSSIAN + TAJIK + UZBEK + BEFORE_1918 + KOMI + SLAVONIC + LATIN))
# Drawn as well: the long s, which is read as s.
LONG_S = "ſ"
LETTERS = "".join(dict.fromkeys(LATIN_MODEL + CYRILLIC_MODEL + LONG_S))

# Signs of the transcriptions that mean the same as one of ours.
SAME = {LONG_S: "s", "ʼ": "’", "‘": "’", "`": "'", "´": "'", "−": "-", "‐": "-", "‑": "-", "―": "—", "\u00a0": " ", "\t": " ", "¬": "-", "⸗": "-", "ꝰ": "'", "º": "°", "˚": "°"}


def cleaned(text, alphabet):
    """The text in the letters of a model, or None where it holds a letter that the model does not know."""
    text = unicodedata.normalize("NFC", text)
    text = " ".join("".join(SAME.get(letter, letter) for letter in text).split())
    # A letter with an accent that stands alone nowhere is written as letter and mark.
    text = "".join(letter if letter in alphabet else unicodedata.normalize("NFD", letter) for letter in text)
    return text if text and all(letter in alphabet for letter in text) else None
