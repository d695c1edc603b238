"""Trains the student on gold and on the teachers' probabilities:
`python distil.py --soft soft.npz --out student.safetensors`."""

import argparse
import time

import numpy as np
import torch
from safetensors.torch import save_file
from torch.nn import functional

import batches
import label
import predict
import score
import start
from augment import damaged
from crf import TAGS, allowed
from models import PRETRAINED, Student
from words import Pieces

WINDOW, BATCH = 254, 24
GOLD_SHARE = 0.5


def targets(batch):
    """The tag distribution to learn: half gold and half teacher, or the teacher's alone."""
    gold = functional.one_hot(batch.tags, TAGS).float()
    share = batch.labelled.float()[:, None, None] * GOLD_SHARE
    return share * gold + (1 - share) * batch.soft


def loss_of(crf, emitted, wanted, mask):
    """Cross entropy between the wanted tags, taken as a chain of allowed moves, and the CRF."""
    open_moves = torch.from_numpy(allowed(emitted.shape[-1]))
    pairs = wanted[:, :-1, :, None] * wanted[:, 1:, None, :] * open_moves
    pairs = pairs / pairs.sum((2, 3), keepdim=True).clamp(min=1e-6)
    score = (emitted * wanted).sum(2) * mask
    moves = (pairs * crf.transitions).sum((2, 3)) * mask[:, 1:]
    first = (wanted[:, 0] * crf.start).sum(1)
    return (crf.log_sum(emitted, mask) - score.sum(1) - moves.sum(1) - first).sum()


def epoch(train, bare, pieces, chance):
    found = []
    for name in sorted(train):
        found.append(damaged(chance.choice(train[name]), chance))
    found += [damaged(article, chance) for article in bare]
    cuts = []
    for article in found:
        encoded = batches.encode(article, pieces)
        cuts += batches.windows(encoded, WINDOW, chance.randrange(40, WINDOW))
    return batches.shuffled([one for one in cuts if len(one.first) > 10], BATCH, chance)


def fit(student, train, bare, dev, pieces, chosen, chance):
    optimiser = torch.optim.AdamW(
        student.parameters(), lr=chosen.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )
    average, step, total, started = None, 0, None, time.time()
    for number in range(chosen.epochs):
        passes = epoch(train, bare, pieces, chance)
        total = total or len(passes) * chosen.epochs
        loss_sum = words = 0
        student.train()
        for batch in passes:
            share = min(1.0, step / (0.04 * total)) * max(0.01, 1 - step / total)
            for group in optimiser.param_groups:
                group["lr"] = chosen.rate * share
            emitted = batch.of_words(student(batch.pieces, batch.features, batch.mask))
            loss = loss_of(student.crf, emitted, targets(batch), batch.word_mask)
            count = int(batch.word_mask.sum())
            optimiser.zero_grad(set_to_none=True)
            (loss / count).backward()
            torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimiser.step()
            step += 1
            loss_sum, words = loss_sum + loss.item(), words + count
        speed = (time.time() - started) / step
        print(f"epoch {number + 1}: loss {loss_sum / words:.4f}, {speed:.2f} s a step; {check(student, dev)}", flush=True)
        save_file(student.state_dict(), chosen.out)


def check(student, dev):
    emitted = predict.scores(student, dev, 0, 0, batch=1)
    return score.figures([one.tags for one in dev], [predict.best_tags(student, e) for e in emitted])


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", default="../../../shared/corpora")
    options.add_argument("--reuters")
    options.add_argument("--soft", required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--epochs", type=int, default=10)
    options.add_argument("--rate", type=float, default=2e-3)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    chance = start.settle(chosen.seed, chosen.threads)
    pieces = Pieces(PRETRAINED / "vocab.txt")
    soft = np.load(chosen.soft)
    train, bare = label.all_articles(chosen.corpora, chosen.reuters)
    for article in bare + [one for list_ in train.values() for one in list_]:
        article.soft = soft[article.name].astype(np.float32)
    dev = start.dev(chosen.corpora, pieces)
    fit(Student(), train, bare, dev, pieces, chosen, chance)


if __name__ == "__main__":
    main()
