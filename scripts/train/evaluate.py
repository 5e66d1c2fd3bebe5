"""Reads transcribed lines with a shipped model and tells how many letters are wrong, group by group. Not for pages: `daftar evaluate` is for those.

evaluate.py MODEL.onnx PACKED   MODEL.json beside the model; PACKED as `lines.py` wrote it (PACKED.zip, PACKED.json.gz)
"""
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from rapidfuzz.distance import Levenshtein

from alphabet import cleaned
from lines import HEIGHT, transcribed
from model import STRIDE, greedy
from train import tones

AFTER = 8  # px of paper after the last letter


def ink(columns):
    paper, dark = tones(columns)
    return np.clip((paper - columns.astype(np.float32)) / (paper - dark), -0.2, 1.2).T


def main(onnx, packed):
    card = json.loads(Path(onnx).with_suffix(".json").read_text(encoding="utf8"))
    alphabet, script = card["alphabet"], card["training"]["script"]
    model = onnxruntime.InferenceSession(onnx)
    held = [(columns, row, cleaned(row["text"], alphabet)) for columns, row in transcribed(packed, script)]
    held = sorted((line for line in held if line[2]), key=lambda line: len(line[0]))
    wrong, total, lines = Counter(), Counter(), Counter()
    for start in range(0, len(held), 8):
        part = held[start : start + 8]
        width = -(-(max(len(columns) for columns, _, _ in part) + AFTER) // STRIDE) * STRIDE
        shown = np.zeros((len(part), 1, HEIGHT, width), np.float32)
        for number, (columns, _, _) in enumerate(part):
            shown[number, 0, :, : len(columns)] = ink(columns)
        scores = torch.from_numpy(model.run(None, {"ink": shown})[0])
        for text, (_, row, truth) in zip(greedy(scores, [len(columns) + AFTER for columns, _, _ in part], alphabet), part):
            group = (row["group"], row["kind"])
            wrong[group] += Levenshtein.distance(text, truth)
            total[group] += len(truth)
            lines[group] += 1
    for group in sorted(total):
        print(f"| {group[0]} | {group[1]} | {lines[group]} | {wrong[group] / total[group]:.3f} |")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
