"""The name head: a layer that reads the frozen body's states, and three chains of tags."""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from chains import COLUMNS, Chains
from models import PRETRAINED
from prepared import CASES
from states import EMBEDDING, LAYER


PIECES = 30522
LIMIT = 1.0


class NameHead(nn.Module):
    """One bidirectional LSTM over words, on states of layer 1 and vectors of its own."""

    def __init__(self, width=128, hidden=64, dropout=0.25):
        super().__init__()
        self.pieces = nn.EmbeddingBag(PIECES, width, mode="sum")
        self.case = nn.Embedding(CASES, width)
        nn.init.normal_(self.case.weight, 0.0, 0.05)
        self.lstm = nn.LSTM(LAYER + width, hidden, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * hidden + LAYER, COLUMNS)
        self.chains = Chains()
        self.dropout = dropout
        self.load_pretrained(width)

    def load_pretrained(self, width):
        """Starts from the principal components of the teacher's word-piece embeddings."""
        weights = load_file(PRETRAINED / "model.safetensors")
        name = next(n for n in weights if n.endswith("word_embeddings.weight"))
        table = weights[name].float()
        left, sizes, _ = torch.linalg.svd(table - table.mean(0), full_matrices=False)
        reduced = left[:, :width] * sizes[:width]
        self.pieces.weight.data = (reduced / reduced.std() * 0.2).contiguous()

    def forward(self, states, pieces, offsets, case):
        """Tag scores: (batch, words, tags of all layers). `pieces` of all words in a row."""
        batch, words, _ = states.shape
        own = self.pieces(pieces, offsets).view(batch, words, -1) + self.case(case)
        own = torch.clamp(functional.dropout(own, self.dropout, self.training), -LIMIT, LIMIT)
        first = states[..., EMBEDDING:EMBEDDING + LAYER]
        second = states[..., EMBEDDING + LAYER:]
        given = functional.dropout(first, self.dropout / 2, self.training)
        y, _ = self.lstm(torch.cat([given, own], -1))
        y = torch.cat([y, second], -1)
        return self.out(functional.dropout(y, self.dropout, self.training))


