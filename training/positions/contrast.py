"""Draws vectors of sentences towards what bears on the same thing.

A content is drawn towards the propositions that it bears on and away from the others of its process,
or away from all where it bears on none; a perspective towards another wording of it, or its claim
(contrastive learning, van den Oord et al. 2018). What the encoder says goes on counting.
"""

from functools import lru_cache

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import sentences

STEPS, RATE, SENTENCES, STATEMENTS, PAIRS = 600, 2e-3, 512, 96, 128
ENCODER_SHARE, PAIR_SHARE = 10.0, 0.3
SHARPNESS, PAIR_SHARPNESS, MOST_ALIKE = 0.08, 0.07, 0.05
UNRELATED = 0.4
DROPPED = 0.2
UNKNOWN = 100


class Contrast:
    def __init__(self, table, pieces, taught, debates, processes):
        """`taught` are texts in pieces and what the encoder says of them, reduced."""
        self.table = nn.EmbeddingBag(*table.shape, mode="sum")
        self.table.weight.data = torch.from_numpy(table.astype(np.float32))
        self.cuts, self.wanted = taught
        self.cut = lru_cache(None)(lambda text: np.array(sentences.cut(text, pieces) or [UNKNOWN]))
        self.wordings = [(claim, ph) for claim, found in debates for _, ph in found]
        self.processes = processes
        self.chance = np.random.RandomState(1)

    def fit(self):
        """Trains; returns the table."""
        optimiser = torch.optim.Adam(self.table.parameters(), lr=RATE, betas=(0.9, 0.98))
        for step in range(STEPS):
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1, step / 20) * max(0.02, 1 - step / STEPS)
            loss = ENCODER_SHARE * self.encoder_loss() + self.process_loss() + PAIR_SHARE * self.pair_loss()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        return self.table.weight.detach().numpy()

    def vectors(self, cuts):
        kept = []
        for one in cuts:
            rest = one[self.chance.rand(len(one)) >= DROPPED] if len(one) > 2 else one
            kept.append(rest if len(rest) else one)
        return functional.normalize(self.table(*flat(kept)), dim=1)

    def encoder_loss(self):
        picked = self.chance.choice(len(self.cuts), SENTENCES)
        found = self.vectors([np.array(self.cuts[at]) for at in picked])
        return (1 - (found * self.wanted[picked]).sum(1)).mean()

    def process_loss(self):
        process = self.processes[self.chance.randint(len(self.processes))]
        texts = [
            (number, self.cut(text)) for number, one in enumerate(process.propositions.values())
            for text in (one.text, *one.phrasings_for, *one.phrasings_against)
        ]
        count = min(STATEMENTS, len(process.statements))
        picked = self.chance.choice(len(process.statements), count, replace=False)
        statements = [process.statements[at] for at in picked]
        likeness = self.vectors([self.cut(one.content) for one in statements]) @ self.vectors(
            [cut for _, cut in texts]).T
        owners = torch.tensor([number for number, _ in texts])
        best = torch.stack([
            torch.logsumexp(likeness[:, owners == number] / MOST_ALIKE, 1) * MOST_ALIKE
            for number in range(len(process.propositions))
        ], 1)
        scores = torch.cat([best, torch.full((count, 1), UNRELATED)], 1) / SHARPNESS
        gold = torch.tensor([
            [float(identity in one.positions) for identity in process.propositions]
            + [float(not one.positions)] for one in statements
        ])
        gold = gold / gold.sum(1, keepdim=True)
        return -(gold * scores.log_softmax(1)).sum(1).mean()

    def pair_loss(self):
        picked = [self.wordings[at] for at in self.chance.choice(len(self.wordings), PAIRS)]
        left, right = [], []
        for claim, phrasings in picked:
            if len(phrasings) > 1 and self.chance.rand() < 0.6:
                one, other = self.chance.choice(len(phrasings), 2, replace=False)
                left.append(self.cut(phrasings[one]))
                right.append(self.cut(phrasings[other]))
            else:
                left.append(self.cut(phrasings[self.chance.randint(len(phrasings))]))
                right.append(self.cut(claim))
        scores = self.vectors(left) @ self.vectors(right).T / PAIR_SHARPNESS
        claims = np.array([claim for claim, _ in picked])
        same = (claims[:, None] == claims[None, :]) & ~np.eye(PAIRS, dtype=bool)
        return functional.cross_entropy(
            scores.masked_fill(torch.from_numpy(same), -9), torch.arange(PAIRS))


def flat(cuts):
    """Texts in pieces end to end, and where each begins."""
    offsets = np.cumsum([0, *map(len, cuts[:-1])])
    return torch.from_numpy(np.concatenate(cuts)), torch.from_numpy(offsets)
