"""all-MiniLM-L6-v2 (Wang et al. 2020) as its authors use it: a vector for each text."""

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from models import BEGIN, END, PRETRAINED, Layer

MOST_PIECES = 126


def pretrained():
    """The weights, without the prefix of their names."""
    weights = load_file(PRETRAINED / "model.safetensors")
    return {name.removeprefix("bert."): value.float() for name, value in weights.items()}


def load_layer(layer, weights, number):
    """Fills a layer with the pretrained one of a number."""
    for ours, theirs in Layer.PARTS.items():
        part = getattr(layer, ours)
        prefix = f"encoder.layer.{number}.{theirs}"
        part.weight.data = weights[f"{prefix}.weight"].clone()
        part.bias.data = weights[f"{prefix}.bias"].clone()


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        weights = pretrained()
        self.pieces = weights["embeddings.word_embeddings.weight"]
        self.positions = (
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.norm = nn.LayerNorm(384, eps=1e-12)
        self.norm.weight.data = weights["embeddings.LayerNorm.weight"]
        self.norm.bias.data = weights["embeddings.LayerNorm.bias"]
        self.layers = nn.ModuleList(Layer() for _ in range(6))
        for number, layer in enumerate(self.layers):
            load_layer(layer, weights, number)
        self.eval()

    def forward(self, ids, mask):
        x = self.norm(self.pieces[ids] + self.positions[: ids.shape[1]])
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        x = x.float() * mask[..., None]
        return functional.normalize(x.sum(1) / mask.sum(1, keepdim=True), dim=1)

    @torch.inference_mode()
    def vectors(self, cuts, batch=128):
        """The vectors of lists of pieces, (texts, 384) at unit length."""
        found = np.zeros((len(cuts), 384), np.float32)
        order = sorted(range(len(cuts)), key=lambda at: len(cuts[at]))
        for start in range(0, len(order), batch):
            rows = order[start:start + batch]
            ids, mask = padded([[BEGIN, *cuts[at][:MOST_PIECES], END] for at in rows])
            with torch.autocast("cpu", torch.bfloat16):
                found[rows] = self(ids, mask).numpy()
        return found


def padded(lists):
    """Lists of numbers side by side, and where they are."""
    longest = max(map(len, lists))
    ids = torch.zeros(len(lists), longest, dtype=torch.long)
    mask = torch.zeros(len(lists), longest, dtype=torch.bool)
    for row, one in enumerate(lists):
        ids[row, : len(one)] = torch.tensor(one)
        mask[row, : len(one)] = True
    return ids, mask
