"""Reads transcribed lines with a trained model and tells how many letters are wrong, group by group. Not for pages: `daftar evaluate` is for those.

evaluate.py MODEL.pt PACKED   PACKED as `lines.py` wrote it (PACKED.zip, PACKED.json.gz)
"""
import sys
from collections import Counter

import torch
from rapidfuzz.distance import Levenshtein

from alphabet import cleaned
from export import AFTER, ink, opened
from lines import transcribed
from model import greedy


def main(path, packed):
    model, held = opened(path)
    alphabet = held["alphabet"]
    read = ((ink(columns), len(columns), row, cleaned(row["text"], alphabet)) for columns, row in transcribed(packed, held["log"]["script"]))
    wrong, total, lines = Counter(), Counter(), Counter()
    with torch.no_grad():
        for shown, width, row, truth in read:
            if truth:
                text = greedy(model(shown), [width + AFTER], alphabet)[0]
                group = (row["group"], row["kind"])
                wrong[group] += Levenshtein.distance(text, truth)
                total[group] += len(truth)
                lines[group] += 1
    for group in sorted(total):
        print(f"| {group[0]} | {group[1]} | {lines[group]} | {wrong[group] / total[group]:.3f} |")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
