"""The student in integers, exactly as `rapporteur-tagger` computes it.

Sums of int8 products stay below 2**24, so single precision adds them exactly; everything between
the sums is single precision, one operation at a time.
"""

import numpy as np

from models import LIMIT

ONE = np.float32(1)
HIDDEN_STEP = 1 / 127
DIRECTIONS = (("f", ""), ("b", "_reverse"))


def rows(matrix):
    """Int8 rows, each with its own step."""
    step = np.abs(matrix).max(1, keepdims=True) / 127
    step = np.maximum(step, 1e-12)
    return np.rint(matrix / step).astype(np.int8), step[:, 0]


def from_student(state):
    """Turns the weights of a trained student into the tensors of the weight file."""
    value = {name: tensor.numpy().astype(np.float64) for name, tensor in state.items()}
    step = LIMIT / 127
    made = {"pieces": np.clip(np.rint(value["pieces.weight"] / step), -127, 127).astype(np.int8)}
    for number in range(4):
        table = value[f"features.tables.{number}.weight"]
        made[f"features.{number}"] = np.rint(table / step).astype(np.int16)
    for layer in (0, 1):
        input_step = step if layer == 0 else HIDDEN_STEP
        for short, suffix in DIRECTIONS:
            prefix, name = f"lstm.{layer}.{short}", f"l{layer}{suffix}"
            made[f"{prefix}.input"], scale = rows(value[f"lstm.weight_ih_{name}"])
            made[f"{prefix}.input_scale"] = (scale * input_step).astype(np.float32)
            made[f"{prefix}.hidden"], scale = rows(value[f"lstm.weight_hh_{name}"])
            made[f"{prefix}.hidden_scale"] = (scale * HIDDEN_STEP).astype(np.float32)
            bias = value[f"lstm.bias_ih_{name}"] + value[f"lstm.bias_hh_{name}"]
            made[f"{prefix}.bias"] = bias.astype(np.float32)
    made["out.weight"], scale = rows(value["out.weight"])
    made["out.scale"] = (scale * HIDDEN_STEP).astype(np.float32)
    made["out.bias"] = value["out.bias"].astype(np.float32)
    made["crf.transitions"] = value["crf.transitions"].astype(np.float32)
    made["crf.start"] = value["crf.start"].astype(np.float32)
    return made


def tanh(x):
    """Lambert's continued fraction, cut off after the seventh power."""
    x = np.clip(x, np.float32(-5), np.float32(5))
    square = x * x
    f = np.float32
    above = x * (f(135135) + square * (f(17325) + square * (f(378) + square)))
    below = f(135135) + square * (f(62370) + square * (f(3150) + square * f(28)))
    return np.clip(above / below, -ONE, ONE)


def sigmoid(x):
    half = np.float32(0.5)
    return half + half * tanh(half * x)


class Integers:
    """Runs the tensors of a weight file over an encoded article."""

    def __init__(self, tensors):
        self.tensors = tensors
        self.exact = {name: value.astype(np.float32) for name, value in tensors.items()}

    def emissions(self, encoded):
        """Returns the tag scores of each word, in single precision."""
        exact = self.exact
        x = exact["pieces"][encoded.pieces]
        for number in range(4):
            x = x + exact[f"features.{number}"][encoded.features[:, number]]
        x = np.clip(x, -127, 127)
        for layer in (0, 1):
            forward = self.run(layer, "f", x)
            backward = self.run(layer, "b", x[::-1])[::-1]
            x = np.concatenate([forward, backward], 1)
        sums = x[encoded.first] @ exact["out.weight"].T
        return sums * exact["out.scale"] + exact["out.bias"]

    def run(self, layer, direction, x):
        """One direction of one layer; returns the hidden states as whole numbers."""
        prefix = f"lstm.{layer}.{direction}"
        part = {name: self.exact[f"{prefix}.{name}"] for name in (
            "input", "input_scale", "hidden", "hidden_scale", "bias")}
        given = (x @ part["input"].T) * part["input_scale"] + part["bias"]
        size = part["hidden"].shape[1]
        weights = np.ascontiguousarray(part["hidden"].T)
        h = np.zeros(size, np.float32)
        c = np.zeros(size, np.float32)
        out = np.zeros((len(x), size), np.float32)
        for at in range(len(x)):
            gates = given[at] + (h @ weights) * part["hidden_scale"]
            i, f = sigmoid(gates[:size]), sigmoid(gates[size:2 * size])
            g, o = tanh(gates[2 * size:3 * size]), sigmoid(gates[3 * size:])
            c = f * c + i * g
            h = np.rint(o * tanh(c) * np.float32(127))
            out[at] = h
        return out
