"""Writes the network of a weight file in single precision, for `bench/rten`:
`python export_onnx.py --weights attribution-en.safetensors --out attribution-en.onnx`."""

import argparse

import torch
from safetensors.torch import load_file
from torch import nn

from words import FEATURES

HIDDEN_STEPS = 127
LIMIT = 127.0


class Network(nn.Module):
    """The tagger up to its tag scores; vectors in steps, as the weight file has them."""

    def __init__(self, tensors):
        super().__init__()
        value = {name: tensor.float() for name, tensor in tensors.items()}
        self.pieces = nn.Embedding.from_pretrained(value["pieces"])
        tables = (value[f"features.{number}"] for number in range(len(FEATURES)))
        self.features = nn.ModuleList(nn.Embedding.from_pretrained(table) for table in tables)
        width, hidden = value["pieces"].shape[1], value["lstm.0.f.hidden"].shape[1]
        self.lstm = nn.LSTM(width, hidden, 2, batch_first=True, bidirectional=True)
        for layer in (0, 1):
            steps = HIDDEN_STEPS if layer else 1
            for short, suffix in (("f", ""), ("b", "_reverse")):
                prefix, name = f"lstm.{layer}.{short}", f"l{layer}{suffix}"
                for part, ours, scale in (("input", "ih", steps), ("hidden", "hh", HIDDEN_STEPS)):
                    weight = value[f"{prefix}.{part}"]
                    weight = weight * value[f"{prefix}.{part}_scale"][:, None] * scale
                    getattr(self.lstm, f"weight_{ours}_{name}").data = weight
                getattr(self.lstm, f"bias_ih_{name}").data = value[f"{prefix}.bias"]
                getattr(self.lstm, f"bias_hh_{name}").data.zero_()
        self.out = nn.Linear(2 * hidden, len(value["out.bias"]))
        self.out.weight.data = value["out.weight"] * value["out.scale"][:, None] * HIDDEN_STEPS
        self.out.bias.data = value["out.bias"]

    def forward(self, pieces, features):
        x = self.pieces(pieces)
        for number, table in enumerate(self.features):
            x = x + table(features[..., number])
        y, _ = self.lstm(torch.clamp(x, -LIMIT, LIMIT))
        return self.out(y)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--weights", required=True)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    network = Network(load_file(chosen.weights)).eval()
    example = (torch.zeros(1, 9, dtype=torch.long), torch.zeros(1, 9, 4, dtype=torch.long))
    torch.onnx.export(
        network, example, chosen.out, dynamo=False, opset_version=17,
        input_names=["pieces", "features"], output_names=["scores"],
        dynamic_axes={"pieces": {1: "length"}, "features": {1: "length"}, "scores": {1: "length"}},
    )


if __name__ == "__main__":
    main()
