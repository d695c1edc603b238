"""Articles as the name head sees them, and windows of them as tensors."""

import pickle
from dataclasses import dataclass

import numpy as np
import torch

from chains import COLUMNS
from gold import LAYERS

CASES = 4


@dataclass
class Prepared:
    """An article as the name head sees it; `pieces` and `owners` are its word pieces."""

    name: str
    states: np.ndarray
    pieces: np.ndarray
    owners: np.ndarray
    case: np.ndarray
    tags: np.ndarray
    soft: np.ndarray
    labelled: bool


def case_of(words):
    """Whether a word that begins with a capital also stands in small letters in the text (1) or
    with a capital where no sentence begins (2), or both (3); 0 for other words."""
    small, capital = set(), set()
    before = "."
    for text in words.texts:
        if text.islower():
            small.add(text)
        elif text[0].isupper() and before[-1] not in ".!?:\"“”'‘’«»-•" and not text.isupper():
            capital.add(text.lower())
        before = text
    return np.array([
        (text.lower() in small) + 2 * (text.lower() in capital) if text[0].isupper() else 0
        for text in words.texts
    ], np.int64)


def load(path):
    """Reads the articles of a file that `label_names.py` wrote."""
    found = []
    with open(path, "rb") as file:
        while True:
            try:
                found += pickle.load(file)
            except EOFError:
                return found


def windows(article, size, offset):
    """Cuts an article into (article, start, end) of at most `size` words."""
    starts = [0] + list(range(offset, len(article.tags), size))
    ends = starts[1:] + [len(article.tags)]
    return [(article, start, end) for start, end in zip(starts, ends) if end - start > 5]


@dataclass
class Batch:
    """Windows side by side; `pieces` of all words in a row, `offsets` where each word's begin."""

    states: torch.Tensor
    pieces: torch.Tensor
    offsets: torch.Tensor
    case: torch.Tensor
    mask: torch.Tensor
    tags: torch.Tensor
    soft: torch.Tensor
    labelled: torch.Tensor

    def inputs(self):
        return self.states, self.pieces, self.offsets, self.case


def collate(cuts):
    longest = max(end - start for _, start, end in cuts)
    size = len(cuts)
    states = np.zeros((size, longest, cuts[0][0].states.shape[1]), np.int8)
    case = np.zeros((size, longest), np.int64)
    mask = np.zeros((size, longest), bool)
    tags = np.zeros((size, longest, len(LAYERS)), np.int64)
    soft = np.zeros((size, longest, COLUMNS), np.float32)
    pieces, counts = [], np.zeros((size, longest), np.int64)
    for row, (article, start, end) in enumerate(cuts):
        chosen = slice(start, end)
        states[row, :end - start] = article.states[chosen]
        case[row, :end - start] = article.case[chosen]
        mask[row, :end - start] = True
        tags[row, :end - start] = article.tags[chosen]
        soft[row, :end - start] = article.soft[chosen]
        first, last = np.searchsorted(article.owners, [start, end])
        pieces.append(article.pieces[first:last])
        counts[row, :end - start] = np.bincount(article.owners[first:last] - start, minlength=end - start)
    offsets = np.concatenate([[0], np.cumsum(counts.ravel())[:-1]])
    labelled = np.array([article.labelled for article, _, _ in cuts])
    return Batch(
        torch.from_numpy(states).float() / 127, torch.from_numpy(np.concatenate(pieces)).long(),
        torch.from_numpy(offsets), *map(torch.from_numpy, (case, mask, tags, soft, labelled)))


def shuffled(cuts, size, random):
    """Batches of windows of about the same length, in random order."""
    random.shuffle(cuts)
    batches = []
    for start in range(0, len(cuts), size * 25):
        group = sorted(cuts[start:start + size * 25], key=lambda cut: cut[2] - cut[1])
        batches += [group[at:at + size] for at in range(0, len(group), size)]
    random.shuffle(batches)
    return batches
