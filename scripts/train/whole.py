"""Reads transcribed lines with an exported model, sum by sum in PyTorch as the program does it in Rust, to show that both say the same. Not fast.

whole.py MODEL.safetensors PACKED OUT.tsv [COUNT]   MODEL.json beside the model; a row a line: group, kind, truth, text; COUNT lines evenly spread (500)
"""
import csv
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch.nn.functional import max_pool2d, pad, unfold

from alphabet import cleaned
from export import AFTER, INK, LEVELS, NOTHING, PAPER, ink
from lines import transcribed
from model import greedy

PARTS = 63  # of one: what an LSTM gives
# Window, stride, and whether the higher of two rows goes on: as in model.py.
LOOKS = [(5, 2, False), (3, 2, False), (3, 1, True), (3, 1, False), (3, 1, True), (3, 1, False)]


# The curves of the program's network/curves.rs, step by step, so that the last bit is the same.
ROUNDS, LOG2_E = torch.tensor(12_582_912.0), torch.tensor(1.442695040888963)
LN_2 = torch.tensor([0.6933594, -2.1219444e-4])
SERIES = torch.tensor([1.9875691e-4, 1.3981999e-3, 8.333452e-3, 4.1665796e-2, 0.16666665, 0.5])


def exp(x):
    x = torch.clamp(x, -80, 80)
    doublings = (x * LOG2_E + ROUNDS) - ROUNDS
    rest = x - doublings * LN_2[0] - doublings * LN_2[1]
    series = torch.zeros_like(x)
    for term in SERIES:
        series = series * rest + term
    return torch.ldexp(series * rest * rest + rest + 1, doublings)


def sigmoid(x):
    return 1 / (1 + exp(-x))


def tanh(x):
    return 2 / (1 + exp(-2 * x)) - 1


class Whole:
    def __init__(self, path):
        self.arrays = load_file(path)

    def sums(self, name, inputs):
        """Exact: doubles hold every sum of these whole numbers."""
        return inputs.double() @ self.arrays[f"{name}.whole"].double().T

    def given(self, name, inputs):
        return self.sums(name, inputs).float() * self.arrays[f"{name}.scale"] + self.arrays[f"{name}.bias"]

    def given_whole(self, name, inputs, step):
        scale, bias = self.arrays[f"{name}.scale"] / step, self.arrays[f"{name}.bias"] / step
        return torch.round(torch.clamp(self.sums(name, inputs).float() * scale + bias, 0, LEVELS))

    def look(self, shown):
        *steps, first = self.arrays["steps"]
        seen = torch.round(shown / INK) + PAPER
        for number, (side, stride, halved) in enumerate(LOOKS):
            seen = pad(seen, (side // 2,) * 4, value=PAPER if number == 0 else 0)
            high, wide = [(length - side) // stride + 1 for length in seen.shape[2:]]
            windows = unfold(seen, side, stride=stride)[0].T.unflatten(1, (-1, side * side)).transpose(1, 2).flatten(1)
            seen = self.given_whole(f"look.{number}", windows, steps[number]).T.unflatten(1, (high, wide))[None]
            seen = max_pool2d(seen, (2, 1)) if halved else seen
        return self.given_whole("flat", seen[0].permute(2, 1, 0).flatten(1), first)

    def way(self, name, seen):
        came_in = self.sums(f"{name}.input", seen).float() * self.arrays[f"{name}.input.scale"]
        bias = self.arrays[f"{name}.input.bias"] + self.arrays[f"{name}.memory.bias"]
        units = self.arrays[f"{name}.memory.whole"].shape[1]
        said, cell, all_said = torch.full((units,), float(NOTHING)), torch.zeros(units), []
        for step in came_in:
            recalled = self.sums(f"{name}.memory", said).float() * self.arrays[f"{name}.memory.scale"]
            opened, forget, output, candidate = (step + (recalled + bias)).split(units)
            cell = sigmoid(forget) * cell + sigmoid(opened) * tanh(candidate)
            said = torch.round(tanh(cell) * sigmoid(output) * PARTS + NOTHING)
            all_said.append(said)
        return torch.stack(all_said)

    def scores(self, shown):
        seen, layer = self.look(shown), 0
        while f"read.{layer}.on.input.whole" in self.arrays:
            seen = torch.cat([self.way(f"read.{layer}.on", seen), self.way(f"read.{layer}.back", seen.flip(0)).flip(0)], 1)
            layer += 1
        return self.given("letters", seen)[None]


def main(path, packed, out, count=500):
    card = json.loads(Path(path).with_suffix(".json").read_text(encoding="utf8"))
    model, alphabet = Whole(path), card["alphabet"]
    held = list(transcribed(packed, card["training"]["script"]))
    with open(out, "w", encoding="utf8", newline="") as table:
        rows = csv.writer(table, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        for columns, row in held[:: max(1, len(held) // int(count))]:
            text = greedy(model.scores(ink(columns)), [len(columns) + AFTER], alphabet)[0]
            rows.writerow([row["group"], row["kind"], cleaned(row["text"], alphabet), text])


if __name__ == "__main__":
    main(*sys.argv[1:])
