"""Writes a trained model as ONNX with its card. Weights are kept in 8 bits, one scale a row, and become floats again when the file is opened: a
quarter of the size, the same speed. Not for training on: what was rounded stays rounded.

export.py MODEL.pt OUT.onnx   and OUT.json: letters in their order, shape, how it was trained
"""
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from model import LineModel

# Smaller arrays are biases, worth nothing to round.
LEAST = 1024


def opened(path):
    held = torch.load(path, map_location="cpu")
    shape = dict(held["shape"])
    model = LineModel(shape.pop("letters"), **shape)
    model.load_state_dict({name: value.float() if value.is_floating_point() else value for name, value in held["state"].items()})
    return model.eval(), held


def write(model, out):
    torch.onnx.export(
        model, (torch.zeros(2, 1, 48, 320),), out, input_names=["ink"], output_names=["scores"], opset_version=17, dynamo=False,
        dynamic_axes={"ink": {0: "lines", 3: "width"}, "scores": {0: "lines", 1: "steps"}},
    )


def rounded(graph):
    """Large arrays as 8-bit integers with one scale for every row of their longest outer side."""
    nodes, arrays = [], []
    for array in graph.initializer:
        values = numpy_helper.to_array(array)
        if values.dtype != np.float32 or values.size < LEAST:
            arrays.append(array)
            continue
        axis = int(np.argmax(values.shape[:2]))
        others = tuple(side for side in range(values.ndim) if side != axis)
        scale = np.maximum(np.abs(values).max(axis=others), 1e-8) / 127
        spread = scale.reshape([-1 if side == axis else 1 for side in range(values.ndim)])
        whole = np.clip(np.round(values / spread), -127, 127).astype(np.int8)
        arrays += [numpy_helper.from_array(whole, f"{array.name}.whole"), numpy_helper.from_array(scale.astype(np.float32), f"{array.name}.scale")]
        nodes.append(helper.make_node("DequantizeLinear", [f"{array.name}.whole", f"{array.name}.scale"], [array.name], axis=axis))
    del graph.initializer[:]
    graph.initializer.extend(arrays)
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes + rest)


def main(path, out):
    model, held = opened(path)
    write(model, out)
    whole = onnx.load(out)
    rounded(whole.graph)
    onnx.checker.check_model(whole)
    onnx.save(whole, out)
    card = {"alphabet": held["alphabet"], "shape": held["shape"], "training": held["log"]}
    Path(out).with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
