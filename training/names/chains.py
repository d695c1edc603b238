"""Three chains of tags over one set of word scores: outer, inner and nominal spans."""

import torch
from torch import nn

from crf import Crf, allowed
from gold import LAYERS, NOMINAL, TAGS

COLUMNS = TAGS * len(LAYERS)


def of_layer(scores, layer):
    """The scores of a layer's tags."""
    return scores[..., layer * TAGS:(layer + 1) * TAGS]


class Chains(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(Crf(TAGS) for _ in LAYERS)

    def loss(self, emissions, tags, mask, nominal=True):
        """Negative log likelihood for each word, summed over words and layers."""
        return sum(
            crf.loss(of_layer(emissions, at), tags[..., at].contiguous(), mask)
            for at, crf in enumerate(self.layers[:None if nominal else NOMINAL])
        )

    def cross_entropy(self, emissions, wanted, mask):
        """Cross entropy between the wanted tags, taken as chains of allowed moves, and the chains."""
        batch, length, _ = emissions.shape
        emissions = emissions.view(batch, length, len(LAYERS), TAGS)
        wanted = wanted.view(batch, length, len(LAYERS), TAGS)
        tables = torch.stack([crf.transitions for crf in self.layers])
        starts = torch.stack([crf.start for crf in self.layers])
        closed = torch.stack([crf.table() for crf in self.layers])
        open_moves = torch.from_numpy(allowed(TAGS))
        pairs = wanted[:, :-1, :, :, None] * wanted[:, 1:, :, None, :] * open_moves
        pairs = pairs / pairs.sum((3, 4), keepdim=True).clamp(min=1e-6)
        score = ((emissions * wanted).sum((2, 3)) * mask).sum()
        moves = ((pairs * tables).sum((2, 3, 4)) * mask[:, 1:]).sum()
        first = (wanted[:, 0] * starts).sum()
        return self.log_sum(emissions, closed, starts, mask) - score - moves - first

    def log_sum(self, emissions, tables, starts, mask):
        """log of the sums over all tag sequences, by the forward algorithm in powers of e."""
        highest = emissions.max(-1, keepdim=True).values
        powers = torch.exp(emissions - highest)
        moves = torch.exp(tables)
        reached = powers[:, 0] * torch.exp(starts)
        total = (highest[..., 0] * mask[..., None]).sum()
        for at in range(1, emissions.shape[1]):
            size = reached.sum(-1, keepdim=True)
            following = torch.einsum("blt,ltu->blu", reached / size, moves) * powers[:, at]
            stays = mask[:, at, None, None]
            reached = torch.where(stays, following, reached)
            total = total + torch.where(stays[..., 0], torch.log(size[..., 0]), 0.0).sum()
        return total + torch.log(reached.sum(-1)).sum()
