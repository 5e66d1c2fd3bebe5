#!/usr/bin/env python3
"""Curves from what engines call confidence to the probability that a word is right, for ocr-models/calibration.tsv.

Usage: daftar evaluate TRUTH... --words WORDS.tsv; scripts/train/calibrate.py WORDS.tsv [--check]
  --check   fit on one half of the images and print the expected calibration error on the other, both ways, instead

A curve is logistic (Platt, "Probabilistic Outputs for Support
Vector Machines", 1999) in the log odds of the confidence, with a bend at 0.8, beyond which engines grow sure faster, and in
the length of the word: line models tell the mean of its letters, and all must be right. Each engine's curve is drawn
towards that of all, each of a script and hand towards its engine's. A curve of fewer than LEAST words is left out: its
words take the curve of engine and hand, or of the engine.
"""
import csv, math, sys
from collections import Counter, defaultdict
import numpy as np
import logistic
from logistic import ece

LEAST = 300             # words of a curve: those of one odd book are no engine's
LOW, HIGH = 0.02, 0.99  # beyond these no engine tells words apart
BEND = math.log(0.8 / 0.2)
LONGEST = 10            # letters; longer words are as these
PULL = 10.0             # towards the curve above, as that many words would; with 3 the curve of 1,040 typed words, nearly all right, falls

def features(row):
    c = min(max(row["engine_confidence"], LOW), HIGH)
    x, n = math.log(c / (1 - c)), math.log(min(row["letters"], LONGEST))
    return [x, max(0.0, x - BEND), x * n, n, 1.0]

def fit(rows, towards, pull):
    """The best curve on which surer words stay surer: without the term of length and confidence together, where that would break it."""
    w = fitted(rows, towards, pull, [0, 1, 2, 3, 4])
    return w if rises(w) else fitted(rows, [*towards[:2], 0.0, *towards[3:]], pull, [0, 1, 3, 4])

def rises(w):
    slopes = [w[0] + w[2] * math.log(letters) for letters in (1, LONGEST)]
    return min(slopes) > 0 and min(slopes) + w[1] > 0

def fitted(rows, towards, pull, free):
    return logistic.fitted(np.array([features(r) for r in rows]), np.array([r["right"] for r in rows], float), towards, pull, free)

def curves(rows):
    groups = defaultdict(list)
    for r in rows:
        for key in {(r["engine"], "", ""), (r["engine"], "", r["hand"]), (r["engine"], r["script"], r["hand"])}:
            groups[key].append(r)
    every, found = fit(rows, [0.7, 0, 0, 0, 0], 1.0), {}
    for key in sorted(groups):  # an engine's own comes before those of its hands and scripts
        of = groups[key]
        if len(of) >= LEAST and key[0] != "several":
            found[key] = (len(of), fit(of, found[(key[0], "", "")][1] if key[1] or key[2] else every, PULL))
    falling = [key for key, (_, w) in found.items() if not rises(w)]
    return found if not falling else sys.exit(f"these curves fall: {falling}")

def probability(found, r):
    for key in ((r["engine"], r["script"], r["hand"]), (r["engine"], "", r["hand"]), (r["engine"], "", "")):
        if key in found:
            return float(1 / (1 + np.exp(-np.dot(features(r), found[key][1]))))
    return r["engine_confidence"]

def halves(rows):
    """Every second image, those of whole pages and those of lines counted apart; never one in both."""
    seen, half = Counter(), {}
    for name in dict.fromkeys(r["truth"] for r in rows):
        kind = name.endswith(".gt.txt"); half[name] = seen[kind] % 2; seen[kind] += 1
    return [[r for r in rows if half[r["truth"]] == h] for h in (0, 1)]

def check(rows):
    two, judged = halves(rows), []
    for a, b in (two, two[::-1]):
        found = curves(a)
        judged += [(r, probability(found, r)) for r in b]
    print(f"{'words not fitted':36} {'words':>6} {'before':>7} {'after':>7} {'chance':>7}")
    chance = np.random.default_rng(1)
    for view in ((), ("engine",), ("script",), ("hand",), ("engine", "script", "hand")):
        groups = defaultdict(list)
        for r, p in judged:
            groups[" ".join(r[part] for part in view) or "all"].append((r, p))
        for name, of in sorted(groups.items()):
            if len(of) >= 50:
                least = np.mean([ece([(p, chance.random() < p) for _, p in of]) for _ in range(20)])
                print(f"{name:36} {len(of):6} {ece([(r['engine_confidence'], r['right']) for r, _ in of]):7.3f} {ece([(p, r['right']) for r, p in of]):7.3f} {least:7.3f}")

def main():
    files = [a for a in sys.argv[1:] if not a.startswith("-")]
    if len(files) != 1:
        sys.exit(__doc__)
    with open(files[0], encoding="utf-8") as f:
        rows = [{**r, "engine_confidence": float(r["engine_confidence"]), "letters": int(r["letters"]), "right": int(r["right"])} for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)]
    if "--check" in sys.argv:
        return check(rows)
    for (engine, script, hand), (words, w) in curves(rows).items():
        print("\t".join([engine, script or "*", hand or "*", str(words), *(f"{x:.4f}" for x in w)]))

main()
