"""How sure an attribution is: a logistic regression on held-out training articles.

The inputs of an attribution are the log odds of the mean tag probability of its cue, content and
source words and of its two links; `rapporteur-tagger` computes the same in `confidence.rs`.
"""

import numpy as np
import torch

from crf import FORBIDDEN, allowed


LIMIT = 6.0
INPUTS = 7


def log_odds(probability):
    probability = min(max(probability, 1e-9), 1 - 1e-9)
    return float(np.clip(np.log(probability / (1 - probability)), -LIMIT, LIMIT))


def inputs(link, marginals):
    """1, cue, content, source or 0, whether there is a source, link of source, link of content."""
    def sure(found):
        of_role = [
            marginals[at, 2 * role - 1] + marginals[at, 2 * role]
            for role, start, end in found for at in range(start, end)
        ]
        return log_odds(float(np.mean(of_role)))

    return [
        1.0,
        sure([link.cue]),
        sure(link.contents),
        sure([link.source]) if link.source else 0.0,
        1.0 if link.source else 0.0,
        log_odds(link.source_probability),
        log_odds(link.content_probability),
    ]


def marginals(emissions, transitions, start):
    """Tag probabilities of each word, in double precision."""
    table = np.where(allowed(len(start)), transitions, FORBIDDEN).astype(np.float64)
    first = start.astype(np.float64).copy()
    first[2::2] = FORBIDDEN
    emissions = emissions.astype(np.float64)
    moves = np.exp(table)

    def normal(row):
        return row / row.sum()

    def odds(row):
        return np.exp(row - row.max())

    ahead = [normal(odds(first + emissions[0]))]
    for row in emissions[1:]:
        ahead.append(normal((ahead[-1] @ moves) * odds(row)))
    behind = [np.ones(len(first))]
    for row in emissions[:0:-1]:
        behind.append(normal(moves @ (behind[-1] * odds(row))))
    found = np.array(ahead) * np.array(behind[::-1])
    return found / found.sum(1, keepdims=True)


def fit(rows, right):
    """Returns the weights of the inputs."""
    rows, right = torch.tensor(rows).double(), torch.tensor(right).double()
    weights = torch.zeros(INPUTS, dtype=torch.double, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(rows @ weights, right)
        loss = loss + 1e-4 * (weights**2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return weights.detach().numpy().astype(np.float32)
