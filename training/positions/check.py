"""How well a reader of pairs does: Perspectrum dev, and invented processes that it has not seen."""

import numpy as np
import torch

from pairs import Pair, collate, length
from processes import AGAINST, FOR, NONE

PROPOSED = 3


@torch.inference_mode()
def probabilities(reader, found, size=64):
    """The probabilities of the stances of each pair, (pairs, 4)."""
    reader.eval()
    made = np.zeros((len(found), 4), np.float32)
    order = sorted(range(len(found)), key=lambda at: length(found[at]))
    for start in range(0, len(order), size):
        rows = order[start:start + size]
        with torch.autocast("cpu", torch.bfloat16):
            scores, _ = reader(collate([found[at] for at in rows]))
        made[rows] = scores.float().softmax(1).numpy()
    return made


def debate_pairs(source, debates):
    """Claim and first phrasing of each perspective."""
    return [
        source.pair(phrasings[0], claim, FOR if supports else AGAINST)
        for claim, found in debates for supports, phrasings in found
    ]


def debate_accuracy(read, found):
    """How often the likelier one of for and against is right."""
    made = read(found)
    right = np.array([one.stance == FOR for one in found])
    return float(((made[:, FOR] > made[:, AGAINST]) == right).mean())


def process_pairs(source, process):
    """Each statement with each proposition's text, statement after statement."""
    return [
        source.pair(statement.text(), one.text, statement.positions.get(one.id, NONE))
        for statement in process.statements for one in process.propositions.values()
    ]


def process_figures(read, source, found, everything=True):
    """F1 of (statement, proposition, stance) at the best threshold, and stance where it is known.

    Without `everything` only pairs are read that are proposed or known.
    """
    made, gold, proposed = [], [], []
    for process in found:
        pairs = process_pairs(source, process)
        stances = np.array([one.stance for one in pairs])
        likest = np.argsort(source.likeness(process), 1).ravel() < PROPOSED
        wanted = np.flatnonzero(likest | (stances != NONE) | everything)
        given = np.tile(np.array([1, 0, 0, 0], np.float32), (len(pairs), 1))
        given[wanted] = read([pairs[at] for at in wanted])
        made.append(given)
        gold.append(stances)
        proposed.append(likest)
    made, gold, proposed = np.concatenate(made), np.concatenate(gold), np.concatenate(proposed)
    known = gold != NONE
    figures = {
        "stance of known pairs": float((made[known][:, 1:].argmax(1) + 1 == gold[known]).mean()),
        "for or against of known pairs": float(polarity(made, gold)),
        "proposed pairs": best(made, gold, proposed),
    }
    if everything:
        figures["all pairs"] = best(made, gold, np.ones(len(gold), bool))
    return figures


def polarity(made, gold):
    firm = (gold == FOR) | (gold == AGAINST)
    return ((made[firm, FOR] > made[firm, AGAINST]) == (gold[firm] == FOR)).mean()


def best(made, gold, allowed):
    """The best F1 over thresholds of 1 - P(none): F1, precision, recall, threshold; and the recall
    that a precision of 0.75 leaves."""
    stance = made[:, 1:].argmax(1) + 1
    sure = np.where(allowed, 1 - made[:, NONE], -1)
    order = np.argsort(-sure)
    order = order[sure[order] >= 0]
    right = np.cumsum(stance[order] == gold[order])
    count = np.arange(1, len(order) + 1)
    precision, recall = right / count, right / (gold != NONE).sum()
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    at = int(f1.argmax())
    firm = np.flatnonzero((precision >= 0.75) & (count >= 20))
    return tuple(round(float(x), 3) for x in (
        f1[at], precision[at], recall[at], sure[order][at], recall[firm[-1]] if len(firm) else 0))
