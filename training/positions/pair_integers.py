"""The student in integers, as `rapporteur-stance` computes it.

Weights are int8 rows with a step each; what goes into a product is rounded to int8 with a step for
each piece. The sums are added in double precision, which holds them exactly.
"""

import numpy as np
import torch
from safetensors.numpy import load_file

from integers import rows
from models import LIMIT

HEADS = 12
PARTS = ("query", "key", "value", "merge", "widen", "narrow")


def from_student(state):
    """Turns the weights of a trained student into the tensors of the weight file."""
    value = {name: tensor.numpy().astype(np.float64) for name, tensor in state.items()}
    made = {"embed.own.pieces": value["own_pieces"].astype(np.int32)}
    single = {
        "embed.bias": value["map.bias"], "embed.position": value["position"],
        "embed.kind": value["kind"], "out": value["out.weight"], "out.bias": value["out.bias"],
        "embed.norm": np.stack([value["norm.weight"], value["norm.bias"]]),
    }
    whole = {"embed.map": value["map.weight"], "embed.own": value["own.weight"]}
    count = 1 + max(int(name.split(".")[1]) for name in value if name.startswith("layers."))
    for layer in range(count):
        for part in PARTS:
            whole[f"layer.{layer}.{part}"] = value[f"layers.{layer}.{part}.weight"]
            single[f"layer.{layer}.{part}.bias"] = value[f"layers.{layer}.{part}.bias"]
        for norm in ("norm", "last_norm"):
            single[f"layer.{layer}.{norm}"] = np.stack(
                [value[f"layers.{layer}.{norm}.{end}"] for end in ("weight", "bias")])
    for name, matrix in whole.items():
        made[name], scale = rows(matrix)
        made[f"{name}.scale"] = scale.astype(np.float32)
    # What goes into the map are the tagger's whole numbers, which all have one step.
    made["embed.map.scale"] *= np.float32(LIMIT / 127)
    made.update({name: matrix.astype(np.float32) for name, matrix in single.items()})
    return made


def rounded(x):
    """Whole numbers of at most 127 and their step, for each row."""
    step = x.abs().amax(-1, keepdim=True) / 127
    return torch.where(step > 0, torch.round(x / step), 0), step


def tanh(x):
    """Lambert's continued fraction, cut off after the seventh power."""
    x = x.clamp(-5, 5)
    square = x * x
    above = x * (135135 + square * (17325 + square * (378 + square)))
    below = 135135 + square * (62370 + square * (3150 + square * 28))
    return (above / below).clamp(-1, 1)


def gelu(x):
    return 0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))


class Rounded:
    """Runs the tensors of a weight file; called like a reader, or for one pair with `states`."""

    def __init__(self, tensors, tagger, exact=False):
        self.kind_of = torch.float64 if exact else torch.float32
        self.tensors = {name: torch.from_numpy(np.ascontiguousarray(t)) for name, t in tensors.items()}
        self.whole = {
            name: value.to(self.kind_of) for name, value in self.tensors.items()
            if value.dtype == torch.int8
        }
        self.shared = torch.from_numpy(load_file(tagger)["pieces"]).to(self.kind_of)
        own = self.tensors["embed.own.pieces"].long()
        self.own = torch.zeros(len(self.shared), self.whole["embed.own"].shape[1])
        self.own[own] = self.tensors["embed.own"].float() * self.tensors["embed.own.scale"][:, None]
        self.layers = sum(name.endswith(".query") for name in tensors)

    def eval(self):
        return self

    def product(self, name, whole, step):
        sums = (whole.to(self.kind_of) @ self.whole[name].T).float()
        return sums * (step * self.tensors[f"{name}.scale"])

    def linear(self, name, x):
        return self.product(name, *rounded(x)) + self.tensors[f"{name}.bias"]

    def norm(self, name, x):
        weight, bias = self.tensors[name]
        return torch.nn.functional.layer_norm(x, x.shape[-1:], weight, bias, 1e-12)

    def states(self, batch):
        """The last layer, (pairs, pieces, 384)."""
        x = self.product("embed.map", self.shared[batch.pieces], torch.ones(1, 1)) + self.tensors["embed.bias"]
        x = x + self.own[batch.pieces] + self.tensors["embed.position"][: x.shape[1]]
        x = self.norm("embed.norm", x + self.tensors["embed.kind"][batch.kinds])
        hidden = torch.where(batch.mask, 0.0, -torch.inf)[:, None, None, :]
        for layer in range(self.layers):
            x = self.layer(f"layer.{layer}", x, hidden)
        return x

    def layer(self, name, x, hidden):
        pairs, pieces, width = x.shape

        def heads(part):
            y = self.linear(f"{name}.{part}", x)
            return y.view(pairs, pieces, HEADS, width // HEADS).transpose(1, 2)

        scores = heads("query") @ heads("key").transpose(2, 3) / (width // HEADS) ** 0.5
        seen = (scores + hidden).softmax(3) @ heads("value")
        seen = self.linear(f"{name}.merge", seen.transpose(1, 2).reshape(pairs, pieces, width))
        x = self.norm(f"{name}.norm", x + seen)
        inner = gelu(self.linear(f"{name}.widen", x))
        return self.norm(f"{name}.last_norm", x + self.linear(f"{name}.narrow", inner))

    @torch.inference_mode()
    def __call__(self, batch):
        with torch.autocast("cpu", enabled=False):
            x = self.states(batch) * batch.mask[..., None]
            mean = x.sum(1) / batch.mask.sum(1, keepdim=True)
            return mean @ self.tensors["out"].T + self.tensors["out.bias"], mean
