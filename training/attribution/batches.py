"""Windows of articles as tensors."""

from dataclasses import dataclass

import numpy as np
import torch

from corpus import TAGS
from words import features


@dataclass
class Encoded:
    """An article in word pieces. `first` has the first piece of each word."""

    pieces: np.ndarray
    features: np.ndarray
    first: np.ndarray
    tags: np.ndarray
    soft: np.ndarray
    labelled: bool


@dataclass
class Batch:
    """Windows side by side: pieces (batch, pieces), words (batch, words)."""

    pieces: torch.Tensor
    features: torch.Tensor
    mask: torch.Tensor
    first: torch.Tensor
    word_mask: torch.Tensor
    tags: torch.Tensor
    soft: torch.Tensor
    labelled: torch.Tensor

    def of_words(self, scores):
        """Picks the scores of each word's first piece."""
        index = self.first[..., None].expand(-1, -1, scores.shape[-1])
        return scores.float().gather(1, index)


def encode(article, pieces):
    ids, owners = pieces.of_words(article.words)
    first = np.searchsorted(owners, np.arange(len(article.words)))
    table = features(article.words)[owners]
    return Encoded(ids, table, first, article.tags(), article.soft, article.labelled)


def windows(encoded, size, offset=0):
    """Cuts an article into runs of whole words of at most `size` pieces."""
    ends = np.append(encoded.first[1:], len(encoded.pieces))
    start, limit, found = 0, offset or size, []
    for word in range(len(encoded.first)):
        if ends[word] - encoded.first[start] > limit and word > start:
            found.append(cut(encoded, start, word, ends))
            start, limit = word, size
    if start < len(encoded.first):
        found.append(cut(encoded, start, len(encoded.first), ends))
    return found


def cut(encoded, start, end, ends):
    first = encoded.first[start]
    pieces = slice(first, ends[end - 1])
    soft = None if encoded.soft is None else encoded.soft[start:end]
    return Encoded(
        encoded.pieces[pieces], encoded.features[pieces], encoded.first[start:end] - first,
        encoded.tags[start:end], soft, encoded.labelled,
    )


def collate(items):
    longest = max(len(item.pieces) for item in items)
    words = max(len(item.first) for item in items)
    size = len(items)
    pieces = np.zeros((size, longest), np.int64)
    table = np.zeros((size, longest, items[0].features.shape[1]), np.int64)
    mask = np.zeros((size, longest), bool)
    first = np.zeros((size, words), np.int64)
    word_mask = np.zeros((size, words), bool)
    tags = np.zeros((size, words, *items[0].tags.shape[1:]), np.int64)
    width = next((item.soft.shape[1] for item in items if item.soft is not None), len(TAGS))
    soft = np.zeros((size, words, width), np.float32)
    for row, item in enumerate(items):
        pieces[row, : len(item.pieces)] = item.pieces
        table[row, : len(item.pieces)] = item.features
        mask[row, : len(item.pieces)] = True
        first[row, : len(item.first)] = item.first
        word_mask[row, : len(item.first)] = True
        tags[row, : len(item.first)] = item.tags
        if item.soft is not None:
            soft[row, : len(item.first)] = item.soft
    labelled = np.array([item.labelled for item in items])
    return Batch(*map(torch.from_numpy, (pieces, table, mask, first, word_mask, tags, soft, labelled)))


def shuffled(items, size, random):
    """Batches of windows of about the same length, in random order."""
    random.shuffle(items)
    batches = []
    for start in range(0, len(items), size * 25):
        group = sorted(items[start:start + size * 25], key=lambda item: len(item.pieces))
        batches += [group[at:at + size] for at in range(0, len(group), size)]
    random.shuffle(batches)
    return [collate(batch) for batch in batches]
