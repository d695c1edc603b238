"""The readers of pairs: the teacher with all of MiniLM, the student that Rapporteur runs."""

import numpy as np
import torch
from safetensors.numpy import load_file as load_arrays
from torch import nn
from torch.nn import functional

from encoder import load_layer, pretrained
from models import LIMIT, Layer
from pairs import MOST_PROPOSITION, MOST_STATEMENT
from processes import STANCES

WIDTH = 384
MOST = MOST_STATEMENT + MOST_PROPOSITION + 3


class Reader(nn.Module):
    """Layers of BERT over both texts; the mean of the last one scores the stances."""

    def __init__(self, layers):
        super().__init__()
        self.position = nn.Parameter(torch.zeros(MOST, WIDTH))
        self.kind = nn.Parameter(torch.zeros(2, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.out = nn.Linear(WIDTH, len(STANCES))
        nn.init.normal_(self.out.weight, 0, 0.02)
        nn.init.zeros_(self.out.bias)

    def load_edges(self, weights):
        """Takes positions, kinds and the first norm from MiniLM."""
        self.position.data = weights["embeddings.position_embeddings.weight"][:MOST].clone()
        self.kind.data = weights["embeddings.token_type_embeddings.weight"].clone()
        self.norm.weight.data = weights["embeddings.LayerNorm.weight"].clone()
        self.norm.bias.data = weights["embeddings.LayerNorm.bias"].clone()

    def forward(self, batch):
        """Scores of the stances, and the mean of the last layer."""
        x = self.embed(batch.pieces) + self.position[: batch.pieces.shape[1]] + self.kind[batch.kinds]
        x = functional.dropout(self.norm(x), 0.1, self.training)
        seen = batch.mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        x = x.float() * batch.mask[..., None]
        mean = x.sum(1) / batch.mask.sum(1, keepdim=True)
        return self.out(functional.dropout(mean, 0.1, self.training)), mean


class Teacher(Reader):
    """All six layers on MiniLM's own embeddings, which stay as they are."""

    def __init__(self):
        super().__init__(6)
        weights = pretrained()
        self.register_buffer("pieces", weights["embeddings.word_embeddings.weight"], persistent=False)
        self.load_edges(weights)
        for number, layer in enumerate(self.layers):
            load_layer(layer, weights, number)

    def embed(self, ids):
        return self.pieces[ids]


class Student(Reader):
    """Some layers, on the tagger's word pieces and rows of its own for the most useful pieces."""

    def __init__(self, layers, shared, own):
        """`shared` has the tagger's rows (30522, 128), `own` the numbers of pieces with own rows."""
        super().__init__(layers)
        table = pretrained()["embeddings.word_embeddings.weight"].numpy()
        others = np.setdiff1d(np.arange(len(table)), own)
        given = np.concatenate([shared, np.ones((len(shared), 1), np.float32)], 1)
        solved = np.linalg.lstsq(given[others], table[others], rcond=None)[0]
        rest = table - given @ solved
        where = np.full(len(table), len(own))
        where[own] = np.arange(len(own))
        self.register_buffer("shared", torch.from_numpy(shared), persistent=False)
        self.register_buffer("own_pieces", torch.from_numpy(np.asarray(own)))
        self.register_buffer("where", torch.from_numpy(where), persistent=False)
        self.map = nn.Linear(shared.shape[1], WIDTH)
        self.map.weight.data = torch.from_numpy(np.ascontiguousarray(solved[:-1].T, np.float32))
        self.map.bias.data = torch.from_numpy(solved[-1].astype(np.float32))
        self.own = nn.Embedding(len(own), WIDTH)
        self.own.weight.data = torch.from_numpy(rest[own].astype(np.float32))

    def embed(self, ids):
        where = self.where[ids]
        has = (where < len(self.own.weight))[..., None]
        return self.map(self.shared[ids]) + self.own(where.clamp(max=len(self.own.weight) - 1)) * has

    def take(self, teacher, kept):
        """Starts from some of the teacher's layers and from all that is around them."""
        for ours, number in zip(self.layers, kept):
            ours.load_state_dict(teacher.layers[number].state_dict())
        for name in ("norm", "out"):
            getattr(self, name).load_state_dict(getattr(teacher, name).state_dict())
        self.position.data = teacher.position.data.clone()
        self.kind.data = teacher.kind.data.clone()


def tagger_table(path):
    """The word pieces of the attribution tagger, as it reads them."""
    return load_arrays(path)["pieces"].astype(np.float32) * np.float32(LIMIT / 127)
