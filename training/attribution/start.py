"""What every training begins with: fixed seeds, and dev to check on."""

import random

import numpy as np
import torch

import batches
import corpus


def settle(seed, threads):
    """Fixes all seeds; returns the generator that articles and damage are drawn with."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    np.random.seed(seed)
    return random.Random(seed)


def dev(corpora, pieces):
    """The dev articles in pieces, the first annotator's."""
    articles = corpus.read_polnear(f"{corpora}/polnear", "dev")
    return [batches.encode(articles[name][0], pieces) for name in sorted(articles)]
