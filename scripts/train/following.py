"""Which letter follows which in the texts of a script: the tree of letters that the program reads lines with. Not a list of words.

following.py OUT.following --script Latn --lines LINES-train --texts TEXTS.tsv.xz [--leave-pages PAGES.tsv] [--drawn 10000] [--times 1]
    --drawn: so many lines of TEXTS; --times: each transcribed line counts so often

The file is described in pipeline/reading/src/recognize/line_model/following/stored.rs, which reads it.
"""
import argparse
import csv
import gzip
import json
import lzma
import math
import struct
from collections import Counter, defaultdict
from pathlib import Path

from alphabet import CYRILLIC_MODEL, LATIN_MODEL, cleaned

ALPHABETS = {"Latn": LATIN_MODEL, "Cyrl": CYRILLIC_MODEL}
EDGE = "\0"
# ORDER of following/mod.rs.
ORDER = 7
# From so many letters of context on what was seen once is left out: four in ten knots, for the second figure of the wrong letters.
RARE_FROM, RARE = 4, 1


def transcribed(packed, script, leave):
    """Texts of the lines of a script, but for those of pages to leave: pages are named by the stem of their file, as in train.py and replay.py."""
    rows = [row for row in json.load(gzip.open(f"{packed}.json.gz", "rt", encoding="utf8")) if row["script"] == script]
    kept = [row for row in rows if Path(row["page"]).stem not in leave]
    print(f"{len(rows) - len(kept)} of {len(rows)} transcribed lines are of pages to leave")
    if leave and len(kept) == len(rows):
        raise SystemExit("none of the pages to leave was met: they are named otherwise")
    return [row["text"] for row in kept]


def drawn(path, script, most):
    with lzma.open(path, "rt", encoding="utf8") as lines:
        texts = (line.rstrip("\n").split("\t", 1) for line in lines)
        mine = (text for of, text in texts if of == script)
        yield from (text for _, text in zip(range(most), mine))


def counted(lines):
    """How often each letter stands behind each context, of (text, times)."""
    behind = defaultdict(Counter)
    for text, times in lines:
        line = f"{EDGE}{text}{EDGE}"
        for at in range(1, len(line)):
            for letters in range(min(at, ORDER - 1) + 1):
                behind[line[at - letters : at]][line[at]] += times
    for context, letters in behind.items():
        if len(context) >= RARE_FROM:
            for letter in [letter for letter, count in letters.items() if count <= RARE]:
                del letters[letter]
    return behind


def code(count):
    return count if count < 128 else min(255, round(128 + 8 * math.log2(count / 128)))


def knots(behind, signs):
    """Sign, count and number of children of each knot, breadth first."""
    level = [("", sum(behind[""].values()))]
    while level:
        deeper = []
        for context, count in level:
            children = sorted(behind.get(context, {}).items(), key=lambda child: signs[child[0]])
            if context.endswith(EDGE) and context != EDGE or len(context) == ORDER:
                children = []
            yield signs[context[-1:] or EDGE], code(count), len(children)
            deeper += [(context + letter, count) for letter, count in children]
        level = deeper


def main():
    asked = argparse.ArgumentParser()
    for name in ("out", "--script", "--lines", "--texts", "--leave-pages"):
        asked.add_argument(name)
    asked.add_argument("--drawn", type=int, default=10_000)
    asked.add_argument("--times", type=int, default=1)
    asked = asked.parse_args()
    alphabet, leave = ALPHABETS[asked.script], set()
    if asked.leave_pages:
        with open(asked.leave_pages, encoding="utf8") as pages:
            leave = {row["page"] for row in csv.DictReader(pages, delimiter="\t")}
    lines = [(text, asked.times) for text in transcribed(asked.lines, asked.script, leave)]
    lines += [(text, 1) for text in drawn(asked.texts, asked.script, asked.drawn)]
    lines = [(text, times) for text, times in ((cleaned(text, alphabet), times) for text, times in lines) if text]
    behind = counted(lines)
    met = sorted(set(behind[""]) - {EDGE}, key=alphabet.index)
    signs = {EDGE: 0} | {letter: place for place, letter in enumerate(met, 1)}
    letters = "".join(met).encode()
    body = bytes(byte for knot in knots(behind, signs) for byte in knot)
    Path(asked.out).write_bytes(struct.pack("<I", len(letters)) + letters + body)
    print(f"{len(lines)} lines, {len(met)} letters, {len(body) // 3} knots")


if __name__ == "__main__":
    main()
