"""Gathers the lines that are shown again while a model learns the hand of one register, so that it forgets no other, and lines to see that it did not:
one sheet a script. Not for training a model from nothing: a sheet holds a few hundred lines.

replay.py OUT --script Latn|Cyrl --lines LINES-train --rendered NPZ --read N --drawn N --kept LINES-val --judged N --judged-drawn N
          [--leave-pages FILE] [--leave-groups A,B] [--seed N]

Lines to judge by are of pages no model learned from (LINES-val), and rendered lines that are not shown: what a model learned from it knows too well.

OUT.jpg is the sheet: grey, ROOM px wide, rows of HEIGHT px, every line beginning at an x divisible by BLOCK, so that no line shares a block of the JPEG
with another. OUT.tsv says of each line: x y width (px), use (`shown`, `judged`), kind, group (`rendered` for drawn ones), text.
"""
import argparse
import random
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from PIL import Image

from alphabet import CYRILLIC_MODEL, LATIN_MODEL, TAJIK, UZBEK, cleaned
from lines import HEIGHT, loaded, transcribed

ROOM, BLOCK, QUALITY, WHITE = 2048, 8, 60, 255
ALPHABETS = {"Latn": LATIN_MODEL, "Cyrl": CYRILLIC_MODEL}
# Shares of kinds among drawn lines: hands first, of which the Cyrillic model has seen no real one.
KINDS = {"hand": 0.45, "typed": 0.28, "print": 0.27}
LEAST_OF_GROUP = 3
# Letters that lines as they come hold too seldom; at least so many drawn lines of each kind hold each, small letter or capital.
RARE = {"Latn": "", "Cyrl": TAJIK + UZBEK + "ѣіщЖЙЦЩЪЫЬЭЯѳ"}
LEAST_OF_LETTER, LEAST_OF_CAPITAL = 9, 3
LEAST_WIDTH, STEP = 8, 4  # px, as in training; px of a step of the model
# The narrowest of so many lines is taken.
OF_READ, OF_DRAWN, OF_JUDGED = 2, 3, 1
HEADER = ("x", "y", "width", "use", "kind", "group", "text")


def fits(text, width):
    """Whether the line can be learned from: its letters are known and have a step each, and the sheet has room for it."""
    return bool(text) and max(LEAST_WIDTH, STEP * len(text)) <= width <= ROOM


def read_lines(packed, options):
    """Transcribed lines by (group, kind), as (columns, text, kind, group); pages and groups that are left out are not among them."""
    leave_pages = {row.split("\t")[-1].strip() for row in open(options.leave_pages, encoding="utf8")} if options.leave_pages else set()
    leave_groups = set(filter(None, options.leave_groups.split(",")))
    by_group = defaultdict(list)
    for columns, row in transcribed(packed, options.script):
        text = cleaned(row["text"], ALPHABETS[options.script])
        left_out = row["group"] in leave_groups or Path(row["page"]).stem in leave_pages
        if not left_out and fits(text, len(columns)):
            by_group[row["group"], row["kind"]].append((columns, text, row["kind"], row["group"]))
    return by_group


def narrowest(held, count, of, rng):
    """`count` lines, each the narrowest of `of` drawn ones where there are so many: a sheet is to be small."""
    shuffled = rng.sample(held, min(len(held), count * of))
    count = min(count, len(shuffled))
    return [min(shuffled[first::count], key=lambda line: len(line[0])) for first in range(count)]


def spread(by_group, count, of, rng):
    """About `count` lines, each the narrowest of `of`: of a group as many as the square root of its size says, but LEAST_OF_GROUP."""
    roots = {group: len(held) ** 0.5 for group, held in by_group.items()}
    share = count / sum(roots.values())
    wanted = {group: max(LEAST_OF_GROUP, round(share * root)) for group, root in roots.items()}
    return [line for group, held in sorted(by_group.items()) for line in narrowest(held, wanted[group], of, rng)]


def drawn_lines(path, alphabet):
    """Rendered lines of one packed file, by kind."""
    columns, widths, texts, kinds = loaded(path)
    ends, by_kind = np.cumsum(widths), defaultdict(list)
    for end, width, text, kind in zip(ends, widths, (cleaned(text, alphabet) for text in texts), kinds):
        if fits(text, width):
            by_kind[kind].append((columns[end - width : end], text, kind, "rendered"))
    return by_kind


def lettered(held, count, rare, rng):
    """`count` rather narrow lines of one kind, every rare letter in as many as it should be, as far as they go; the others as they come."""
    waiting = dict(enumerate(narrowest(held, len(held) // OF_DRAWN, OF_DRAWN, rng)))
    chosen, seen = [], Counter()
    for letter in rare:
        least = LEAST_OF_CAPITAL if letter.isupper() else LEAST_OF_LETTER
        for number in [number for number, (_, text, *_) in waiting.items() if letter in text]:
            if seen[letter] >= least or len(chosen) == count:
                break
            chosen.append(waiting.pop(number))
            seen.update(set(chosen[-1][1]))
    return chosen + list(waiting.values())[: count - len(chosen)]


def drawn(options, rng):
    """Rendered lines to show and others to judge by, the kinds by their shares."""
    by_kind, shown, judged = drawn_lines(options.rendered, ALPHABETS[options.script]), [], []
    for kind, share in KINDS.items():
        chosen = lettered(by_kind[kind], round(options.drawn * share), RARE[options.script], rng)
        shown += chosen
        texts = {text for _, text, *_ in chosen}
        others = [line for line in by_kind[kind] if line[1] not in texts]
        judged += narrowest(others, round(options.judged_drawn * share), OF_READ, rng)
    return shown, judged


def chosen(options):
    """(columns, text, kind, group, use) of all lines."""
    rng = random.Random(options.seed)
    shown, judged = drawn(options, rng)
    shown += spread(read_lines(options.lines, options), options.read, OF_READ, rng)
    judged += spread(read_lines(options.kept, options), options.judged, OF_JUDGED, rng)
    return [(*line, "shown") for line in shown] + [(*line, "judged") for line in judged]


def placed(lines):
    """(x, y, line), the wide ones first, each in the first row that has room for it."""
    taken, places = [], []
    for line in sorted(lines, key=lambda line: -len(line[0])):
        wide = -(-len(line[0]) // BLOCK) * BLOCK
        row = next((number for number, x in enumerate(taken) if x + wide <= ROOM), len(taken))
        taken += [0] * (row == len(taken))
        places.append((taken[row], row * HEIGHT, line))
        taken[row] += wide
    return sorted(places, key=lambda place: (place[1], place[0]))


def sheet(places):
    """The lines on white. A line's last block is filled up with its last column: an edge to white would ring into the line."""
    grey = np.full((places[-1][1] + HEIGHT, ROOM), WHITE, np.uint8)
    for x, y, (columns, *_) in places:
        filled = np.pad(columns, ((0, -len(columns) % BLOCK), (0, 0)), mode="edge")
        grey[y : y + HEIGHT, x : x + len(filled)] = filled.T
    return Image.fromarray(grey)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--script", choices=sorted(ALPHABETS), required=True)
    parser.add_argument("--lines", required=True)
    parser.add_argument("--rendered", required=True)
    parser.add_argument("--read", type=int, required=True)
    parser.add_argument("--drawn", type=int, required=True)
    parser.add_argument("--kept", required=True)
    parser.add_argument("--judged", type=int, required=True)
    parser.add_argument("--judged-drawn", type=int, required=True)
    parser.add_argument("--leave-pages", default="")
    parser.add_argument("--leave-groups", default="")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    places = placed(chosen(options))
    sheet(places).save(f"{options.out}.jpg", quality=QUALITY, optimize=True)
    with open(f"{options.out}.tsv", "w", encoding="utf8", newline="\n") as table:
        for row in [HEADER] + [(x, y, len(columns), use, kind, group, text) for x, y, (columns, text, kind, group, use) in places]:
            table.write("\t".join(map(str, row)) + "\n")
    for (use, kind, group), count in sorted(Counter((line[4], line[2], line[3]) for _, _, line in places).items()):
        print(use, kind, group, count)


if __name__ == "__main__":
    main()
