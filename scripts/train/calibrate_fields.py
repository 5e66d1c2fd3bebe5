#!/usr/bin/env python3
"""Curves from what speaks for a field's value to the probability that it is right, for ocr-models/field-calibration.tsv.

Usage: daftar evaluate REGISTERS... --fields FIELDS.tsv; scripts/train/calibrate_fields.py FIELDS.tsv [--check [OTHER.tsv]]
  --check   print the expected calibration error on OTHER.tsv, or on one half of the registers fitted on the other, both
            ways, instead (copies of one register must have one name in the column truth, or both halves know it)

A curve is logistic: in the log odds that all words of the value are right, with a bend at 0.9, in their number, and in what
else speaks against the value: it has not the shape of its kind, its label was misread or taken from other pages, its date
lies outside the book's years, a doubt about the act names it, its act's number was not
read, or its act lacks labels other acts of the book have. The curve
of a kind is drawn towards that of all, that of an engine, script and kind towards the kind's; a curve of fewer than LEAST
fields is left out, its fields take the curve above. What speaks against a value may not speak for it: such a term is left
out. What has no normal form has no value that could be right, and no curve.
"""
import csv, math, sys
from collections import defaultdict
import numpy as np
import logistic
from logistic import ece

LEAST = 120             # fields of a curve: those of one odd book are no engine's
LOW, HIGH = 0.01, 0.995 # beyond these the words tell nothing apart
BEND = math.log(0.9 / 0.1)
MOST_WORDS = 6
MOST_SLIPS = 3
PULL = 4.0              # towards the curve above, as that many fields would
AGAINST = -0.5          # what speaks against a value where no field is known of which it does
NAMES = ("level", "above_bend", "words", "misshapen", "slips", "label_taken", "out_of_years", "doubted", "unnumbered", "gaps", "constant")
UP, DOWN = (0,), (2, 3, 4, 5, 6, 7, 8, 9)  # terms that may only raise, only lower

def features(r):
    c = min(max(float(r["product"]), LOW), HIGH)
    x = math.log(c / (1 - c))
    return [x, max(0.0, x - BEND), math.log(min(max(int(r["words"]), 1), MOST_WORDS)), 1.0 - int(r["well_formed"]), min(int(r["slips"]), MOST_SLIPS),
            float(r["label_taken"]), float(r["in_years"] == "0"), float(r["doubted"]), float(r["unnumbered"]), 1.0 - float(r["whole"]), 1.0]

def fit(rows, towards, pull):
    """The best curve of which no term has the wrong sign: such terms are taken out, the worst first."""
    free = list(range(len(NAMES)))
    while True:
        w = fitted(rows, towards, pull, free)
        wrong = [(abs(w[t]), t) for t in free if (t in DOWN and w[t] > 0) or (t in UP and w[t] <= 0) or (t == 1 and w[0] + w[1] <= 0)]
        if not wrong:
            return w
        free.remove(max(wrong)[1])

def fitted(rows, towards, pull, free):
    return logistic.fitted(np.array([features(r) for r in rows]), np.array([int(r["right"]) for r in rows], float), towards, pull, free)

def curves(rows):
    rows = [r for r in rows if r["understood"] == "1"]
    groups = defaultdict(list)
    for r in rows:
        for key in (("*", "*", r["kind"]), (r["engine"], r["script"], r["kind"])):
            groups[key].append(r)
    found = {("*", "*", "*"): (len(rows), fit(rows, [AGAINST if t in DOWN else 0.7 if t == 0 else 0.0 for t in range(len(NAMES))], 1.0))}
    for key in sorted(groups, key=lambda k: (k[0] != "*", k)):  # a kind's own comes before those of its engines
        if len(groups[key]) >= LEAST and key[0] != "several":
            above = found.get(("*", "*", key[2]), found[("*", "*", "*")])
            found[key] = (len(groups[key]), fit(groups[key], above[1], PULL))
    return found

def probability(found, r):
    if r["understood"] != "1":
        return 0.0
    for key in ((r["engine"], r["script"], r["kind"]), ("*", "*", r["kind"]), ("*", "*", "*")):
        if key in found:
            p = float(1 / (1 + np.exp(-np.dot(features(r), found[key][1]))))
            return min(p, float(r["product"])) if r["hand"] == "handwritten" else p

def halves(rows):
    """Every second register; never one in both."""
    half = {name: n % 2 for n, name in enumerate(dict.fromkeys(r["truth"] for r in rows))}
    return [[r for r in rows if half[r["truth"]] == h] for h in (0, 1)]

def check(fitted_on, others):
    if others:
        found = curves(fitted_on)
        judged = [(r, probability(found, r)) for r in others]
    else:
        two = halves(fitted_on)
        judged = [(r, probability(found, r)) for a, b in (two, two[::-1]) for found in [curves(a)] for r in b]
    print(f"{'fields not fitted':36} {'fields':>6} {'right':>7} {'told':>7} {'before':>7} {'after':>7} {'chance':>7}")
    chance = np.random.default_rng(1)
    for view in ((), ("engine",), ("script",), ("hand",), ("kind",), ("engine", "kind")):
        groups = defaultdict(list)
        for r, p in judged:
            groups[" ".join(r[part] for part in view) or "all"].append((r, p))
        for name, of in sorted(groups.items()):
            if len(of) >= 50:
                least = np.mean([ece([(p, chance.random() < p) for _, p in of]) for _ in range(20)])
                right, told = np.mean([int(r["right"]) for r, _ in of]), np.mean([p for _, p in of])
                print(f"{name:36} {len(of):6} {right:7.3f} {told:7.3f} {ece([(float(r['confidence']), int(r['right'])) for r, _ in of]):7.3f} {ece([(p, int(r['right'])) for r, p in of]):7.3f} {least:7.3f}")

def load(file):
    with open(file, encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))

def main():
    files = [a for a in sys.argv[1:] if not a.startswith("-")]
    if not files or len(files) > (2 if "--check" in sys.argv else 1):
        sys.exit(__doc__)
    if "--check" in sys.argv:
        return check(load(files[0]), load(files[1]) if len(files) > 1 else None)
    print("# " + "\t".join(("engine", "script", "kind", "fields") + NAMES))
    for key, (fields, w) in curves(load(files[0])).items():
        print("\t".join([*key, str(fields), *(f"{x:.4f}" for x in w)]))

if __name__ == "__main__":
    main()
