"""Tag probabilities of whole articles, windows stitched together in the middle of their overlap."""

import numpy as np
import torch

from batches import collate, cut
from crf import viterbi


def overlapping(encoded, size, stride):
    """Windows of whole words that overlap; returns (first word, window)."""
    ends = np.append(encoded.first[1:], len(encoded.pieces))
    found, start = [], 0
    while True:
        end = int(np.searchsorted(ends, encoded.first[start] + size, "right"))
        end = max(end, start + 1)
        found.append((start, cut(encoded, start, end, ends)))
        if end >= len(encoded.first):
            return found
        following = int(np.searchsorted(encoded.first, encoded.first[start] + stride))
        start = max(following, start + 1)


def scores(model, articles, size, stride, batch=16, half=False):
    """Returns the tag scores of every word of every article."""
    model.eval()
    jobs = [
        (number, start, window)
        for number, encoded in enumerate(articles)
        for start, window in (overlapping(encoded, size, stride) if size else [(0, encoded)])
    ]
    jobs.sort(key=lambda job: len(job[2].pieces))
    found = [None] * len(articles)
    margin = [np.full(len(encoded.first), -1) for encoded in articles]
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=half):
        for at in range(0, len(jobs), batch):
            group = jobs[at:at + batch]
            made = collate([window for _, _, window in group])
            emitted = made.of_words(model(made.pieces, made.features, made.mask)).numpy()
            for row, (number, start, window) in enumerate(group):
                keep(found, margin, number, start, emitted[row, : len(window.first)])
    return found


def keep(found, margin, number, start, emitted):
    """Takes over the words that stand further from the window's edge than in the others."""
    total, count = len(margin[number]), len(emitted)
    if found[number] is None:
        found[number] = np.zeros((total, emitted.shape[1]), np.float32)
    at = np.arange(count)
    left = at if start else np.full(count, total)
    right = count - 1 - at if start + count < total else np.full(count, total)
    distance = np.minimum(left, right)
    better = distance > margin[number][start:start + count]
    margin[number][start:start + count][better] = distance[better]
    found[number][start:start + count][better] = emitted[better]


def best_tags(model, emissions):
    crf = model.crf
    return viterbi(emissions, crf.transitions.detach().numpy(), crf.start.detach().numpy())
