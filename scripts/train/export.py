"""Writes a trained model as whole numbers with its card: weights of 8 bits, one scale a row, and for what flows between the layers steps of 7 bits,
which two sums of old processors hold. Not for training on: what was rounded stays rounded.

export.py MODEL.pt OUT.safetensors LINES [RENDERED.npz…]   and OUT.json: letters in their order, shape, how it was trained
          LINES as `lines.py` packed them, RENDERED as `render.py` did: what flows through the model while it reads some of them tells the steps
"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import nn

from lines import loaded, transcribed
from model import LineModel
from train import tones

LEVELS = 127
# Ink is told in ninetieths from -0.2 up: paper is a whole number then, and 1.2 is the last of 7 bits.
INK, PAPER = 1 / 90, 18
# What an LSTM gives lies between -1 and 1.
MEMORY, NOTHING = 1 / 63, 64
SHOWN, SAMPLED = 200, 4000
AFTER = 8  # px of paper after the last letter


def opened(path):
    held = torch.load(path, map_location="cpu")
    shape = dict(held["shape"])
    model = LineModel(shape.pop("letters"), **shape)
    model.load_state_dict({name: value.float() if value.is_floating_point() else value for name, value in held["state"].items()})
    return model.eval(), held


def ink(columns):
    """One line as the model sees it, 1 x 1 x 48 x width."""
    paper, dark = tones(columns)
    seen = np.clip((paper - columns.astype(np.float32)) / (paper - dark), -0.2, 1.2).T
    width = -(-(seen.shape[1] + AFTER) // 4) * 4
    return torch.from_numpy(np.pad(seen, ((0, 0), (0, width - seen.shape[1])))[None, None])


def shown(script, packed, rendered):
    """Some lines of every kind, evenly spread."""
    held = [columns for columns, _ in transcribed(packed, script)]
    yield from held[:: max(1, len(held) // SHOWN)]
    for path in rendered:
        columns, widths, _, _ = loaded(path)
        starts = np.concatenate([[0], np.cumsum(widths)])
        for line in range(0, len(widths), max(1, len(widths) // SHOWN)):
            yield columns[starts[line] : starts[line + 1]]


def steps(model, lines):
    """For each layer whose input is never below nothing, the step at which rounding that input to whole numbers of 7 bits costs least."""
    convolutions = [part for part in model.look.modules() if isinstance(part, nn.Conv2d)]
    watched = [*convolutions[1:], model.flat, model.read]
    flows, draw = {part: [] for part in watched}, np.random.default_rng(1)

    def note(part, inputs):
        flow = inputs[0].detach().numpy().ravel()
        flows[part] += [draw.choice(flow, SAMPLED), flow.max(keepdims=True)]

    hooks = [part.register_forward_pre_hook(note) for part in watched]
    with torch.no_grad():
        for columns in lines:
            model(ink(columns))
    [hook.remove() for hook in hooks]
    return [least_loss(np.concatenate(flow)) for flow in flows.values()]


def least_loss(flow):
    def loss(step):
        return np.mean((np.minimum(np.round(flow / step), LEVELS) * step - flow) ** 2)

    return min(np.linspace(flow.max() * 0.2, flow.max(), 60) / LEVELS, key=loss)


def rounded(name, weights, bias, step, nothing=0):
    """The arrays of one layer: `weights` outputs x inputs; `step` and `nothing` are those of its input."""
    scale = np.maximum(np.abs(weights).max(1), 1e-8) / LEVELS
    whole = np.clip(np.round(weights / scale[:, None]), -LEVELS, LEVELS).astype(np.int8)
    # An input that is nothing is the whole number `nothing`; what that adds is taken off once for all.
    bias = bias - nothing * whole.astype(np.float64).sum(1) * scale * step
    return {f"{name}.whole": whole, f"{name}.scale": (scale * step).astype(np.float32), f"{name}.bias": bias.astype(np.float32)}


def convolution(block):
    """Weights and bias of a convolution with its normalisation: outputs x (row, column, channel)."""
    look, norm = [part for part in block.modules() if isinstance(part, (nn.Conv2d, nn.BatchNorm2d))]
    factor = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    weights = (look.weight * factor[:, None, None, None]).permute(0, 2, 3, 1).flatten(1)
    return weights.detach().double().numpy(), (norm.bias - norm.running_mean * factor).detach().double().numpy()


def lstm(read, layer, direction):
    """Weights of input and memory and the bias of one direction, gates in the order input, forget, output, candidate."""
    def part(name):
        each = getattr(read, f"{name}_l{layer}{direction}").detach().double().numpy()
        came_in, forget, candidate, output = np.split(each, 4)
        return np.concatenate([came_in, forget, output, candidate])

    return part("weight_ih"), part("weight_hh"), part("bias_ih") + part("bias_hh")


def arrays(model, found):
    blocks = [part for part in model.look if isinstance(part, nn.Sequential)]
    *looks, flat, first = found
    made = {}
    for number, (block, step) in enumerate(zip(blocks, [INK, *looks])):
        made |= rounded(f"look.{number}", *convolution(block), step, PAPER if number == 0 else 0)
    made |= rounded("flat", model.flat.weight.detach().double().numpy(), model.flat.bias.detach().double().numpy(), flat)
    for layer in range(model.read.num_layers):
        step, nothing = (first, 0) if layer == 0 else (MEMORY, NOTHING)
        for direction, way in (("", "on"), ("_reverse", "back")):
            came_in, memory, bias = lstm(model.read, layer, direction)
            made |= rounded(f"read.{layer}.{way}.input", came_in, bias, step, nothing)
            made |= rounded(f"read.{layer}.{way}.memory", memory, np.zeros(len(memory)), MEMORY, NOTHING)
    made |= rounded("letters", model.letters.weight.detach().double().numpy(), model.letters.bias.detach().double().numpy(), MEMORY, NOTHING)
    made["steps"] = np.array([*looks, flat, first], np.float32)
    return made


def main(path, out, packed, *rendered):
    model, held = opened(path)
    found = steps(model, shown(held["log"]["script"], packed, rendered))
    save_file(arrays(model, found), out)
    card = {"alphabet": held["alphabet"], "shape": held["shape"], "training": held["log"]}
    Path(out).with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(*sys.argv[1:])
