"""What the frozen body of the attribution tagger says of each word: the input of the name head.

A row has, in steps of the body's integers: the embedding sum of the word's first piece (128), and
its hidden states in layer 1 and layer 2 (384 each), computed exactly as the weight file does it
but for the last rounding of the states, which single precision repeats to within one step.
"""

import numpy as np
import torch
from torch import nn

from integers import HIDDEN_STEP
from models import LIMIT

STEP = LIMIT / 127
EMBEDDING, LAYER = 128, 384


class Body(nn.Module):
    """The body of a weight file, in floating point."""

    def __init__(self, tensors):
        super().__init__()
        self.pieces = tensors["pieces"].astype(np.float32)
        self.features = [tensors[f"features.{n}"].astype(np.float32) for n in range(4)]
        self.layers = nn.ModuleList()
        for number in (0, 1):
            hidden = tensors[f"lstm.{number}.f.hidden"].shape[1]
            columns = tensors[f"lstm.{number}.f.input"].shape[1]
            layer = nn.LSTM(columns, hidden, batch_first=True, bidirectional=True)
            step = STEP if number == 0 else HIDDEN_STEP
            for short, suffix in (("f", ""), ("b", "_reverse")):
                of = lambda part: tensors[f"lstm.{number}.{short}.{part}"]
                for ours, part, given in (("ih", "input", step), ("hh", "hidden", HIDDEN_STEP)):
                    scale = of(f"{part}_scale").astype(np.float64)[:, None] / given
                    weight = torch.from_numpy((of(part) * scale).astype(np.float32))
                    getattr(layer, f"weight_{ours}_l0{suffix}").data = weight
                getattr(layer, f"bias_ih_l0{suffix}").data = torch.from_numpy(of("bias").copy())
                getattr(layer, f"bias_hh_l0{suffix}").data.zero_()
            self.layers.append(layer)
        self.requires_grad_(False)

    def embedded(self, encoded):
        rows = self.pieces[encoded.pieces]
        for number, table in enumerate(self.features):
            rows = rows + table[encoded.features[:, number]]
        return np.clip(rows, -127, 127)

    def of_words(self, encoded):
        """Returns (words, 896) whole numbers of -127 to 127."""
        rows = self.embedded(encoded)
        x = torch.from_numpy(rows)[None] * STEP
        found = [rows[encoded.first]]
        with torch.inference_mode():
            for layer in self.layers:
                x, _ = layer(x)
                x = torch.round(x * 127) / 127
                found.append((x[0, torch.from_numpy(encoded.first)] * 127).round().numpy())
        return np.concatenate(found, 1).astype(np.int8)
