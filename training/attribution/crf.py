"""A linear-chain CRF over BIO tags (Lafferty et al. 2001), its sums taken as a tree of products."""

import numpy as np
import torch
from torch import nn

TAGS = 7
FORBIDDEN = -1e4


def allowed(tags=TAGS):
    """A tag may follow another unless it continues a part that the other is not in."""
    table = np.zeros((tags, tags), bool)
    for before in range(tags):
        for after in range(tags):
            inside = after > 0 and after % 2 == 0
            table[before, after] = not inside or before in (after, after - 1)
    return table


class Crf(nn.Module):
    def __init__(self, tags=TAGS):
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.start = nn.Parameter(torch.zeros(tags))
        self.register_buffer("closed", torch.from_numpy(~allowed(tags)), persistent=False)

    def table(self):
        return self.transitions.masked_fill(self.closed, FORBIDDEN)

    def log_sum(self, emissions, mask):
        """log of the sum over all tag sequences; emissions (batch, words, tags), mask a prefix."""
        tags = len(self.start)
        steps = self.table()[None, None] + emissions[:, 1:, None, :]
        eye = torch.full((tags, tags), FORBIDDEN).fill_diagonal_(0.0)
        steps = torch.where(mask[:, 1:, None, None], steps, eye)
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, eye.expand(len(steps), 1, tags, tags)], 1)
            left, right = steps[:, 0::2], steps[:, 1::2]
            steps = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], -2)
        first = self.start + emissions[:, 0]
        if steps.shape[1]:
            first = torch.logsumexp(first[:, :, None] + steps[:, 0], 1)
        return torch.logsumexp(first, 1)

    def loss(self, emissions, tags, mask):
        """Negative log likelihood for each word, summed."""
        path = emissions.gather(2, tags[..., None])[..., 0]
        path = path * mask
        moves = self.table()[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        score = self.start[tags[:, 0]] + path.sum(1) + moves.sum(1)
        return (self.log_sum(emissions, mask) - score).sum()

    def marginals(self, emissions):
        """The probability of each tag of each word of one text: (words, tags)."""
        with torch.enable_grad():
            emissions = emissions.detach()[None].requires_grad_(True)
            mask = torch.ones(emissions.shape[:2], dtype=torch.bool)
            total = self.log_sum(emissions, mask).sum()
            return torch.autograd.grad(total, emissions)[0][0]


def viterbi(emissions, transitions, start):
    """The best tag sequence, in single precision and in the order of `rapporteur-tagger`."""
    tags_there = len(start)
    table = np.where(allowed(tags_there), transitions, np.float32(FORBIDDEN)).astype(np.float32)
    first = start.astype(np.float32).copy()
    first[2::2] = FORBIDDEN
    best = first + emissions[0]
    back = np.zeros((len(emissions), tags_there), np.int8)
    for at in range(1, len(emissions)):
        moves = best[:, None] + table
        back[at] = moves.argmax(0)
        best = moves.max(0) + emissions[at]
    tags = np.zeros(len(emissions), np.int64)
    tags[-1] = best.argmax()
    for at in range(len(emissions) - 1, 0, -1):
        tags[at - 1] = back[at, tags[at]]
    return tags
