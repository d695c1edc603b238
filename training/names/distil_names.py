"""Trains the name head on gold and on the teachers' probabilities:
`python distil_names.py --prepared prepared.pkl --out head.safetensors`."""

import argparse
import hashlib
import time

import torch
from safetensors.torch import save_file
from torch.nn import functional

import figures
import prepared
import start
import together
from gold import TAGS
from name_head import NameHead
from teach_names import corpora

WINDOW, BATCH = 120, 48
HELD_OUT = 14


def loss_of(chains, emitted, batch, gold_share):
    """Cross entropy with gold and the teachers' tags, or with the teachers' alone."""
    gold = functional.one_hot(batch.tags, TAGS).float().flatten(2)
    share = batch.labelled.float()[:, None, None] * gold_share
    return chains.cross_entropy(emitted, share * gold + (1 - share) * batch.soft, batch.mask)


def fit(head, articles, check, chosen, chance):
    optimiser = torch.optim.AdamW(
        head.parameters(), lr=chosen.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    step, total, started = 0, None, time.time()
    for number in range(chosen.epochs):
        cuts = [
            cut for article in articles
            for cut in prepared.windows(article, WINDOW, chance.randrange(40, WINDOW))
        ]
        passes = prepared.shuffled(cuts, BATCH, chance)
        total = total or len(passes) * chosen.epochs
        loss_sum = words = 0
        head.train()
        for group in passes:
            batch = prepared.collate(group)
            rate = chosen.rate * min(1.0, step / (0.04 * total)) * max(0.01, 1 - step / total)
            for parameters in optimiser.param_groups:
                parameters["lr"] = rate
            loss = loss_of(head.chains, head(*batch.inputs()), batch, chosen.gold_share)
            count = int(batch.mask.sum())
            optimiser.zero_grad(set_to_none=True)
            (loss / count).backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            step += 1
            loss_sum, words = loss_sum + loss.item(), words + count
        speed = (time.time() - started) / step
        print(f"epoch {number + 1}: loss {loss_sum / words:.4f}, {speed:.2f} s a step", flush=True)
        if number % 2 == 1 or number + 1 == chosen.epochs:
            check(head)
            save_file(head.state_dict(), chosen.out)


def held_out(train):
    """The names of the training articles that confidence is fitted on."""
    ordered = sorted(train, key=lambda name: hashlib.sha256(name.encode()).digest())
    return ordered[:HELD_OUT]


def checker(dev, held):
    """Scores a head on dev, corpus by corpus."""
    by_name = {one.name: one for one in held}

    def check(head):
        head.eval()
        for corpus, articles in dev.items():
            listed = list(articles.values())
            emitted = []
            with torch.inference_mode():
                for article in listed:
                    one = by_name[article.name]
                    batch = prepared.collate([(one, 0, len(one.tags))])
                    emitted.append(together.leaned(article.words, head(*batch.inputs())[0].numpy()))
            for line in figures.report(listed, emitted, figures.of_model(head.chains.layers)):
                print(f"  {corpus} {line}", flush=True)

    return check


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", default="../../../shared/corpora")
    options.add_argument("--prepared", nargs="+", required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--epochs", type=int, default=8)
    options.add_argument("--rate", type=float, default=3e-3)
    options.add_argument("--gold-share", type=float, default=0.5)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    chance = start.settle(chosen.seed, chosen.threads)
    train, dev = corpora(chosen.corpora)
    held = set(held_out(train))
    articles = [one for path in chosen.prepared for one in prepared.load(path) if one.name not in held]
    check = checker(dev, prepared.load(chosen.prepared[0] + ".dev"))
    fit(NameHead(), articles, check, chosen, chance)


if __name__ == "__main__":
    main()
